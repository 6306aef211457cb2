//! From the bytes of a page to an [`Article`].
//!
//! Decides which of the bytes' words are the article (HTML, a web archive or mail, text, a text
//! dump of a whole page), what the page says about itself, and whom to believe where its carrier
//! or the user says otherwise. Strange content yields a warning inside the article; only an input
//! that holds no page at all is an error. Who says what is left to the next step.

mod byline;
pub(crate) mod calendar;
mod classes;
mod error;
mod html;
mod known;
mod language;
mod lines;
mod meta;
mod repeats;
mod text;
mod words;

pub use crate::intake::MAX_BYTES;
pub use error::PageError;

use crate::article::text::{id, join};
use crate::article::{Article, BlockKind, Signalled};
use crate::intake::{Known, Page, decode, mail, sniff};

/// Lines longer than this many bytes are reported: they are no prose, or lost their breaks.
const LONG_LINE: usize = 100_000;

/// What is known about a page beside its bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageOptions {
    /// Take the text as it is: nothing is removed and [`Article::text`] equals the decoded input
    /// (without a byte order mark).
    pub verbatim: bool,
    /// The charset named by whoever carried the bytes; a byte order mark stands above it.
    pub charset: Option<String>,
    /// The address that the bytes were fetched from (signal `address`). The page's own canonical
    /// address counts before it if both are of one host.
    pub address: Option<String>,
    /// What the container of the page says of it.
    pub known: Known,
    /// The signal that `known` came by.
    pub signal: &'static str,
    /// Whether `known` overrules what the page says of itself, or only fills its gaps.
    pub overrules: bool,
    /// What the user says of it (signal `user`): overrules everything else.
    pub user: Known,
}

impl PageOptions {
    /// What a page brought along; the user says nothing.
    pub fn of(page: &Page) -> Self {
        Self {
            verbatim: page.verbatim,
            charset: page.charset.clone(),
            address: page.address.clone(),
            known: page.known.clone(),
            signal: page.signal,
            overrules: page.overrules,
            user: Known::default(),
        }
    }
}

/// What a reader of one format found.
#[derive(Debug, Default)]
struct Draft {
    blocks: Vec<(BlockKind, String)>,
    url: Option<Signalled<String>>,
    outlet: Option<Signalled<String>>,
    title: Option<Signalled<String>>,
    authors: Vec<Signalled<String>>,
    published: Option<Signalled<String>>,
    language: Option<Signalled<String>>,
    warnings: Vec<String>,
    /// Where an archive says that it was saved from.
    location: Option<String>,
    /// When an archive says that it was saved, which is no earlier than its publication.
    saved: Option<String>,
}

/// Reads a page from its bytes.
///
/// # Errors
/// If the input is empty, longer than [`MAX_BYTES`], of a format that holds no page, or markup
/// without a word. Everything else becomes an article, with warnings where it is strange.
pub fn read(bytes: &[u8], options: &PageOptions) -> Result<Article, PageError> {
    if bytes.len() > MAX_BYTES {
        return Err(PageError::TooLarge {
            bytes: bytes.len(),
            limit: MAX_BYTES,
        });
    }
    let decoded = decode::decode(bytes, options.charset.as_deref());
    let blank = |c: char| c.is_whitespace() || matches!(c, '\u{FEFF}' | '\0');
    if decoded.text.chars().all(blank) {
        return Err(PageError::Empty);
    }
    let format = sniff::format(bytes, &decoded.text);
    if let sniff::Format::Binary(kind) = format {
        return Err(PageError::Binary { kind });
    }
    let mut warnings = decoded.warnings;
    let (mut location, mut saved) = (None, None);
    let mut article = if options.verbatim {
        verbatim(decoded.text)
    } else {
        let mut draft = match format {
            sniff::Format::Html => html::read(&decoded.text)?,
            sniff::Format::Mail => {
                // The parts of a message have charsets of their own.
                warnings.clear();
                archived(bytes)?
            }
            _ => text::read(&decoded.text),
        };
        (location, saved) = (draft.location.take(), draft.saved.take());
        finish(draft)?
    };
    if let Some(line) = longest_line(&article.text).filter(|line| *line > LONG_LINE) {
        warnings.push(format!("very long line: {line} bytes without a break"));
    }
    warnings.append(&mut article.warnings);
    article.warnings = warnings;
    known::address(&mut article, location, options);
    known::tell(&mut article, options, saved);
    language::check(&mut article, known::language_is_told(options));
    Ok(article)
}

/// The input as it is, one paragraph a block.
fn verbatim(text: String) -> Article {
    let blocks = text::paragraphs(&text)
        .into_iter()
        .map(|range| crate::article::Block {
            kind: BlockKind::Paragraph,
            range,
        })
        .collect();
    Article {
        id: id(&text),
        url: None,
        outlet: None,
        title: None,
        authors: Vec::new(),
        published: None,
        language: None,
        text,
        blocks,
        warnings: Vec::new(),
    }
}

/// The page inside a web archive, or the letter inside a mail message.
fn archived(bytes: &[u8]) -> Result<Draft, PageError> {
    let body = mail::body(bytes).ok_or(PageError::EmptyArchive)?;
    let draft = if body.html {
        html::read(&body.text)?
    } else {
        text::read(&body.text)
    };
    Ok(Draft {
        location: body.url,
        saved: body.date,
        ..draft
    })
}

/// Joins a draft's blocks into an article.
fn finish(mut draft: Draft) -> Result<Article, PageError> {
    // The last paragraph may only tell who wrote the others.
    let bio = |text: &str| {
        draft
            .authors
            .iter()
            .any(|author| byline::is_bio(text, &author.value))
    };
    let paragraph = |(kind, _): &(BlockKind, String)| *kind == BlockKind::Paragraph;
    let last = draft.blocks.iter().rposition(paragraph);
    if let Some(at) = last.filter(|&at| at > 1 && bio(&draft.blocks[at].1)) {
        draft.blocks.remove(at);
    }
    let (text, blocks) = join(draft.blocks);
    if text.is_empty() {
        return Err(PageError::NoText);
    }
    Ok(Article {
        id: id(&text),
        url: draft.url,
        outlet: draft.outlet,
        title: draft.title,
        authors: draft.authors,
        published: draft.published,
        language: draft.language,
        text,
        blocks,
        warnings: draft.warnings,
    })
}

fn longest_line(text: &str) -> Option<usize> {
    text.lines().map(str::len).max()
}
