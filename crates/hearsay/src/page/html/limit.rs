//! Takes the depth out of hostile markup before it is parsed.
//!
//! An HTML parser looks up its stack of open elements at many a tag, so a hundred thousand nested
//! `div`s cost it minutes. Browsers stop nesting at 512 elements; so do we, by leaving out the
//! tags that lie deeper, with their end tags. Text is never left out.

use std::borrow::Cow;

/// Elements nested deeper than this lose their tags.
const DEPTH: usize = 400;

/// Elements that have no end, or whose end tag may be left out: they do not count as depth.
const UNCOUNTED: &[&str] = &[
    "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "frame", "head", "hr",
    "html", "img", "input", "li", "link", "meta", "optgroup", "option", "p", "param", "rp", "rt",
    "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
];

/// Elements whose content is no markup.
const RAW: &[&str] = &[
    "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes",
];

/// The markup with no more than [`DEPTH`] counted elements open at a time, and whether any tag
/// had to go.
pub(crate) fn limit_depth(html: &str) -> (Cow<'_, str>, bool) {
    let mut kept: Option<String> = None;
    let mut copied = 0;
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|found| at + found) {
        let rest = &html[open + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            at = comment
                .find("-->")
                .map_or(html.len(), |end| open + 4 + end + 3);
            continue;
        }
        let (closing, name) = tag_name(rest);
        if name.is_empty() {
            at = open + 1;
            continue;
        }
        let end = tag_end(html, open);
        at = end;
        let lower = name.to_ascii_lowercase();
        if !closing && RAW.contains(&lower.as_str()) {
            at = raw_end(html, end, &lower);
            continue;
        }
        if UNCOUNTED.contains(&lower.as_str()) {
            continue;
        }
        let deep = if closing {
            let deep = depth > DEPTH;
            depth = depth.saturating_sub(1);
            deep
        } else {
            depth += 1;
            depth > DEPTH
        };
        if deep {
            let kept = kept.get_or_insert_with(String::new);
            kept.push_str(&html[copied..open]);
            copied = end;
        }
    }
    match kept {
        None => (Cow::Borrowed(html), false),
        Some(mut kept) => {
            kept.push_str(&html[copied..]);
            (Cow::Owned(kept), true)
        }
    }
}

/// The name after `<` or `</`; empty if no tag opens here.
fn tag_name(rest: &str) -> (bool, &str) {
    let (closing, rest) = match rest.strip_prefix('/') {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return (closing, "");
    }
    let end = rest
        .find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/'))
        .unwrap_or(rest.len());
    (closing, &rest[..end])
}

/// One past the `>` that ends the tag opened at `open`; quoted attributes may hold others.
fn tag_end(html: &str, open: usize) -> usize {
    let mut quote = None;
    let mut before = b' ';
    for (at, byte) in html.bytes().enumerate().skip(open) {
        match (quote, byte) {
            (Some(q), b) if q == b => quote = None,
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (None, b'>') => return at + 1,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    html.len()
}

/// Where the end tag of a raw text element begins.
fn raw_end(html: &str, from: usize, name: &str) -> usize {
    let bytes = html.as_bytes();
    let mut at = from;
    while let Some(found) = html[at..].find("</").map(|found| at + found) {
        let start = found + 2;
        let candidate = bytes.get(start..start + name.len());
        if candidate.is_some_and(|candidate| candidate.eq_ignore_ascii_case(name.as_bytes())) {
            return tag_end(html, found);
        }
        at = start;
    }
    html.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_pages_pass_untouched() {
        let html = "<div title='a > b'><p>One<p>Two<!-- <div> --><script>'<div>'</script></div>";
        let (kept, cut) = limit_depth(html);
        assert!(!cut);
        assert_eq!(kept, html);
    }

    #[test]
    fn deep_tags_go_and_their_text_stays() {
        let html = format!(
            "{}deep{}<p>after</p>",
            "<div>".repeat(5000),
            "</div>".repeat(5000)
        );
        let (kept, cut) = limit_depth(&html);
        assert!(cut);
        assert_eq!(kept.matches("<div>").count(), DEPTH);
        assert_eq!(kept.matches("</div>").count(), DEPTH);
        assert!(kept.contains("deep</div>") && kept.ends_with("<p>after</p>"));
    }

    #[test]
    fn unfinished_markup_ends() {
        for html in [
            "<",
            "<div",
            "<div class=\"",
            "<script>",
            "<!--",
            "</",
            "<script></scri",
            "é<é>",
        ] {
            assert_eq!(limit_depth(html).0, html);
        }
    }
}
