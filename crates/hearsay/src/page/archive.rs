//! Takes the page out of a web archive (MHTML, RFC 2557).
//!
//! Browsers save a page as a mail message: `multipart/related`, the page first, its pictures
//! after it, the address in `Snapshot-Content-Location`, the moment of saving in `Date`.

use mail_parser::{HeaderValue, Message, MessageParser, MimeHeaders, PartType};

/// What stands in a web archive.
pub(crate) struct Archive {
    /// The page, decoded by its mail headers.
    pub(crate) page: String,
    /// Whether the page is HTML.
    pub(crate) html: bool,
    /// The address it was saved from.
    pub(crate) url: Option<String>,
    /// When it was saved (RFC 3339), which is no earlier than its publication.
    pub(crate) saved: Option<String>,
}

/// The page of an archive; `None` if no part is HTML or text.
pub(crate) fn open(bytes: &[u8]) -> Option<Archive> {
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
    let (page, html) = match &part.body {
        PartType::Html(page) => (page.to_string(), true),
        PartType::Text(page) => (page.to_string(), false),
        _ => return None,
    };
    let url = header(&message, "Snapshot-Content-Location")
        .or_else(|| part.content_location().map(str::to_owned))
        .filter(|url| url.starts_with("http"));
    Some(Archive {
        page,
        html,
        url,
        saved: message.date().map(mail_parser::DateTime::to_rfc3339),
    })
}

fn header(message: &Message<'_>, name: &str) -> Option<String> {
    match message.header(name.to_owned())? {
        HeaderValue::Text(value) => Some(value.trim().to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAVED: &str = "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://kite.example/a\r\n\
        Date: Tue, 4 Mar 2031 09:00:00 +0100\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html; charset=windows-1252\r\n\
        Content-Transfer-Encoding: quoted-printable\r\n\r\n<html><p>Caf=E9=\r\n s</p></html>\r\n--b\r\n\
        Content-Type: image/gif\r\nContent-Transfer-Encoding: base64\r\n\r\nR0lG\r\n--b--\r\n";

    #[test]
    fn the_page_its_address_and_its_date() {
        let archive = open(SAVED.as_bytes()).expect("an archive");
        assert!(
            archive.html && archive.page.contains("Café s"),
            "{}",
            archive.page
        );
        assert_eq!(archive.url.as_deref(), Some("https://kite.example/a"));
        assert_eq!(archive.saved.as_deref(), Some("2031-03-04T09:00:00+01:00"));
    }

    #[test]
    fn pictures_alone_are_no_page() {
        let bare = "MIME-Version: 1.0\r\nContent-Type: image/gif\r\nContent-Transfer-Encoding: base64\r\n\r\nR0lG";
        assert!(open(bare.as_bytes()).is_none());
    }
}
