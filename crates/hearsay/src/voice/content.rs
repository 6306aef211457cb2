//! What the content itself says: whether it is negated, and how sure it sounds.
//!
//! The main clauses of its first sentences are heard (`clause`): the point is made early, and what stands
//! inside another sentence of a long quotation does not count.

use super::Certainty;
use super::clause::Clause;
use super::lists;
use super::why::Ground;
use crate::grammar::tokens::Tokens;
use crate::grammar::vocabulary::{self, Function};

/// What a content says of itself, each with what gave it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// The main clause is negated.
    pub(super) negated: Option<Ground>,
    /// The negation is of what ought or is going to be, which denies nothing.
    pub(super) wish: bool,
    /// It calls something untrue.
    pub(super) untrue: Option<Ground>,
    /// It has a word in it that would, if what it says were said of something: "the story | rubbish".
    pub(super) slur: Option<Ground>,
    /// It doubts: "that is hard to believe".
    pub(super) doubts: Option<Ground>,
    /// It refuses to speak: "it does not comment on ...".
    pub(super) refuses: Option<Ground>,
    /// How sure it sounds, if not flat.
    pub(super) hedge: Option<(Certainty, Ground)>,
    /// It is a question.
    pub(super) question: Option<Ground>,
}

/// Sentences of a content that are heard: the point is made early.
const HEARD: usize = 3;

/// Words of an opening sentence behind which the second one still makes the point.
const OPENING: usize = 12;

/// Reads the content over these tokens.
pub(super) fn read(tokens: &Tokens, content: &[usize]) -> Said {
    let mut said = Said::default();
    let sentences: Vec<&[usize]> = content
        .chunk_by(|&a, &b| {
            tokens.get(a).map(|token| token.sentence) == tokens.get(b).map(|token| token.sentence)
        })
        .collect();
    for (n, sentence) in sentences.iter().take(HEARD).enumerate() {
        let main = Clause::main(tokens, sentence);
        let negation = main.negation();
        if n == 0 {
            said.refuses = refuses(&main);
            said.doubts = doubts(&Clause::new(tokens, sentence.to_vec()));
        }
        let early = n == 0 || n == 1 && sentences.len() == 2 && sentences[0].len() <= OPENING;
        if let Some(at) = negation.filter(|_| early) {
            said.wish |= is_wish(&main, at);
            said.negated = said.negated.or(Some(main.negated_by(at)));
        }
        if negation.is_none() {
            said.untrue = said.untrue.or_else(|| untrue(tokens, &main, false));
            said.slur = said.slur.or_else(|| untrue(tokens, &main, true));
        }
        said.hedge = weaker(said.hedge, main.hedge());
    }
    let ends = content
        .iter()
        .rev()
        .find(|&&at| !matches!(tokens.lower(at), "”" | "\"" | "’" | "'" | ","));
    said.question = ends
        .filter(|&&at| sentences.len() == 1 && tokens.lower(at) == "?")
        .map(|&at| Ground::rule_at("it ends in a question mark", at, at));
    said
}

/// The less sure of the two.
pub(super) fn weaker(
    a: Option<(Certainty, Ground)>,
    b: Option<(Certainty, Ground)>,
) -> Option<(Certainty, Ground)> {
    match (a, b) {
        (Some(one), Some(other)) => Some(if other.0 > one.0 { other } else { one }),
        (one, other) => one.or(other),
    }
}

/// Whether what the clause's `n`-th word negates ought to be, is to come, or goes on in somebody's head:
/// saying so denies nothing that another said.
fn is_wish(main: &Clause<'_>, n: usize) -> bool {
    let modal = |word: &str| {
        vocabulary::function(word) == Some(Function::Modal)
            || matches!(word, "cannot" | "ought" | "let" | "don't")
            || word.strip_suffix("n't").is_some_and(|stem| {
                matches!(stem, "ca" | "wo" | "would" | "should" | "could" | "must")
            })
    };
    // "Nobody asked us" complains; "so far", "not yet" wait.
    let complains = (n + 1..n + 8).any(|n| matches!(main.lower(n), "us" | "me" | "yet"))
        || (0..main.words().len()).any(|n| main.stands(n, "so far"));
    (n.saturating_sub(2)..=n).any(|n| modal(main.lower(n)))
        || complains
        || (n + 1..n + 5).any(|n| lists::is_no_denial(main.lower(n)))
}

