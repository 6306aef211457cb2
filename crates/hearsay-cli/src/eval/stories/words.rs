//! A page as its words: letters and digits only, so that marks at the ends of a span do not count.

use std::collections::BTreeSet;
use std::ops::Range;

use hearsay::span::Span;

/// The words of a text, with their bytes.
pub(super) struct Words {
    words: Vec<(Range<usize>, String)>,
}

impl Words {
    /// The words of `text`.
    pub(super) fn new(text: &str) -> Self {
        Self {
            words: split(text).collect(),
        }
    }

    /// Every place where the words of `part` stand in a row, as ranges of word numbers.
    pub(super) fn find(&self, part: &str) -> Vec<Range<usize>> {
        let part: Vec<String> = split(part).map(|(_, word)| word).collect();
        if part.is_empty() {
            return Vec::new();
        }
        let same = |start: &usize| {
            let here = &self.words[*start..*start + part.len()];
            here.iter().map(|(_, word)| word).eq(&part)
        };
        (0..(self.words.len() + 1).saturating_sub(part.len()))
            .filter(same)
            .map(|start| start..start + part.len())
            .collect()
    }

    /// Numbers of the words in a span.
    pub(super) fn of(&self, span: &Span) -> BTreeSet<usize> {
        let within = |range: &Range<usize>| {
            let start = self
                .words
                .partition_point(|(word, _)| word.start < range.start);
            let end = self
                .words
                .partition_point(|(word, _)| word.end <= range.end);
            start..end.max(start)
        };
        span.ranges().iter().flat_map(within).collect()
    }
}

/// Runs of letters and digits, with their bytes.
fn split(text: &str) -> impl Iterator<Item = (Range<usize>, String)> + '_ {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(char::is_alphanumeric)?;
        let end = text[start..]
            .find(|c: char| !c.is_alphanumeric())
            .map_or(text.len(), |length| start + length);
        rest = end;
        Some((start..end, text[start..end].to_owned()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_wherever_they_stand() {
        let words = Words::new("It rains. “It rains”, he said.");
        assert_eq!(words.find("It  rains"), [0..2, 2..4]);
        assert!(words.find("“").is_empty());
        assert!(words.find("rains it rains he said again").is_empty());
        let span = Span::new(vec![10..21]).expect("a span");
        assert_eq!(words.of(&span), BTreeSet::from([2, 3]));
    }
}
