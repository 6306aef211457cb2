//! The characters of a feed, made fit for the parser.
//!
//! Feeds lie about their charset and leave out versions and namespaces; the parser takes both at
//! their word. So the bytes are decoded here, as pages are, and the opening of the document is put
//! right.

use std::borrow::Cow;

use crate::intake::decode;
use crate::span::clip;

/// How far the opening of a feed may reach, in bytes: declaration, comments, the root's tag.
const OPENING: usize = 16 << 10;

/// The feed as text without a declaration and without what the parser stumbles over.
pub(super) fn text(bytes: &[u8]) -> String {
    let text = decode::decode(bytes, None).text;
    let text = undeclared(text.trim_start_matches(['\u{FEFF}', '\0']).trim_start());
    let text = rooted(text);
    let text = if text.contains(BROKEN) {
        Cow::Owned(text.replace(BROKEN, ""))
    } else {
        text
    };
    let mut text = text.into_owned();
    for (stone, instead) in STONES {
        if text.contains(stone) {
            text = text.replace(stone, instead);
        }
    }
    text
}

/// What the parser stumbles over: a media type that Atom has no word for, at which it gives the
/// feed up, and a declaration within the document, at which it panics.
const STONES: &[(&str, &str)] = &[
    ("type=\"text/plain\"", "type=\"text\""),
    ("type='text/plain'", "type='text'"),
    ("<?xml", "<?was"),
];

/// Control characters, which XML 1.0 forbids and careless programs copy from their sources.
const BROKEN: fn(char) -> bool = |c| {
    c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r') || matches!(c, '\u{FFFE}' | '\u{FFFF}')
};

/// Without the XML declaration: its encoding is no longer true.
fn undeclared(text: &str) -> &str {
    match text.strip_prefix("<?xml") {
        Some(rest) => rest
            .split_once("?>")
            .map_or(text, |(_, rest)| rest.trim_start()),
        None => text,
    }
}

/// Names of formats that differ from one the parser knows only in what hearsay does not ask for:
/// Atom 0.3 with its media types, RSS 0.90 and 1.1.
const OLD: &[(&str, &str)] = &[
    ("http://purl.org/atom/ns#", "http://www.w3.org/2005/Atom"),
    ("http://my.netscape.com/rdf/simple/0.9/", RSS_1),
    ("http://channel.netscape.com/rdf/simple/0.9/", RSS_1),
    ("http://purl.org/net/rss1.1#", RSS_1),
];

const RSS_1: &str = "http://purl.org/rss/1.0/";

/// With a root that the parser knows.
fn rooted(text: &str) -> Cow<'_, str> {
    let opening = clip(text, OPENING);
    if let Some(versioned) = versioned(text, opening) {
        return Cow::Owned(versioned);
    }
    if let Some((old, new)) = OLD.iter().find(|(old, _)| opening.contains(old)) {
        return Cow::Owned(text.replacen(old, new, 1));
    }
    Cow::Borrowed(text)
}

/// `<rss>` of a version that the parser does not know, as 2.0, which only adds to the others.
fn versioned(text: &str, opening: &str) -> Option<String> {
    let start = opening.find("<rss")? + 4;
    let end = start + opening[start..].find('>')?;
    let tag = &opening[start..end];
    let known = ["2.0", "0.91", "0.92"].iter().any(|version| {
        tag.contains(&format!("version=\"{version}\""))
            || tag.contains(&format!("version='{version}'"))
    });
    if known || tag.starts_with(|c: char| !c.is_whitespace()) {
        return None;
    }
    let tag = tag.replace("version=", "was=");
    let (before, after) = (&text[..start], &text[end..]);
    Some(format!("{before} version=\"2.0\"{tag}{after}"))
}
