//! Pages given for feeds: what tells them, and which feeds they name.

use crate::span::clip;

/// How much of a page is searched for its feeds, in bytes: they stand in the head.
const HEAD: usize = 256 << 10;

/// Most feeds named.
const MOST: usize = 8;

/// Whether this is HTML and no feed.
pub(super) fn is_page(text: &str) -> bool {
    let opening = clip(text, 16 << 10).to_ascii_lowercase();
    let root = opening
        .match_indices('<')
        .map(|(at, _)| &opening[at + 1..])
        .find(|rest| !rest.starts_with("?") && !rest.starts_with("!--"));
    root.is_some_and(|root| {
        ["!doctype html", "html", "head", "body", "meta", "title"]
            .iter()
            .any(|name| {
                root.strip_prefix(name)
                    .is_some_and(|rest| rest.starts_with(|c: char| !c.is_alphanumeric()))
            })
    })
}

/// The addresses of the feeds that the page names, as it writes them.
pub(super) fn feeds(html: &str) -> Vec<String> {
    let document = dom_query::Document::from(clip(html, HEAD));
    let mut feeds = Vec::new();
    for link in document.select("link[href][type]").iter() {
        let attribute = |name| link.attr(name).unwrap_or_default().to_ascii_lowercase();
        let kind = attribute("type");
        let kind = kind.split(';').next().unwrap_or_default().trim();
        let named = attribute("rel")
            .split_whitespace()
            .any(|rel| rel == "alternate");
        let feed = matches!(
            kind,
            "application/rss+xml" | "application/atom+xml" | "application/feed+json"
        );
        let href = link.attr("href").unwrap_or_default().trim().to_owned();
        if named && feed && !href.is_empty() && !feeds.contains(&href) && feeds.len() < MOST {
            feeds.push(href);
        }
    }
    feeds
}

/// What the user can do about a page.
pub(super) fn hint(feeds: &[String]) -> String {
    match feeds {
        [] => "\n  hint: look on the site for a link named RSS or Feed".to_owned(),
        [feed] => format!("\n  hint: the page names this feed: {feed}"),
        feeds => format!("\n  hint: the page names these feeds: {}", feeds.join(", ")),
    }
}
