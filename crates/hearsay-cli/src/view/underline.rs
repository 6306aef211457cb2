//! A paragraph with the parts of one attribution underlined on the line beneath.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::Screen;
use super::look::Look;
use crate::printer::clean_char;

/// A part of the text, what underlines it, and how it looks in colour.
#[derive(Debug, Clone)]
pub(crate) struct Mark {
    /// Code points of the text.
    pub(crate) range: Range<usize>,
    /// What stands under each of its columns.
    pub(crate) sign: char,
    /// How it looks where colour is wanted.
    pub(crate) look: Look,
}

/// Writes a block of the text (`block` in code points of `text`), broken between words; under each
/// line that has a marked part stands a line of signs. Later marks stand over earlier ones.
pub(crate) fn write(
    out: &mut String,
    screen: Screen,
    text: &[char],
    block: Range<usize>,
    marks: &[Mark],
) {
    let mut lines: Vec<Range<usize>> = Vec::new();
    let mut line: Option<Range<usize>> = None;
    let mut at = block.start;
    while at < block.end {
        let blank = text[at].is_whitespace();
        let mut end = at + 1;
        while end < block.end && text[end].is_whitespace() == blank {
            end += 1;
        }
        if !blank {
            line = match line.take() {
                Some(old) if width(&text[old.start..end]) <= screen.columns => Some(old.start..end),
                Some(old) => {
                    lines.push(old);
                    Some(at..end)
                }
                None => Some(at..end),
            };
        }
        at = end;
    }
    lines.extend(line);
    for line in lines {
        write_line(out, screen, text, line, marks);
    }
}

fn write_line(out: &mut String, screen: Screen, text: &[char], line: Range<usize>, marks: &[Mark]) {
    let mark = |at: usize| marks.iter().rev().find(|mark| mark.range.contains(&at));
    let mut signs = String::new();
    for at in line {
        let c = clean_char(text[at]);
        let mark = mark(at);
        match mark.filter(|_| screen.colour) {
            Some(mark) => {
                let style = mark.look.style();
                out.push_str(&format!("{style}{c}{style:#}"));
            }
            None => out.push(c),
        }
        let sign = mark.map_or(' ', |mark| mark.sign);
        for _ in 0..c.width().unwrap_or(0) {
            signs.push(sign);
        }
    }
    out.push('\n');
    let signs = signs.trim_end();
    if !signs.is_empty() {
        out.push_str(signs);
        out.push('\n');
    }
}

fn width(text: &[char]) -> usize {
    text.iter()
        .map(|c| clean_char(*c).width().unwrap_or(0))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_stand_under_their_words() {
        let text: Vec<char> = "The weir 潮 holds, she said on the day".chars().collect();
        let marks = [
            Mark {
                range: 9..16,
                sign: '~',
                look: Look::CONTENT,
            },
            Mark {
                range: 18..21,
                sign: '^',
                look: Look::SOURCE,
            },
            Mark {
                range: 22..26,
                sign: '-',
                look: Look::CUE,
            },
        ];
        let screen = Screen {
            colour: false,
            columns: 24,
        };
        let mut out = String::new();
        write(&mut out, screen, &text, 0..text.len(), &marks);
        assert_eq!(
            out,
            "The weir 潮 holds, she\n         ~~~~~~~~  ^^^\nsaid on the day\n----\n"
        );
    }
}
