//! Noun phrases of those who speak and of what is spoken of: "the energy minister", "its chairman",
//! "a doctor on the ward".

use std::collections::HashSet;
use std::ops::Range;

use super::super::Form;
use super::super::lists;
use super::super::mention::{Candidate, Class};
use super::super::scene::Scene;
use super::name;
use crate::grammar::lemma;
use crate::grammar::tokens::Tokens;
use crate::grammar::vocabulary::{self, Determiner, Noun};

/// Words before a noun that belong to it, at most.
const BEFORE: usize = 6;

/// Words behind "of" that belong to a noun, at most.
const BEHIND: usize = 8;

/// A title before a name.
#[derive(Debug, Clone)]
pub(super) struct Title {
    /// First token of its phrase, determiner included.
    pub(super) start: usize,
    /// Its words without the determiner.
    pub(super) role: Range<usize>,
    /// What it says that the name names.
    pub(super) class: Class,
    /// Its noun in the singular.
    pub(super) noun: String,
    /// The words before its noun.
    pub(super) modifiers: Vec<String>,
}

/// The beginning of a noun phrase.
struct Start {
    /// First token.
    first: usize,
    /// First token behind the determiner.
    inner: usize,
    /// The determiner.
    determiner: Option<Determiner>,
}

/// What a noun names: the class, and whether it is a plural.
fn class_of(word: &str) -> Option<(Class, bool)> {
    let Some((noun, plural)) = vocabulary::noun(word) else {
        // "vice-mayor"
        let tail = word.rsplit_once('-').map(|(_, tail)| tail);
        return lists::thing(word).or_else(|| class_of(tail?));
    };
    // "neighbouring" comes from no neighbour.
    if plural && !word.ends_with('s') && !lemma::is_irregular(word) {
        return None;
    }
    let class = match noun {
        Noun::Office | Noun::Person | Noun::Spokesperson | Noun::Source => Class::Person,
        Noun::Organization => Class::Organization,
        Noun::Outlet => Class::Outlet,
        Noun::Document => Class::Document,
        Noun::Collective => return Some((Class::People, true)),
        Noun::Hearsay => return None,
    };
    Some((if plural { Class::People } else { class }, plural))
}

/// The noun that ends at this token, in the singular, and its first token; two words where a list has them.
pub(super) fn noun_at(tokens: &Tokens, head: usize, least: usize) -> (String, usize) {
    let word = tokens.lower(head);
    if head > least {
        let two = format!("{} {word}", tokens.lower(head - 1));
        if vocabulary::noun(&two).is_some() || is_compound(&two) {
            return (two, head - 1);
        }
    }
    (singular(word), head)
}

/// What the noun at this token names, given the noun that `noun_at` found there.
fn class_at(tokens: &Tokens, head: usize, noun: &str, first: usize) -> Option<(Class, bool)> {
    class_of(noun)
        .filter(|_| first < head)
        .or_else(|| class_of(tokens.lower(head)))
}

/// Offices of two words of which the second is listed.
fn is_compound(two: &str) -> bool {
    matches!(
        two,
        "chief executive"
            | "prime minister"
            | "attorney general"
            | "vice president"
            | "secretary general"
            | "deputy minister"
            | "press secretary"
    )
}

fn singular(word: &str) -> String {
    let plural = vocabulary::noun(word).or(lists_plural(word));
    match plural {
        Some((_, true)) => lemma::of(word)
            .find(|lemma| class_of(lemma).is_some())
            .unwrap_or_else(|| word.to_owned()),
        _ => word.to_owned(),
    }
}

fn lists_plural(word: &str) -> Option<(Noun, bool)> {
    lists::thing(word).map(|(_, plural)| (Noun::Organization, plural))
}

/// The title that ends just before this token: "Norgas spokeswoman", "the ferry".
pub(super) fn title(scene: &Scene<'_>, name: usize) -> Option<Title> {
    let tokens = &scene.tokens;
    let head = name.checked_sub(1)?;
    let token = tokens.get(head)?;
    let next = tokens.get(name)?;
    if token.sentence != next.sentence || !token.is_word {
        return None;
    }
    let (noun, first) = noun_at(tokens, head, tokens.sentence(head).start);
    let (class, plural) = class_at(tokens, head, &noun, first)?;
    if plural || matches!(class, Class::Document | Class::People) {
        return None;
    }
    let start = start(scene, first);
    // "in the city Moe": a place or body with "the" before a name is told from its bearer by use.
    Some(Title {
        start: start.first,
        role: start.inner..head + 1,
        class,
        modifiers: modifiers(tokens, start.inner..first),
        noun,
    })
}

/// The beginning of the possessor before this token: of "Norvia's" before "Minister Moe".
pub(super) fn owner(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let before = at.checked_sub(1)?;
    (scene.tokens.lower(before) == "'s").then(|| start(scene, at).first)
}

