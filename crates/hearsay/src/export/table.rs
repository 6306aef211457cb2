//! One row an attribution, for spreadsheets and data frames.
//!
//! Cells are the words as they stand, also where one begins with `=`, `+`, `-` or `@`: whoever opens
//! the file in a spreadsheet should import its columns as text (OWASP, CSV injection).

use crate::reading::{Marked, Reading};

/// The headings, in the order of the cells.
pub const COLUMNS: &[&str] = &[
    "attribution",
    "article",
    "url",
    "outlet",
    "published",
    "title",
    "source",
    "source_kind",
    "source_entity",
    "cue",
    "content",
    "content_start",
    "content_end",
    "quotation",
    "mode",
    "stance",
    "certainty",
    "polarity",
    "chain",
    "said_from",
    "said_to",
    "said",
    "confidence",
];

/// The cells of each attribution. `content_start` and `content_end` span the whole content, in code
/// points; a chain is written outermost first, with ` <- ` between its voices.
pub fn rows(reading: &Reading) -> Vec<Vec<String>> {
    let article = &reading.article;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let words =
        |marked: Option<&Marked>| marked.map_or(String::new(), |marked| marked.text.clone());
    let mut rows = Vec::new();
    for value in &reading.attributions {
        let source = value.source.as_ref();
        let entity = source.and_then(|source| source.entity.as_ref());
        let entity = reading
            .entities
            .iter()
            .find(|known| Some(&known.id) == entity);
        let spans = value
            .content
            .as_ref()
            .map_or(&[][..], |content| &content.spans);
        let edge = |span: Option<&[usize; 2]>, at: usize| {
            span.map_or(String::new(), |span| span[at].to_string())
        };
        let chain: Vec<&str> = value
            .chain
            .iter()
            .map(|voice| voice.text.as_str())
            .collect();
        let said = value.said.as_ref();
        rows.push(vec![
            value.id.clone(),
            article.id.clone(),
            text(&article.url),
            text(&article.outlet),
            text(&article.published),
            text(&article.title),
            words(source.map(|source| &source.words)),
            source
                .and_then(|source| source.kind)
                .map_or("", |kind| kind.name())
                .to_owned(),
            entity.map_or(String::new(), |entity| entity.name.clone()),
            words(value.cue.as_ref()),
            words(value.content.as_ref()),
            edge(spans.first(), 0),
            edge(spans.last(), 1),
            value.quotation.name().to_owned(),
            value.mode.map_or("", |mode| mode.name()).to_owned(),
            value.stance.map_or("", |stance| stance.name()).to_owned(),
            value
                .certainty
                .map_or("", |certainty| certainty.name())
                .to_owned(),
            value
                .polarity
                .map_or("", |polarity| polarity.name())
                .to_owned(),
            chain.join(" <- "),
            said.and_then(|said| said.from.clone()).unwrap_or_default(),
            said.and_then(|said| said.to.clone()).unwrap_or_default(),
            said.map_or(String::new(), |said| said.text.clone()),
            value.confidence.to_string(),
        ]);
    }
    rows
}
