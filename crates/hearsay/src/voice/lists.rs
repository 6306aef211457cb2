//! The word lists of this stage, read from `assets/voice/`: one table a list.
//!
//! They hold general English news vocabulary; what a word is in its sentence is decided by the
//! modules that ask.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::lemma;
use super::{Certainty, Mode, Stance};

const ANONYMITY: &str = include_str!("../../assets/voice/anonymity.csv");
const CUES: &str = include_str!("../../assets/voice/cues.csv");
const DENIALS: &str = include_str!("../../assets/voice/denials.csv");
const DETERMINERS: &str = include_str!("../../assets/voice/determiners.csv");
const FUNCTION_WORDS: &str = include_str!("../../assets/voice/function_words.csv");
const HEDGES: &str = include_str!("../../assets/voice/hedges.csv");
const NEGATORS: &str = include_str!("../../assets/voice/negators.csv");
const NO_DENIALS: &str = include_str!("../../assets/voice/no_denials.csv");
const NOUNS: &str = include_str!("../../assets/voice/nouns.csv");
const OUTLET_NAMES: &str = include_str!("../../assets/voice/outlet_names.csv");
const PRONOUNS: &str = include_str!("../../assets/voice/pronouns.csv");

/// What a noun says of the source that it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Noun {
    /// An office or a place in a family: with "the" it is one known person.
    Office,
    /// Who speaks for a body, and is quoted by that office also where the name is left out.
    Spokesperson,
    /// What anybody can be: with "a" somebody whose name is held back.
    Person,
    /// A source.
    Source,
    /// A body; also where the noun is a plural.
    Organization,
    /// A newspaper, broadcaster or site.
    Outlet,
    /// A paper or record.
    Document,
    /// A group.
    Collective,
}

/// What the first word of a source says of the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Determiner {
    /// "the", "this".
    Definite,
    /// "a", "one", "another".
    Indefinite,
    /// "her", "its".
    Possessive,
    /// "some", "many", "no".
    Vague,
    /// A number.
    Count(u32),
}

/// What a pronoun can stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pronoun {
    /// "he", "she".
    Person,
    /// "it".
    Thing,
    /// "they".
    Plural,
    /// "who", "which": the words just before.
    Relative,
    /// "nobody", "others".
    People,
    /// "someone".
    Someone,
    /// "I", "we".
    Author,
}

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

/// What a small word does in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Function {
    /// "of".
    Preposition,
    /// "who".
    Relative,
    /// "because".
    Subordinator,
    /// "have".
    Auxiliary,
    /// "would".
    Modal,
    /// "and".
    Conjunction,
    /// Inside names, such as "van".
    Particle,
    /// A day or month.
    Time,
    /// "also".
    Adverb,
}

/// How a negator negates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Negator {
    /// "not".
    Full,
    /// "hardly".
    Half,
}

/// Phrases by their first word.
type Phrases<T> = HashMap<&'static str, Vec<(&'static str, T)>>;

fn rows(list: &'static str, columns: usize) -> impl Iterator<Item = Vec<&'static str>> {
    list.lines()
        .skip(1)
        .map(move |line| line.splitn(columns, ',').collect())
}

fn phrases<T>(all: impl Iterator<Item = (&'static str, T)>) -> Phrases<T> {
    let mut out: Phrases<T> = HashMap::new();
    for (words, value) in all {
        let first = words.split(' ').next().unwrap_or(words);
        out.entry(first).or_default().push((words, value));
    }
    for rows in out.values_mut() {
        rows.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }
    out
}

static NOUN: LazyLock<HashMap<&'static str, Noun>> = LazyLock::new(|| {
    rows(NOUNS, 3)
        .filter_map(|row| Some((row[0], noun_class(row[1])?)))
        .collect()
});

fn noun_class(word: &str) -> Option<Noun> {
    Some(match word {
        "office" => Noun::Office,
        "spokesperson" => Noun::Spokesperson,
        "person" => Noun::Person,
        "source" => Noun::Source,
        "organization" | "organizations" => Noun::Organization,
        "outlet" => Noun::Outlet,
        "document" => Noun::Document,
        "collective" => Noun::Collective,
        _ => return None,
    })
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

static DETERMINER: LazyLock<HashMap<&'static str, Determiner>> = LazyLock::new(|| {
    rows(DETERMINERS, 3)
        .filter_map(|row| Some((row[0], determiner_class(row[1])?)))
        .collect()
});