fn modifiers(tokens: &Tokens, range: Range<usize>) -> Vec<String> {
    range
        .filter(|&at| tokens.get(at).is_some_and(|token| token.is_word))
        .map(|at| tokens.lower(at).to_owned())
        .collect()
}

/// Where the noun phrase begins whose noun begins at this token.
fn start(scene: &Scene<'_>, noun: usize) -> Start {
    let tokens = &scene.tokens;
    let sentence = tokens.sentence(noun);
    let mut first = noun;
    let mut determiner = None;
    let inner;
    loop {
        let Some(before) = first.checked_sub(1).filter(|&at| at >= sentence.start) else {
            inner = first;
            break;
        };
        let lower = tokens.lower(before);
        if let Some(found) = vocabulary::determiner(lower) {
            determiner = Some(found);
            inner = first;
            first = before;
            break;
        }
        let plural_owner = matches!(lower, "'" | "’")
            && before > sentence.start
            && tokens.lower(before - 1).ends_with('s')
            && !scene.is_quoted(before);
        if lower == "'s" || plural_owner {
            determiner = Some(Determiner::Possessive);
            inner = first;
            first = owner_start(scene, before, sentence.start);
            break;
        }
        let word = tokens.get(before).is_some_and(|token| token.is_word);
        let small = vocabulary::function(lower).is_some() && !name::is_inner(lower)
            || vocabulary::pronoun(lower).is_some();
        let verb = scene.is_verb(before)
            && tokens.get(before).is_some_and(|token| !token.capital)
            && before
                .checked_sub(1)
                .is_none_or(|at| vocabulary::determiner(tokens.lower(at)).is_none());
        if !word || small || verb || noun - before > BEFORE {
            inner = first;
            break;
        }
        first = before;
    }
    Start {
        first,
        inner,
        determiner,
    }
}

/// First token of the possessor whose "'s" this is.
fn owner_start(scene: &Scene<'_>, mark: usize, least: usize) -> usize {
    let tokens = &scene.tokens;
    let mut first = mark;
    while first > least && mark - first < BEFORE {
        let before = first - 1;
        let lower = tokens.lower(before);
        if vocabulary::determiner(lower).is_some() {
            return before;
        }
        let token = tokens.get(before);
        let small = vocabulary::function(lower).is_some() && !name::is_inner(lower)
            || vocabulary::pronoun(lower).is_some();
        if token.is_none_or(|token| !token.is_word)
            || small
            || scene.is_verb(before) && first < mark
        {
            break;
        }
        first = before;
    }
    first
}

/// The tokens at which names begin.
#[derive(Default)]
struct Starts {
    names: HashSet<usize>,
    /// Of them, whole names of people.
    people: HashSet<usize>,
}

/// Adds the noun phrases that are not part of a name.
pub(super) fn find(scene: &Scene<'_>, shouting: &[bool], all: &mut Vec<Candidate>) {
    let tokens = &scene.tokens;
    let mut taken = vec![false; tokens.len()];
    for one in all.iter() {
        let titled = one.role.is_some() || one.noun.is_some();
        let range = if titled { &one.whole } else { &one.words };
        for at in range.clone() {
            taken[at] = true;
        }
        // Names inside a title stay free to be owners, its noun does not.
    }
    let starts = Starts {
        names: all.iter().map(|one| one.words.start).collect(),
        people: all
            .iter()
            .filter(|one| one.class == Class::Person && one.words.len() > 1)
            .map(|one| one.words.start)
            .collect(),
    };
    for (head, taken) in taken.into_iter().enumerate() {
        if taken || shouting.get(scene.block(head)).copied().unwrap_or_default() {
            continue;
        }
        if let Some(found) = at_head(scene, head, &starts) {
            all.push(found);
        }
    }
}

/// The noun phrase whose noun is this token.
fn at_head(scene: &Scene<'_>, head: usize, names: &Starts) -> Option<Candidate> {
    let tokens = &scene.tokens;
    let sentence = tokens.sentence(head);
    let (noun, first) = noun_at(tokens, head, sentence.start);
    let (class, plural) = class_at(tokens, head, &noun, first)?;
    if goes_on(scene, head) {
        return None;
    }
    let start = start(scene, first);
    let kept = match start.determiner {
        Some(Determiner::Definite | Determiner::Possessive | Determiner::Indefinite) => true,
        Some(Determiner::Count(_) | Determiner::Vague) => plural,
        None if plural => class == Class::People,
        // "Minister of Mines Ida Moe said"
        None => class == Class::Person && scene.opens_source(start.first),
    };
    let thing = matches!(class, Class::Place) && start.determiner != Some(Determiner::Definite);
    if !kept || thing {
        return None;
    }
    let end = complement(scene, head + 1, names);
    Some(build(scene, &start, head, end, class, noun, first))
}

