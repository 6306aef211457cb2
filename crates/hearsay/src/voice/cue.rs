//! What the reporting words say of their content: mode, stance, certainty.
//!
//! The tagger's cue often leaves out what turns it round ("could not | say"), so the words of its
//! verb group are read with it: auxiliaries, negations, adverbs and other reporting words beside
//! the cue, as far as they belong to no source and no content. Each row of the list says what its
//! word does, and what it does when negated: who did not say, declines; who does not deny,
//! half confirms.

use std::collections::HashSet;

use super::lists::{self, Cue};
use super::{Certainty, Mode, Stance};
use crate::grammar::tokens::Tokens;
use crate::grammar::vocabulary::{self, Function, Negator};

/// What the reporting words say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Report {
    /// Speech, writing or thought.
    pub(super) mode: Mode,
    /// The stance, negation counted.
    pub(super) stance: Stance,
    /// How sure they sound.
    pub(super) certainty: Certainty,
    /// Whether they are of the passive: "is said", "was rumoured".
    pub(super) passive: bool,
    /// Whether the word judges what it reports, so that a negated content is no denial: "complained".
    pub(super) grievance: bool,
    /// Whether the word is what outlets do: "reported", "quoted".
    pub(super) reports: bool,
    /// Whether the word only says that something is said, and so may report a denial: "said".
    pub(super) plain: bool,
    /// Whether it goes on with what was said before: "saying", "adding".
    pub(super) goes_on: bool,
}

impl Report {
    const PLAIN: Self = Self {
        mode: Mode::Speech,
        stance: Stance::Asserts,
        certainty: Certainty::Certain,
        passive: false,
        grievance: false,
        plain: true,
        reports: false,
        goes_on: false,
    };
}

/// How far a verb group reaches beside its cue, in words.
const REACH: usize = 5;

/// Reads the cue over these tokens. `taken` are the tokens of its source and content; `nobody` is
/// whether the source is "nobody" or "neither".
pub(super) fn read(tokens: &Tokens, cue: &[usize], taken: &HashSet<usize>, nobody: bool) -> Report {
    let (Some(&first), Some(&last)) = (cue.first(), cue.last()) else {
        return Report::PLAIN;
    };
    let group = group(tokens, first, last, taken);
    let words: Vec<&str> = group.iter().map(|&at| tokens.lower(at)).collect();
    let mut rows: Vec<(usize, Cue)> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match lists::cue(&words[at..]) {
            Some((cue, length)) => {
                rows.push((at, cue));
                at += length;
            }
            None => at += 1,
        }
    }
    let mut report = Report {
        passive: is_passive(&words),
        grievance: words.iter().any(|word| is_grievance(word)),
        reports: rows.len() <= 1 && words.iter().any(|word| is_what_outlets_do(word)),
        goes_on: cue.len() == 1
            && matches!(
                tokens.lower(first),
                "saying"
                    | "insisting"
                    | "stating"
                    | "claiming"
                    | "calling"
                    | "stressing"
                    | "maintaining"
            ),
        ..Report::PLAIN
    };
    let hedge = (0..words.len())
        .filter_map(|at| {
            let here = &words[at..];
            let stands = |row: &str| {
                row.split(' ')
                    .enumerate()
                    .all(|(n, word)| here.get(n) == Some(&word))
            };
            lists::hedge(here[0], stands).map(|(_, certainty)| certainty)
        })
        .filter(|certainty| *certainty == Certainty::Unknown)
        .max();
    report.certainty = hedge.unwrap_or(Certainty::Certain);
    let Some(&(main, cue)) = rows.iter().min_by_key(|(at, cue)| (rank(cue.stance), *at)) else {
        return report;
    };
    let negators = words
        .iter()
        .take(main.max(1) + 3)
        .enumerate()
        .filter(|&(at, word)| {
            // "has yet to answer"
            let not_yet = *word == "yet" && words.get(at + 1) == Some(&"to");
            not_yet || vocabulary::negator(word).is_some() && !is_part(&words, at)
        })
        .count();
    let negated = (negators + usize::from(nobody)) % 2 == 1
        && !words
            .iter()
            .any(|word| vocabulary::negator(word) == Some(Negator::Half));
    report.plain = cue.stance == Stance::Asserts
        && cue.mode != Mode::Thought
        && cue.certainty == Certainty::Certain
        && !negated;
    report.mode = rows
        .iter()
        .find(|(_, cue)| cue.mode == Mode::Writing)
        .map_or(cue.mode, |(_, cue)| cue.mode);
    let speaks = rows
        .iter()
        .any(|(_, cue)| cue.mode != Mode::Thought && cue.negated.0 == Stance::Declines);
    (report.stance, report.certainty) = if negated && speaks && cue.mode == Mode::Thought {
        (Stance::Declines, Certainty::Unknown)
    } else if negated {
        cue.negated
    } else {
        (cue.stance, cue.certainty)
    };
    report.certainty = report.certainty.max(hedge.unwrap_or(Certainty::Certain));
    report
}

