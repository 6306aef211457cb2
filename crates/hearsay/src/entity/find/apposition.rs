//! What stands beside a name and says what it is: "Ida Moe, its chairwoman", "the chairwoman, Ida Moe,",
//! "Moe, who is a doctor".

use std::collections::HashMap;

use super::super::Form;
use super::super::mention::{Candidate, Class};
use super::super::scene::Scene;
use super::phrase;
use crate::grammar::vocabulary::{self, Function};

/// Words of a circumstance between a noun and its apposition, at most.
const FAR: usize = 10;

/// Adds the noun phrases without a determiner that stand behind a name and a comma.
pub(super) fn bare(scene: &Scene<'_>, all: &mut Vec<Candidate>) {
    let mut more = Vec::new();
    for name in all.iter().filter(|one| one.form == Form::Name) {
        if !matches!(name.class, Class::Person | Class::Open) {
            continue;
        }
        let Some(at) = behind(scene, name) else {
            continue;
        };
        if let Some(found) = phrase::bare(scene, at)
            && scene.is_body(at)
            && (closes(scene, found.whole.end) || name.source.is_some())
        {
            more.push(found);
        }
    }
    all.extend(more);
}

/// The pairs that are one: numbers of a name and of a noun phrase.
pub(super) fn pairs(scene: &Scene<'_>, all: &[Candidate]) -> Vec<(usize, usize)> {
    let mut roles: HashMap<usize, usize> = HashMap::new();
    let mut names: HashMap<usize, usize> = HashMap::new();
    for (number, one) in all.iter().enumerate() {
        let place = match one.form {
            Form::Role => &mut roles,
            Form::Name => &mut names,
            Form::Pronoun => continue,
        };
        place.entry(one.whole.start).or_insert(number);
    }
    let tokens = &scene.tokens;
    let fits = |a: &Candidate, b: &Candidate| a.class.and(b.class).is_some();
    let mut out = Vec::new();
    for (number, one) in all.iter().enumerate() {
        if one.form == Form::Pronoun {
            continue;
        }
        if one.form == Form::Name {
            let named = behind(scene, one)
                .and_then(|at| roles.get(&at))
                .filter(|&&role| {
                    closes(scene, all[role].whole.end)
                        || scene.is_cue(all[role].whole.end) && one.source.is_some()
                })
                .or_else(|| {
                    let is = matches!(tokens.lower(one.whole.end), "is" | "was");
                    let role = roles.get(&(one.whole.end + 1)).filter(|_| is)?;
                    (all[*role].class == Class::Person && one.class == Class::Person)
                        .then_some(role)
                });
            if let Some(&role) = named
                && fits(one, &all[role])
                && all[role].class != Class::Document
            {
                out.push((number, role));
            }
            continue;
        }
        // "the Herald newspaper"
        if let Some(name) = inside(scene, all, &names, one) {
            out.push((name, number));
            continue;
        }
        let (end, at, name) = {
            let ends = [
                one.whole.end,
                one.words.end,
                complement(scene, one),
                circumstance(scene, one),
            ];
            let found = ends.into_iter().find_map(|end| {
                let at = if tokens.lower(end) == "," {
                    end + 1
                } else {
                    end
                };
                names.get(&at).map(|&name| (end, at, name))
            });
            let Some(found) = found else { continue };
            found
        };
        let behind = all[name].whole.end;
        let told =
            at > end && (closes(scene, behind) || scene.is_verb(behind) && one.source.is_some());
        let glued = at == end && all[name].words.len() > 1 && all[name].class == Class::Person;
        if (told || glued)
            && fits(&all[name], one)
            && !matches!(one.class, Class::Document | Class::People | Class::Place)
            && scene.sentence(end) == scene.sentence(at)
        {
            out.push((name, number));
        }
    }
    out
}

/// The name that is all there is between the determiner of an outlet's noun and the noun.
fn inside(
    scene: &Scene<'_>,
    all: &[Candidate],
    names: &HashMap<usize, usize>,
    one: &Candidate,
) -> Option<usize> {
    let agency = one.noun.as_deref() == Some("agency");
    let start = one.words.start;
    if one.class != Class::Outlet && !agency || scene.tokens.lower(start) != "the" {
        return None;
    }
    // The name's own phrase has the determiner too.
    let name = *names.get(&start).or_else(|| names.get(&(start + 1)))?;
    let words = &all[name].words;
    let noun = one
        .noun
        .as_deref()
        .map_or(1, |noun| noun.split(' ').count());
    let fits = words.start == start + 1 && words.end + noun == one.words.end;
    (fits && (!all[name].told || all[name].class.is_thing())).then_some(name)
}

/// One past what "of" adds to the noun of a phrase.
fn complement(scene: &Scene<'_>, one: &Candidate) -> usize {
    one.role
        .as_ref()
        .map_or(one.words.end, |role| role.end)
        .min(scene.tokens.len())
}

/// The comma behind "at the daily" behind a person's noun; the end of the noun if there is none.
fn circumstance(scene: &Scene<'_>, one: &Candidate) -> usize {
    let tokens = &scene.tokens;
    let end = one.words.end;
    let preposition = vocabulary::function(tokens.lower(end)) == Some(Function::Preposition);
    if one.class != Class::Person || !preposition {
        return end;
    }
    for at in end + 1..end + FAR {
        let lower = tokens.lower(at);
        if lower == "," && scene.sentence(at) == scene.sentence(end) {
            return at;
        }
        let small = vocabulary::function(lower)
            .is_some_and(|function| function != Function::Preposition)
            || vocabulary::pronoun(lower).is_some();
        let word = tokens.get(at).is_some_and(|token| token.is_word);
        if !word || small || scene.is_cue(at) {
            break;
        }
    }
    end
}

/// The token where an apposition behind a name can begin: behind a comma, and an age or "who is".
fn behind(scene: &Scene<'_>, name: &Candidate) -> Option<usize> {
    let tokens = &scene.tokens;
    let end = name.whole.end;
    if tokens.lower(end) != "," || scene.sentence(end) != scene.sentence(end + 1) {
        return None;
    }
    let at = end + 1;
    if tokens.lower(at).parse::<u8>().is_ok() && tokens.lower(at + 1) == "," {
        return Some(at + 2);
    }
    if tokens.lower(at) == "who" && matches!(tokens.lower(at + 1), "is" | "was") {
        return Some(at + 2);
    }
    Some(at)
}

/// Whether an apposition can end before this token.
fn closes(scene: &Scene<'_>, at: usize) -> bool {
    let Some(token) = scene.tokens.get(at) else {
        return true;
    };
    matches!(
        &*token.lower,
        "," | "." | ";" | ")" | "–" | "—" | "\"" | "“" | "”" | ":" | "?"
    ) || scene.is_cue(at)
        || matches!(
            vocabulary::function(&token.lower),
            Some(Function::Relative | Function::Preposition)
        ) && !matches!(&*token.lower, "as" | "after" | "before")
}
