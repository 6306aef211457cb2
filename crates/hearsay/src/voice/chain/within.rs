//! Voices inside the words of a source: "the daily, citing two clerks", "a memo seen by the channel",
//! "the daily's official".

use std::ops::Range;

use super::Thread;
use crate::grammar::phrase::Phrase;
use crate::grammar::vocabulary::{self, Noun};
use crate::span::Span;
use crate::voice::context::Context;
use crate::voice::lists;

/// Tokens from "quoted" in which "by" stands.
const LATE: usize = 5;

/// Takes the words of a source apart: what stands nearest the reader goes before.
pub(super) fn split(context: &Context<'_>, thread: &mut Thread) {
    let Some(source) = &thread.attribution.source else {
        return;
    };
    let Some(whole) = context.whole(source) else {
        return;
    };
    let longer = to_cue(context, thread, &whole);
    if let Some((outer, inner)) = citing(context, &whole) {
        thread.deepen(outer, inner, "a voice that the source's words cite");
    } else if let Some((outer, inner)) = passed(context, &longer) {
        let report = context
            .whole(&inner)
            .and_then(|inner| item(context, &inner));
        let inner = report.filter(|report| *report != outer).unwrap_or(inner);
        thread.deepen(outer, inner, "a paper that came to an outlet");
    } else if let Some((outer, inner)) = owned(context, &whole) {
        thread.deepen(outer, inner, "a source of an outlet");
    } else if let Some(outlet) = item(context, &whole) {
        thread.because("a report of an outlet is the outlet", &outlet);
        thread.attribution.source = Some(outlet);
    }
}

/// The source with what stands between it and its cue: the tagger often cuts it at a comma.
fn to_cue(context: &Context<'_>, thread: &Thread, whole: &Range<usize>) -> Range<usize> {
    let cue = thread
        .attribution
        .cue
        .as_ref()
        .and_then(|cue| context.whole(cue));
    let content = thread
        .attribution
        .content
        .as_ref()
        .and_then(|span| context.whole(span));
    let (Some(cue), Some(content)) = (cue, content) else {
        return whole.clone();
    };
    let sentence = context.tokens.sentence(whole.start);
    let free = whole.end <= cue.start
        && cue.start <= sentence.end
        && !(whole.end..cue.start).any(|at| content.contains(&at));
    whole.start..if free { cue.start } else { whole.end }
}

/// The voice nearer the reader, and the other.
type Pair = (Span, Span);

/// "the daily, citing two clerks": the outer and the inner voice.
fn citing(context: &Context<'_>, whole: &Range<usize>) -> Option<Pair> {
    let tokens = &context.tokens;
    let (at, length) = (whole.start + 1..whole.end).find_map(|at| {
        let (_, length) = lists::citing(|n| tokens.lower(at + n))?;
        Some((at, length))
    })?;
    // "the daily, which cites two clerks"
    let joins = |at: usize| {
        matches!(
            tokens.lower(at),
            "," | "which" | "who" | "that" | "by" | "in" | "turn"
        )
    };
    let end = (whole.start..at).rev().find(|&at| !joins(at))? + 1;
    let (outer, inner) = (whole.start..end, at + length..whole.end);
    if !context.is_voice(&outer) || !context.is_voice(&inner) {
        return None;
    }
    Some((context.span(&outer)?, context.span(&inner)?))
}

/// "a memo seen by the channel", "a letter that the channel has seen": the channel, and the memo. The article's own
/// outlet is none.
fn passed(context: &Context<'_>, whole: &Range<usize>) -> Option<Pair> {
    let tokens = &context.tokens;
    let by = (whole.start + 1..whole.end).find_map(|at| {
        let length = lists::passing(|n| tokens.lower(at + n)).or_else(|| late(context, at))?;
        Some((at, context.outlet(&(at + length..whole.end))?))
    });
    let active = || {
        let verb = (whole.start + 2..whole.end).find(|&at| lists::is_passed(tokens.lower(at)))?;
        let relative =
            (whole.start + 1..verb).find(|&at| matches!(tokens.lower(at), "that" | "which"))?;
        Some((relative, context.outlet(&(relative + 1..verb))?))
    };
    let (at, outer) = by.or_else(active)?;
    // "A letter, a copy of which was later seen by".
    let aside = |at: usize| {
        matches!(
            tokens.lower(at),
            "," | "and"
                | "which"
                | "was"
                | "were"
                | "that"
                | "has"
                | "had"
                | "been"
                | "a"
                | "copy"
                | "copies"
                | "of"
                | "later"
                | "first"
        )
    };
    // "A memo, handed to both banks and leaked to the daily": what it was first done with is no part of it.
    let first = (whole.start + 1..at)
        .find(|&at| lists::passing(|n| tokens.lower(at + n)).is_some())
        .unwrap_or(at);
    let end = (whole.start..first).rev().find(|&at| !aside(at))? + 1;
    let inner = whole.start..end;
    if !context.is_voice(&inner) {
        return None;
    }
    Some((context.span(&outer)?, context.span(&inner)?))
}

/// How many words say so with a day between them: "quoted last week by".
pub(super) fn late(context: &Context<'_>, at: usize) -> Option<usize> {
    let tokens = &context.tokens;
    let by = (at + 2..at + LATE).find(|&by| tokens.lower(by) == "by")?;
    lists::is_passed(tokens.lower(at)).then_some(by + 1 - at)
}

/// Whether the word is one for what an outlet brings: "report".
pub(super) fn is_item(word: &str) -> bool {
    matches!(
        word,
        "report"
            | "reports"
            | "article"
            | "articles"
            | "story"
            | "account"
            | "dispatch"
            | "coverage"
            | "broadcast"
            | "editorial"
    )
}

/// "a report in the daily", "the daily's story": the daily.
fn item(context: &Context<'_>, whole: &Range<usize>) -> Option<Span> {
    let tokens = &context.tokens;
    let at = whole.clone().find(|&at| is_item(tokens.lower(at)))?;
    let outlet = if matches!(tokens.lower(at + 1), "by" | "in" | "from" | "on" | "of") {
        context.outlet(&(at + 2..whole.end))?
    } else {
        let owner = (whole.start..at)
            .rev()
            .find(|&at| tokens.lower(at) == "'s")?;
        context
            .outlet(&(whole.start..owner))
            .filter(|outlet| outlet.end == owner)?
    };
    context.span(&outlet)
}

/// "the daily's official": the daily, and its official. Who works for an outlet speaks for it.
fn owned(context: &Context<'_>, whole: &Range<usize>) -> Option<Pair> {
    let tokens = &context.tokens;
    let owner = (whole.start..whole.end).find(|&at| tokens.lower(at) == "'s")?;
    let outer = context
        .outlet(&(whole.start..owner))
        .filter(|outer| outer.end == owner)?;
    let phrase = Phrase::read(tokens, whole.clone());
    let (noun, _) = phrase.head?;
    let head = phrase.head_at.map_or("", |at| tokens.lower(at));
    let unnamed = phrase.name.is_none()
        && matches!(noun, Noun::Source | Noun::Person)
        && !vocabulary::is_newsroom(head);
    if !unnamed {
        return None;
    }
    Some((
        context.span(&outer)?,
        context.span(&(owner + 1..whole.end))?,
    ))
}