/// Of several reporting words in a group, the one that tells most comes first.
const fn rank(stance: Stance) -> u8 {
    match stance {
        Stance::Declines => 0,
        Stance::Denies => 1,
        Stance::Doubts => 2,
        Stance::Asks => 3,
        Stance::Confirms => 4,
        Stance::Asserts => 5,
    }
}

/// Whether the negator is part of a row of the list, such as "no comment".
fn is_part(words: &[&str], at: usize) -> bool {
    lists::cue(&words[at..]).is_some()
        || at > 0 && lists::cue(&words[at - 1..]).is_some_and(|(_, n)| n > 1)
}

/// The tokens of the cue and of the verb group around it.
fn group(tokens: &Tokens, first: usize, last: usize, taken: &HashSet<usize>) -> Vec<usize> {
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
                || lists::cue(&[lower]).is_some())
    };
    // Another verb belongs if it leads on ("declined | to say"), not if it only stands there ("who did
    // not want to be named | told").
    let leads_on = |at: &usize| {
        let lower = tokens.lower(*at);
        vocabulary::function(lower).is_some()
            || vocabulary::negator(lower).is_some()
            || lists::cue(&[lower]).is_none()
            || matches!(tokens.lower(*at + 1), "to" | "not" | "any")
    };
    let before = (sentence.start..first)
        .rev()
        .take(REACH)
        .take_while(|at| belongs(at) && leads_on(at));
    // "did not wish | to comment on ...": the tagger may give the verb to the content.
    let verb = |at: usize| {
        lists::cue(&[tokens.lower(at)]).is_some_and(|(cue, _)| {
            cue.stance == Stance::Asserts && cue.negated.0 == Stance::Declines
        })
    };
    let speaks = (tokens.lower(last + 1) == "to" && verb(last + 2)).then_some(last + 2);
    let after = (last + 1..sentence.end)
        .take(REACH)
        .take_while(|at| belongs(at) || speaks.is_some_and(|verb| *at <= verb));
    let mut out: Vec<usize> = before.collect();
    out.reverse();
    out.extend(first..=last);
    out.extend(after);
    out
}

fn is_passive(words: &[&str]) -> bool {
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

/// Words that hold something against somebody: what they report may be negated and yet asserted.
fn is_grievance(word: &str) -> bool {
    [
        "complain",
        "accus",
        "blam",
        "criti",
        "lament",
        "regret",
        "warn",
        "deplor",
        "condemn",
        "apolog",
        "conced",
        "admit",
        "acknowledg",
        "worr",
        "fear",
    ]
    .iter()
    .any(|stem| word.starts_with(stem))
}

fn is_what_outlets_do(word: &str) -> bool {
    ["report", "quot", "cit", "publish", "headlin"]
        .iter()
        .any(|stem| word.starts_with(stem))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::tests::article;

    fn report(text: &str, cue: &str, nobody: bool) -> (Stance, Certainty) {
        let tokens = Tokens::new(&article(text));
        let at = (0..tokens.len())
            .find(|&at| tokens.has(at, cue))
            .expect("the cue stands there");
        let cue: Vec<usize> = (at..at + cue.split(' ').count()).collect();
        let report = read(&tokens, &cue, &HashSet::from([0]), nobody);
        (report.stance, report.certainty)
    }

    #[test]
    fn stances_of_cues_and_their_negation() {
        use Certainty::{Certain, Possible, Unknown};
        use Stance::{Asks, Asserts, Confirms, Declines, Denies, Doubts};
        for (text, cue, wanted) in [
            ("The mayor said it rains.", "said", (Asserts, Certain)),
            (
                "The mayor could not say if it rains.",
                "say",
                (Declines, Unknown),
            ),
            (
                "The mayor did not immediately respond.",
                "respond",
                (Declines, Unknown),
            ),
            (
                "The mayor declined to comment.",
                "declined",
                (Declines, Unknown),
            ),
            (
                "The mayor would not confirm it.",
                "confirm",
                (Declines, Unknown),
            ),
            (
                "The mayor could not be reached.",
                "reached",
                (Declines, Unknown),
            ),
            ("The mayor denied it.", "denied", (Denies, Certain)),
            ("The mayor did not deny it.", "deny", (Confirms, Possible)),
            (
                "The mayor didn’t rule out a sale.",
                "rule out",
                (Asserts, Possible),
            ),
            (
                "The mayor refused to rule out a sale.",
                "rule out",
                (Declines, Unknown),
            ),
            (
                "A clerk who did not want to be named told them so.",
                "told",
                (Asserts, Certain),
            ),
            (
                "The mayor has yet to respond.",
                "respond",
                (Declines, Unknown),
            ),
            ("The mayor confirmed it.", "confirmed", (Confirms, Certain)),
            (
                "The mayor does not believe it.",
                "believe",
                (Doubts, Certain),
            ),
            ("The mayor fears a flood.", "fears", (Asserts, Possible)),
            ("The mayor demanded a boat.", "demanded", (Asks, Unknown)),
        ] {
            assert_eq!(report(text, cue, false), wanted, "{text}");
        }
        assert_eq!(
            report("Nobody believes it.", "believes", true),
            (Doubts, Certain)
        );
    }
}
