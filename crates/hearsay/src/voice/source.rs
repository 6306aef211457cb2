//! What kind of source the words of a source name.
//!
//! The head noun decides, with its determiner and number; a name beside it or in apposition makes
//! a person of an official. What is left open by the words alone - "the official", "he" - is
//! looked up in what stood before.

use std::ops::Range;

use super::SourceKind;
use super::why::Ground;
use crate::entity::Entities;
use crate::grammar::names::{Name, Names};
use crate::grammar::phrase::{self, Phrase};
use crate::grammar::tokens::Tokens;
use crate::grammar::vocabulary::{self, Determiner, Noun, Pronoun};

/// The kind of a source, and of how many people it is where that is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kind {
    /// What kind.
    pub(super) kind: SourceKind,
    /// How many, of anonymous sources.
    pub(super) count: Option<u32>,
    /// What gave it.
    pub(super) ground: Ground,
}

impl Kind {
    pub(super) const fn one(kind: SourceKind, ground: Ground) -> Self {
        Self {
            kind,
            count: None,
            ground,
        }
    }

    pub(super) const fn anonymous(count: Option<u32>, ground: Ground) -> Self {
        Self {
            kind: SourceKind::Anonymous,
            count,
            ground,
        }
    }

    /// The same for another reason.
    pub(super) const fn because(mut self, ground: Ground) -> Self {
        self.ground = ground;
        self
    }
}

/// A source's place and kind, for what refers to it later.
#[derive(Debug, Clone, Copy)]
pub(super) struct Earlier {
    /// One past its last token.
    pub(super) end: usize,
    /// Its kind.
    pub(super) kind: Kind,
}

/// Reads the sources of one article, in text order.
pub(super) struct Sources<'a> {
    pub(super) tokens: &'a Tokens,
    pub(super) names: &'a Names,
    pub(super) entities: &'a Entities,
    pub(super) earlier: Vec<Earlier>,
}

/// Tokens that "the agency" looks back for "the news agency".
const FAR: usize = 2000;

/// Earlier sources among which "another" is one more.
pub(super) const SPOKEN: usize = 30;

/// So many are several people whose names are held back; more are a crowd.
const FEW: u32 = 12;

/// Tokens on either side of a source in which words may hold its name back.
const BESIDE: usize = 40;

impl<'a> Sources<'a> {
    /// A reader that knows of no source yet.
    pub(super) const fn new(tokens: &'a Tokens, names: &'a Names, entities: &'a Entities) -> Self {
        Self {
            tokens,
            names,
            entities,
            earlier: Vec::new(),
        }
    }

    /// The kind of the source over these tokens. `content` are the tokens of what it says, which do
    /// not speak of the source; `reports` is whether its cue is what outlets do.
    pub(super) fn read(&mut self, source: &[usize], content: &[usize], reports: bool) -> Kind {
        let (Some(&first), Some(&last)) = (source.first(), source.last()) else {
            return Kind::one(SourceKind::None, Ground::rule("no words name a source"));
        };
        let whole = first..last + 1;
        let kind = self.kind(&whole, content, reports);
        self.earlier.push(Earlier {
            end: whole.end,
            kind,
        });
        kind
    }

    pub(super) fn kind(&self, whole: &Range<usize>, content: &[usize], reports: bool) -> Kind {
        let parts = phrase::parts(self.tokens, whole);
        let Some(part) = parts.first() else {
            return Kind::one(
                SourceKind::Organization,
                Ground::rule("a source of no words"),
            );
        };
        let phrase = Phrase::read(self.tokens, part.clone());
        if let Some(pronoun) = self.pronoun(&phrase) {
            return self.of_pronoun(pronoun, phrase.whole.start);
        }
        let beside: Vec<Phrase> = parts[1..]
            .iter()
            .filter(|part| {
                !matches!(
                    vocabulary::pronoun(self.tokens.lower(part.start)),
                    Some(Pronoun::Relative)
                )
            })
            .map(|part| Phrase::read(self.tokens, part.clone()))
            .collect();
        let kind = match phrase.head {
            Some(head) => self.of_noun(head, &phrase, &beside),
            None => self.of_name(&phrase, &beside, reports),
        };
        let open = phrase.head.is_none() && kind.kind == SourceKind::Organization;
        let people = matches!(kind.kind, SourceKind::Person | SourceKind::Collective);
        let may_hide =
            (people || open && phrase.name.is_none()) && !self.is_named(&phrase, &beside);
        match self.holds_name_back(whole, content).filter(|_| may_hide) {
            Some(ground) => Kind::anonymous(count(phrase.determiner), ground),
            None => kind,
        }
    }

