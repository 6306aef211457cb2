//! What "who" and "which" go back to, from the words before them alone: "the clerk, who is said to ...".

use std::ops::Range;

use crate::grammar::names::{Name, Names};
use crate::grammar::tokens::Tokens;
use crate::grammar::vocabulary::{self, Pronoun};

/// The words just before "who" or "which" that it goes back to: a person's name, or a phrase with its determiner.
/// `None` if no such pronoun stands here, or nothing before it.
pub(super) fn antecedent(tokens: &Tokens, names: &Names, at: usize) -> Option<Range<usize>> {
    if vocabulary::pronoun(tokens.lower(at)) != Some(Pronoun::Relative) {
        return None;
    }
    let sentence = tokens.sentence(at);
    let end = if at > 0 && tokens.lower(at - 1) == "," {
        at - 1
    } else {
        at
    };
    let start = (sentence.start..end)
        .rev()
        .find(|&before| {
            let token = tokens.get(before);
            token.is_some_and(|token| !token.is_word && token.lower != ".")
        })
        .map_or(sentence.start, |mark| mark + 1);
    let named = names
        .within(start..end)
        .filter(|name| name.end == end)
        .last();
    if let Some(name) = named.filter(|name| names.kind(tokens, name) == Name::Person) {
        return Some(name.clone());
    }
    let mut determiner = (start..end)
        .rev()
        .find(|&at| vocabulary::determiner(tokens.lower(at)).is_some())
        .unwrap_or(start);
    // "An officer of the guild, who": who speaks is the officer.
    if tokens.lower(at) == "who" {
        while let Some(before) = belongs(tokens, start, determiner) {
            determiner = before;
        }
    }
    (determiner < end).then_some(determiner..end)
}

/// The determiner of the phrase that the one beginning here belongs to: of "an officer" for "the guild" in "an officer
/// of the guild".
fn belongs(tokens: &Tokens, start: usize, phrase: usize) -> Option<usize> {
    let joins = matches!(
        tokens.lower(phrase.checked_sub(1)?),
        "of" | "at" | "in" | "for" | "from" | "with"
    );
    let mut before = (start..phrase.saturating_sub(1)).rev();
    before
        .find(|&at| vocabulary::determiner(tokens.lower(at)).is_some())
        .filter(|_| joins)
}
