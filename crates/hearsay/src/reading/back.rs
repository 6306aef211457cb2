//! From a reading back to the article and what was heard in it, so that stored
//! text can be read and shown again: offsets become bytes.

use std::collections::HashMap;
use std::ops::Range;

use super::{ArticleValue, Marked, Mention, Reading};
use crate::article::text::id;
use crate::article::{Article, Block, Signalled};
use crate::attribution::Attribution;
use crate::entity::{self, Entities};
use crate::span::Span;
use crate::voice::{self, Certainty, Heard, Mode, Polarity, SourceKind, Stance};

impl Reading {
    /// The article. Its id is again the hash of its text. Blocks that are out of the text's bounds
    /// are left out.
    pub fn to_article(&self) -> Article {
        let value = &self.article;
        let bytes = Bytes::new(&value.text);
        let signals = &value.signals;
        Article {
            id: id(&value.text),
            url: signalled(&value.url, &signals.url),
            outlet: signalled(&value.outlet, &signals.outlet),
            title: signalled(&value.title, &signals.title),
            authors: authors(value),
            published: signalled(&value.published, &signals.published),
            language: signalled(&value.language, &signals.language),
            text: value.text.clone(),
            blocks: value
                .blocks
                .iter()
                .filter_map(|block| {
                    Some(Block {
                        kind: block.kind,
                        range: bytes.range(block.start, block.end)?,
                    })
                })
                .collect(),
            warnings: value.warnings.clone(),
        }
    }

    /// The attributions, without what later steps read out of them. Spans that are out of the
    /// text's bounds are left out.
    fn to_attributions(&self) -> Vec<Attribution> {
        let bytes = Bytes::new(&self.article.text);
        let span = |marked: Option<&Marked>| bytes.span(&marked?.spans);
        self.attributions
            .iter()
            .map(|value| Attribution {
                source: span(value.source.as_ref().map(|source| &source.words)),
                cue: span(value.cue.as_ref()),
                content: span(value.content.as_ref()),
                quotation: value.quotation,
                // Beliefs have four decimals: 32 bits hold them.
                confidence: value.confidence as f32,
            })
            .collect()
    }
}

impl Reading {
    /// All that was heard in the article, as far as it was read; else what is ordinary.
    pub fn to_heard(&self) -> Heard {
        Heard {
            attributions: self.to_attributions(),
            entities: self.to_entities(),
            voices: self.to_voices(),
        }
    }

    fn to_entities(&self) -> Entities {
        let bytes = Bytes::new(&self.article.text);
        let mention = |one: &Mention| {
            Some(entity::Mention {
                range: bytes.range(one.start, one.end)?,
                form: one.form,
            })
        };
        let all = self.entities.iter().map(|one| entity::Entity {
            name: one.name.clone(),
            kind: one.kind,
            roles: one.roles.clone(),
            mentions: one.mentions.iter().filter_map(mention).collect(),
        });
        Entities::new(all.collect())
    }

    /// The voice of each attribution, as far as it was read; else what is ordinary.
    fn to_voices(&self) -> Vec<voice::Voice> {
        let bytes = Bytes::new(&self.article.text);
        let entities: HashMap<&str, usize> = numbers(self.entities.iter().map(|one| &*one.id));
        let parents: HashMap<&str, usize> = numbers(self.attributions.iter().map(|one| &*one.id));
        let entity = |id: &Option<String>| entities.get(id.as_deref()?).copied();
        self.attributions
            .iter()
            .map(|value| voice::Voice {
                kind: match &value.source {
                    Some(source) => source.kind.unwrap_or(SourceKind::Person),
                    None => SourceKind::None,
                },
                entity: value
                    .source
                    .as_ref()
                    .and_then(|source| entity(&source.entity)),
                parent: value
                    .parent
                    .as_deref()
                    .and_then(|id| parents.get(id).copied()),
                chain: value
                    .chain
                    .iter()
                    .map(|link| voice::Link {
                        span: bytes.span(&link.spans),
                        text: link.text.clone(),
                        kind: link.kind.unwrap_or(SourceKind::Person),
                        entity: entity(&link.entity),
                    })
                    .collect(),
                said: value.said.as_ref().and_then(|said| {
                    Some(voice::Said {
                        from: said.from.as_ref()?.parse().ok()?,
                        to: said.to.as_ref()?.parse().ok()?,
                        span: bytes.span(&said.words.spans)?,
                    })
                }),
                count: None,
                mode: value.mode.unwrap_or(Mode::Speech),
                stance: value.stance.unwrap_or(Stance::Asserts),
                certainty: value.certainty.unwrap_or(Certainty::Certain),
                polarity: value.polarity.unwrap_or(Polarity::Positive),
                why: Vec::new(),
            })
            .collect()
    }
}

fn numbers<'a>(ids: impl Iterator<Item = &'a str>) -> HashMap<&'a str, usize> {
    ids.enumerate().map(|(number, id)| (id, number)).collect()
}

/// Code points of one text as byte offsets.
struct Bytes(Vec<usize>);

impl Bytes {
    fn new(text: &str) -> Self {
        let starts = text.char_indices().map(|(at, _)| at);
        Self(starts.chain([text.len()]).collect())
    }

    fn range(&self, start: usize, end: usize) -> Option<Range<usize>> {
        (start <= end).then_some(*self.0.get(start)?..*self.0.get(end)?)
    }

    fn span(&self, pairs: &[[usize; 2]]) -> Option<Span> {
        let ranges = pairs
            .iter()
            .filter_map(|[start, end]| self.range(*start, *end));
        Span::new(ranges.collect())
    }
}

fn signalled(value: &Option<String>, signal: &Option<String>) -> Option<Signalled<String>> {
    let signal = signal.clone().unwrap_or_default();
    value.clone().map(|value| Signalled { value, signal })
}

fn authors(value: &ArticleValue) -> Vec<Signalled<String>> {
    let signals = value.signals.authors.iter().cloned();
    let signals = signals.chain(std::iter::repeat(String::new()));
    value
        .authors
        .iter()
        .cloned()
        .zip(signals)
        .map(|(value, signal)| Signalled { value, signal })
        .collect()
}
