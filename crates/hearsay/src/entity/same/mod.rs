//! Which names are one: full names and surnames, misspellings, initials, short forms of bodies.
//!
//! Two people of one surname stay two, and what could be short for either waits for its place in the
//! text. A misspelling is folded only where both can be of one kind and no sentence has both.

mod bodies;
mod persons;

use std::collections::{HashMap, HashSet};

use super::Form;
use super::chain::Chain;
use super::mention::{Candidate, Gender};
use super::scene::Scene;
use crate::grammar::vocabulary::{self, Noun};
use crate::name::fold_word;

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
    persons::full_names(&mut book, &mut names, &mut chains);
    let open = persons::short_names(&mut book, &names, &mut chains);
    bodies::short_forms(&mut book, &names, &mut chains);
    bodies::initials(&mut book, &names, &mut chains);
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

/// Whether a name holds this noun as a body's: "union" in "Pilots' Union".
pub(super) fn holds(name: &[String], noun: &str) -> bool {
    name.len() > 1
        && name.iter().any(|word| word == noun)
        && matches!(
            vocabulary::noun(noun),
            Some((Noun::Organization | Noun::Outlet, _))
        )
}
