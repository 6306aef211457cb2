//! Names of bodies and outlets: short forms, misspellings, initials.

use std::collections::HashMap;

use super::super::chain::Chain;
use super::super::mention::Class;
use super::persons::is_person;
use super::{Book, Name};
use crate::name::{is_company, similar};

/// Short forms of bodies and outlets: "the Courier", "Norvia Power".
pub(super) fn short_forms(book: &mut Book<'_>, names: &[Name], chains: &mut [Chain]) {
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
pub(super) fn initials(book: &mut Book<'_>, names: &[Name], chains: &mut [Chain]) {
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