    /// A source that is a pronoun and nothing else that counts.
    fn pronoun(&self, phrase: &Phrase) -> Option<Pronoun> {
        let start = phrase.whole.start;
        let pronoun = vocabulary::pronoun(self.tokens.lower(start))?;
        let of = self.tokens.lower(start + 1) == "of";
        let bare = phrase.head.is_none() && phrase.name.is_none();
        let ends = phrase.whole.len() == 1 || bare && !of;
        let people = pronoun == Pronoun::People && phrase.head.is_none();
        (ends || people).then_some(pronoun)
    }

    /// The person's name that stands with the phrase.
    fn name_beside(&self, phrase: &Phrase, beside: &[Phrase]) -> Option<Ground> {
        std::iter::once(phrase)
            .chain(beside.iter().filter(|phrase| phrase.determiner.is_none()))
            .filter_map(|phrase| phrase.name.as_ref())
            .find(|name| self.names.kind(self.tokens, name) == Name::Person)
            .map(|name| Ground::rule_at("a person's name", name.start, name.end - 1))
    }

    /// Whether a person's name stands with the phrase.
    fn is_named(&self, phrase: &Phrase, beside: &[Phrase]) -> bool {
        self.name_beside(phrase, beside).is_some()
    }

    pub(super) fn of_noun(&self, head: (Noun, bool), phrase: &Phrase, beside: &[Phrase]) -> Kind {
        let (noun, plural) = head;
        let at = phrase.head_at.unwrap_or(phrase.whole.start);
        let ground = phrase
            .head_row
            .map_or(Ground::rule_at("the head noun", at, at), |row| {
                Ground::row(row, at, at)
            });
        let one = |kind| Kind::one(kind, ground);
        match noun {
            Noun::Hearsay => one(SourceKind::None),
            Noun::Source => Kind::anonymous(
                if plural {
                    count(phrase.determiner)
                } else {
                    Some(1)
                },
                ground,
            ),
            Noun::Organization if self.is_group(phrase) => one(SourceKind::Collective),
            Noun::Organization if plural && phrase.name.is_none() => one(SourceKind::Collective),
            Noun::Organization if self.name_behind(phrase) => {
                one(SourceKind::Person).because(Ground::rule_at("a person's name", at, at + 1))
            }
            Noun::Organization if self.is_newsroom(phrase) => one(SourceKind::Outlet).because(
                Ground::rule_at("the article says before that it is of the news", at, at),
            ),
            Noun::Organization => one(SourceKind::Organization),
            Noun::Outlet if plural => one(SourceKind::Collective),
            Noun::Outlet if self.is_written(phrase) => one(SourceKind::Document)
                .because(Ground::rule_at("somebody's paper is no newspaper", at, at)),
            Noun::Outlet => one(SourceKind::Outlet),
            Noun::Document if plural && self.is_reports(phrase) => one(SourceKind::Collective),
            Noun::Document => one(SourceKind::Document),
            Noun::Collective => one(SourceKind::Collective),
            Noun::Office | Noun::Spokesperson | Noun::Person => {
                match self.name_beside(phrase, beside) {
                    Some(ground) => Kind::one(SourceKind::Person, ground),
                    None => self.of_unnamed(head, phrase, ground),
                }
            }
        }
    }

