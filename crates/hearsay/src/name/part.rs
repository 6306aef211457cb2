//! A name as its parts: folded to ASCII, cut into words, each told what it is.
//!
//! Any script is written in Latin letters first (`any_ascii`). Legal forms, titles, particles and numbers are
//! symbols: a list, `assets/name/symbols.csv`, says which words are the same symbol.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::NameKind;
use crate::grammar::table::rows;

const SYMBOLS: &str = include_str!("../../assets/name/symbols.csv");
const NICKNAMES: &str = include_str!("../../assets/name/nicknames.csv");

/// Longest name that is read, in words; what is behind is left out.
const LONGEST: usize = 32;

/// What a word of a name is, besides a part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Legal,
    Title,
    Vessel,
    Article,
    Number,
    Particle,
    Suffix,
    Trade,
    Word,
}

/// The list's words, joined by blanks, with their class and symbol.
static SYMBOL: LazyLock<HashMap<&'static str, (Class, &'static str)>> = LazyLock::new(|| {
    rows(SYMBOLS, 4)
        .filter_map(|row| Some((row[0], (class(row[1])?, row[2]))))
        .collect()
});

static NICKNAME: LazyLock<HashMap<&'static str, &'static str>> =
    LazyLock::new(|| rows(NICKNAMES, 3).map(|row| (row[0], row[1])).collect());

fn class(word: &str) -> Option<Class> {
    Some(match word {
        "legal" => Class::Legal,
        "title" => Class::Title,
        "vessel" => Class::Vessel,
        "article" => Class::Article,
        "number" => Class::Number,
        "particle" => Class::Particle,
        "suffix" => Class::Suffix,
        "trade" => Class::Trade,
        "word" => Class::Word,
        _ => return None,
    })
}

/// Most words of one symbol.
const SYMBOL_WORDS: usize = 4;

/// A name taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Parts {
    /// The words that tell it from others, in order.
    pub(super) words: Vec<String>,
    /// Its legal forms.
    pub(super) legal: Vec<&'static str>,
}

impl Parts {
    /// The parts of a name. Titles count only where nothing else is there, legal forms only for bodies.
    pub(super) fn read(name: &str, kind: NameKind) -> Self {
        let words = split(name);
        let mut parts = Self::default();
        let mut titles = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let (length, found) = symbol(&words[at..]);
            let word = || words[at].clone();
            match (found, kind) {
                (Some((Class::Legal, form)), NameKind::Body) => parts.legal.push(form),
                (Some((Class::Legal, _)), NameKind::Person) if at > 1 => {}
                (Some((Class::Title, _)), NameKind::Person)
                | (Some((Class::Vessel, _)), NameKind::Vessel)
                | (Some((Class::Article, _)), _) => titles.push(word()),
                (Some((Class::Number, digits)), _) => parts.number(digits),
                (Some((Class::Particle | Class::Suffix | Class::Trade | Class::Word, same)), _) => {
                    parts.words.push(same.to_owned());
                }
                _ => parts.words.extend_from_slice(&words[at..at + length]),
            }
            at += length;
        }
        if parts.words.is_empty() {
            parts.words = titles;
        }
        parts
    }

    /// "Forty" and "Four" are 44.
    fn number(&mut self, digits: &str) {
        if let Some(last) = self.words.last_mut() {
            let tens = matches!(last.as_str(), "20" | "30" | "40" | "50");
            if tens && digits.len() == 1 {
                last.replace_range(1.., digits);
                return;
            }
        }
        self.words.push(digits.to_owned());
    }
}

