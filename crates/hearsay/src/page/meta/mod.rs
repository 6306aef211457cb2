//! What a page says about itself: outlet, headline, authors, date, address, language.
//!
//! Every value keeps the signal that gave it. Signals are asked in a fixed order, the declared
//! ones (JSON-LD, `meta`) before the visible ones, the address last.

mod authors;
pub(crate) mod html;
mod json_ld;
pub(crate) mod outlet;
mod tags;
pub(crate) mod title;
pub(crate) mod visible;

use crate::date;

/// The day in a path such as `/2031/03/04/` or `/20310304/`.
pub(crate) fn url_date(url: &str) -> Option<String> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = &path[path.find('/')?..];
    let path = path.split(['?', '#']).next()?;
    let parts: Vec<&str> = path
        .split(['/', '-', '_'])
        .filter(|part| !part.is_empty())
        .collect();
    let digits =
        |part: &str, length| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
    parts
        .windows(3)
        .find(|window| digits(window[0], 4) && digits(window[1], 2) && digits(window[2], 2))
        .and_then(|window| date::stamp(&window.join("-")))
        .or_else(|| {
            let part = parts.iter().find(|part| digits(part, 8))?;
            date::stamp(part)
        })
}

/// The host of an address without `www.` and port.
pub(crate) fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (host.contains('.') && host.len() <= 253).then(|| host.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_tell_days_and_hosts() {
        assert_eq!(
            url_date("https://kite.example/2031/03/04/quay/").as_deref(),
            Some("2031-03-04")
        );
        assert_eq!(
            url_date("https://kite.example/n/20310304/88.html").as_deref(),
            Some("2031-03-04")
        );
        assert_eq!(
            url_date("https://kite.example/2031/03/quay-24-12.html"),
            None
        );
        assert_eq!(
            host("https://www.Kite.example:80/x").as_deref(),
            Some("kite.example")
        );
        assert_eq!(host("mailto:x"), None);
    }
}
