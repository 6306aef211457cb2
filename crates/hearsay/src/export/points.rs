//! A text by its code points: which words stand at an offset of a reading.

/// Code points between two marks.
const STEP: usize = 64;

/// Finds the bytes of code points. Offsets outside of the text give `None`, never a panic.
#[derive(Debug)]
pub(super) struct Points<'a> {
    text: &'a str,
    /// The byte of every 64th code point.
    marks: Vec<usize>,
    len: usize,
}

impl<'a> Points<'a> {
    /// An index over `text`.
    pub(super) fn new(text: &'a str) -> Self {
        let marks = text
            .char_indices()
            .step_by(STEP)
            .map(|(byte, _)| byte)
            .collect();
        Self {
            text,
            marks,
            len: text.chars().count(),
        }
    }

    /// The length of the text in code points.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The words from code point `start` up to `end`.
    pub(super) fn slice(&self, start: usize, end: usize) -> Option<&'a str> {
        if start > end {
            return None;
        }
        self.text.get(self.byte(start)?..self.byte(end)?)
    }

    /// The words at `spans`, joined by one blank, as in [`crate::reading::Marked`].
    pub(super) fn words(&self, spans: &[[usize; 2]]) -> Option<String> {
        let words: Option<Vec<&str>> = spans
            .iter()
            .map(|&[start, end]| self.slice(start, end))
            .collect();
        Some(words?.join(" "))
    }

    fn byte(&self, point: usize) -> Option<usize> {
        if point == self.len {
            return Some(self.text.len());
        }
        let mark = *self.marks.get(point / STEP)?;
        let (byte, _) = self.text[mark..].char_indices().nth(point % STEP)?;
        Some(mark + byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn slices_are_those_of_a_list_of_characters(text in "[a🚢é]{0,200}", a in 0..220_usize, b in 0..220_usize) {
            let points = Points::new(&text);
            let chars: Vec<char> = text.chars().collect();
            let expected = chars.get(a..b).map(|chars| chars.iter().collect::<String>());
            prop_assert_eq!(points.slice(a, b).map(str::to_owned), expected);
        }
    }

    #[test]
    fn ends_of_text() {
        let points = Points::new("");
        assert_eq!(points.slice(0, 0), Some(""));
        assert_eq!(points.slice(0, 1), None);
        assert_eq!(Points::new("🚢").slice(1, usize::MAX), None);
        assert_eq!(
            Points::new("🚢x").words(&[[0, 1], [1, 2]]).as_deref(),
            Some("🚢 x")
        );
    }
}
