//! The wish to stop: Ctrl-C or SIGTERM, heard between two pieces of work.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::clock;

/// How long a wish may go unheard during a wait.
const SLICE: Duration = Duration::from_millis(100);

/// Whether the run shall end. Clones hear the same wish.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Hears Ctrl-C and SIGTERM from now on. The second of them ends the program at once.
    ///
    /// # Errors
    /// If the system does not let signals be heard.
    pub(crate) fn on_signals() -> io::Result<Self> {
        let stop = Self::default();
        for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
            let code = 128 + signal;
            signal_hook::flag::register_conditional_shutdown(signal, code, Arc::clone(&stop.0))?;
            signal_hook::flag::register(signal, Arc::clone(&stop.0))?;
        }
        Ok(stop)
    }

    /// Whether somebody wished to stop.
    pub(crate) fn asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Wishes it.
    #[cfg(test)]
    pub(crate) fn ask(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Waits this long, or until somebody wishes to stop; whether to go on.
    pub(crate) fn wait(&self, time: Duration) -> bool {
        let start = clock::moment();
        loop {
            if self.asked() {
                return false;
            }
            let left = time.saturating_sub(start.elapsed());
            if left.is_zero() {
                return true;
            }
            std::thread::sleep(left.min(SLICE));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_ends_a_wait() {
        let stop = Stop::default();
        assert!(stop.wait(Duration::ZERO));
        let other = stop.clone();
        std::thread::spawn(move || other.ask());
        assert!(!stop.wait(Duration::from_secs(3600)));
    }
}
