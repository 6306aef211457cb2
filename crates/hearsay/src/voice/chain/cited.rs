//! Voices that are cited beside the source: "The daily reported, citing two clerks, that ...".
//!
//! The tagger gives these as an attribution of their own, or as the beginning of the content.

use std::collections::HashSet;
use std::ops::Range;

use super::Thread;
use crate::span::Span;
use crate::voice::context::Context;
use crate::voice::lists;

/// Tokens from the beginning of a content in which a cited voice may stand.
const NEAR: usize = 30;

/// Takes a cited voice from the beginning of the content: "reported, citing {a clerk, that ...}", "quoted
/// {a clerk as saying that ...}".
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
    let cites = (what.start.saturating_sub(3).max(sentence.start)..what.start).any(|at| {
        let length = lists::citing(|n| tokens.lower(at + n)).map(|(_, length)| length);
        length.is_some_and(|length| at + length == what.start)
    });
    if !cites {
        return;
    }
    let near = what.start + 1..what.end.min(what.start + NEAR);
    for at in near {
        let says = context.tokens.has(at, "as saying") || context.tokens.has(at, "as telling");
        if !says && tokens.lower(at) != "," {
            continue;
        }
        let rest = at + if says { 2 } else { 1 };
        let inner = what.start..at;
        if rest + 2 < what.end && context.is_voice(&inner) {
            let (inner, rest) = (context.span(&inner), context.rest(&content, rest));
            if let (Some(inner), Some(rest)) = (inner, rest) {
                thread.deepen(source, inner);
                thread.attribution.content = Some(rest);
            }
            return;
        }
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
        threads[partner].deepen(source, voice);
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
