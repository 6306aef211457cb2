//! What a source refers back to, as far as its kind goes: "he", "it", "the doctor".
//!
//! A pronoun goes back sentence by sentence and takes the nearest source that it fits; failing that, the
//! noun phrase that opens the sentence, then a name in it. "Who" takes the words before it. "The
//! doctor" takes the last mention of a doctor: with a name a person, with "a" somebody whose
//! name is held back. Who it is, is left to the stage that finds entities.

use std::ops::Range;

use super::SourceKind;
use super::source::{Kind, Sources};
use super::why::Ground;
use crate::grammar::names::{Name, Names};
use crate::grammar::phrase::Phrase;
use crate::grammar::tokens::Tokens;
use crate::grammar::vocabulary::{self, Determiner, Pronoun};

/// Tokens that "the doctor" looks back for "a doctor".
pub(super) const FAR: usize = 2000;

/// Sentences that a pronoun looks back.
const LOOK_BACK: usize = 6;

impl Sources<'_> {
    /// What the article said before of a person that it now calls "the doctor".
    pub(super) fn mentioned(&self, phrase: &Phrase) -> Option<Kind> {
        let head = phrase.head_at?;
        let word = self.tokens.lower(head);
        (0..phrase.whole.start)
            .rev()
            .take(FAR)
            .filter(|&at| self.tokens.lower(at) == word)
            .find_map(|at| {
                let sentence = self.tokens.sentence(at);
                let start = (sentence.start.max(at.saturating_sub(4))..at)
                    .rev()
                    .find(|&before| vocabulary::determiner(self.tokens.lower(before)).is_some());
                let named = self
                    .names
                    .within(at.saturating_sub(6).max(sentence.start)..(at + 8).min(sentence.end))
                    .filter(|name| name.end + 2 >= at && name.start <= at + 2)
                    .any(|name| self.names.kind(self.tokens, name) == Name::Person);
                let ground = Ground::rule_at("an earlier mention", start.unwrap_or(at), at);
                if named {
                    return Some(Kind::one(SourceKind::Person, ground));
                }
                let determiner = start.and_then(|at| vocabulary::determiner(self.tokens.lower(at)));
                (determiner == Some(Determiner::Indefinite))
                    .then_some(Kind::anonymous(Some(1), ground))
            })
    }

    pub(super) fn of_pronoun(&self, pronoun: Pronoun, at: usize) -> Kind {
        let ground = vocabulary::pronoun_row(self.tokens.lower(at))
            .map_or(Ground::rule_at("a pronoun", at, at), |row| {
                Ground::row(row, at, at)
            });
        let one = |kind| Kind::one(kind, ground);
        match pronoun {
            Pronoun::People => Kind::many(SourceKind::Collective, ground),
            Pronoun::Someone => Kind::anonymous(Some(1), ground),
            Pronoun::Author => one(SourceKind::Author),
            Pronoun::Relative => self.before(at),
            Pronoun::Person => self
                .look_back(at, |kind| {
                    matches!(kind.kind, SourceKind::Person)
                        || kind.kind == SourceKind::Anonymous && !kind.plural
                })
                .unwrap_or(one(SourceKind::Person)),
            Pronoun::Thing => self
                .look_back(at, |kind| {
                    matches!(
                        kind.kind,
                        SourceKind::Organization | SourceKind::Outlet | SourceKind::Document
                    )
                })
                .unwrap_or(one(SourceKind::Organization)),
            Pronoun::Plural => self
                .look_back(at, |kind| kind.plural)
                .unwrap_or(Kind::many(SourceKind::Collective, ground)),
        }
    }

    /// The kind of the words just before "who" or "which".
    fn before(&self, at: usize) -> Kind {
        let Some(words) = antecedent(self.tokens, self.names, at) else {
            let ground = Ground::rule_at("no words before \"who\"", at, at);
            return Kind::one(SourceKind::Organization, ground);
        };
        let mut names = self.names.within(words.clone());
        let named = names.find(|name| name.end == words.end);
        if named.is_some_and(|name| self.names.kind(self.tokens, name) == Name::Person) {
            let last = words.end.saturating_sub(1);
            let ground = Ground::rule_at("the words before \"who\"", words.start, last);
            return Kind::one(SourceKind::Person, ground);
        }
        self.kind(&words, &[], false)
    }

    /// The nearest earlier source, sentence by sentence back, that `fits`; else the first words or
    /// a name of such a sentence.
    pub(super) fn look_back(&self, at: usize, fits: impl Fn(&Kind) -> bool) -> Option<Kind> {
        let mut sentence = self.tokens.sentence(at);
        for _ in 0..LOOK_BACK {
            let end = sentence.end.min(at);
            let source = self
                .earlier
                .iter()
                .rev()
                .take(LOOK_BACK * LOOK_BACK)
                .filter(|earlier| earlier.end <= end && earlier.end > sentence.start)
                .max_by_key(|earlier| earlier.end)
                .map(|earlier| earlier.kind);
            if let Some(kind) = source.filter(&fits) {
                return Some(kind);
            }
            if let Some(kind) = self.opening(sentence.start..end).filter(&fits) {
                return Some(kind);
            }
            let name = self
                .names
                .within(sentence.start..end)
                .map(|name| {
                    let ground = Ground::rule_at("the name before", name.start, name.end - 1);
                    match self.names.kind(self.tokens, name) {
                        Name::Person => Kind::one(SourceKind::Person, ground),
                        Name::Organization => Kind {
                            plural: true,
                            ..Kind::one(SourceKind::Organization, ground)
                        },
                        Name::Outlet => Kind::one(SourceKind::Outlet, ground),
                    }
                })
                .find(&fits);
            if name.is_some() {
                return name;
            }
            sentence = self.tokens.sentence(sentence.start.checked_sub(1)?);
        }
        None
    }

    /// The kind of the phrase that opens these tokens, where a listed noun heads it.
    fn opening(&self, part: Range<usize>) -> Option<Kind> {
        let end = (part.start + 1..part.end)
            .take(10)
            .find(|&at| {
                let token = self.tokens.get(at);
                token.is_none_or(|token| !token.is_word)
                    || vocabulary::function(self.tokens.lower(at))
                        == Some(vocabulary::Function::Auxiliary)
            })
            .unwrap_or_else(|| part.end.min(part.start + 10));
        if part.start >= end || vocabulary::pronoun(self.tokens.lower(part.start)).is_some() {
            return None;
        }
        let phrase = Phrase::read(self.tokens, part.start..end);
        phrase.determiner?;
        phrase.head.map(|head| self.of_noun(head, &phrase, &[]))
    }
}

