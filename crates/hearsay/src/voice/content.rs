//! What the content itself says: whether it is negated, and how sure it sounds.
//!
//! Polarity and certainty are those of the main clause (FactBank's event of the clause): what
//! stands in a relative clause, behind "because" or "if", or inside another sentence of a long
//! quotation does not count. Without a parser, the main clause is what is left of the sentence when
//! the words behind such a marker are skipped, up to the next comma.

use super::lists;
use super::{Certainty, Mode};
use crate::grammar::tokens::Tokens;
use crate::grammar::vocabulary::{self, Function, Negator};

/// What a content says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Said {
    /// Whether the main clause is negated.
    pub(super) negated: bool,
    /// Whether the negation is of what ought or is going to be, which denies nothing.
    pub(super) wish: bool,
    /// Whether it calls something untrue.
    pub(super) calls_untrue: bool,
    /// Whether it refuses to speak: "it does not comment on ...".
    pub(super) refuses: bool,
    /// How sure it sounds.
    pub(super) certainty: Certainty,
    /// Whether it is a question.
    pub(super) question: bool,
}

/// Sentences of a content that are heard: the point is made early.
const HEARD: usize = 3;

/// A longer content denies in its first sentence or not at all.
const DENIES: usize = 2;

/// Words behind a relative that belong to its clause at least.
const RELATIVE: usize = 6;

/// Reads the content over these tokens.
pub(super) fn read(tokens: &Tokens, content: &[usize]) -> Said {
    let mut said = Said {
        negated: false,
        wish: false,
        calls_untrue: false,
        refuses: false,
        certainty: Certainty::Certain,
        question: false,
    };
    let sentences: Vec<&[usize]> = content
        .chunk_by(|&a, &b| {
            tokens.get(a).map(|token| token.sentence) == tokens.get(b).map(|token| token.sentence)
        })
        .collect();
    for (n, sentence) in sentences.iter().take(HEARD).enumerate() {
        let main = main_clause(tokens, sentence);
        let negation = negation(tokens, &main);
        said.refuses |= negation.is_some_and(|at| refuses(tokens, &main, at));
        if let Some(at) = negation.filter(|_| n == 0 || sentences.len() <= DENIES) {
            said.negated = true;
            said.wish |= is_wish(tokens, &main, at);
        }
        said.calls_untrue |= negation.is_none() && calls_untrue(tokens, &main);
        said.certainty = weaker(said.certainty, hedge(tokens, &main));
    }
    let ends = content
        .iter()
        .rev()
        .find(|&&at| !matches!(tokens.lower(at), "”" | "\"" | "’" | "'" | ","));
    said.question = sentences.len() == 1 && ends.is_some_and(|&at| tokens.lower(at) == "?");
    said
}

/// The less sure of the two.
pub(super) fn weaker(a: Certainty, b: Certainty) -> Certainty {
    a.max(b)
}

/// The tokens of a sentence without its subordinate clauses.
fn main_clause(tokens: &Tokens, sentence: &[usize]) -> Vec<usize> {
    let mut out = Vec::new();
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
        out.push(at);
    }
    out
}

/// Whether this "that" opens what a verb before it says ("I think that it sank"), not a relative
/// clause.
fn is_complement(tokens: &Tokens, sentence: &[usize], n: usize) -> bool {
    let lower = |n: usize| sentence.get(n).map_or("", |&at| tokens.lower(at));
    n > 0
        && lower(n) == "that"
        && (lists::cue(&[lower(n - 1)]).is_some()
            || matches!(lower(n - 1), "and" | "but" | "“" | "\""))
}

/// The token that negates the main clause.
fn negation(tokens: &Tokens, main: &[usize]) -> Option<usize> {
    let lower = |n: usize| main.get(n).map_or("", |&at| tokens.lower(at));
    (0..main.len())
        .find(|&n| {
            vocabulary::negator(lower(n)) == Some(Negator::Full)
                && !matches!(
                    (lower(n), lower(n + 1)),
                    (
                        "not",
                        "only"
                            | "just"
                            | "merely"
                            | "least"
                            | "yet"
                            | "everything"
                            | "all"
                            | "every"
                    ) | ("no", "doubt" | "wonder" | "matter" | "." | "one's")
                        | ("nothing", "but")
                )
                && !(lower(n) == "not"
                    && lists::hedge("not", |words| starts(tokens, main, n, words)).is_some())
        })
        .map(|n| main[n])
}

/// Whether the words stand in the main clause from its `n`-th token on.
fn starts(tokens: &Tokens, main: &[usize], n: usize, words: &str) -> bool {
    words
        .split(' ')
        .enumerate()
        .all(|(k, word)| main.get(n + k).is_some_and(|&at| tokens.lower(at) == word))
}

