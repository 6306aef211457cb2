//! `hearsay who`: one voice.

use std::process::ExitCode;

use anyhow::Result;
use hearsay::ledger::WhoReport;

use super::said::{full, list};
use super::{answer, words};
use crate::args::WhoArgs;
use crate::ledger;
use crate::printer::Printer;
use crate::table::Table;

/// Prints what is known of a voice.
///
/// # Errors
/// If the ledger cannot be read, or there is no word to look for.
pub(crate) fn run(args: &WhoArgs, printer: &Printer) -> Result<ExitCode> {
    let name = words(&args.name.join(" "))?;
    let report = ledger::read_only(&args.ledger)?.who(&name, args.limit)?;
    answer(
        printer,
        args.output,
        std::slice::from_ref(&report),
        || table(&report),
        || view(&report, printer),
    )
}

/// What it said and what was said of it, for programs.
fn table(report: &WhoReport) -> Table {
    let said: Vec<_> = report.said.iter().chain(&report.said_of).cloned().collect();
    full(&said)
}

fn view(report: &WhoReport, printer: &Printer) -> String {
    if report.said_count == 0 && report.said_of_count == 0 {
        return "Nobody of that name is found, speaking or spoken of.\n".to_owned();
    }
    let mut out = String::new();
    let mut table = Table::new(&["", "", "times"]);
    for (what, rows) in [("named", &report.names), ("role", &report.roles)] {
        for (at, (words, count)) in rows.iter().enumerate() {
            let what = if at == 0 { what } else { "" };
            table.row([what.to_owned(), words.clone(), count.to_string()]);
        }
    }
    for (at, (kind, count)) in report.kinds.iter().enumerate() {
        let what = if at == 0 { "read as" } else { "" };
        table.row([what.to_owned(), kind.to_string(), count.to_string()]);
    }
    table.row([
        "speaks".to_owned(),
        format!("in {} articles", report.articles),
        report.said_count.to_string(),
    ]);
    table.row([
        "is spoken of".to_owned(),
        "by others".to_owned(),
        report.said_of_count.to_string(),
    ]);
    out.push_str(&table.screen(printer));
    for (heading, rows, count) in [
        ("What they said", &report.said, report.said_count),
        (
            "What was said of them",
            &report.said_of,
            report.said_of_count,
        ),
    ] {
        if rows.is_empty() {
            continue;
        }
        out.push_str(&format!("\n{heading}\n{}", list(rows, printer)));
        if count > rows.len() as u64 {
            out.push_str(&format!("{} of {count}; --limit 0 shows all\n", rows.len()));
        }
    }
    out
}
