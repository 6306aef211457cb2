//! What a source refers back to, as far as its kind goes: "he", "it", "the doctor".
//!
//! Who it is was settled by the stage before. Its kind is that of the words by which the article tells most of it: a
//! name, or the phrase that brought it in ("a clerk"). Where nothing is known, the pronoun decides.

use std::ops::Range;

use super::SourceKind;
use super::source::{Earlier, Kind, Sources};
use super::why::Ground;
use crate::entity::Entities;
use crate::grammar::phrase::Phrase;
use crate::grammar::vocabulary::{self, Pronoun};
use crate::span::Span;

/// Tokens before the end of a source in which its head stands.
const NEAR: usize = 8;

/// Sources that "he" looks back over, where it is not known who he is.
const RECENT: usize = 3;

/// Whether "he" can be of this kind.
fn is_human(kind: &Kind) -> bool {
    kind.kind == SourceKind::Person || kind.kind == SourceKind::Anonymous && kind.count == Some(1)
}

impl Sources<'_> {
    /// What the article says elsewhere of a person that it calls "the doctor" here.
    pub(super) fn mentioned(&self, phrase: &Phrase) -> Option<Kind> {
        let word = self.tokens.lower(phrase.head_at?);
        let same = |earlier: &&Earlier| {
            (earlier.end.saturating_sub(NEAR)..earlier.end).any(|at| self.tokens.lower(at) == word)
        };
        self.referred(&phrase.whole)
            .filter(is_human)
            .or_else(|| Some(self.earlier.iter().rev().find(same)?.kind).filter(is_human))
    }

    /// The kind of a pronoun.
    pub(super) fn of_pronoun(&self, pronoun: Pronoun, at: usize) -> Kind {
        let ground = vocabulary::pronoun_row(self.tokens.lower(at))
            .map_or(Ground::rule_at("a pronoun", at, at), |row| {
                Ground::row(row, at, at)
            });
        let by_itself = match pronoun {
            Pronoun::People | Pronoun::Plural => Kind::one(SourceKind::Collective, ground),
            Pronoun::Someone => Kind::anonymous(Some(1), ground),
            Pronoun::Author => Kind::one(SourceKind::Author, ground),
            Pronoun::Relative | Pronoun::Thing => Kind::one(SourceKind::Organization, ground),
            Pronoun::Person => Kind::one(SourceKind::Person, ground),
        };
        let refers = matches!(
            pronoun,
            Pronoun::Person | Pronoun::Thing | Pronoun::Plural | Pronoun::Relative
        );
        let referred = refers.then(|| self.referred(&(at..at + 1))).flatten();
        if pronoun != Pronoun::Person {
            return referred.unwrap_or(by_itself);
        }
        let last = || {
            let earlier = self.earlier.iter().rev().take(RECENT);
            earlier.map(|earlier| earlier.kind).find(is_human)
        };
        referred.filter(is_human).or_else(last).unwrap_or(by_itself)
    }

    /// The kind of the words that tell most of what these refer to; `None` where no others do.
    fn referred(&self, words: &Range<usize>) -> Option<Kind> {
        let first = self.tokens.get(words.start)?;
        let last = self.tokens.get(words.end.checked_sub(1)?)?;
        let span = Span::new(std::iter::once(first.range.start..last.range.end).collect())?;
        let telling = Span::new(std::iter::once(self.entities.fullest(&span)?).collect())?;
        let telling = self.tokens.of(&telling);
        let whole = *telling.first()?..telling.last()? + 1;
        // What tells most refers to nothing further.
        let nothing = Entities::default();
        let kind = Sources::new(self.tokens, self.names, &nothing).kind(&whole, &[], false);
        let ground = Ground::rule_at(
            "what the article says of whom this refers to",
            whole.start,
            whole.end - 1,
        );
        Some(kind.because(ground))
    }
}

#[cfg(test)]
mod tests {
    use super::super::source::tests::kind;
    use super::*;

    #[test]
    fn what_refers_back_takes_the_kind_of_what_it_refers_to() {
        use SourceKind::{Anonymous, Document, Organization, Person};
        for (text, sources, wanted) in [
            (
                "Jan Oud said so. He left.",
                &["Jan Oud", "He"][..],
                (Person, None),
            ),
            (
                "A clerk said so. He left.",
                &["A clerk", "He"],
                (Anonymous, Some(1)),
            ),
            (
                "A clerk said so. Later the clerk left.",
                &["A clerk", "the clerk"],
                (Anonymous, Some(1)),
            ),
            (
                "The memo said so. It named him.",
                &["The memo", "It"],
                (Document, None),
            ),
            (
                "The bank said so. It left.",
                &["The bank", "It"],
                (Organization, None),
            ),
            (
                "It rains, said a clerk of the bank, who knows.",
                &["who"],
                (Anonymous, Some(1)),
            ),
            (
                "It rains, said Jan Oud, who knows.",
                &["who"],
                (Person, None),
            ),
            (
                "Two clerks said so. They left.",
                &["Two clerks", "They"],
                (Anonymous, Some(2)),
            ),
            (
                "It rains, said a clerk on condition of anonymity.",
                &["a clerk"],
                (Anonymous, Some(1)),
            ),
        ] {
            assert_eq!(kind(text, sources), wanted, "{text}");
        }
    }
}
