//! The ends of the ways that words went: persons, bodies, documents and unnamed sources that spoke to an outlet.
//!
//! A source with a name is one origin wherever it is quoted. One without a name is known by the outlet that it spoke to. Words
//! that an outlet is cited for lead to whom that outlet had them from, if its article is there; so do copies, since
//! their sources are those of the first. What cannot be followed may be an origin or not.

use std::collections::{BTreeMap, BTreeSet};

use super::citations::{self, Cite};
use super::copies::Copies;
use crate::account::facts::{Facts, Saying};
use crate::account::value::{Edge, End, Link, Origin, Range};
use crate::article::text;
use crate::entity::EntityKind;
use crate::grammar::terms;
use crate::grammar::vocabulary::{self, Determiner, Noun};
use crate::voice::SourceKind;

/// The weight of a word that few sources are called by, such as "goatherd".
const RARE: f32 = 6.5;

/// Where a statement's words come from in the end.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::account) enum Source {
    /// Somebody with a name.
    Figure(usize),
    /// Somebody or something without a name that an outlet heard or read: the outlet, or else the article, and the
    /// words.
    Unnamed(Owner, SourceKind, String),
    /// An outlet that is cited, and of whose own source nothing is known.
    Cited(usize),
    /// Nobody.
    Nobody,
}

/// Who heard an unnamed source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::account) enum Owner {
    Outlet(usize),
    Article(usize),
    /// Whoever: a document is the same for all that read it.
    All,
    /// Media without a name: "local media".
    Media,
}

/// Follows the words of statements.
#[derive(Debug)]
pub(in crate::account) struct Ways<'f, 'a> {
    pub(in crate::account) facts: &'f Facts<'a>,
    pub(in crate::account) copies: &'f Copies,
    pub(in crate::account) cites: &'f [Cite],
    carriers: &'f [Option<usize>],
}

/// The origins of one claim.
#[derive(Debug, Default)]
pub(in crate::account) struct Origins {
    /// The source of each statement, by the number of its saying.
    pub(in crate::account) of: BTreeMap<usize, Source>,
    pub(in crate::account) range: Range,
}

impl<'f, 'a> Ways<'f, 'a> {
    pub(in crate::account) fn new(
        facts: &'f Facts<'a>,
        copies: &'f Copies,
        cites: &'f [Cite],
        carriers: &'f [Option<usize>],
    ) -> Self {
        Self {
            facts,
            copies,
            cites,
            carriers,
        }
    }

    /// Whose article it is: the agency whose text it carries, or its outlet; of a copy, the first's.
    fn owner(&self, article: usize) -> Owner {
        let first = self.copies.first(article);
        self.carriers[article]
            .or(self.carriers[first])
            .or_else(|| self.facts.people.outlet(first))
            .map_or(Owner::Article(first), Owner::Outlet)
    }

    /// The outlets that a statement's words came through, outermost first, without the article's own and its agency.
    fn through(&self, saying: &Saying<'_>) -> Vec<usize> {
        let carrier = self.carriers[saying.article];
        saying
            .value
            .chain
            .iter()
            .filter_map(|voice| citations::outlet(self.facts, saying.article, voice))
            .filter(|outlet| Some(*outlet) != carrier)
            .collect()
    }

    /// Where the text itself says that its words come from.
    fn told(&self, number: usize) -> Source {
        let saying = &self.facts.sayings[number];
        let through = self.through(saying);
        let owner = through.last().map_or_else(
            || self.owner(saying.article),
            |outlet| Owner::Outlet(*outlet),
        );
        let inner = saying.value.chain.last();
        let figure = inner.and_then(|voice| citations::who(self.facts, voice));
        let words = inner.map_or("", |voice| voice.text.as_str());
        match saying.kind {
            SourceKind::None | SourceKind::Author => through
                .last()
                .map_or(Source::Nobody, |outlet| Source::Cited(*outlet)),
            SourceKind::Outlet => match inner
                .and_then(|voice| citations::outlet(self.facts, saying.article, voice))
                .or(figure)
            {
                Some(figure) if owner == Owner::Outlet(figure) && through.is_empty() => {
                    Source::Figure(figure)
                }
                Some(figure) => Source::Cited(figure),
                None => Source::Unnamed(owner, SourceKind::Outlet, head(words)),
            },
            SourceKind::Document => match figure {
                Some(figure) => Source::Figure(figure),
                None => Source::Unnamed(Owner::All, SourceKind::Document, head(words)),
            },
            kind => match figure {
                Some(figure) if self.facts.people.has_name(figure) => Source::Figure(figure),
                _ => Source::Unnamed(owner, kind, head(words)),
            },
        }
    }

