//! A table of attributions: one row each, the article's metadata repeated in it.
//!
//! UTF-8 without a byte order mark, commas, `\n`, RFC 4180 quotation. Decides how the table is
//! kept from running as a program: see [`Cells`].

use std::io::{self, Write};

use crate::reading::{AttributionValue, Marked, Reading};

/// The columns, in order; `docs/export.md` describes them.
pub const COLUMNS: [&str; 27] = [
    "article",
    "url",
    "outlet",
    "title",
    "published",
    "attribution",
    "parent",
    "source",
    "source_kind",
    "source_entity",
    "source_name",
    "cue",
    "content",
    "quotation",
    "mode",
    "stance",
    "certainty",
    "polarity",
    "chain",
    "said_from",
    "said_to",
    "confidence",
    "content_start",
    "content_end",
    "source_spans",
    "cue_spans",
    "content_spans",
];

/// What is done with a cell that a spreadsheet would take for a formula. Words of a page are
/// written by strangers: `=HYPERLINK(...)` at the start of a sentence would run when the table
/// is opened (OWASP, "CSV injection").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cells {
    /// A `'` goes before a cell that begins with `=`, `+`, `-`, `@` (or their full-width forms), a
    /// tab or a line break, so that a spreadsheet shows it as text.
    #[default]
    Guarded,
    /// Words as they are, for programs that do not compute.
    AsFound,
}

impl Cells {
    /// A cell with these words.
    pub fn cell(self, text: &str) -> String {
        let formula =
            text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
        if formula && self == Self::Guarded {
            format!("'{text}")
        } else {
            text.to_owned()
        }
    }
}

/// Writes the names of the columns.
///
/// # Errors
/// If `out` cannot be written to.
pub fn header(out: &mut impl Write) -> io::Result<()> {
    let mut table = ::csv::Writer::from_writer(out);
    table.write_record(COLUMNS)?;
    table.flush()
}

/// Writes a row for each attribution of the reading.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write(out: &mut impl Write, reading: &Reading, cells: Cells) -> io::Result<()> {
    let mut table = ::csv::Writer::from_writer(out);
    for attribution in &reading.attributions {
        table.write_record(row(reading, attribution).map(|text| cells.cell(&text)))?;
    }
    table.flush()
}

fn row(reading: &Reading, attribution: &AttributionValue) -> [String; COLUMNS.len()] {
    let article = &reading.article;
    let source = attribution.source.as_ref();
    let words = source.map(|source| &source.words);
    let (cue, content) = (attribution.cue.as_ref(), attribution.content.as_ref());
    let entity = source.and_then(|source| source.entity.as_deref());
    let entity_name = reading
        .entities
        .iter()
        .find(|known| Some(known.id.as_str()) == entity)
        .map(|known| known.name.clone());
    let chain: Vec<&str> = attribution
        .chain
        .iter()
        .map(|voice| voice.text.as_str())
        .collect();
    let said = attribution.said.as_ref();
    [
        article.id.clone(),
        or_empty(&article.url),
        or_empty(&article.outlet),
        or_empty(&article.title),
        or_empty(&article.published),
        attribution.id.clone(),
        or_empty(&attribution.parent),
        text(words),
        or_empty(&source.and_then(|source| source.kind)),
        entity.unwrap_or_default().to_owned(),
        entity_name.unwrap_or_default(),
        text(cue),
        text(content),
        attribution.quotation.to_string(),
        or_empty(&attribution.mode),
        or_empty(&attribution.stance),
        or_empty(&attribution.certainty),
        or_empty(&attribution.polarity),
        chain.join(" <- "),
        said.map(|said| or_empty(&said.from)).unwrap_or_default(),
        said.map(|said| or_empty(&said.to)).unwrap_or_default(),
        attribution.confidence.to_string(),
        or_empty(&content.and_then(|content| Some(content.spans.first()?[0]))),
        or_empty(&content.and_then(|content| Some(content.spans.last()?[1]))),
        spans(words),
        spans(cue),
        spans(content),
    ]
}

fn or_empty<T: ToString>(value: &Option<T>) -> String {
    value.as_ref().map(T::to_string).unwrap_or_default()
}

fn text(marked: Option<&Marked>) -> String {
    marked.map(|marked| marked.text.clone()).unwrap_or_default()
}

/// `0 5;10 12`, as brat writes them: no spreadsheet takes that for a date or a time.
fn spans(marked: Option<&Marked>) -> String {
    let spans = marked
        .map(|marked| marked.spans.as_slice())
        .unwrap_or_default();
    let pairs: Vec<String> = spans
        .iter()
        .map(|[start, end]| format!("{start} {end}"))
        .collect();
    pairs.join(";")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_guarded_unless_asked_otherwise() {
        for found in ["=1+1", "+49 30", "-5 degrees", "@orla", "\tx", "＝1"] {
            assert_eq!(Cells::Guarded.cell(found), format!("'{found}"));
            assert_eq!(Cells::AsFound.cell(found), found);
        }
        for found in ["", "said", "'no'", "5 = 5"] {
            assert_eq!(Cells::Guarded.cell(found), found);
        }
    }
}