    /// "the guild Jan Oud": the name of two words or more behind a body's noun.
    fn name_behind(&self, phrase: &Phrase) -> bool {
        let (Some(head), Some(name)) = (phrase.head_at, &phrase.name) else {
            return false;
        };
        name.start > head && self.names.known(self.tokens, name) == Some(Name::Person)
    }

    /// "the agency", "the station", "the channel" without another word, where the article spoke before of
    /// "the news agency", "a radio station".
    fn is_newsroom(&self, phrase: &Phrase) -> bool {
        let Some(head) = phrase.head_at else {
            return false;
        };
        let word = self.tokens.lower(head);
        let bare = phrase.whole.start + 1 >= head && phrase.name.is_none();
        bare && matches!(word, "agency" | "station" | "network" | "service" | "group")
            && (1..head).rev().take(FAR).any(|at| {
                self.tokens.lower(at) == word
                    && matches!(
                        self.tokens.lower(at - 1),
                        "news" | "press" | "radio" | "television" | "tv" | "wire" | "media"
                    )
            })
    }

    /// "the ministry's own paper", "a paper by two doctors".
    fn is_written(&self, phrase: &Phrase) -> bool {
        let Some(head) = phrase.head_at else {
            return false;
        };
        self.tokens.lower(head) == "paper"
            && (phrase.determiner == Some(Determiner::Possessive)
                || matches!(
                    self.tokens.lower(head + 1),
                    "by" | "on" | "from" | "dated" | "about"
                ))
    }

    /// "a group of residents".
    fn is_group(&self, phrase: &Phrase) -> bool {
        let Some(head) = phrase.head_at else {
            return false;
        };
        let people = |at| {
            matches!(
                vocabulary::noun(self.tokens.lower(at)),
                Some((Noun::Person | Noun::Office, true) | (Noun::Collective, _))
            )
        };
        self.tokens.lower(head + 1) == "of"
            && matches!(
                self.tokens.lower(head),
                "group" | "team" | "house" | "board"
            )
            && (head + 2..(head + 5).min(phrase.whole.end)).any(people)
    }

    /// "reports" as news that goes round, not as papers.
    fn is_reports(&self, phrase: &Phrase) -> bool {
        let owned = phrase.determiner == Some(Determiner::Possessive);
        phrase
            .head_at
            .is_some_and(|at| match self.tokens.lower(at) {
                "reports" | "articles" => true,
                // A firm's accounts are papers.
                "accounts" => !owned,
                _ => false,
            })
    }

    /// An office or a person's noun without a name.
    pub(super) fn of_unnamed(
        &self,
        (noun, plural): (Noun, bool),
        phrase: &Phrase,
        ground: Ground,
    ) -> Kind {
        match (phrase.determiner, plural) {
            (Some(Determiner::Count(number)), _) if number <= FEW => {
                Kind::anonymous(Some(number), ground)
            }
            (_, true) => Kind::one(SourceKind::Collective, ground),
            (Some(Determiner::Vague), false) => Kind::one(SourceKind::Collective, ground),
            (Some(Determiner::Indefinite), false) if noun == Noun::Spokesperson => {
                Kind::one(SourceKind::Person, ground)
            }
            (Some(Determiner::Indefinite), false) => Kind::anonymous(Some(1), ground),
            (_, false) if noun == Noun::Person => self
                .mentioned(phrase)
                .unwrap_or(Kind::one(SourceKind::Person, ground)),
            (_, false) => Kind::one(SourceKind::Person, ground),
        }
    }

    /// The kind of the last source of the paragraph, for what has none of its own: "She left, and added that
    /// it rained."
    pub(super) fn last_in(&self, block: usize) -> Option<Kind> {
        let last = self.earlier.last()?;
        let token = self.tokens.get(last.end.checked_sub(1)?)?;
        let ground = Ground::rule("nobody new speaks: the last source of the paragraph");
        (token.block == block).then_some(last.kind.because(ground))
    }

