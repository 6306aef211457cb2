//! What a feed lists: addresses in one spelling, pages with what the feed says of them.

use anyhow::{Context, Result};
use hearsay::intake::feed::{self, Entry, Feed, FeedError};
use hearsay::intake::{Known, Page};
use url::Url;

use crate::fetch::Fetched;

/// A feed as read, its entries' addresses absolute.
#[derive(Debug, Clone, Default)]
pub(super) struct Listing {
    pub(super) title: Option<String>,
    pub(super) entries: Vec<Listed>,
    /// Entries that point to no web page.
    pub(super) nowhere: usize,
}

/// An article that a feed lists.
#[derive(Debug, Clone)]
pub(super) struct Listed {
    pub(super) url: String,
    pub(super) known: Known,
}

/// Reads a feed that came from the web.
///
/// # Errors
/// If it is none; a page names its feeds by whole addresses.
pub(super) fn listing(fetched: &Fetched) -> Result<Listing> {
    let base = Url::parse(&fetched.url).ok();
    let feed = feed::read(&fetched.bytes).map_err(|error| match error {
        FeedError::Html { feeds } => FeedError::Html {
            feeds: feeds
                .into_iter()
                .map(|href| absolute(&href, base.as_ref()).unwrap_or(href))
                .collect(),
        },
        error => error,
    });
    let feed = feed.with_context(|| match &fetched.content_type {
        Some(kind) => format!("answered with {kind}"),
        None => "answered without a content type".to_owned(),
    })?;
    Ok(list(feed, base.as_ref()))
}

fn list(feed: Feed, base: Option<&Url>) -> Listing {
    let mut listing = Listing {
        title: feed.title,
        ..Listing::default()
    };
    for entry in feed.entries {
        match entry.url.as_deref().and_then(|url| absolute(url, base)) {
            Some(url) => {
                let known = known(entry, listing.title.as_deref());
                listing.entries.push(Listed { url, known });
            }
            None => listing.nowhere += 1,
        }
    }
    listing
}

fn known(entry: Entry, outlet: Option<&str>) -> Known {
    Known {
        outlet: outlet.map(str::to_owned),
        title: entry.title,
        authors: entry.authors,
        published: entry.published,
        ..Known::default()
    }
}

/// A web address in the spelling of the URL standard, without its fragment, which servers do not
/// see.
fn absolute(url: &str, base: Option<&Url>) -> Option<String> {
    let mut url = match base {
        Some(base) => base.join(url).ok()?,
        None => Url::parse(url).ok()?,
    };
    url.set_fragment(None);
    matches!(url.scheme(), "http" | "https").then(|| url.to_string())
}

/// A fetched article, with what the feed says of it.
pub(super) fn page(fetched: Fetched, known: &Known, now: String) -> Page {
    Page {
        bytes: fetched.bytes,
        charset: fetched.charset,
        address: Some(fetched.url),
        fetched: Some(now),
        signal: "feed",
        known: known.clone(),
        ..Page::default()
    }
}