fn determiner_class(word: &str) -> Option<Determiner> {
    Some(match word {
        "definite" => Determiner::Definite,
        "indefinite" => Determiner::Indefinite,
        "possessive" => Determiner::Possessive,
        "vague" => Determiner::Vague,
        number => Determiner::Count(number.parse().ok()?),
    })
}

static PRONOUN: LazyLock<HashMap<&'static str, Pronoun>> = LazyLock::new(|| {
    rows(PRONOUNS, 3)
        .filter_map(|row| Some((row[0], pronoun_class(row[1])?)))
        .collect()
});

fn pronoun_class(word: &str) -> Option<Pronoun> {
    Some(match word {
        "person" => Pronoun::Person,
        "thing" => Pronoun::Thing,
        "plural" => Pronoun::Plural,
        "relative" => Pronoun::Relative,
        "people" => Pronoun::People,
        "someone" => Pronoun::Someone,
        "author" => Pronoun::Author,
        _ => return None,
    })
}

static FUNCTION: LazyLock<HashMap<&'static str, Function>> = LazyLock::new(|| {
    rows(FUNCTION_WORDS, 3)
        .filter_map(|row| Some((row[0], function_class(row[1])?)))
        .collect()
});

fn function_class(word: &str) -> Option<Function> {
    Some(match word {
        "preposition" => Function::Preposition,
        "relative" => Function::Relative,
        "subordinator" => Function::Subordinator,
        "auxiliary" => Function::Auxiliary,
        "modal" => Function::Modal,
        "conjunction" => Function::Conjunction,
        "particle" => Function::Particle,
        "time" => Function::Time,
        "adverb" => Function::Adverb,
        _ => return None,
    })
}

static NEGATOR: LazyLock<HashMap<&'static str, Negator>> = LazyLock::new(|| {
    rows(NEGATORS, 3)
        .filter_map(|row| Some((row[0], negator_class(row[1])?)))
        .collect()
});

fn negator_class(word: &str) -> Option<Negator> {
    match word {
        "full" => Some(Negator::Full),
        "half" => Some(Negator::Half),
        _ => None,
    }
}

static HEDGE: LazyLock<Phrases<Certainty>> = LazyLock::new(|| {
    phrases(rows(HEDGES, 3).filter_map(|row| Some((row[0], row[1].parse().ok()?))))
});

static DENIAL: LazyLock<Phrases<()>> =
    LazyLock::new(|| phrases(rows(DENIALS, 2).map(|row| (row[0], ()))));

static ANONYMOUS: LazyLock<Phrases<()>> =
    LazyLock::new(|| phrases(rows(ANONYMITY, 2).map(|row| (row[0], ()))));

static NO_DENIAL: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| rows(NO_DENIALS, 2).map(|row| row[0]).collect());

static OUTLET_NAME: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| rows(OUTLET_NAMES, 2).map(|row| row[0]).collect());

/// The class of a noun of sources, and whether the form is a plural; `word` in lower case, or two
/// words with a blank.
pub(super) fn noun(word: &str) -> Option<(Noun, bool)> {
    if let Some(&class) = NOUN.get(word) {
        return Some((class, false));
    }
    lemma::of(word).find_map(|lemma| Some((*NOUN.get(&*lemma)?, true)))
}

/// The determiner that a word can be; numbers in digits count.
pub(super) fn determiner(word: &str) -> Option<Determiner> {
    DETERMINER
        .get(word)
        .copied()
        .or_else(|| Some(Determiner::Count(word.parse().ok()?)))
}

/// The pronoun that a word can be.
pub(super) fn pronoun(word: &str) -> Option<Pronoun> {
    PRONOUN.get(word).copied()
}

/// What a small word does; `None` if it is none.
pub(super) fn function(word: &str) -> Option<Function> {
    FUNCTION.get(word).copied()
}

/// How the word negates, "n't" included.
pub(super) fn negator(word: &str) -> Option<Negator> {
    if word.ends_with("n't") {
        return Some(Negator::Full);
    }
    NEGATOR.get(word).copied()
}