    /// The words that hold the name of the source back, in its span or in its sentence, as far as these
    /// are not what it says.
    fn holds_name_back(&self, whole: &Range<usize>, content: &[usize]) -> Option<Ground> {
        let sentence = self.tokens.sentence(whole.start);
        (sentence.start.max(whole.start.saturating_sub(BESIDE))
            ..sentence.end.min(whole.end + BESIDE))
            .filter(|at| content.binary_search(at).is_err())
            .find_map(|at| {
                let row = vocabulary::name_back_row(self.tokens.lower(at), |words| {
                    self.tokens.has(at, words)
                })?;
                Some(Ground::row(row, at, at + row.key.split(' ').count() - 1))
            })
    }
}

fn count(determiner: Option<Determiner>) -> Option<u32> {
    match determiner {
        Some(Determiner::Count(number)) => Some(number),
        Some(Determiner::Indefinite) => Some(1),
        _ => None,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::article::Signalled;
    use crate::article::tests::article;
    use crate::attribution::{Attribution, Quotation};
    use crate::entity;
    use crate::span::Span;

    /// The kind and count of the last of these sources, read in order; each is its last occurrence.
    pub(in super::super) fn kind(text: &str, sources: &[&str]) -> (SourceKind, Option<u32>) {
        let mut article = article(text);
        article.outlet = Some(Signalled::new("The Ellery Lamp".to_owned(), "test"));
        let tokens = Tokens::new(&article);
        let names = Names::new(&tokens, Some("The Ellery Lamp"));
        let spans: Vec<Span> = sources
            .iter()
            .filter_map(|source| {
                let start = text.rfind(source).expect("the source stands there");
                Span::new(std::iter::once(start..start + source.len()).collect())
            })
            .collect();
        let said: Vec<Attribution> = spans
            .iter()
            .map(|span| Attribution {
                source: Some(span.clone()),
                cue: None,
                content: None,
                quotation: Quotation::Indirect,
                confidence: 1.0,
            })
            .collect();
        let entities = entity::read(&article, &said);
        let mut reader = Sources::new(&tokens, &names, &entities);
        let mut out = None;
        for span in &spans {
            out = Some(reader.read(&tokens.of(span), &[], false));
        }
        let kind = out.expect("a source");
        (kind.kind, kind.count)
    }

    #[test]
    fn kinds_of_noun_phrases() {
        use SourceKind::{Anonymous, Collective, Document, Organization, Outlet, Person};
        for (source, wanted) in [
            ("Norgas spokeswoman Ida Moe", (Person, None)),
            ("the minister of mines", (Person, None)),
            ("its chairman, Jan Oud,", (Person, None)),
            ("Jan Oud of the Pilots’ Union", (Person, None)),
            ("Jan Oud, who runs the hospital,", (Person, None)),
            ("a nurse, Anna Reet,", (Person, None)),
            ("a nurse", (Anonymous, Some(1))),
            ("three nurses on the ward", (Anonymous, Some(3))),
            ("a source close to the general", (Anonymous, Some(1))),
            ("sources", (Anonymous, None)),
            ("people familiar with the sale", (Anonymous, None)),
            ("the Pilots’ Union", (Organization, None)),
            ("the finance ministry", (Organization, None)),
            ("the Norvia Herald", (Outlet, None)),
            ("the Lamp", (Outlet, None)),
            ("a news agency", (Outlet, None)),
            ("an internal memo", (Document, None)),
            ("a letter dated May 3", (Document, None)),
            ("local media", (Collective, None)),
            ("several mayors", (Collective, None)),
            ("residents", (Collective, None)),
            ("nobody", (Collective, None)),
        ] {
            let text = format!("It rained, said {source} on Monday.");
            assert_eq!(kind(&text, &[source]), wanted, "{source}");
        }
    }
}
