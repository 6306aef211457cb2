//! What the writer commits to about one event: the certainty and polarity of the clause around a word.
//!
//! The scale is FactBank's (Saurí and Pustejovsky, 2009), the view the author's. The clause is what
//! stands before the word up to the next mark, relative, subordinator or verb of saying. In it
//! negation and hedges are those of any clause (`clause`); over it stand what governs an infinitive
//! ("failed to sail"), modals, conditions and questions.

use super::clause::Clause;
use super::lists::{self, Force};
use super::{Certainty, Polarity};
use crate::article::Article;
use crate::grammar::tokens::Tokens;
use crate::grammar::vocabulary::{self, Function};

/// Words before an event in which its clause is looked for.
const REACH: usize = 14;

/// Words before "to" in which what governs it stands.
const GOVERNS: usize = 4;

/// How sure the article's writer is of the event that is named at this byte of its text, and whether it is
/// put as having happened or not. A byte that is in no word is taken for flatly asserted.
pub fn commitment(article: &Article, at: usize) -> (Certainty, Polarity) {
    let tokens = Tokens::new(article);
    let event = tokens
        .iter()
        .find(|(_, token)| token.range.contains(&at))
        .map(|(event, _)| event);
    event.map_or((Certainty::Certain, Polarity::Positive), |event| {
        of(&tokens, event)
    })
}

fn of(tokens: &Tokens, event: usize) -> (Certainty, Polarity) {
    let sentence = tokens.sentence(event);
    let start = start(tokens, sentence.start, event);
    let clause = Clause::new(tokens, (start..event + 1).collect());
    let mut certainty = clause
        .hedge()
        .map_or(Certainty::Certain, |(hedge, _)| hedge);
    let mut negative = clause.negation().is_some();
    if let Some(to) = infinitive(tokens, start, event) {
        match governor(tokens, start, to) {
            Some(Force::Not) => negative = !negative,
            Some(Force::Sure(force)) => certainty = certainty.max(force),
            None => certainty = certainty.max(Certainty::Possible),
        }
    } else if is_averted(tokens, start, event) {
        negative = !negative;
        certainty = certainty.max(Certainty::Possible);
    }
    for at in start..event {
        certainty = certainty.max(modal(tokens.lower(at)));
    }
    let conditional = start > 0
        && matches!(
            tokens.lower(start - 1),
            "if" | "unless" | "whether" | "lest"
        );
    let asked = tokens.lower(sentence.end.saturating_sub(1)) == "?";
    if conditional || asked {
        certainty = Certainty::Unknown;
    }
    let polarity = if negative {
        Polarity::Negative
    } else {
        Polarity::Positive
    };
    (certainty, polarity)
}

/// The first token of the clause that leads up to the event.
fn start(tokens: &Tokens, first: usize, event: usize) -> usize {
    let ends = |at: &usize| {
        let lower = tokens.lower(*at);
        let mark = tokens.get(*at).is_none_or(|token| !token.is_word);
        let joins = matches!(
            vocabulary::function(lower),
            Some(Function::Relative | Function::Subordinator)
        ) || matches!(lower, "and" | "but");
        let says = lists::cue_word(lower).is_some()
            && tokens.lower(at + 1) != "to"
            && !matches!(lower, "like" | "see" | "view" | "back" | "plan" | "support");
        mark || joins || says
    };
    (first..event)
        .rev()
        .take(REACH)
        .find(ends)
        .map_or(first.max(event.saturating_sub(REACH)), |at| at + 1)
}

/// The "to" that the event is the infinitive of.
fn infinitive(tokens: &Tokens, start: usize, event: usize) -> Option<usize> {
    (start..event)
        .rev()
        .take(3)
        .take_while(|&at| {
            let lower = tokens.lower(at);
            lower == "to"
                || lower == "be"
                || lower.ends_with("ly")
                || vocabulary::function(lower) == Some(Function::Adverb)
        })
        .find(|&at| tokens.lower(at) == "to")
}

/// What governs the infinitive of this "to".
fn governor(tokens: &Tokens, start: usize, to: usize) -> Option<Force> {
    (start..to)
        .rev()
        .take(GOVERNS)
        .find_map(|at| lists::governor(tokens.lower(at)))
}

/// Whether words just before the event say that it was averted: "blocked the sale", "without sailing".
fn is_averted(tokens: &Tokens, start: usize, event: usize) -> bool {
    let governs = |at| lists::governor(tokens.lower(at)) == Some(Force::Not);
    (start..event).rev().take(GOVERNS).any(governs)
}

/// How sure a modal leaves its verb.
fn modal(word: &str) -> Certainty {
    match word {
        "will" | "shall" | "'ll" => Certainty::Probable,
        "wo" | "ca" | "cannot" | "won't" | "can't" | "wouldn't" | "couldn't" => Certainty::Possible,
        _ if vocabulary::function(word) == Some(Function::Modal) => Certainty::Possible,
        _ => Certainty::Certain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::tests::article;

    #[test]
    fn the_clause_around_an_event_decides() {
        use Certainty::{Certain, Possible, Unknown};
        use Polarity::{Negative, Positive};
        for (text, event, wanted) in [
            ("The barge sank at noon.", "sank", (Certain, Positive)),
            ("The barge did not sink.", "sink", (Certain, Negative)),
            ("The barge may sink.", "sink", (Possible, Positive)),
            ("The barge failed to sink.", "sink", (Certain, Negative)),
            ("The barge managed to float.", "float", (Certain, Positive)),
            (
                "They want the barge to float.",
                "float",
                (Possible, Positive),
            ),
            (
                "He did not say the barge sank.",
                "sank",
                (Certain, Positive),
            ),
            ("If the barge sank, they paid.", "sank", (Unknown, Positive)),
            ("No barge sank.", "sank", (Certain, Negative)),
            ("Did the barge sink?", "sink", (Unknown, Positive)),
        ] {
            let at = text.find(event).expect("the event stands there");
            assert_eq!(commitment(&article(text), at), wanted, "{text}");
        }
        assert_eq!(
            commitment(&article("x"), 9),
            (Certainty::Certain, Polarity::Positive)
        );
    }
}
