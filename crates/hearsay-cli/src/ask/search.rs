//! `hearsay search`: full text, with snippets.

use std::process::ExitCode;

use anyhow::Result;
use hearsay::ledger::{Search, Snippet};

use super::said::day;
use super::{answer, short, words};
use crate::args::SearchArgs;
use crate::ledger;
use crate::printer::Printer;
use crate::table::Table;

/// Prints what holds the words, best hits first.
///
/// # Errors
/// If the ledger cannot be read, or there is no word to look for.
pub(crate) fn run(args: &SearchArgs, printer: &Printer) -> Result<ExitCode> {
    let words = words(&args.words.join(" "))?;
    let found = ledger::read_only(&args.ledger)?.search(&words, args.limit)?;
    answer(
        printer,
        args.output,
        std::slice::from_ref(&found),
        || table(&found),
        || view(&found, printer),
    )
}

fn table(found: &Search) -> Table {
    let mut table = Table::new(&[
        "in",
        "id",
        "published",
        "outlet",
        "who",
        "title",
        "url",
        "snippet",
    ]);
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    for hit in &found.attributions {
        table.row([
            "attribution".to_owned(),
            hit.said.id.clone(),
            text(&hit.said.published),
            text(&hit.said.outlet),
            text(&hit.said.source),
            text(&hit.said.title),
            text(&hit.said.url),
            hit.snippet.text.clone(),
        ]);
    }
    for hit in &found.articles {
        table.row([
            "article".to_owned(),
            hit.id.clone(),
            text(&hit.published),
            text(&hit.outlet),
            String::new(),
            text(&hit.title),
            text(&hit.url),
            hit.snippet.text.clone(),
        ]);
    }
    table
}

fn view(found: &Search, printer: &Printer) -> String {
    let mut out = String::new();
    if found.attributions.is_empty() && found.articles.is_empty() {
        return "Nothing is found.\n".to_owned();
    }
    if !found.attributions.is_empty() {
        let mut table = Table::new(&["id", "published", "outlet", "who", "what is said"]);
        for hit in &found.attributions {
            table.row([
                short(&hit.said.id),
                day(hit.said.published.as_deref()),
                hit.said.outlet.clone().unwrap_or_default(),
                hit.said.source.clone().unwrap_or_default(),
                marked(&hit.snippet),
            ]);
        }
        out.push_str(&table.screen(printer));
    }
    if !found.articles.is_empty() {
        let mut table = Table::new(&["id", "published", "outlet", "article", "in its text"]);
        for hit in &found.articles {
            table.row([
                short(&hit.id),
                day(hit.published.as_deref()),
                hit.outlet.clone().unwrap_or_default(),
                hit.title.clone().unwrap_or_default(),
                marked(&hit.snippet),
            ]);
        }
        out.push_str(&table.screen(printer));
    }
    out
}

/// The snippet with stars around the words that were asked for.
fn marked(snippet: &Snippet) -> String {
    let mut out = String::new();
    for (at, c) in snippet.text.chars().enumerate() {
        if snippet.hits.iter().any(|hit| hit[0] == at || hit[1] == at) {
            out.push('*');
        }
        out.push(c);
    }
    if snippet
        .hits
        .iter()
        .any(|hit| hit[1] == snippet.text.chars().count())
    {
        out.push('*');
    }
    out
}
