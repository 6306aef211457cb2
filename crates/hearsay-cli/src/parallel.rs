//! Work on many inputs at once, results in input order, memory bounded.

use std::collections::HashMap;
use std::sync::{Condvar, Mutex};

/// Results that may wait for their turn, per worker.
const AHEAD: usize = 4;

struct State<I, R> {
    inputs: I,
    next: usize,
    passed: usize,
    done: HashMap<usize, R>,
    workers: usize,
    stopped: bool,
}

/// How many threads to use: as many as `asked` for, else one a processor.
pub(crate) fn jobs(asked: Option<u16>) -> usize {
    asked.map_or_else(
        || std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
        usize::from,
    )
}

/// Runs `work` on every item of `inputs` on up to `jobs` threads (at least one) and hands each
/// result to `take`, in input order. Inputs are drawn one by one, and no worker runs further
/// ahead of `take` than a few items, so memory does not grow with their number. Stops early once
/// `take` returns `false`.
pub(crate) fn ordered<I, R, W, T>(inputs: I, jobs: usize, work: W, mut take: T)
where
    I: Iterator + Send,
    R: Send,
    W: Fn(I::Item) -> R + Sync,
    T: FnMut(R) -> bool,
{
    let jobs = jobs.max(1);
    let state = Mutex::new(State {
        inputs,
        next: 0,
        passed: 0,
        done: HashMap::new(),
        workers: jobs,
        stopped: false,
    });
    let turn = Condvar::new();
    let lock = || {
        state
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    };
    let wait = |guard| {
        turn.wait(guard)
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    };
    std::thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(|| {
                let leave = Leave(|| {
                    lock().workers -= 1;
                    turn.notify_all();
                });
                loop {
                    let mut guard = lock();
                    while !guard.stopped && guard.next >= guard.passed + jobs * AHEAD {
                        guard = wait(guard);
                    }
                    if guard.stopped {
                        break;
                    }
                    let Some(input) = guard.inputs.next() else {
                        break;
                    };
                    let number = guard.next;
                    guard.next += 1;
                    drop(guard);
                    let result = work(input);
                    lock().done.insert(number, result);
                    turn.notify_all();
                }
                drop(leave);
            });
        }
        let mut guard = lock();
        loop {
            let number = guard.passed;
            if let Some(result) = guard.done.remove(&number) {
                guard.passed += 1;
                drop(guard);
                turn.notify_all();
                let go_on = take(result);
                guard = lock();
                if !go_on {
                    guard.stopped = true;
                    turn.notify_all();
                    break;
                }
            } else if guard.workers == 0 {
                break;
            } else {
                guard = wait(guard);
            }
        }
    });
}

/// Runs its closure when it goes out of scope, on a panic too: the taker must not wait for a
/// worker that is gone.
struct Leave<F: FnMut()>(F);

impl<F: FnMut()> Drop for Leave<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn results_come_in_input_order() {
        for jobs in [0, 1, 3, 16] {
            let mut taken = Vec::new();
            ordered(
                0..200_u64,
                jobs,
                |number| {
                    std::thread::sleep(std::time::Duration::from_micros(number * 7 % 50));
                    number * 2
                },
                |result| {
                    taken.push(result);
                    true
                },
            );
            assert_eq!(
                taken,
                (0..200).map(|number| number * 2).collect::<Vec<u64>>()
            );
        }
    }

    #[test]
    fn a_slow_taker_holds_the_workers_back_and_can_stop_them() {
        let started = AtomicUsize::new(0);
        let mut taken = 0;
        ordered(
            0..10_000,
            2,
            |_| started.fetch_add(1, Ordering::SeqCst),
            |_| {
                std::thread::sleep(std::time::Duration::from_millis(2));
                taken += 1;
                assert!(started.load(Ordering::SeqCst) <= taken + 2 * AHEAD + 2);
                taken < 5
            },
        );
        assert_eq!(taken, 5);
        assert!(started.load(Ordering::SeqCst) < 50);
    }

    #[test]
    fn no_input_is_no_result() {
        ordered(
            std::iter::empty::<u8>(),
            4,
            |byte| byte,
            |_| panic!("nothing to take"),
        );
    }
}
