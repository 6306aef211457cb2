//! `hearsay read`: pages in, readings out.
//!
//! Decides what happens to each input: it becomes one reading on stdout, or one error on stderr,
//! and never ends the run. Readings come in the order of the inputs, whoever was done first.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use hearsay::article::Article;
use hearsay::intake::Known;
use hearsay::page::MAX_BYTES;
use hearsay::reading::Reading;
use hearsay::voice::Heard;

use crate::args::ReadArgs;
use crate::exit;
use crate::fetch::Fetcher;
use crate::input::{self, Failed, Found, Meter};
use crate::parallel;
use crate::printer::{Listening, Printer};
use crate::view::{self, Screen, explain};

/// One input, read.
struct Done {
    name: String,
    /// The reading as it will be printed, and what was strange about the page.
    result: Result<(Vec<u8>, Vec<String>)>,
}

/// Reads every input and prints its reading.
///
/// # Errors
/// If the arguments do not go together, or stdout cannot be written. Inputs that fail are told on
/// stderr and in the exit code.
pub(crate) fn run(args: &ReadArgs, printer: &Printer) -> Result<ExitCode> {
    let fetcher = Arc::new(Fetcher::new(MAX_BYTES, args.allow_private));
    let arguments = args.inputs.iter().cloned().map(Ok);
    let mut inputs = input::expand(arguments, fetcher, &Meter::default());
    // One argument can hold many pages, which only a second page tells.
    let first = inputs.next();
    let second = inputs.next();
    let many = second.is_some() || args.inputs.iter().any(|name| input::is_folder(name));
    if many && args.url.is_some() {
        bail!(
            "--url names the address of one page, and there are several inputs\n  hint: read that page alone"
        );
    }
    let inputs = first.into_iter().chain(second).chain(inputs);
    let reader = Reader {
        args,
        screen: Screen::of(printer),
        many,
    };
    let jobs = parallel::jobs(args.jobs);
    let (mut failed, mut outcome) = (0, Ok(Listening::Yes));
    parallel::ordered(
        inputs,
        jobs,
        |found| reader.read(found),
        |done| {
            match done.result {
                Ok((data, warnings)) => {
                    for warning in warnings {
                        printer.warning(&format!("{}: {warning}", done.name));
                    }
                    outcome = printer.data(&data);
                }
                Err(error) => {
                    failed += 1;
                    printer.error(&format!("{}: {error:#}", done.name));
                }
            }
            matches!(outcome, Ok(Listening::Yes))
        },
    );
    match outcome.context("cannot write to stdout")? {
        Listening::Yes => Ok(exit::after(failed)),
        Listening::No => Ok(exit::after(0)),
    }
}

/// What all pages of a run share.
struct Reader<'a> {
    args: &'a ReadArgs,
    screen: Screen,
    many: bool,
}

impl Reader<'_> {
    /// Reads one page. A fault of the program in it is an error of this page alone.
    fn read(&self, found: Result<Found, Failed>) -> Done {
        let (name, result) = match found {
            Ok(found) => {
                let result = catch_unwind(AssertUnwindSafe(|| self.reading(&found)));
                let result = result.unwrap_or_else(|_| {
                    bail!("hearsay failed on this input\n  hint: please report it with the page")
                });
                (found.name, result)
            }
            Err(Failed { name, error }) => (name, Err(error)),
        };
        Done { name, result }
    }

    fn reading(&self, found: &Found) -> Result<(Vec<u8>, Vec<String>)> {
        let user = Known {
            url: self.args.url.clone(),
            published: self.args.published.clone(),
            ..Known::default()
        };
        let article = input::article(&found.page, self.args.verbatim, user)?;
        let heard = heard(&article, self.args.own_voice);
        let mut data = Vec::new();
        if self.args.json {
            let reading = value(&article, &heard, self.args.explain);
            serde_json::to_writer(&mut data, &reading)?;
            data.push(b'\n');
        } else {
            let name = self.many.then_some(found.name.as_str());
            let mut view = view::view(&article, &heard, name, self.screen);
            if self.args.explain {
                view.push_str(&explain::explain(&article.text, &heard, self.screen));
            }
            data.extend_from_slice(view.as_bytes());
        }
        Ok((data, article.warnings))
    }
}

/// What is said in an article; with `own_voice` also what the page says itself.
pub(crate) fn heard(article: &Article, own_voice: bool) -> Heard {
    if own_voice {
        Heard::with_own_voice(article)
    } else {
        Heard::read(article)
    }
}

/// The reading that other programs get; with `explain` what gave each value.
pub(crate) fn value(article: &Article, heard: &Heard, explain: bool) -> Reading {
    if explain {
        Reading::explained(article, heard)
    } else {
        Reading::new(article, heard)
    }
}
