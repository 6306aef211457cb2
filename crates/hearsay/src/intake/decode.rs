//! Bytes to characters: byte order mark, declared charset, UTF-8, then a guess.
//!
//! Follows the order of the HTML standard's encoding sniffing: the mark wins over the
//! declaration; a declaration is taken at its word unless the bytes are valid UTF-8 with
//! characters beyond ASCII, which no other encoding produces by accident.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How far a `charset` declaration is looked for, in bytes. The standard says 1024; real pages
/// put scripts before it.
const PRESCAN: usize = 8192;

/// Decoded text, and what was strange about its bytes.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) warnings: Vec<String>,
}

/// The text of these bytes. `label` is a charset named outside of them (an HTTP header).
pub(crate) fn decode(bytes: &[u8], label: Option<&str>) -> Decoded {
    let (encoding, skip) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, length),
        None => (choose(bytes, label), 0),
    };
    let body = &bytes[skip..];
    let (text, broken) = encoding.decode_without_bom_handling(body);
    let mut warnings = Vec::new();
    if broken {
        let count = text.matches('\u{FFFD}').count();
        warnings.push(format!(
            "invalid {}: {count} broken sequences were replaced by U+FFFD",
            encoding.name()
        ));
    }
    Decoded {
        text: text.into_owned(),
        warnings,
    }
}

fn choose(bytes: &[u8], label: Option<&str>) -> &'static Encoding {
    if let Some(encoding) = wide(bytes) {
        return encoding;
    }
    let utf8 = std::str::from_utf8(bytes).is_ok();
    if utf8 {
        return UTF_8;
    }
    let window = &bytes[..bytes.len().min(PRESCAN)];
    let declared = label
        .and_then(|label| Encoding::for_label(label.as_bytes()))
        .or_else(|| declared(window));
    match declared {
        // A page that declares UTF-8 and breaks it is broken UTF-8 if most of it holds.
        Some(encoding) if encoding == UTF_8 => {
            if mostly_utf8(bytes) {
                UTF_8
            } else {
                guess(bytes)
            }
        }
        // Declarations are read as bytes, so UTF-16 in one of them is a mistake for UTF-8.
        Some(encoding) if encoding == UTF_16BE || encoding == UTF_16LE => guess(bytes),
        Some(encoding) => encoding,
        None if mostly_utf8(bytes) => UTF_8,
        None => guess(bytes),
    }
}

/// UTF-16 without a mark: ASCII markup or Latin text leaves every second byte zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let window = &bytes[..bytes.len().min(512) & !1];
    if window.len() < 8 {
        return None;
    }
    let pairs = window.len() / 2;
    let zeros = |at: usize| {
        window
            .iter()
            .skip(at)
            .step_by(2)
            .filter(|&&b| b == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 10 > pairs * 7 && even * 10 < pairs {
        Some(UTF_16LE)
    } else if even * 10 > pairs * 7 && odd * 10 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// More well-formed multi-byte characters than broken bytes.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let mut good = 0;
    let mut bad = 0;
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(1 << 20)], true);
    detector.guess(None, Utf8Detection::Deny)
}

/// The charset that a `meta` element or an XML declaration names.
fn declared(window: &[u8]) -> Option<&'static Encoding> {
    let lower = window.to_ascii_lowercase();
    let mut from = 0;
    while let Some(at) = find(&lower[from..], b"charset").map(|at| from + at + 7) {
        if let Some(encoding) = label_after(&lower[at..]) {
            return Some(encoding);
        }
        from = at;
    }
    if !lower.trim_ascii_start().starts_with(b"<?xml") {
        return None;
    }
    let at = find(&lower, b"encoding")?;
    label_after(&lower[at + 8..])
}

/// `= "label"` with optional blanks and quotes.
fn label_after(bytes: &[u8]) -> Option<&'static Encoding> {
    let rest = bytes
        .trim_ascii_start()
        .strip_prefix(b"=")?
        .trim_ascii_start();
    let rest = rest
        .strip_prefix(b"\"")
        .or_else(|| rest.strip_prefix(b"'"))
        .unwrap_or(rest);
    let end = rest
        .iter()
        .position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'.')))
        .unwrap_or(rest.len());
    Encoding::for_label(&rest[..end])
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack
        .windows(needle.len())
        .position(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes, None).text
    }

    #[test]
    fn marks_declarations_and_guesses() {
        assert_eq!(text(b"\xEF\xBB\xBFh\xC3\xA9"), "hé");
        assert_eq!(text(b"\xFF\xFEh\0\xE9\0"), "hé");
        assert_eq!(
            text(b"<meta charset='windows-1251'>\xCF\xEE\xF0\xF2"),
            "<meta charset='windows-1251'>Порт"
        );
        assert_eq!(
            text(
                b"<meta http-equiv=Content-Type content=\"text/html; charset=iso-8859-1\">caf\xE9"
            ),
            "<meta http-equiv=Content-Type content=\"text/html; charset=iso-8859-1\">café"
        );
        assert_eq!(
            text(b"\xABLe port est ferm\xE9\xBB, a d\xE9clar\xE9 le maire."),
            "«Le port est fermé», a déclaré le maire."
        );
    }

    #[test]
    fn utf_16_without_a_mark() {
        let bytes: Vec<u8> = "<html><body>Hafen"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        assert_eq!(text(&bytes), "<html><body>Hafen");
    }

    #[test]
    fn broken_utf_8_is_replaced_and_said() {
        let decoded = decode(
            "“A — é”"
                .as_bytes()
                .iter()
                .copied()
                .chain([0xFF, b'x'])
                .collect::<Vec<_>>()
                .as_slice(),
            None,
        );
        assert_eq!(decoded.text, "“A — é”\u{FFFD}x");
        assert_eq!(decoded.warnings.len(), 1, "{:?}", decoded.warnings);
    }
}
