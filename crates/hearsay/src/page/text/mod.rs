//! Text without markup: an article as it is, or the dump of a whole page.

mod dump;
mod fields;
mod headline;
mod line;
mod signature;

use std::ops::Range;

use super::{Draft, words};

/// Reads text: furniture goes, headline, captions and by-lines are told apart.
pub(crate) fn read(text: &str) -> Draft {
    dump::read(text)
}

/// The paragraphs of a text, in bytes, without the blanks at their ends: each non-blank line is
/// one, except where a run of lines was wrapped at a fixed width.
pub(crate) fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let runs = runs(text);
    // Once a text is seen to be wrapped, its runs of two lines are told by the same width.
    let width = runs.iter().filter_map(|run| wrapped_at(text, run)).max();
    let mut paragraphs = Vec::new();
    for run in runs {
        match run.as_slice() {
            [first, .., last] if wrapped_at(text, &run).is_some() || fills(text, &run, width) => {
                paragraphs.push(first.start..last.end);
            }
            _ => {
                for line in run {
                    match paragraphs
                        .last_mut()
                        .filter(|last| leads_on(text, last, &line))
                    {
                        Some(last) => last.end = line.end,
                        None => paragraphs.push(line),
                    }
                }
            }
        }
    }
    paragraphs
}

/// Shortest line that a stray break can have cut, in code points.
const CUT: usize = 40;

/// Whether a break between two lines stands inside a sentence: the first ends with a word that
/// leads on, or the second begins as no line does.
fn leads_on(text: &str, line: &Range<usize>, next: &Range<usize>) -> bool {
    let (first, second) = (&text[line.clone()], &text[next.clone()]);
    let between = &text[line.end..next.start];
    if between
        .matches('\n')
        .count()
        .max(between.matches('\r').count())
        > 1
        || first.chars().take(CUT).count() < CUT
        || !first.ends_with(is_open)
    {
        return false;
    }
    let last = first.rsplit(char::is_whitespace).next().unwrap_or_default();
    words::leads_on(last) || second.starts_with(|c: char| c.is_lowercase() || ",;.)”’".contains(c))
}

/// Runs of non-blank lines, each line without the blanks at its ends.
fn runs(text: &str) -> Vec<Vec<Range<usize>>> {
    let mut runs = Vec::new();
    let mut run: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive(['\n', '\r', '\u{2029}', '\x0C']) {
        let trimmed = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        if !trimmed.is_empty() {
            run.push(start..start + trimmed.len());
        } else if !is_half_break(line, text, at) && !run.is_empty() {
            runs.push(std::mem::take(&mut run));
        }
    }
    if !run.is_empty() {
        runs.push(run);
    }
    runs
}

/// The line feed of a carriage return and line feed is no blank line.
fn is_half_break(line: &str, text: &str, end: usize) -> bool {
    line == "\n" && end >= 2 && text.as_bytes()[end - 2] == b'\r'
}

/// How much shorter than the longest a wrapped line can be: a long word went to the next.
const RAGGED: usize = 18;

fn length(text: &str, line: &Range<usize>) -> usize {
    text[line.clone()].chars().count()
}

/// The width at which a run was wrapped, in code points: three lines or more, all but the last
/// nearly as long as the longest, which fits a screen, and most of them ending inside a sentence.
fn wrapped_at(text: &str, run: &[Range<usize>]) -> Option<usize> {
    let [body @ .., last] = run else { return None };
    let longest = body.iter().map(|line| length(text, line)).max()?;
    let even = body
        .iter()
        .all(|line| length(text, line) + RAGGED >= longest);
    let ends = |line: &&Range<usize>| text[(*line).clone()].ends_with(is_open);
    let open = body.iter().filter(ends).count();
    let wrapped = body.len() >= 2
        && (45..=110).contains(&longest)
        && even
        && length(text, last) <= longest + 2
        && open * 2 > body.len();
    wrapped.then_some(longest)
}

fn is_open(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, ',' | ';' | '-')
}

/// Whether all lines of a run but its last fill the width that the text was wrapped at.
fn fills(text: &str, run: &[Range<usize>], width: Option<usize>) -> bool {
    let (Some(width), [body @ .., _]) = (width, run) else {
        return false;
    };
    let full = |line: &Range<usize>| {
        (width.saturating_sub(RAGGED)..=width + 2).contains(&length(text, line))
    };
    !body.is_empty()
        && body
            .iter()
            .all(|line| full(line) && text[line.clone()].ends_with(is_open))
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
    fn a_stray_break_inside_a_sentence_ends_nothing() {
        let whole = "The mayor of the harbour town expects charges against\n“at least two pilots” in the autumn.";
        assert_eq!(of(whole), [whole]);
        assert_eq!(
            of("The mayor of the harbour town expects charges\nThe union said so.").len(),
            2
        );
        assert_eq!(of("Who paid for\nThe union said so.").len(), 2);
    }

    #[test]
    fn wrapped_lines_are_one() {
        let text = "The harbour office said on Monday that the ferry would not sail\n\
                    before the weather improved, which nobody expected to happen in\n\
                    the next days.\n\n“Nobody asked us whether we have a boat of our own,” said a man,\n\
                    who had none.\n\nA headline\nA second one.";
        assert_eq!(of(text).len(), 4);
        assert!(of(text)[0].ends_with("next days."));
    }
}