/// The words with which the clause says of something that it is untrue: behind "is", "as" or an opening
/// quotation mark, or at its beginning; with `anywhere`, wherever they stand.
fn untrue(tokens: &Tokens, main: &Clause<'_>, anywhere: bool) -> Option<Ground> {
    let says_of = |n: usize| {
        matches!(
            main.lower(n),
            "is" | "are"
                | "was"
                | "were"
                | "be"
                | "been"
                | "as"
                | "'s"
                | "it's"
                | "that's"
                | "“"
                | "‘"
                | "«"
                | "\""
        )
    };
    main.words().iter().enumerate().find_map(|(n, &at)| {
        let row = lists::denial(tokens.lower(at), |words| tokens.has(at, words))?;
        let whole = row.key.contains(' ') && !row.key.starts_with("a ");
        let said = anywhere || n < 3 || whole || (n.saturating_sub(4)..n).any(says_of);
        said.then(|| Ground::row(row, at, at + row.key.split(' ').count() - 1))
    })
}

/// Words of the clause that doubt.
fn doubts(main: &Clause<'_>) -> Option<Ground> {
    main.words().iter().enumerate().find_map(|(n, &at)| {
        let row = lists::doubt(main.lower(n), |words| main.stands(n, words))?;
        let last = main.words().get(n + row.key.split(' ').count() - 1)?;
        Some(Ground::row(row, at, *last))
    })
}

/// Words behind a negation that it can still be of.
const REFUSED: usize = 5;

/// Words before a refusal in which its subject stands.
const SUBJECT: usize = 4;

/// Whether the clause refuses to speak: by words that always do, or by a negated verb of speaking. It must
/// be of the source itself: "the bank did not respond" tells of another.
fn refuses(main: &Clause<'_>) -> Option<Ground> {
    let own = |n: usize| {
        matches!(
            main.lower(n),
            "i" | "we" | "it" | "he" | "she" | "they" | "there" | "our" | "my" | "its" | "this"
        )
    };
    main.words().iter().enumerate().find_map(|(n, &at)| {
        let (row, negated) = lists::refusal(main.lower(n), |words| main.stands(n, words))?;
        let near =
            (n.saturating_sub(REFUSED)..n).any(|n| vocabulary::negator(main.lower(n)).is_some());
        let subject = n < SUBJECT || (0..n).any(own);
        let last = main.words().get(n + row.key.split(' ').count() - 1)?;
        (subject && (near || !negated)).then(|| Ground::row(row, at, *last))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::tests::article;

    fn said(text: &str) -> Said {
        let tokens = Tokens::new(&article(text));
        let all: Vec<usize> = (0..tokens.len()).collect();
        read(&tokens, &all)
    }

    #[test]
    fn denials_wishes_and_refusals() {
        let two = said("I have read that it sank. It did not sink.");
        assert!(two.negated.is_some() && !two.wish);
        assert!(said("the boat should not sail").wish);
        assert!(said("it did not comment on rumours").refuses.is_some());
        assert!(said("he had “nothing to offer” on it").refuses.is_some());
        assert!(said("he did comment on rumours").refuses.is_none());
        assert!(said("the tale is hard to believe").doubts.is_some());
        assert!(said("the charge was baseless").untrue.is_some());
        assert!(said("the news reports “a fairy tale”").untrue.is_some());
        assert!(
            said("they had paid for a forged letter that came")
                .untrue
                .is_none()
        );
    }

    #[test]
    fn questions() {
        assert!(said("“Who sank it?”").question.is_some());
        assert!(said("Who sank it? Nobody knows.").question.is_none());
    }
}
