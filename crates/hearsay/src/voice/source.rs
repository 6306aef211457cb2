//! What kind of source the words of a source name.
//!
//! The head noun decides, with its determiner and number; a name beside it or in apposition makes
//! a person of an official. What is left open by the words alone - "the official", "he" - is
//! looked up in what stood before.

use std::ops::Range;

use super::lists::{self, Determiner, Noun, Pronoun};
use super::names::{Name, Names};
use super::phrase::{self, Phrase};
use super::tokens::Tokens;
use super::{SourceKind, lemma};

/// The kind of a source, and of how many people it is where that is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kind {
    /// What kind.
    pub(super) kind: SourceKind,
    /// How many, of anonymous sources.
    pub(super) count: Option<u32>,
    /// Whether it can be "they".
    pub(super) plural: bool,
}

impl Kind {
    const fn one(kind: SourceKind) -> Self {
        Self {
            kind,
            count: None,
            plural: false,
        }
    }

    const fn many(kind: SourceKind) -> Self {
        Self {
            kind,
            count: None,
            plural: true,
        }
    }

    const fn anonymous(count: Option<u32>) -> Self {
        Self {
            kind: SourceKind::Anonymous,
            count,
            plural: !matches!(count, Some(1)),
        }
    }
}

/// A source's place and kind, for what refers to it later.
#[derive(Debug, Clone, Copy)]
struct Earlier {
    end: usize,
    kind: Kind,
}

/// Reads the sources of one article, in text order.
pub(super) struct Sources<'a> {
    tokens: &'a Tokens,
    names: &'a Names,
    earlier: Vec<Earlier>,
}

/// Tokens that "the doctor" looks back for "a doctor".
const FAR: usize = 2000;

/// Tokens on either side of a source in which words may hold its name back.
const BESIDE: usize = 40;

/// Sentences that a pronoun looks back.
const LOOK_BACK: usize = 6;

impl<'a> Sources<'a> {
    /// A reader that knows of no source yet.
    pub(super) const fn new(tokens: &'a Tokens, names: &'a Names) -> Self {
        Self {
            tokens,
            names,
            earlier: Vec::new(),
        }
    }

    /// The kind of the source over these tokens. `content` are the tokens of what it says, which do
    /// not speak of the source; `reports` is whether its cue is what outlets do.
    pub(super) fn read(&mut self, source: &[usize], content: &[usize], reports: bool) -> Kind {
        let (Some(&first), Some(&last)) = (source.first(), source.last()) else {
            return Kind::one(SourceKind::None);
        };
        let whole = first..last + 1;
        let kind = self.kind(&whole, content, reports);
        self.earlier.push(Earlier {
            end: whole.end,
            kind,
        });
        kind
    }

