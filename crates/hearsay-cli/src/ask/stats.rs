//! `hearsay stats`: numbers over the whole ledger.

use std::process::ExitCode;

use anyhow::Result;
use hearsay::ledger::{Share, Stats};

use super::answer;
use crate::args::StatsArgs;
use crate::ledger;
use crate::printer::Printer;
use crate::table::Table;

/// Prints the numbers.
///
/// # Errors
/// If the ledger cannot be read.
pub(crate) fn run(args: &StatsArgs, printer: &Printer) -> Result<ExitCode> {
    let stats = ledger::read_only(&args.ledger)?.stats()?;
    answer(
        printer,
        args.output,
        std::slice::from_ref(&stats),
        || outlets(&stats, |share| share.to_string()),
        || view(&stats, printer),
    )
}

fn view(stats: &Stats, printer: &Printer) -> String {
    let mut counts = Table::new(&["in the ledger", ""]);
    for (name, count) in [
        ("articles", stats.articles),
        ("pages with an address", stats.pages),
        ("pages that changed", stats.changed_pages),
        ("attributions", stats.attributions),
        ("corrections", stats.corrections),
        ("inputs that failed", stats.failures),
    ] {
        counts.row([name.to_owned(), count.to_string()]);
    }
    if let Some((first, last)) = &stats.published {
        counts.row(["published".to_owned(), format!("{first} to {last}")]);
    }
    let mut out = counts.screen(printer);
    out.push('\n');
    out.push_str(&outlets(stats, percent).screen(printer));
    for (heading, shares) in [
        (&["sources by kind", "attributions", "share"], &stats.kinds),
        (&["quotation", "attributions", "share"], &stats.quotations),
        (&["stance", "attributions", "share"], &stats.stances),
        (&["certainty", "attributions", "share"], &stats.certainties),
    ] {
        out.push('\n');
        out.push_str(&table(heading, shares).screen(printer));
    }
    out
}

fn outlets(stats: &Stats, share: impl Fn(f64) -> String) -> Table {
    let mut table = Table::new(&["outlet", "articles", "attributions", "anonymous", "direct"]);
    for outlet in &stats.outlets {
        table.row([
            outlet.outlet.clone().unwrap_or_else(|| "(none)".to_owned()),
            outlet.articles.to_string(),
            outlet.attributions.to_string(),
            share(outlet.anonymous),
            share(outlet.direct),
        ]);
    }
    table
}

fn table(headings: &'static [&'static str], shares: &[Share]) -> Table {
    let mut table = Table::new(headings);
    for share in shares {
        table.row([
            share.name.clone(),
            share.count.to_string(),
            percent(share.share),
        ]);
    }
    table
}

fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}
