//! Whether two names can be names of one figure, by the words of them that tell.

use crate::entity::is_wide;
use crate::grammar::vocabulary::{self, Noun};
use crate::name::{self, NameKind, Why, alike, compare};

/// Endings that make a country's name a word for what is of it.
const DEMONYM: [&str; 10] = [
    "an", "ean", "er", "ese", "i", "ian", "ic", "ish", "n", "nese",
];

/// How two whole names of people agree.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Whole {
    /// Word by word, at this cost for the dearest pair of words.
    Words(f64),
    /// One gives first letters.
    Initials,
}

impl Whole {
    /// What it costs; nothing that initials could be paid with.
    pub(super) const fn cost(self) -> Option<f64> {
        match self {
            Self::Words(cost) => Some(cost),
            Self::Initials => None,
        }
    }
}

/// Compares the names of two people, each of two words or more.
pub(super) fn people(a: &[String], b: &[String]) -> Option<Whole> {
    if a.len() < 2 || b.len() < 2 || suffix(a) != suffix(b) {
        return None;
    }
    if a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b)) {
        let equal = a.iter().zip(b).filter(|(a, b)| a == b).count();
        return Some(Whole::Words((a.len() - equal) as f64 / a.len() as f64));
    }
    let found = compare(&a.join(" "), &b.join(" "), NameKind::Person);
    let whole = found.left.iter().any(Vec::is_empty);
    let spelt = |pair: &name::Pair| pair.why != Why::Spelling || alike(&pair.first, &pair.second);
    if !found.is_same() || !whole || found.pairs.len() < 2 || !found.pairs.iter().all(spelt) {
        return None;
    }
    let first = |pair: &name::Pair| matches!(pair.why, Why::Initial | Why::Initials);
    if found.pairs.iter().any(first) {
        return Some(Whole::Initials);
    }
    let cost = found.pairs.iter().map(|pair| pair.cost).fold(0.0, f64::max);
    Some(Whole::Words(cost + 1.0))
}

fn suffix(name: &[String]) -> Option<&str> {
    name.last()
        .map(String::as_str)
        .filter(|word| name::is_suffix(word))
}

/// The surname: the last word that is no suffix.
pub(super) fn surname(name: &[String]) -> Option<&str> {
    name.iter()
        .rev()
        .map(String::as_str)
        .find(|word| !name::is_suffix(word))
}

/// What the names of two bodies cost to be made one, if all of their words agree, in whatever order.
pub(super) fn bodies(a: &[String], b: &[String]) -> Option<f64> {
    if let ([a], [b]) = (a, b) {
        return (alike(a, b) && a.len().min(b.len()) > 4 && !is_derived(a, b)).then_some(1.0);
    }
    // "Norr-Grid" and "Norrgrid".
    if a.len() != b.len() {
        let (a, b) = (a.concat(), b.concat());
        return (a.len() > 5 && a == b).then_some(0.5);
    }
    let mut free: Vec<&String> = b.iter().collect();
    let mut cost = 0.0;
    for word in a {
        let at = free.iter().position(|other| *other == word);
        let at = at.or_else(|| {
            cost += 1.0;
            free.iter()
                .position(|other| alike(word, other) || is_derived(word, other))
        });
        free.remove(at?);
    }
    // Of two words, one has to stand as it is.
    (cost < a.len() as f64 || a.iter().zip(b).all(|(a, b)| alike(a, b))).then_some(cost)
}

/// "Norvia" and "Norvian".
fn is_derived(a: &str, b: &str) -> bool {
    let derived = |long: &str, short: &str| {
        let stem = short
            .strip_suffix(['a', 'e', 'o', 'y', 's'])
            .unwrap_or(short);
        stem.len() > 3
            && DEMONYM.iter().any(|ending| {
                long.strip_suffix(ending)
                    .is_some_and(|rest| rest == short || rest == stem)
            })
    };
    derived(a, b) || derived(b, a)
}

