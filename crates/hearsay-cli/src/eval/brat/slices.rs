//! The slices of the attribution figures: what kind of attribution one is.
//!
//! All five are read off the spans and the text, so gold and predictions are sliced alike:
//!
//! - quotation: every word of the content stands in double quotation marks (direct), some do
//!   (mixed), none does (indirect);
//! - cue: a listed speech verb, another verb, nominal (no verb form), or none (no cue, or one
//!   without a letter, such as a colon); see [`cue_kind`] for the heuristic;
//! - place: the source shares a sentence with the content, or it does not; of the latter, those
//!   that share no paragraph (line) with it either; attributions without a source are in none;
//! - source: a pronoun, other words, or none;
//! - content: a sentence that is whole but for source and cue, a clause, or a phrase without a finite
//!   verb ("the sale", "to sell it"); see [`super::content`] for the heuristic.

use super::content::{ContentKind, content_kind};
use super::document::{Relation, TokenSet};
use super::tokens::{Token, Tokens};
use hearsay::lexicon::{self, CueWord};

/// The slices: group and name, in the order they are printed.
pub(crate) const SLICES: [(&str, &str); 16] = [
    ("quotation", "direct"),
    ("quotation", "mixed"),
    ("quotation", "indirect"),
    ("cue", "listed speech verb"),
    ("cue", "other verb"),
    ("cue", "nominal"),
    ("cue", "none"),
    ("place", "same sentence"),
    ("place", "another sentence"),
    ("place", "another paragraph"),
    ("source", "pronoun"),
    ("source", "other words"),
    ("source", "none"),
    ("content", "sentence"),
    ("content", "clause"),
    ("content", "phrase"),
];

/// The numbers of the slices in [`SLICES`] that an attribution with a content belongs to.
pub(crate) fn slices(relation: &Relation, tokens: &Tokens) -> Vec<usize> {
    let mut slices = Vec::with_capacity(6);
    if let Some(content) = &relation.content {
        slices.push(quotation(content, tokens));
        slices.push(match content_kind(content, relation, tokens) {
            ContentKind::Sentence => 13,
            ContentKind::Clause => 14,
            ContentKind::Phrase => 15,
        });
    }
    slices.push(
        3 + relation
            .cue
            .as_ref()
            .map_or(CueKind::None, |cue| cue_kind(cue, tokens)) as usize,
    );
    let Some(source) = &relation.source else {
        slices.push(12);
        return slices;
    };
    if let Some(content) = &relation.content {
        if share(source, content, tokens, |token| token.sentence) {
            slices.push(7);
        } else {
            slices.push(8);
            if !share(source, content, tokens, |token| token.line) {
                slices.push(9);
            }
        }
    }
    slices.push(if is_pronoun(source, tokens) { 10 } else { 11 });
    slices
}

fn quotation(content: &TokenSet, tokens: &Tokens) -> usize {
    let words: Vec<&Token> = tokens.of(content).filter(|token| token.is_word).collect();
    match words.iter().filter(|token| token.quoted).count() {
        0 => 2,
        quoted if quoted == words.len() => 0,
        _ => 1,
    }
}

/// What kind of word a cue rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CueKind {
    SpeechVerb,
    OtherVerb,
    Nominal,
    None,
}

/// The kind of a cue, without a parser: the first word that is a form of a listed speech verb
/// makes it one, unless a determiner or a possessive stands right before it ("the claim", "her
/// promise"), where it is a noun. Else the cue is nominal if each of its words is a listed
/// noun, adverb, adjective or function word, or such a verb form after a determiner; a noun
/// that may as well be a verb ("support", "hope") must stand after a determiner or a possessive.
/// What is left is another verb.
fn cue_kind(cue: &TokenSet, tokens: &Tokens) -> CueKind {
    let words: Vec<(usize, &Token)> = cue
        .tokens()
        .iter()
        .filter_map(|&at| Some((at, tokens.get(at)?)))
        .filter(|(_, token)| token.is_word)
        .collect();
    let mut nominal = true;
    for (at, token) in &words {
        let noun_place = at
            .checked_sub(1)
            .and_then(|before| tokens.get(before))
            .is_some_and(before_noun);
        match lexicon::cue_word(&token.lower) {
            Some(CueWord::SpeechVerb) if !noun_place => return CueKind::SpeechVerb,
            Some(CueWord::NounOrVerb) => nominal &= noun_place,
            Some(CueWord::SpeechVerb | CueWord::NoVerb | CueWord::HearsayAdverb) => {}
            None => nominal = false,
        }
    }
    match (words.is_empty(), nominal) {
        (true, _) => CueKind::None,
        (false, true) => CueKind::Nominal,
        (false, false) => CueKind::OtherVerb,
    }
}

