//! Words that a feed wrote as markup, and text that is to become markup.

/// Longest title or name that is read, in bytes.
const LONGEST: usize = 4096;

/// The words of a text that may hold tags and character references, with single blanks.
pub(super) fn plain(text: &str) -> String {
    let text = crate::span::clip(text, LONGEST);
    let words = if is_marked_up(text) || has_reference(text) {
        dom_query::Document::fragment(text).text().to_string()
    } else {
        text.to_owned()
    };
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether there is a tag in it: `a < b` has none.
pub(super) fn is_marked_up(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        let rest = &text[at + 1..];
        let name = rest.strip_prefix('/').unwrap_or(rest);
        name.starts_with(|c: char| c.is_ascii_alphabetic()) && rest.contains('>')
    })
}

/// Whether there is a character reference in it: `&amp;`, `&#8217;`.
fn has_reference(text: &str) -> bool {
    text.match_indices('&').any(|(at, _)| {
        let name = text[at + 1..].split(';').next().unwrap_or_default();
        let end = at + 1 + name.len();
        text.as_bytes().get(end) == Some(&b';')
            && !name.is_empty()
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#')
    })
}

/// Plain text as HTML: a paragraph for each run of lines.
pub(super) fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 16);
    for paragraph in text.replace("\r\n", "\n").split("\n\n") {
        if paragraph.trim().is_empty() {
            continue;
        }
        html.push_str("<p>");
        for c in paragraph.trim().chars() {
            match c {
                '&' => html.push_str("&amp;"),
                '<' => html.push_str("&lt;"),
                '>' => html.push_str("&gt;"),
                c => html.push(c),
            }
        }
        html.push_str("</p>\n");
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_told_from_words() {
        assert_eq!(
            plain("Quay &amp; <b>crane</b>  closed"),
            "Quay & crane closed"
        );
        assert_eq!(plain("Tolls: 3 < 5 > 2 & more"), "Tolls: 3 < 5 > 2 & more");
        assert_eq!(plain("Mayor&#8217;s\n word"), "Mayor’s word");
        assert_eq!(plain("R&D; nothing else"), "R&D; nothing else");
    }

    #[test]
    fn text_becomes_paragraphs() {
        assert_eq!(
            escape("a < b\r\nc\r\n\r\n\r\nd & e\n"),
            "<p>a &lt; b\nc</p>\n<p>d &amp; e</p>\n"
        );
    }
}
