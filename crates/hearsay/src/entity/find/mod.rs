//! Where the article may name somebody: names, noun phrases of those who speak, pronouns.
//!
//! Each becomes a candidate; who is who is decided later. What an apposition says is one ("Ida
//! Moe, its chairwoman") is noted here, since only the words between tell it.

mod apposition;
mod name;
mod phrase;
mod pronoun;
mod source;

use super::mention::Candidate;
use super::scene::Scene;
use crate::grammar::vocabulary::{Function, function};

/// The candidates of an article in text order, an outer one before those in it, and the pairs of
/// them that apposition makes one.
pub(super) struct Found {
    pub(super) all: Vec<Candidate>,
    pub(super) same: Vec<(usize, usize)>,
}

/// Finds them.
pub(super) fn read(scene: &Scene<'_>) -> Found {
    let shouting = scene.shouting();
    let mut all = name::find(scene, &shouting);
    phrase::find(scene, &shouting, &mut all);
    pronoun::find(scene, &mut all);
    apposition::bare(scene, &mut all);
    source::mark(scene, &mut all);
    all.sort_by_key(|one| {
        (
            one.whole.start,
            std::cmp::Reverse(one.whole.end),
            one.words.start,
        )
    });
    for one in &mut all {
        one.subject = is_subject(scene, one);
    }
    let same = apposition::pairs(scene, &all);
    Found { all, same }
}

/// Whether a candidate seems to be the subject of its clause: nothing that governs it stands before it, and a verb
/// or a comma stands behind it.
fn is_subject(scene: &Scene<'_>, one: &Candidate) -> bool {
    if one.source.is_some() {
        return true;
    }
    let tokens = &scene.tokens;
    let start = one.whole.start;
    let sentence = tokens.sentence(start);
    let opens = start == sentence.start || {
        let before = tokens.get(start - 1);
        before.is_none_or(|token| !token.is_word)
            || matches!(
                function(tokens.lower(start - 1)),
                Some(
                    Function::Conjunction
                        | Function::Subordinator
                        | Function::Relative
                        | Function::Adverb
                        | Function::Time
                )
            )
    };
    let end = one.whole.end;
    let owns = matches!(tokens.lower(end), "'s" | "'");
    let verb = scene.is_verb(end)
        || tokens.lower(end) == ","
        || function(tokens.lower(end)) == Some(Function::Adverb) && scene.is_verb(end + 1);
    !owns && opens && (verb || start == sentence.start)
}
