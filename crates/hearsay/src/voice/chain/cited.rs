//! Voices that are cited beside the source: "The daily reported, citing two clerks, that ...".
//!
//! The tagger gives these as an attribution of their own, or as the beginning of the content.

use std::collections::HashSet;
use std::ops::Range;

use super::{Thread, is_nearest};
use crate::grammar::names::Name;
use crate::span::Span;
use crate::voice::context::Context;
use crate::voice::lists;

/// Tokens from the beginning of a content in which a cited voice may stand.
const NEAR: usize = 30;

/// Takes a cited voice from the beginning of the content: "reported, citing {a clerk, that ...}", "quoted
/// {a clerk as saying that ...}", "{a clerk} was quoted by ... {as saying that ...}".
pub(super) fn split(context: &Context<'_>, thread: &mut Thread) {
    let found = &thread.attribution;
    let (Some(source), Some(content)) = (found.source.clone(), found.content.clone()) else {
        return;
    };
    let Some(what) = context.whole(&content) else {
        return;
    };
    let tokens = &context.tokens;
    let sentence = tokens.sentence(what.start);
    let before = what.start.saturating_sub(3).max(sentence.start)..what.start;
    let cites = before.clone().any(|at| {
        let length = lists::citing(|n| tokens.lower(at + n)).map(|(_, length)| length);
        length.is_some_and(|length| at + length == what.start)
    });
    let near = what.start + 1..what.end.min(what.start + NEAR);
    // "{which refers to a clerk, ...}"
    let relative = matches!(tokens.lower(what.start), "which" | "who")
        .then(|| lists::citing(|n| tokens.lower(what.start + 1 + n)))
        .flatten();
    let start = relative.map_or(what.start, |(_, length)| what.start + 1 + length);
    if !cites && relative.is_none() {
        if let Some((inner, rest)) = trailing(context, &content, &what) {
            thread.deepen(source, inner, "a voice that is cited");
            thread.attribution.content = Some(rest);
        } else if let Some(rest) = unnamed(context, thread, &before, &near) {
            thread.attribution.content = Some(rest);
        } else if let Some((inner, rest)) = quoted(context, thread, &near) {
            thread.deepen(source, inner, "a voice that is quoted");
            thread.attribution.content = Some(rest);
        }
        return;
    }
    let near = start + 1..near.end.max(start + 1);
    let saying = near.clone().find(|&at| is_saying(context, at));
    let comma = || {
        let end = near.clone().find(|&at| tokens.lower(at) == ",")?;
        // "a clerk, Ida Moe, that ..."
        let name = context.names.within(end + 1..near.end).next()?;
        let apposed = name.start == end + 1
            && tokens.lower(name.end) == ","
            && context.names.known(tokens, name) == Some(Name::Person);
        Some(if apposed { name.end } else { end })
    };
    let comma = || comma().or_else(|| near.clone().find(|&at| tokens.lower(at) == ","));
    let Some((at, length)) = saying.map(|at| (at, 2)).or_else(|| Some((comma()?, 1))) else {
        return;
    };
    let (inner, rest) = (start..at, at + length);
    if start < at && rest + 2 < what.end && context.is_voice(&inner) {
        let (inner, rest) = (context.span(&inner), context.rest(&content, rest));
        if let (Some(inner), Some(rest)) = (inner, rest) {
            thread.deepen(source, inner, "a voice that is cited");
            thread.attribution.content = Some(rest);
        }
    }
}

/// "{that it rains, citing two clerks}": the clerks, and what they say.
fn trailing(context: &Context<'_>, content: &Span, what: &Range<usize>) -> Option<(Span, Span)> {
    let tokens = &context.tokens;
    let (comma, start) = (what.start + 1..what.end).rev().find_map(|at| {
        let (row, length) = lists::citing(|n| tokens.lower(at + n))?;
        let comma = at
            .checked_sub(1)
            .filter(|&comma| tokens.lower(comma) == ",")?;
        let cites = tokens.lower(at).ends_with("ing") || is_adverbial(row);
        cites.then_some((comma, at + length))
    })?;
    let inner = start..what.end;
    let end = tokens.get(comma)?.range.start;
    let ranges = content.ranges().iter().filter(|range| range.start < end);
    let rest = Span::new(
        ranges
            .map(|range| range.start..range.end.min(end))
            .collect(),
    )?;
    (inner.start < inner.end && context.is_voice(&inner))
        .then(|| Some((context.span(&inner)?, rest)))?
}

/// Whether the row that begins with this word is no verb: "on the word of".
fn is_adverbial(first: &str) -> bool {
    matches!(first, "based" | "on" | "with")
}

/// Whether an attribution does nothing but cite a voice.
pub(super) fn is_citation(context: &Context<'_>, thread: &Thread) -> bool {
    citation(context, thread).is_some()
}

/// Whether "as saying" or the like stands here.
fn is_saying(context: &Context<'_>, at: usize) -> bool {
    let verb = context.tokens.lower(at + 1);
    context.tokens.lower(at) == "as" && verb.ends_with("ing") && lists::cue_word(verb).is_some()
}