fn build(
    scene: &Scene<'_>,
    start: &Start,
    head: usize,
    end: usize,
    class: Class,
    noun: String,
    first: usize,
) -> Candidate {
    let tokens = &scene.tokens;
    let class = match (class, start.determiner) {
        (Class::Person, Some(Determiner::Count(count))) if count > 1 => Class::People,
        (class, _) => class,
    };
    // A body is told from another by what stands behind its noun.
    let shown = if class == Class::Person {
        head + 1
    } else {
        end
    };
    Candidate {
        words: start.first..shown,
        whole: start.first..end,
        form: Form::Role,
        class,
        told: true,
        gender: lists::gender(tokens.lower(head)),
        modifiers: modifiers(tokens, start.first..first)
            .into_iter()
            .chain(modifiers(tokens, head + 1..end))
            .filter(|word| vocabulary::function(word).is_none())
            .filter(|word| vocabulary::determiner(word).is_none() && word != "'s")
            .collect(),
        noun: Some(noun),
        role: (class == Class::Person).then_some(start.inner..end),
        determiner: start.determiner,
        source: None,
        subject: false,
    }
}

/// The noun phrase without a determiner that begins at this token, up to its noun: "chief executive of Norgas".
pub(super) fn bare(scene: &Scene<'_>, at: usize) -> Option<Candidate> {
    let tokens = &scene.tokens;
    let sentence = tokens.sentence(at);
    if vocabulary::determiner(tokens.lower(at)).is_some() {
        return None;
    }
    let mut found = None;
    for head in at..sentence.end.min(at + BEFORE) {
        let lower = tokens.lower(head);
        let token = tokens.get(head)?;
        if !token.is_word || vocabulary::function(lower).is_some() && !name::is_inner(lower) {
            break;
        }
        let (noun, first) = noun_at(tokens, head, at);
        if class_at(tokens, head, &noun, first) == Some((Class::Person, false))
            && !goes_on(scene, head)
        {
            found = Some((head, noun, first));
            break;
        }
    }
    let (head, noun, first) = found?;
    let start = Start {
        first: at,
        inner: at,
        determiner: None,
    };
    let end = complement(scene, head + 1, &Starts::default());
    Some(build(scene, &start, head, end, Class::Person, noun, first))
}

/// Whether the noun at this token is only the beginning of a compound.
fn goes_on(scene: &Scene<'_>, head: usize) -> bool {
    let tokens = &scene.tokens;
    let Some(next) = tokens.get(head + 1) else {
        return false;
    };
    let lower = &*next.lower;
    if !next.is_word || next.sentence != scene.sentence(head) || lower == "'s" {
        return false;
    }
    let small = vocabulary::function(lower).is_some()
        || vocabulary::pronoun(lower).is_some()
        || vocabulary::determiner(lower).is_some()
        || vocabulary::negator(lower).is_some()
        || vocabulary::holds_name_back(lower, |words| tokens.has(head + 1, words));
    let ends = scene.borders_source(head + 1);
    let adverb = lower.ends_with("ly") || matches!(lower, "had" | "familiar" | "alike");
    let verb = scene.is_verb(head + 1) && (class_of(lower).is_none() || scene.is_cue(head + 1));
    !(small || ends || adverb || verb || next.capital)
}

/// One past the last token of "of the school board" that begins at this token; the token itself if nothing does.
fn complement(scene: &Scene<'_>, at: usize, names: &Starts) -> usize {
    let tokens = &scene.tokens;
    let sentence = tokens.sentence(at);
    if tokens.lower(at) != "of" || sentence.start == at {
        return at;
    }
    let mut end = at + 1;
    let mut capital = false;
    while end < sentence.end.min(at + BEHIND) {
        let lower = tokens.lower(end);
        let Some(token) = tokens.get(end) else { break };
        let led = vocabulary::determiner(lower).is_some() && end == at + 1;
        let small = vocabulary::function(lower).is_some() && !name::is_inner(lower)
            || vocabulary::pronoun(lower).is_some() && !led;
        let quotes = matches!(lower, "«" | "»" | "“" | "”" | "\"");
        let mark = !token.is_word && lower != "'" && !quotes;
        // A second name in a row is the bearer's: "head of Norgas Ida Moe".
        let second = (capital && names.names.contains(&end) || names.people.contains(&end))
            && end > at + 1
            && tokens.lower(end - 1) != "'s";
        let after_name = capital && !token.capital && lower != "'s" && scene.is_verb(end);
        let verb = !token.capital
            && (end > at + 1 && scene.is_verb(end) || end == at + 1 && lower.ends_with("ing"));
        if !led && (small || mark || second || after_name || verb) {
            break;
        }
        capital = token.capital || quotes && capital;
        end += 1;
    }
    while end > at + 1 && matches!(tokens.lower(end - 1), "«" | "“") {
        end -= 1;
    }
    let led = vocabulary::determiner(tokens.lower(end - 1)).is_some();
    if end == at + 1 || led { at } else { end }
}
