//! Breaking off a question that nobody waits for any more.

use std::fmt;

use rusqlite::InterruptHandle;

use super::Ledger;

/// Breaks off what a ledger's connection does, from another thread.
pub struct Breaker(InterruptHandle);

impl fmt::Debug for Breaker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Breaker")
    }
}

impl Breaker {
    /// Ends what runs now with an error. What is begun later is not touched.
    pub fn break_off(&self) {
        self.0.interrupt();
    }
}

impl Ledger {
    /// A breaker of this connection.
    pub fn breaker(&self) -> Breaker {
        Breaker(self.conn.get_interrupt_handle())
    }
}
