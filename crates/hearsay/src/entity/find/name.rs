//! Names: runs of capitals, with the titles before them.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::super::Form;
use super::super::lists;
use super::super::mention::{Candidate, Class};
use super::super::scene::Scene;
use super::phrase;
use crate::grammar::names::{Name, Names};
use crate::grammar::tokens::Tokens;
use crate::grammar::vocabulary::{self, Determiner, Function, Noun};
use crate::name::fold_word;

/// The names of the article. A headline names only what the rest names: its capitals tell little.
pub(super) fn find(scene: &Scene<'_>, shouting: &[bool]) -> Vec<Candidate> {
    let tokens = &scene.tokens;
    let loud = |at: usize| {
        let block = scene.block(at);
        shouting.get(block).copied().unwrap_or_default() || scene.is_headline(block)
    };
    let runs: Vec<Range<usize>> = scene
        .names
        .within(0..tokens.len())
        .filter(|run| !loud(run.start))
        .cloned()
        .collect();
    let runs = joined(tokens, &runs);
    let places = places(tokens, &runs);
    let vessels = vessels(tokens, &runs);
    let inside: HashSet<&str> = runs
        .iter()
        .flat_map(Clone::clone)
        .filter(|&at| tokens.get(at).is_some_and(|token| !token.first))
        .map(|at| tokens.lower(at))
        .collect();
    let mut out = Vec::new();
    for run in runs {
        let run = without_the_start(scene, run, &inside);
        if run.is_empty() || is_adjective(scene, &run) || is_letter(tokens, &run) {
            continue;
        }
        for part in parts(tokens, &run) {
            out.extend(candidate(scene, &part, &places, &vessels));
        }
    }
    let known: HashSet<String> = out.iter().map(|one| key(tokens, &one.words)).collect();
    let classes: HashMap<String, Class> = out
        .iter()
        .map(|one| (key(tokens, &one.words), one.class))
        .collect();
    let headlines = (0..tokens.len()).filter(|&at| loud(at));
    let mut done = 0;
    for at in headlines {
        let echo = (1..=4)
            .rev()
            .map(|length| at..(at + length).min(tokens.len()))
            .find(|range| at >= done && known.contains(&key(tokens, range)));
        if let Some(words) = echo {
            let class = classes.get(&key(tokens, &words)).copied();
            // A headline can be the only place of a first name.
            let first = words.start.checked_sub(1).filter(|&at| {
                at >= done
                    && words.len() == 1
                    && scene.block(at) == scene.block(words.start)
                    && lists::gender(tokens.lower(at)).is_some()
                    && vocabulary::noun(tokens.lower(at)).is_none()
            });
            done = words.end;
            let mut echo = Candidate::new(words, Form::Name, class.unwrap_or(Class::Open));
            if let Some(first) = first {
                echo.words.start = first;
                echo.whole.start = first;
                echo.class = Class::Person;
                echo.gender = lists::gender(tokens.lower(first));
            }
            out.push(echo);
        }
    }
    out
}

/// A name as it is compared: its words folded.
fn key(tokens: &Tokens, words: &Range<usize>) -> String {
    let words: Vec<String> = words
        .clone()
        .map(|at| fold_word(tokens.lower(at)))
        .collect();
    words.join(" ")
}

/// Runs that are one name of a body: "Bank of Norvia", "Pilots' Union".
fn joined(tokens: &Tokens, runs: &[Range<usize>]) -> Vec<Range<usize>> {
    let is_body = |at: usize| {
        matches!(
            vocabulary::noun(tokens.lower(at)),
            Some((Noun::Organization, _))
        )
    };
    let mut out: Vec<Range<usize>> = Vec::new();
    for run in runs {
        if let Some(last) = out.last_mut() {
            let between = last.end..run.start;
            let joins = match between.len() {
                1 => match tokens.lower(between.start) {
                    "of" | "for" => last.clone().any(is_body),
                    "'" | "’" => {
                        tokens.lower(last.end - 1).ends_with('s') && run.clone().any(is_body)
                    }
                    "&" => true,
                    _ => false,
                },
                2 => tokens.has(between.start, "of the") && last.clone().any(is_body),
                _ => false,
            };
            let near = tokens.get(last.start).map(|token| token.sentence)
                == tokens.get(run.start).map(|token| token.sentence);
            if joins && near {
                last.end = run.end;
                continue;
            }
        }
        out.push(run.clone());
    }
    for run in &mut out {
        run.end = saint(tokens, run).unwrap_or(run.end);
    }
    out
}

