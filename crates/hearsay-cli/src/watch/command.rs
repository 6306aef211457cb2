//! The command: feeds watched into a ledger.

use std::cell::RefCell;
use std::process::ExitCode;

use anyhow::{Context, Result};
use hearsay::intake::MAX_BYTES;
use hearsay::ledger::{FeedRow, Ledger, Outcome as Stored, Run};

use super::{Added, FeedState, Memory, Options};
use crate::add::{self, Failed, Keeper, Keeping};
use crate::args::WatchArgs;
use crate::clock;
use crate::exit;
use crate::fetch::{Limits, Polite, Reach};
use crate::ledger;
use crate::printer::Printer;
use crate::stop::Stop;

/// Watches the feeds, and keeps their articles.
///
/// # Errors
/// If the ledger cannot be read or written.
pub(crate) fn run(args: &WatchArgs, printer: &Printer) -> Result<ExitCode> {
    let keeping = Keeping {
        verbatim: false,
        originals: !args.no_originals,
    };
    let keeper = Keeper::new(ledger::create(&args.ledger)?, keeping);
    let shelf = RefCell::new(ledger::create(&args.ledger)?);
    let run = ledger::run("watch", add::settings(keeping));
    let stop = Stop::on_signals().context("cannot listen for Ctrl-C")?;
    let limits = Limits::of(MAX_BYTES);
    let reach = Reach::new(args.allow_private);
    let mut fetcher = Polite::new(limits, reach, args.pause, stop.clone());
    let outcome = super::run(
        &args.feeds,
        Options {
            every: args.every,
            once: args.once,
            again: args.again,
        },
        &mut fetcher,
        &mut Shelf {
            ledger: &shelf,
            run: &run,
        },
        &mut |page, name| {
            let now = clock::stamp();
            let answered = page.address.clone();
            let added = match keeper.prepare(name, page) {
                Ok(prepared) => {
                    for warning in prepared.warnings() {
                        printer.warning(&format!("{name}: {warning}"));
                    }
                    match add::store(&mut shelf.borrow_mut(), &prepared, &run)? {
                        Stored::New => Added::New,
                        Stored::NewVersion => Added::Changed,
                        Stored::Unchanged => Added::Unchanged,
                    }
                }
                // Not a visit: the page may be an article another time.
                Err(Failed::Page(error)) => return Ok(Added::Failed(error)),
                Err(Failed::Ledger(error)) => return Err(error.into()),
            };
            for url in answered.iter().map(String::as_str).chain([name]) {
                shelf.borrow_mut().visited(url, &now)?;
            }
            Ok(added)
        },
        printer,
        &stop,
    )
    .with_context(|| args.ledger.ledger.display().to_string())?;
    Ok(exit::after(outcome.failed))
}

/// What is remembered of feeds and visits: in the ledger.
struct Shelf<'a> {
    ledger: &'a RefCell<Ledger>,
    run: &'a Run,
}

impl Memory for Shelf<'_> {
    fn feed(&self, url: &str) -> Result<Option<FeedState>> {
        let row = self.ledger.borrow().feed(url)?;
        Ok(row.map(|row| FeedState {
            etag: row.etag,
            last_modified: row.last_modified,
            title: row.title,
            checked: row.checked,
            status: row.status,
            failures: row.failures,
            not_before: row.not_before,
        }))
    }

    fn keep_feed(&mut self, url: &str, state: &FeedState) -> Result<()> {
        let state = state.clone();
        let row = FeedRow {
            title: state.title,
            etag: state.etag,
            last_modified: state.last_modified,
            checked: state.checked,
            status: state.status,
            failures: state.failures,
            not_before: state.not_before,
        };
        Ok(self.ledger.borrow_mut().keep_feed(url, &row)?)
    }

    fn has_article(&self, url: &str) -> Result<bool> {
        Ok(self.last_fetched(url)?.is_some())
    }

    fn last_fetched(&self, url: &str) -> Result<Option<String>> {
        Ok(self.ledger.borrow().last_visit(url)?)
    }

    fn end_round(&mut self) -> Result<()> {
        self.ledger.borrow_mut().account_anew(self.run)?;
        Ok(())
    }
}