/// How many words the symbol at the front takes, and what it is.
fn symbol(words: &[String]) -> (usize, Option<(Class, &'static str)>) {
    for length in (1..=SYMBOL_WORDS.min(words.len())).rev() {
        if let Some(&found) = SYMBOL.get(&*words[..length].join(" ")) {
            return (length, Some(found));
        }
    }
    (1, None)
}

/// Whether the word stands between names rather than being one.
pub(crate) fn is_particle(word: &str) -> bool {
    matches!(SYMBOL.get(word), Some((Class::Particle, _)))
}

/// Whether a company's name can be said without this word, where it ends in it: a legal form or a trade.
pub(crate) fn is_company(word: &str) -> bool {
    matches!(SYMBOL.get(word), Some((Class::Legal | Class::Trade, _)))
}

/// Whether the word follows a name and keeps a son from his father: "Jr", "II".
pub(crate) fn is_suffix(word: &str) -> bool {
    match SYMBOL.get(word) {
        Some((class, _)) => {
            let roman = word.bytes().all(|byte| matches!(byte, b'i' | b'v'));
            *class == Class::Suffix || *class == Class::Number && roman
        }
        None => matches!(word, "2" | "3" | "4"),
    }
}

/// The full form of a short first name, or the word itself.
pub(crate) fn unshortened(word: &str) -> &str {
    NICKNAME.get(word).copied().unwrap_or(word)
}

/// Whether one is the short form of the other, or both are of the same name.
pub(super) fn is_nickname(a: &str, b: &str) -> bool {
    let full = |word: &str| NICKNAME.get(word).copied();
    full(a).is_some_and(|name| name == b || full(b) == Some(name))
        || full(b).is_some_and(|name| name == a)
}

/// The words of a name in small ASCII letters and digits. "RashadTamim" is two, "A.B.C." is one.
pub(super) fn split(name: &str) -> Vec<String> {
    let mut spaced = String::with_capacity(name.len() + 4);
    let mut before = ' ';
    for (at, c) in name.char_indices() {
        let next = name[at + c.len_utf8()..].chars().next();
        if before.is_lowercase() && c.is_uppercase() && next.is_some_and(char::is_lowercase) {
            spaced.push(' ');
        }
        spaced.push(c);
        before = c;
    }
    let folded = any_ascii::any_ascii(&spaced).to_lowercase();
    let letters: Vec<char> = folded
        .chars()
        .filter(|c| !matches!(c, '\'' | '`' | '"'))
        .collect();
    let mut words: Vec<String> = vec![String::new()];
    for (at, &c) in letters.iter().enumerate() {
        if c.is_ascii_alphanumeric() || c == '%' {
            if let Some(word) = words.last_mut() {
                word.push(c);
            }
            continue;
        }
        // A dot between single letters, and the one stroke of "A/S", parts nothing.
        let single = |at: Option<usize>| {
            let alone = |at: usize| {
                letters.get(at).is_some_and(char::is_ascii_alphanumeric)
                    && !letters.get(at + 1).is_some_and(char::is_ascii_alphanumeric)
                    && at
                        .checked_sub(1)
                        .is_none_or(|before| !letters[before].is_ascii_alphanumeric())
            };
            at.is_some_and(alone)
        };
        let inside = matches!(c, '.' | '/') && single(at.checked_sub(1)) && single(Some(at + 1));
        if !inside {
            words.push(String::new());
        }
    }
    words.retain(|word| !word.is_empty());
    words.truncate(LONGEST);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(name: &str, kind: NameKind) -> String {
        Parts::read(name, kind).words.join(" ")
    }

    #[test]
    fn names_are_folded_and_cut() {
        assert_eq!(split("RashadTamim"), ["rashad", "tamim"]);
        assert_eq!(split("N.P.A. Norgas A/S"), ["npa", "norgas", "as"]);
        assert_eq!(split("Рашад Тамим"), ["rashad", "tamim"]);
        assert_eq!(split("Pieter-Jan O’Oud"), ["pieter", "jan", "ooud"]);
        assert!(split("…").is_empty());
    }

    #[test]
    fn symbols_are_told() {
        assert_eq!(
            words("Dr. Rashad al-Tamim", NameKind::Person),
            "rashad al tamim"
        );
        assert_eq!(words("Sheikh", NameKind::Person), "sheikh");
        assert_eq!(words("MV Sundance", NameKind::Vessel), "sundance");
        let parts = Parts::read("Norgas Joint Stock Company", NameKind::Body);
        assert_eq!(
            (parts.words, parts.legal),
            (vec!["norgas".to_owned()], vec!["jsc"])
        );
        assert_eq!(words("Brigade Forty-Four", NameKind::Body), "brigade 44");
        assert!(
            is_nickname("bob", "robert") && is_nickname("rob", "bob") && !is_nickname("rob", "ida")
        );
    }

    #[test]
    fn lists_are_sorted_without_duplicates_and_with_examples() {
        for (list, columns) in [(SYMBOLS, 4), (NICKNAMES, 3)] {
            let mut before = "";
            for row in rows(list, columns) {
                assert!(row.len() == columns && before < row[0], "{row:?}");
                before = row[0];
                let folded = split(row[columns - 1]).join(" ");
                assert!(
                    format!(" {folded} ").contains(&format!(" {} ", row[0])),
                    "{row:?}"
                );
                assert!(columns == 3 || class(row[1]).is_some(), "{row:?}");
            }
        }
    }
}
