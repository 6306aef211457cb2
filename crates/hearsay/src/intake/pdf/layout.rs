//! Characters with places become lines, and lines paragraphs.
//!
//! A PDF document has no paragraphs. Lines of one size that stand under one another at the usual
//! distance are one, until a line ends a sentence early, or the next is indented. Words that were
//! divided at the end of a line are joined. What stands at the top or bottom of most pages goes.

use std::collections::HashMap;

/// A character or a ligature, with its place.
pub(super) struct Glyph<'a> {
    /// Where it begins on its line, from the left, in points.
    pub(super) x: f64,
    /// Where its line stands, from the bottom, in points.
    pub(super) y: f64,
    /// How wide it is, in points.
    pub(super) width: f64,
    /// The size of its font, in points.
    pub(super) size: f64,
    /// Whether it was placed on its own, and not behind the one before it.
    pub(super) placed: bool,
    /// Its text.
    pub(super) text: &'a str,
}

#[derive(Debug, Clone)]
struct Line {
    page: usize,
    left: f64,
    right: f64,
    y: f64,
    size: f64,
    text: String,
}

/// The widest distance of lines that are set singly, in sizes of their font.
const SINGLE: f64 = 1.5;

/// Longest text that is kept, in bytes.
const LONGEST: usize = 16 << 20;

/// The characters so far, as lines.
#[derive(Debug, Default)]
pub(super) struct Layout {
    lines: Vec<Line>,
    page: usize,
    bytes: usize,
}

impl Layout {
    /// Begins a new page.
    pub(super) fn turn(&mut self) {
        self.page += 1;
    }

    /// Takes the next character.
    pub(super) fn take(&mut self, glyph: Glyph<'_>) {
        let sane = [glyph.x, glyph.y, glyph.width, glyph.size]
            .iter()
            .all(|number| number.is_finite());
        self.bytes += glyph.text.len();
        if !sane || self.bytes > LONGEST {
            return;
        }
        let end = glyph.x + glyph.width;
        let page = self.page;
        let last = self.lines.last_mut().filter(|line| {
            let down = (line.y - glyph.y).abs() > 0.5 * glyph.size.max(line.size);
            let back = glyph.x < line.right - glyph.size && glyph.placed;
            line.page == page && !down && !back
        });
        let Some(line) = last else {
            self.lines.push(Line {
                page,
                left: glyph.x,
                right: end,
                y: glyph.y,
                size: glyph.size,
                text: glyph.text.to_owned(),
            });
            return;
        };
        let gap = glyph.placed && glyph.x > line.right + 0.15 * glyph.size;
        if gap && !line.text.ends_with(' ') && !glyph.text.starts_with(' ') {
            line.text.push(' ');
        }
        line.text.push_str(glyph.text);
        line.right = line.right.max(end);
        line.size = line.size.max(glyph.size);
    }

    /// The text, a blank line between paragraphs.
    pub(super) fn text(self) -> String {
        let mut lines: Vec<Line> = self.lines;
        for line in &mut lines {
            line.text = clean(&line.text);
        }
        lines.retain(|line| !line.text.is_empty());
        let running = running(&lines, self.page);
        let mut at = 0;
        lines.retain(|_| {
            at += 1;
            !running[at - 1]
        });
        let leading = leading(&lines);
        let mut text = String::new();
        let mut before: Option<&Line> = None;
        for line in &lines {
            match before {
                None => text.push_str(&line.text),
                Some(before) if is_break(before, line, leading) => {
                    text.push_str("\n\n");
                    text.push_str(&line.text);
                }
                Some(_) => join(&mut text, &line.text),
            }
            before = Some(line);
        }
        text
    }
}

/// The words of a line with single blanks, ligatures taken apart.
fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{FB00}' => cleaned.push_str("ff"),
            '\u{FB01}' => cleaned.push_str("fi"),
            '\u{FB02}' => cleaned.push_str("fl"),
            '\u{FB03}' => cleaned.push_str("ffi"),
            '\u{FB04}' => cleaned.push_str("ffl"),
            c if c.is_control() || c == '\u{A0}' => cleaned.push(' '),
            c => cleaned.push(c),
        }
    }
    cleaned.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Which lines are heads or feet of pages: set apart, the first or last of at least three pages, and
/// of half of all, the same but for numbers; or nothing but a number.
fn running(lines: &[Line], pages: usize) -> Vec<bool> {
    let leading = leading(lines).min(SINGLE);
    let mut edges: Vec<usize> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let on_page = |other: &&Line| other.page == line.page;
        let above = at.checked_sub(1).and_then(|at| lines.get(at));
        let (above, below) = (above.filter(on_page), lines.get(at + 1).filter(on_page));
        if let (Some(body), None) | (None, Some(body)) = (above, below)
            && stands_apart(line, body, leading)
        {
            edges.push(at);
        }
    }
    let mut counts: HashMap<String, usize> = HashMap::new();
    for &at in &edges {
        *counts.entry(shape(&lines[at].text)).or_default() += 1;
    }
    let mut running = vec![false; lines.len()];
    for at in edges {
        let shape = shape(&lines[at].text);
        let often = counts
            .get(&shape)
            .is_some_and(|&count| count >= 3 && count * 2 >= pages);
        let number = pages > 1 && !shape.contains(char::is_alphabetic) && shape.len() <= 9;
        running[at] = often || number;
    }
    running
}

