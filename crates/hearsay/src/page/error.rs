//! What makes a page unreadable. Everything less is a warning inside the article.

use thiserror::Error;

/// Why bytes could not become an article. The caller adds the name of the input.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PageError {
    /// No bytes, or nothing but blanks.
    #[error(
        "nothing to read: the input is empty\n  hint: was the page saved, or the download cut off?"
    )]
    Empty,
    /// The bytes are of a format that holds no page text.
    #[error("not a page but {kind}\n  hint: give the HTML or the plain text of the page")]
    Binary {
        /// The format, such as `a PDF document`.
        kind: &'static str,
    },
    /// More bytes than one page may have.
    #[error(
        "too large for one page: {bytes} bytes, the limit is {limit}\n  hint: split the input into single articles"
    )]
    TooLarge {
        /// Length of the input in bytes.
        bytes: usize,
        /// The longest input that is read, in bytes.
        limit: usize,
    },
    /// A web archive without an HTML or text part.
    #[error(
        "web archive without a page: none of its parts is HTML or text\n  hint: save the page again as \"single file\" or as HTML"
    )]
    EmptyArchive,
    /// Markup in which no words stand.
    #[error(
        "no words on the page, only markup\n  hint: pages built by a script must be saved from a browser after they have loaded"
    )]
    NoText,
}
