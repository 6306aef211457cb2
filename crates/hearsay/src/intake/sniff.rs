//! Says from the bytes what one page is: HTML, a mail message, text, or nothing to read.
//!
//! The content decides, never a file ending. Text encodings are left to `decode`, containers of
//! many pages to `form`.

use super::mail;
use crate::span::clip;

/// What an input is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// HTML or XHTML.
    Html,
    /// A mail message: MHTML (RFC 2557) with the page as a part, or a letter.
    Mail,
    /// Text without markup.
    Text,
    /// Something else, with its name.
    Binary(&'static str),
}

/// Opening bytes of formats that people hand over by mistake.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xD0\xCF\x11\xE0", "an old office document"),
    (b"\x1F\x8B", "gzip-compressed data"),
    (b"BZh", "bzip2-compressed data"),
    (b"\xFD7zXZ\0", "xz-compressed data"),
    (b"\x28\xB5\x2F\xFD", "zstd-compressed data"),
    (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xFF\xD8\xFF", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF media file"),
    (b"\x7FELF", "a program"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"bplist00", "an Apple property list or web archive"),
];

/// How many bytes are looked at.
const WINDOW: usize = 4096;

/// What these bytes are. `text` is their opening, decoded.
pub(crate) fn format(bytes: &[u8], text: &str) -> Format {
    for (magic, name) in MAGIC {
        if bytes.starts_with(magic) {
            return Format::Binary(name);
        }
    }
    let head = head(text);
    if looks_binary(head) {
        return Format::Binary("binary data");
    }
    if mail::kind(text).is_some() {
        return Format::Mail;
    }
    if is_html(head) {
        return Format::Html;
    }
    Format::Text
}

/// The first [`WINDOW`] bytes of a text, cut on a character border.
fn head(text: &str) -> &str {
    clip(text, WINDOW)
}

/// Control characters that no text holds, more than one in fifty.
fn looks_binary(head: &str) -> bool {
    let mut controls = 0;
    let mut all = 0;
    for c in head.chars() {
        all += 1;
        let odd = c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\x0C' | '\x1B' | '\u{85}');
        if odd || c == '\u{FFFD}' {
            controls += 1;
        }
    }
    controls * 50 > all && (controls > 4 || controls * 2 > all)
}

/// Elements that only a page has. Text that merely mentions a tag has fewer.
const PAGE_TAGS: &[&str] = &[
    "<!doctype html",
    "<html",
    "<head",
    "<body",
    "<article",
    "<meta ",
];
const FLOW_TAGS: &[&str] = &[
    "<p>", "<p ", "</p>", "<div", "</div>", "<h1", "<h2", "<br>", "<br/>", "<br />", "<li>",
    "<span", "<a href", "<table", "<figure", "<section",
];

fn is_html(head: &str) -> bool {
    let lower = head.to_ascii_lowercase();
    let start = lower.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    if PAGE_TAGS.iter().any(|tag| start.starts_with(tag))
        || start.starts_with("<?xml") && lower.contains("<html")
    {
        return true;
    }
    let page = PAGE_TAGS.iter().filter(|tag| lower.contains(**tag)).count();
    let flow = FLOW_TAGS
        .iter()
        .map(|tag| lower.matches(tag).count())
        .sum::<usize>();
    start.starts_with('<') && (page > 0 || flow >= 2) || page >= 2 || flow >= 4
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Format {
        format(text.as_bytes(), text)
    }

    #[test]
    fn content_decides() {
        assert_eq!(of("<!DOCTYPE html><title>x</title>"), Format::Html);
        assert_eq!(of("<p>One.</p><p>Two.</p>"), Format::Html);
        assert_eq!(of("<!-- saved --><html><body>x"), Format::Html);
        assert_eq!(of("The tag <p> opens a paragraph, he said."), Format::Text);
        assert_eq!(of("Note: the ferry is late."), Format::Text);
        assert_eq!(
            of(
                "From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n"
            ),
            Format::Mail
        );
        assert_eq!(of("%PDF-1.7 ..."), Format::Binary("a PDF document"));
        assert_eq!(
            of("\u{1}\u{2}\u{3}\u{4}\u{5}\u{6}ab"),
            Format::Binary("binary data")
        );
    }

    #[test]
    fn a_stray_control_character_is_no_binary() {
        assert_eq!(
            of("The mayor\u{c}spoke at length about the \u{0}harbour and the sea."),
            Format::Text
        );
    }
}