/// Whether a noun may follow this token at once: determiners, possessives and the `s` of `'s`.
fn before_noun(token: &Token) -> bool {
    matches!(
        token.lower.as_str(),
        "a" | "an"
            | "the"
            | "this"
            | "that"
            | "these"
            | "those"
            | "any"
            | "no"
            | "some"
            | "his"
            | "her"
            | "its"
            | "their"
            | "our"
            | "my"
            | "your"
            | "whose"
            | "s"
            | "official"
            | "public"
            | "new"
            | "recent"
    )
}

/// Whether some token of `a` and some token of `b` stand in the same place.
fn share(a: &TokenSet, b: &TokenSet, tokens: &Tokens, place: impl Fn(&Token) -> usize) -> bool {
    let places: Vec<usize> = tokens.of(a).map(&place).collect();
    tokens.of(b).any(|token| places.contains(&place(token)))
}

fn is_pronoun(source: &TokenSet, tokens: &Tokens) -> bool {
    const PRONOUNS: &[&str] = &[
        "he",
        "her",
        "herself",
        "hers",
        "him",
        "himself",
        "his",
        "i",
        "it",
        "its",
        "itself",
        "me",
        "my",
        "myself",
        "our",
        "ourselves",
        "she",
        "that",
        "their",
        "theirs",
        "them",
        "themselves",
        "these",
        "they",
        "this",
        "those",
        "us",
        "we",
        "which",
        "who",
        "whom",
        "whose",
        "you",
        "your",
    ];
    tokens
        .of(source)
        .filter(|token| token.is_word)
        .all(|token| PRONOUNS.contains(&token.lower.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str, source: &str, cue: &str, content: &str) -> Vec<&'static str> {
        let tokens = Tokens::new(text);
        let find = |part: &str| {
            let start = text[..text.find(part)?].chars().count();
            tokens.within(std::slice::from_ref(&(start..start + part.chars().count())))
        };
        let set = |part: &str| if part.is_empty() { None } else { find(part) };
        let relation = Relation {
            source: set(source),
            cue: set(cue),
            content: set(content),
        };
        slices(&relation, &tokens)
            .into_iter()
            .map(|slice| SLICES[slice].1)
            .collect()
    }

    #[test]
    fn quotation_follows_the_marks() {
        let text = "“Never,” Orr said. Orr said the “plan” failed. Orr said it failed.";
        assert_eq!(names(text, "", "", "“Never,”")[0], "direct");
        assert_eq!(names(text, "", "", "the “plan” failed")[0], "mixed");
        assert_eq!(names(text, "", "", "it failed")[0], "indirect");
    }

    #[test]
    fn cues_by_kind() {
        for (text, cue, kind) in [
            ("Orr has said so", "has said", "listed speech verb"),
            (
                "Orr did not mention it",
                "did not mention",
                "listed speech verb",
            ),
            ("Orr hopes so", "hopes", "other verb"),
            ("According to Orr", "According to", "nominal"),
            ("Orr's claim that", "claim", "nominal"),
            ("Orr and Poole claim that", "claim", "listed speech verb"),
            ("They support it", "support", "other verb"),
            ("her support for", "support for", "nominal"),
            ("It was reportedly so", "reportedly", "nominal"),
            ("Orr: so", ":", "none"),
        ] {
            assert_eq!(names(text, "", cue, "")[0], kind, "{text}");
        }
        assert_eq!(names("It rained", "", "", "It rained")[2], "none");
    }

    #[test]
    fn sources_by_place_and_form() {
        let text = "Mara Oduya rose. “Never,” she said.\n“Never again.”";
        assert_eq!(
            names(text, "she", "said", "“Never,”")[3..],
            ["same sentence", "pronoun"]
        );
        assert_eq!(
            names(text, "Mara Oduya", "said", "“Never,”")[3..],
            ["another sentence", "other words"]
        );
        let far = names(text, "she", "said", "“Never again.”");
        assert_eq!(
            far[3..],
            ["another sentence", "another paragraph", "pronoun"]
        );
        assert_eq!(names(text, "", "said", "“Never,”")[3..], ["none"]);
    }
}
