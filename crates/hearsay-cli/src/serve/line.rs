//! The line between a request and the question that it asks: whoever waits no longer hangs up, and the question ends.
//!
//! A browser that goes away and a time limit that runs out both drop the request. The ledger would answer all the same,
//! and its connection would be missing to others until then.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Ends a question that runs.
type End = Box<dyn Fn() + Send>;

/// The end of the line at which the question is asked.
#[derive(Clone, Default)]
pub(super) struct Line(Arc<Mutex<State>>);

#[derive(Default)]
enum State {
    /// Nothing was asked yet.
    #[default]
    Open,
    /// A question runs.
    Asking(End),
    /// It was answered.
    Answered,
    /// Nobody waits.
    HungUp,
}

/// The end of the line at which somebody waits; it hangs up when it is dropped.
pub(super) struct Waiting(Line);

impl Line {
    /// A line, and somebody who waits at its other end.
    pub(super) fn open() -> (Self, Waiting) {
        let line = Self::default();
        (line.clone(), Waiting(line))
    }

    /// Begins a question that `end` ends; `false` if nobody waits for the answer.
    pub(super) fn ask(&self, end: impl Fn() + Send + 'static) -> bool {
        let mut state = self.state();
        if matches!(*state, State::HungUp) {
            return false;
        }
        *state = State::Asking(Box::new(end));
        true
    }

    /// The question is answered: from now on nothing is to be ended.
    pub(super) fn answered(&self) {
        *self.state() = State::Answered;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        let mut state = self.0.state();
        // Under the lock, so that no later question of the same connection is hit.
        if let State::Asking(end) = &*state {
            end();
        }
        *state = State::HungUp;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    fn counter() -> (Arc<AtomicUsize>, impl Fn() + Send + 'static) {
        let count = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&count);
        (count, move || {
            counted.fetch_add(1, Ordering::Relaxed);
        })
    }

    #[test]
    fn hanging_up_ends_the_question_that_runs() {
        let (line, waiting) = Line::open();
        let (ended, end) = counter();
        assert!(line.ask(end));
        drop(waiting);
        assert_eq!(ended.load(Ordering::Relaxed), 1);
    }

    #[test]
    fn what_is_answered_is_not_ended() {
        let (line, waiting) = Line::open();
        let (ended, end) = counter();
        assert!(line.ask(end));
        line.answered();
        drop(waiting);
        assert_eq!(ended.load(Ordering::Relaxed), 0);
    }

    #[test]
    fn nothing_is_asked_for_nobody() {
        let (line, waiting) = Line::open();
        drop(waiting);
        assert!(!line.ask(|| ()));
    }
}
