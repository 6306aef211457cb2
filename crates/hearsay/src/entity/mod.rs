//! Who and what an article speaks of: its names, and what else stands for the same.
//!
//! An entity is one person, organization, outlet, place or vessel within one article; its mentions
//! are the places where it is named, by its name, by a role or by a pronoun.

use std::ops::Range;

use crate::article::Article;
use crate::attribution::Attribution;
use crate::span::Span;
use crate::word::words;

words! {
    /// What an entity is.
    pub enum EntityKind {
        /// A human being.
        Person = "person",
        /// A body, company, party, state or its parts.
        Organization = "organization",
        /// A newspaper, broadcaster, agency or site.
        Outlet = "outlet",
        /// Somewhere.
        Place = "place",
        /// A ship, aircraft or other vessel.
        Vessel = "vessel",
    }
}

words! {
    /// How an entity is named in one place.
    pub enum Form {
        /// By its name, or a part of it.
        Name = "name",
        /// By what it is or does.
        Role = "role",
        /// By a pronoun.
        Pronoun = "pronoun",
    }
}

/// One place where an entity is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Its bytes in the article's text.
    pub range: Range<usize>,
    /// How it is named there.
    pub form: Form,
}

/// A person, organization, outlet, place or vessel of one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// The fullest name that the article gives.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// What the article says it is besides its name, such as an office, in text order.
    pub roles: Vec<String>,
    /// Where it is named, in text order.
    pub mentions: Vec<Mention>,
}

/// The entities of one article, in the order of their first mentions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entities {
    all: Vec<Entity>,
}

impl Entities {
    /// These entities, in the order of their first mentions.
    pub const fn new(all: Vec<Entity>) -> Self {
        Self { all }
    }

    /// All of them.
    pub fn all(&self) -> &[Entity] {
        &self.all
    }

    /// The number of the entity that these words name: the one with the first mention inside of
    /// them, or around them.
    pub fn of(&self, words: &Span) -> Option<usize> {
        let whole = words.start()..words.end();
        let inside =
            |mention: &Mention| mention.range.start < whole.end && whole.start < mention.range.end;
        self.all
            .iter()
            .enumerate()
            .flat_map(|(number, entity)| entity.mentions.iter().map(move |one| (number, one)))
            .filter(|(_, mention)| inside(mention))
            .min_by_key(|(_, mention)| mention.range.start)
            .map(|(number, _)| number)
    }
}

/// The entities of the article. The sources of its attributions are mentions too.
pub fn read(_article: &Article, _attributions: &[Attribution]) -> Entities {
    Entities::default()
}
