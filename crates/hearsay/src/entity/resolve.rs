//! Goes through the article once and gives each mention its chain: names their own, noun phrases and
//! pronouns that of what they refer back to.

use std::collections::HashMap;

use super::Form;
use super::chain::Chain;
use super::find::Found;
use super::mention::{Candidate, Class};
use super::pronoun;
use super::role;
use super::same::{self, Named};
use super::scene::Scene;
use crate::grammar::vocabulary::Determiner;

/// Mentions that a pronoun or noun looks back, at most.
pub(super) const BACK: usize = 120;

/// Sentences between an office and the name of who holds it, at most.
const INTRODUCED: usize = 3;

/// The article so far.
pub(super) struct Reader<'a> {
    pub(super) scene: &'a Scene<'a>,
    pub(super) all: &'a [Candidate],
    pub(super) chains: Vec<Chain>,
    /// The chain of each candidate that was passed; none for what refers to nothing known.
    pub(super) of: Vec<Option<usize>>,
    /// The chain of each candidate that is sure before its place is reached: of a name, of what an apposition says.
    pub(super) home: Vec<Option<usize>>,
    /// Of each chain, whether one of its names was passed.
    named: Vec<bool>,
    /// How many mentions of each chain were passed.
    pub(super) passed: Vec<usize>,
    /// The candidates that head the sources of attributions, by the number of the attribution.
    pub(super) sources: HashMap<usize, usize>,
    /// The chains that each noun was told of, anywhere in the article.
    pub(super) nouns: HashMap<String, Vec<usize>>,
}

/// The chains of the article, and the chain of each candidate.
pub(super) fn read(scene: &Scene<'_>, found: &Found) -> (Vec<Chain>, Vec<Option<usize>>) {
    let Named { mut chains, of } = same::join(scene, &found.all);
    let mut known: HashMap<usize, usize> = HashMap::new();
    for &(name, role) in &found.same {
        known.insert(role, name);
        // What an apposition tells holds from the beginning.
        if let [chain] = of[name][..]
            && found.all[role].form == Form::Role
        {
            chains[chain].add(role, &found.all[role]);
        }
    }
    let mut home = vec![None; found.all.len()];
    for (number, chain) in chains.iter().enumerate() {
        for &mention in &chain.mentions {
            home[mention] = Some(number);
        }
    }
    let mut nouns: HashMap<String, Vec<usize>> = HashMap::new();
    for (number, chain) in chains.iter().enumerate() {
        for (noun, _) in &chain.nouns {
            let all = nouns.entry(noun.clone()).or_default();
            if all.last() != Some(&number) {
                all.push(number);
            }
        }
    }
    let sources = found
        .all
        .iter()
        .enumerate()
        .filter_map(|(number, one)| Some((one.source?, number)))
        .collect();
    let mut reader = Reader {
        scene,
        all: &found.all,
        home,
        named: vec![false; chains.len()],
        passed: vec![0; chains.len()],
        chains,
        of: vec![None; found.all.len()],
        sources,
        nouns,
    };
    for at in 0..found.all.len() {
        let chain = match found.all[at].form {
            Form::Name => reader.name(at, &of[at]),
            Form::Role => match known.get(&at) {
                Some(&name) => match (reader.of[name], &of[name][..]) {
                    (Some(chain), _) | (None, &[chain]) => Some(chain),
                    (None, choices) => reader.nearest(at, choices),
                },
                None => role::read(&reader, at),
            },
            Form::Pronoun => pronoun::read(&reader, at),
        };
        let chain = match (chain, found.all[at].form) {
            (None, Form::Pronoun) => None,
            (None, _) => Some(reader.open(at)),
            (Some(chain), _) => Some(chain),
        };
        if let Some(chain) = chain {
            let before = reader.named[chain];
            reader.named[chain] |= found.all[at].form == Form::Name;
            reader.pass(at, chain);
            if !before {
                reader.introduce(at, chain);
            }
        }
    }
    reader.headlines();
    (reader.chains, reader.of)
}

