//! Which names are one: full names and surnames, misspellings, initials, short forms of bodies.
//!
//! Two people of one surname stay two, and what could be short for either waits for its place in the
//! text. A misspelling is folded only where both can be of one kind and no sentence has both.

use std::collections::{HashMap, HashSet};

use super::Form;
use super::chain::Chain;
use super::mention::{Candidate, Class, Gender};
use super::scene::Scene;
use crate::grammar::vocabulary::{self, Noun};
use crate::name::{fold_word, is_company, similar};

/// A name as it is written, with all places that have it.
struct Name {
    words: Vec<String>,
    /// Numbers of candidates.
    at: Vec<usize>,
    chain: usize,
}

/// The chains of names, and for each candidate the chains that it can be in: one for most names, several
/// for a surname of two people, none for what is no name.
pub(super) struct Named {
    pub(super) chains: Vec<Chain>,
    pub(super) of: Vec<Vec<usize>>,
}

/// What follows a name and keeps a son from his father.
const SUFFIX: &[&str] = &["jr", "sr", "ii", "iii", "iv"];

/// Misspellings that a name is compared to, at most.
const NEAR: usize = 60;

/// Joins the names among the candidates.
pub(super) fn join(scene: &Scene<'_>, all: &[Candidate]) -> Named {
    let mut names = written(scene, all);
    let mut chains: Vec<Chain> = names
        .iter()
        .map(|name| {
            let mut chain = Chain::new(name.at[0], &all[name.at[0]]);
            for &at in &name.at[1..] {
                chain.add(at, &all[at]);
            }
            chain.name.clone_from(&name.words);
            chain
        })
        .collect();
    let mut book = Book {
        scene,
        all,
        into: (0..chains.len()).collect(),
    };
    full_names(&mut book, &mut names, &mut chains);
    let open = short_names(&mut book, &names, &mut chains);
    bodies(&mut book, &names, &mut chains);
    initials(&mut book, &names, &mut chains);
    let mut number = vec![usize::MAX; chains.len()];
    let mut kept = Vec::new();
    let mut of = vec![Vec::new(); all.len()];
    for (name, chain) in names.iter().zip(0..) {
        let root = book.root(chain);
        if let Some(choices) = open.get(&chain) {
            // Its mentions are shared out later.
            for &at in &name.at {
                of[at] = choices.iter().map(|&one| book.root(one)).collect();
            }
            continue;
        }
        for &at in &name.at {
            of[at] = vec![root];
        }
    }
    for root in 0..chains.len() {
        if book.root(root) == root && !open.contains_key(&root) {
            number[root] = kept.len();
            kept.push(chains[root].clone());
        }
    }
    for choices in &mut of {
        for one in choices.iter_mut() {
            *one = number[*one];
        }
        choices.sort_unstable();
        choices.dedup();
    }
    Named { chains: kept, of }
}

/// Which chain each has become part of.
struct Book<'a> {
    scene: &'a Scene<'a>,
    all: &'a [Candidate],
    into: Vec<usize>,
}

impl Book<'_> {
    fn root(&self, mut chain: usize) -> usize {
        while self.into[chain] != chain {
            chain = self.into[chain];
        }
        chain
    }

    fn merge(&mut self, chains: &mut [Chain], a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return;
        }
        let (to, from) = (a.min(b), a.max(b));
        let other = chains[from].clone();
        chains[to].merge(other);
        self.into[from] = to;
    }

    /// Whether one sentence has mentions of both.
    fn meet(&self, chains: &[Chain], a: usize, b: usize) -> bool {
        let sentences = |chain: usize| -> HashSet<usize> {
            let mentions = &chains[self.root(chain)].mentions;
            let place = |&at: &usize| self.scene.sentence(self.all[at].words.start);
            mentions.iter().map(place).collect()
        };
        !sentences(a).is_disjoint(&sentences(b))
    }
}

/// The names as they are written, in the order of their first places.
fn written(scene: &Scene<'_>, all: &[Candidate]) -> Vec<Name> {
    // "Mr Oud" and "Mrs Oud" are two.
    let mut number: HashMap<(Vec<String>, Option<Gender>), usize> = HashMap::new();
    let mut out: Vec<Name> = Vec::new();
    for (at, one) in all.iter().enumerate() {
        if one.form != Form::Name {
            continue;
        }
        let words: Vec<String> = one
            .words
            .clone()
            .map(|at| fold_word(scene.tokens.lower(at)))
            .filter(|word| !word.is_empty())
            .collect();
        if words.is_empty() {
            continue;
        }
        let key = (words, one.gender.filter(|_| one.words.len() == 1));
        match number.get(&key) {
            Some(&known) => out[known].at.push(at),
            None => {
                let words = key.0.clone();
                number.insert(key, out.len());
                out.push(Name {
                    words,
                    at: vec![at],
                    chain: out.len(),
                });
            }
        }
    }
    out
}

/// The surname, without what follows it.
fn surname(words: &[String]) -> &str {
    words
        .iter()
        .rev()
        .find(|word| !SUFFIX.contains(&word.as_str()))
        .map_or("", String::as_str)
}

