//! Why an attribution was read as it was, as other programs get it.

use serde::{Deserialize, Serialize};

use super::attribution::Marked;
use crate::span::{CodePoints, Span};
use crate::voice::{self, Field};
use crate::word::words;

words! {
    /// What gave a value.
    pub enum Ground {
        /// The tagger.
        Model = "model",
        /// A row of a word list.
        List = "list",
        /// A rule.
        Rule = "rule",
    }
}

/// One reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Why {
    /// The field that it speaks for.
    pub field: Field,
    /// What gave the value.
    pub by: Ground,
    /// The list and its row, as `cues: deny`, or the rule in words; empty for the model.
    pub name: String,
    /// The words that decided, where some did.
    pub words: Option<Marked>,
}

impl Why {
    pub(super) fn new(reason: &voice::Reason, text: &str, points: &CodePoints) -> Self {
        let (by, name) = match reason.by {
            voice::By::Model => (Ground::Model, String::new()),
            voice::By::Row { list, row } => (Ground::List, format!("{list}: {row}")),
            voice::By::Rule(rule) => (Ground::Rule, rule.to_owned()),
        };
        let span = reason
            .words
            .clone()
            .and_then(|range| Span::new(vec![range]));
        Self {
            field: reason.field,
            by,
            name,
            words: span.map(|span| Marked::new(&span, text, points)),
        }
    }
}
