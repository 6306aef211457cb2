//! The article half of a reading: text, blocks, metadata and the signals they came from.

use serde::{Deserialize, Serialize};

use crate::article::{Article, Block, BlockKind, Signalled};
use crate::span::CodePoints;

/// An article as other programs get it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ArticleValue {
    /// Hash of the text, in hexadecimal.
    pub id: String,
    /// Canonical address.
    pub url: Option<String>,
    /// Who publishes it.
    pub outlet: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// By-line names.
    pub authors: Vec<String>,
    /// RFC 3339 time stamp with its offset, or an ISO 8601 day.
    pub published: Option<String>,
    /// BCP 47 language tag.
    pub language: Option<String>,
    /// The text that every offset counts in.
    pub text: String,
    /// The blocks, in text order.
    pub blocks: Vec<BlockValue>,
    /// What was strange about the page.
    pub warnings: Vec<String>,
    /// Where each metadata value came from.
    pub signals: Signals,
}

/// The signals of an article's metadata, such as `json-ld`, `meta:og:site_name`, `time`, `user`;
/// `null` where there is no value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Signals {
    /// Of the address.
    pub url: Option<String>,
    /// Of the outlet.
    pub outlet: Option<String>,
    /// Of the title.
    pub title: Option<String>,
    /// Of each author, in the order of the authors.
    pub authors: Vec<String>,
    /// Of the publication time.
    pub published: Option<String>,
    /// Of the language.
    pub language: Option<String>,
}

/// A block of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BlockValue {
    /// What it is.
    pub kind: BlockKind,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

impl ArticleValue {
    pub(super) fn new(article: &Article, points: &CodePoints) -> Self {
        Self {
            id: article.id.clone(),
            url: value(&article.url),
            outlet: value(&article.outlet),
            title: value(&article.title),
            authors: article.authors.iter().map(|a| a.value.clone()).collect(),
            published: value(&article.published),
            language: value(&article.language),
            text: article.text.clone(),
            blocks: article
                .blocks
                .iter()
                .map(|block| BlockValue::new(block, points))
                .collect(),
            warnings: article.warnings.clone(),
            signals: Signals {
                url: signal(&article.url),
                outlet: signal(&article.outlet),
                title: signal(&article.title),
                authors: article.authors.iter().map(|a| a.signal.clone()).collect(),
                published: signal(&article.published),
                language: signal(&article.language),
            },
        }
    }
}

impl BlockValue {
    fn new(block: &Block, points: &CodePoints) -> Self {
        Self {
            kind: block.kind,
            start: points.at(block.range.start),
            end: points.at(block.range.end),
        }
    }
}

fn value(field: &Option<Signalled<String>>) -> Option<String> {
    field.as_ref().map(|field| field.value.clone())
}

fn signal(field: &Option<Signalled<String>>) -> Option<String> {
    field.as_ref().map(|field| field.signal.clone())
}