    fn kind(&self, whole: &Range<usize>, content: &[usize], reports: bool) -> Kind {
        let parts = phrase::parts(self.tokens, whole);
        let Some(part) = parts.first() else {
            return Kind::one(SourceKind::Organization);
        };
        let phrase = Phrase::read(self.tokens, part.clone());
        if let Some(pronoun) = self.pronoun(&phrase) {
            return self.of_pronoun(pronoun, phrase.whole.start);
        }
        let beside: Vec<Phrase> = parts[1..]
            .iter()
            .filter(|part| {
                !matches!(
                    lists::pronoun(self.tokens.lower(part.start)),
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
        if may_hide && self.holds_name_back(whole, content) {
            return Kind::anonymous(count(phrase.determiner));
        }
        kind
    }

    /// A source that is a pronoun and nothing else that counts.
    fn pronoun(&self, phrase: &Phrase) -> Option<Pronoun> {
        let start = phrase.whole.start;
        let pronoun = lists::pronoun(self.tokens.lower(start))?;
        let of = self.tokens.lower(start + 1) == "of";
        let bare = phrase.head.is_none() && phrase.name.is_none();
        let ends = phrase.whole.len() == 1 || bare && !of;
        let people = pronoun == Pronoun::People && phrase.head.is_none();
        (ends || people).then_some(pronoun)
    }

    /// Whether a person's name stands with the phrase.
    fn is_named(&self, phrase: &Phrase, beside: &[Phrase]) -> bool {
        std::iter::once(phrase)
            .chain(beside.iter().filter(|phrase| phrase.determiner.is_none()))
            .filter_map(|phrase| phrase.name.as_ref())
            .any(|name| self.names.kind(self.tokens, name) == Name::Person)
    }

    fn of_noun(&self, head: (Noun, bool), phrase: &Phrase, beside: &[Phrase]) -> Kind {
        let (noun, plural) = head;
        match noun {
            Noun::Source => Kind::anonymous(if plural {
                count(phrase.determiner)
            } else {
                Some(1)
            }),
            Noun::Organization if self.is_group(phrase) => Kind::many(SourceKind::Collective),
            Noun::Organization if self.name_behind(phrase) => Kind::one(SourceKind::Person),
            Noun::Organization => Kind {
                kind: SourceKind::Organization,
                count: None,
                plural: true,
            },
            Noun::Outlet if plural => Kind::many(SourceKind::Collective),
            Noun::Outlet => Kind::one(SourceKind::Outlet),
            Noun::Document if plural && self.is_reports(phrase) => {
                Kind::many(SourceKind::Collective)
            }
            Noun::Document => Kind::one(SourceKind::Document),
            Noun::Collective => Kind::many(SourceKind::Collective),
            Noun::Office | Noun::Spokesperson | Noun::Person => {
                if self.is_named(phrase, beside) {
                    Kind::one(SourceKind::Person)
                } else {
                    self.of_unnamed(head, phrase)
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

    /// "a group of residents".
    fn is_group(&self, phrase: &Phrase) -> bool {
        let Some(head) = phrase.head_at else {
            return false;
        };
        let people = |at| {
            matches!(
                lists::noun(self.tokens.lower(at)),
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
        phrase
            .head_at
            .is_some_and(|at| matches!(self.tokens.lower(at), "reports" | "accounts" | "articles"))
    }

    /// An office or a person's noun without a name.
    fn of_unnamed(&self, (noun, plural): (Noun, bool), phrase: &Phrase) -> Kind {
        match (phrase.determiner, plural) {
            (Some(Determiner::Count(number)), _) => Kind::anonymous(Some(number)),
            (_, true) => Kind::many(SourceKind::Collective),
            (Some(Determiner::Vague), false) => Kind::many(SourceKind::Collective),
            (Some(Determiner::Indefinite), false) if noun == Noun::Spokesperson => {
                Kind::one(SourceKind::Person)
            }
            (Some(Determiner::Indefinite), false) => Kind::anonymous(Some(1)),
            (_, false) if noun == Noun::Person => self
                .mentioned(phrase)
                .unwrap_or(Kind::one(SourceKind::Person)),
            (_, false) => Kind::one(SourceKind::Person),
        }
    }

    /// What the article said before of a person that it now calls "the doctor".
    fn mentioned(&self, phrase: &Phrase) -> Option<Kind> {
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
                    .find(|&before| lists::determiner(self.tokens.lower(before)).is_some());
                let named = self
                    .names
                    .within(at.saturating_sub(6).max(sentence.start)..(at + 8).min(sentence.end))
                    .filter(|name| name.end + 2 >= at && name.start <= at + 2)
                    .any(|name| self.names.kind(self.tokens, name) == Name::Person);
                if named {
                    return Some(Kind::one(SourceKind::Person));
                }
                let determiner = start.and_then(|at| lists::determiner(self.tokens.lower(at)));
                (determiner == Some(Determiner::Indefinite)).then_some(Kind::anonymous(Some(1)))
            })
    }

    /// A source without a listed noun in its first phrase: a name, or a word that no list has.
    fn of_name(&self, phrase: &Phrase, beside: &[Phrase], reports: bool) -> Kind {
        let Some(name) = &phrase.name else {
            return self.of_unknown(phrase);
        };
        let known = self.names.known(self.tokens, name);
        let told = self.names.told(self.tokens, name);
        let by_noun = beside.iter().find_map(|phrase| match phrase.head? {
            (Noun::Office | Noun::Person | Noun::Spokesperson, false) => Some(Name::Person),
            (Noun::Organization, _) if phrase.name.is_none() => Some(Name::Organization),
            (Noun::Outlet, false) => Some(Name::Outlet),
            _ => None,
        });
        let demonym = phrase.determiner.is_none_or(|d| d != Determiner::Definite)
            && name.len() == 1
            && matches!(self.tokens.lower(name.start), word if word.ends_with("ans") || word.ends_with("ers"));
        let name = match (known, by_noun) {
            (Some(Name::Person), _) if told => Name::Person,
            (_, Some(name)) => name,
            (Some(Name::Organization) | None, _) if reports && !told => Name::Outlet,
            (Some(name), _) => name,
            (None, _) if demonym => return Kind::many(SourceKind::Collective),
            (None, _) => self.names.kind(self.tokens, name),
        };
        Kind::one(match name {
            Name::Person => SourceKind::Person,
            Name::Organization => SourceKind::Organization,
            Name::Outlet => SourceKind::Outlet,
        })
    }

    /// A word in no list, told by its ending: who does something, or several of something.
    fn of_unknown(&self, phrase: &Phrase) -> Kind {
        let word = self.tokens.lower(phrase.end - 1);
        let agent = |word: &str| {
            ["er", "or", "ist", "ian", "man", "woman", "ee", "ant", "ess"]
                .iter()
                .any(|ending| word.len() > 4 && word.ends_with(ending))
        };
        let singular = word.strip_suffix('s').unwrap_or(word);
        let people = agent(singular) || lemma::of(word).any(|lemma| agent(&lemma));
        match phrase.determiner {
            _ if people => self.of_unnamed((Noun::Person, singular != word), phrase),
            Some(Determiner::Count(number)) => Kind::anonymous(Some(number)),
            Some(Determiner::Vague) => Kind::many(SourceKind::Collective),
            Some(Determiner::Indefinite) => Kind::anonymous(Some(1)),
            _ if singular != word && !word.ends_with("ss") => Kind::many(SourceKind::Collective),
            _ => Kind::one(SourceKind::Organization),
        }
    }

    /// Whether the name of the source is held back by words in its span or in its sentence, as far
    /// as these are not what it says.
    fn holds_name_back(&self, whole: &Range<usize>, content: &[usize]) -> bool {
        let sentence = self.tokens.sentence(whole.start);
        (sentence.start.max(whole.start.saturating_sub(BESIDE))
            ..sentence.end.min(whole.end + BESIDE))
            .filter(|at| content.binary_search(at).is_err())
            .any(|at| {
                lists::holds_name_back(self.tokens.lower(at), |words| self.tokens.has(at, words))
            })
    }

    fn of_pronoun(&self, pronoun: Pronoun, at: usize) -> Kind {
        match pronoun {
            Pronoun::People => Kind::many(SourceKind::Collective),
            Pronoun::Someone => Kind::anonymous(Some(1)),
            Pronoun::Author => Kind::one(SourceKind::Author),
            Pronoun::Relative => self.before(at),
            Pronoun::Person => self
                .look_back(at, |kind| {
                    matches!(kind.kind, SourceKind::Person)
                        || kind.kind == SourceKind::Anonymous && !kind.plural
                })
                .unwrap_or(Kind::one(SourceKind::Person)),
            Pronoun::Thing => self
                .look_back(at, |kind| {
                    matches!(
                        kind.kind,
                        SourceKind::Organization | SourceKind::Outlet | SourceKind::Document
                    )
                })
                .unwrap_or(Kind::one(SourceKind::Organization)),
            Pronoun::Plural => self
                .look_back(at, |kind| kind.plural)
                .unwrap_or(Kind::many(SourceKind::Collective)),
        }
    }

    /// The kind of the words just before "who" or "which".
    fn before(&self, at: usize) -> Kind {
        let sentence = self.tokens.sentence(at);
        let end = if at > 0 && self.tokens.lower(at - 1) == "," {
            at - 1
        } else {
            at
        };
        let start = (sentence.start..end)
            .rev()
            .find(|&before| {
                let token = self.tokens.get(before);
                token.is_some_and(|token| !token.is_word && token.lower != ".")
            })
            .map_or(sentence.start, |mark| mark + 1);
        let named = self
            .names
            .within(start..end)
            .filter(|name| name.end == end)
            .last()
            .map(|name| self.names.kind(self.tokens, name));
        if named == Some(Name::Person) {
            return Kind::one(SourceKind::Person);
        }
        let determiner = (start..end)
            .rev()
            .find(|&at| lists::determiner(self.tokens.lower(at)).is_some())
            .unwrap_or(start);
        if determiner >= end {
            return Kind::one(SourceKind::Organization);
        }
        self.kind(&(determiner..end), &[], false)
    }

    /// The nearest earlier source, sentence by sentence back, that `fits`; else the first words or
    /// a name of such a sentence.
    fn look_back(&self, at: usize, fits: impl Fn(&Kind) -> bool) -> Option<Kind> {
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
                .map(|name| self.names.kind(self.tokens, name))
                .map(|name| match name {
                    Name::Person => Kind::one(SourceKind::Person),
                    Name::Organization => Kind {
                        plural: true,
                        ..Kind::one(SourceKind::Organization)
                    },
                    Name::Outlet => Kind::one(SourceKind::Outlet),
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
                    || lists::function(self.tokens.lower(at)) == Some(lists::Function::Auxiliary)
            })
            .unwrap_or_else(|| part.end.min(part.start + 10));
        if part.start >= end || lists::pronoun(self.tokens.lower(part.start)).is_some() {
            return None;
        }
        let phrase = Phrase::read(self.tokens, part.start..end);
        phrase.determiner?;
        phrase.head.map(|head| self.of_noun(head, &phrase, &[]))
    }
}

fn count(determiner: Option<Determiner>) -> Option<u32> {
    match determiner {
        Some(Determiner::Count(number)) => Some(number),
        Some(Determiner::Indefinite) => Some(1),
        _ => None,
    }
}
