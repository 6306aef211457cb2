//! Whether the words around a time put it in the future.
//!
//! No grammar: the nearest word that tells decides, before the time or, where it opens its sentence,
//! behind it. "Will meet on Friday", "is due on Friday" are to come; what is told in the past has been.

use std::ops::Range;

use super::lists;
use crate::grammar::tokens::Tokens;

/// The commonest past tenses that do not end in "ed".
const IRREGULAR: &[&str] = &[
    "became", "began", "broke", "brought", "came", "fell", "found", "gave", "got", "held", "kept",
    "left", "lost", "made", "met", "put", "ran", "said", "sank", "saw", "sent", "spoke", "took",
    "told", "went", "won", "wrote",
];

/// Tokens on either side in which a verb may tell.
const NEAR: usize = 14;

/// Whether the expression over these tokens speaks of what is to come.
pub(super) fn is_future(tokens: &Tokens, words: &Range<usize>) -> bool {
    let sentence = tokens.sentence(words.start);
    let start = sentence.start.max(words.start.saturating_sub(NEAR));
    let end = sentence.end.min(words.end + NEAR);
    let mut before = (start..words.start).rev().filter_map(|at| told(tokens, at));
    let mut behind = (words.end..end).filter_map(|at| told(tokens, at));
    before.next().or_else(|| behind.next()).unwrap_or(false)
}

/// Whether a verb here tells of the future; `None` if it does not tell.
fn told(tokens: &Tokens, at: usize) -> Option<bool> {
    let word = tokens.lower(at);
    // "Would not say", "would only say" are of the day itself.
    let refuses =
        word == "would" && matches!(tokens.lower(at + 1), "not" | "neither" | "only" | "say");
    if lists::future(word, |row| tokens.has(at, row)).is_some() || word.ends_with("'ll") {
        return Some(!refuses);
    }
    // "will be held", "to be discussed" are told by the word before.
    let passive = (1..=2).any(|back| {
        at.checked_sub(back)
            .is_some_and(|before| matches!(tokens.lower(before), "be" | "been" | "being"))
    });
    let past = matches!(word, "was" | "were" | "had" | "has" | "have" | "did")
        || !passive && (word.len() > 3 && word.ends_with("ed") || IRREGULAR.contains(&word));
    past.then_some(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::tests::article;

    #[test]
    fn what_is_to_come() {
        for (text, future) in [
            ("The divers will go down on Monday.", true),
            ("It will be held at the quay on Monday.", true),
            ("The hearing is due on Monday.", true),
            ("On Monday the divers will go down.", true),
            ("The ferry sank on Monday.", false),
            ("The ferry was found on Monday.", false),
            ("On Monday the mate said the divers will go down.", false),
            ("No trains on Monday.", false),
            ("The mate would not comment on Monday.", false),
        ] {
            let tokens = Tokens::new(&article(text));
            let at = tokens
                .iter()
                .find(|(_, token)| token.lower == "monday")
                .map_or(0, |(at, _)| at);
            assert_eq!(is_future(&tokens, &(at..at + 1)), future, "{text}");
        }
    }
}
