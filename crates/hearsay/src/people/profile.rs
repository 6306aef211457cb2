//! What one figure's names, roles and pronouns tell.

use super::Figure;
use crate::entity::{EntityKind, Form, Gender, gender};
use crate::grammar::vocabulary::{self, Determiner, Function, Noun, Pronoun};
use crate::name::{self, NameKind};

/// What figures can be without being each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Group {
    Person,
    /// Bodies and outlets: an outlet is a body, too.
    Body,
    Place,
    Vessel,
}

impl Group {
    pub(super) const fn of(kind: EntityKind) -> Self {
        match kind {
            EntityKind::Person => Self::Person,
            EntityKind::Organization | EntityKind::Outlet => Self::Body,
            EntityKind::Place => Self::Place,
            EntityKind::Vessel => Self::Vessel,
        }
    }
}

/// A figure, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Profile {
    pub(super) article: usize,
    pub(super) kind: EntityKind,
    /// Whether its article says what it is; without that its kind is a guess.
    pub(super) sure: bool,
    pub(super) gender: Option<Gender>,
    /// The words of its names that tell, the fullest name first. A definite description of a body is a name.
    pub(super) names: Vec<Vec<String>>,
    /// The names that are written as first letters.
    pub(super) acronyms: Vec<String>,
    /// What it is besides its names, as words that tell, sorted.
    pub(super) roles: Vec<Vec<String>>,
    /// What stands before the first preposition of a role, in order: "harbour master" of "harbour master of Lund". Of
    /// what has no name: its definite description, if that is all of it.
    pub(super) offices: Vec<Vec<String>>,
    /// Whether it has no name.
    pub(super) described: bool,
    /// Whether what it is called has a name in it: "the Norvian league".
    pub(super) proper: bool,
}

impl Profile {
    pub(super) fn read(figure: &Figure<'_>) -> Self {
        let named: Vec<&str> = figure
            .mentions
            .iter()
            .filter(|(_, form)| *form == Form::Name)
            .map(|(text, _)| *text)
            .collect();
        let described = named.is_empty() && !figure.mentions.is_empty() && !is_proper(figure.name);
        let person = Group::of(figure.kind) == Group::Person;
        let roles: Vec<Vec<String>> = figure
            .roles
            .iter()
            .copied()
            .chain((described && person && is_definite(figure.name)).then_some(figure.name))
            .map(|role| sorted(words(role, NameKind::Body)))
            .filter(|role| !role.is_empty())
            .collect();
        let mut offices: Vec<Vec<String>> = Vec::new();
        if described {
            let whole = is_definite(figure.name) && office(figure.name).1;
            offices.extend(whole.then(|| words(figure.name, NameKind::Body)));
        } else if person {
            offices.extend(figure.roles.iter().map(|role| office(role).0));
        }
        offices.retain(|office| !office.is_empty());
        let mut names: Vec<Vec<String>> = Vec::new();
        if !described {
            let kind = if person {
                NameKind::Person
            } else {
                NameKind::Body
            };
            let all = std::iter::once(figure.name).chain(named.iter().copied());
            names = all.map(|name| words(name, kind)).collect();
        } else if !person && is_definite(figure.name) {
            // One common noun ("the ministry") names nothing.
            let words = words(figure.name, NameKind::Body);
            names.extend((words.len() > 1).then_some(words));
        }
        names.retain(|name| !name.is_empty());
        if let Some(fullest) = names.first().cloned() {
            names.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
            names.dedup();
            names.retain(|name| *name != fullest);
            names.insert(0, fullest);
        }
        let mut acronyms: Vec<String> = std::iter::once(figure.name)
            .chain(named)
            .filter(|name| is_acronym(name))
            .map(name::fold_word)
            .collect();
        acronyms.sort_unstable();
        acronyms.dedup();
        Self {
            article: figure.article,
            kind: figure.kind,
            sure: sure(figure, described, &names),
            gender: he_or_she(figure),
            names,
            acronyms,
            roles,
            offices,
            described,
            proper: !described
                || figure
                    .name
                    .split_whitespace()
                    .skip(1)
                    .any(|word| word.starts_with(char::is_uppercase)),
        }
    }
}

