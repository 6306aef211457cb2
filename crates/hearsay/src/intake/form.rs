//! Says from its opening what an input is: one page, or which container of pages.

use super::feed::pages::is_feed;
use super::mail::{self, Kind};
use super::sniff::{self, Format};
use super::{decode, mbox, pdf};

/// How many bytes of an input are looked at.
pub(super) const WINDOW: usize = 64 << 10;

/// What an input is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// No bytes, or nothing but blanks.
    Empty,
    /// Gzip members (RFC 1952).
    Gzip,
    /// Zstandard frames (RFC 8878).
    Zstd,
    /// A zip archive.
    Zip,
    /// A web archive (ISO 28500).
    Warc,
    /// One JSON object a line.
    JsonLines,
    /// A JSON array of objects.
    JsonArray,
    /// One JSON object with breaks between its fields.
    JsonSpread,
    /// RSS, Atom or JSON Feed.
    Feed,
    /// A PDF document.
    Pdf,
    /// A mail box (RFC 4155).
    Mbox,
    /// One mail message.
    Mail(Kind),
    /// One page: HTML or text.
    Page,
    /// Nothing that holds pages, with its name.
    Binary(&'static str),
}

/// What an input with this opening is.
pub(super) fn of(head: &[u8]) -> Form {
    let magic = |opening: &[u8]| head.starts_with(opening);
    if magic(b"\x1F\x8B") {
        return Form::Gzip;
    }
    if is_zstd(head) {
        return Form::Zstd;
    }
    if is_zip(head) {
        return Form::Zip;
    }
    if magic(b"WARC/") {
        return Form::Warc;
    }
    if pdf::is_pdf(head) {
        return Form::Pdf;
    }
    let text = decode::decode(head, None).text;
    let blank = |c: char| c.is_whitespace() || matches!(c, '\u{FEFF}' | '\0');
    let start = text.trim_start_matches(blank);
    if start.is_empty() {
        // Behind so many blanks there may still be a page, which its reader will see.
        return if head.len() < WINDOW {
            Form::Empty
        } else {
            Form::Page
        };
    }
    if is_feed(start) {
        return Form::Feed;
    }
    if let Some(form) = json(start) {
        return form;
    }
    if mbox::is_mbox(&text) {
        return Form::Mbox;
    }
    match sniff::format(head, &text) {
        Format::Binary(kind) => Form::Binary(kind),
        Format::Mail => mail::kind(&text).map_or(Form::Page, Form::Mail),
        Format::Html | Format::Text => Form::Page,
    }
}

/// A zip archive with entries, or an empty one.
pub(super) fn is_zip(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// A Zstandard frame, or a skippable one, which opens archives with a dictionary.
fn is_zstd(head: &[u8]) -> bool {
    head.starts_with(b"\x28\xB5\x2F\xFD")
        || matches!(head, [first, 0x2A, 0x4D, 0x18, ..] if (0x50..0x60).contains(first))
}

fn json(start: &str) -> Option<Form> {
    let after = |open: char| Some(start.strip_prefix(open)?.trim_start());
    if after('[').is_some_and(|rest| rest.starts_with('{')) {
        return Some(Form::JsonArray);
    }
    let rest = after('{')?;
    if !rest.starts_with(['"', '}']) {
        return None;
    }
    let first = start.lines().next()?.trim_end();
    Some(if first == "{" {
        Form::JsonSpread
    } else {
        Form::JsonLines
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides() {
        let cases: &[(&[u8], Form)] = &[
            (b"", Form::Empty),
            (b" \r\n\0", Form::Empty),
            (b"\x1F\x8B\x08", Form::Gzip),
            (b"\x28\xB5\x2F\xFD", Form::Zstd),
            (b"\x5D\x2A\x4D\x18", Form::Zstd),
            (b"PK\x03\x04", Form::Zip),
            (b"WARC/1.0\r\n", Form::Warc),
            (b"\xEF\xBB\xBF{\"text\": \"a\"}", Form::JsonLines),
            (b"{\n  \"text\": \"a\"\n}", Form::JsonSpread),
            (b"[\n {\"text\": \"a\"}]", Form::JsonArray),
            (b"{sic} he wrote", Form::Page),
            (b"[Update] The ferry sails.", Form::Page),
            (b"<!doctype html><p>x", Form::Page),
            (b"<rss version='2.0'>", Form::Feed),
            (b"%PDF-1.7\n", Form::Pdf),
            (
                b"From a@tarn.example Tue Mar  4 09:00:00 2031\nSubject: x\n",
                Form::Mbox,
            ),
            (b"From the harbour: a letter\n", Form::Page),
            (b"\x89PNG\r\n\x1A\n", Form::Binary("a PNG image")),
            (
                b"From: a@tarn.example\nDate: x\nSubject: y\n\nText",
                Form::Mail(Kind::Letter),
            ),
        ];
        for (head, form) in cases {
            assert_eq!(of(head), *form, "{:?}", String::from_utf8_lossy(head));
        }
    }
}
