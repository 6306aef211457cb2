//! The whole program over a ledger, as processes: killed, fed with hostile bytes, watching feeds.

mod articles;
mod formats;
mod hostile;
mod inputs;
mod kill;
mod program;
mod watch;