    /// The origins of a claim; `members` are its sayings, and whether each asserts it.
    pub(in crate::account) fn origins(&self, members: &[(usize, bool)]) -> Origins {
        let told: BTreeMap<usize, Source> = members
            .iter()
            .map(|&(number, _)| (number, self.told(number)))
            .collect();
        let mut of: BTreeMap<usize, Source> = BTreeMap::new();
        for &(number, asserts) in members {
            let source = match &told[&number] {
                Source::Cited(outlet) => self.follow(*outlet, members, &told, asserts),
                source => source.clone(),
            };
            of.insert(number, source);
        }
        self.fold(&mut of);
        let ends: BTreeSet<&Source> = members
            .iter()
            .filter(|(_, asserts)| *asserts)
            .map(|(number, _)| &of[number])
            .filter(|source| **source != Source::Nobody)
            .collect();
        let open = ends
            .iter()
            .filter(|source| matches!(source, Source::Cited(_)))
            .count();
        Origins {
            range: Range {
                min: ends.len() - open,
                max: ends.len(),
            },
            of,
        }
    }

    /// From whom a cited outlet had it: what its own articles say, or what others say of it.
    fn follow(
        &self,
        outlet: usize,
        members: &[(usize, bool)],
        told: &BTreeMap<usize, Source>,
        asserts: bool,
    ) -> Source {
        let alike = members.iter().filter(|(_, other)| *other == asserts);
        let mut ends: BTreeMap<&Source, usize> = BTreeMap::new();
        for (number, _) in alike {
            let saying = &self.facts.sayings[*number];
            // A copy is its own outlet's too: who cites the Tribune may mean the agency's text in it.
            let own = self.owner(saying.article) == Owner::Outlet(outlet)
                || self.facts.people.outlet(saying.article) == Some(outlet);
            let source = &told[number];
            let known = !matches!(source, Source::Cited(_) | Source::Nobody);
            if known && (own || self.through(saying).last() == Some(&outlet)) {
                *ends.entry(source).or_insert(0) += if own { 3 } else { 1 };
            }
        }
        let best = ends.into_iter().max_by_key(|(_, count)| *count);
        match best {
            Some((source, _)) => source.clone(),
            // Its article is there and names nobody: it is its own source.
            None if members.iter().any(|(number, other)| {
                *other == asserts
                    && self.owner(self.facts.sayings[*number].article) == Owner::Outlet(outlet)
            }) =>
            {
                Source::Figure(outlet)
            }
            None => Source::Cited(outlet),
        }
    }

