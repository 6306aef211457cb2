//! PDF documents (ISO 32000): their text, rebuilt from where its characters stand on the page.
//!
//! The reader of the format panics, recurses and allocates on hostile bytes. [`text`] must
//! therefore run where that costs one input: the command line gives it a process of its own, with
//! limits. What is to be read carries the raw bytes until then.

#[cfg(feature = "pdf")]
mod layout;
#[cfg(feature = "pdf")]
mod read;

use serde::{Deserialize, Serialize};

#[cfg(feature = "pdf")]
pub use read::text;

use super::{Known, Page};

/// What a PDF document says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PdfText {
    /// Its text, a blank line between paragraphs.
    pub text: String,
    /// The title it gives itself.
    pub title: Option<String>,
    /// When it was made: RFC 3339, or the day.
    pub created: Option<String>,
    /// What was strange about it.
    pub warnings: Vec<String>,
}

/// Why a PDF document gives no text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PdfError {
    /// Its structure cannot be followed.
    #[error("a broken PDF document: {0}")]
    Broken(String),
    /// It opens with a password only.
    #[error("a PDF document locked with a password\n  hint: print it into a new PDF and give that")]
    Locked,
    /// None of its pages has characters.
    #[error(
        "a PDF document without text: its pages are pictures\n  hint: run it through character recognition, `ocrmypdf` for example"
    )]
    NoText,
}

/// Whether these are the bytes of a PDF document.
pub fn is_pdf(bytes: &[u8]) -> bool {
    bytes
        .trim_ascii_start()
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(bytes.trim_ascii_start())
        .starts_with(b"%PDF-")
}

impl PdfText {
    /// The text as a page that stands where the document stood.
    pub fn into_page(self, carrier: &Page) -> Page {
        Page {
            bytes: self.text.into_bytes(),
            charset: Some("utf-8".to_owned()),
            signal: "pdf",
            known: Known {
                title: self.title,
                published: self.created,
                ..Known::default()
            },
            overrules: false,
            ..carrier.clone()
        }
    }
}
