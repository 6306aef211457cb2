//! Mail messages: pages that a browser saved (MHTML, RFC 2557), and letters (RFC 5322).
//!
//! Browsers save a page as a mail message: `multipart/related`, the page first, its pictures
//! after it, the address in `Snapshot-Content-Location`, the moment of saving in `Date`. A letter
//! has a sender, a subject and a date of its own.

use mail_parser::{HeaderValue, Message, MessageParser, MimeHeaders, PartType};

use super::{Known, Page};
use crate::span::clip;

/// How far the headers are looked at, in bytes: signatures make them long.
const HEADERS: usize = 64 << 10;

/// Who wrote a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A browser that saved a page.
    Saved,
    /// A person or a list.
    Letter,
}

/// What is read in a message.
pub(crate) struct Body {
    /// The page, decoded by its mail headers.
    pub(crate) text: String,
    /// Whether the page is HTML.
    pub(crate) html: bool,
    /// The address it was saved from.
    pub(crate) url: Option<String>,
    /// When it was saved or sent (RFC 3339), which is no earlier than its publication.
    pub(crate) date: Option<String>,
}

/// What a text is, if it opens with the headers of a message: every line before the first blank
/// one is a header or goes on with one, and the names are those of mail.
pub(crate) fn kind(text: &str) -> Option<Kind> {
    let mut names: Vec<String> = Vec::new();
    let mut values: Vec<String> = Vec::new();
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    for line in clip(text, HEADERS).lines() {
        if line.is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) {
            if let Some(value) = values.last_mut() {
                value.push_str(&line.to_ascii_lowercase());
            }
            continue;
        }
        let (name, value) = line.split_once(':')?;
        let named = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
        if name.is_empty() || !name.bytes().all(named) {
            return None;
        }
        names.push(name.to_ascii_lowercase());
        values.push(value.to_ascii_lowercase());
    }
    let value = |name: &str| {
        let at = names.iter().position(|other| other == name)?;
        Some(values[at].as_str())
    };
    let has = |name: &str| value(name).is_some();
    let mime = has("mime-version") && has("content-type");
    let letter = has("from")
        && has("date")
        && ["message-id", "received", "subject", "to"]
            .into_iter()
            .any(has);
    if !mime && !letter {
        return None;
    }
    let sent = ["to", "received", "message-id", "delivered-to"]
        .into_iter()
        .any(has);
    let related = value("content-type").is_some_and(|kind| kind.contains("multipart/related"));
    let saved = has("snapshot-content-location")
        || value("from").is_some_and(|from| from.contains("saved by"))
        || !sent && (related || !letter);
    Some(if saved { Kind::Saved } else { Kind::Letter })
}

/// The page in a message; `None` if no part is HTML or text.
pub(crate) fn body(bytes: &[u8]) -> Option<Body> {
    let message = MessageParser::default().parse(bytes)?;
    let part = message
        .parts
        .iter()
        .find(|part| matches!(part.body, PartType::Html(_)))
        .or_else(|| {
            message
                .parts
                .iter()
                .find(|part| matches!(part.body, PartType::Text(_)))
        })?;
    let (text, html) = match &part.body {
        PartType::Html(page) => (page.to_string(), true),
        PartType::Text(page) => (page.to_string(), false),
        _ => return None,
    };
    let url = location(&message).or_else(|| {
        let url = part.content_location()?;
        is_web(url).then(|| url.to_owned())
    });
    Some(Body {
        text,
        html,
        url,
        date: date(&message),
    })
}

/// The message as a page, with what its headers say.
pub(super) fn page(bytes: Vec<u8>, kind: Kind) -> Page {
    let message = MessageParser::default().parse_headers(&bytes);
    let mut page = Page::default();
    if let Some(message) = message {
        match kind {
            Kind::Saved => {
                page.address = location(&message);
                page.fetched = date(&message);
            }
            Kind::Letter => {
                page.signal = "mail";
                page.known = Known {
                    title: message.subject().map(str::to_owned),
                    published: date(&message),
                    outlet: sender(&message),
                    ..Known::default()
                };
            }
        }
    }
    page.bytes = bytes;
    page
}

