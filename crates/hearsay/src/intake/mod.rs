//! What an input holds: pages, as found, with what the container says of each.
//!
//! An input is a file, an answer of a server, or a stream: one page, or many of them in an
//! archive, a feed, a mail box or a list of JSON lines. Decides which it is by its content and
//! takes the pages out one by one, so that memory does not grow with the input. What a page says
//! is left to [`crate::page`].

pub(crate) mod decode;
pub mod feed;
mod form;
mod gzip;
mod json_lines;
pub(crate) mod mail;
mod mbox;
pub mod pdf;
mod single;
pub(crate) mod sniff;
mod source;
mod warc;
mod zip;
mod zstd;

use std::fmt;
use std::io::{Cursor, Read, Seek, SeekFrom};

use form::Form;
use source::{Plain, Resync, Source, all};

/// The longest page that is read, in bytes. Articles are a thousand times shorter.
pub const MAX_BYTES: usize = 32 << 20;

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
    /// The page: HTML, MHTML, a mail message, text, or a PDF document ([`pdf::is_pdf`]), whose
    /// text has to be taken out first.
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

/// Why a part of an input, or all of it, gives no page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where in its input it stood, as in [`Page::place`].
    pub place: String,
    /// What is wrong: a lower-case fragment, with a hint where the user can do something.
    pub reason: String,
}

impl Fault {
    fn new(place: impl Into<String>, reason: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            reason: reason.into(),
        }
    }

    /// A page of more than `limit` bytes.
    fn too_large(place: impl Into<String>, limit: usize) -> Self {
        Self::new(
            place,
            format!(
                "too large for one page: more than {limit} bytes\n  hint: split it into single articles"
            ),
        )
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.place.is_empty() {
            f.write_str(&self.reason)
        } else {
            write!(f, "{}: {}", self.place, self.reason)
        }
    }
}

impl std::error::Error for Fault {}

/// How inputs are opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The longest page, in bytes; longer ones are faults and are skipped.
    pub max_bytes: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            max_bytes: MAX_BYTES,
        }
    }
}

/// The pages of one input, in its order. A fault costs one page, or what is left of the input.
pub struct Pages<'a>(Box<dyn Iterator<Item = Result<Page, Fault>> + Send + 'a>);

impl<'a> Pages<'a> {
    fn new(pages: impl Iterator<Item = Result<Page, Fault>> + Send + 'a) -> Self {
        Self(Box::new(pages))
    }

    fn fault(reason: impl Into<String>) -> Self {
        Self::new(std::iter::once(Err(Fault::new("", reason))))
    }
}

impl Iterator for Pages<'_> {
    type Item = Result<Page, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }
}

impl fmt::Debug for Pages<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pages")
    }
}

/// How an input was reached from the one that the user gave.
#[derive(Debug, Clone, Copy)]
struct Context {
    max_bytes: usize,
    /// Whether it was unpacked from gzip or zstd.
    unpacked: bool,
    /// Whether it is an entry of a zip archive.
    inside: bool,
}

impl Context {
    fn new(options: &Options) -> Self {
        Self {
            max_bytes: options.max_bytes,
            unpacked: false,
            inside: false,
        }
    }

    fn inside(self) -> Self {
        Self {
            inside: true,
            ..self
        }
    }

    fn unpacked(self) -> Self {
        Self {
            unpacked: true,
            ..self
        }
    }
}

/// Opens an input that can only be read once, from its start: standard input, a pipe.
///
/// Holds one page at a time, and what its container needs to go on: at most three times
/// [`Options::max_bytes`], and 64 MiB where it is packed with zstd. A zip archive is held whole;
/// one of more than [`Options::max_bytes`] is a fault here, and must be given to [`open_file`].
pub fn open<'a>(reader: impl Read + Send + 'a, options: &Options) -> Pages<'a> {
    pages(Box::new(Plain(reader)), Context::new(options))
}

/// As [`open`], for an input that can be read from anywhere: a file. Zip archives of any size are
/// read entry by entry.
pub fn open_file<'a>(mut file: impl Read + Seek + Send + 'a, options: &Options) -> Pages<'a> {
    let mut head = Vec::new();
    let opening = file.by_ref().take(4).read_to_end(&mut head);
    match opening.and_then(|_| file.seek(SeekFrom::Start(0))) {
        Err(error) => Pages::fault(cannot_read(&error)),
        Ok(_) if form::is_zip(&head) => zip::open(file, Context::new(options)),
        Ok(_) => open(file, options),
    }
}

fn pages<'a>(reader: Box<dyn Resync + Send + 'a>, context: Context) -> Pages<'a> {
    let mut source = Source::new(reader);
    let head = match source.peek(form::WINDOW) {
        Ok(head) => head,
        Err(error) => return Pages::fault(cannot_read(&error)),
    };
    match form::of(head) {
        Form::Empty => Pages::fault(
            "nothing to read: the input is empty\n  hint: was the page saved, or the download cut off?",
        ),
        Form::Binary(kind) => Pages::fault(format!(
            "not a page but {kind}\n  hint: give the HTML or the plain text of the page"
        )),
        Form::JsonArray => Pages::fault(
            "a JSON array\n  hint: give one object a line, as `jq -c '.[]'` prints them",
        ),
        Form::JsonSpread => Pages::fault(
            "a JSON object over several lines\n  hint: give one object a line, as `jq -c .` prints it",
        ),
        Form::Gzip | Form::Zstd if context.unpacked => {
            Pages::fault("compressed twice\n  hint: unpack it once")
        }
        Form::Gzip => pages(Box::new(gzip::Gzip::new(source)), context.unpacked()),
        Form::Zstd => pages(Box::new(zstd::Zstd::new(source)), context.unpacked()),
        Form::Zip if context.inside => {
            Pages::fault("an archive inside an archive\n  hint: unpack the outer one")
        }
        Form::Zip => match all(source, context.max_bytes) {
            Ok(Some(bytes)) => zip::open(Cursor::new(bytes), context),
            Ok(None) => Pages::fault(
                "a large ZIP archive cannot be read from a stream\n  hint: save it as a file and give its path",
            ),
            Err(error) => Pages::fault(cannot_read(&error)),
        },
        Form::Warc => Pages::new(warc::Warc::new(source, context.max_bytes)),
        Form::JsonLines => Pages::new(json_lines::JsonLines::new(source, context.max_bytes)),
        Form::Mail(kind) => single::pages(source, Some(kind), context.max_bytes),
        Form::Feed => feed::pages::pages(source, context.max_bytes),
        Form::Mbox => Pages::new(mbox::Mbox::new(source, context.max_bytes)),
        Form::Page | Form::Pdf => single::pages(source, None, context.max_bytes),
    }
}

fn cannot_read(error: &std::io::Error) -> String {
    format!("cannot read it to its end: {error}")
}
