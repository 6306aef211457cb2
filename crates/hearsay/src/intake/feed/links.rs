//! Which link of an entry is its article, and what a relative one is relative to.

use feed_rs::model::Link;
use url::Url;

/// The address that relative links of a feed stand to: the first absolute web address that the
/// feed itself gives, its home page's in most.
pub(super) fn base(links: &[Link]) -> Option<Url> {
    let mut absolute = links
        .iter()
        .filter(|link| matches!(link.rel.as_deref(), None | Some("alternate" | "self")))
        .filter_map(|link| Url::parse(&link.href).ok());
    absolute.find(|url| matches!(url.scheme(), "http" | "https"))
}

/// The article's address: the alternate link, HTML before other types; else an `id` that is a web
/// address, as in RSS a `guid` without a link.
pub(super) fn article(links: &[Link], id: &str, base: Option<&Url>) -> Option<String> {
    let alternate = |link: &&Link| {
        matches!(link.rel.as_deref(), None | Some("alternate"))
            && link.target.is_none()
            && !link.href.is_empty()
    };
    let page = |link: &Link| {
        link.media_type
            .as_deref()
            .is_none_or(|kind| kind.contains("html"))
    };
    let mut found = links.iter().filter(alternate);
    let first = found
        .clone()
        .find(|link| page(link))
        .or_else(|| found.next());
    match first {
        Some(link) => Some(absolute(&link.href, base)),
        None => Some(id.trim())
            .filter(|id| id.starts_with("http://") || id.starts_with("https://"))
            .map(str::to_owned),
    }
}

fn absolute(href: &str, base: Option<&Url>) -> String {
    match (Url::parse(href), base) {
        (Err(url::ParseError::RelativeUrlWithoutBase), Some(base)) => base
            .join(href)
            .map_or_else(|_| href.to_owned(), String::from),
        _ => href.to_owned(),
    }
}