/// Whether what is negated ought to be, is to come, or goes on in somebody's head: saying so denies
/// nothing that another said.
fn is_wish(tokens: &Tokens, main: &[usize], at: usize) -> bool {
    let around = |reach: std::ops::Range<usize>| {
        main.iter()
            .filter(move |&&other| reach.contains(&other))
            .map(|&other| tokens.lower(other))
    };
    let modal = |word: &str| {
        vocabulary::function(word) == Some(Function::Modal)
            || matches!(word, "cannot" | "ought" | "let" | "don't")
            || word.strip_suffix("n't").is_some_and(|stem| {
                matches!(stem, "ca" | "wo" | "would" | "should" | "could" | "must")
            })
    };
    let inner = |word: &str| {
        lists::is_no_denial(word)
            || lists::cue(&[word]).is_some_and(|(cue, _)| cue.mode == Mode::Thought)
    };
    around(at.saturating_sub(2)..at + 1).any(modal) || around(at + 1..at + 5).any(inner)
}

/// Whether the clause says of something that it is untrue: such a word behind "is", "as" or an
/// opening quotation mark, or at its beginning.
fn calls_untrue(tokens: &Tokens, main: &[usize]) -> bool {
    main.iter().enumerate().any(|(n, &at)| {
        let says_of = |&before: &usize| {
            matches!(
                tokens.lower(before),
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
                    | "\""
            )
        };
        lists::is_denial(tokens.lower(at), |words| tokens.has(at, words))
            && (n < 3 || main[n.saturating_sub(4)..n].iter().any(says_of))
    })
}

/// Whether the negated verb is one of speaking: "did not comment".
fn refuses(tokens: &Tokens, main: &[usize], at: usize) -> bool {
    main.iter()
        .filter(|&&other| other > at)
        .take(3)
        .any(|&other| {
            let word = tokens.lower(other);
            matches!(
                word,
                "comment"
                    | "comments"
                    | "commenting"
                    | "discuss"
                    | "speculate"
                    | "elaborate"
                    | "know"
            )
        })
}

/// The weakest hedge of the main clause.
fn hedge(tokens: &Tokens, main: &[usize]) -> Certainty {
    let mut weakest = Certainty::Certain;
    for (n, &at) in main.iter().enumerate() {
        let word = tokens.lower(at);
        let Some((words, certainty)) = lists::hedge(word, |words| starts(tokens, main, n, words))
        else {
            continue;
        };
        let next = main
            .get(n + words.split(' ').count())
            .map_or("", |&at| tokens.lower(at));
        let month = word == "may"
            && tokens
                .get(at)
                .is_some_and(|token| token.capital && !token.first);
        let unable = word == "could" && vocabulary::negator(next).is_some();
        // "possible" and "likely" hedge as predicates and adverbs, not inside "the possible sale".
        let inside =
            matches!(word, "possible" | "probable" | "plausible") && next_is_noun(tokens, main, n);
        if month || unable || inside {
            continue;
        }
        weakest = weaker(weakest, certainty);
    }
    weakest
}

/// Whether the adjective stands before a noun: a determiner before it, a word behind it.
fn next_is_noun(tokens: &Tokens, main: &[usize], n: usize) -> bool {
    let before = n.checked_sub(1).map_or("", |n| tokens.lower(main[n]));
    let next = main.get(n + 1).map_or("", |&at| tokens.lower(at));
    vocabulary::determiner(before).is_some()
        && next.starts_with(char::is_alphabetic)
        && vocabulary::function(next).is_none()
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
    fn negation_of_the_main_clause() {
        for text in [
            "there were no fish in the lake",
            "the bank is not conducting talks",
            "It isn’t true",
            "nobody paid",
            "I have read that it sank. It did not sink.",
        ] {
            assert!(said(text).negated, "{text}");
        }
        for text in [
            "the boat that did not sink was old",
            "it sank because nobody was there",
            "it was not only old but wet",
            "there is no doubt about it",
            "it left nine people without boats",
        ] {
            assert!(!said(text).negated, "{text}");
        }
        assert!(said("the boat should not sail").wish);
        assert!(said("it did not comment on rumours").refuses);
        assert!(said("the charge was baseless").calls_untrue);
        assert!(said("the news reports “a fairy tale”").calls_untrue);
        assert!(!said("they had paid for a forged letter").calls_untrue);
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
            ("the boat that may sail sank", Certain),
            ("a sale remained possible", Possible),
        ] {
            assert_eq!(said(text).certainty, wanted, "{text}");
        }
    }

    #[test]
    fn questions() {
        assert!(said("“Who sank it?”").question);
        assert!(!said("Who sank it? Nobody knows.").question);
    }
}
