//! `hearsay said`: who said what, by filters that combine.

use std::process::ExitCode;

use anyhow::Result;
use hearsay::ledger::{Query, Said};
use hearsay::voice::SourceKind;

use super::{answer, short, words};
use crate::args::SaidArgs;
use crate::ledger;
use crate::printer::Printer;
use crate::table::Table;
use crate::view::Screen;
use crate::view::look::Look;
use crate::view::wrap::Wrap;

/// Prints the attributions that pass every filter.
///
/// # Errors
/// If the ledger cannot be read, or a filter names no word.
pub(crate) fn run(args: &SaidArgs, printer: &Printer) -> Result<ExitCode> {
    let by = args.by.as_deref().map(words).transpose()?;
    let through = args.through.as_deref().map(words).transpose()?;
    let about = args.about.as_deref().map(words).transpose()?;
    let ledger = ledger::read_only(&args.ledger)?;
    let article = match &args.article {
        Some(id) => Some(ledger::article(&ledger, id)?),
        None => None,
    };
    let query = Query {
        by,
        through,
        about,
        since: args.since.clone(),
        until: args.until.clone(),
        outlet: args.outlet.clone(),
        article,
        kinds: args.kind.clone(),
        stances: args.stance.clone(),
        certainties: args.certainty.clone(),
        modes: args.mode.clone(),
        quotations: args.quotation.clone(),
        confidence: args.confidence.unwrap_or(0),
        corrected: args.corrected,
        all_versions: args.all_versions,
        limit: args.limit,
        ..Query::default()
    };
    let (rows, count) = ledger.said(&query)?;
    answer(
        printer,
        args.output,
        &rows,
        || full(&rows),
        || {
            let mut text = list(&rows, printer);
            if count > rows.len() as u64 {
                text.push_str(&format!("{} of {count}; --limit 0 shows all\n", rows.len()));
            }
            text
        },
    )
}

/// A list for people: of each its id, day and outlet, then who, how and what.
pub(super) fn list(rows: &[Said], printer: &Printer) -> String {
    if rows.is_empty() {
        return "Nobody is found to say that here.\n".to_owned();
    }
    let screen = Screen::of(printer);
    let mut out = String::new();
    for said in rows {
        head(
            &mut out,
            screen,
            &said.id,
            said.published.as_deref(),
            said.outlet.as_deref(),
        );
        let mut wrap = Wrap::new(&mut out, screen, INDENT, INDENT);
        wrap.text(&who(said), Look::SOURCE);
        wrap.text(" — ", Look::FAINT);
        wrap.text(said.cue.as_deref().unwrap_or("(no word for it)"), Look::CUE);
        wrap.text(" — ", Look::FAINT);
        wrap.text(
            said.content.as_deref().unwrap_or("(not given)"),
            Look::CONTENT,
        );
        wrap.text(&format!(" ({})", read_as(said)), Look::FAINT);
        wrap.end();
    }
    out
}

/// What stands before the words of an entry.
pub(super) const INDENT: &str = "          ";

/// The first line of an entry: id, day, outlet.
pub(super) fn head(
    out: &mut String,
    screen: Screen,
    id: &str,
    published: Option<&str>,
    outlet: Option<&str>,
) {
    let mut wrap = Wrap::new(out, screen, "", INDENT);
    wrap.text(&short(id), Look::STRONG);
    wrap.glue();
    wrap.glue();
    let day = day(published);
    let parts = [Some(day.as_str()).filter(|day| !day.is_empty()), outlet];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    wrap.text(&parts.join(" · "), Look::FAINT);
    wrap.end();
}

/// Every column, for programs.
pub(super) fn full(rows: &[Said]) -> Table {
    let mut table = Table::new(&[
        "id",
        "article",
        "outlet",
        "published",
        "title",
        "url",
        "source",
        "entity",
        "voices",
        "kind",
        "cue",
        "content",
        "quotation",
        "mode",
        "stance",
        "certainty",
        "said_from",
        "said_to",
        "confidence",
        "status",
    ]);
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    for said in rows {
        table.row([
            said.id.clone(),
            said.article.clone(),
            text(&said.outlet),
            text(&said.published),
            text(&said.title),
            text(&said.url),
            text(&said.source),
            text(&said.entity),
            said.chain.join(" <- "),
            said.kind.map_or("", |kind| kind.name()).to_owned(),
            text(&said.cue),
            text(&said.content),
            said.quotation.name().to_owned(),
            said.mode.map_or("", |mode| mode.name()).to_owned(),
            said.stance.map_or("", |stance| stance.name()).to_owned(),
            said.certainty
                .map_or("", |certainty| certainty.name())
                .to_owned(),
            text(&said.said_from),
            text(&said.said_to),
            said.confidence.to_string(),
            said.status.clone(),
        ]);
    }
    table
}

/// The day of a time.
fn day(time: Option<&str>) -> String {
    time.map_or(String::new(), |time| time.chars().take(10).collect())
}

/// The voices that it came through, the source in the words of the article, with the name that it is known by
/// where that says more.
fn who(said: &Said) -> String {
    let outer = said.chain.split_last().map_or(&[][..], |(_, outer)| outer);
    let innermost = said.chain.last().or(said.entity.as_ref());
    let source = match (&said.source, innermost) {
        (Some(words), Some(name)) if !words.contains(name) => format!("{words} = {name}"),
        (Some(words), _) => words.clone(),
        (None, Some(name)) => name.clone(),
        (None, None) if said.kind == Some(SourceKind::Author) => "(the page itself)".to_owned(),
        (None, None) => "(nobody named)".to_owned(),
    };
    let voices = outer.iter().chain([&source]);
    voices.map(String::as_str).collect::<Vec<_>>().join(" ← ")
}

/// What else was read out of it, as far as it was.
fn read_as(said: &Said) -> String {
    let when = said.said_from.as_ref().map(|from| match &said.said_to {
        Some(to) if to != from => format!("{from} to {to}"),
        _ => from.clone(),
    });
    let words = [
        said.stance.map(|stance| stance.name()),
        said.certainty.map(|certainty| certainty.name()),
        said.kind.map(|kind| kind.name()),
        Some(said.quotation.name()),
        when.as_deref(),
        (said.status != "read").then_some(said.status.as_str()),
    ];
    words.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
