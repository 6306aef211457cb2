//! Sayings that go on from a dated one of the same source.
//!
//! Who is quoted once on a page was mostly heard once: what the source says in later sentences was said on
//! the same day, unless those have a day of their own. A sentence that only announces the saying takes
//! the day from the one right behind it.

use std::collections::HashMap;
use std::ops::Range;

use super::{Dated, Place};
use crate::article::BlockKind;
use crate::grammar::names::Name;
use crate::grammar::phrase::{self, Phrase};
use crate::grammar::vocabulary::{self, Determiner, Pronoun};
use crate::voice::context::Context;
use crate::voice::{SourceKind, Voice};

/// Who speaks in each attribution, as numbers: the same number is the same source.
pub(super) struct Speakers(Vec<usize>);

impl Speakers {
    /// Tells the sources of an article apart: by their entity, else by name and noun, pronouns by what
    /// stands before them.
    pub(super) fn new(context: &Context<'_>, places: &[Place], voices: &[Voice]) -> Self {
        let mut known: Vec<(Key, usize)> = Vec::new();
        let mut out: Vec<usize> = Vec::with_capacity(places.len());
        for (number, (place, voice)) in places.iter().zip(voices).enumerate() {
            let view = View {
                context,
                places,
                voices,
                number,
            };
            let (keys, new) = view.keys(place, voice);
            // Two spokesmen with names are two.
            let named = keys.iter().any(|key| matches!(key, Key::Name(_)));
            let tells = |key: &&Key| !new && !(named && matches!(key, Key::Noun(_)));
            let same = keys.iter().filter(tells).find_map(|key| {
                let is = |(other, _): &&(Key, usize)| key.same(other);
                known.iter().rev().find(is).map(|(_, speaker)| *speaker)
            });
            let back = || view.before(place, &keys, new).map(|at| out[at]);
            let speaker = same.or_else(back).unwrap_or(number);
            known.extend(keys.into_iter().map(|key| (key, speaker)));
            out.push(speaker);
        }
        Self(out)
    }

    /// Takes the speaker of one attribution for that of another.
    fn merge(&mut self, one: usize, other: usize) {
        let (from, to) = (self.0[one], self.0[other]);
        for speaker in &mut self.0 {
            if *speaker == from {
                *speaker = to;
            }
        }
    }
}

/// What a source is known by.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Key {
    /// The entity.
    Entity(usize),
    /// The words of its name.
    Name(Vec<String>),
    /// The noun that heads it.
    Noun(String),
}

impl Key {
    /// Whether both can be of one source: of names, one may be the last word of the other.
    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Name(a), Self::Name(b)) => {
                a.last() == b.last() && (a.len() == 1 || b.len() == 1 || a.first() == b.first())
            }
            _ => self == other,
        }
    }
}

/// An attribution among the others.
struct View<'a> {
    context: &'a Context<'a>,
    places: &'a [Place],
    voices: &'a [Voice],
    number: usize,
}

impl View<'_> {
    /// What the source is known by, and whether it is somebody new: "a pilot".
    fn keys(&self, place: &Place, voice: &Voice) -> (Vec<Key>, bool) {
        if let Some(entity) = voice.entity {
            return (vec![Key::Entity(entity)], false);
        }
        let Some(source) = &place.source else {
            return (Vec::new(), false);
        };
        if let Some(pronoun) = self.pronoun(source) {
            let name = self.name_before(source, pronoun);
            return (name.into_iter().collect(), false);
        }
        let tokens = &self.context.tokens;
        let names = self.context.names.within(source.clone());
        let mut keys: Vec<Key> = names.map(|name| self.name(name)).collect();
        let named = !keys.is_empty();
        let mut new = false;
        if let Some(part) = phrase::parts(tokens, source).into_iter().next() {
            let phrase = Phrase::read(tokens, part);
            keys.extend(
                phrase
                    .head_at
                    .map(|at| Key::Noun(tokens.lower(at).to_owned())),
            );
            let unknown = matches!(
                phrase.determiner,
                Some(Determiner::Indefinite | Determiner::Vague | Determiner::Count(_))
            );
            new = unknown && !named;
        }
        (keys, new)
    }

    /// The words of a name without office.
    fn name(&self, name: &Range<usize>) -> Key {
        let tokens = &self.context.tokens;
        let bare = self.context.names.bare(tokens, name);
        let words = bare.filter(|&at| tokens.get(at).is_some_and(|token| token.is_word));
        Key::Name(words.map(|at| tokens.lower(at).to_owned()).collect())
    }

    /// The pronoun that the source is.
    fn pronoun(&self, source: &Range<usize>) -> Option<Pronoun> {
        let pronoun = vocabulary::pronoun(self.context.tokens.lower(source.start))?;
        (source.len() == 1).then_some(pronoun)
    }

    /// The full name of a person that stands between the saying before and a pronoun in its paragraph.
    fn name_before(&self, source: &Range<usize>, pronoun: Pronoun) -> Option<Key> {
        if pronoun != Pronoun::Person {
            return None;
        }
        let tokens = &self.context.tokens;
        let here = tokens.get(source.start)?.block;
        let before = self.number.checked_sub(1).and_then(|at| {
            let place = &self.places[at];
            let parts = [place.source.as_ref(), place.cue.as_ref()];
            parts.into_iter().flatten().map(|part| part.end).max()
        });
        let start = (0..source.start)
            .rev()
            .take_while(|&at| tokens.get(at).is_some_and(|token| token.block == here))
            .last()?
            .max(before.unwrap_or(0));
        let said = |name: &Range<usize>| self.places.iter().any(|place| place.says(name.start));
        let names: Vec<&Range<usize>> = self.context.names.within(start..source.start).collect();
        let full = names.into_iter().rev().find(|name| {
            let bare = self.context.names.bare(tokens, name);
            let person = self.context.names.known(tokens, name) == Some(Name::Person);
            bare.len() > 1 && person && !said(name)
        })?;
        Some(self.name(full))
    }

    /// The attribution before whose source speaks on: in the same sentence where no source is named, the one
    /// that a pronoun can mean, or that "the paper" can.
    fn before(&self, place: &Place, keys: &[Key], new: bool) -> Option<usize> {
        let tokens = &self.context.tokens;
        let Some(source) = &place.source else {
            let before = self.number.checked_sub(1)?;
            let (here, there) = (place.at()?, self.places[before].at()?);
            let (here, there) = (tokens.get(here)?, tokens.get(there)?);
            let on =
                here.sentence == there.sentence || place.cue.is_none() && here.block == there.block;
            return on.then_some(before);
        };
        let kinds: &[SourceKind] = match self.pronoun(source) {
            Some(_) if !keys.is_empty() => return None,
            Some(Pronoun::Person) => &[SourceKind::Person, SourceKind::Anonymous],
            Some(Pronoun::Thing) => &[
                SourceKind::Organization,
                SourceKind::Outlet,
                SourceKind::Document,
            ],
            Some(Pronoun::Plural) => &[
                SourceKind::Organization,
                SourceKind::Collective,
                SourceKind::Anonymous,
            ],
            Some(_) => return None,
            None => {
                let bare = source.len() <= 2 && tokens.lower(source.start) == "the" && !new;
                match self.voices[self.number].kind {
                    SourceKind::Person if bare => &[SourceKind::Person],
                    SourceKind::Outlet if bare => &[SourceKind::Outlet],
                    _ => return None,
                }
            }
        };
        (0..self.number)
            .rev()
            .find(|&at| kinds.contains(&self.voices[at].kind))
    }
}

