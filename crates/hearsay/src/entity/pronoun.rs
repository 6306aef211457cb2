//! What a pronoun refers back to: the mention before it with the most in its favour.
//!
//! Agreement excludes; then count how near it is, whether it is a subject, whether it speaks in the
//! sentence before or holds the word in which the pronoun stands. Inside a quotation "I" is the
//! speaker, and "he" is not.

use super::Form;
use super::mention::{Candidate, Class};
use super::resolve::Reader;

/// Sentences that a pronoun looks back.
const BACK: usize = 8;

/// Tokens between "who" and what it stands for, at most: a comma, "there".
const GAP: usize = 3;

/// What speaks for a mention, in this order: a sentence further away, another block, subject, source,
/// source of the last attribution before in this or the last sentence, holder of the word, quoted while the
/// pronoun is not, a pronoun itself, gender known to agree, class not told, owner of something, both
/// subjects, mentions so far, a caption, first in its sentence, source of the last attribution from further
/// away, a name.
const WEIGHTS: [f32; 17] = [
    -0.8, -1.3, 0.8, 0.6, 0.8, 1.4, -1.2, 0.3, 0.5, -0.5, -0.3, 0.4, 0.25, -1.5, 0.2, 0.3, 0.5,
];

/// The chain that the pronoun belongs to; `None` if nothing fits.
pub(super) fn read(reader: &Reader<'_>, at: usize) -> Option<usize> {
    let one = &reader.all[at];
    let scene = reader.scene;
    let token = one.words.start;
    let lower = scene.tokens.lower(token);
    let lower = lower.split_once('\'').map_or(lower, |(word, _)| word);
    let content = scene.content(token);
    if matches!(lower, "i" | "me" | "my" | "we" | "us" | "our") {
        let speaker = reader.speaker(content?)?;
        let person = matches!(reader.class(speaker), Class::Person | Class::Open);
        let plural = lower == "we" || lower == "us" || lower == "our";
        return (plural != person).then_some(speaker);
    }
    if one.class == Class::Open {
        return relative(reader, at);
    }
    let speaker = content.and_then(|number| reader.speaker(number));
    let direct = content.is_some_and(|number| scene.said[number].direct) && scene.is_quoted(token);
    let last = last_source(reader, at);
    let mut best: Option<(f32, usize)> = None;
    for (before, chain) in reader.back(at) {
        let apart = reader.apart(before, at);
        if apart > BACK {
            break;
        }
        if !agrees(reader, one, chain)
            || reader.nested(before, at) && reader.all[before].form != Form::Pronoun
            || direct && Some(chain) == speaker
            || is_rival(reader, at, before)
            || says_it(reader, at, before)
        {
            continue;
        }
        let holds = Some(chain) == speaker && !direct;
        let score = score(reader, at, before, chain, [last == Some(before), holds]);
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, chain));
        }
    }
    if let Some(speaker) = speaker.filter(|&speaker| !direct && agrees(reader, one, speaker)) {
        // The speaker can stand behind its words.
        let most = best.map_or(f32::MIN, |(most, _)| most);
        if best.is_none() || most < WEIGHTS[5] && lower != "it" && lower != "its" {
            return Some(speaker);
        }
    }
    best.map(|(_, chain)| chain)
}

/// "Who" or "which" as a source: what ends just before, somebody for "who" if there is one.
fn relative(reader: &Reader<'_>, at: usize) -> Option<usize> {
    let token = reader.all[at].words.start;
    let who = reader.scene.tokens.lower(token) != "which";
    let near: Vec<(usize, usize)> = reader
        .back(at)
        .take_while(|&(before, _)| reader.apart(before, at) == 0)
        .filter(|&(before, _)| {
            let one = &reader.all[before];
            one.form != Form::Pronoun && token <= one.whole.end.max(one.words.end) + GAP
        })
        .collect();
    let somebody = |chain: usize| {
        matches!(
            reader.class(chain),
            Class::Person | Class::People | Class::Open
        )
    };
    near.iter()
        .find(|&&(_, chain)| somebody(chain) == who)
        .or(near.first())
        .map(|&(_, chain)| chain)
}

