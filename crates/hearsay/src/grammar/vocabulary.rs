//! The word lists of this stage, read from `assets/grammar/`: one table a list.
//!
//! They hold general English news vocabulary; what a word is in its sentence is decided by the
//! modules that ask.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::lemma;
use super::table::{Phrases, Row, longest, phrases, rows};

const ANONYMITY: &str = include_str!("../../assets/grammar/anonymity.csv");
const DETERMINERS: &str = include_str!("../../assets/grammar/determiners.csv");
const ELISIONS: &str = include_str!("../../assets/grammar/elisions.csv");
const FUNCTION_WORDS: &str = include_str!("../../assets/grammar/function_words.csv");
const LEANINGS: &str = include_str!("../../assets/grammar/leanings.csv");
const NEGATORS: &str = include_str!("../../assets/grammar/negators.csv");
const NOUNS: &str = include_str!("../../assets/grammar/nouns.csv");
const OUTLET_NAMES: &str = include_str!("../../assets/grammar/outlet_names.csv");
const PRONOUNS: &str = include_str!("../../assets/grammar/pronouns.csv");

/// What a noun says of the source that it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Noun {
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
    /// What goes round without anybody's name: "rumour".
    Hearsay,
}

/// What the first word of a source says of the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Determiner {
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
pub(crate) enum Pronoun {
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

/// What a small word does in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Function {
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
pub(crate) enum Negator {
    /// "not".
    Full,
    /// "hardly".
    Half,
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
        "hearsay" => Noun::Hearsay,
        _ => return None,
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

static ANONYMOUS: LazyLock<Phrases<()>> =
    LazyLock::new(|| phrases(rows(ANONYMITY, 2).map(|row| (row[0], ()))));

static OUTLET_NAME: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| rows(OUTLET_NAMES, 2).map(|row| row[0]).collect());

/// The class of a noun of sources, and whether the form is a plural; `word` in lower case, or two
/// words with a blank.
pub(crate) fn noun(word: &str) -> Option<(Noun, bool)> {
    if let Some(&class) = NOUN.get(word) {
        return Some((class, false));
    }
    plurals(word).find_map(|lemma| Some((*NOUN.get(&*lemma)?, true)))
}

/// What the word can be the plural of; forms of verbs are none.
fn plurals(word: &str) -> impl Iterator<Item = String> + '_ {
    let verb = word.ends_with("ing") || word.ends_with("ed");
    lemma::of(word).filter(move |_| !verb)
}

/// The row of the list of nouns that a form comes from.
pub(crate) fn noun_row(word: &str) -> Option<Row> {
    let key = NOUN.get_key_value(word).map(|(key, _)| *key);
    let key = key.or_else(|| plurals(word).find_map(|lemma| Some(*NOUN.get_key_value(&*lemma)?.0)));
    key.map(|key| Row { list: "nouns", key })
}

/// The row of the list of negators that a word is; "n't" is one of "not".
pub(crate) fn negator_row(word: &str) -> Option<Row> {
    let key = if word.ends_with("n't") { "not" } else { word };
    let (&key, _) = NEGATOR.get_key_value(key)?;
    Some(Row {
        list: "negators",
        key,
    })
}

/// The row of the list of pronouns that a word is.
pub(crate) fn pronoun_row(word: &str) -> Option<Row> {
    let (key, _) = PRONOUN.get_key_value(word)?;
    Some(Row {
        list: "pronouns",
        key,
    })
}

/// The determiner that a word can be; numbers in digits count.
pub(crate) fn determiner(word: &str) -> Option<Determiner> {
    DETERMINER
        .get(word)
        .copied()
        .or_else(|| Some(Determiner::Count(word.parse().ok()?)))
}

/// The pronoun that a word can be.
pub(crate) fn pronoun(word: &str) -> Option<Pronoun> {
    PRONOUN.get(word).copied()
}

/// What a small word does; `None` if it is none.
pub(crate) fn function(word: &str) -> Option<Function> {
    FUNCTION.get(word).copied()
}

/// Whether "in" behind this word leads to what it is about, and to no place: "trust in".
pub(crate) fn leans(word: &str) -> bool {
    static LEANING: LazyLock<HashSet<&'static str>> =
        LazyLock::new(|| rows(LEANINGS, 2).map(|row| row[0]).collect());
    LEANING.contains(word)
}

/// Whether the word, given without it, is one that begins with an apostrophe: "'tis".
pub(crate) fn is_elision(word: &str) -> bool {
    static ELISION: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
        let words = rows(ELISIONS, 2).filter_map(|row| row[0].strip_prefix('\''));
        words.collect()
    });
    ELISION.contains(word)
}

/// How the word negates, "n't" included.
pub(crate) fn negator(word: &str) -> Option<Negator> {
    if word.ends_with("n't") {
        return Some(Negator::Full);
    }
    NEGATOR.get(word).copied()
}

/// Whether a name that ends in this word is an outlet's.
pub(crate) fn is_outlet_name(word: &str) -> bool {
    OUTLET_NAME.contains(word)
}

/// The row of the words that end an outlet's name.
pub(crate) fn outlet_name_row(word: &str) -> Option<Row> {
    let key = OUTLET_NAME.get(word)?;
    Some(Row {
        list: "outlet_names",
        key,
    })
}

/// Whether the noun is one of those who make an outlet, and so speak for it.
pub(crate) fn is_newsroom(word: &str) -> bool {
    matches!(
        word,
        "editor"
            | "journalist"
            | "reporter"
            | "correspondent"
            | "columnist"
            | "writer"
            | "reader"
            | "spokesman"
            | "spokeswoman"
            | "spokesperson"
            | "photographer"
            | "critic"
            | "reviewer"
            | "publisher"
            | "owner"
    )
}

/// Whether words that hold a name back begin with `first` and `stand` here.
pub(crate) fn holds_name_back(first: &str, stands: impl Fn(&str) -> bool) -> bool {
    name_back_row(first, stands).is_some()
}

/// The row of the words that hold a name back, which begin with `first` and `stand` here.
pub(crate) fn name_back_row(first: &str, stands: impl Fn(&str) -> bool) -> Option<Row> {
    let (key, ()) = longest(&ANONYMOUS, first, stands)?;
    Some(Row {
        list: "anonymity",
        key,
    })
}

#[cfg(test)]
mod tests {
    use super::super::table::tests::check;
    use super::*;

    #[test]
    fn lists_are_sorted_without_duplicates_and_with_examples() {
        check(ANONYMITY, "anonymity", 2);
        check(DETERMINERS, "determiners", 3);
        check(ELISIONS, "elisions", 2);
        check(FUNCTION_WORDS, "function words", 3);
        check(LEANINGS, "leanings", 2);
        check(NEGATORS, "negators", 3);
        check(NOUNS, "nouns", 3);
        check(OUTLET_NAMES, "outlet names", 2);
        check(PRONOUNS, "pronouns", 3);
    }

    #[test]
    fn every_class_is_known() {
        for row in rows(NOUNS, 3) {
            assert!(noun_class(row[1]).is_some(), "{row:?}");
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
    }
}
