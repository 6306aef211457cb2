//! From the bytes of a page to an [`Article`].
//!
//! Decides what an input is by its content (HTML, a web archive, text, a text dump of a whole
//! page), in which characters it is written, which of its words are the article, and what the
//! page says about itself. Strange content yields a warning inside the article; only an input
//! that holds no page at all is an error. Who says what is left to the next step.

mod archive;
pub(crate) mod calendar;
pub(crate) mod decode;
mod error;
mod html;
mod language;
mod lines;
mod meta;
mod sniff;
mod text;
mod words;

pub use error::PageError;

use crate::article::text::{id, join};
use crate::article::{Article, BlockKind, Signalled};

/// The longest input that is read, in bytes. Articles are a thousand times shorter.
pub const MAX_BYTES: usize = 32 << 20;

/// Lines longer than this many bytes are reported: they are no prose, or lost their breaks.
const LONG_LINE: usize = 100_000;

/// What the caller knows about a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageOptions {
    /// Take the text as it is: nothing is removed and [`Article::text`] equals the decoded input
    /// (without a byte order mark).
    pub verbatim: bool,
    /// The address; overrules what the page says (signal `user`).
    pub url: Option<String>,
    /// The publication time; overrules what the page says (signal `user`).
    pub published: Option<String>,
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
    let decoded = decode::decode(bytes, None);
    let blank = |c: char| c.is_whitespace() || matches!(c, '\u{FEFF}' | '\0');
    if decoded.text.chars().all(blank) {
        return Err(PageError::Empty);
    }
    let format = sniff::format(bytes, &decoded.text);
    if let sniff::Format::Binary(kind) = format {
        return Err(PageError::Binary { kind });
    }
    let mut warnings = decoded.warnings;
    let mut article = if options.verbatim {
        verbatim(decoded.text)
    } else {
        let draft = match format {
            sniff::Format::Html => html::read(&decoded.text)?,
            sniff::Format::Archive => {
                // The parts of an archive have charsets of their own.
                warnings.clear();
                archived(bytes)?
            }
            _ => text::read(&decoded.text),
        };
        finish(draft)?
    };
    if let Some(line) = longest_line(&article.text).filter(|line| *line > LONG_LINE) {
        warnings.push(format!("very long line: {line} bytes without a break"));
    }
    warnings.append(&mut article.warnings);
    article.warnings = warnings;
    if let Some(url) = &options.url {
        article.url = Some(Signalled::new(url.clone(), "user"));
    }
    if let Some(published) = &options.published {
        let value = calendar::stamp(published).unwrap_or_else(|| published.clone());
        article.published = Some(Signalled::new(value, "user"));
    } else if article.published.is_none() {
        let url = article
            .url
            .as_ref()
            .and_then(|url| meta::url_date(&url.value));
        article.published = url.map(|day| Signalled::new(day, "url"));
    }
    if article.outlet.is_none() {
        let url = article.url.as_ref().and_then(|url| meta::host(&url.value));
        article.outlet = url.map(|host| Signalled::new(host, "url"));
    }
    language::check(&mut article);
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

/// The page inside a web archive.
fn archived(bytes: &[u8]) -> Result<Draft, PageError> {
    let archive = archive::open(bytes).ok_or(PageError::EmptyArchive)?;
    let mut draft = if archive.html {
        html::read(&archive.page)?
    } else {
        text::read(&archive.page)
    };
    if let Some(url) = archive.url.filter(|_| draft.url.is_none()) {
        draft.url = Some(Signalled::new(url, "mhtml:location"));
    }
    if let Some(saved) = archive.saved.filter(|_| draft.published.is_none()) {
        let address = draft
            .url
            .as_ref()
            .and_then(|url| meta::url_date(&url.value));
        draft.published = Some(match address {
            Some(day) => Signalled::new(day, "url"),
            None => Signalled::new(saved, "mhtml:date"),
        });
    }
    Ok(draft)
}

/// Joins a draft's blocks into an article.
fn finish(draft: Draft) -> Result<Article, PageError> {
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

/// The opening of a text: at most `bytes` bytes, cut on the border of a character.
pub(crate) fn clip(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn longest_line(text: &str) -> Option<usize> {
    text.lines().map(str::len).max()
}
