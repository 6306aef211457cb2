//! Whom to believe about a page: its user, its container, or itself.
//!
//! The user overrules everything, so does a container whose words were written for the page
//! (JSON lines); other containers (feeds, mail) only fill what the page leaves open. A value that
//! was only guessed from the address counts as open.

use super::meta::title::is_home;
use super::{PageOptions, meta};
use crate::article::{Article, Signalled};
use crate::date;
use crate::intake::Known;
use crate::span::clip;

/// Settles the address: the page's canonical one if it is of the host that the page was fetched
/// from, else the one it was fetched from. `location` is where an archive says it was saved from.
pub(super) fn address(article: &mut Article, location: Option<String>, options: &PageOptions) {
    let fetched = location
        .map(|url| Signalled::new(url, "mhtml:location"))
        .or_else(|| {
            let url = options.address.clone()?;
            Some(Signalled::new(url, "address"))
        });
    let Some(fetched) = fetched else { return };
    let counts = |canonical: &Signalled<String>| {
        let site_of = site(&canonical.value);
        // Broken templates name the front page as the address of every page.
        let front = is_home(&canonical.value) && !is_home(&fetched.value);
        site_of.is_some() && site_of == site(&fetched.value) && !front
    };
    if !article.url.as_ref().is_some_and(counts) {
        article.url = Some(fetched);
    }
}

/// The host of an address without the prefixes that variants of one page differ in.
fn site(url: &str) -> Option<String> {
    let host = meta::host(url)?;
    let bare = ["m.", "amp."]
        .iter()
        .find_map(|prefix| host.strip_prefix(prefix))
        .filter(|rest| rest.contains('.'));
    Some(bare.unwrap_or(&host).to_owned())
}

/// Whether somebody who overrules the page says its language.
pub(super) fn language_is_told(options: &PageOptions) -> bool {
    options.user.language.is_some() || options.overrules && options.known.language.is_some()
}

/// Puts what the container and the user say into the article, and what the address tells where
/// nobody says more. `saved` is when an archive was saved.
pub(super) fn tell(article: &mut Article, options: &PageOptions, saved: Option<String>) {
    put(article, &options.known, options.signal, options.overrules);
    put(article, &options.user, "user", true);
    let url = article.url.as_ref().map(|url| url.value.as_str());
    if article.published.is_none() {
        let day = url.and_then(meta::url_date);
        article.published = day
            .map(|day| Signalled::new(day, "url"))
            .or_else(|| Some(Signalled::new(saved?, "mhtml:date")));
    }
    if article.outlet.is_none() {
        let host = url.and_then(meta::host);
        article.outlet = host.map(|host| Signalled::new(host, "url"));
    }
}

fn put(article: &mut Article, known: &Known, signal: &str, overrules: bool) {
    let set = |slot: &mut Option<Signalled<String>>, value: Option<&str>| {
        let value = value.map(str::trim).filter(|value| !value.is_empty());
        let open = slot.as_ref().is_none_or(|told| told.signal == "url");
        if let Some(value) = value.filter(|_| overrules || open) {
            *slot = Some(Signalled::new(value.to_owned(), signal));
        }
    };
    set(&mut article.url, known.url.as_deref());
    set(&mut article.outlet, known.outlet.as_deref());
    set(&mut article.title, known.title.as_deref());
    set(&mut article.language, known.language.as_deref());
    if let Some(published) = &known.published {
        match date::stamp(published) {
            Some(stamp) => set(&mut article.published, Some(&stamp)),
            None if published.trim().is_empty() => {}
            None => article.warnings.push(format!(
                "no date is understood in the publication time that came with the page: {:?}",
                clip(published, 80)
            )),
        }
    }
    if !known.authors.is_empty() && (overrules || article.authors.is_empty()) {
        let names = known.authors.iter().map(|name| name.trim());
        article.authors = names
            .filter(|name| !name.is_empty())
            .map(|name| Signalled::new(name.to_owned(), signal))
            .collect();
    }
}

#[cfg(test)]
mod tests {
    use super::super::{PageOptions, read};
    use super::*;

    const PAGE: &str = "<html><head><link rel=canonical href=https://kite.example/a></head>\
        <h1>Quay closed</h1><p>The quay was closed on Monday after a fire, the mayor said.";

    fn url(address: Option<&str>) -> (String, String) {
        let options = PageOptions {
            address: address.map(str::to_owned),
            ..PageOptions::default()
        };
        let url = read(PAGE.as_bytes(), &options)
            .expect("an article")
            .url
            .expect("an address");
        (url.value, url.signal)
    }

    #[test]
    fn a_canonical_address_counts_on_its_own_host() {
        let canonical = "https://kite.example/a";
        assert_eq!(url(None).0, canonical);
        assert_eq!(url(Some("https://www.kite.example/a?x=1")).0, canonical);
        assert_eq!(url(Some("http://amp.kite.example/a")).0, canonical);
        assert_eq!(
            url(Some("https://tarn.example/copy")),
            ("https://tarn.example/copy".to_owned(), "address".to_owned())
        );
    }

    fn told(overrules: bool) -> Article {
        let options = PageOptions {
            known: Known {
                url: Some("https://tarn.example/b".to_owned()),
                outlet: Some("Tarn Gazette".to_owned()),
                title: Some("Another title".to_owned()),
                authors: vec!["Ada Lund".to_owned()],
                published: Some("Tue, 4 Mar 2031 09:00:00 +0100".to_owned()),
                language: Some("en-GB".to_owned()),
            },
            signal: "feed",
            overrules,
            ..PageOptions::default()
        };
        read(PAGE.as_bytes(), &options).expect("an article")
    }

    fn value(slot: Option<&Signalled<String>>) -> (&str, &str) {
        slot.map_or(("", ""), |told| (&told.value, &told.signal))
    }

    #[test]
    fn a_container_fills_gaps() {
        let article = told(false);
        assert_eq!(value(article.title.as_ref()), ("Quay closed", "h1"));
        assert_eq!(value(article.url.as_ref()).0, "https://kite.example/a");
        assert_eq!(value(article.outlet.as_ref()), ("Tarn Gazette", "feed"));
        assert_eq!(
            value(article.published.as_ref()),
            ("2031-03-04T09:00:00+01:00", "feed")
        );
        assert_eq!(value(article.authors.first()), ("Ada Lund", "feed"));
    }

    #[test]
    fn or_overrules_without_touching_the_text() {
        let article = told(true);
        assert_eq!(value(article.title.as_ref()), ("Another title", "feed"));
        assert_eq!(
            value(article.url.as_ref()),
            ("https://tarn.example/b", "feed")
        );
        assert!(
            article.text.starts_with("Quay closed\n\n"),
            "{}",
            article.text
        );
    }

    #[test]
    fn a_time_that_is_none_is_a_warning() {
        let options = PageOptions {
            known: Known {
                published: Some("a while ago".to_owned()),
                ..Known::default()
            },
            ..PageOptions::default()
        };
        let article = read(PAGE.as_bytes(), &options).expect("an article");
        assert_eq!(article.published, None);
        assert!(
            article.warnings[0].contains("a while ago"),
            "{:?}",
            article.warnings
        );
    }
}
