//! `hearsay add`: inputs in, articles in the ledger.
//!
//! Decides what happens to each page: it is stored, known already, or a failure that is named and
//! kept, and never ends the run. Pages are stored in the order of the inputs, one transaction
//! each, whoever was read first.

mod keep;

pub(crate) use keep::{Failed, Keeper, Keeping, Prepared, Summary, store};

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result, anyhow};
use hearsay::intake::MAX_BYTES;
use hearsay::ledger::{Ledger, Run};
use serde_json::{Map, Value, json};

use crate::args::AddArgs;
use crate::exit;
use crate::fetch::Fetcher;
use crate::input::{self, Found, Meter};
use crate::ledger;
use crate::parallel;
use crate::printer::Printer;
use crate::progress::Progress;

/// A page of the run: its name, and what became of it.
struct Done {
    name: String,
    result: Result<Prepared, Failed>,
}

/// Reads every input and keeps what is read.
///
/// # Errors
/// If the arguments do not go together, or the ledger cannot be written. Inputs that fail are
/// told on stderr, in the ledger's warnings, and in the exit code.
pub(crate) fn run(args: &AddArgs, printer: &Printer) -> Result<ExitCode> {
    let urls = match &args.urls {
        Some(path) => Some(input::list::column(path, args.column.as_deref())?),
        None => None,
    };
    let ledger = ledger::create(&args.ledger)?;
    let keeping = Keeping {
        verbatim: args.verbatim,
        originals: !args.no_originals,
    };
    let keeper = Keeper::new(ledger::create(&args.ledger)?, keeping);
    let fetcher = Arc::new(Fetcher::new(MAX_BYTES, args.allow_private));
    let arguments = urls
        .into_iter()
        .flatten()
        .chain(input::list::arguments(args.inputs.clone()));
    let meter = Meter::default();
    let inputs = input::expand(arguments, fetcher, &meter);
    let mut desk = Desk {
        ledger,
        run: ledger::run("add", settings(keeping)),
        summary: Summary::default(),
        printer,
        progress: Progress::new(printer, Meter::whole(&args.inputs)),
        meter: meter.clone(),
    };
    let mut outcome = Ok(());
    parallel::ordered(
        inputs,
        parallel::jobs(args.jobs),
        |found| prepare(&keeper, found),
        |done| {
            outcome = desk.keep(done);
            outcome.is_ok()
        },
    );
    desk.progress.end();
    // What was stored before a failure is accounted for too.
    let accounted = desk.ledger.account_anew(&desk.run);
    if args.json {
        let mut out = serde_json::to_vec(&desk.summary)?;
        out.push(b'\n');
        printer.data(&out)?;
    } else {
        printer.note(&desk.summary.lines());
    }
    let named = || args.ledger.ledger.display().to_string();
    outcome.with_context(named)?;
    accounted.with_context(named)?;
    Ok(exit::after(desk.summary.failed))
}

/// Reads a page. A fault of the program in one costs that one.
fn prepare(keeper: &Keeper, found: Result<Found, input::Failed>) -> Done {
    let found = match found {
        Ok(found) => found,
        Err(failed) => {
            return Done {
                name: failed.name,
                result: Err(Failed::Page(failed.error)),
            };
        }
    };
    let (input, page) = (&found.input, found.page);
    let result = catch_unwind(AssertUnwindSafe(|| keeper.prepare(input, page)));
    let result = result.unwrap_or_else(|_| {
        Err(Failed::Page(anyhow!(
            "hearsay failed on this input\n  hint: please report it with the page"
        )))
    });
    Done {
        name: found.name,
        result,
    }
}

/// Takes what was read, in the order of the inputs.
struct Desk<'a> {
    ledger: Ledger,
    run: Run,
    summary: Summary,
    printer: &'a Printer,
    progress: Progress,
    meter: Meter,
}

impl Desk<'_> {
    /// Stores a page, or tells why not.
    ///
    /// # Errors
    /// If the ledger cannot be written.
    fn keep(&mut self, done: Done) -> Result<()> {
        let name = done.name;
        match done.result {
            Ok(prepared) => {
                for warning in prepared.warnings() {
                    self.say(|printer| printer.warning(&format!("{name}: {warning}")));
                }
                let outcome = store(&mut self.ledger, &prepared, &self.run)?;
                self.summary.count(outcome);
            }
            Err(Failed::Page(error)) => {
                let reason = format!("{error:#}");
                self.say(|printer| printer.error(&format!("{name}: {reason}")));
                self.summary.fail(&reason);
                self.ledger.failure(&name, &reason, &self.run)?;
            }
            Err(Failed::Ledger(error)) => return Err(error.into()),
        }
        self.progress
            .tell(self.meter.read(), self.summary.read as u64, "pages");
        Ok(())
    }

    fn say(&self, say: impl FnOnce(&Printer)) {
        self.progress.beside(|| say(self.printer));
    }
}

/// What bears on what is stored.
pub(crate) fn settings(keeping: Keeping) -> Map<String, Value> {
    let mut settings = Map::new();
    settings.insert("verbatim".to_owned(), json!(keeping.verbatim));
    settings.insert("originals".to_owned(), json!(keeping.originals));
    settings
}
