//! The entities of a reading: who and what is named, and where. A later step fills them; the
//! shape is fixed here because programs read it from the first version on.

use serde::Serialize;

/// A person, organization, outlet, place or vessel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entity {
    /// Unique within the reading.
    pub id: String,
    /// The fullest name.
    pub name: String,
    /// Person, organization, outlet, place or vessel, in lower case.
    pub kind: &'static str,
    /// What the text calls it besides its name, such as an office.
    pub roles: Vec<String>,
    /// Where it is named, in text order.
    pub mentions: Vec<Mention>,
}

/// One place where an entity is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mention {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words.
    pub text: String,
    /// `name`, `role` or `pronoun`.
    pub form: &'static str,
}