/// Gives sayings without a day that of another saying of their source.
pub(super) fn carry(
    context: &Context<'_>,
    places: &[Place],
    speakers: &mut Speakers,
    dated: &mut [Option<Dated<'_>>],
) {
    lead(context, places, speakers, dated);
    let mut last: HashMap<usize, Dated<'_>> = HashMap::new();
    for (number, speaker) in speakers.0.iter().enumerate() {
        match dated[number] {
            // The day is the one on which others reported what the source says.
            Some(_) if places[number].is_relayed() => {}
            Some(found) => {
                last.insert(*speaker, found);
            }
            None => {
                dated[number] = last.get(speaker).map(|found| Dated {
                    rule: "the last day on which the same source spoke",
                    ..*found
                });
            }
        }
    }
    for number in (1..places.len()).rev() {
        let before = number - 1;
        let near = sentence(context, &places[number])
            .zip(sentence(context, &places[before]))
            .is_some_and(|((block, sentence), (other, earlier))| {
                block == other && sentence.abs_diff(earlier) <= 1
            });
        let same = speakers.0[number] == speakers.0[before];
        if dated[before].is_none() && near && same && !is_present(context, &places[before]) {
            dated[before] = dated[number].map(|found| Dated {
                rule: "the day of the next sentence, in which the same source speaks",
                ..found
            });
        }
    }
}

/// A report opens with what was said and when, and quotes the speaker in the next paragraph: that
/// quotation is of the same day. From there on both are taken for one source.
fn lead(
    context: &Context<'_>,
    places: &[Place],
    speakers: &mut Speakers,
    dated: &mut [Option<Dated<'_>>],
) {
    let blocks = &context.article.blocks;
    let body = |block: usize| {
        blocks
            .get(block)
            .is_some_and(|block| block.kind == BlockKind::Paragraph)
    };
    let block = |number: usize| {
        let at = places[number].content.first().copied();
        let at = at.or_else(|| places[number].at())?;
        context.tokens.get(at).map(|token| token.block)
    };
    let Some(first) = (0..places.len()).find(|&number| block(number).is_some_and(body)) else {
        return;
    };
    let next = (first..places.len()).find(|&number| block(number) != block(first));
    let Some(next) = next.filter(|&next| dated[next].is_none()) else {
        return;
    };
    let opens = places[next].content.first().is_some_and(|&at| {
        let sentence = context.tokens.sentence(at);
        let before = at.checked_sub(1).and_then(|at| context.tokens.get(at));
        let head = before.is_none_or(|before| Some(before.block) != block(next));
        head && sentence.start == at && matches!(context.tokens.lower(at), "“" | "\"" | "”" | "„")
    });
    let follows = block(next).zip(block(first)).is_some_and(|(next, first)| {
        next > first && (first + 1..next).all(|between| !body(between))
    });
    let told = dated[first].filter(|_| !places[first].is_relayed());
    let named = places[next].source.is_some();
    if let (Some(found), true) = (told, opens && follows && named) {
        dated[next] = Some(Dated {
            rule: "the day of the lead, from which the quotation behind it goes on",
            ..found
        });
        speakers.merge(next, first);
    }
}

/// The block and sentence of an attribution.
fn sentence(context: &Context<'_>, place: &Place) -> Option<(usize, usize)> {
    let token = context.tokens.get(place.at()?)?;
    Some((token.block, token.sentence))
}

/// Whether the reporting words are in the present, as of somebody who says so always.
fn is_present(context: &Context<'_>, place: &Place) -> bool {
    let Some(cue) = &place.cue else {
        return false;
    };
    let has = |word: &str| matches!(word, "has" | "have" | "had");
    let mut words = cue.clone().map(|at| context.tokens.lower(at));
    !words.clone().any(has) && words.any(|word| word.ends_with('s'))
}
