//! Who says what: attributions found in an article's text.
//!
//! The tagger reads the text in overlapping windows (`scores`), its tags become runs of words
//! (`tags`), the runs are joined to attributions (`link`), speakers that sign a quotation
//! (`speaker`), sentences that one adverb makes hearsay (`adverb`) and sayings that only the layout
//! marks (`layout`) join them, and each content is seen to be quoted or not (`quotation`). The body is read as one text; a caption is read by
//! itself, so that it does not tear a sentence of the body apart; credits are not read. Who a
//! source is, what kind of voice it is and how sure it sounds is left to the stages after this
//! one.

mod adverb;
mod inside;
mod layout;
mod link;
mod quotation;
mod scores;
mod speaker;
mod tags;

use std::ops::Range;

pub(crate) use inside::inside;

pub use hearsay_tagger::{Kernel, Model, Precision};
use hearsay_tagger::{Piece, Scratch, Tokenizer};

use crate::article::{Article, BlockKind};
use crate::grammar::quotes;
use crate::span::Span;
use crate::word::words;
use scores::Scores;

words! {
    /// How the content is quoted.
    pub enum Quotation {
        /// The whole content stands in quotation marks.
        Direct = "direct",
        /// No part of the content stands in quotation marks.
        Indirect = "indirect",
        /// Quoted words inside the reporter's sentence.
        Mixed = "mixed",
    }
}

/// One attribution: who says what, and the words that say so.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// Who: the words that name the source, perhaps in another sentence.
    pub source: Option<Span>,
    /// How: the reporting words.
    pub cue: Option<Span>,
    /// What is said.
    pub content: Option<Span>,
    /// Direct, indirect or mixed.
    pub quotation: Quotation,
    /// The program's belief that content and source are both right, 0 to 1.
    pub confidence: f32,
}

impl Attribution {
    /// Its spans: source, cue, content, as far as it has them.
    pub fn spans(&self) -> impl Iterator<Item = &Span> {
        [&self.source, &self.cue, &self.content]
            .into_iter()
            .flatten()
    }

    /// First byte of its first span.
    pub(crate) fn start(&self) -> usize {
        self.spans().map(Span::start).min().unwrap_or(0)
    }
}

/// The attributions of an article, in reading order (by their first words).
pub fn read(article: &Article) -> Vec<Attribution> {
    read_with(article, Model::shared())
}

/// The same with a model of choice.
pub fn read_with(article: &Article, model: &Model) -> Vec<Attribution> {
    listen(article, model).0
}

/// A word of the text, and the tagger's belief that it is part of no attribution.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Outside {
    /// Its bytes.
    pub(crate) range: Range<usize>,
    /// 0 to 1.
    pub(crate) belief: f32,
}

/// The attributions of an article, and of each word how much it seems to be part of none, both in reading
/// order.
pub(crate) fn listen(article: &Article, model: &Model) -> (Vec<Attribution>, Vec<Outside>) {
    let mut scratch = Scratch::default();
    let (mut found, mut outside) = (Vec::new(), Vec::new());
    let text = quotes::doubled(article);
    for pieces in texts(article, &text) {
        for section in scores::sections(&pieces) {
            let scores = Scores::read(section, model, &mut scratch);
            found.extend(read_scores(&text, &scores));
            outside.extend(scores.words.iter().map(|word| Outside {
                range: word.range.clone(),
                belief: word.tags[0],
            }));
        }
    }
    layout::add(article, &mut found);
    found.sort_by_key(Attribution::start);
    outside.sort_by_key(|word| word.range.start);
    (found, outside)
}

/// The pieces of the body, then those of each caption, of the article's text as it is to be read.
fn texts(article: &Article, text: &str) -> Vec<Vec<Piece>> {
    let mut body: Vec<Piece> = Vec::new();
    let mut out = Vec::new();
    for block in &article.blocks {
        let pieces = Tokenizer::shared()
            .encode(&text[block.range.clone()])
            .into_iter()
            .map(|piece| piece.moved(block.range.start));
        match block.kind {
            BlockKind::Credit => {}
            BlockKind::Caption => out.push(pieces.collect()),
            BlockKind::Title
            | BlockKind::Standfirst
            | BlockKind::Heading
            | BlockKind::Paragraph
            | BlockKind::ListItem
            | BlockKind::Quote => {
                if let Some(last) = body.last() {
                    body.push(Piece::paragraph_break(last.end..block.range.start));
                }
                body.extend(pieces);
            }
        }
    }
    out.insert(0, body);
    out
}

fn read_scores(text: &str, scores: &Scores) -> Vec<Attribution> {
    let runs = tags::decode(&scores.words);
    let mut found = link::join(text, scores, &runs);
    speaker::add(text, &scores.words, &mut found);
    adverb::add_sentences(text, &scores.words, &mut found);
    let mut out = Vec::with_capacity(found.len());
    for joined in found {
        let span = |words: &[Range<usize>]| {
            let range = |words: &Range<usize>| trimmed(text, &scores.words[words.clone()]);
            Span::new(words.iter().filter_map(range).collect())
        };
        let Some(content) = span(&joined.content) else {
            continue;
        };
        let one = |words: &Option<Range<usize>>| {
            let words = words.as_ref()?;
            span(std::slice::from_ref(words))
        };
        out.push(Attribution {
            source: one(&joined.source),
            cue: one(&joined.cue),
            quotation: quotation::of(text, &scores.words, &joined.content),
            content: Some(content),
            confidence: joined.confidence,
        });
    }
    out
}

/// The bytes of these words without paragraph breaks at either end and without an "and" at the end,
/// which joins the next clause to them.
fn trimmed(text: &str, words: &[scores::Word]) -> Option<Range<usize>> {
    let first = words.iter().find(|word| !word.is_break)?;
    let last = words.iter().rev().find(|word| {
        !word.is_break && !matches!(&text[word.range.clone()], "and" | "but" | "or")
    })?;
    (first.range.start < last.range.end).then_some(first.range.start..last.range.end)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// An indirect attribution: source, cue and content, empty for none, each where it stands first in `text`.
    pub(crate) fn indirect(text: &str, [source, cue, content]: &[&str; 3]) -> Attribution {
        // An empty string is found anywhere, and is no span.
        let span = |words: &str| {
            let start = text.find(words).expect("the words stand there");
            Span::new(std::iter::once(start..start + words.len()).collect())
        };
        Attribution {
            source: span(source),
            cue: span(cue),
            content: span(content),
            quotation: Quotation::Indirect,
            confidence: 1.0,
        }
    }
}
