//! A place in the text that may name somebody or something, as the parts of this stage pass it on.

use std::ops::Range;

use super::Form;
use crate::grammar::vocabulary::Determiner;

/// What a mention names, as far as agreement asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// One human being.
    Person,
    /// Several.
    People,
    /// A body.
    Organization,
    /// Who publishes.
    Outlet,
    /// Somewhere.
    Place,
    /// A ship, aircraft or other vessel.
    Vessel,
    /// A paper or record.
    Document,
    /// A name or source of which nothing tells what it is.
    Open,
}

impl Class {
    /// Whether one thing can be of both classes; gives the more telling of them.
    pub(super) fn and(self, other: Self) -> Option<Self> {
        use Class::{Open, Organization, Outlet, Person, Place};
        match (self, other) {
            (a, b) if a == b => Some(a),
            (Open, other) | (other, Open) => Some(other),
            (Organization, Outlet) | (Outlet, Organization) => Some(Outlet),
            (Organization, Place) | (Place, Organization) => Some(Place),
            (Person, _) | (_, Person) => None,
            _ => None,
        }
    }

    /// Whether "it" can stand for it.
    pub(super) const fn is_thing(self) -> bool {
        !matches!(self, Self::Person | Self::People)
    }
}

/// Whether a person is "he" or "she".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Gender {
    /// "he"
    Male,
    /// "she"
    Female,
}

/// A name, noun phrase or pronoun.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// The tokens that are shown as the mention.
    pub(super) words: Range<usize>,
    /// The tokens of the phrase around it: titles before a name, what stands behind a noun.
    pub(super) whole: Range<usize>,
    /// How it names.
    pub(super) form: Form,
    /// What it names.
    pub(super) class: Class,
    /// Whether the words themselves say what it names.
    pub(super) told: bool,
    /// He or she, where its own words tell.
    pub(super) gender: Option<Gender>,
    /// Its noun, in lower case and in the singular: of a title before a name, of a noun phrase.
    pub(super) noun: Option<String>,
    /// The words before the noun, determiners aside, in lower case.
    pub(super) modifiers: Vec<String>,
    /// The tokens that say what it is: a title, a noun phrase without its determiner.
    pub(super) role: Option<Range<usize>>,
    /// Its determiner, of a noun phrase.
    pub(super) determiner: Option<Determiner>,
    /// The number of the attribution whose source it heads.
    pub(super) source: Option<usize>,
    /// Whether it seems to be the subject of its clause.
    pub(super) subject: bool,
}

impl Candidate {
    /// What these words name, of which nothing more is known.
    pub(super) fn new(words: Range<usize>, form: Form, class: Class) -> Self {
        Self {
            whole: words.clone(),
            words,
            form,
            class,
            told: false,
            gender: None,
            noun: None,
            modifiers: Vec::new(),
            role: None,
            determiner: None,
            source: None,
            subject: false,
        }
    }
}