    /// Folds what is one: a body and the person who speaks for it, somebody told by an office and who has it, and unnamed sources
    /// of one outlet, unless one article tells them apart.
    fn fold(&self, of: &mut BTreeMap<usize, Source>) {
        let mut all: BTreeMap<Source, BTreeSet<usize>> = BTreeMap::new();
        for (number, source) in of.iter() {
            let article = self.facts.sayings[*number].article;
            all.entry(source.clone())
                .or_default()
                .insert(self.copies.first(article));
        }
        let mut instead: BTreeMap<Source, Source> = BTreeMap::new();
        for (source, articles) in &all {
            let other = match source {
                Source::Figure(body) => all
                    .keys()
                    .find(|other| matches!(other, Source::Figure(one) if self.speaks_for(*one, *body))),
                Source::Unnamed(owner, kind, words) => all
                    .keys()
                    .find(|other| matches!(other, Source::Figure(one) if self.holds(*one, *kind, words)))
                    .or_else(|| {
                        let earlier = all.iter().take_while(|(other, _)| *other != source);
                        let one = |(other, there): &(&Source, &BTreeSet<usize>)| match other {
                            Source::Unnamed(of, is, called) => {
                                let fits = if *of == Owner::Media || *owner == Owner::Media {
                                    unnamed(*is) == unnamed(*kind)
                                } else if of == owner {
                                    unnamed(*is) == unnamed(*kind)
                                        && (alike(words, called) || articles.is_disjoint(there))
                                } else {
                                    is == kind && rare(words, called)
                                };
                                fits && (*is == SourceKind::Document) == (*kind == SourceKind::Document)
                            }
                            _ => false,
                        };
                        earlier.clone().find(one).map(|(other, _)| other)
                    }),
                _ => None,
            };
            if let Some(other) = other {
                let last = instead.get(other).unwrap_or(other).clone();
                instead.insert(source.clone(), last);
            }
        }
        for source in of.values_mut() {
            if let Some(other) = instead.get(source) {
                *source = other.clone();
            }
        }
    }

    /// Whether somebody with a name has the office by which a source is told.
    fn holds(&self, one: usize, kind: SourceKind, words: &str) -> bool {
        if !matches!(kind, SourceKind::Person | SourceKind::Organization) {
            return false;
        }
        let figure = &self.facts.people.figures[one];
        let told: Vec<String> = terms::of(words).into_iter().map(|term| term.word).collect();
        let known: BTreeSet<String> = figure
            .roles
            .iter()
            .chain(&figure.aliases)
            .chain([&figure.name])
            .flat_map(|role| terms::of(role))
            .map(|term| term.word)
            .collect();
        !told.is_empty() && told.iter().all(|word| known.contains(word))
    }

    /// Whether the one is a person with an office in the other, a body.
    fn speaks_for(&self, one: usize, body: usize) -> bool {
        let (person, body) = (
            &self.facts.people.figures[one],
            &self.facts.people.figures[body],
        );
        // A state speaks through whoever has an office in it.
        if body.kind == EntityKind::Place && person.kind == EntityKind::Person {
            return person.roles.iter().any(|role| {
                role.split_whitespace().any(|word| {
                    matches!(
                        vocabulary::noun(&word.to_lowercase()),
                        Some((Noun::Office | Noun::Spokesperson, _))
                    )
                })
            });
        }
        if person.kind != EntityKind::Person
            || !matches!(body.kind, EntityKind::Organization | EntityKind::Outlet)
        {
            return false;
        }
        let name = body
            .name
            .trim_start_matches("the ")
            .trim_start_matches("The ");
        let names = std::iter::once(name).chain(body.aliases.iter().map(String::as_str));
        let roles = || person.roles.iter();
        names.clone().any(|name| {
            name.chars().count() > 3
                && roles().any(|role| role.to_lowercase().contains(&name.to_lowercase()))
        })
    }

    /// A source as it is shown.
    pub(in crate::account) fn origin(&self, source: &Source) -> Option<Origin> {
        let people = &self.facts.people;
        let (who, kind, entity) = match source {
            Source::Figure(figure) => {
                let known = &people.figures[*figure];
                let kind = match known.kind {
                    EntityKind::Person => SourceKind::Person,
                    EntityKind::Outlet => SourceKind::Outlet,
                    EntityKind::Organization | EntityKind::Place | EntityKind::Vessel => {
                        SourceKind::Organization
                    }
                };
                (known.name.clone(), kind, people.id(*figure))
            }
            Source::Unnamed(owner, kind, words) => {
                let to = match owner {
                    Owner::Outlet(outlet) => Some(people.figures[*outlet].name.clone()),
                    Owner::Article(article) => {
                        let article = &self.facts.articles[*article].reading.article;
                        article.title.clone().or_else(|| Some(article.id.clone()))
                    }
                    Owner::All => None,
                    Owner::Media => Some("media".to_owned()),
                };
                let words = if words.is_empty() { kind.name() } else { words };
                let who = to.map_or_else(|| words.to_owned(), |to| format!("{words} (to {to})"));
                (who, *kind, None)
            }
            Source::Cited(_) | Source::Nobody => return None,
        };
        let mut id = text::id(&format!(
            "origin\n{kind}\n{who}\n{}",
            entity.as_deref().unwrap_or("")
        ));
        id.truncate(20);
        Some(Origin {
            id,
            who,
            kind,
            entity,
        })
    }