/// Whether the pronoun can stand for the chain.
fn agrees(reader: &Reader<'_>, one: &Candidate, chain: usize) -> bool {
    let known = &reader.chains[chain];
    match one.class {
        Class::Person => {
            let open = known.class == Class::Open
                && !known.name.is_empty()
                && !owns_as_thing(reader, chain);
            (known.class == Class::Person || open) && known.agrees(one.gender)
        }
        Class::People => matches!(
            known.class,
            Class::People | Class::Organization | Class::Outlet | Class::Place
        ),
        _ => known.class.is_thing(),
    }
}

/// Whether "its" stands behind the name in a sentence of its: "Norvia closed its border".
fn owns_as_thing(reader: &Reader<'_>, chain: usize) -> bool {
    let tokens = &reader.scene.tokens;
    reader.chains[chain].mentions.iter().any(|&mention| {
        let one = &reader.all[mention];
        let end = tokens.sentence(one.words.start).end;
        one.subject && (one.whole.end..end).any(|at| tokens.lower(at) == "its")
    })
}

/// Whether the mention is the subject of the verb whose object the pronoun is.
fn is_rival(reader: &Reader<'_>, at: usize, before: usize) -> bool {
    let tokens = &reader.scene.tokens;
    let (one, other) = (&reader.all[at], &reader.all[before]);
    let token = one.words.start;
    let object = matches!(tokens.lower(token), "him" | "them")
        || tokens.lower(token) == "her"
            && tokens
                .get(token + 1)
                .is_none_or(|next| !next.is_word || reader.scene.is_verb(token + 1));
    if !object || reader.apart(before, at) > 0 || other.whole.end > token {
        return false;
    }
    // No clause begins between the two.
    !(other.whole.end..token).any(|at| {
        matches!(
            tokens.lower(at),
            "," | "that" | "and" | "but" | "who" | "which" | "because" | "when" | "if" | ";" | ":"
        ) || reader.scene.is_cue(at)
    })
}

/// Whether the pronoun is the source of words in which the mention stands.
fn says_it(reader: &Reader<'_>, at: usize, before: usize) -> bool {
    reader.all[at]
        .source
        .is_some_and(|number| reader.scene.content(reader.all[before].words.start) == Some(number))
}

/// The candidate that heads the last source before this one.
fn last_source(reader: &Reader<'_>, at: usize) -> Option<usize> {
    reader
        .back(at)
        .map(|(before, _)| before)
        .find(|&before| reader.all[before].source.is_some())
}

fn score(reader: &Reader<'_>, at: usize, before: usize, chain: usize, facts: [bool; 2]) -> f32 {
    let scene = reader.scene;
    let (one, other) = (&reader.all[at], &reader.all[before]);
    let known = &reader.chains[chain];
    let place = other.words.start;
    let flag = |is: bool| f32::from(u8::from(is));
    let owns = matches!(scene.tokens.lower(other.whole.end), "'s" | "'");
    let quoted = scene.is_quoted(place) && !scene.is_quoted(one.words.start);
    let first = scene.tokens.sentence(place).start == other.whole.start;
    let near = reader.apart(before, at) < 2;
    let values = [
        reader.apart(before, at).min(BACK) as f32,
        flag(scene.block(place) != scene.block(one.words.start)),
        flag(other.subject),
        flag(other.source.is_some()),
        flag(facts[0] && near),
        flag(facts[1]),
        flag(quoted),
        flag(other.form == Form::Pronoun),
        flag(one.gender.is_some() && known.gender == one.gender),
        flag(
            known.class == Class::Open
                || one.class == Class::People && known.class != Class::People,
        ),
        flag(owns),
        flag(one.subject && other.subject),
        (reader.passed[chain] as f32).ln_1p(),
        flag(!scene.is_body(place) && scene.is_body(one.words.start)),
        flag(first),
        flag(facts[0] && !near),
        flag(!known.name.is_empty()),
    ];
    values
        .iter()
        .zip(WEIGHTS)
        .map(|(value, weight)| value * weight)
        .sum()
}
