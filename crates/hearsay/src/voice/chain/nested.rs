//! Attributions inside the contents of others: "Radio Norvia said that, according to the guild, ...".
//!
//! An attribution whose words all stand in the content of another is its child. Where an outlet does no more
//! than pass on what one source says, the two are one thread; else the child has a parent, and both stand.

use crate::grammar::phrase::{self, Phrase};
use crate::grammar::tokens::Tokens;
use crate::grammar::vocabulary::{Determiner, Noun};
use std::collections::HashSet;

use super::Thread;
use crate::span::Span;
use crate::voice::context::Context;

/// Content words that an outlet may add to what a source says while only passing it on, one in so many.
const ADDED: usize = 4;

/// Makes one thread of an outlet's report and of what its source says there, if that is all of it.
pub(super) fn fold(context: &Context<'_>, threads: &mut Vec<Thread>) {
    let mut parents = numbers(threads);
    let mut children = vec![0_usize; threads.len()];
    for parent in parents.iter().flatten() {
        children[*parent] += 1;
    }
    let mut gone = vec![false; threads.len()];
    for child in 0..threads.len() {
        while let Some(parent) = parents[child] {
            if gone[child]
                || children[parent] > 1
                || !passes_on(context, &threads[parent], &threads[child])
            {
                break;
            }
            gone[parent] = true;
            parents[child] = parents[parent];
            let outer = threads[parent].clone();
            let thread = &mut threads[child];
            let mut through = outer.through;
            through.extend(outer.attribution.source.clone());
            through.append(&mut thread.through);
            thread.through = through;
            let mut why = outer.why;
            why.append(&mut thread.why);
            thread.why = why;
            if let Some(source) = &outer.attribution.source {
                thread.because("an outlet that only passes on what its source says", source);
            }
        }
    }
    let mut number = 0;
    threads.retain(|_| {
        number += 1;
        !gone[number - 1]
    });
}

/// Joins a thread that says nothing but "that" to the one behind it: "said {that}, {according to the guild}, ...".
pub(super) fn join(context: &Context<'_>, threads: &mut Vec<Thread>) {
    let tokens = &context.tokens;
    let words = |thread: &Thread| -> Vec<usize> {
        let content = thread.attribution.content.iter();
        content.flat_map(|span| tokens.of(span)).collect()
    };
    let empty = |thread: &Thread| {
        let said = words(thread);
        let is_word = |at: &usize| tokens.get(*at).is_some_and(|token| token.is_word);
        said.iter()
            .filter(|at| is_word(at))
            .all(|&at| tokens.lower(at) == "that")
    };
    let mut at = 0;
    while at + 1 < threads.len() {
        let (this, next) = (&threads[at], &threads[at + 1]);
        let place = |thread: &Thread| words(thread).first().map(|&at| tokens.sentence(at));
        let source = this.attribution.source.clone();
        let same = place(this) == place(next) && source != next.attribution.source;
        let cue = next
            .attribution
            .cue
            .as_ref()
            .and_then(|cue| context.whole(cue));
        let according = cue.is_some_and(|cue| tokens.has(cue.start, "according to"));
        if let (true, Some(outer), Some(inner)) = (
            same && according && empty(next) && !empty(this),
            source.clone(),
            next.attribution.source.clone(),
        ) {
            threads[at].deepen(outer, inner, "who says that another says so");
            threads.remove(at + 1);
            continue;
        }
        let joins = same && empty(this) && !empty(next);
        let Some(source) = source.filter(|_| joins) else {
            at += 1;
            continue;
        };
        let mut outer = threads.remove(at);
        outer.through.push(source.clone());
        let next = &mut threads[at];
        outer.through.append(&mut next.through);
        next.through = outer.through;
        next.because("who says that another says so", &source);
    }
}

/// Gives each thread the smallest thread whose content holds all its words.
pub(super) fn parents(threads: &mut [Thread]) {
    let parents = numbers(threads);
    for (thread, parent) in threads.iter_mut().zip(parents) {
        thread.parent = parent;
    }
}

/// The number of each thread's parent. A parent's content is longer than its
/// child's, so that nothing is its own ancestor.
fn numbers(threads: &[Thread]) -> Vec<Option<usize>> {
    // Whole contents by their beginnings, so that only those around a thread are looked at.
    let mut contents: Vec<(usize, &Span)> = (0..threads.len())
        .filter_map(|at| Some((at, threads[at].attribution.content.as_ref()?)))
        .collect();
    contents.sort_by_key(|(_, content)| content.start());
    let longest = contents
        .iter()
        .map(|(_, content)| content.end() - content.start())
        .max();
    let longest = longest.unwrap_or(0);
    let parent = |at: usize| {
        let own = &threads[at].attribution;
        let content = own.content.as_ref()?;
        let (start, end) = (own.start(), own.spans().map(Span::end).max()?);
        let from = contents.partition_point(|(_, other)| other.start() + longest < end);
        contents[from..]
            .iter()
            .take_while(|(_, other)| other.start() <= start)
            .filter(|(number, other)| *number != at && length(other) > length(content))
            .filter(|(_, other)| own.spans().all(|span| holds(other, span)))
            .min_by_key(|(number, other)| (length(other), *number))
            .map(|(number, _)| *number)
    };
    (0..threads.len()).map(parent).collect()
}

fn length(span: &Span) -> usize {
    span.ranges()
        .iter()
        .map(|range| range.end - range.start)
        .sum()
}

/// Whether every byte of `inner` is one of `outer`.
fn holds(outer: &Span, inner: &Span) -> bool {
    inner.ranges().iter().all(|range| {
        let ranges = outer.ranges();
        let at = ranges.partition_point(|outer| outer.end < range.end);
        ranges
            .get(at)
            .is_some_and(|outer| outer.start <= range.start && range.end <= outer.end)
    })
}

/// Whether the parent is an outlet that says nothing beside what the child says, or says it according to the child.
fn passes_on(context: &Context<'_>, parent: &Thread, child: &Thread) -> bool {
    let tokens = &context.tokens;
    let Some(source) = parent
        .attribution
        .source
        .as_ref()
        .and_then(|span| context.whole(span))
    else {
        return false;
    };
    let outlet = context.outlet(&source).is_some() || is_media(tokens, &source);
    let child_words: HashSet<usize> = child
        .attribution
        .spans()
        .flat_map(|span| tokens.of(span))
        .collect();
    let is_word = |at: &&usize| tokens.get(**at).is_some_and(|token| token.is_word);
    let all: Vec<usize> = parent
        .attribution
        .content
        .iter()
        .flat_map(|span| tokens.of(span))
        .collect();
    let words = all.iter().filter(is_word).count();
    let added = all
        .iter()
        .filter(is_word)
        .filter(|at| !child_words.contains(at))
        .count();
    // "... told the radio that according to a clerk ...": nobody says so but the clerk.
    let cue = child
        .attribution
        .cue
        .as_ref()
        .and_then(|cue| context.whole(cue));
    let according = cue.is_some_and(|cue| tokens.has(cue.start, "according to"));
    (outlet || according) && added * ADDED <= words
}

/// "Local media", "two papers".
fn is_media(tokens: &Tokens, source: &std::ops::Range<usize>) -> bool {
    let Some(part) = phrase::parts(tokens, source).into_iter().next() else {
        return false;
    };
    let phrase = Phrase::read(tokens, part);
    let head = phrase.head_at.map_or("", |at| tokens.lower(at));
    let outlets = matches!(phrase.head, Some((Noun::Outlet, _)));
    outlets && phrase.determiner != Some(Determiner::Possessive)
        || matches!(head, "media" | "press")
}
