//! The ledger that a command works on: opened, with its name in every error.

use std::time::Duration;

use anyhow::{Context, Result, bail};
use hearsay::attribution::Model;
use hearsay::ledger::{Ledger, LedgerError, Run, Stored};
use serde_json::{Map, Value};

use crate::args::LedgerArgs;
use crate::clock;

/// Opens an existing ledger for reading.
pub(crate) fn read_only(args: &LedgerArgs) -> Result<Ledger> {
    named(args, Ledger::read_only(&args.ledger, wait(args)))
}

/// Opens an existing ledger for writing.
pub(crate) fn open(args: &LedgerArgs) -> Result<Ledger> {
    named(args, Ledger::open(&args.ledger, wait(args)))
}

/// Opens a ledger for writing, and makes it if there is none.
pub(crate) fn create(args: &LedgerArgs) -> Result<Ledger> {
    named(args, Ledger::create(&args.ledger, wait(args)))
}

fn wait(args: &LedgerArgs) -> Duration {
    Duration::from_secs(args.wait)
}

fn named(args: &LedgerArgs, opened: Result<Ledger, LedgerError>) -> Result<Ledger> {
    opened.with_context(|| args.ledger.display().to_string())
}

/// The id of the article with this id, or with an attribution of this id.
pub(crate) fn article(ledger: &Ledger, id: &str) -> Result<String> {
    match ledger.find(id)? {
        Stored::Article(id) => Ok(id),
        Stored::Attribution(id) => Ok(ledger.article_of(&id)?),
        Stored::Entity(_) | Stored::Claim(_) | Stored::Origin(_) | Stored::Correction(_) => {
            bail!("{id} is neither an article nor an attribution")
        }
    }
}

/// A run of a command that writes, begun now.
pub(crate) fn run(command: &str, settings: Map<String, Value>) -> Run {
    Run {
        command: command.to_owned(),
        program: concat!("hearsay ", env!("CARGO_PKG_VERSION")).to_owned(),
        model: Model::fingerprint().to_owned(),
        settings,
        started: clock::stamp(),
    }
}