/// Whether a single word with a capital is a name, though no place has it alone ("the agency Norpress").
fn is_proper(name: &str) -> bool {
    !name.contains(' ')
        && name.starts_with(char::is_uppercase)
        && vocabulary::noun(&name.to_lowercase()).is_none()
}

/// Whether a description is of one known thing: "the", or an office without a determiner.
fn is_definite(description: &str) -> bool {
    let first = description.split_whitespace().next().unwrap_or_default();
    matches!(
        vocabulary::determiner(&first.to_lowercase()),
        None | Some(Determiner::Definite)
    )
}

/// "LNA", "L.N.A."
fn is_acronym(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic());
    (2..=6).contains(&letters.clone().count())
        && letters.clone().all(char::is_uppercase)
        && !name.contains(' ')
}

/// The words of a name or description that tell: without articles, titles, legal forms, small words and "'s".
fn words(name: &str, kind: NameKind) -> Vec<String> {
    let plain = format!("{name} ").replace('’', "'").replace("'s ", " ");
    let all = name::telling(&plain, kind);
    let telling = |word: &&String| {
        !name::is_particle(word)
            && !matches!(
                vocabulary::function(word),
                Some(Function::Preposition | Function::Conjunction)
            )
            && vocabulary::determiner(word).is_none_or(|one| matches!(one, Determiner::Count(_)))
    };
    let told: Vec<String> = all.iter().filter(telling).cloned().collect();
    if told.is_empty() { all } else { told }
}

/// The words of a role before its first preposition, and whether that is all of it.
fn office(role: &str) -> (Vec<String>, bool) {
    let preposition =
        |word: &&str| vocabulary::function(&word.to_lowercase()) == Some(Function::Preposition);
    let all: Vec<&str> = role.split_whitespace().collect();
    let end = all.iter().position(preposition);
    let before = &all[..end.unwrap_or(all.len())];
    (words(&before.join(" "), NameKind::Body), end.is_none())
}

/// The words in order.
pub(super) fn sorted(mut words: Vec<String>) -> Vec<String> {
    words.sort_unstable();
    words
}

/// Whether the article says what the figure is.
fn sure(figure: &Figure<'_>, described: bool, names: &[Vec<String>]) -> bool {
    let called = described || !figure.roles.is_empty();
    match Group::of(figure.kind) {
        Group::Person => {
            let thing = figure.mentions.iter().any(|(text, form)| {
                *form == Form::Pronoun
                    && vocabulary::pronoun(&text.to_lowercase()) == Some(Pronoun::Thing)
            });
            called || !thing && he_or_she(figure).is_some()
        }
        Group::Body => {
            let noun = |word: &String| {
                matches!(
                    vocabulary::noun(word),
                    Some((Noun::Organization | Noun::Outlet, _))
                )
            };
            called
                || figure.kind == EntityKind::Outlet
                || figure.mentions.iter().any(|(_, form)| *form == Form::Role)
                || names
                    .iter()
                    .any(|name| name.len() > 1 && name.iter().any(noun))
        }
        Group::Place => false,
        Group::Vessel => true,
    }
}

/// By most of its pronouns; failing these, by what it is called.
fn he_or_she(figure: &Figure<'_>) -> Option<Gender> {
    let pronouns = figure.mentions.iter().filter_map(|(text, form)| {
        if *form != Form::Pronoun {
            return None;
        }
        match text.to_lowercase().as_str() {
            "he" | "him" | "his" | "himself" => Some(1),
            "she" | "her" | "hers" | "herself" => Some(-1),
            _ => None,
        }
    });
    match pronouns.sum::<i32>() {
        0 => figure
            .roles
            .iter()
            .flat_map(|role| role.split(|c: char| !c.is_alphanumeric()))
            .find_map(|word| gender(&word.to_lowercase())),
        more if more > 0 => Some(Gender::Male),
        _ => Some(Gender::Female),
    }
}