fn suffix(words: &[String]) -> Option<&str> {
    words
        .last()
        .map(String::as_str)
        .filter(|word| SUFFIX.contains(word))
}

const fn is_person(class: Class) -> bool {
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
fn full_names(book: &mut Book<'_>, names: &mut [Name], chains: &mut [Chain]) {
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
fn short_names(
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

/// Short forms of bodies and outlets: "the Courier", "Norvia Power".
fn bodies(book: &mut Book<'_>, names: &[Name], chains: &mut [Chain]) {
    const fn is_body(class: Class) -> bool {
        matches!(
            class,
            Class::Organization | Class::Outlet | Class::Open | Class::Vessel
        )
    }
    let mut by_end: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut by_start: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, name) in names.iter().enumerate() {
        let class = chains[book.root(at)].class;
        if name.words.len() > 1 && is_body(class) {
            by_end
                .entry(name.words.last().map_or("", String::as_str))
                .or_default()
                .push(at);
            by_start.entry(&name.words[0]).or_default().push(at);
        }
    }
    for (at, name) in names.iter().enumerate() {
        let words = &name.words;
        if !is_body(chains[book.root(at)].class) {
            continue;
        }
        let definite = name
            .at
            .iter()
            .any(|&one| book.all[one].determiner.is_some());
        let last = words.last().map_or("", String::as_str);
        let ends = by_end
            .get(last)
            .into_iter()
            .flatten()
            .copied()
            .filter(|&long| {
                long != at
                    && names[long].words.len() > words.len()
                    && names[long].words.ends_with(words)
                    && definite
            });
        let starts = by_start
            .get(words[0].as_str())
            .into_iter()
            .flatten()
            .copied()
            .filter(|&long| {
                let more = &names[long].words;
                long != at
                    && more.len() > words.len()
                    && more.starts_with(words)
                    && (words.len() > 1 || more[1..].iter().all(|word| is_company(word)))
            });
        let like = by_start
            .get(words[0].as_str())
            .into_iter()
            .chain(by_end.get(last))
            .flatten()
            .copied()
            .filter(|&other| {
                let more = &names[other].words;
                other < at
                    && words.len() > 1
                    && more.len() == words.len()
                    && more.iter().zip(words).all(|(a, b)| similar(a, b))
            });
        let mut roots: Vec<usize> = ends
            .chain(starts)
            .chain(like)
            .filter(|&long| {
                chains[book.root(long)]
                    .class
                    .and(chains[book.root(at)].class)
                    .is_some()
            })
            .map(|long| book.root(long))
            .collect();
        roots.sort_unstable();
        roots.dedup();
        if let [one] = roots[..] {
            book.merge(chains, one, at);
        }
    }
}

/// Initials: "Norvia Power Authority (NPA)", and three letters or more without a definition.
fn initials(book: &mut Book<'_>, names: &[Name], chains: &mut [Chain]) {
    let mut by_initials: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, name) in names.iter().enumerate() {
        if name.words.len() > 1 && chains[book.root(at)].class != Class::Place {
            let telling = |word: &&String| !matches!(word.as_str(), "of" | "the" | "for" | "and");
            let letters: String = name
                .words
                .iter()
                .filter(telling)
                .filter_map(|word| word.chars().next())
                .collect();
            by_initials.entry(letters).or_default().push(at);
        }
    }
    let tokens = &book.scene.tokens;
    let mut pairs = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let [word] = &name.words[..] else { continue };
        let first = &book.all[name.at[0]].words;
        let acronym = tokens.get(first.start).is_some_and(|token| token.acronym) && word.len() > 1;
        if !acronym {
            continue;
        }
        let defined = first.start > 1
            && tokens.lower(first.start - 1) == "("
            && tokens.lower(first.end) == ")";
        let named = defined.then(|| {
            names.iter().position(|long| {
                long.words.len() > 1
                    && long
                        .at
                        .iter()
                        .any(|&one| book.all[one].whole.end + 1 == first.start)
                    && long.words.iter().any(|part| part.starts_with(&word[..1]))
            })
        });
        let mut roots: Vec<usize> = by_initials
            .get(word)
            .into_iter()
            .flatten()
            .map(|&long| book.root(long))
            .collect();
        roots.sort_unstable();
        roots.dedup();
        match (named.flatten(), &roots[..]) {
            (Some(long), _) => pairs.push((long, at)),
            (None, &[one]) if word.len() > 2 || defined => pairs.push((one, at)),
            _ => {}
        }
    }
    for (long, short) in pairs {
        let root = book.root(long);
        book.merge(chains, root, short);
        let whole = book.root(long);
        if is_person(chains[whole].class) {
            chains[whole].class = Class::Organization;
        }
    }
}

/// Whether a name holds this noun as a body's: "union" in "Pilots' Union".
pub(super) fn holds(name: &[String], noun: &str) -> bool {
    name.len() > 1
        && name.iter().any(|word| word == noun)
        && matches!(
            vocabulary::noun(noun),
            Some((Noun::Organization | Noun::Outlet, _))
        )
}
