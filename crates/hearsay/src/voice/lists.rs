//! The word lists of this stage, read from `assets/voice/`: one table a list.
//!
//! They hold general English news vocabulary; what a word is in its sentence is decided by the
//! modules that ask.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::{Certainty, Mode, Stance};
use crate::grammar::lemma;
use crate::grammar::table::{Phrases, Row, longest, phrases, rows};

const CUES: &str = include_str!("../../assets/voice/cues.csv");
const CITINGS: &str = include_str!("../../assets/voice/citings.csv");
const DENIALS: &str = include_str!("../../assets/voice/denials.csv");
const DOUBTS: &str = include_str!("../../assets/voice/doubts.csv");
const GOVERNORS: &str = include_str!("../../assets/voice/governors.csv");
const GRIEVANCES: &str = include_str!("../../assets/voice/grievances.csv");
const HEDGES: &str = include_str!("../../assets/voice/hedges.csv");
const PASSINGS: &str = include_str!("../../assets/voice/passings.csv");
const RELAYINGS: &str = include_str!("../../assets/voice/relayings.csv");
const RUMOURS: &str = include_str!("../../assets/voice/rumours.csv");
const TELLINGS: &str = include_str!("../../assets/voice/tellings.csv");
const NO_DENIALS: &str = include_str!("../../assets/voice/no_denials.csv");
const REFUSALS: &str = include_str!("../../assets/voice/refusals.csv");

/// What a reporting word says of its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cue {
    /// Speech, writing or thought.
    pub(super) mode: Mode,
    /// The stance.
    pub(super) stance: Stance,
    /// How sure it sounds.
    pub(super) certainty: Certainty,
    /// Stance and certainty when the word is negated.
    pub(super) negated: (Stance, Certainty),
}

static CUE: LazyLock<Phrases<Cue>> =
    LazyLock::new(|| phrases(rows(CUES, 6).filter_map(|row| Some((row[0], cue_class(&row)?)))));

fn cue_class(row: &[&str]) -> Option<Cue> {
    let [_, mode, stance, certainty, negated, _] = row[..] else {
        return None;
    };
    let stance: Stance = stance.parse().ok()?;
    let negated = match negated {
        "possible" => (Stance::Asserts, Certainty::Possible),
        word => {
            let turned: Stance = word.parse().ok()?;
            let sure = match (stance, turned) {
                (_, Stance::Declines | Stance::Asks) => Certainty::Unknown,
                (Stance::Denies, _) => Certainty::Possible,
                _ => Certainty::Certain,
            };
            (turned, sure)
        }
    };
    Some(Cue {
        mode: mode.parse().ok()?,
        stance,
        certainty: certainty.parse().ok()?,
        negated,
    })
}

static HEDGE: LazyLock<Phrases<Certainty>> = LazyLock::new(|| {
    phrases(rows(HEDGES, 3).filter_map(|row| Some((row[0], row[1].parse().ok()?))))
});

static DENIAL: LazyLock<Phrases<()>> =
    LazyLock::new(|| phrases(rows(DENIALS, 2).map(|row| (row[0], ()))));

static NO_DENIAL: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| rows(NO_DENIALS, 2).map(|row| row[0]).collect());

static DOUBT: LazyLock<Phrases<()>> =
    LazyLock::new(|| phrases(rows(DOUBTS, 2).map(|row| (row[0], ()))));

/// What a word does to the infinitive that it governs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Force {
    /// It did not happen: "failed to".
    Not,
    /// So sure it is: "managed to", "tends to".
    Sure(Certainty),
}

static GOVERNOR: LazyLock<HashMap<&'static str, Force>> = LazyLock::new(|| {
    rows(GOVERNORS, 3)
        .filter_map(|row| Some((row[0], force(row[1])?)))
        .collect()
});

fn force(word: &str) -> Option<Force> {
    if word == "not" {
        return Some(Force::Not);
    }
    Some(Force::Sure(word.parse().ok()?))
}

/// What the word, a form of one of the list, does to an infinitive.
pub(super) fn governor(word: &str) -> Option<Force> {
    let listed = |word: &str| GOVERNOR.get(word).copied();
    listed(word).or_else(|| lemma::of(word).find_map(|lemma| listed(&lemma)))
}

static REFUSAL: LazyLock<Phrases<bool>> =
    LazyLock::new(|| phrases(rows(REFUSALS, 3).map(|row| (row[0], row[1] == "negated"))));

static GRIEVANCE: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| rows(GRIEVANCES, 2).map(|row| row[0]).collect());

/// Whether what is negated with a form of this word is no denial: "nobody had told them".
pub(super) fn is_no_denial(word: &str) -> bool {
    NO_DENIAL.contains(word) || lemma::of(word).any(|lemma| NO_DENIAL.contains(&*lemma))
}

