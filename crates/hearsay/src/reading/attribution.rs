//! The attribution half of a reading: who, how and what, with their spans in code points.

use serde::{Deserialize, Serialize};

use super::entity;
use super::why::Why;
use crate::attribution::{Attribution, Quotation};
use crate::span::{CodePoints, Span};
use crate::voice::{self, Certainty, Mode, Polarity, SourceKind, Stance};

/// One attribution as other programs get it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AttributionValue {
    /// Unique within the reading: `a1`, `a2`, ... in reading order.
    pub id: String,
    /// The attribution whose content this one stands in.
    pub parent: Option<String>,
    /// Who; `null` if nobody is named. For the page itself (`author`) without words.
    pub source: Option<Source>,
    /// The words that report; `null` if none do.
    pub cue: Option<Marked>,
    /// What is said; `null` if the article does not give it.
    pub content: Option<Marked>,
    /// `direct`, `indirect` or `mixed`.
    pub quotation: Quotation,
    /// Speech, writing or thought; `null` in readings of older versions.
    pub mode: Option<Mode>,
    /// The innermost source's stance; `null` in readings of older versions.
    pub stance: Option<Stance>,
    /// How sure the source sounds; `null` in readings of older versions.
    pub certainty: Option<Certainty>,
    /// Positive or negative, as the source holds it; `null` in readings of older versions.
    pub polarity: Option<Polarity>,
    /// The nested voices, outermost first, without the article's own outlet; empty if nobody is named.
    pub chain: Vec<Voice>,
    /// When it was said; `null` if the text does not place it.
    pub said: Option<Said>,
    /// The program's belief that content and source are both right, 0 to 1, four decimals.
    pub confidence: f64,
    /// What gave each value; only in readings that were asked to explain themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Vec<Why>>,
}

/// Words of the text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Marked {
    /// `[start, end)` pairs in code points, sorted, not overlapping; at least one, but for the page itself
    /// as a source.
    pub spans: Vec<[usize; 2]>,
    /// The text of the spans, joined by one blank.
    pub text: String,
}

/// The words that name a source, and who that is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Source {
    /// The words.
    #[serde(flatten)]
    pub words: Marked,
    /// Person, organization, outlet and so on; `null` in readings of older versions.
    pub kind: Option<SourceKind>,
    /// The entity's id, if it is one.
    pub entity: Option<String>,
}

/// One voice of a chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Voice {
    /// What it is called: the words, or the fullest name of what they refer to.
    pub text: String,
    /// `[start, end)` pairs of the words in code points; empty if only the page's metadata name it.
    #[serde(default)]
    pub spans: Vec<[usize; 2]>,
    /// As of a `Source`.
    pub kind: Option<SourceKind>,
    /// As of a `Source`.
    pub entity: Option<String>,
}

/// When something was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = SaidWhen))]
pub struct Said {
    /// The first day, ISO 8601.
    pub from: Option<String>,
    /// The last day, ISO 8601.
    pub to: Option<String>,
    /// The words that say so.
    #[serde(flatten)]
    pub words: Marked,
}

/// The id of the attribution with this number.
fn id(number: usize) -> String {
    format!("a{}", number + 1)
}

fn pairs(span: &Span, points: &CodePoints) -> Vec<[usize; 2]> {
    span.ranges()
        .iter()
        .map(|range| [points.at(range.start), points.at(range.end)])
        .collect()
}

impl Voice {
    fn new(link: &voice::Link, points: &CodePoints) -> Self {
        Self {
            text: link.text.clone(),
            spans: link
                .span
                .as_ref()
                .map_or(Vec::new(), |span| pairs(span, points)),
            kind: Some(link.kind),
            entity: link.entity.map(entity::id),
        }
    }
}

impl AttributionValue {
    pub(super) fn new(
        number: usize,
        found: &Attribution,
        voice: &voice::Voice,
        text: &str,
        points: &CodePoints,
    ) -> Self {
        let marked = |span: &Span| Marked::new(span, text, points);
        Self {
            id: id(number),
            parent: voice.parent.map(id),
            source: Source::new(found.source.as_ref().map(marked), voice),
            cue: found.cue.as_ref().map(marked),
            content: found.content.as_ref().map(marked),
            quotation: found.quotation,
            mode: Some(voice.mode),
            stance: Some(voice.stance),
            certainty: Some(voice.certainty),
            polarity: Some(voice.polarity),
            chain: voice
                .chain
                .iter()
                .map(|link| Voice::new(link, points))
                .collect(),
            said: voice.said.as_ref().map(|said| Said {
                from: Some(said.from.to_string()),
                to: Some(said.to.to_string()),
                words: marked(&said.span),
            }),
            confidence: rounded(found.confidence),
            why: None,
        }
    }
}

impl Source {
    /// The source of these words; the page itself has none.
    fn new(words: Option<Marked>, voice: &voice::Voice) -> Option<Self> {
        let words = match words {
            None if voice.kind == SourceKind::Author => Marked::default(),
            words => words?,
        };
        Some(Self {
            words,
            kind: Some(voice.kind),
            entity: voice.entity.map(entity::id),
        })
    }
}

impl Marked {
    /// The words of each span by itself, in the order of the spans.
    pub fn words(&self) -> Vec<String> {
        let mut chars = self.text.chars();
        let mut words = Vec::with_capacity(self.spans.len());
        for (at, [start, end]) in self.spans.iter().enumerate() {
            // One blank stands between the words of two spans.
            let blank = usize::from(at > 0);
            words.push(
                chars
                    .by_ref()
                    .skip(blank)
                    .take(end.saturating_sub(*start))
                    .collect(),
            );
        }
        words
    }

    /// The words of `text` under these spans. `None` if they are not sorted, empty, or out of
    /// bounds.
    pub fn of(text: &str, spans: Vec<[usize; 2]>) -> Option<Self> {
        let mut last = 0;
        let mut words = Vec::with_capacity(spans.len());
        for [start, end] in &spans {
            if *start < last || start >= end {
                return None;
            }
            last = *end;
            let part: String = text.chars().skip(*start).take(end - start).collect();
            if part.chars().count() < end - start {
                return None;
            }
            words.push(part);
        }
        (!spans.is_empty()).then(|| Self {
            spans,
            text: words.join(" "),
        })
    }

    pub(super) fn new(span: &Span, text: &str, points: &CodePoints) -> Self {
        Self {
            spans: pairs(span, points),
            text: span.text(text),
        }
    }
}

/// Four decimals between 0 and 1; what is no number is no belief.
fn rounded(confidence: f32) -> f64 {
    if confidence.is_nan() {
        return 0.0;
    }
    (f64::from(confidence.clamp(0.0, 1.0)) * 10_000.0).round() / 10_000.0
}
