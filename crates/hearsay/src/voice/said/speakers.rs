//! Which sayings of an article come from one source.
//!
//! The entity decides. Where the source is none, or one without a name, its words do: a name that ends alike, the
//! noun that heads it. A pronoun of no entity goes back to the nearest source that it can mean.

use std::ops::Range;

use super::Place;
use crate::entity::{Entities, Form};
use crate::grammar::names::Name;
use crate::grammar::phrase::{self, Phrase};
use crate::grammar::vocabulary::{self, Determiner, Pronoun};
use crate::voice::context::Context;
use crate::voice::{SourceKind, Voice};

/// Who speaks in each attribution, as numbers: the same number is the same source.
pub(super) struct Speakers {
    /// The source.
    pub(super) source: Vec<usize>,
    /// Who is the subject of the reporting words, where that is somebody else.
    pub(super) teller: Vec<Option<usize>>,
}

impl Speakers {
    /// Tells the sources of an article apart: by their entity, else by name and noun, pronouns by what
    /// stands before them.
    pub(super) fn new(
        context: &Context<'_>,
        entities: &Entities,
        places: &[Place],
        voices: &[Voice],
    ) -> Self {
        let mut known: Vec<(Known, usize)> = Vec::new();
        let mut out = Self {
            source: Vec::with_capacity(places.len()),
            teller: Vec::with_capacity(places.len()),
        };
        for (number, (place, voice)) in places.iter().zip(voices).enumerate() {
            let view = View {
                context,
                entities,
                places,
                voices,
                number,
            };
            let wanted = view.known(place.source.as_ref(), voice.entity);
            let back = || view.before(place, &wanted).map(|at| out.source[at]);
            let source = wanted.find(&known).or_else(back).unwrap_or(2 * number);
            let outer = place.teller().map(|outer| {
                let entity = voice.chain.iter().find(|link| {
                    let whole = link.span.as_ref().and_then(|span| context.whole(span));
                    whole.as_ref() == Some(outer)
                });
                let wanted = view.known(Some(outer), entity.and_then(|link| link.entity));
                let teller = wanted.find(&known).unwrap_or(2 * number + 1);
                (wanted, teller)
            });
            out.source.push(source);
            out.teller.push(outer.as_ref().map(|(_, teller)| *teller));
            known.push((wanted, source));
            known.extend(outer);
        }
        out
    }

    /// Takes the speaker of one attribution for that of another.
    pub(super) fn merge(&mut self, one: usize, other: usize) {
        let (from, to) = (self.source[one], self.source[other]);
        for speaker in &mut self.source {
            if *speaker == from {
                *speaker = to;
            }
        }
    }
}

/// What a source is known by.
#[derive(Debug, Default)]
struct Known {
    /// The entity.
    entity: Option<usize>,
    /// Whether the text gives the entity a name.
    named: bool,
    /// The words of its names.
    names: Vec<Vec<String>>,
    /// The nouns that head it, with the words before them.
    nouns: Vec<Vec<String>>,
    /// Whether it is somebody that the text brings in: "a pilot".
    new: bool,
}

impl Known {
    /// The speaker among those `before` that this is, as sure as can be: the same entity, else the same name, else
    /// the same noun. Two entities with names of their own are two.
    fn find(&self, before: &[(Self, usize)]) -> Option<usize> {
        let by = |same: &dyn Fn(&Self) -> bool| {
            let found = before.iter().rev().find(|(other, _)| same(other));
            found.map(|(_, speaker)| *speaker)
        };
        let entity = |other: &Self| self.entity.is_some() && self.entity == other.entity;
        let apart = |other: &Self| self.named && other.named;
        let name = |other: &Self| !apart(other) && self.has_name_of(other);
        let noun = |other: &Self| {
            let unnamed = self.names.is_empty() || other.names.is_empty();
            unnamed && !self.new && !apart(other) && self.has_noun_of(other)
        };
        by(&entity).or_else(|| by(&name)).or_else(|| by(&noun))
    }

    /// Whether a name of one may be the last word of a name of the other.
    fn has_name_of(&self, other: &Self) -> bool {
        let same = |a: &Vec<String>, b: &Vec<String>| {
            a.last() == b.last() && (a.len() == 1 || b.len() == 1 || a.first() == b.first())
        };
        let any = |one: &Vec<String>| other.names.iter().any(|two| same(one, two));
        self.names.iter().any(any)
    }

    /// Whether a noun of one is that of the other, or its end: "the ministry".
    fn has_noun_of(&self, other: &Self) -> bool {
        let same = |a: &Vec<String>, b: &Vec<String>| a.ends_with(b) || b.ends_with(a);
        let any = |one: &Vec<String>| other.nouns.iter().any(|two| same(one, two));
        self.nouns.iter().any(any)
    }
}

/// An attribution among the others.
struct View<'a> {
    context: &'a Context<'a>,
    entities: &'a Entities,
    places: &'a [Place],
    voices: &'a [Voice],
    number: usize,
}