/// One past the noun of a body that is named for a saint: "St Brigid's university hospital".
fn saint(tokens: &Tokens, run: &Range<usize>) -> Option<usize> {
    let saint = matches!(tokens.lower(run.start), "st" | "saint") && run.len() > 1;
    if !saint || tokens.lower(run.end) != "'s" {
        return None;
    }
    (run.end + 1..run.end + 3).rev().find_map(|at| {
        let body = matches!(
            vocabulary::noun(tokens.lower(at)),
            Some((Noun::Organization, false))
        );
        body.then_some(at + 1)
    })
}

/// Words in small letters between a vessel's name and its noun, at most.
const HULL: usize = 4;

/// The names of two words or more with a noun of a vessel behind: "the Admiral Oud missile cruiser".
fn vessels(tokens: &Tokens, runs: &[Range<usize>]) -> HashSet<String> {
    let is_vessel = |at: usize| lists::thing(tokens.lower(at)) == Some((Class::Vessel, false));
    let small = |at: &usize| {
        tokens.get(*at).is_some_and(|token| {
            token.is_word && !token.capital && vocabulary::function(&token.lower).is_none()
        })
    };
    runs.iter()
        .filter(|run| run.len() > 1)
        .filter(|run| {
            let words = run.end..run.end + HULL + 1;
            words.take_while(small).any(is_vessel)
        })
        .map(|run| key(tokens, run))
        .collect()
}

/// Letters of what an adjective of a people comes from, at least one more.
const SHORT: usize = 3;

/// Tokens behind the place of a dateline in which its dash stands.
const DATELINE: usize = 9;

/// How often a name stands where places do, by its key.
fn places(tokens: &Tokens, runs: &[Range<usize>]) -> HashMap<String, u32> {
    let peoples = bases_of_peoples(tokens);
    let mut out = HashMap::new();
    let is_place = |at: usize| {
        let thing = lists::thing(tokens.lower(at));
        thing.is_some_and(|(class, _)| class == Class::Place)
    };
    // One past the last name that stood where places do: "the towns of Velden and Lund".
    let mut last = 0;
    for run in runs {
        let before = run.start.checked_sub(1).map_or("", |at| tokens.lower(at));
        let named = run.start > 1
            && match before {
                "of" => is_place(run.start - 2),
                "and" | "," => last > 0 && last == run.start - 1,
                _ => false,
            };
        let behind = lists::thing(tokens.lower(run.end)) == Some((Class::Place, false));
        let leans =
            before == "in" && run.start > 1 && vocabulary::leans(tokens.lower(run.start - 2));
        let locates = behind
            || !leans
                && matches!(
                    before,
                    "in" | "near"
                        | "across"
                        | "inside"
                        | "outside"
                        | "throughout"
                        | "at"
                        | "around"
                );
        let opens = run.start == 0
            || tokens.get(run.start).map(|token| token.block)
                != tokens.get(run.start - 1).map(|token| token.block);
        let dash = |at: usize| matches!(tokens.lower(at), "-" | "–" | "—" | "/");
        let dateline = opens
            && (dash(run.end)
                || matches!(tokens.lower(run.end), "(" | ",")
                    && (run.end..run.end + DATELINE).any(dash));
        // "Norvia" beside "Norvian".
        let derived = run.len() == 1 && peoples.contains(tokens.lower(run.start));
        if locates || dateline || derived || named {
            last = run.end;
            *out.entry(key(tokens, run)).or_default() += 1;
        }
    }
    out
}

/// What the adjectives of peoples in the text can come from: "norvia" for "Norvian".
fn bases_of_peoples(tokens: &Tokens) -> HashSet<String> {
    let adjective = |lower: &str| {
        let stem = lower.strip_suffix('s').unwrap_or(lower);
        let a = stem.strip_suffix('n').filter(|base| base.ends_with('a'));
        let other = ["ian", "an", "ese", "i"]
            .iter()
            .filter_map(|ending| stem.strip_suffix(ending));
        let all = a.into_iter().chain(other);
        all.filter(|base| base.len() > SHORT)
            .map(str::to_owned)
            .collect::<Vec<String>>()
    };
    let capitals = tokens.iter().filter(|(_, token)| token.capital);
    capitals
        .flat_map(|(_, token)| adjective(&token.lower))
        .collect()
}

