//! What kind of thing a content is: a whole sentence, a clause, or a phrase without a finite verb.
//!
//! Without a parser. A content is a sentence if some sentence has no word outside it but those of
//! source and cue. What is left is a clause if it opens with a conjunction that opens one ("that", "whether")
//! or holds a finite verb: an auxiliary or modal, a subject pronoun with its verb, or a listed speech verb in
//! a finite form where no noun can stand. An infinitive ("to sell it") is none.

use super::document::{Relation, TokenSet};
use super::tokens::{Token, Tokens};
use hearsay::lexicon::{self, CueWord};

/// What kind of thing a content is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ContentKind {
    Sentence,
    Clause,
    Phrase,
}

/// Words that open a clause.
const OPENERS: &[&str] = &[
    "how", "if", "that", "what", "when", "where", "whether", "who", "why",
];

/// Verb forms that are finite wherever they stand, and pronouns that are subjects wherever they stand.
const FINITE: &[&str] = &[
    "am", "are", "can", "cannot", "could", "did", "does", "had", "has", "he", "i", "is", "may",
    "might", "must", "shall", "she", "should", "they", "was", "we", "were", "will", "would",
];

/// The kind of the content of a relation.
pub(super) fn content_kind(
    content: &TokenSet,
    relation: &Relation,
    tokens: &Tokens,
) -> ContentKind {
    if holds_sentence(content, relation, tokens) {
        return ContentKind::Sentence;
    }
    let words: Vec<&Token> = tokens.of(content).filter(|token| token.is_word).collect();
    let is = |list: &[&str], token: &Token| list.contains(&token.lower.as_str());
    let opens = words.first().is_some_and(|first| is(OPENERS, first));
    let infinitive = words.first().is_some_and(|first| first.lower == "to");
    let speaks = words.windows(2).any(|two| {
        let finite = two[1].lower.ends_with("ed") || two[1].lower == "said";
        finite
            && !matches!(
                two[0].lower.as_str(),
                "a" | "an" | "the" | "his" | "her" | "its" | "their"
            )
            && lexicon::cue_word(&two[1].lower) == Some(CueWord::SpeechVerb)
    });
    let finite = !infinitive && (speaks || words.iter().any(|word| is(FINITE, word)));
    if opens || finite {
        ContentKind::Clause
    } else {
        ContentKind::Phrase
    }
}

/// Whether the content, with source and cue, leaves no word of some sentence that it touches.
fn holds_sentence(content: &TokenSet, relation: &Relation, tokens: &Tokens) -> bool {
    let inside = |at: usize| {
        [
            Some(content),
            relation.source.as_ref(),
            relation.cue.as_ref(),
        ]
        .into_iter()
        .flatten()
        .any(|set| set.tokens().contains(&at))
    };
    let mut sentences: Vec<(usize, usize)> = content
        .tokens()
        .iter()
        .filter_map(|&at| Some((tokens.get(at)?.sentence, at)))
        .collect();
    sentences.dedup_by_key(|(sentence, _)| *sentence);
    sentences.into_iter().any(|(sentence, at)| {
        let here = |&at: &usize| {
            tokens
                .get(at)
                .is_some_and(|token| token.sentence == sentence)
        };
        let whole = |at: &usize| inside(*at) || tokens.get(*at).is_some_and(|token| !token.is_word);
        let before = (0..at).rev().take_while(here).all(|at| whole(&at));
        before
            && (at..tokens.len()).take_while(here).all(|at| whole(&at))
            && opens_as_one(at, sentence, tokens)
    })
}

/// Whether the first word of the content in this sentence opens it: a sentence is said whole, not from its middle
/// on ("He said {it sank}").
fn opens_as_one(at: usize, sentence: usize, tokens: &Tokens) -> bool {
    (0..at)
        .rev()
        .filter_map(|at| tokens.get(at))
        .take_while(|token| token.sentence == sentence)
        .all(|token| !token.is_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(text: &str, source: &str, cue: &str, content: &str) -> ContentKind {
        let tokens = Tokens::new(text);
        let set = |part: &str| {
            let start = text[..text.find(part)?].chars().count();
            tokens.within(std::slice::from_ref(&(start..start + part.chars().count())))
        };
        let relation = Relation {
            source: set(source),
            cue: set(cue),
            content: set(content),
        };
        let content = relation.content.clone().expect("a content");
        content_kind(&content, &relation, &tokens)
    }

    #[test]
    fn contents_by_kind() {
        for (text, content, wanted) in [
            (
                "It rained. “The lake is gone,” Orr said.",
                "“The lake is gone,”",
                ContentKind::Sentence,
            ),
            (
                "The lake fell, Orr said.",
                "The lake fell",
                ContentKind::Sentence,
            ),
            (
                "Orr said that the lake fell.",
                "that the lake fell",
                ContentKind::Clause,
            ),
            ("Orr said it was gone.", "it was gone", ContentKind::Clause),
            (
                "Orr said Poole denied it.",
                "Poole denied it",
                ContentKind::Clause,
            ),
            (
                "Orr said to let it go.",
                "to let it go",
                ContentKind::Phrase,
            ),
            (
                "Orr said nothing of the sale.",
                "of the sale",
                ContentKind::Phrase,
            ),
        ] {
            assert_eq!(kind(text, "Orr", "said", content), wanted, "{text}");
        }
    }
}