/// The sender's name, or else the domain of the address.
fn sender(message: &Message<'_>) -> Option<String> {
    let from = message.from()?.first()?;
    let name = from.name().map(str::trim).filter(|name| !name.is_empty());
    let domain = || Some(from.address()?.rsplit_once('@')?.1.trim().to_owned());
    name.map(str::to_owned).or_else(domain)
}

fn location(message: &Message<'_>) -> Option<String> {
    match message.header("Snapshot-Content-Location")? {
        HeaderValue::Text(value) => Some(value.trim().to_owned()).filter(|url| is_web(url)),
        _ => None,
    }
}

fn date(message: &Message<'_>) -> Option<String> {
    let date = message.date().filter(|date| date.is_valid())?;
    Some(date.to_rfc3339())
}

fn is_web(url: &str) -> bool {
    url.starts_with("http://") || url.starts_with("https://")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAVED: &str = "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://kite.example/a\r\n\
        Date: Tue, 4 Mar 2031 09:00:00 +0100\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html; charset=windows-1252\r\n\
        Content-Transfer-Encoding: quoted-printable\r\n\r\n<html><p>Caf=E9=\r\n s</p></html>\r\n--b\r\n\
        Content-Type: image/gif\r\nContent-Transfer-Encoding: base64\r\n\r\nR0lG\r\n--b--\r\n";

    const LETTER: &str = "Received: by mail.tarn.example\r\n\twith a tab\r\nFrom: Tarn Gazette <news@tarn.example>\r\n\
        To: reader@kite.example\r\nSubject: =?utf-8?q?The_caf=C3=A9_quay?=\r\nDate: Tue, 4 Mar 2031 09:00:00 +0100\r\n\r\n\
        The quay is open again, the mayor said.\r\n";

    #[test]
    fn the_page_its_address_and_its_date() {
        let body = body(SAVED.as_bytes()).expect("a page");
        assert!(body.html && body.text.contains("Café s"), "{}", body.text);
        assert_eq!(body.url.as_deref(), Some("https://kite.example/a"));
        assert_eq!(body.date.as_deref(), Some("2031-03-04T09:00:00+01:00"));
        assert_eq!(kind(SAVED), Some(Kind::Saved));
        let page = page(SAVED.into(), Kind::Saved);
        assert_eq!(page.address, body.url);
        assert_eq!(page.fetched, body.date);
        assert_eq!(page.known, Known::default());
    }

    #[test]
    fn letters_have_a_sender_and_a_subject() {
        assert_eq!(kind(LETTER), Some(Kind::Letter));
        let page = page(LETTER.into(), Kind::Letter);
        assert_eq!(page.known.title.as_deref(), Some("The café quay"));
        assert_eq!(page.known.outlet.as_deref(), Some("Tarn Gazette"));
        assert_eq!(
            page.known.published.as_deref(),
            Some("2031-03-04T09:00:00+01:00")
        );
        assert_eq!((page.signal, page.overrules), ("mail", false));
        let nameless = LETTER.replace("Tarn Gazette <news@tarn.example>", "news@tarn.example");
        let page = super::page(nameless.into(), Kind::Letter);
        assert_eq!(page.known.outlet.as_deref(), Some("tarn.example"));
    }

    #[test]
    fn text_with_colons_is_no_mail() {
        for text in [
            "Note: the ferry is late.",
            "From: the harbour\nThe ferry is late.\nDate: tomorrow\nTo: all\n\n",
            "",
        ] {
            assert_eq!(kind(text), None, "{text}");
        }
    }

    #[test]
    fn pictures_alone_are_no_page() {
        let bare = "MIME-Version: 1.0\r\nContent-Type: image/gif\r\nContent-Transfer-Encoding: base64\r\n\r\nR0lG";
        assert!(body(bare.as_bytes()).is_none());
    }
}
