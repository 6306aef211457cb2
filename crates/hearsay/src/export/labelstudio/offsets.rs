//! Offsets in code points, whichever of two units a file counts in.

/// Turns UTF-16 code units of one text into code points.
#[derive(Debug)]
pub(super) struct Utf16 {
    /// Where the characters that take two units begin, in units.
    pairs: Vec<usize>,
    /// The length of the text, in units.
    len: usize,
}

impl Utf16 {
    /// An index over `text`: one number for each character outside of the basic plane.
    pub(super) fn new(text: &str) -> Self {
        let (mut pairs, mut len) = (Vec::new(), 0);
        for c in text.chars() {
            if c.len_utf16() == 2 {
                pairs.push(len);
            }
            len += c.len_utf16();
        }
        Self { pairs, len }
    }

    /// The code point at code unit `offset`; `None` within a pair or past the end.
    pub(super) fn point(&self, offset: usize) -> Option<usize> {
        let before = self.pairs.partition_point(|&pair| pair < offset);
        let inside = before > 0 && self.pairs[before - 1] + 1 == offset;
        (offset <= self.len && !inside).then(|| offset - before)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_border_of_a_character_is_found(text in "[a🚢é🏽]{0,80}") {
            let utf16 = Utf16::new(&text);
            let mut borders = vec![(0, 0)];
            let mut unit = 0;
            for (at, c) in text.chars().enumerate() {
                unit += c.len_utf16();
                borders.push((unit, at + 1));
            }
            for offset in 0..unit + 3 {
                let expected = borders.iter().find(|(unit, _)| *unit == offset);
                prop_assert_eq!(utf16.point(offset), expected.map(|(_, point)| *point));
            }
        }
    }
}