/// A run without its first word, where that is an ordinary word that opens its sentence.
fn without_the_start(scene: &Scene<'_>, run: Range<usize>, inside: &HashSet<&str>) -> Range<usize> {
    let tokens = &scene.tokens;
    let word = tokens.lower(run.start);
    let first = tokens.get(run.start).is_some_and(|token| token.first);
    if !first || inside.contains(word) {
        return run;
    }
    let adverb = word.len() > 4 && word.ends_with("ly");
    let participle = word.len() > 5 && (word.ends_with("ing") || word.ends_with("ed"));
    if run.len() > 1 {
        return if adverb || participle && vocabulary::noun(word).is_none() {
            run.start + 1..run.end
        } else {
            run
        };
    }
    let source = scene.opens_source(run.start)
        && (scene.is_verb(run.end) || !tokens.get(run.end).is_some_and(|next| next.is_word));
    let acronym = tokens
        .get(run.start)
        .is_some_and(|token| token.acronym && (2..=5).contains(&token.range.len()));
    let owns = tokens.lower(run.end) == "'s";
    let speaks = (scene.is_cue(run.end)
        || scene.is_verb(run.end) && !tokens.lower(run.end).ends_with('s'))
        && !adverb
        && !participle;
    if source || acronym || owns || speaks || scene.names.told(tokens, &run) {
        run
    } else {
        run.start..run.start
    }
}

/// "(R)" behind a name says where somebody stands in the picture.
fn is_letter(tokens: &Tokens, run: &Range<usize>) -> bool {
    let single = tokens
        .get(run.start)
        .is_some_and(|token| token.range.len() == 1);
    run.len() == 1 && single
}

/// Names, at most, that an adjective can come from.
const BASES: usize = 200;

/// "Norvian" in "the Norvian fleet".
fn is_adjective(scene: &Scene<'_>, run: &Range<usize>) -> bool {
    let tokens = &scene.tokens;
    let word = tokens.lower(run.end - 1);
    let ending = ["an", "ese", "ish", "ch", "ic"]
        .iter()
        .any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending));
    let next = tokens.get(run.end);
    let derived = word.ends_with('i') && {
        let mut names = scene.names.within(0..tokens.len()).take(BASES);
        names.any(|other| {
            let base = tokens.lower(other.start);
            other.len() == 1 && base.len() > 3 && base.len() < word.len() && word.starts_with(base)
        })
    };
    run.len() == 1
        && (ending || derived)
        && (ending && pairs(tokens, run.end)
            || next.is_some_and(|next| next.is_word && !next.capital && next.lower != "'s")
                && vocabulary::function(tokens.lower(run.end)).is_none())
        && (!scene.is_verb(run.end) || vocabulary::noun(tokens.lower(run.end)).is_some())
}

/// Whether another name and a small word stand behind an "and" here: "Norvian | and Talian media".
fn pairs(tokens: &Tokens, at: usize) -> bool {
    let capital = |at: usize| tokens.get(at).is_some_and(|token| token.capital);
    let small = tokens.get(at + 2).is_some_and(|token| {
        token.is_word && !token.capital && vocabulary::noun(&token.lower).is_some()
    });
    matches!(tokens.lower(at), "and" | "or") && capital(at + 1) && small
}

/// "ambassador of Norvia Ida Moe": the place, and the name.
fn parts(tokens: &Tokens, run: &Range<usize>) -> Vec<Range<usize>> {
    let the = usize::from(run.start > 2 && tokens.lower(run.start - 1) == "the");
    let of = run.start > 1 + the && tokens.lower(run.start - 1 - the) == "of";
    let office = of
        && matches!(
            vocabulary::noun(tokens.lower(run.start - 2 - the)),
            Some((Noun::Office | Noun::Person | Noun::Spokesperson, _))
        );
    let plain = |at: usize| {
        vocabulary::noun(tokens.lower(at)).is_none()
            && vocabulary::function(tokens.lower(at)).is_none()
            && tokens.get(at).is_some_and(|token| token.capital)
    };
    let small = run
        .clone()
        .rev()
        .find(|&at| !plain(at))
        .unwrap_or(run.start);
    let tail = run
        .end
        .saturating_sub(small + usize::from(small > run.start));
    if office && run.len() > 2 && tail > 2 {
        vec![run.start..run.end - 2, run.end - 2..run.end]
    } else {
        vec![run.clone()]
    }
}

