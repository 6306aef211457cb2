//! The entities of an article, and what its words refer to.

use std::ops::Range;

use super::chain::Chain;
use super::find::Found;
use super::mention::{Candidate, Class};
use super::scene::Scene;
use super::{Entity, EntityKind, Form, Mention};
use crate::grammar::vocabulary::{self, Determiner, Function};
use crate::span::Span;

/// The entities of one article, in the order of their first mentions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entities {
    all: Vec<Entity>,
    /// The phrases of the article in text order, an outer one before those in it.
    phrases: Vec<Referring>,
}

/// Words that refer to something.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Referring {
    /// Their bytes, with titles and what stands behind.
    whole: Range<usize>,
    /// The number of the entity; none for documents, groups and whoever is not named.
    entity: Option<usize>,
    /// The bytes of the words that tell most of what they refer to.
    fullest: Range<usize>,
}

impl Entities {
    /// These entities, in the order of their first mentions.
    pub fn new(all: Vec<Entity>) -> Self {
        let mut phrases: Vec<Referring> = all
            .iter()
            .enumerate()
            .flat_map(|(number, entity)| {
                entity.mentions.iter().map(move |mention| Referring {
                    whole: mention.range.clone(),
                    entity: Some(number),
                    fullest: mention.range.clone(),
                })
            })
            .collect();
        phrases.sort_by_key(|one| (one.whole.start, std::cmp::Reverse(one.whole.end)));
        Self { all, phrases }
    }

    /// All of them.
    pub fn all(&self) -> &[Entity] {
        &self.all
    }

    /// The number of the entity that these words name: that of the phrase which begins first in them,
    /// of several the longest.
    pub fn of(&self, words: &Span) -> Option<usize> {
        self.phrase(words)?.entity
    }

    /// The bytes of the words that tell most of what these words refer to, where other words do.
    pub fn fullest(&self, words: &Span) -> Option<Range<usize>> {
        let phrase = self.phrase(words)?;
        (phrase.fullest != phrase.whole).then(|| phrase.fullest.clone())
    }

    fn phrase(&self, words: &Span) -> Option<&Referring> {
        let end = self
            .phrases
            .partition_point(|one| one.whole.start < words.end());
        self.phrases[..end]
            .iter()
            .filter(|one| words.start() < one.whole.end)
            .min_by_key(|one| {
                let start = one.whole.start.max(words.start());
                (
                    start,
                    std::cmp::Reverse(one.whole.end.min(words.end())),
                    one.whole.len(),
                )
            })
    }
}

/// Makes entities of the chains: of those with a name, and of a person, body or outlet without one that
/// speaks or is spoken of more than once. Somebody whose name is held back is a person too, and is called
/// by its description.
pub(super) fn build(
    scene: &Scene<'_>,
    found: &Found,
    chains: &[Chain],
    of: &[Option<usize>],
) -> Entities {
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); chains.len()];
    for (at, chain) in of.iter().enumerate() {
        if let Some(chain) = chain {
            members[*chain].push(at);
        }
    }
    let mut order: Vec<usize> = (0..chains.len())
        .filter(|&chain| !members[chain].is_empty())
        .collect();
    order.sort_by_key(|&chain| members[chain][0]);
    let mut all = Vec::new();
    let mut phrases = Vec::new();
    for chain in order {
        let ones: Vec<&Candidate> = members[chain].iter().map(|&at| &found.all[at]).collect();
        let entity = entity(scene, &chains[chain], &ones);
        let number = entity.is_some().then_some(all.len());
        let fullest = fullest(scene, &ones);
        for one in &ones {
            phrases.push(Referring {
                whole: scene.bytes(&one.whole),
                entity: number,
                fullest: match &fullest {
                    Some((telling, _)) if !std::ptr::eq(*telling, *one) => {
                        scene.bytes(&telling.whole)
                    }
                    _ => scene.bytes(&one.whole),
                },
            });
        }
        all.extend(entity);
    }
    phrases.sort_by_key(|one| (one.whole.start, std::cmp::Reverse(one.whole.end)));
    Entities { all, phrases }
}

