//! What a noun phrase refers back to: "the minister", "the company", "the daily".
//!
//! With "a" it is new. With "the" it is whoever the article gave that noun as an office, a description or part
//! of the name; failing that, a narrower noun; failing that, for words that any firm or outlet can be
//! called by, the nearest of that kind.

use std::collections::HashSet;

use super::Form;
use super::lists;
use super::mention::{Candidate, Class};
use super::resolve::Reader;
use super::same;
use crate::grammar::vocabulary::{self, Determiner, Noun};

/// Adjectives that tell people apart no more than "the" does.
const WEAK: &[&str] = &[
    "acting",
    "former",
    "long-time",
    "longtime",
    "new",
    "old",
    "outgoing",
    "same",
    "senior",
    "then",
    "top",
    "veteran",
    "young",
    "elderly",
    "late",
    "own",
    "local",
];

/// Words for any firm.
const FIRM: &[&str] = &[
    "company",
    "firm",
    "group",
    "operator",
    "utility",
    "corporation",
    "business",
];

/// Words for any outlet.
const OUTLET: &[&str] = &[
    "newspaper",
    "daily",
    "tabloid",
    "broadcaster",
    "channel",
    "outlet",
    "magazine",
    "weekly",
    "website",
    "publication",
    "news agency",
];

/// Words for outlets and for other things, which only what speaks is.
const OPEN: &[&str] = &["agency", "paper", "site", "station"];

/// Sentences that a person's noun without an office looks back.
const NEAR: usize = 12;

/// Sentences that a new description looks back.
const JUST: usize = 2;

/// The chain that the noun phrase belongs to; `None` if it is new.
pub(super) fn read(reader: &Reader<'_>, at: usize) -> Option<usize> {
    let one = &reader.all[at];
    let noun = one.noun.as_deref()?;
    let back = match one.determiner {
        Some(Determiner::Definite | Determiner::Possessive) => true,
        Some(_) => false,
        None => reader
            .scene
            .tokens
            .get(one.words.start)
            .is_some_and(|token| token.capital),
    };
    if !back {
        return None;
    }
    // "His company" is the one just named.
    let owned = one.determiner == Some(Determiner::Possessive) && FIRM.contains(&noun);
    owned
        .then(|| by_kind(reader, at, noun))
        .flatten()
        .or_else(|| by_noun(reader, at, noun, true))
        .or_else(|| by_name(reader, at, noun))
        .or_else(|| by_noun(reader, at, noun, false))
        .or_else(|| by_kind(reader, at, noun))
        .or_else(|| described(reader, at, noun))
}

/// The person just spoken of, whom a new description tells more of: "Moe left. The former governor
/// of Norvia was late." An office alone is somebody else's.
fn described(reader: &Reader<'_>, at: usize, noun: &str) -> Option<usize> {
    let one = &reader.all[at];
    let tokens = &reader.scene.tokens;
    let tells = one
        .modifiers
        .iter()
        .any(|word| word == "former" || word.ends_with("-old"))
        || matches!(
            noun,
            "candidate" | "nominee" | "businessman" | "businesswoman" | "man" | "woman"
        )
        || (one.words.start + 1..one.words.end).any(|at| {
            tokens
                .get(at)
                .is_some_and(|token| token.capital && !token.acronym)
        }) && matches!(vocabulary::noun(noun), Some((Noun::Person, _)));
    if !tells
        || one.class != Class::Person
        || one.determiner != Some(Determiner::Definite)
        || !one.subject
        || reader.scene.is_quoted(one.words.start)
    {
        return None;
    }
    reader
        .back(at)
        .take_while(|&(before, _)| reader.apart(before, at) <= JUST)
        .find(|&(before, chain)| {
            reader.all[before].subject
                && reader.apart(before, at) > 0
                && !reader.chains[chain].name.is_empty()
                && reader.chains[chain].class == Class::Person
                && fits(reader, at, chain)
        })
        .map(|(_, chain)| chain)
}

/// Whether the words before the nouns leave it possible that both are one.
fn modifiers_fit(one: &Candidate, noun: &str, chain: &[(String, Vec<String>)], same: bool) -> bool {
    let telling = |words: &[String]| -> Vec<String> {
        words
            .iter()
            .filter(|word| !WEAK.contains(&word.as_str()) && !FIRM.contains(&word.as_str()))
            .filter(|word| word.len() > 1)
            .cloned()
            .collect()
    };
    let mine = telling(&one.modifiers);
    if mine.is_empty() {
        return true;
    }
    let mut any = false;
    for (_, words) in chain.iter().filter(|(other, _)| !same || other == noun) {
        let theirs = telling(words);
        any = true;
        if theirs.is_empty() || theirs.iter().any(|word| mine.contains(word)) {
            return true;
        }
    }
    !any
}

