//! The kind of a source without a listed noun: a name, or a word that no list has.

use std::ops::Range;

use super::SourceKind;
use super::source::{Kind, SPOKEN, Sources};
use super::why::Ground;
use crate::entity::EntityKind;
use crate::grammar::lemma;
use crate::grammar::names::Name;
use crate::grammar::phrase::Phrase;
use crate::grammar::vocabulary::{Determiner, Noun};
use crate::span::Span;

impl Sources<'_> {
    /// A source without a listed noun in its first phrase: a name, or a word that no list has.
    pub(super) fn of_name(&self, phrase: &Phrase, beside: &[Phrase], reports: bool) -> Kind {
        let Some(name) = &phrase.name else {
            return self.of_unknown(phrase);
        };
        let (first, last) = (name.start, name.end - 1);
        let known = self.names.known(self.tokens, name);
        let told = self.names.told(self.tokens, name);
        let by_noun = beside.iter().find_map(|phrase| {
            let name = match phrase.head? {
                (Noun::Office | Noun::Person | Noun::Spokesperson, false) => Name::Person,
                (Noun::Organization, _) if phrase.name.is_none() => Name::Organization,
                (Noun::Outlet, false) => Name::Outlet,
                _ => return None,
            };
            Some((
                name,
                Ground::row(phrase.head_row?, phrase.head_at?, phrase.head_at?),
            ))
        });
        let demonym = phrase.determiner.is_none_or(|d| d != Determiner::Definite)
            && name.len() == 1
            && matches!(self.tokens.lower(name.start), word if word.ends_with("ans") || word.ends_with("ers"));
        let learnt = Ground::rule_at("what the article says of the name", first, last);
        let (name, ground) = match (known, by_noun) {
            (Some(Name::Person), _) if told => (Name::Person, learnt),
            (_, Some(by_noun)) => by_noun,
            (Some(Name::Organization) | None, _) if reports && !told => (
                Name::Outlet,
                Ground::rule_at("a name that reports is an outlet's", first, last),
            ),
            (Some(name), _) => (name, learnt),
            (None, _) if demonym => {
                let ground = Ground::rule_at("a people's name", first, last);
                return Kind::one(SourceKind::Collective, ground);
            }
            (None, _) if self.is_person(name) => (
                Name::Person,
                Ground::rule_at("one name of a person of the article's", first, last),
            ),
            (None, _) => (
                self.names.kind(self.tokens, name),
                Ground::rule_at(
                    "a name of one word is a body's, of more a person's",
                    first,
                    last,
                ),
            ),
        };
        let kind = match name {
            Name::Person => SourceKind::Person,
            Name::Organization => SourceKind::Organization,
            Name::Outlet => SourceKind::Outlet,
        };
        Kind::one(kind, ground)
    }

    /// Whether the article has the name for one of its people, though not by its own words: one that is misspelt.
    fn is_person(&self, name: &Range<usize>) -> bool {
        let range = |at: usize| self.tokens.get(at).map(|token| token.range.clone());
        let words = range(name.start).zip(range(name.end - 1));
        let span = words.and_then(|(a, b)| Span::new(std::iter::once(a.start..b.end).collect()));
        let entity = span.and_then(|span| self.entities.of(&span));
        let one = entity.and_then(|at| self.entities.all().get(at));
        one.is_some_and(|one| one.kind == EntityKind::Person)
    }

    /// A word in no list, told by its ending: who does something, or several of something.
    pub(super) fn of_unknown(&self, phrase: &Phrase) -> Kind {
        let at = phrase.end.saturating_sub(1);
        let word = self.tokens.lower(at);
        let agent = |word: &str| {
            [
                "er", "or", "ist", "ian", "man", "woman", "ee", "ant", "ess", "eur",
            ]
            .iter()
            .any(|ending| word.len() > 4 && word.ends_with(ending))
        };
        let singular = word.strip_suffix('s').unwrap_or(word);
        let people = agent(singular) || lemma::of(word).any(|lemma| agent(&lemma));
        let by = |rule| Ground::rule_at(rule, at, at);
        // "the third" of three sources that the article spoke of.
        let another = matches!(
            word,
            "another"
                | "first"
                | "former"
                | "fourth"
                | "latter"
                | "one"
                | "other"
                | "second"
                | "third"
        );
        if another {
            let people = |kind: &Kind| {
                matches!(
                    kind.kind,
                    SourceKind::Anonymous | SourceKind::Person | SourceKind::Collective
                )
            };
            let earlier = self.earlier.iter().rev().take(SPOKEN);
            let one_of = earlier.map(|source| source.kind).find(people);
            return match one_of {
                Some(kind) if kind.kind == SourceKind::Person => kind,
                _ => Kind::anonymous(Some(1), by("one more of those spoken of before")),
            };
        }
        let several = by("a word of no list in the plural");
        match phrase.determiner {
            _ if people => self.of_unnamed(
                (Noun::Person, singular != word),
                phrase,
                by("a word that ends as those who do something end"),
            ),
            Some(Determiner::Count(number)) => Kind::anonymous(Some(number), several),
            Some(Determiner::Vague) => Kind::one(SourceKind::Collective, several),
            Some(Determiner::Indefinite) => {
                Kind::anonymous(Some(1), by("\"a\" and a word of no list"))
            }
            _ if singular != word && !word.ends_with("ss") => {
                Kind::one(SourceKind::Collective, several)
            }
            _ => Kind::one(SourceKind::Organization, by("a word of no list")),
        }
    }
}
