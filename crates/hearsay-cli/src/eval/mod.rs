//! `hearsay eval`: the program measured against gold that people made.
//!
//! Every figure in the documentation is printed by one of these commands.

mod brat;
mod coref;
mod factuality;
mod mode;
mod names;
mod pages;
mod pairs;
mod stories;

use std::process::ExitCode;

use crate::args::EvalCommand;
use crate::printer::Printer;

/// Runs the measurement that was asked for and prints its report.
///
/// # Errors
/// If its folder cannot be read or holds no gold.
pub(crate) fn run(command: &EvalCommand, printer: &Printer) -> anyhow::Result<ExitCode> {
    let report = match command {
        EvalCommand::Brat(args) => {
            let outcome = brat::run(args, crate::parallel::jobs(args.jobs))?;
            for warning in outcome.warnings {
                printer.warning(&warning);
            }
            outcome.report
        }
        EvalCommand::Coref(args) => coref::run(args)?,
        EvalCommand::Pronouns(args) => coref::pronouns(args)?,
        EvalCommand::Pages(args) => pages::run(args)?,
        EvalCommand::Stories(args) => stories::run(args)?,
        EvalCommand::Factuality(args) => factuality::run(args)?,
        EvalCommand::Mode(args) => mode::run(args)?,
        EvalCommand::Names(args) => names::run(args)?,
        EvalCommand::Pairs(args) => pairs::run(args, crate::parallel::jobs(args.jobs))?,
    };
    printer.data(report.as_bytes())?;
    Ok(crate::exit::after(0))
}