/// The words just before "who" or "which" that it goes back to: a person's name, or a phrase with its determiner.
/// `None` if no such pronoun stands here, or nothing before it.
pub(super) fn antecedent(tokens: &Tokens, names: &Names, at: usize) -> Option<Range<usize>> {
    if vocabulary::pronoun(tokens.lower(at)) != Some(Pronoun::Relative) {
        return None;
    }
    let sentence = tokens.sentence(at);
    let end = if at > 0 && tokens.lower(at - 1) == "," {
        at - 1
    } else {
        at
    };
    let start = (sentence.start..end)
        .rev()
        .find(|&before| {
            let token = tokens.get(before);
            token.is_some_and(|token| !token.is_word && token.lower != ".")
        })
        .map_or(sentence.start, |mark| mark + 1);
    let named = names
        .within(start..end)
        .filter(|name| name.end == end)
        .last();
    if let Some(name) = named.filter(|name| names.kind(tokens, name) == Name::Person) {
        return Some(name.clone());
    }
    let mut determiner = (start..end)
        .rev()
        .find(|&at| vocabulary::determiner(tokens.lower(at)).is_some())
        .unwrap_or(start);
    // "An officer of the guild, who": who speaks is the officer.
    if tokens.lower(at) == "who" {
        while let Some(before) = belongs(tokens, start, determiner) {
            determiner = before;
        }
    }
    (determiner < end).then_some(determiner..end)
}

/// The determiner of the phrase that the one beginning here belongs to: of "an officer" for "the guild" in "an officer
/// of the guild".
fn belongs(tokens: &Tokens, start: usize, phrase: usize) -> Option<usize> {
    let joins = matches!(
        tokens.lower(phrase.checked_sub(1)?),
        "of" | "at" | "in" | "for" | "from" | "with"
    );
    let mut before = (start..phrase.saturating_sub(1)).rev();
    before
        .find(|&at| vocabulary::determiner(tokens.lower(at)).is_some())
        .filter(|_| joins)
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
                "It rains, said a clerk on condition of anonymity.",
                &["a clerk"],
                (Anonymous, Some(1)),
            ),
        ] {
            assert_eq!(kind(text, sources), wanted, "{text}");
        }
    }
}
