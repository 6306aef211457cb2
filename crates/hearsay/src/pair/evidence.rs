//! The few sentences of a body that bear on a headline (evidence sentence selection).
//!
//! The first sentence, and those that share most words with the headline, in the order of the
//! body. Words count from four letters on, or with a digit, by their first five letters. The pair
//! model was trained on what this chooses; `training/hearsay_training/pair/evidence.py` does the same.

use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Sentences beside the first.
const MORE: usize = 3;
/// Letters of the shortest word that counts.
const LEAST: usize = 4;
/// Letters that words are compared by.
const STEM: usize = 5;

/// The chosen sentences of a body, joined by blanks.
pub fn choose(headline: &str, body: &str) -> String {
    let all = sentences(body);
    let wanted = stems(headline);
    let mut scored: Vec<(Reverse<usize>, usize)> = all
        .iter()
        .enumerate()
        .skip(1)
        .map(|(at, sentence)| (Reverse(wanted.intersection(&stems(sentence)).count()), at))
        .filter(|(shared, _)| shared.0 > 0)
        .collect();
    scored.sort_unstable();
    let mut kept: Vec<usize> = scored.into_iter().take(MORE).map(|(_, at)| at).collect();
    kept.push(0);
    kept.sort_unstable();
    let kept: Vec<&str> = kept
        .into_iter()
        .filter_map(|at| all.get(at).copied())
        .collect();
    kept.join(" ")
}

/// The words that count, lower-case and cut to their first letters.
pub fn stems(text: &str) -> BTreeSet<String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|word| word.chars().count() >= LEAST || word.chars().any(char::is_numeric))
        .map(|word| word.chars().take(STEM).collect())
        .collect()
}

/// Stretches up to an end mark before white space, or to a line's end; none is empty.
fn sentences(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut ended = false;
    for (at, letter) in text.char_indices() {
        if letter.is_whitespace() {
            if ended || letter == '\n' {
                out.push(text[start..at].trim());
                start = at;
                ended = false;
            }
        } else {
            let closes = matches!(letter, '"' | '\'' | '”' | '’' | ')' | ']');
            ended = matches!(letter, '.' | '!' | '?') || (ended && closes);
        }
    }
    out.push(text[start..].trim());
    out.retain(|sentence| !sentence.is_empty());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_marks_and_lines() {
        assert_eq!(
            sentences("One (of 1.5). “Two!” Three?\n Four\n\nfive"),
            ["One (of 1.5).", "“Two!”", "Three?", "Four", "five"]
        );
        assert_eq!(sentences(" \n"), [""; 0]);
    }

    #[test]
    fn the_first_and_what_shares_words_are_chosen() {
        let body = "It rained in Osk. The mayor sold the ferries. Nobody came. Ferry tickets rose. He is 41.";
        assert_eq!(
            choose("Mayor of Osk sells ferries", body),
            "It rained in Osk. The mayor sold the ferries."
        );
        assert_eq!(choose("A man, 41", body), "It rained in Osk. He is 41.");
        assert_eq!(choose("x", ""), "");
    }

    #[test]
    fn no_more_than_four_are_chosen() {
        let body = "the harbour. ".repeat(9);
        assert_eq!(choose("Harbour", &body).matches("harbour").count(), 4);
    }
}
