//! Ranges of an article's text.
//!
//! Inside the program a span is a list of byte ranges on character borders, sorted, not
//! overlapping and never empty. Outputs count Unicode code points instead; [`CodePoints`] turns
//! one into the other.

use std::ops::Range;

/// A possibly discontinuous range of a text, in bytes.
///
/// Holds at least one range; ranges are sorted, non-empty, do not overlap and lie on character
/// borders of the text they were made for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Span(Vec<Range<usize>>);

impl Span {
    /// A span of these byte ranges. They are sorted; empty ones are dropped, and ranges that
    /// overlap or touch become one. `None` if nothing is left.
    pub fn new(mut ranges: Vec<Range<usize>>) -> Option<Self> {
        ranges.retain(|range| range.start < range.end);
        ranges.sort_by_key(|range| (range.start, range.end));
        let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
        for range in ranges {
            match merged.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => merged.push(range),
            }
        }
        (!merged.is_empty()).then_some(Self(merged))
    }

    /// The byte ranges, in text order.
    pub fn ranges(&self) -> &[Range<usize>] {
        &self.0
    }

    /// First byte.
    pub fn start(&self) -> usize {
        self.0[0].start
    }

    /// One past the last byte.
    pub fn end(&self) -> usize {
        self.0[self.0.len() - 1].end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.0
            .iter()
            .any(|a| other.0.iter().any(|b| a.start < b.end && b.start < a.end))
    }

    /// The text under the span, its ranges joined by one blank.
    ///
    /// # Panics
    /// If the span was made for another text and does not fit this one.
    pub fn text(&self, text: &str) -> String {
        let parts: Vec<&str> = self.0.iter().map(|range| &text[range.clone()]).collect();
        parts.join(" ")
    }
}

/// The opening of a text: at most `bytes` bytes, cut on the border of a character.
pub(crate) fn clip(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Byte offsets of one text as Unicode code point offsets.
#[derive(Debug)]
pub struct CodePoints {
    /// For every 64th byte, the code points that start before it.
    marks: Vec<usize>,
    bytes: Vec<u8>,
}

const STEP: usize = 64;

impl CodePoints {
    /// An index over `text`: one number per 64 bytes.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes().to_vec();
        let mut marks = Vec::with_capacity(bytes.len() / STEP + 1);
        let mut count = 0;
        for chunk in bytes.chunks(STEP) {
            marks.push(count);
            count += starts(chunk);
        }
        marks.push(count);
        Self { marks, bytes }
    }

    /// How many code points start before byte `offset` (0 to the length of the text).
    pub fn at(&self, offset: usize) -> usize {
        let mark = offset / STEP;
        self.marks[mark] + starts(&self.bytes[mark * STEP..offset])
    }
}

/// Code points that start in these bytes.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}
