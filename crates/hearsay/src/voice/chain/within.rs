//! Voices inside the words of a source: "the daily, citing two clerks", "a memo seen by the channel",
//! "the daily's official".

use std::ops::Range;

use super::{Outer, Thread};
use crate::grammar::phrase::Phrase;
use crate::grammar::vocabulary::{self, Noun};
use crate::voice::context::Context;
use crate::voice::lists;

/// Takes the words of a source apart: what stands nearest the reader goes before.
pub(super) fn split(context: &Context<'_>, thread: &mut Thread) {
    let Some(source) = &thread.attribution.source else {
        return;
    };
    let Some(whole) = context.whole(source) else {
        return;
    };
    if let Some((outer, inner)) = citing(context, &whole) {
        thread.deepen(outer, inner);
        return;
    }
    if let Some((outer, inner)) = passed(context, &whole).or_else(|| owned(context, &whole)) {
        thread.through.push(Outer::Words(outer));
        thread.attribution.source = Some(inner);
    }
}

type Pair = (crate::span::Span, crate::span::Span);

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

/// "a memo seen by the channel": the channel, and the memo. The article's own outlet stays where it is.
fn passed(context: &Context<'_>, whole: &Range<usize>) -> Option<Pair> {
    let tokens = &context.tokens;
    let (at, length) = (whole.start + 1..whole.end)
        .find_map(|at| Some((at, lists::passing(|n| tokens.lower(at + n))?)))?;
    let outer = context.outlet(&(at + length..whole.end))?;
    let end = (whole.start..at).rev().find(|&at| {
        !matches!(
            tokens.lower(at),
            "," | "and" | "which" | "was" | "were" | "that"
        )
    })? + 1;
    let inner = whole.start..end;
    if !context.is_voice(&inner) {
        return None;
    }
    Some((context.span(&outer)?, context.span(&inner)?))
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
