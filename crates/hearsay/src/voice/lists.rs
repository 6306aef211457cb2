//! The word lists of this stage, read from `assets/voice/`: one table a list.
//!
//! They hold general English news vocabulary; what a word is in its sentence is decided by the
//! modules that ask.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::{Certainty, Mode, Stance};
use crate::grammar::lemma;
use crate::grammar::table::{Phrases, longest, phrases, rows};

const CUES: &str = include_str!("../../assets/voice/cues.csv");
const CITINGS: &str = include_str!("../../assets/voice/citings.csv");
const DENIALS: &str = include_str!("../../assets/voice/denials.csv");
const HEDGES: &str = include_str!("../../assets/voice/hedges.csv");
const PASSINGS: &str = include_str!("../../assets/voice/passings.csv");
const TELLINGS: &str = include_str!("../../assets/voice/tellings.csv");
const NO_DENIALS: &str = include_str!("../../assets/voice/no_denials.csv");

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

/// Whether what is negated with a form of this word is no denial: "nobody had told them".
pub(super) fn is_no_denial(word: &str) -> bool {
    NO_DENIAL.contains(word) || lemma::of(word).any(|lemma| NO_DENIAL.contains(&*lemma))
}

/// The reporting words whose lemma, or whose lemmas, stand from the first of these words on: the
/// longest row of the list, and how many words it has.
pub(super) fn cue(words: &[&str]) -> Option<(Cue, usize)> {
    let first = words.first()?;
    let rows = std::iter::once((*first).to_owned())
        .chain(lemma::of(first))
        .filter_map(|lemma| CUE.get(&*lemma))
        .flatten();
    rows.filter_map(|&(phrase, cue)| {
        let mut length = 0;
        for (at, wanted) in phrase.split(' ').enumerate() {
            let word = words.get(at)?;
            let fits = *word == wanted || at == 0 || lemma::of(word).any(|lemma| lemma == wanted);
            if !fits {
                return None;
            }
            length += 1;
        }
        Some((cue, length))
    })
    .max_by_key(|&(_, length)| length)
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

/// The hedge that begins with `first` and that `stands` here, the longest of the list.
pub(super) fn hedge(
    first: &str,
    stands: impl Fn(&str) -> bool,
) -> Option<(&'static str, Certainty)> {
    longest(&HEDGE, first, stands)
}

/// Whether words that call something untrue begin with `first` and `stand` here.
pub(super) fn is_denial(first: &str, stands: impl Fn(&str) -> bool) -> bool {
    longest(&DENIAL, first, stands).is_some()
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
        check(TELLINGS, "tellings", 2);
        check(HEDGES, "hedges", 3);
        check(NO_DENIALS, "no denials", 2);
    }

    #[test]
    fn every_class_is_known() {
        for row in rows(CUES, 6) {
            assert!(cue_class(&row).is_some(), "{row:?}");
        }
        for row in rows(HEDGES, 3) {
            assert!(row[1].parse::<Certainty>().is_ok(), "{row:?}");
        }
    }

    #[test]
    fn words_are_found_by_their_forms() {
        let denied = cue(&["denies", "it"]).expect("a row");
        assert_eq!((denied.0.stance, denied.1), (Stance::Denies, 1));
        let ruled = cue(&["ruled", "out", "it"]).expect("a row");
        assert_eq!(
            (ruled.0.negated, ruled.1),
            ((Stance::Asserts, Certainty::Possible), 2)
        );
    }
}
