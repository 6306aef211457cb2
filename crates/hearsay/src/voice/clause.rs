//! A clause: what negates it, and what hedges it.
//!
//! Polarity and certainty are those of one clause (FactBank's event): what stands in a relative
//! clause, behind "because" or "if" does not count. Without a parser, the main clause is what is
//! left of the sentence when the words behind such a marker are skipped, up to the next comma.

use super::Certainty;
use super::lists;
use super::why::Ground;
use crate::grammar::tokens::Tokens;
use crate::grammar::vocabulary::{self, Function, Negator};

/// The tokens of a clause, in text order.
#[derive(Debug, Clone)]
pub(super) struct Clause<'a> {
    tokens: &'a Tokens,
    words: Vec<usize>,
}

/// Words between "not" and the "but" that answers it.
const CONTRAST: usize = 7;

/// Words behind a relative that belong to its clause at least.
const RELATIVE: usize = 6;

impl<'a> Clause<'a> {
    /// A clause of these tokens.
    pub(super) const fn new(tokens: &'a Tokens, words: Vec<usize>) -> Self {
        Self { tokens, words }
    }

    /// What is left of a sentence without its subordinate clauses.
    pub(super) fn main(tokens: &'a Tokens, sentence: &[usize]) -> Self {
        let mut words = Vec::new();
        let mut skip = 0_usize;
        let mut to_comma = false;
        for (n, &at) in sentence.iter().enumerate() {
            let lower = tokens.lower(at);
            if matches!(lower, "," | ";" | "–" | "—") {
                (skip, to_comma) = (0, false);
                continue;
            }
            let opens = match vocabulary::function(lower) {
                // The first "that" or "whether" opens the content itself.
                Some(Function::Relative) => n > 0 && !is_complement(tokens, sentence, n),
                _ => false,
            };
            if opens {
                skip = RELATIVE;
                continue;
            }
            if vocabulary::function(lower) == Some(Function::Subordinator)
                && !matches!(lower, "as" | "whether")
            {
                if n > 0 || sentence.iter().any(|&at| tokens.lower(at) == ",") {
                    to_comma = true;
                }
                continue;
            }
            if to_comma {
                continue;
            }
            if skip > 0 {
                skip -= 1;
                continue;
            }
            words.push(at);
        }
        Self::new(tokens, words)
    }

    /// Its tokens.
    pub(super) fn words(&self) -> &[usize] {
        &self.words
    }

