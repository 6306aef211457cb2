//! `hearsay verify`: is the ledger whole.

use std::process::ExitCode;

use anyhow::Result;

use crate::args::VerifyArgs;
use crate::exit;
use crate::ledger;
use crate::printer::Printer;
use crate::progress::Progress;

/// Checks everything and names what does not hold.
///
/// # Errors
/// If the ledger cannot be opened or read at all.
pub(crate) fn run(args: &VerifyArgs, printer: &Printer) -> Result<ExitCode> {
    let ledger = ledger::read_only(&args.ledger)?;
    let count = ledger.articles()?.len();
    let progress = Progress::new(printer, count as u64);
    let mut problems = ledger.verify(|done| progress.at(done as u64, "articles checked"))?;
    problems.extend(ledger.verify_accounts(&ledger::run("verify", serde_json::Map::new()))?);
    progress.end();
    let mut out = Vec::new();
    for problem in &problems {
        if args.json {
            serde_json::to_writer(&mut out, problem)?;
            out.push(b'\n');
        } else {
            out.extend_from_slice(format!("{}: {}\n", problem.place, problem.text).as_bytes());
        }
    }
    if problems.is_empty() && !args.json {
        out.extend_from_slice(format!("{count} articles: all holds\n").as_bytes());
    }
    printer.data(&out)?;
    Ok(exit::after(problems.len()))
}
