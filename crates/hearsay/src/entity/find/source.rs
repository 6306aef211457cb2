//! Which candidates are the sources of attributions; a source without one becomes one.

use std::collections::HashMap;
use std::ops::Range;

use super::super::Form;
use super::super::lists;
use super::super::mention::{Candidate, Class};
use super::super::scene::Scene;
use crate::grammar::phrase::{self, Phrase};
use crate::grammar::vocabulary::{self, Determiner, Function, Noun};

/// Tokens between the first of a source and the first of the phrase that heads it, at most.
const LEAD: usize = 3;

/// Marks them.
pub(super) fn mark(scene: &Scene<'_>, all: &mut Vec<Candidate>) {
    let mut at: HashMap<usize, Vec<usize>> = HashMap::new();
    for (number, one) in all.iter().enumerate() {
        for token in one.whole.clone() {
            at.entry(token).or_default().push(number);
        }
    }
    for (number, said) in scene.said.iter().enumerate() {
        let Some(source) = &said.source else { continue };
        let parts = phrase::parts(&scene.tokens, source);
        let Some(part) = parts.first() else { continue };
        let read = Phrase::read(&scene.tokens, part.clone());
        match head(scene, all, &at, source, &read) {
            Some(found) => {
                let one = &mut all[found];
                one.source.get_or_insert(number);
                // "Drugs giant Norgas"
                let lead = read.whole.start..one.whole.start;
                let led = (1..=LEAD).contains(&lead.len())
                    && lead.clone().all(|at| {
                        at == lead.start
                            || scene
                                .tokens
                                .get(at)
                                .is_some_and(|token| token.is_word && !token.capital)
                    });
                if one.form == Form::Name && led && one.role.is_none() {
                    one.role = Some(lead.clone());
                    one.whole.start = lead.start;
                }
                if one.form == Form::Role {
                    one.whole.end = one.whole.end.max(short(scene, &part.clone()));
                    one.whole.start = one.whole.start.min(read.whole.start);
                }
            }
            None => all.extend(unlisted(scene, number, part, &read)),
        }
    }
}

/// The candidate that the source's words are about: the one with their noun or name, the longest of
/// those that begin first.
fn head(
    scene: &Scene<'_>,
    all: &[Candidate],
    at: &HashMap<usize, Vec<usize>>,
    source: &Range<usize>,
    read: &Phrase,
) -> Option<usize> {
    let start = read.whole.start;
    let over = |token: usize| at.get(&token).into_iter().flatten().copied();
    if vocabulary::pronoun(scene.tokens.lower(start)).is_some()
        && read.head.is_none()
        && read.name.is_none()
    {
        return over(start).find(|&one| all[one].form == Form::Pronoun);
    }
    let main = read
        .head_at
        .or_else(|| read.name.as_ref().map(|name| name.end - 1));
    let by_main = main.and_then(|main| {
        over(main)
            .filter(|&one| all[one].form != Form::Pronoun && all[one].whole.start >= source.start)
            .filter(|&one| all[one].whole.start <= start + LEAD || all[one].words.contains(&main))
            .min_by_key(|&one| {
                let whole = &all[one].whole;
                (whole.start, std::cmp::Reverse(whole.end))
            })
    });
    by_main.or_else(|| {
        let name = read.name.as_ref()?;
        over(name.start)
            .filter(|&one| all[one].form == Form::Name)
            .min_by_key(|&one| all[one].words.start.abs_diff(name.start))
    })
}

/// One past the last token of a source's words up to a relative clause.
fn short(scene: &Scene<'_>, part: &Range<usize>) -> usize {
    (part.start + 1..part.end)
        .find(|&at| vocabulary::function(scene.tokens.lower(at)) == Some(Function::Relative))
        .unwrap_or(part.end)
}

/// A source whose noun is in no list.
fn unlisted(
    scene: &Scene<'_>,
    number: usize,
    part: &Range<usize>,
    read: &Phrase,
) -> Option<Candidate> {
    let tokens = &scene.tokens;
    let whole = read.whole.start..short(scene, part).max(read.end);
    let nobody = vocabulary::negator(tokens.lower(whole.start)).is_some()
        || tokens.lower(whole.start) == "no";
    if whole.is_empty()
        || nobody
        || vocabulary::pronoun(tokens.lower(whole.start)).is_some() && whole.len() == 1
    {
        return None;
    }
    let head = read
        .head_at
        .unwrap_or(read.end.saturating_sub(1).max(whole.start));
    let word = tokens.lower(head);
    let class = match read.head {
        Some((Noun::Organization, false)) => Class::Organization,
        Some((Noun::Outlet, false)) => Class::Outlet,
        Some((Noun::Document, false)) => Class::Document,
        Some((Noun::Collective, _) | (_, true)) => Class::People,
        Some(_) => match read.determiner {
            Some(Determiner::Count(count)) if count > 1 => Class::People,
            _ => Class::Person,
        },
        None if word.ends_with('s') && !word.ends_with("ss") && read.name.is_none() => {
            Class::People
        }
        None => Class::Open,
    };
    let inner = (whole.start..head)
        .find(|&at| vocabulary::determiner(tokens.lower(at)).is_none())
        .unwrap_or(head);
    Some(Candidate {
        words: whole.start..read.end.max(whole.start + 1),
        role: (class == Class::Person).then_some(inner..whole.end),
        whole,
        form: Form::Role,
        class,
        told: class != Class::Open,
        gender: lists::gender(word),
        noun: Some(word.to_owned()),
        modifiers: (inner..head)
            .map(|at| tokens.lower(at).to_owned())
            .collect(),
        determiner: read.determiner,
        source: Some(number),
        subject: true,
    })
}