/// A row of the list of cues that stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    /// What it says.
    pub(super) cue: Cue,
    /// Which row it is.
    pub(super) row: Row,
    /// One past the number of its last word, counted from its first.
    pub(super) length: usize,
}

/// Words that may stand in one place inside a row.
const FILLERS: usize = 2;

/// Words that may stand inside a row of several words: "gave no immediate answer".
fn is_filler(word: &str) -> bool {
    word.ends_with("ly")
        || word.ends_with("al")
        || matches!(
            word,
            "a" | "an"
                | "the"
                | "any"
                | "some"
                | "such"
                | "further"
                | "immediate"
                | "public"
                | "official"
                | "new"
                | "more"
                | "serious"
                | "considerable"
                | "strong"
                | "full"
                | "flat"
                | "firm"
                | "clear"
                | "all"
                | "his"
                | "her"
                | "its"
                | "their"
                | "itself"
                | "himself"
                | "herself"
                | "themselves"
        )
}

/// The longest row of the reporting words whose lemmas stand from the first word on, where `word` gives
/// the words; nothing for past the last.
pub(super) fn cue<'a>(word: impl Fn(usize) -> &'a str) -> Option<Found> {
    let first = word(0);
    let rows = std::iter::once(first.to_owned())
        .chain(lemma::of(first))
        .filter_map(|lemma| CUE.get(&*lemma))
        .flatten();
    rows.filter_map(|&(key, cue)| {
        let mut at = 0;
        for (n, wanted) in key.split(' ').enumerate() {
            let is = |at: usize| {
                let here = word(at);
                here == wanted || n == 0 || lemma::of(here).any(|lemma| lemma == wanted)
            };
            let fillers = (at..at + FILLERS)
                .take_while(|&at| !is(at) && is_filler(word(at)))
                .count();
            at += fillers;
            if !is(at) {
                return None;
            }
            at += 1;
        }
        let row = Row { list: "cues", key };
        Some(Found {
            cue,
            row,
            length: at,
        })
    })
    .max_by_key(|found| found.length)
}

/// The row of a reporting word by itself.
pub(super) fn cue_word(word: &str) -> Option<Found> {
    cue(|at| if at == 0 { word } else { "" })
}

static CITING: LazyLock<Vec<Vec<&'static str>>> = LazyLock::new(|| {
    rows(CITINGS, 2)
        .map(|row| row[0].split(' ').collect())
        .collect()
});

static PASSING: LazyLock<Phrases<()>> =
    LazyLock::new(|| phrases(rows(PASSINGS, 2).map(|row| (row[0], ()))));

static TELLING: LazyLock<Phrases<()>> =
    LazyLock::new(|| phrases(rows(TELLINGS, 2).map(|row| (row[0], ()))));

/// The row of the words that cite a voice from here on, where `word` gives the words; how many they are.
pub(super) fn citing<'a>(word: impl Fn(usize) -> &'a str) -> Option<(&'static str, usize)> {
    let is = |n: usize, wanted: &str| {
        let here = word(n);
        here == wanted || n == 0 && lemma::of(here).any(|lemma| lemma == wanted)
    };
    let row = CITING
        .iter()
        .find(|row| row.iter().enumerate().all(|(n, wanted)| is(n, wanted)))?;
    Some((row[0], row.len()))
}

/// How many words say from here on that a paper came to somebody: "seen by".
pub(super) fn passing<'a>(word: impl Fn(usize) -> &'a str) -> Option<usize> {
    length(&PASSING, word)
}

static RELAYING: LazyLock<Phrases<()>> =
    LazyLock::new(|| phrases(rows(RELAYINGS, 2).map(|row| (row[0], ()))));

/// How many words say from here on that an outlet passes on what another says: "picked up by".
pub(super) fn relaying<'a>(word: impl Fn(usize) -> &'a str) -> Option<usize> {
    length(&RELAYING, word)
}

/// Whether the word is a form of a verb for that: "repeats".
pub(super) fn is_relaying(word: &str) -> bool {
    let bases: Vec<String> = lemma::of(word).collect();
    let same = |row: &&str| lemma::of(row).any(|base| bases.contains(&base));
    RELAYING.contains_key(word) || RELAYING.keys().any(same)
}

/// How many words say from here on that somebody was told: "in an interview with".
pub(super) fn telling<'a>(word: impl Fn(usize) -> &'a str) -> Option<usize> {
    length(&TELLING, word)
}

/// Whether papers come to somebody who does this: "published", as in "published by".
pub(super) fn is_passed(word: &str) -> bool {
    PASSING
        .get(word)
        .is_some_and(|rows| rows.iter().any(|(row, ())| row.ends_with(" by")))
}

