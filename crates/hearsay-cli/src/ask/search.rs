//! `hearsay search`: full text, with snippets.

use std::process::ExitCode;

use anyhow::Result;
use hearsay::ledger::{Search, Snippet};

use super::said::{INDENT, head};
use super::{answer, words};
use crate::args::SearchArgs;
use crate::ledger;
use crate::printer::Printer;
use crate::table::Table;
use crate::view::Screen;
use crate::view::look::Look;
use crate::view::wrap::Wrap;

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
    if found.attributions.is_empty() && found.articles.is_empty() {
        return "Nothing is found.\n".to_owned();
    }
    let screen = Screen::of(printer);
    let mut out = String::new();
    let line = |out: &mut String, words: &str, snippet: &Snippet| {
        let mut wrap = Wrap::new(out, screen, INDENT, INDENT);
        wrap.text(words, Look::SOURCE);
        wrap.text(" — ", Look::FAINT);
        marked(&mut wrap, snippet);
        wrap.end();
    };
    if !found.attributions.is_empty() {
        out.push_str("In what is said\n");
        for hit in &found.attributions {
            let said = &hit.said;
            head(
                &mut out,
                screen,
                &said.id,
                said.published.as_deref(),
                said.outlet.as_deref(),
            );
            line(
                &mut out,
                said.source.as_deref().unwrap_or("(nobody named)"),
                &hit.snippet,
            );
        }
    }
    if !found.articles.is_empty() {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str("In articles\n");
        for hit in &found.articles {
            head(
                &mut out,
                screen,
                &hit.id,
                hit.published.as_deref(),
                hit.outlet.as_deref(),
            );
            line(
                &mut out,
                hit.title.as_deref().unwrap_or("(no title)"),
                &hit.snippet,
            );
        }
    }
    out
}

/// The snippet, with stars around the words that were asked for.
fn marked(wrap: &mut Wrap<'_>, snippet: &Snippet) {
    let chars: Vec<char> = snippet.text.chars().collect();
    let mut at = 0;
    for [start, end] in &snippet.hits {
        let part = |from: usize, to: usize| {
            chars
                .get(from..to)
                .unwrap_or_default()
                .iter()
                .collect::<String>()
        };
        wrap.text(&part(at, *start), Look::PLAIN);
        wrap.text(&format!("*{}*", part(*start, *end)), Look::STRONG);
        at = *end;
    }
    let rest: String = chars.get(at..).unwrap_or_default().iter().collect();
    wrap.text(&rest, Look::PLAIN);
}
