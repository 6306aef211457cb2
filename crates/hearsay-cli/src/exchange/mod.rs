//! Between the ledger and other programs: export and import.

mod export;
mod import;

pub(crate) use export::{Export, run as export};
pub(crate) use import::run as import;
