//! `hearsay read`: pages in, readings out.
//!
//! Decides what happens to each input: it becomes one reading on stdout, or one error on stderr,
//! and never ends the run. Readings come in the order of the inputs, whoever was done first.

mod human;
mod input;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use hearsay::page::{MAX_BYTES, PageOptions};
use hearsay::reading::Reading;

use crate::args::ReadArgs;
use crate::exit;
use crate::fetch::Fetcher;
use crate::parallel;
use crate::printer::{Listening, Printer};
use human::Screen;
use input::Input;

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
    let many = args.inputs.len() > 1 || args.inputs.iter().any(|name| input::is_folder(name));
    if many && args.url.is_some() {
        bail!(
            "--url names the address of one page, and there are several inputs\n  hint: read that page alone"
        );
    }
    let reader = Reader {
        args,
        fetcher: Fetcher::new(MAX_BYTES, args.allow_private),
        screen: Screen {
            colour: printer.colour(),
            columns: printer.columns(),
        },
        many,
    };
    let jobs = parallel::jobs(args.jobs);
    let inputs = args.inputs.iter().flat_map(|name| input::expand(name));
    let (mut failed, mut outcome) = (0, Ok(Listening::Yes));
    parallel::ordered(
        inputs,
        jobs,
        |input| reader.read(input),
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

/// What all inputs of a run share.
struct Reader<'a> {
    args: &'a ReadArgs,
    fetcher: Fetcher,
    screen: Screen,
    many: bool,
}

impl Reader<'_> {
    /// Reads one input. A fault of the program in it is an error of this input alone.
    fn read(&self, input: Result<Input, (String, anyhow::Error)>) -> Done {
        let (name, result) = match input {
            Ok(input) => {
                let result = catch_unwind(AssertUnwindSafe(|| self.reading(&input)));
                let result = result.unwrap_or_else(|_| {
                    bail!("hearsay failed on this input\n  hint: please report it with the page")
                });
                (input.name(), result)
            }
            Err((name, error)) => (name, Err(error)),
        };
        Done { name, result }
    }

    fn reading(&self, input: &Input) -> Result<(Vec<u8>, Vec<String>)> {
        let loaded = input.load(&self.fetcher, MAX_BYTES)?;
        let options = PageOptions {
            verbatim: self.args.verbatim,
            url: self.args.url.clone().or(loaded.url),
            published: self.args.published.clone(),
        };
        let article = hearsay::page::read(&loaded.bytes, &options)?;
        drop(loaded.bytes);
        let attributions = hearsay::attribution::read(&article);
        let mut data = Vec::new();
        if self.args.json {
            serde_json::to_writer(&mut data, &Reading::new(&article, &attributions))?;
            data.push(b'\n');
        } else {
            let name = self.many.then(|| input.name());
            let voices = hearsay::voice::read(&article, &attributions);
            let view = human::view(
                &article,
                &attributions,
                &voices,
                name.as_deref(),
                self.screen,
            );
            data.extend_from_slice(view.as_bytes());
        }
        Ok((data, article.warnings))
    }
}
