//! Pronouns that stand for somebody or something that is named elsewhere.

use super::super::Form;
use super::super::mention::{Candidate, Class, Gender};
use super::super::scene::Scene;
use crate::grammar::vocabulary::{self, Function, Pronoun};

/// Words behind "it" in which what it points forward to may begin.
const AHEAD: usize = 7;

/// Adds the pronouns. "I" and "we" are the speaker's, so only quotations have them here.
pub(super) fn find(scene: &Scene<'_>, all: &mut Vec<Candidate>) {
    for (at, token) in scene.tokens.iter() {
        // "I've"
        let word = token
            .lower
            .split_once('\'')
            .map_or(&*token.lower, |(word, _)| word);
        let Some(pronoun) = vocabulary::pronoun(word) else {
            continue;
        };
        let (class, gender) = match pronoun {
            Pronoun::Person => {
                let male = matches!(word, "he" | "him" | "his" | "himself");
                let gender = if male { Gender::Male } else { Gender::Female };
                (Class::Person, Some(gender))
            }
            Pronoun::Thing if !is_empty(scene, at) => (Class::Organization, None),
            Pronoun::Plural if token.lower != "both" => (Class::People, None),
            Pronoun::Author if scene.is_quoted(at) => {
                let one = matches!(word, "i" | "me" | "my");
                (if one { Class::Person } else { Class::People }, None)
            }
            Pronoun::Relative if scene.opens_source(at) => (Class::Open, None),
            _ => continue,
        };
        all.push(Candidate {
            told: true,
            gender,
            ..Candidate::new(at..at + 1, Form::Pronoun, class)
        });
    }
}

/// "It" that stands for no thing: "it is clear that", "it rained".
fn is_empty(scene: &Scene<'_>, at: usize) -> bool {
    let tokens = &scene.tokens;
    let be = matches!(
        tokens.lower(at + 1),
        "is" | "was"
            | "'s"
            | "would"
            | "will"
            | "seems"
            | "seemed"
            | "appears"
            | "appeared"
            | "turns"
            | "turned"
            | "remains"
            | "emerged"
            | "takes"
            | "took"
    );
    let sentence = tokens.sentence(at);
    let ahead = (at + 2..sentence.end.min(at + AHEAD)).any(|at| {
        matches!(
            tokens.lower(at),
            "that" | "to" | "whether" | "how" | "why" | "who" | "when"
        )
    });
    let weather = matches!(tokens.lower(at + 1), "rained" | "rains" | "snowed");
    let stops = (at + 1..at + 3)
        .any(|at| vocabulary::function(tokens.lower(at)) == Some(Function::Conjunction));
    tokens.lower(at) == "it" && !scene.opens_source(at) && (be && ahead && !stops || weather)
}
