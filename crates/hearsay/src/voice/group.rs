//! The verb group around a cue: which words belong to it, and which rows of the list stand in it.

use std::collections::HashSet;
use std::ops::Range;

use super::Stance;
use super::lists::{self, Found};
use crate::grammar::tokens::Tokens;
use crate::grammar::vocabulary::{self, Function};

/// How far a verb group reaches beside its cue, in words.
pub(super) const REACH: usize = 5;

/// The rows of the list that stand in the group, with their first token. A row of several words may go on
/// in what stands behind ("cast | doubt on it"), unless its first word says enough alone and
/// the rest negates ("said | nothing was lost").
pub(super) fn rows(tokens: &Tokens, group: &Range<usize>) -> Vec<(usize, Found)> {
    let limit = tokens.sentence(group.start).end;
    let within = |at: usize, end: usize| {
        lists::cue(|n| {
            if at + n < end {
                tokens.lower(at + n)
            } else {
                ""
            }
        })
    };
    let mut rows: Vec<(usize, Found)> = Vec::new();
    let mut at = group.start;
    while at < group.end {
        let inner = within(at, group.end);
        let beyond = within(at, limit).filter(|found| {
            let goes_beyond = at + found.length > group.end;
            let rest = found.row.key.split(' ').skip(1);
            let negates = rest.clone().any(|word| vocabulary::negator(word).is_some());
            goes_beyond && (inner.is_none() || !negates)
        });
        match beyond.or(inner) {
            Some(found) => {
                rows.push((at, found));
                at += found.length;
            }
            None => at += 1,
        }
    }
    rows
}

/// The tokens of the cue and of the verb group around it.
pub(super) fn group(
    tokens: &Tokens,
    first: usize,
    last: usize,
    taken: &HashSet<usize>,
) -> Range<usize> {
    let sentence = tokens.sentence(first);
    let belongs = |at: &usize| {
        let lower = tokens.lower(*at);
        !taken.contains(at)
            && tokens.get(*at).is_some_and(|token| token.is_word)
            && (matches!(
                vocabulary::function(lower),
                Some(Function::Auxiliary | Function::Modal | Function::Adverb)
            ) || lower == "to"
                || lower == "yet"
                || lower == "any"
                || lower == "want"
                || lower == "it"
                || lower.ends_with("ly")
                || vocabulary::negator(lower).is_some()
                || lists::cue_word(lower).is_some())
    };
    // Another verb belongs if it leads on ("declined | to say"), not if it only stands there ("who did
    // not want to be named | told").
    let leads_on = |at: &usize| {
        let lower = tokens.lower(*at);
        vocabulary::function(lower).is_some()
            || vocabulary::negator(lower).is_some()
            || lists::cue_word(lower).is_none()
            || matches!(tokens.lower(*at + 1), "to" | "not" | "any")
    };
    let before = (sentence.start..first)
        .rev()
        .take(REACH)
        .take_while(|at| belongs(at) && leads_on(at));
    // "did not wish | to comment on ...": the tagger may give the verb to the content.
    let verb = |at: usize| {
        lists::cue_word(tokens.lower(at)).is_some_and(|found| {
            found.cue.stance == Stance::Asserts && found.cue.negated.0 == Stance::Declines
        })
    };
    let speaks = (tokens.lower(last + 1) == "to" && verb(last + 2)).then_some(last + 2);
    let after = (last + 1..sentence.end)
        .take(REACH)
        .take_while(|at| belongs(at) || speaks.is_some_and(|verb| *at <= verb));
    first - before.count()..last + 1 + after.count()
}

/// Whether the row is of "referred the paper to the court": words between the verb and its "to".
pub(super) fn refers_on(tokens: &Tokens, found: &Found, end: usize) -> bool {
    let to = (end + 1..end + REACH + 1).find(|&at| tokens.lower(at) == "to");
    found.row.key == "refer"
        && to.is_some_and(|to| {
            to > end + 1
                && (end + 1..to).all(|at| tokens.get(at).is_some_and(|token| token.is_word))
        })
}

pub(super) fn is_passive(words: &[&str]) -> bool {
    let be = |word: &&str| {
        matches!(
            *word,
            "is" | "are" | "was" | "were" | "been" | "be" | "being"
        )
    };
    words.iter().any(be)
        && words.iter().any(|word| {
            word.ends_with("ed")
                || matches!(*word, "said" | "told" | "thought" | "known" | "written")
        })
}