/// Whether what is negated with a form of this word is no denial: "nobody had told them".
pub(super) fn is_no_denial(word: &str) -> bool {
    NO_DENIAL.contains(word) || lemma::of(word).any(|lemma| NO_DENIAL.contains(&*lemma))
}

/// Whether a name that ends in this word is an outlet's.
pub(super) fn is_outlet_name(word: &str) -> bool {
    OUTLET_NAME.contains(word)
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

fn longest<T: Copy>(
    phrases: &Phrases<T>,
    first: &str,
    stands: impl Fn(&str) -> bool,
) -> Option<(&'static str, T)> {
    phrases
        .get(first)?
        .iter()
        .find(|(words, _)| stands(words))
        .copied()
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

/// Whether words that hold a name back begin with `first` and `stand` here.
pub(super) fn holds_name_back(first: &str, stands: impl Fn(&str) -> bool) -> bool {
    longest(&ANONYMOUS, first, stands).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sorted, no duplicates, each row whole, and each example has the words of its row.
    fn check(list: &'static str, name: &str, columns: usize) {
        let mut before = "";
        for row in rows(list, columns) {
            assert_eq!(row.len(), columns, "{name}: {row:?}");
            let (key, example) = (row[0], row[columns - 1]);
            assert!(
                before < key,
                "{name}: `{key}` is a duplicate or out of order"
            );
            before = key;
            let lower = example.to_lowercase();
            let words: Vec<&str> = lower
                .split(|c: char| !c.is_alphanumeric() && c != '-' && c != '\'')
                .collect();
            let parts: Vec<&str> = key.split(' ').collect();
            let fits = |at: usize| {
                parts.iter().enumerate().all(|(n, part)| {
                    words.get(at + n).is_some_and(|word| {
                        word == part || lemma::of(word).any(|lemma| lemma == *part)
                    })
                })
            };
            assert!(
                (0..words.len()).any(fits),
                "{name}: `{example}` has no `{key}`"
            );
        }
    }

    #[test]
    fn lists_are_sorted_without_duplicates_and_with_examples() {
        check(ANONYMITY, "anonymity", 2);
        check(CUES, "cues", 6);
        check(DENIALS, "denials", 2);
        check(DETERMINERS, "determiners", 3);
        check(FUNCTION_WORDS, "function words", 3);
        check(HEDGES, "hedges", 3);
        check(NEGATORS, "negators", 3);
        check(NO_DENIALS, "no denials", 2);
        check(NOUNS, "nouns", 3);
        check(OUTLET_NAMES, "outlet names", 2);
        check(PRONOUNS, "pronouns", 3);
    }

    #[test]
    fn every_class_is_known() {
        for row in rows(NOUNS, 3) {
            assert!(noun_class(row[1]).is_some(), "{row:?}");
        }
        for row in rows(CUES, 6) {
            assert!(cue_class(&row).is_some(), "{row:?}");
        }
        for row in rows(DETERMINERS, 3) {
            assert!(determiner_class(row[1]).is_some(), "{row:?}");
        }
        for row in rows(PRONOUNS, 3) {
            assert!(pronoun_class(row[1]).is_some(), "{row:?}");
        }
        for row in rows(FUNCTION_WORDS, 3) {
            assert!(function_class(row[1]).is_some(), "{row:?}");
        }
        for row in rows(HEDGES, 3) {
            assert!(row[1].parse::<Certainty>().is_ok(), "{row:?}");
        }
        for row in rows(NEGATORS, 3) {
            assert!(negator_class(row[1]).is_some(), "{row:?}");
        }
    }

    #[test]
    fn words_are_found_by_their_forms() {
        assert_eq!(noun("ministries"), Some((Noun::Organization, true)));
        assert_eq!(noun("spokeswomen"), Some((Noun::Spokesperson, true)));
        assert_eq!(noun("ferry"), None);
        assert_eq!(determiner("three"), Some(Determiner::Count(3)));
        assert_eq!(determiner("14"), Some(Determiner::Count(14)));
        let denied = cue(&["denies", "it"]).expect("a row");
        assert_eq!((denied.0.stance, denied.1), (Stance::Denies, 1));
        let ruled = cue(&["ruled", "out", "it"]).expect("a row");
        assert_eq!(
            (ruled.0.negated, ruled.1),
            ((Stance::Asserts, Certainty::Possible), 2)
        );
    }
}
