//! Names of people: full names, surnames and first names, and misspellings of them.

use std::collections::HashMap;

use super::super::chain::Chain;
use super::super::mention::Class;
use super::{Book, Name};
use crate::name::{is_suffix, similar};

/// Misspellings that a name is compared to, at most.
const NEAR: usize = 60;

/// The surname, without what follows it.
fn surname(words: &[String]) -> &str {
    words
        .iter()
        .rev()
        .find(|word| !is_suffix(word))
        .map_or("", String::as_str)
}

fn suffix(words: &[String]) -> Option<&str> {
    words
        .last()
        .map(String::as_str)
        .filter(|word| is_suffix(word))
}

pub(super) const fn is_person(class: Class) -> bool {
    matches!(class, Class::Person | Class::Open)
}

/// Whether nothing certain keeps a chain from being a person's.
fn may_be_person(chain: &Chain) -> bool {
    is_person(chain.class) || chain.class == Class::Organization && !chain.is_told()
}

fn first_names_fit(a: &str, b: &str) -> bool {
    let initial = |a: &str, b: &str| a.len() == 1 && b.starts_with(a);
    similar(a, b) || initial(a, b) || initial(b, a)
}

/// Names of two words or more that name one person.
pub(super) fn full_names(book: &mut Book<'_>, names: &mut [Name], chains: &mut [Chain]) {
    let mut by_last: HashMap<char, Vec<usize>> = HashMap::new();
    for at in 0..names.len() {
        let words = &names[at].words;
        if words.len() < 2 || !may_be_person(&chains[at]) {
            continue;
        }
        let last = surname(words);
        let Some(initial) = last.chars().next() else {
            continue;
        };
        let before = by_last.entry(letter(initial)).or_default();
        let same = before.iter().rev().take(NEAR).copied().find(|&other| {
            let known = &names[other].words;
            let (a, b) = (surname(known), last);
            let equal = a == b;
            // "Liberal Ida Moe" is Ida Moe.
            let tail = words.ends_with(known) || known.ends_with(words);
            (equal || similar(a, b))
                && (tail || first_names_fit(&known[0], &words[0]))
                && suffix(known) == suffix(words)
                && chains[book.root(other)].agrees(chains[at].gender)
                && (equal && (tail || known[0] == words[0]) || !book.meet(chains, other, at))
        });
        before.push(at);
        if let Some(other) = same {
            book.merge(chains, other, at);
        }
    }
    for (at, name) in names.iter_mut().enumerate() {
        name.chain = book.root(at);
    }
}

/// Letters that transliterations exchange at the beginning.
const fn letter(c: char) -> char {
    match c {
        'c' | 'q' => 'k',
        'w' => 'v',
        'd' | 'z' | 'y' => 'j',
        'e' | 'i' | 'o' | 'u' => 'a',
        c => c,
    }
}

/// Single words: surnames, first names, misspellings of them. Gives the choices of those that can be of several.
pub(super) fn short_names(
    book: &mut Book<'_>,
    names: &[Name],
    chains: &mut [Chain],
) -> HashMap<usize, Vec<usize>> {
    let mut by_word: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut by_first: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut singles: Vec<usize> = Vec::new();
    let mut spelt: HashMap<char, Vec<usize>> = HashMap::new();
    for (at, name) in names.iter().enumerate() {
        if name.words.len() == 1 {
            singles.push(at);
        } else if may_be_person(&chains[book.root(at)]) {
            by_word.entry(surname(&name.words)).or_default().push(at);
            by_first.entry(&name.words[0]).or_default().push(at);
            if let Some(c) = surname(&name.words).chars().next() {
                spelt.entry(letter(c)).or_default().push(at);
            }
        }
    }
    let mut open = HashMap::new();
    for at in singles {
        let word = names[at].words[0].as_str();
        if !is_person(chains[at].class) && chains[at].class != Class::Organization {
            continue;
        }
        let roots = |book: &Book<'_>, all: Option<&Vec<usize>>| -> Vec<usize> {
            let mut roots: Vec<usize> = all
                .into_iter()
                .flatten()
                .map(|&other| book.root(other))
                .filter(|&root| chains[root].agrees(chains[at].gender))
                .collect();
            roots.sort_unstable();
            roots.dedup();
            roots
        };
        let mut found = roots(book, by_word.get(word));
        if found.is_empty() {
            found = roots(book, by_first.get(word));
        }
        if found.is_empty() && chains[at].class != Class::Organization {
            let near: Vec<usize> = word
                .chars()
                .next()
                .and_then(|c| spelt.get(&letter(c)))
                .into_iter()
                .flatten()
                .take(NEAR)
                .copied()
                .filter(|&other| similar(surname(&names[other].words), word))
                .filter(|&other| !book.meet(chains, other, at))
                .collect();
            found = roots(book, Some(&near));
            found.truncate(1);
        }
        match found[..] {
            [] => {}
            [one] => book.merge(chains, one, at),
            _ => {
                open.insert(at, found);
            }
        }
    }
    let mut alone: HashMap<char, Vec<usize>> = HashMap::new();
    for (at, name) in names.iter().enumerate() {
        if name.words.len() != 1 || book.root(at) != at || open.contains_key(&at) {
            continue;
        }
        let word = name.words[0].as_str();
        let Some(c) = word.chars().next() else {
            continue;
        };
        let near = alone.entry(letter(c)).or_default();
        let same = near.iter().rev().take(NEAR).copied().find(|&other| {
            let before = &chains[book.root(other)];
            let (a, b) = (before.class, chains[at].class);
            let place = a == Class::Place || b == Class::Place;
            let known = names[other].words[0].as_str();
            let spelt = word.len() > 4 && !place && !book.meet(chains, other, at);
            before.agrees(chains[at].gender)
                && a.and(b).is_some()
                && (known == word || spelt && similar(known, word))
        });
        near.push(at);
        if let Some(other) = same {
            book.merge(chains, other, at);
        }
    }
    open
}