/// A chain that the article calls by this noun, or by a narrower one.
fn by_noun(reader: &Reader<'_>, at: usize, noun: &str, same: bool) -> Option<usize> {
    let one = &reader.all[at];
    let mut choices: Vec<usize> = if same {
        reader.nouns.get(noun).cloned().unwrap_or_default()
    } else {
        reader
            .nouns
            .iter()
            .filter(|(other, _)| lists::is_wider(noun, other) || lists::is_wider(other, noun))
            .flat_map(|(_, chains)| chains.iter().copied())
            .collect()
    };
    // "The Herald newspaper" is not "a newspaper".
    let tokens = &reader.scene.tokens;
    let named = (one.words.start + 1..one.words.end)
        .any(|at| tokens.get(at).is_some_and(|token| token.capital))
        && matches!(one.class, Class::Organization | Class::Outlet);
    choices.retain(|&chain| {
        let theirs = &reader.chains[chain];
        let bare = theirs.name.is_empty() && theirs.nouns.iter().all(|(_, words)| words.is_empty());
        !(named && bare)
            && fits(reader, at, chain)
            && modifiers_fit(one, noun, &reader.chains[chain].nouns, same)
    });
    // Of several, those that share the most of the words before the noun.
    let shared = |chain: usize| {
        let theirs = reader.chains[chain]
            .nouns
            .iter()
            .flat_map(|(_, words)| words);
        let theirs: HashSet<&String> = theirs.collect();
        one.modifiers
            .iter()
            .filter(|word| theirs.contains(word))
            .count()
    };
    let most = choices.iter().map(|&chain| shared(chain)).max()?;
    choices.retain(|&chain| shared(chain) == most);
    let office = matches!(
        vocabulary::noun(noun),
        Some((
            Noun::Office | Noun::Spokesperson | Noun::Organization | Noun::Outlet,
            _
        ))
    );
    let far = if office { usize::MAX } else { NEAR };
    let before = reader
        .back(at)
        .filter(|&(before, chain)| choices.contains(&chain) && !reader.nested(before, at))
        .find(|&(before, _)| reader.apart(before, at) <= far)
        .map(|(_, chain)| chain);
    // Somebody who is only named later, with this office.
    before.or_else(|| {
        let later = |chain: &&usize| reader.passed[**chain] == 0;
        let mut later = choices.iter().filter(later).copied();
        let only = later.next()?;
        (later.next().is_none() && office).then_some(only)
    })
}

fn fits(reader: &Reader<'_>, at: usize, chain: usize) -> bool {
    let one = &reader.all[at];
    let known = &reader.chains[chain];
    known.agrees(one.gender)
        && match (one.class, known.class) {
            (Class::People, Class::People) | (Class::Document, Class::Document) => true,
            (Class::People | Class::Document, _) | (_, Class::People | Class::Document) => false,
            (a, b) => a.and(b).is_some(),
        }
        && !inside(reader, at, chain)
}

/// Whether a mention of the chain stands inside of this phrase: "its chairman" is not it.
fn inside(reader: &Reader<'_>, at: usize, chain: usize) -> bool {
    reader.chains[chain]
        .mentions
        .iter()
        .rev()
        .take(4)
        .any(|&other| {
            other != at
                && reader.nested(other, at)
                && reader.all[other].whole != reader.all[at].whole
        })
        || (at..reader.all.len())
            .take_while(|&other| reader.all[other].whole.start < reader.all[at].whole.end)
            .any(|other| other != at && reader.home[other] == Some(chain))
}

/// A body whose name has the noun: "the union" of the "Pilots' Union".
fn by_name(reader: &Reader<'_>, at: usize, noun: &str) -> Option<usize> {
    let one = &reader.all[at];
    if !matches!(one.class, Class::Organization | Class::Outlet) || !one.modifiers.is_empty() {
        return None;
    }
    reader
        .back(at)
        .map(|(_, chain)| chain)
        .find(|&chain| same::holds(&reader.chains[chain].name, noun) && fits(reader, at, chain))
}

/// The nearest firm, outlet, ship or paper, for words that fit any.
fn by_kind(reader: &Reader<'_>, at: usize, noun: &str) -> Option<usize> {
    let one = &reader.all[at];
    let owned = one.determiner == Some(Determiner::Possessive)
        && one.words.len() == 2
        && FIRM.contains(&noun);
    if one.determiner != Some(Determiner::Definite) && !owned
        || one
            .modifiers
            .iter()
            .any(|word| !WEAK.contains(&word.as_str()))
    {
        return None;
    }
    let scene = reader.scene;
    let bare = one.words.len() <= 3;
    let firm = FIRM.contains(&noun) && bare;
    let before = one
        .words
        .start
        .checked_sub(1)
        .map_or("", |at| reader.scene.tokens.lower(at));
    let speaks = one.source.is_some()
        || reader.scene.is_verb(one.whole.end)
        || matches!(before, "told" | "tells" | "by" | "to" | "with");
    let outlet = OUTLET.contains(&noun) || OPEN.contains(&noun) && speaks;
    let named = |chain: usize| !reader.chains[chain].name.is_empty();
    let is_firm = |chain: usize| {
        let known = &reader.chains[chain];
        let body = known.name.iter().any(|word| {
            matches!(vocabulary::noun(word), Some((Noun::Organization, _)))
                && !FIRM.contains(&word.as_str())
                && !matches!(
                    word.as_str(),
                    "bank" | "airline" | "brewery" | "shipyard" | "insurer"
                )
        });
        let speaks = || known.mentions.iter().any(|&at| reader.all[at].subject);
        let firm = known.class == Class::Organization || known.class == Class::Open && speaks();
        named(chain) && firm && !body
    };
    let own = scene
        .article
        .outlet
        .as_ref()
        .map(|outlet| outlet.value.to_lowercase());
    let is_outlet = |chain: usize| {
        let known = &reader.chains[chain];
        let name = known.name.join(" ");
        known.class == Class::Outlet
            && named(chain)
            && own.as_ref().is_none_or(|own| !own.contains(&name))
    };
    reader
        .back(at)
        .filter(|&(before, _)| !reader.nested(before, at))
        .filter(|&(before, chain)| {
            let known = &reader.chains[chain];
            if firm {
                is_firm(chain)
            } else if outlet {
                is_outlet(chain)
            } else {
                one.class == known.class
                    && matches!(one.class, Class::Vessel)
                    && named(chain)
                    && reader.all[before].form != Form::Pronoun
            }
        })
        .map(|(_, chain)| chain)
        .find(|&chain| fits(reader, at, chain))
}
