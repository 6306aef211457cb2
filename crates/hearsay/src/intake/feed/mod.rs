//! Feeds: RSS 0.9 to 2.0, Atom (RFC 4287) and JSON Feed 1 become entries.
//!
//! Decides which of an entry's links is the article, what its words are without markup, and when
//! it was published. Fetching what an entry points to is left to the caller, and so is a relative
//! address in a feed that gives no base.

mod advertised;
mod dates;
mod links;
pub(super) mod pages;
mod source;
mod words;

use std::borrow::Cow;

use feed_rs::model;
use thiserror::Error;

use crate::intake::MAX_BYTES;

/// A feed as read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Feed {
    /// Its name, without markup.
    pub title: Option<String>,
    /// Its entries, in its order.
    pub entries: Vec<Entry>,
}

/// One entry of a feed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// What the feed calls it (`guid`, `id`), else its address, else its title, else its place in
    /// the feed, such as `entry 3`.
    pub id: String,
    /// Where the article stands. Relative only if neither the entry nor the feed gives a base.
    pub url: Option<String>,
    /// The headline, without markup.
    pub title: Option<String>,
    /// When it was published, else updated: RFC 3339, with the offset that the feed gives; only
    /// the day (an RFC 3339 `full-date`) where the feed tells no more.
    pub published: Option<String>,
    /// Names of its authors; those of the feed if an Atom or JSON entry has none of its own.
    pub authors: Vec<String>,
    /// Its body as HTML: the content, else the summary. Plain text is escaped.
    pub html: Option<String>,
}

/// Why bytes are no feed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum FeedError {
    /// More bytes than an input may have.
    #[error("too large for a feed: {bytes} bytes, the limit is {limit}")]
    TooLarge {
        /// Length of the input in bytes.
        bytes: usize,
        /// The longest input that is read, in bytes.
        limit: usize,
    },
    /// A page for people. Its feeds, as it names them: relative to the page's address.
    #[error("an HTML page, not a feed{}", advertised::hint(.feeds))]
    Html {
        /// The `href` of each `link` of a feed type, in the page's order.
        feeds: Vec<String>,
    },
    /// Neither RSS, Atom nor JSON Feed.
    #[error("not a feed: neither RSS, Atom nor JSON Feed")]
    Unknown,
    /// A feed whose markup cannot be followed.
    #[error("a broken feed: {reason}\n  hint: was the download cut off?")]
    Broken {
        /// What the parser says.
        reason: String,
    },
}

/// Reads a feed from its bytes.
///
/// # Errors
/// If the bytes are more than [`MAX_BYTES`], or no feed, or one whose markup breaks off. An entry
/// that lacks a part is no error.
pub fn read(bytes: &[u8]) -> Result<Feed, FeedError> {
    if bytes.len() > MAX_BYTES {
        return Err(FeedError::TooLarge {
            bytes: bytes.len(),
            limit: MAX_BYTES,
        });
    }
    let text = source::text(bytes);
    if advertised::is_page(&text) {
        return Err(FeedError::Html {
            feeds: advertised::feeds(&text),
        });
    }
    let dates = dates::Dates::default();
    let parser = feed_rs::parser::Builder::new()
        .sanitize_content(false)
        .timestamp_parser(dates.parser())
        // The default makes a random name for what has neither address nor title.
        .id_generator(|_, _, _| String::new())
        .build();
    let feed = parser.parse(text.as_bytes()).map_err(explain)?;
    let base = links::base(&feed.links);
    let common = names(&feed.authors);
    let entries = feed.entries.into_iter().enumerate();
    Ok(Feed {
        title: feed.title.and_then(|title| title_of(&title)),
        entries: entries
            .map(|(at, entry)| self::entry(at, entry, base.as_ref(), &common, &dates))
            .collect(),
    })
}

fn entry(
    at: usize,
    entry: model::Entry,
    base: Option<&url::Url>,
    common: &[String],
    dates: &dates::Dates,
) -> Entry {
    let url = links::article(&entry.links, &entry.id, base);
    let title = entry.title.as_ref().and_then(title_of);
    let own = names(&entry.authors);
    let given = Some(entry.id.trim()).filter(|id| !id.is_empty());
    let id = given.or(url.as_deref()).or(title.as_deref());
    Entry {
        id: id.map_or_else(|| format!("entry {}", at + 1), str::to_owned),
        published: entry
            .published
            .or(entry.updated)
            .and_then(|date| dates.get(date.timestamp())),
        authors: if own.is_empty() { common.to_vec() } else { own },
        html: body(&entry),
        url,
        title,
    }
}

/// The words of a title. RSS does not say whether a title is text or markup; most feeds that write
/// `&amp;` twice mean markup.
fn title_of(title: &model::Text) -> Option<String> {
    Some(words::plain(&title.content)).filter(|title| !title.is_empty())
}

fn names(people: &[model::Person]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for person in people {
        let name = person.name.as_deref().map(words::plain).unwrap_or_default();
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn body(entry: &model::Entry) -> Option<String> {
    let content = entry.content.as_ref().and_then(|content| {
        let body = content.body.as_deref()?;
        let kind = content.content_type.essence().to_string();
        html(body, &kind)
    });
    content.or_else(|| {
        let summary = entry.summary.as_ref()?;
        html(
            &summary.content,
            &summary.content_type.essence().to_string(),
        )
    })
}

/// A body as HTML, if it is a text and not blank.
fn html(body: &str, kind: &str) -> Option<String> {
    let html: Cow<'_, str> = match kind {
        "text/html" | "application/xhtml+xml" | "text/xml" => Cow::Borrowed(body),
        // RSS 1.0 and JSON Feed call a body plain that often is markup.
        _ if kind.starts_with("text/") && words::is_marked_up(body) => Cow::Borrowed(body),
        _ if kind.starts_with("text/") => Cow::Owned(words::escape(body)),
        _ => return None,
    };
    (!html.trim().is_empty()).then(|| html.into_owned())
}

fn explain(error: feed_rs::parser::ParseFeedError) -> FeedError {
    use feed_rs::parser::{ParseErrorKind, ParseFeedError};
    match error {
        ParseFeedError::ParseError(ParseErrorKind::NoFeedRoot) => FeedError::Unknown,
        ParseFeedError::JsonUnsupportedVersion(_) => FeedError::Unknown,
        // JSON that lacks the fields of a feed, and JSON that breaks off.
        ParseFeedError::JsonSerde(error) if error.is_data() => FeedError::Unknown,
        ParseFeedError::JsonSerde(error) => FeedError::Broken {
            reason: error.to_string(),
        },
        ParseFeedError::XmlReader(error) => FeedError::Broken {
            reason: error.to_string(),
        },
        error => FeedError::Broken {
            reason: error.to_string(),
        },
    }
}

#[cfg(test)]
mod tests;
