//! The days of papers and occasions: "a letter dated 4 March", "in Monday's edition", "last week's remarks".

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::Place;
use super::beside::{Beside, NEAR, TAKEN};
use crate::grammar::table::rows;
use crate::grammar::vocabulary::{self, Function, Noun};
use crate::voice::SourceKind;

const ISSUINGS: &str = include_str!("../../../assets/voice/issuings.csv");
const OCCASIONS: &str = include_str!("../../../assets/voice/occasions.csv");

static ISSUING: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| rows(ISSUINGS, 2).map(|row| row[0]).collect());

static OCCASION: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| rows(OCCASIONS, 2).map(|row| row[0]).collect());

impl Beside<'_> {
    /// "Last week's remarks by [the minister]", "in Monday's statement [the bank] said".
    pub(super) fn occasion(&self, place: &Place, words: &Range<usize>) -> bool {
        let near = words.end..words.end + 5;
        let Some(noun) = near.clone().find(|&at| self.is_occasion(at)) else {
            return false;
        };
        let voice = place.voices.iter().map(|voice| voice.start);
        let cue = place.cue.iter().map(|cue| cue.start);
        let mut starts = voice.chain(cue);
        starts.any(|at| at + NEAR > noun && at <= noun + NEAR && !place.says(noun))
            && !place.says(words.start)
    }

    /// Whether the word is something that is said or written, what prints it, or an occasion to speak.
    pub(super) fn is_occasion(&self, at: usize) -> bool {
        let word = self.lower(at);
        let paper = matches!(
            vocabulary::noun(word),
            Some((Noun::Document | Noun::Outlet, false))
        );
        OCCASION.contains(word) || paper || vocabulary::is_outlet_name(word)
    }

    /// Whether the source is a document, or its words name one.
    pub(super) fn is_paper(&self, place: &Place, kind: SourceKind) -> bool {
        kind == SourceKind::Document
            || place
                .source
                .clone()
                .is_some_and(|mut source| source.any(|at| self.is_occasion(at)))
    }

    /// Whether a word of issuing stands before this token, no mark between them.
    pub(super) fn is_issued_before(&self, at: usize, from: usize) -> bool {
        (from.max(at.saturating_sub(NEAR))..=at)
            .rev()
            .take_while(|&before| before == at || !self.is_mark(before))
            .any(|before| ISSUING.contains(self.lower(before)))
    }

    /// "[A letter dated 4 March]", "[a pilot quoted last week by the daily]".
    pub(super) fn is_issued(&self, place: &Place, kind: SourceKind, words: &Range<usize>) -> bool {
        self.subjects(place).iter().any(|voice| {
            let behind = voice.end <= words.start
                && words.start - voice.end <= TAKEN
                && !(voice.end..words.start)
                    .any(|at| self.function(at) == Some(Function::Conjunction));
            let inside = voice.contains(&words.start);
            let near = voice.start..words.start;
            // "The statement on Monday".
            let bare = words.start > near.start && self.is_occasion(words.start - 1);
            let issued = bare
                || self.is_issued_before(words.start, near.start)
                || self.lower(words.start) == "of";
            (inside || behind)
                && issued
                && (self.is_elsewhere(place)
                    || self.is_paper(place, kind)
                    || self.is_reported_before(words.start, near.start))
        })
    }

    /// The voices, or where none is known what stands before the reporting words of a sentence and names a document.
    pub(super) fn subjects(&self, place: &Place) -> Vec<Range<usize>> {
        let (true, Some(cue)) = (self.is_elsewhere(place), &place.cue) else {
            return place.voices.clone();
        };
        let before = self.context.tokens.sentence(cue.start).start..cue.start;
        let paper = before.clone().take(TAKEN).any(|at| self.is_occasion(at));
        let quiet = !before
            .clone()
            .any(|at| place.says(at) || self.is_told(place, at));
        (paper && quiet).then_some(before).into_iter().collect()
    }

    /// Whether no source stands in the sentence of the reporting words.
    pub(super) fn is_elsewhere(&self, place: &Place) -> bool {
        let (Some(source), Some(cue)) = (&place.source, &place.cue) else {
            return place.source.is_none();
        };
        !self
            .context
            .tokens
            .sentence(cue.start)
            .contains(&source.start)
    }

    /// Whether "quoted" stands just before.
    pub(super) fn is_reported_before(&self, at: usize, from: usize) -> bool {
        (from.max(at.saturating_sub(3))..at)
            .any(|before| matches!(self.lower(before), "quoted" | "cited" | "interviewed"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::table::tests::check;

    #[test]
    fn lists_are_sorted_without_duplicates_and_with_examples() {
        check(ISSUINGS, "issuings", 2);
        check(OCCASIONS, "occasions", 2);
    }
}
