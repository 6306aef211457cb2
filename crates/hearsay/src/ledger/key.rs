//! Text ids: the first 80 bits of a SHA-256 over what the thing is, as 20 hexadecimal digits.
//!
//! The same thing has the same id in every ledger, whatever the order in which it came.

use crate::article::text;
use crate::reading::AttributionValue;

/// Hexadecimal digits of a text id.
pub const LENGTH: usize = 20;

/// The id of something that these parts make up; `kind` keeps apart things of the same parts.
pub(super) fn of(kind: &str, parts: &[&str]) -> String {
    let mut joined = String::from(kind);
    for part in parts {
        // The length says where a part ends, whatever it holds.
        joined.push_str(&format!("\n{}:", part.len()));
        joined.push_str(part);
    }
    let mut id = text::id(&joined);
    id.truncate(LENGTH);
    id
}

/// The id of an article: its address and its text. Two outlets that print one text have two
/// articles; one text without an address is one article wherever it was found.
pub fn article(url: Option<&str>, text: &str) -> String {
    of("article", &[url.unwrap_or_default(), text])
}

/// The id of a page: its address.
pub(super) fn page(url: &str) -> String {
    of("page", &[url])
}

/// The id of an attribution: its article and its spans. What kind of voice it is and how sure it
/// sounds may be read anew without making it another.
pub(super) fn attribution(article: &str, value: &AttributionValue) -> String {
    let spans = |spans: Option<&Vec<[usize; 2]>>| {
        let spans: Vec<String> = spans
            .into_iter()
            .flatten()
            .map(|[start, end]| format!("{start}-{end}"))
            .collect();
        spans.join(",")
    };
    let source = spans(value.source.as_ref().map(|source| &source.words.spans));
    let cue = spans(value.cue.as_ref().map(|cue| &cue.spans));
    let content = spans(value.content.as_ref().map(|content| &content.spans));
    of("attribution", &[article, &source, &cue, &content])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(of("a", &["bc", "d"]), of("a", &["b", "cd"]));
        assert_ne!(of("a", &["b\n1:c"]), of("a", &["b", "c"]));
        assert_ne!(of("a", &["b"]), of("b", &["b"]));
        assert_eq!(of("a", &["b"]).len(), LENGTH);
    }

    #[test]
    fn one_text_at_two_addresses_is_two_articles() {
        let (here, there) = (Some("https://a.example/1"), Some("https://b.example/1"));
        assert_ne!(article(here, "Tide."), article(there, "Tide."));
        assert_eq!(article(None, "Tide."), article(None, "Tide."));
    }
}
