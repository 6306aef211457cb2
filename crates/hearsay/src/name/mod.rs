//! Whether two names are names of one: the practice of sanctions screening, with its reasons.
//!
//! Both names are taken apart (`part`), their words paired (`align`), and what differs is weighed (`edit`). Two
//! names are the same if no two words stand against each other and the dearest pair is within the budget;
//! words that only one of them has ("Pieter Oud", "Pieter Jan Oud") are no difference. Names alone do not tell two people
//! of one name apart: what else is known of them is for the stages that follow.

mod align;
mod edit;
mod part;
mod spelling;

use crate::word::words;
use align::align;
pub(crate) use edit::cost;
use part::Parts;
pub(crate) use part::{is_company, is_particle, is_suffix, unshortened};
pub(crate) use spelling::{alike, fold_word, keys, similar};

words! {
    /// What a name is the name of.
    pub enum NameKind {
        /// A human being.
        Person = "person",
        /// A body: company, party, ministry, outlet.
        Body = "body",
        /// A ship or aircraft.
        Vessel = "vessel",
    }
}

words! {
    /// Why two words are taken for the same.
    pub enum Why {
        /// They are equal, or one symbol ("First", "1st").
        Equal = "equal",
        /// They are spelt nearly alike.
        Spelling = "spelling",
        /// One is short for the other.
        Nickname = "nickname",
        /// One is the first letter of the other.
        Initial = "initial",
        /// One is the first letters of several words.
        Initials = "initials",
    }
}

/// Two words, one of either name, that are taken for the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// In the first name, folded to small ASCII letters.
    pub first: String,
    /// In the second.
    pub second: String,
    /// What turning one into the other costs: 0 for nothing, about 1 a letter.
    pub cost: f64,
    /// Why they are taken for the same.
    pub why: Why,
}

impl Pair {
    fn new(first: &str, second: &str, cost: f64, why: Why) -> Self {
        Self {
            first: first.to_owned(),
            second: second.to_owned(),
            cost,
            why,
        }
    }
}

/// What two names have in common and what not.
#[derive(Debug, Clone, PartialEq)]
pub struct Likeness {
    /// From 0 to 1; the names are taken for the same from 0.5 on.
    pub score: f64,
    /// The words that are taken for the same.
    pub pairs: Vec<Pair>,
    /// The words that only the first, and only the second name has.
    pub left: [Vec<String>; 2],
    /// Whether both name a legal form, and not the same.
    pub legal_clash: bool,
}

impl Likeness {
    /// Whether the names are taken for names of one.
    pub fn is_same(&self) -> bool {
        self.score >= 0.5
    }
}

/// Weights of a logistic score, fitted to pairs of names (`eval/RESULTS.md`, names).
const BASE: f64 = 2.2;
const COST: f64 = -1.2;
const AGAINST: f64 = -4.8;
const LEGAL: f64 = -2.7;

/// A name in any script as its words in small ASCII letters and digits, parted by blanks.
pub fn fold(name: &str) -> String {
    part::split(name).join(" ")
}

/// The words of a name that tell it from others, folded, in order: without titles, legal forms and articles
/// as far as its kind has them.
pub(crate) fn telling(name: &str, kind: NameKind) -> Vec<String> {
    Parts::read(name, kind).words
}

/// Compares two names of the same kind; either may be in any script.
pub fn compare(first: &str, second: &str, kind: NameKind) -> Likeness {
    let (a, b) = (Parts::read(first, kind), Parts::read(second, kind));
    let found = align(&a.words, &b.words);
    let weighs = |words: &Vec<String>| words.iter().any(|word| !is_particle(word));
    let against = weighs(&found.left[0]) && weighs(&found.left[1]);
    let dearest = found.pairs.iter().map(|pair| pair.cost).fold(0.0, f64::max);
    let legal_clash = !a.legal.is_empty()
        && !b.legal.is_empty()
        && !a.legal.iter().any(|form| b.legal.contains(form));
    let odds = BASE
        + COST * dearest
        + if against { AGAINST } else { 0.0 }
        + if legal_clash { LEGAL } else { 0.0 };
    let is_initial = |pair: &Pair| matches!(pair.why, Why::Initial | Why::Initials);
    let told = match kind {
        // Initials alone name no human being.
        NameKind::Person => found.pairs.iter().any(|pair| !is_initial(pair)),
        _ => !found.pairs.is_empty(),
    };
    Likeness {
        score: if told {
            1.0 / (1.0 + (-odds).exp())
        } else {
            0.0
        },
        pairs: found.pairs,
        left: found.left,
        legal_clash,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one() {
        use NameKind::{Body, Person, Vessel};
        for (a, b, kind) in [
            ("Rashad Tamim", "Rashad Tamim", Person),
            ("Rashad Tamim", "Рашад Тамим", Person),
            ("Rashad Tamim", "Reshad Temim", Person),
            ("TAMIM, Rashad", "General Rashad al-Tamim", Person),
            ("RashadTamim", "Rashad Tamim", Person),
            ("P. Oud", "Pieter Oud", Person),
            ("Bob Oud", "Robert Oud", Person),
            ("Pieter Oud", "Pieter Jan Oud", Person),
            ("Norgas JSC", "OAO Norgas", Body),
            ("Norvia Port Authority", "NPA", Body),
            ("First Harbour Bank", "1st Harbour Bank", Body),
            ("MV Sundance", "Sundance", Vessel),
        ] {
            assert!(
                compare(a, b, kind).is_same(),
                "{a} / {b}: {:?}",
                compare(a, b, kind)
            );
            assert!(compare(b, a, kind).is_same(), "{b} / {a}");
        }
    }

    #[test]
    fn names_of_two() {
        use NameKind::{Body, Person};
        for (a, b, kind) in [
            ("Pieter Oud", "Willem Oud", Person),
            ("Rashad Tamim", "Rashad Khoury", Person),
            ("Ida Moe", "Ida Lund", Person),
            ("Norgas GmbH", "Norgas LLC", Body),
            ("Brigade 44", "Brigade 45", Body),
            ("", "Oud", Person),
            ("P.O.", "Pieter Oud", Person),
        ] {
            assert!(
                !compare(a, b, kind).is_same(),
                "{a} / {b}: {:?}",
                compare(a, b, kind)
            );
        }
    }

    proptest::proptest! {
        #[test]
        fn any_two_strings_can_be_compared(a in "\\PC{0,40}", b in "\\PC{0,40}") {
            for &kind in NameKind::ALL {
                let found = compare(&a, &b, kind);
                assert!((0.0..=1.0).contains(&found.score));
                let itself = compare(&a, &a, kind);
                assert!(itself.is_same() || itself.pairs.iter().all(|pair| pair.first.len() == 1) , "{a}");
            }
        }
    }
}
