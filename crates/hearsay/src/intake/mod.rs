//! What an input holds: pages, as found, with what the container says of each.
//!
//! An input is a file, an answer of a server, or a stream: one page, or many of them in an
//! archive, a feed, a mail box or a list of JSON lines. Decides which it is by its content and
//! takes the pages out one by one. What a page says is left to [`crate::page`].

pub mod feed;

/// What somebody other than the page says about it: a container, or the user.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// Canonical address.
    pub url: Option<String>,
    /// Who publishes it.
    pub outlet: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// By-line names.
    pub authors: Vec<String>,
    /// Publication time, as written.
    pub published: Option<String>,
    /// BCP 47 language tag.
    pub language: Option<String>,
}

/// One page as found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Page {
    /// Where in its input it stood, such as `record 12` or `line 3`; empty if it is the input.
    pub place: String,
    /// The page: HTML, MHTML, text.
    pub bytes: Vec<u8>,
    /// Whether the bytes are clean text that is kept as it is.
    pub verbatim: bool,
    /// The charset named by whoever carried it, an HTTP header for example.
    pub charset: Option<String>,
    /// The address that the bytes were fetched from.
    pub address: Option<String>,
    /// When they were fetched: RFC 3339.
    pub fetched: Option<String>,
    /// The name of the signal that `known` came by, such as `feed`, `mail`, `json-lines`.
    pub signal: &'static str,
    /// What the container says of the page.
    pub known: Known,
    /// Whether `known` overrules what the page says of itself, or only fills its gaps.
    pub overrules: bool,
    /// Fields of the container that hearsay has no word for, kept as they are.
    pub fields: serde_json::Map<String, serde_json::Value>,
}