/// Whether a body can be called by the shorter of these names where the longer one is known. What an outlet is called
/// may stand before the word for what it is.
pub(super) fn is_short_form(short: &[String], long: &[String], outlet: bool) -> bool {
    if short.is_empty() || short.len() >= long.len() {
        return false;
    }
    // One word has to stand as it is.
    let same = |part: &[String]| match (part, short) {
        ([a], [b]) => a == b,
        _ => part.iter().zip(short).all(|(a, b)| alike(a, b)),
    };
    let tells = |word: &String| is_body(word) || vocabulary::is_outlet_name(word);
    let common = |word: &String| vocabulary::noun(word).is_some();
    let (rest, end) = long.split_at(long.len() - short.len());
    if same(&long[..short.len()]) {
        // "Norvia" is no short form of "Norvia Harbour Agency", but "Norgas" is one of "Norgas Energy".
        let rest = &long[short.len()..];
        let company = rest.iter().all(|word| name::is_company(word));
        let qualifies = short.len() == 1 && !outlet && !company && rest.iter().any(tells);
        return !qualifies && !short.iter().all(common);
    }
    // "Lund" is no short form of "University of Lund".
    let of = !outlet
        && !short.last().is_some_and(tells)
        && rest.last().is_some_and(|word| is_body(word));
    if same(end) {
        let told = short.len() > 1 || !common(&short[0]) || vocabulary::is_outlet_name(&short[0]);
        return !of && told;
    }
    // "Ministry of Health" and "Norvian health ministry".
    short.len() > 1
        && short.iter().any(|word| is_body(word))
        && short.iter().all(|word| long.contains(word))
}

fn is_body(word: &str) -> bool {
    matches!(
        vocabulary::noun(word),
        Some((Noun::Organization | Noun::Outlet, _))
    )
}

/// Whether somebody or a body without a name can be who has this office, or a body with these words in its
/// name: "the minister", "the ministry".
pub(super) fn is_called(office: &[String], person: bool, other: &[String]) -> bool {
    let Some(noun) = office.last() else {
        return false;
    };
    if person {
        return matches!(vocabulary::noun(noun), Some((Noun::Office, _)))
            && other.ends_with(office);
    }
    office.len() == 1 && is_body(noun) && !is_wide(noun) && other.contains(noun)
}

/// The first letters of a body's name.
pub(super) fn first_letters(name: &[String]) -> Option<String> {
    (name.len() > 1).then(|| name.iter().filter_map(|word| word.chars().next()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(words: &str) -> Vec<String> {
        words.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn whole_names_of_people() {
        for (a, b, one) in [
            ("rashad tamim", "reshad temim", true),
            ("rashad tamim", "tamim rashad", true),
            ("bob oud", "robert oud", true),
            ("pieter oud", "pieter jan oud", true),
            ("pieter oud", "pieter oud jr", false),
            ("pieter oud", "willem oud", false),
            ("ida moe", "ida lund", false),
        ] {
            let found = people(&name(a), &name(b));
            assert_eq!(matches!(found, Some(Whole::Words(_))), one, "{a} {b}");
        }
        assert_eq!(
            people(&name("p oud"), &name("pieter oud")),
            Some(Whole::Initials)
        );
        assert_eq!(surname(&name("pieter oud jr")), Some("oud"));
    }

    #[test]
    fn whole_names_of_bodies() {
        for (a, b, one) in [
            ("lamp harbour", "harbour lamp", true),
            ("kanal sud", "canal sud", true),
            ("health ministry norvia", "norvian health ministry", true),
            ("nor gas", "norgas", true),
            ("norvian health ministry", "velder health ministry", false),
            ("norvia", "norvian", false),
            ("brigade 44", "brigade 45", false),
        ] {
            assert_eq!(bodies(&name(a), &name(b)).is_some(), one, "{a} {b}");
        }
    }

    #[test]
    fn short_forms_of_bodies() {
        for (short, long, one) in [
            ("lamp", "velder lamp", true),
            ("norgas", "norgas energy", true),
            ("velder institute", "velder institute tidal studies", true),
            ("norvia", "norvia harbour agency", false),
            ("agency", "norvia harbour agency", false),
            ("harbour", "norvia harbour agency", false),
            ("port lund", "university port lund", false),
            ("ministry health", "norvian health ministry", true),
        ] {
            assert_eq!(
                is_short_form(&name(short), &name(long), false),
                one,
                "{short} {long}"
            );
        }
        assert_eq!(
            first_letters(&name("norvia harbour agency")).as_deref(),
            Some("nha")
        );
    }
}