/// Whether a line at the edge of a page is not set as the line beside it.
fn stands_apart(edge: &Line, body: &Line, leading: f64) -> bool {
    let size = edge.size.max(1.0);
    (body.size / size - 1.0).abs() > 0.1 || (edge.y - body.y).abs() / size > 1.35 * leading
}

/// A line with its digits made one.
fn shape(text: &str) -> String {
    let mut shape = String::new();
    for c in text.chars() {
        match c {
            c if !c.is_ascii_digit() => shape.push(c),
            _ if !shape.ends_with('#') => shape.push('#'),
            _ => {}
        }
    }
    shape
}

/// The usual distance of lines, in sizes of their font.
fn leading(lines: &[Line]) -> f64 {
    let mut distances: Vec<f64> = lines
        .windows(2)
        .filter(|pair| pair[0].page == pair[1].page)
        .map(|pair| (pair[0].y - pair[1].y) / pair[0].size.max(1.0))
        .filter(|distance| (0.8..2.5).contains(distance))
        .collect();
    distances.sort_by(f64::total_cmp);
    distances.get(distances.len() / 2).copied().unwrap_or(1.2)
}

/// Whether a new paragraph begins with a line.
fn is_break(before: &Line, line: &Line, leading: f64) -> bool {
    let size = before.size.max(1.0);
    if (line.size / size - 1.0).abs() > 0.15 {
        return true;
    }
    let ended = before
        .text
        .trim_end_matches(['"', '”', '’', '\'', ')', '»'])
        .ends_with(['.', '!', '?', ':', '…']);
    let distance = (before.y - line.y) / size;
    if before.page != line.page || distance < 0.0 {
        // The next page or column: a sentence goes on, a new one could be anything.
        return ended;
    }
    let early = before.right < line.right - 4.0 * size;
    let indented = line.left > before.left + 0.8 * size;
    distance > 1.35 * leading || ended && (early || indented)
}

/// Appends a line to a paragraph. A word that was divided is joined; whether its hyphen was one of
/// its own, nobody can tell.
fn join(text: &mut String, line: &str) {
    let divided = text
        .strip_suffix(['-', '\u{AD}', '\u{2010}'])
        .is_some_and(|word| word.ends_with(char::is_alphabetic))
        && line.starts_with(char::is_lowercase);
    if divided {
        text.pop();
    } else {
        text.push(' ');
    }
    text.push_str(line);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(y: f64, left: f64, right: f64, size: f64, text: &str) -> Line {
        Line {
            page: 1,
            left,
            right,
            y,
            size,
            text: text.to_owned(),
        }
    }

    #[test]
    fn breaks() {
        let full = line(700.0, 72.0, 520.0, 12.0, "It closed on Monday after a");
        let under = |left, right, text| line(686.0, left, right, 12.0, text);
        assert!(!is_break(&full, &under(72.0, 520.0, "fire"), 1.17));
        let far = line(660.0, 72.0, 520.0, 12.0, "Then");
        assert!(is_break(&full, &far, 1.17));
        let heading = line(720.0, 72.0, 200.0, 18.0, "Quay closed");
        assert!(is_break(&heading, &full, 1.17));
        let short = line(700.0, 72.0, 200.0, 12.0, "It closed.");
        assert!(is_break(&short, &under(72.0, 520.0, "Nobody"), 1.17));
        let ended = line(700.0, 72.0, 519.0, 12.0, "It closed.");
        assert!(!is_break(&ended, &under(72.0, 520.0, "Nobody"), 1.17));
        assert!(is_break(&ended, &under(90.0, 520.0, "Nobody"), 1.17));
    }

    #[test]
    fn the_end_of_a_page_is_no_foot() {
        let page = |number: usize| {
            let at = |y: f64, text: &str| Line {
                page: number,
                ..line(y, 72.0, 500.0, 12.0, text)
            };
            [
                at(800.0, "Tarn Gazette"),
                at(760.0, "The wind had turned and turned again, they said,"),
                at(746.0, "before nightfall."),
                at(40.0, &number.to_string()),
            ]
        };
        let lines: Vec<Line> = (1..5).flat_map(page).collect();
        let expected = [true, false, false, true].repeat(4);
        assert_eq!(running(&lines, 4), expected);
    }

    #[test]
    fn divided_words_are_joined() {
        let mut text = "the harbour mas-".to_owned();
        join(&mut text, "ter of Lund-");
        join(&mut text, "Tarn, 1998-");
        join(&mut text, "2031");
        assert_eq!(text, "the harbour master of Lund- Tarn, 1998- 2031");
        assert_eq!(clean("a\u{FB01}\u{A0} b\tc"), "afi b c");
    }
}
