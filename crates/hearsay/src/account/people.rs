//! Who is named, over all articles: the figures, and which one an entity or an outlet is.

use std::collections::{BTreeSet, HashMap};

use super::Rulings;
use super::facts::Paper;
use super::value::Figure;
use crate::entity::{EntityKind, Form};
use crate::name::{self, NameKind};
use crate::people;

/// The figures of some articles.
#[derive(Debug)]
pub(super) struct People {
    /// Who they are, in the order of their first articles.
    pub(super) figures: Vec<Figure>,
    of: HashMap<String, usize>,
    /// Who has a name or an alias, folded and without its article.
    named: HashMap<String, BTreeSet<usize>>,
    /// The outlet of each article.
    outlets: Vec<Option<usize>>,
}

impl People {
    pub(super) fn new(articles: &[Paper<'_>], rulings: &Rulings) -> Self {
        let mut given = Vec::new();
        let mut ids: Vec<Option<&str>> = Vec::new();
        for (number, paper) in articles.iter().enumerate() {
            for entity in &paper.reading.entities {
                let mentions = entity.mentions.iter();
                given.push(people::Figure {
                    article: number,
                    name: &entity.name,
                    kind: entity.kind,
                    roles: entity.roles.iter().map(String::as_str).collect(),
                    mentions: mentions.map(|one| (one.text.as_str(), one.form)).collect(),
                });
                ids.push(Some(&entity.id));
            }
        }
        // An article's own outlet is a figure, and it has an article to itself: the text may name it too, otherwise.
        let first = given.len();
        for (number, paper) in articles.iter().enumerate() {
            if let Some(outlet) = paper.reading.article.outlet.as_deref() {
                given.push(people::Figure {
                    article: articles.len() + number,
                    name: outlet,
                    kind: EntityKind::Outlet,
                    roles: Vec::new(),
                    mentions: vec![(outlet, Form::Name)],
                });
                ids.push(None);
            }
        }
        let number = |id: &String| ids.iter().position(|one| *one == Some(id.as_str()));
        let pairs = |pairs: &[(String, String)]| -> Vec<(usize, usize)> {
            let both = |(one, other): &(String, String)| Some((number(one)?, number(other)?));
            pairs.iter().filter_map(both).collect()
        };
        let rulings = people::Rulings {
            one: pairs(&rulings.same),
            two: pairs(&rulings.other),
        };
        let mut out = Self {
            figures: Vec::new(),
            of: HashMap::new(),
            named: HashMap::new(),
            outlets: Vec::new(),
        };
        let mut owner = vec![0; given.len()];
        for joined in people::join(&given, &rulings) {
            for &member in &joined.members {
                owner[member] = out.figures.len();
                if let Some(id) = ids[member] {
                    out.of.insert(id.to_owned(), out.figures.len());
                }
            }
            let figure = figure(&joined, &given, &ids);
            for name in std::iter::once(&figure.name).chain(&figure.aliases) {
                let owners = out.named.entry(name::fold(bare(name))).or_default();
                owners.insert(out.figures.len());
            }
            out.figures.push(figure);
        }
        let mut next = owner[first..].iter();
        out.outlets = articles
            .iter()
            .map(|paper| {
                paper.reading.article.outlet.as_ref()?;
                next.next().copied()
            })
            .collect();
        out
    }

    /// Who an article's entity is.
    pub(super) fn of(&self, entity: &str) -> Option<usize> {
        self.of.get(entity).copied()
    }

    /// Who publishes the article.
    pub(super) fn outlet(&self, article: usize) -> Option<usize> {
        self.outlets.get(article).copied().flatten()
    }

    /// Whether a figure is called by a name, not by a description.
    pub(super) fn has_name(&self, figure: usize) -> bool {
        is_name(&self.figures[figure].name)
    }

    /// Who is called by these words: by exactly this name; else by one spelt nearly alike, if that is one alone.
    pub(super) fn called(&self, words: &str) -> Option<usize> {
        let folded = name::fold(bare(words));
        if folded.is_empty() {
            return None;
        }
        match self.named.get(&folded) {
            Some(exact) => return exact.first().copied().filter(|_| exact.len() == 1),
            None if is_name(words) => {}
            None => return None,
        }
        let near = |figure: &Figure| {
            let kind = match figure.kind {
                EntityKind::Person => NameKind::Person,
                EntityKind::Organization | EntityKind::Outlet => NameKind::Body,
                EntityKind::Place | EntityKind::Vessel => return false,
            };
            is_name(&figure.name) && name::compare(bare(words), bare(&figure.name), kind).is_same()
        };
        let mut near = (0..self.figures.len()).filter(|&at| near(&self.figures[at]));
        near.next().filter(|_| near.next().is_none())
    }

    /// The id of a figure; `None` of an outlet that only publishes.
    pub(super) fn id(&self, figure: usize) -> Option<String> {
        let id = &self.figures[figure].id;
        (!id.is_empty()).then(|| id.clone())
    }
}

/// Without the article before it.
fn bare(name: &str) -> &str {
    let rest = name.split_once(' ');
    rest.filter(|(first, _)| first.eq_ignore_ascii_case("the"))
        .map_or(name, |(_, rest)| rest)
}

/// Whether these words are a name: the last begins with a capital, or is in letters without capitals.
fn is_name(words: &str) -> bool {
    let last = words.split_whitespace().next_back();
    last.and_then(|word| word.chars().find(|c| c.is_alphanumeric()))
        .is_some_and(|first| first.is_uppercase() || !first.is_ascii())
}

fn figure(joined: &people::Joined, given: &[people::Figure<'_>], ids: &[Option<&str>]) -> Figure {
    let members: Vec<String> = joined
        .members
        .iter()
        .filter_map(|&member| ids[member].map(str::to_owned))
        .collect();
    let mut aliases: Vec<String> = Vec::new();
    let mut roles: Vec<String> = Vec::new();
    for &member in &joined.members {
        let names = given[member].mentions.iter();
        for (name, _) in names.filter(|(_, form)| *form == Form::Name) {
            if *name != joined.name && !aliases.iter().any(|known| known == name) {
                aliases.push((*name).to_owned());
            }
        }
        for role in &given[member].roles {
            let known = roles.iter().any(|known| known.eq_ignore_ascii_case(role));
            if !known {
                roles.push((*role).to_owned());
            }
        }
    }
    aliases.sort();
    Figure {
        id: members.first().cloned().unwrap_or_default(),
        name: joined.name.clone(),
        kind: joined.kind,
        aliases,
        roles,
        members,
    }
}
