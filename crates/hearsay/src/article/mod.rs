//! The clean text of a page, with its blocks and metadata.
//!
//! An [`Article`] is immutable. Each metadata value says which signal of the page gave it.

pub mod text;

use std::ops::Range;

use crate::word::words;

words! {
    /// What a block of an article is.
    pub enum BlockKind {
        /// The headline.
        Title = "title",
        /// The summary under the headline.
        Standfirst = "standfirst",
        /// A heading inside the body.
        Heading = "heading",
        /// A paragraph of the body.
        Paragraph = "paragraph",
        /// Words under or beside a picture.
        Caption = "caption",
        /// Who made a picture or a text.
        Credit = "credit",
        /// An item of a list in the body.
        ListItem = "list_item",
        /// A block quotation.
        Quote = "quote",
    }
}

impl BlockKind {
    /// Whether its words are the reporter's running text: paragraphs, the standfirst, list
    /// items and quotations, but no headings, captions or credits.
    pub const fn is_body(self) -> bool {
        matches!(
            self,
            Self::Standfirst | Self::Paragraph | Self::ListItem | Self::Quote
        )
    }
}

/// A stretch of the article's text that stood as one block on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its bytes in [`Article::text`]; blocks are sorted and do not overlap.
    pub range: Range<usize>,
}

/// A metadata value and the signal of the page that gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signalled<T> {
    /// The value.
    pub value: T,
    /// Where it came from, such as `json-ld`, `meta:og:site_name`, `time`, `url`, `user`.
    pub signal: String,
}

impl<T> Signalled<T> {
    /// A value with the signal that gave it.
    pub fn new(value: T, signal: impl Into<String>) -> Self {
        Self {
            value,
            signal: signal.into(),
        }
    }
}

/// The clean text of one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Hash of the text, in hexadecimal: [`text::id`].
    pub id: String,
    /// Canonical address.
    pub url: Option<Signalled<String>>,
    /// Who publishes it.
    pub outlet: Option<Signalled<String>>,
    /// The headline.
    pub title: Option<Signalled<String>>,
    /// By-line names.
    pub authors: Vec<Signalled<String>>,
    /// Publication time: an RFC 3339 time stamp with its offset, or an ISO 8601 day where the page gives no more.
    pub published: Option<Signalled<String>>,
    /// BCP 47 language tag.
    pub language: Option<Signalled<String>>,
    /// The text: blocks separated by a blank line; with `verbatim`, the input itself.
    pub text: String,
    /// The blocks, in text order.
    pub blocks: Vec<Block>,
    /// What was strange about the page.
    pub warnings: Vec<String>,
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// An article of one paragraph.
    pub(crate) fn article(text: &str) -> Article {
        Article {
            id: String::new(),
            url: None,
            outlet: None,
            title: None,
            authors: Vec::new(),
            published: None,
            language: None,
            text: text.to_owned(),
            blocks: vec![Block {
                kind: BlockKind::Paragraph,
                range: 0..text.len(),
            }],
            warnings: Vec::new(),
        }
    }

    /// An article of a paragraph a line.
    pub(crate) fn lines(text: &str) -> Article {
        let mut start = 0;
        let blocks = text.split('\n').map(|line| {
            let range = start..start + line.len();
            start = range.end + 1;
            Block {
                kind: BlockKind::Paragraph,
                range,
            }
        });
        Article {
            blocks: blocks.collect(),
            ..article(text)
        }
    }
}
