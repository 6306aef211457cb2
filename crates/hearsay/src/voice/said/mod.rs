//! When it was said: which time expression of the text dates the saying, not what is told.
//!
//! A saying is dated by an expression that stands beside its reporting words (`beside`), or in the
//! sentence that brings the speaker in (`scene`); else by an earlier saying of the same source that has a date, since who is quoted once on a page
//! goes on from there (`again`). Where neither tells, it has no date.

mod again;
mod beside;
mod paper;
mod scene;
mod speakers;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::chain::Thread;
use super::context::Context;
use super::why::{By, Field, Reason};
use super::{Said, Stance, Voice};
use crate::date::{self, When};
use crate::entity::Entities;
use crate::span::Span;

use beside::Beside;
use speakers::Speakers;

/// Tokens between a subject and its reporting words.
const NEAR: usize = 4;

/// An attribution's parts as tokens.
#[derive(Debug, Clone, Default)]
struct Place {
    /// Of the source, from its first to its last.
    source: Option<Range<usize>>,
    /// Of the voices that it came through and of the source.
    voices: Vec<Range<usize>>,
    /// Of the reporting words, from the first to the last.
    cue: Option<Range<usize>>,
    /// Of the content, in text order.
    content: Vec<usize>,
    /// Whether the source will not have what it speaks of, or not speak of it.
    rejects: bool,
}

impl Place {
    fn new(context: &Context<'_>, thread: &Thread, voice: &Voice) -> Self {
        let found = &thread.attribution;
        let whole = |span: &Option<Span>| context.whole(span.as_ref()?);
        let links = voice.chain.iter().filter_map(|link| whole(&link.span));
        let source = whole(&found.source);
        Self {
            voices: source.iter().cloned().chain(links).collect(),
            source,
            cue: whole(&found.cue),
            rejects: !matches!(voice.stance, Stance::Asserts | Stance::Asks),
            content: found
                .content
                .as_ref()
                .map_or(Vec::new(), |span| context.tokens.of(span)),
        }
    }

    fn says(&self, at: usize) -> bool {
        self.content.binary_search(&at).is_ok()
    }

    /// The voice that is the subject of the reporting words in place of the source: "the daily reported,
    /// citing a pilot".
    fn teller(&self) -> Option<&Range<usize>> {
        let (source, cue) = (self.source.as_ref()?, self.cue.as_ref()?);
        let away = |voice: &Range<usize>| cue.start.checked_sub(voice.end);
        let others = self.voices.iter().filter(|voice| *voice != source);
        let outer = others.filter(|voice| away(voice).is_some_and(|away| away <= NEAR));
        let outer = outer.min_by_key(|voice| away(voice))?;
        let nearer = away(source).is_none_or(|own| Some(own) > away(outer));
        nearer.then_some(outer)
    }

    /// The first token that places it in the text.
    fn at(&self) -> Option<usize> {
        let cue = self.cue.as_ref().map(|cue| cue.start);
        let source = self.source.as_ref().map(|source| source.start);
        cue.or(source).or(self.content.first().copied())
    }
}

/// The day of a saying and what gave it.
#[derive(Debug, Clone, Copy)]
struct Dated<'a> {
    when: &'a When,
    rule: &'static str,
}

/// Fills in when each was said, and why.
pub(super) fn tell(
    context: &Context<'_>,
    threads: &[Thread],
    entities: &Entities,
    voices: &mut [Voice],
) {
    let whens = date::read(context.article, &context.tokens);
    if whens.is_empty() {
        return;
    }
    let places: Vec<Place> = threads
        .iter()
        .zip(&*voices)
        .map(|(thread, voice)| Place::new(context, thread, voice))
        .collect();
    let beside = Beside {
        context,
        whens: &whens,
        places: &places,
    };
    let mut dated: Vec<Option<Dated<'_>>> = (0..places.len())
        .map(|number| {
            let voice = &voices[number];
            let place = (&places[number], voice.entity);
            let scene = || scene::before(context, entities, &whens, &places, place);
            beside.of(number, voice.kind).or_else(scene)
        })
        .collect();
    let mut speakers = Speakers::new(context, entities, &places, voices);
    again::carry(context, &places, &mut speakers, &mut dated);
    for (voice, dated) in voices.iter_mut().zip(dated) {
        let Some(Dated { when, rule }) = dated else {
            continue;
        };
        let Some(span) = Span::new(vec![when.range.clone()]) else {
            continue;
        };
        voice.said = Some(Said {
            from: when.from,
            to: when.to,
            span,
        });
        let reason = |by| Reason {
            field: Field::Said,
            by,
            words: Some(when.range.clone()),
        };
        voice.why.push(reason(By::Rule(rule)));
        voice.why.push(reason(By::Rule(when.rule)));
        let row = when.row.map(|(list, row)| By::Row { list, row });
        voice.why.extend(row.map(reason));
    }
}