/// How many words the longest row of the list has that stands here.
fn length<'a>(list: &Phrases<()>, word: impl Fn(usize) -> &'a str) -> Option<usize> {
    let stands = |row: &str| {
        row.split(' ')
            .enumerate()
            .all(|(n, wanted)| word(n) == wanted)
    };
    let (row, ()) = longest(list, word(0), stands)?;
    Some(row.split(' ').count())
}

/// How a word makes hearsay of what it stands beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rumour {
    /// "It is said that", and "he is said to".
    Both,
    /// "It is told that" only.
    It,
    /// "It emerged that".
    Emerges,
    /// "Rumour has it that".
    Noun,
}

static RUMOUR: LazyLock<HashMap<&'static str, Rumour>> = LazyLock::new(|| {
    rows(RUMOURS, 3)
        .filter_map(|row| Some((row[0], rumour_class(row[1])?)))
        .collect()
});

fn rumour_class(class: &str) -> Option<Rumour> {
    Some(match class {
        "both" => Rumour::Both,
        "it" => Rumour::It,
        "emerges" => Rumour::Emerges,
        "noun" => Rumour::Noun,
        _ => return None,
    })
}

/// How this word, in lower case, makes hearsay.
pub(super) fn rumour(word: &str) -> Option<Rumour> {
    RUMOUR.get(word).copied()
}

/// The hedge that begins with `first` and that `stands` here, the longest of the list.
pub(super) fn hedge(first: &str, stands: impl Fn(&str) -> bool) -> Option<(Row, Certainty)> {
    let (key, certainty) = longest(&HEDGE, first, stands)?;
    let row = Row {
        list: "hedges",
        key,
    };
    Some((row, certainty))
}

/// The row of the words that call something untrue, which begin with `first` and `stand` here.
pub(super) fn denial(first: &str, stands: impl Fn(&str) -> bool) -> Option<Row> {
    let (key, ()) = longest(&DENIAL, first, stands)?;
    Some(Row {
        list: "denials",
        key,
    })
}

/// The row of the words that doubt something, which begin with `first` and `stand` here.
pub(super) fn doubt(first: &str, stands: impl Fn(&str) -> bool) -> Option<Row> {
    let (key, ()) = longest(&DOUBT, first, stands)?;
    Some(Row {
        list: "doubts",
        key,
    })
}

/// The row of the words that refuse to speak, which begin with `first` and `stand` here, and whether they
/// do so only where they are negated.
pub(super) fn refusal(first: &str, stands: impl Fn(&str) -> bool) -> Option<(Row, bool)> {
    let (key, negated) = longest(&REFUSAL, first, stands)?;
    let row = Row {
        list: "refusals",
        key,
    };
    Some((row, negated))
}

/// Whether the word, a form of one of the list, holds something against somebody: what it reports
/// may be negated and yet be put as so.
pub(super) fn is_grievance(word: &str) -> bool {
    GRIEVANCE.contains(word) || lemma::of(word).any(|lemma| GRIEVANCE.contains(&*lemma))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::table::tests::check;

    #[test]
    fn lists_are_sorted_without_duplicates_and_with_examples() {
        check(CUES, "cues", 6);
        check(CITINGS, "citings", 2);
        check(DENIALS, "denials", 2);
        check(PASSINGS, "passings", 2);
        check(RELAYINGS, "relayings", 2);
        check(RUMOURS, "rumours", 3);
        check(TELLINGS, "tellings", 2);
        check(HEDGES, "hedges", 3);
        check(NO_DENIALS, "no denials", 2);
        check(DOUBTS, "doubts", 2);
        check(GOVERNORS, "governors", 3);
        check(GRIEVANCES, "grievances", 2);
        check(REFUSALS, "refusals", 3);
    }

    #[test]
    fn every_class_is_known() {
        for row in rows(CUES, 6) {
            assert!(cue_class(&row).is_some(), "{row:?}");
        }
        for row in rows(GOVERNORS, 3) {
            assert!(force(row[1]).is_some(), "{row:?}");
        }
        for row in rows(RUMOURS, 3) {
            assert!(rumour_class(row[1]).is_some(), "{row:?}");
        }
        for row in rows(HEDGES, 3) {
            assert!(row[1].parse::<Certainty>().is_ok(), "{row:?}");
        }
    }

    #[test]
    fn words_are_found_by_their_forms() {
        let row = |words: &[&str]| {
            let found = cue(|at| words.get(at).copied().unwrap_or("")).expect("a row");
            (found.row.key, found.length)
        };
        assert_eq!(row(&["denies", "it"]), ("deny", 1));
        assert_eq!(row(&["ruled", "out", "it"]), ("rule out", 2));
        assert_eq!(
            row(&["made", "no", "immediate", "mention"]),
            ("make no mention", 4)
        );
        assert!(cue_word("barge").is_none());
    }
}