    /// Its `n`-th word in lower case; nothing past its end.
    pub(super) fn lower(&self, n: usize) -> &'a str {
        self.words.get(n).map_or("", |&at| self.tokens.lower(at))
    }

    /// Whether the words, parted by a blank, stand in it from its `n`-th on.
    pub(super) fn stands(&self, n: usize, words: &str) -> bool {
        words
            .split(' ')
            .enumerate()
            .all(|(k, word)| self.lower(n + k) == word)
    }

    /// The number, in the clause, of the word that negates it.
    pub(super) fn negation(&self) -> Option<usize> {
        (0..self.words.len()).find(|&n| {
            vocabulary::negator(self.lower(n)) == Some(Negator::Full)
                && !self.is_idle(n)
                && !self.is_contrast(n)
        })
    }

    /// Whether the negator negates nothing: "not only", "no doubt", "cannot be ruled out".
    fn is_idle(&self, n: usize) -> bool {
        matches!(
            (self.lower(n), self.lower(n + 1)),
            (
                "not",
                "only"
                    | "just"
                    | "merely"
                    | "least"
                    | "everything"
                    | "all"
                    | "every"
                    | "necessarily",
            ) | (
                "no",
                "doubt" | "wonder" | "matter" | "." | "one's" | "less" | "later"
            ) | ("nothing", "but" | "less")
                | ("none", "other")
        ) || lists::hedge(self.lower(n), |words| self.stands(n, words)).is_some()
    }

    /// Whether the negator sets one thing against another, or comes as an afterthought: "a habit, not a law",
    /// "not a law but a habit", "he saw two go up and none come down".
    fn is_contrast(&self, n: usize) -> bool {
        let before = self.words[n]
            .checked_sub(1)
            .map_or("", |at| self.tokens.lower(at));
        let after = n > 1 && matches!(before, "," | "and" | "–" | "—");
        let but = self.lower(n) == "not" && (n + 1..n + CONTRAST).any(|n| self.lower(n) == "but");
        after || but
    }

    /// What gives the clause's negation by its `n`-th word.
    pub(super) fn negated_by(&self, n: usize) -> Ground {
        let at = self.words[n];
        vocabulary::negator_row(self.lower(n))
            .map_or(Ground::rule_at("a negation", at, at), |row| {
                Ground::row(row, at, at)
            })
    }

    /// The weakest hedge, if it has one.
    pub(super) fn hedge(&self) -> Option<(Certainty, Ground)> {
        let mut weakest: Option<(Certainty, Ground)> = None;
        for (n, &at) in self.words.iter().enumerate() {
            let word = self.lower(n);
            let Some((row, certainty)) = lists::hedge(word, |words| self.stands(n, words)) else {
                continue;
            };
            let length = row.key.split(' ').count();
            let month = word == "may"
                && self
                    .tokens
                    .get(at)
                    .is_some_and(|token| token.capital && !token.first);
            let unable = row.key == "could" && vocabulary::negator(self.lower(n + 1)).is_some();
            // "possible" and "likely" hedge as predicates and adverbs, not inside "the possible sale".
            let inside =
                matches!(word, "possible" | "probable" | "plausible") && self.is_before_noun(n);
            if month || unable || inside {
                continue;
            }
            if weakest.is_none_or(|(other, _)| certainty > other) {
                let last = self.words.get(n + length - 1).copied().unwrap_or(at);
                weakest = Some((certainty, Ground::row(row, at, last)));
            }
        }
        weakest
    }

    /// Whether the adjective stands before a noun: a determiner before it, a word behind it.
    fn is_before_noun(&self, n: usize) -> bool {
        let before = n.checked_sub(1).map_or("", |n| self.lower(n));
        let next = self.lower(n + 1);
        vocabulary::determiner(before).is_some()
            && next.starts_with(char::is_alphabetic)
            && vocabulary::function(next).is_none()
    }
}

/// Whether this "that" opens what a verb before it says ("I think that it sank"), not a relative
/// clause.
fn is_complement(tokens: &Tokens, sentence: &[usize], n: usize) -> bool {
    let lower = |n: usize| sentence.get(n).map_or("", |&at| tokens.lower(at));
    n > 0
        && lower(n) == "that"
        && (lists::cue_word(lower(n - 1)).is_some()
            || matches!(lower(n - 1), "and" | "but" | "“" | "\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::tests::article;

    fn read<T>(text: &str, of: impl Fn(&Clause<'_>) -> T) -> T {
        let tokens = Tokens::new(&article(text));
        let all: Vec<usize> = (0..tokens.len()).collect();
        of(&Clause::main(&tokens, &all))
    }

    #[test]
    fn negation_of_the_main_clause() {
        for text in [
            "there were no fish in the lake",
            "the bank is not conducting talks",
            "It isn’t true",
            "nobody paid",
        ] {
            assert!(read(text, |main| main.negation().is_some()), "{text}");
        }
        for text in [
            "the boat that did not sink was old",
            "it sank because nobody was there",
            "it was not only old but wet",
            "there is no doubt about it",
            "it left nine people without boats",
            "a leak cannot be ruled out",
        ] {
            assert!(read(text, |main| main.negation().is_none()), "{text}");
        }
    }

    #[test]
    fn hedges_of_the_main_clause() {
        use Certainty::{Certain, Possible, Probable, Unknown};
        for (text, wanted) in [
            ("the boat may have sunk", Possible),
            ("the boat probably sank", Probable),
            ("the boat most likely sank", Probable),
            ("the boat had allegedly been sold", Unknown),
            ("the boat sank in May", Certain),
            ("the boat could not float", Certain),
            ("a leak could not be ruled out", Possible),
            ("the boat that may sail sank", Certain),
            ("a sale remained possible", Possible),
        ] {
            let hedge = read(text, |main| main.hedge().map(|(certainty, _)| certainty));
            assert_eq!(hedge.unwrap_or(Certain), wanted, "{text}");
        }
    }
}
