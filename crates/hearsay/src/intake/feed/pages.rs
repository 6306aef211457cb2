//! The entries of a feed as pages, made of the words that the feed itself carries.

use std::io::Read;

use super::{Entry, read};
use crate::intake::source::all;
use crate::intake::{Fault, Known, Page, Pages, cannot_read};

/// Whether a text opens as a feed does: by its root element, or as JSON Feed.
pub(in crate::intake) fn is_feed(start: &str) -> bool {
    if start.starts_with('{') {
        return start.contains("://jsonfeed.org/version/");
    }
    let mut rest = start;
    let root = loop {
        let Some(tag) = rest.trim_start().strip_prefix('<') else {
            return false;
        };
        let end = match tag {
            tag if tag.starts_with("!--") => "-->",
            tag if tag.starts_with(['?', '!']) => ">",
            tag => break tag,
        };
        let Some((_, behind)) = tag.split_once(end) else {
            return false;
        };
        rest = behind;
    };
    let name = root.split(|c: char| c.is_whitespace() || c == '>').next();
    let name = name.unwrap_or_default();
    match name.rsplit(':').next() {
        Some("rss") => true,
        Some("RDF") => root.contains("purl.org/rss/") || root.contains("rss/0.9"),
        Some("feed") => root.contains("Atom") || root.contains("atom"),
        _ => false,
    }
}

/// The entries of a feed that have words, in its order.
pub(in crate::intake) fn pages<'a>(source: impl Read, max_bytes: usize) -> Pages<'a> {
    let bytes = match all(source, max_bytes) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return Pages::new(std::iter::once(Err(Fault::too_large("", max_bytes)))),
        Err(error) => return Pages::fault(cannot_read(&error)),
    };
    let feed = match read(&bytes) {
        Ok(feed) => feed,
        Err(error) => return Pages::fault(error.to_string()),
    };
    if feed.entries.is_empty() {
        return Pages::fault("a feed without entries");
    }
    let outlet = feed.title;
    let entries = feed.entries.into_iter().enumerate();
    Pages::new(entries.map(move |(at, entry)| page(at, entry, outlet.clone(), max_bytes)))
}

fn page(at: usize, entry: Entry, outlet: Option<String>, max_bytes: usize) -> Result<Page, Fault> {
    let place = format!("entry {}", at + 1);
    let html = entry.html.filter(|html| has_words(html));
    let Some(html) = html else {
        let link = entry.url.unwrap_or(entry.id);
        return Err(Fault::new(
            place,
            format!(
                "no words of its own, only a link: {link}\n  hint: `hearsay add` takes addresses, and `hearsay watch` fetches what a feed points to"
            ),
        ));
    };
    let bytes = format!(
        "<!doctype html><html><head><meta charset=\"utf-8\"></head><body><article>\n{html}\n</article></body></html>"
    );
    if bytes.len() > max_bytes {
        return Err(Fault::too_large(place, max_bytes));
    }
    Ok(Page {
        place,
        bytes: bytes.into_bytes(),
        charset: Some("utf-8".to_owned()),
        signal: "feed",
        known: Known {
            url: entry.url,
            outlet,
            title: entry.title,
            authors: entry.authors,
            published: entry.published,
            language: None,
        },
        ..Page::default()
    })
}

/// Whether letters stand outside of tags.
fn has_words(html: &str) -> bool {
    let mut inside = false;
    html.chars().any(|c| {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside && c.is_alphabetic() => return true,
            _ => {}
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::{Options, open};
    use crate::page::{self, PageOptions};

    const FEED: &str = "<?xml version=\"1.0\"?><!-- made by hand --><rss version=\"2.0\" \
        xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>The Kite</title>\
        <item><title>Quay closed</title><link>https://kite.example/a</link>\
        <pubDate>Tue, 04 Mar 2031 09:00:00 +0100</pubDate><content:encoded><![CDATA[<p>The quay was closed \
        on Monday after a fire, the mayor said.</p><p>“We waited,” she added, and nobody came to open it again.</p>]]>\
        </content:encoded></item><item><title>A picture</title><link>https://kite.example/b</link>\
        <description>&lt;img src=\"x\"&gt;</description></item></channel></rss>";

    #[test]
    fn entries_are_pages_of_their_own_words() {
        let found: Vec<_> = open(FEED.as_bytes(), &Options::default()).collect();
        let [Ok(first), Err(second)] = found.as_slice() else {
            panic!("{found:?}");
        };
        assert!(second.to_string().contains("entry 2: no words"), "{second}");
        assert_eq!(first.place, "entry 1");
        let article = page::read(&first.bytes, &PageOptions::of(first)).expect("an article");
        assert!(
            article.text.starts_with("The quay was closed"),
            "{}",
            article.text
        );
        let told = |slot: Option<crate::article::Signalled<String>>| {
            slot.map(|told| (told.value, told.signal))
                .unwrap_or_default()
        };
        let by_feed = |value: &str| (value.to_owned(), "feed".to_owned());
        assert_eq!(told(article.url), by_feed("https://kite.example/a"));
        assert_eq!(told(article.title), by_feed("Quay closed"));
        assert_eq!(told(article.outlet), by_feed("The Kite"));
        assert_eq!(
            told(article.published),
            by_feed("2031-03-04T09:00:00+01:00")
        );
    }

    #[test]
    fn feeds_are_told_by_their_root() {
        for feed in [
            FEED,
            "<feed xmlns=\"http://www.w3.org/2005/Atom\">",
            "<!DOCTYPE rss><a:feed xmlns:a='http://www.w3.org/2005/Atom'>",
            "<rdf:RDF xmlns=\"http://purl.org/rss/1.0/\">",
            "{\"version\": \"https://jsonfeed.org/version/1.1\"}",
        ] {
            assert!(is_feed(feed), "{feed}");
        }
        for other in [
            "<!doctype html><html><rss>",
            "<p>An rss feed",
            "<feed>",
            "text",
            "<!--",
            "{\"text\":\"a\"}",
        ] {
            assert!(!is_feed(other), "{other}");
        }
    }
}