fn entity(scene: &Scene<'_>, chain: &Chain, ones: &[&Candidate]) -> Option<Entity> {
    let named = ones.iter().any(|one| one.form == Form::Name);
    let speaks = ones.iter().any(|one| one.source.is_some());
    let kind = match chain.class {
        Class::Person => EntityKind::Person,
        Class::Organization | Class::Open if named => EntityKind::Organization,
        Class::Organization => EntityKind::Organization,
        Class::Outlet => EntityKind::Outlet,
        Class::Place => EntityKind::Place,
        Class::Vessel => EntityKind::Vessel,
        Class::People | Class::Document | Class::Open => return None,
    };
    let spoken_of = speaks || ones.len() > 1 && ones.iter().any(|one| one.form == Form::Role);
    let place = matches!(chain.class, Class::Place | Class::Vessel);
    if !named && (!spoken_of || place) {
        return None;
    }
    let (_, name) = fullest(scene, ones)?;
    let mut mentions: Vec<Mention> = Vec::new();
    let mut ranges: Vec<(Range<usize>, Form)> = ones
        .iter()
        .map(|one| (scene.bytes(&one.words), one.form))
        .collect();
    ranges.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    for (range, form) in ranges {
        if range.is_empty()
            || mentions
                .last()
                .is_some_and(|last| range.start < last.range.end)
        {
            continue;
        }
        mentions.push(Mention { range, form });
    }
    Some(Entity {
        roles: roles(scene, ones, (!named).then_some(&*name)),
        name,
        kind,
        mentions,
    })
}

/// The mention that tells most of a chain, and what to call the chain by it: the longest name; without one, the first
/// description.
fn fullest<'a>(scene: &Scene<'_>, ones: &[&'a Candidate]) -> Option<(&'a Candidate, String)> {
    let text = |range: &Range<usize>| {
        let text = scene.text(range);
        text.split_whitespace().collect::<Vec<&str>>().join(" ")
    };
    let named: Vec<(&&Candidate, String)> = ones
        .iter()
        .filter(|one| one.form == Form::Name)
        .map(|one| (one, text(&one.words)))
        .collect();
    let times = |name: &str| named.iter().filter(|(_, other)| other == name).count();
    let loud = |one: &Candidate| {
        let mut words = one.words.clone();
        words.all(|at| {
            scene
                .tokens
                .get(at)
                .is_some_and(|token| token.acronym || !token.is_word)
        })
    };
    // "Liberal Ida Moe" is called Ida Moe, if she mostly is.
    let longer_by_what_she_is = |name: &str| {
        named.iter().any(|(one, other)| {
            one.words.len() > 1
                && name.len() > other.len()
                && name.ends_with(other.as_str())
                && times(other) >= times(name)
        })
    };
    let name = named
        .iter()
        .filter(|(_, name)| !longer_by_what_she_is(name))
        .rev()
        .max_by_key(|(one, name)| {
            let words = one.words.len();
            (
                words,
                words == 1 || !loud(one),
                scene.is_body(one.words.start),
                times(name),
            )
        })
        .map(|(one, _)| *one);
    if let Some(name) = name {
        return Some((name, text(&name.words)));
    }
    let described = |one: &&&Candidate| one.form == Form::Role;
    let new = |one: &&&Candidate| {
        scene.is_body(one.words.start)
            && !matches!(
                one.determiner,
                None | Some(Determiner::Definite | Determiner::Possessive)
            )
    };
    let role = ones.iter().filter(described).find(new).or_else(|| {
        ones.iter()
            .filter(described)
            .max_by_key(|one| one.whole.len())
    })?;
    let mut words = text(&role.whole);
    let first = scene.tokens.get(role.whole.start)?;
    let small = vocabulary::determiner(&first.lower).is_some()
        || vocabulary::function(&first.lower) == Some(Function::Preposition)
        || vocabulary::pronoun(&first.lower).is_some();
    if first.first && first.capital && small {
        words = words.replacen(&words[..first.range.len()], &first.lower, 1);
    }
    Some((role, words))
}

/// What the text calls it besides its name, each once; `description` is what it is called without a name.
fn roles(scene: &Scene<'_>, ones: &[&Candidate], description: Option<&str>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut seen: Vec<String> = description.map(str::to_lowercase).into_iter().collect();
    for one in ones {
        let Some(role) = &one.role else { continue };
        let text = scene
            .text(role)
            .split_whitespace()
            .collect::<Vec<&str>>()
            .join(" ");
        let key = text.to_lowercase();
        if !key.is_empty() && !seen.iter().any(|known| known.ends_with(&key)) {
            seen.push(key);
            out.push(text);
        }
    }
    out
}
