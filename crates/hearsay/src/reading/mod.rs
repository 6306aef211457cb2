//! A reading: one article and who says what in it, as other programs get it.
//!
//! Decides the one JSON shape that the command line, the ledger's export, HTTP and the wheel
//! share, `hearsay.reading/1`. Offsets are Unicode code points. Fields of later steps are there
//! from the start, as `null` or `[]`: within a schema version fields are added, never renamed.

mod article;
mod attribution;
mod back;
mod entity;
mod why;

pub use article::{ArticleValue, BlockValue, Signals};
pub use attribution::{AttributionValue, Marked, Said, Source, Voice};
pub use entity::{Entity, Mention};
pub use why::{Ground, Why};

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::article::Article;
use crate::span::CodePoints;
use crate::voice::Heard;

/// The name of the shape, the value of every reading's `schema`.
pub const SCHEMA: &str = "hearsay.reading/1";

/// The JSON Schema (draft 2020-12) that every reading obeys.
pub const JSON_SCHEMA: &str = include_str!("../../../../docs/reading.schema.json");

/// One article and its attributions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reading {
    /// The name of the shape: `hearsay.reading/1`.
    pub schema: Cow<'static, str>,
    /// The text and what the page says about itself.
    pub article: ArticleValue,
    /// People, organizations and places named, in the order of their first mentions.
    pub entities: Vec<Entity>,
    /// Who says what, in reading order.
    pub attributions: Vec<AttributionValue>,
}

impl Reading {
    /// The reading of `article`; `heard` is what was found in its text.
    ///
    /// # Panics
    /// If a span was made for another text and does not fit this one.
    pub fn new(article: &Article, heard: &Heard) -> Self {
        let points = CodePoints::new(&article.text);
        Self {
            schema: Cow::Borrowed(SCHEMA),
            article: ArticleValue::new(article, &points),
            entities: heard
                .entities
                .all()
                .iter()
                .enumerate()
                .map(|(at, one)| Entity::new(at, one, &article.text, &points))
                .collect(),
            attributions: heard
                .iter()
                .enumerate()
                .map(|(at, (found, voice))| {
                    AttributionValue::new(at, found, voice, &article.text, &points)
                })
                .collect(),
        }
    }

    /// The same reading with what gave each value.
    ///
    /// # Panics
    /// As [`Reading::new`].
    pub fn explained(article: &Article, heard: &Heard) -> Self {
        let points = CodePoints::new(&article.text);
        let mut reading = Self::new(article, heard);
        for (value, voice) in reading.attributions.iter_mut().zip(&heard.voices) {
            let why = voice.why.iter();
            value.why = Some(
                why.map(|reason| Why::new(reason, &article.text, &points))
                    .collect(),
            );
        }
        reading
    }
}
