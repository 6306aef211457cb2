//! Text without markup: an article as it is, or the dump of a whole page.

mod dump;

use std::ops::Range;

use super::Draft;

/// Reads text: furniture goes, headline, captions and by-lines are told apart.
pub(crate) fn read(text: &str) -> Draft {
    dump::read(text)
}

/// The paragraphs of a text, in bytes, without the blanks at their ends: each non-blank line is
/// one, except where a run of lines was wrapped at a fixed width.
pub(crate) fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut paragraphs = Vec::new();
    let mut run: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive(['\n', '\r', '\u{2029}', '\x0C']) {
        let trimmed = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        if !trimmed.is_empty() {
            run.push(start..start + trimmed.len());
        } else if !is_half_break(line, text, at) {
            close(text, &mut run, &mut paragraphs);
        }
    }
    close(text, &mut run, &mut paragraphs);
    paragraphs
}

/// The line feed of a carriage return and line feed is no blank line.
fn is_half_break(line: &str, text: &str, end: usize) -> bool {
    line == "\n" && end >= 2 && text.as_bytes()[end - 2] == b'\r'
}

fn close(text: &str, run: &mut Vec<Range<usize>>, paragraphs: &mut Vec<Range<usize>>) {
    if is_wrapped(text, run) {
        if let (Some(first), Some(last)) = (run.first(), run.last()) {
            paragraphs.push(first.start..last.end);
        }
        run.clear();
    } else {
        paragraphs.append(run);
    }
}

/// Lines broken by a machine: three or more, all but the last nearly as long as the longest,
/// which fits a screen, and most of them ending inside a sentence.
fn is_wrapped(text: &str, run: &[Range<usize>]) -> bool {
    let [body @ .., last] = run else { return false };
    if body.len() < 2 {
        return false;
    }
    let length = |range: &Range<usize>| text[range.clone()].chars().count();
    let longest = body.iter().map(length).max().unwrap_or(0);
    let even = body.iter().all(|line| length(line) + 18 >= longest);
    let open = body
        .iter()
        .filter(|line| {
            text[(*line).clone()]
                .ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | ';' | '-'))
        })
        .count();
    (45..=110).contains(&longest) && even && length(last) <= longest + 2 && open * 2 > body.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<&str> {
        paragraphs(text)
            .into_iter()
            .map(|range| &text[range])
            .collect()
    }

    #[test]
    fn each_line_is_a_paragraph() {
        assert_eq!(
            of("  One. \r\nTwo.\r\n\r\n\tThree\n\n"),
            ["One.", "Two.", "Three"]
        );
        assert_eq!(of(""), [""; 0]);
    }

    #[test]
    fn wrapped_lines_are_one() {
        let text = "The harbour office said on Monday that the ferry would not sail\n\
                    before the weather improved, which nobody expected to happen in\n\
                    the next days.\n\nA second one.";
        assert_eq!(of(text).len(), 2);
        assert!(of(text)[0].ends_with("next days."));
    }
}