impl View<'_> {
    /// What these words are known by.
    fn known(&self, source: Option<&Range<usize>>, entity: Option<usize>) -> Known {
        let all = self.entities.all();
        let mentions = entity.and_then(|at| all.get(at)).map(|one| &one.mentions);
        let mut known = Known {
            entity,
            named: mentions.is_some_and(|all| all.iter().any(|one| one.form == Form::Name)),
            ..Known::default()
        };
        let Some(source) = source else {
            return known;
        };
        if let Some(pronoun) = self.pronoun(source) {
            if entity.is_none() {
                known.names.extend(self.name_before(source, pronoun));
            }
            return known;
        }
        let tokens = &self.context.tokens;
        let names: Vec<&Range<usize>> = self.context.names.within(source.clone()).collect();
        let is_person =
            |name: &&Range<usize>| self.context.names.known(tokens, name) == Some(Name::Person);
        let person = names.iter().find(|name| is_person(name));
        let first = phrase::parts(tokens, source).into_iter().next();
        let phrase = first.map(|part| Phrase::read(tokens, part));
        // In "the Ellery bank" the bank has no name of its own.
        let head = phrase.as_ref().filter(|phrase| phrase.head_at.is_none());
        let name = person
            .copied()
            .or(head.and_then(|phrase| phrase.name.as_ref()));
        if let Some(name) = name {
            let words = self.name(name);
            // "Brigadier Oud" is "the brigadier".
            let title = words.first().filter(|_| words.len() > 1);
            known.nouns.extend(title.map(|word| vec![word.clone()]));
            known.names.push(words);
        }
        if let Some(phrase) = &phrase {
            known.nouns.extend(self.noun(phrase, name.is_none()));
            let unknown = matches!(
                phrase.determiner,
                Some(Determiner::Indefinite | Determiner::Vague | Determiner::Count(_))
            );
            known.new = unknown && known.names.is_empty();
        }
        known
    }

    /// The noun that heads a phrase with the words before it: "finance minister". A word that no list has
    /// counts where there is nothing else.
    fn noun(&self, phrase: &Phrase, alone: bool) -> Option<Vec<String>> {
        let tokens = &self.context.tokens;
        let head = phrase
            .head_at
            .or(phrase.end.checked_sub(1).filter(|_| alone))?;
        let start = (phrase.whole.start..head)
            .rev()
            .find(|&at| {
                let owns = matches!(tokens.lower(at), "'s" | "'" | "’");
                owns || vocabulary::determiner(tokens.lower(at)).is_some()
            })
            .map_or(phrase.whole.start, |at| at + 1);
        let words = (start..=head).map(|at| tokens.lower(at).to_owned());
        Some(words.collect())
    }

    /// The words of a name without office.
    fn name(&self, name: &Range<usize>) -> Vec<String> {
        let tokens = &self.context.tokens;
        let bare = self.context.names.bare(tokens, name);
        let words = bare.filter(|&at| tokens.get(at).is_some_and(|token| token.is_word));
        words.map(|at| tokens.lower(at).to_owned()).collect()
    }

    /// The pronoun that the source is.
    fn pronoun(&self, source: &Range<usize>) -> Option<Pronoun> {
        let pronoun = vocabulary::pronoun(self.context.tokens.lower(source.start))?;
        (source.len() == 1).then_some(pronoun)
    }

    /// "The minister": one person, by a word alone.
    fn is_bare(&self, source: &Range<usize>) -> bool {
        let definite = self.context.tokens.lower(source.start) == "the";
        let person = self.voices[self.number].kind == SourceKind::Person;
        definite && source.len() == 2 && person
    }

    /// The full name of a person that stands between the saying before and a pronoun in its paragraph.
    fn name_before(&self, source: &Range<usize>, pronoun: Pronoun) -> Option<Vec<String>> {
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

    /// The attribution before whose source speaks on: where nobody is named and nothing reports, or the
    /// one that a pronoun or "the minister" can mean.
    fn before(&self, place: &Place, known: &Known) -> Option<usize> {
        let tokens = &self.context.tokens;
        let Some(source) = &place.source else {
            let before = self.number.checked_sub(1)?;
            let (here, there) = (place.at()?, self.places[before].at()?);
            let (here, there) = (tokens.get(here)?, tokens.get(there)?);
            let on = place.cue.is_none() && here.block == there.block;
            return on.then_some(before);
        };
        if known.named || !known.names.is_empty() {
            return None;
        }
        let pronoun = match self.pronoun(source) {
            Some(pronoun) if known.entity.is_none() => pronoun,
            // "The minister", of whom nothing else is known.
            None if self.is_bare(source) && self.name_before(source, Pronoun::Person).is_none() => {
                Pronoun::Person
            }
            _ => return None,
        };
        let kinds: &[SourceKind] = match pronoun {
            Pronoun::Person => &[SourceKind::Person, SourceKind::Anonymous],
            Pronoun::Thing => &[
                SourceKind::Organization,
                SourceKind::Outlet,
                SourceKind::Document,
            ],
            Pronoun::Plural => &[
                SourceKind::Organization,
                SourceKind::Collective,
                SourceKind::Anonymous,
            ],
            _ => return None,
        };
        (0..self.number)
            .rev()
            .find(|&at| kinds.contains(&self.voices[at].kind))
    }
}
