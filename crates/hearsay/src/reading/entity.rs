//! The entities of a reading: who and what is named, and where. A later step fills them; the
//! shape is fixed here because programs read it from the first version on.

use serde::{Deserialize, Serialize};

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

/// A person, organization, outlet, place or vessel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// Unique within the reading.
    pub id: String,
    /// The fullest name.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// What the text calls it besides its name, such as an office.
    pub roles: Vec<String>,
    /// Where it is named, in text order.
    pub mentions: Vec<Mention>,
}

/// One place where an entity is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words.
    pub text: String,
    /// How it is named there.
    pub form: Form,
}