    /// The steps by which a statement's words came to its article.
    pub(in crate::account) fn edges(&self, number: usize, end: &Source) -> Vec<Edge> {
        let saying = &self.facts.sayings[number];
        let id = |article: usize| self.facts.articles[article].reading.article.id.clone();
        let mut out = Vec::new();
        let mut add = |from: End, to: End, link: Link, is_loop: bool| {
            out.push(Edge {
                from,
                to,
                link,
                attribution: saying.value.id.clone(),
                is_loop,
            });
        };
        let here = End::Article(id(saying.article));
        let first = self.copies.first(saying.article);
        if first != saying.article {
            add(here, End::Article(id(first)), Link::Copies, false);
            return out;
        }
        let mut from = here;
        for outlet in self.through(saying) {
            let cite = self
                .cites
                .iter()
                .find(|cite| cite.from == saying.article && cite.outlet == outlet);
            let to = match cite.and_then(|cite| cite.to) {
                Some(article) => End::Article(id(article)),
                None => End::Outlet(
                    self.facts
                        .people
                        .id(outlet)
                        .unwrap_or_else(|| self.facts.people.figures[outlet].name.clone()),
                ),
            };
            let back = cite
                .and_then(|cite| cite.to)
                .is_some_and(|to| self.leads(to, saying.article));
            add(from.clone(), to.clone(), Link::Cites, back);
            from = to;
        }
        let words = saying
            .value
            .chain
            .last()
            .map_or("", |voice| voice.text.as_str());
        match self.origin(end) {
            Some(origin) => add(from, End::Origin(origin.id), Link::Hears, false),
            None if matches!(end, Source::Cited(_)) => {}
            None => add(from, End::Nobody(words.to_owned()), Link::Hears, false),
        }
        out
    }

    /// Whether citations lead from one article to the other.
    fn leads(&self, from: usize, to: usize) -> bool {
        let mut seen = BTreeSet::from([from]);
        let mut open = vec![from];
        while let Some(at) = open.pop() {
            for cite in self.cites.iter().filter(|cite| cite.from == at) {
                match cite.to {
                    Some(next) if next == to => return true,
                    Some(next) if seen.insert(next) => open.push(next),
                    _ => {}
                }
            }
        }
        false
    }
}

/// What an unnamed source is called, without its article.
fn head(words: &str) -> String {
    let rest = words.split_once(' ').filter(|(first, _)| {
        matches!(
            vocabulary::determiner(&first.to_lowercase()),
            Some(Determiner::Definite | Determiner::Indefinite | Determiner::Possessive)
        )
    });
    rest.map_or(words, |(_, rest)| rest).trim().to_owned()
}

/// Whether a source has neither name nor known office.
fn unnamed(kind: SourceKind) -> bool {
    !matches!(kind, SourceKind::Document | SourceKind::Outlet)
}

/// Whether two descriptions share a telling word, or one has none: "our source".
fn alike(one: &str, other: &str) -> bool {
    let words = |text: &str| -> BTreeSet<String> {
        terms::of(text)
            .into_iter()
            .map(|term| term.word)
            .filter(|word| {
                !matches!(
                    vocabulary::noun(word),
                    Some((Noun::Source | Noun::Person | Noun::Outlet, _))
                )
            })
            .collect()
    };
    let (first, second) = (words(one), words(other));
    first.is_empty() || second.is_empty() || !first.is_disjoint(&second)
}

/// Whether two descriptions share a word that few sources are called by.
fn rare(one: &str, other: &str) -> bool {
    let first = terms::of(one);
    let second = terms::of(other);
    first
        .iter()
        .any(|term| term.weight >= RARE && second.iter().any(|same| same.word == term.word))
}
