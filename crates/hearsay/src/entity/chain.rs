//! Chains: the mentions that name one thing, and what they tell of it together.

use super::Form;
use super::mention::{Candidate, Class, Gender};

/// What is known of one thing so far.
#[derive(Debug, Clone)]
pub(super) struct Chain {
    /// Its mentions: numbers of candidates, as they were found to be its.
    pub(super) mentions: Vec<usize>,
    /// What it is.
    pub(super) class: Class,
    /// Whether words said what it is.
    told: bool,
    /// He or she.
    pub(super) gender: Option<Gender>,
    /// The nouns that it is called by, each with the words before it.
    pub(super) nouns: Vec<(String, Vec<String>)>,
    /// The words of its fullest name, folded; none if it has no name.
    pub(super) name: Vec<String>,
}

impl Chain {
    /// A chain of one.
    pub(super) fn new(number: usize, one: &Candidate) -> Self {
        let mut out = Self {
            mentions: Vec::new(),
            class: one.class,
            told: one.told,
            gender: None,
            nouns: Vec::new(),
            name: Vec::new(),
        };
        out.add(number, one);
        out
    }

    /// Adds a mention.
    pub(super) fn add(&mut self, number: usize, one: &Candidate) {
        self.mentions.push(number);
        if one.form == Form::Pronoun {
            if self.class == Class::Open && one.class == Class::Person {
                self.class = Class::Person;
            }
            self.gender = self.gender.or(one.gender);
            return;
        }
        match self.class.and(one.class) {
            Some(class) => self.class = class,
            None if one.told && !self.told => self.class = one.class,
            None => {}
        }
        self.told |= one.told;
        self.gender = self.gender.or(one.gender);
        if let Some(noun) = &one.noun {
            self.nouns.push((noun.clone(), one.modifiers.clone()));
        }
    }

    /// Whether words said what it is.
    pub(super) const fn is_told(&self) -> bool {
        self.told
    }

    /// Takes in another chain.
    pub(super) fn merge(&mut self, other: Self) {
        // Of two guesses, that of the longer name.
        let better = match (self.told, other.told) {
            (told, again) if told == again => other.name.len() > self.name.len(),
            (_, told) => told,
        };
        match self.class.and(other.class) {
            Some(class) => self.class = class,
            None if better => self.class = other.class,
            None => {}
        }
        self.told |= other.told;
        self.mentions.extend(other.mentions);
        self.gender = self.gender.or(other.gender);
        self.nouns.extend(other.nouns);
        if self.name.len() < other.name.len() {
            self.name = other.name;
        }
    }

    /// Whether a pronoun or noun of this gender can be of it.
    pub(super) fn agrees(&self, gender: Option<Gender>) -> bool {
        match (self.gender, gender) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        }
    }
}
