//! The entities of a reading: who and what is named, and where, with offsets in code points.

use serde::{Deserialize, Serialize};

use crate::entity::{self, EntityKind, Form};
use crate::span::CodePoints;

/// A person, organization, outlet, place or vessel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
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
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
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

/// The id of the entity with this number.
pub(super) fn id(number: usize) -> String {
    format!("e{}", number + 1)
}

impl Entity {
    pub(super) fn new(
        number: usize,
        entity: &entity::Entity,
        text: &str,
        points: &CodePoints,
    ) -> Self {
        let mention = |one: &entity::Mention| Mention {
            start: points.at(one.range.start),
            end: points.at(one.range.end),
            text: text[one.range.clone()].to_owned(),
            form: one.form,
        };
        Self {
            id: id(number),
            name: entity.name.clone(),
            kind: entity.kind,
            roles: entity.roles.clone(),
            mentions: entity.mentions.iter().map(mention).collect(),
        }
    }
}
