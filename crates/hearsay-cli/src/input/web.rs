//! Addresses are fetched a little ahead of their turn, so that nobody waits for one server while
//! another could answer.

use std::collections::VecDeque;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use anyhow::{Result, anyhow};

use super::walk::Where;
use super::{Failed, Input};
use crate::fetch::{Fetched, Fetcher};

/// How many inputs are looked at ahead. Each answer that waits takes memory.
const AHEAD: usize = 4;

/// Inputs in their order, those of the web fetched.
pub(super) struct Ahead<W> {
    inputs: W,
    fetcher: Arc<Fetcher>,
    waiting: VecDeque<Waiting>,
}

enum Waiting {
    Ready(Result<Where, Failed>),
    Fetching(String, JoinHandle<Result<Fetched>>),
}

impl<W: Iterator<Item = Result<Where, Failed>>> Ahead<W> {
    pub(super) fn new(inputs: W, fetcher: Arc<Fetcher>) -> Self {
        Self {
            inputs,
            fetcher,
            waiting: VecDeque::new(),
        }
    }

    /// Starts on the next input. `false` at the end.
    fn look(&mut self) -> bool {
        let Some(input) = self.inputs.next() else {
            return false;
        };
        let waiting = match input {
            Ok(Where::Web(url)) => {
                let fetcher = Arc::clone(&self.fetcher);
                let address = url.clone();
                let thread = thread::spawn(move || fetcher.fetch(&address));
                Waiting::Fetching(url, thread)
            }
            other => Waiting::Ready(other),
        };
        self.waiting.push_back(waiting);
        true
    }
}

impl<W: Iterator<Item = Result<Where, Failed>>> Iterator for Ahead<W> {
    type Item = Result<Input, Failed>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.waiting.is_empty() {
            self.look();
        }
        // Only addresses are worth looking ahead for: a list may come slowly.
        if matches!(self.waiting.front(), Some(Waiting::Fetching(..))) {
            while self.waiting.len() < AHEAD && self.look() {}
        }
        Some(match self.waiting.pop_front()? {
            Waiting::Ready(input) => input.map(Input::Place),
            Waiting::Fetching(url, thread) => {
                let fetched = thread
                    .join()
                    .unwrap_or_else(|_| Err(anyhow!("hearsay failed while it fetched this")));
                Ok(Input::Fetched(url, fetched))
            }
        })
    }
}
