//! Who and what an article speaks of: its names, and what else stands for the same.
//!
//! An entity is one person, organization, outlet, place or vessel within one article; its mentions
//! are the places where it is named, by its name, by a role or by a pronoun.

mod chain;
mod entities;
mod find;
mod lists;
mod mention;
mod pronoun;
mod resolve;
mod role;
mod same;
mod scene;

pub use entities::Entities;
pub(crate) use lists::{gender, is_wide};
pub(crate) use mention::Gender;

use std::ops::Range;

use crate::article::Article;
use crate::attribution::Attribution;
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

/// The entities of the article. The sources of its attributions are mentions too.
pub fn read(article: &Article, attributions: &[Attribution]) -> Entities {
    let scene = scene::Scene::new(article, attributions);
    let found = find::read(&scene);
    let (chains, of) = resolve::read(&scene, &found);
    entities::build(&scene, &found, &chains, &of)
}

#[cfg(test)]
mod tests;
