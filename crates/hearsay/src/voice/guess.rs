//! What the page itself guesses of somebody: "most likely, he offers the cape a mooring".
//!
//! A word of likelihood that stands before who and how covers both: whether anybody offers, wants or plans this
//! is the page's own guess, and no attribution. What is said is said, however likely.

use super::context::Context;
use super::{Certainty, lists};
use crate::attribution::{Attribution, Quotation};
use crate::lexicon::{self, CueWord};

/// Words of a hedge, at most.
const LONGEST: usize = 3;

/// Whether the attribution is a guess of the page's.
pub(super) fn is_guess(context: &Context<'_>, attribution: &Attribution) -> bool {
    let tokens = &context.tokens;
    let (Some(source), Some(cue)) = (&attribution.source, &attribution.cue) else {
        return false;
    };
    let says = tokens.of(cue).iter().any(|&at| {
        let word = lexicon::cue_word(tokens.lower(at));
        matches!(word, Some(CueWord::SpeechVerb))
    });
    if says || attribution.quotation != Quotation::Indirect {
        return false;
    }
    let Some(&first) = tokens.of(source).first() else {
        return false;
    };
    let end = match first.checked_sub(1) {
        Some(before) if tokens.lower(before) == "," => before,
        _ => first,
    };
    let start = tokens
        .sentence(first)
        .start
        .max(end.saturating_sub(LONGEST));
    (start..end).any(|at| {
        let hedge = lists::hedge(tokens.lower(at), |words| {
            at + words.split(' ').count() == end && tokens.has(at, words)
        });
        matches!(hedge, Some((_, Certainty::Probable | Certainty::Possible)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::tests::article;
    use crate::attribution::tests::indirect;

    #[test]
    fn a_hedge_before_who_and_how_makes_it_a_guess() {
        for (text, parts, wanted) in [
            (
                "Most likely, he wants a boat.",
                ["he", "wants", "a boat"],
                true,
            ),
            ("Perhaps he wants a boat.", ["he", "wants", "a boat"], true),
            (
                "Perhaps he said it floats.",
                ["he", "said", "it floats"],
                false,
            ),
            ("He wants perhaps a boat.", ["He", "wants", "a boat"], false),
        ] {
            let article = article(text);
            let attribution = indirect(text, &parts);
            let context = Context::new(&article);
            assert_eq!(is_guess(&context, &attribution), wanted, "{text}");
        }
    }
}
