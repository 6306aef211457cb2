//! Words in XML.

/// The words for the inside of an element or of an attribute in double quotation marks. What XML 1.0 has no place for
/// becomes U+FFFD.
pub(super) fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' | '\r' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_words_break_out() {
        assert_eq!(
            escaped("a<b>&\"c\"\u{0}\n\u{FFFF}é"),
            "a&lt;b&gt;&amp;&quot;c&quot;\u{FFFD} \u{FFFD}é"
        );
    }
}