impl Reader<'_> {
    /// The chain of a name.
    fn name(&self, at: usize, choices: &[usize]) -> Option<usize> {
        match choices {
            [] => None,
            [one] => Some(*one),
            several => self.nearest(at, several),
        }
    }

    /// Of these chains, the one that was mentioned last and fits.
    fn nearest(&self, at: usize, choices: &[usize]) -> Option<usize> {
        let one = &self.all[at];
        let fits = |chain: &usize| self.chains[*chain].agrees(one.gender);
        (0..at)
            .rev()
            .filter_map(|before| self.of[before])
            .find(|chain| choices.contains(chain) && fits(chain))
            .or_else(|| choices.first().copied())
    }

    /// A full name that speaks and of whom nothing is said is that of the office that spoke just before: "The
    /// director of the mint said it rained. \u{201c}It pours,\u{201d} Ida Moe told the board."
    fn introduce(&mut self, at: usize, chain: usize) {
        let one = &self.all[at];
        let new = one.form == Form::Name
            && one.words.len() > 1
            && self.chains[chain].class == Class::Person
            && self.chains[chain].nouns.is_empty()
            && !self.is_described(at)
            && self.scene.is_body(one.words.start);
        if !new || one.source.is_none() {
            return;
        }
        let before = self
            .back(at)
            .filter(|&(before, _)| self.all[before].source.is_some())
            .find(|&(before, other)| other != chain && self.all[before].form != Form::Pronoun);
        let Some((before, other)) = before else {
            return;
        };
        let office = self.chains[other].mentions.iter().all(|&mention| {
            self.all[mention].form != Form::Name
                && self.all[mention].determiner != Some(Determiner::Indefinite)
        });
        let role = &self.all[before];
        let known = matches!(
            role.determiner,
            Some(Determiner::Definite | Determiner::Possessive) | None
        ) && role.class == Class::Person;
        if !office
            || !known
            || self.apart(before, at) > INTRODUCED
            || !self.chains[other].agrees(self.chains[chain].gender)
        {
            return;
        }
        // The chain of the office goes over to the name.
        let moved: Vec<usize> = (0..at)
            .filter(|&mention| self.of[mention] == Some(other))
            .collect();
        self.passed[other] = 0;
        for mention in moved {
            self.pass(mention, chain);
        }
    }

    /// Whether words behind a name say who it is: ", who", ", a".
    fn is_described(&self, at: usize) -> bool {
        let tokens = &self.scene.tokens;
        let end = self.all[at].whole.end;
        matches!(tokens.lower(end), "," | "of" | "from" | "at" | "(") && !self.scene.is_quoted(end)
    }

    /// Who a headline or caption calls by a noun without a determiner - "Officer says" - is the first whom
    /// the text calls so.
    fn headlines(&mut self) {
        for at in 0..self.all.len() {
            let one = &self.all[at];
            let bare = one.form == Form::Role
                && one.determiner.is_none()
                && !self.scene.is_body(one.words.start);
            let (Some(noun), Some(chain)) = (&one.noun, self.of[at].filter(|_| bare)) else {
                continue;
            };
            if self.passed[chain] > 1 || !self.chains[chain].name.is_empty() {
                continue;
            }
            let other = (at + 1..self.all.len()).find(|&later| {
                let other = &self.all[later];
                self.scene.is_body(other.words.start)
                    && other.noun.as_ref() == Some(noun)
                    && other.class == one.class
                    && one
                        .modifiers
                        .iter()
                        .all(|word| other.modifiers.contains(word))
            });
            if let Some(to) = other.and_then(|other| self.of[other]) {
                self.passed[chain] = 0;
                self.pass(at, to);
            }
        }
    }

    fn open(&mut self, at: usize) -> usize {
        let number = self.chains.len();
        let mut chain = Chain::new(at, &self.all[at]);
        chain.mentions.clear();
        for (noun, _) in &chain.nouns {
            self.nouns.entry(noun.clone()).or_default().push(number);
        }
        chain.nouns.clear();
        self.chains.push(chain);
        self.passed.push(0);
        self.named.push(false);
        number
    }

    fn pass(&mut self, at: usize, chain: usize) {
        let one = &self.all[at];
        self.of[at] = Some(chain);
        self.passed[chain] += 1;
        if self.home[at] != Some(chain) {
            self.chains[chain].add(at, one);
            if let Some(noun) = &one.noun {
                let all = self.nouns.entry(noun.clone()).or_default();
                if !all.contains(&chain) {
                    all.push(chain);
                }
            }
        }
    }

    /// The mentions before this one, the nearest first, with their chains.
    pub(super) fn back(&self, at: usize) -> impl Iterator<Item = (usize, usize)> {
        (0..at)
            .rev()
            .take(BACK)
            .filter_map(|before| Some((before, self.of[before]?)))
    }

    /// Sentences between two mentions.
    pub(super) fn apart(&self, before: usize, at: usize) -> usize {
        let place = |one: usize| self.scene.sentence(self.all[one].words.start);
        place(at).saturating_sub(place(before))
    }

    /// Whether one mention stands in the other.
    pub(super) fn nested(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.all[a].whole, &self.all[b].whole);
        a.start < b.end && b.start < a.end
    }

    /// The chain of the source of the attribution with this number, if it was passed or is sure.
    pub(super) fn speaker(&self, attribution: usize) -> Option<usize> {
        let source = *self.sources.get(&attribution)?;
        // A name speaks for itself before its place is reached.
        let name = self.all[source].form == Form::Name;
        self.of[source].or(self.home[source].filter(|_| name))
    }

    /// The class of a chain.
    pub(super) fn class(&self, chain: usize) -> Class {
        self.chains[chain].class
    }
}