/// The content without what an outlet does not tell: "reported, without naming {its source, that ...}".
fn unnamed(
    context: &Context<'_>,
    thread: &Thread,
    before: &Range<usize>,
    near: &Range<usize>,
) -> Option<Span> {
    let tokens = &context.tokens;
    let withholds = before
        .clone()
        .any(|at| tokens.lower(at) == "without" && tokens.lower(at + 1).ends_with("ing"));
    let end = near
        .clone()
        .find(|&at| tokens.lower(at) == ",")
        .filter(|_| withholds)?;
    context.rest(thread.attribution.content.as_ref()?, end + 1)
}

/// "{A clerk} was quoted by the daily {as saying that ...}", its source the daily: the clerk, and what is said.
fn quoted(context: &Context<'_>, thread: &Thread, near: &Range<usize>) -> Option<(Span, Span)> {
    let tokens = &context.tokens;
    let content = thread.attribution.content.as_ref()?;
    let cue = context.whole(thread.attribution.cue.as_ref()?)?;
    let first = context
        .tokens
        .of(&Span::new(vec![content.ranges().first()?.clone()])?);
    let inner = *first.first()?..first.last()? + 1;
    let cites = cue
        .clone()
        .any(|at| matches!(tokens.lower(at), "quoted" | "cited"));
    let saying = (near.start..context.whole(content)?.end).find(|&at| is_saying(context, at))?;
    let apart = content.ranges().len() > 1 && inner.end <= cue.start && cue.end <= saying;
    if !cites || !apart || !context.is_voice(&inner) {
        return None;
    }
    Some((context.span(&inner)?, context.rest(content, saying + 2)?))
}

/// A voice that is cited in the same sentence and that the tagger gives to nothing: "reported the daily, citing a clerk."
pub(super) fn beside(context: &Context<'_>, cues: &[Range<usize>], thread: &mut Thread) {
    let tokens = &context.tokens;
    let (Some(cue), Some(source)) = (thread.cue(context), thread.attribution.source.clone()) else {
        return;
    };
    if !thread.through.is_empty() {
        return;
    }
    let taken = thread.taken(context);
    let sentence = tokens.sentence(cue.start);
    let inner = sentence.clone().find_map(|at| {
        let (row, length) = lists::citing(|n| tokens.lower(at + n))?;
        let cites = tokens.lower(at).ends_with("ing") || is_adverbial(row);
        let free = (at..at + length).all(|at| !taken.contains(&at) && !cue.contains(&at));
        let start = at + length;
        let end = (start..sentence.end)
            .find(|at| taken.contains(at) || matches!(tokens.lower(*at), "," | "that" | "."))
            .unwrap_or(sentence.end);
        let words = start..end;
        let fits = cites
            && free
            && start < end
            && is_nearest(cues, &cue, &(at..start))
            && context.is_voice(&words);
        fits.then(|| context.span(&words))?
    });
    if let Some(inner) = inner {
        thread.deepen(source, inner, "a voice that is cited beside");
    }
}

/// Joins an attribution that only cites a voice to what its source says in the same sentence.
pub(super) fn join(context: &Context<'_>, threads: &mut Vec<Thread>) {
    let mut gone: HashSet<usize> = HashSet::new();
    for at in 0..threads.len() {
        let Some((sentence, voice)) = citation(context, &threads[at]) else {
            continue;
        };
        let same = |other: &Thread| {
            other.attribution.source == threads[at].attribution.source
                && place(context, other) == Some(sentence)
        };
        let partner = (0..threads.len())
            .filter(|&other| other != at && !gone.contains(&other))
            .filter(|&other| same(&threads[other]) && citation(context, &threads[other]).is_none())
            .min_by_key(|&other| other.abs_diff(at));
        let (Some(partner), Some(source)) = (partner, threads[at].attribution.source.clone())
        else {
            continue;
        };
        threads[partner].deepen(source, voice, "a voice that is cited");
        gone.insert(at);
    }
    let mut number = 0;
    threads.retain(|_| {
        number += 1;
        !gone.contains(&(number - 1))
    });
}

/// The sentence and the voice of an attribution that does nothing but cite one.
fn citation(context: &Context<'_>, thread: &Thread) -> Option<(usize, Span)> {
    let found = &thread.attribution;
    let (cue, content) = (found.cue.as_ref()?, found.content.as_ref()?);
    let cue: Range<usize> = context.whole(cue)?;
    let tokens = &context.tokens;
    let (_, length) = lists::citing(|n| tokens.lower(cue.start + n))?;
    let what = context.whole(content)?;
    let voice = length >= cue.len() && context.is_voice(&what);
    voice.then(|| Some((place(context, thread)?, context.span(&what)?)))?
}

/// The sentence that an attribution's cue, or failing that its content, stands in.
fn place(context: &Context<'_>, thread: &Thread) -> Option<usize> {
    let found = &thread.attribution;
    let span = found.cue.as_ref().or(found.content.as_ref())?;
    let first = context.whole(span)?.start;
    Some(context.tokens.get(first)?.sentence)
}