fn candidate(
    scene: &Scene<'_>,
    run: &Range<usize>,
    places: &HashMap<String, u32>,
    vessels: &HashSet<String>,
) -> Option<Candidate> {
    let tokens = &scene.tokens;
    if vessels.contains(&key(tokens, run)) {
        return Some(Candidate {
            told: true,
            ..Candidate::new(run.clone(), Form::Name, Class::Vessel)
        });
    }
    let (title, bare) = Names::titled(tokens, run);
    // "Larry King", "Mr King": a surname that is an office too.
    let surname = bare.is_empty()
        && run.len() > 1
        && vocabulary::noun(tokens.lower(run.start)).is_none()
        && lists::gender(tokens.lower(run.start)).is_some();
    let (title, bare) = match surname {
        true if matches!(tokens.lower(run.start), "mr" | "mrs" | "ms" | "miss") => {
            (run.start..run.end - 1, run.end - 1..run.end)
        }
        true => (run.start..run.start, run.clone()),
        false => (title, bare),
    };
    let determiner = run
        .start
        .checked_sub(1)
        .and_then(|at| vocabulary::determiner(tokens.lower(at)));
    let noun_alone = run.len() == 1
        && determiner.is_some()
        && vocabulary::noun(tokens.lower(run.start))
            .is_some_and(|(noun, _)| noun == Noun::Organization || noun == Noun::Document);
    if bare.is_empty() || noun_alone {
        return None;
    }
    let mut out = Candidate::new(bare.clone(), Form::Name, Class::Open);
    let mut title = (!title.is_empty()).then_some(title);
    out.whole = run.clone();
    let before = phrase::title(scene, run.start);
    if title.is_none()
        && let Some(found) = before.clone()
    {
        out.whole.start = found.start;
        out.class = found.class;
        out.told = true;
        title = Some(found.role.clone());
        out.modifiers = found.modifiers;
        out.noun = Some(found.noun);
    } else if let Some(title) = &title {
        out.class = Class::Person;
        out.told = true;
        let head = title.clone().rev().find(|&at| {
            matches!(
                vocabulary::noun(tokens.lower(at)),
                Some((Noun::Office | Noun::Person | Noun::Spokesperson, _))
            )
        });
        if let Some(head) = head {
            out.noun = Some(phrase::noun_at(tokens, head, title.start).0);
            out.modifiers = title
                .clone()
                .filter(|&at| at != head)
                .map(|at| tokens.lower(at).to_owned())
                .collect();
        } else if tokens.lower(title.start) == "dr" {
            out.noun = Some("doctor".to_owned());
        }
        if out.noun.is_some()
            && let Some(owner) = phrase::owner(scene, title.start)
        {
            out.whole.start = owner;
        }
    }
    // "Mr" says nothing of an office.
    out.role = title
        .clone()
        .filter(|_| out.noun.is_some() || out.told)
        .filter(|title| {
            title
                .clone()
                .any(|at| tokens.lower(at).len() > 3 && tokens.lower(at) != "miss")
        });
    if out.class == Class::Open {
        (out.class, out.told) = class(scene, run, places);
        if surname {
            out.class = Class::Person;
        }
    }
    let words = title
        .into_iter()
        .flatten()
        .chain(bare.start..bare.start + 1);
    if out.class == Class::Person || out.class == Class::Open {
        out.gender = words
            .filter_map(|at| lists::gender(tokens.lower(at)))
            .next();
        if bare.len() == 1 && out.whole.start == bare.start {
            out.gender = None;
        }
    }
    if determiner == Some(Determiner::Definite) && out.whole.start == run.start {
        out.whole.start = run.start - 1;
        out.determiner = determiner;
    }
    Some(out)
}

/// What a name without a title names.
fn class(scene: &Scene<'_>, run: &Range<usize>, places: &HashMap<String, u32>) -> (Class, bool) {
    let tokens = &scene.tokens;
    let ends = [run.start, run.end - 1].map(|at| tokens.lower(at));
    let thing = ends
        .iter()
        .filter(|_| run.len() > 1)
        .find_map(|word| lists::thing(word));
    let known = scene.names.known(tokens, run);
    let told = scene.names.told(tokens, run);
    let times = places.get(&key(tokens, run)).copied().unwrap_or_default();
    let (placed, often) = (times > 0, times > 1);
    let body = run.clone().any(|at| {
        matches!(
            vocabulary::noun(tokens.lower(at)),
            Some((Noun::Organization | Noun::Outlet, _))
        )
    });
    match known {
        Some(Name::Outlet) => (Class::Outlet, told),
        Some(Name::Person) if told => (Class::Person, true),
        _ if thing == Some((Class::Place, false)) && !told => (Class::Place, true),
        Some(Name::Person) if placed => (Class::Place, false),
        Some(Name::Person) => (Class::Person, false),
        Some(Name::Organization) if placed && (!told || often && !body) => (Class::Place, true),
        Some(Name::Organization) => (Class::Organization, told),
        None if placed => (Class::Place, false),
        None if matches!(ends[0], "mv" | "hms" | "uss") => (Class::Vessel, true),
        None => (Class::Open, false),
    }
}

/// Whether a small word can stand inside a name.
pub(super) fn is_inner(lower: &str) -> bool {
    vocabulary::function(lower) == Some(Function::Particle)
}
