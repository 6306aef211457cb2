//! What is refused or rejected, without the words around it: "declined to comment on {the sale}",
//! "dismissed {the rumour} as “a tale”".
//!
//! The corpus that the tagger learns from counts these words as content. But "to comment on" is what somebody
//! declines to do, not what he is silent about, and what he calls a rumour is no part of it.

use super::context::Context;
use super::{Stance, lists};

use crate::attribution::{Attribution, Quotation};
use crate::grammar::vocabulary;
use crate::span::Span;

/// Words of a content among which those of refusing stand, at most.
const NEAR: usize = 6;

/// The attributions with such contents cut down.
pub(super) fn bare(context: &Context<'_>, mut attributions: Vec<Attribution>) -> Vec<Attribution> {
    for attribution in &mut attributions {
        let tokens = &context.tokens;
        let (Some(cue), Some(content)) = (&attribution.cue, &attribution.content) else {
            continue;
        };
        let what = tokens.of(content);
        let (mut start, mut end) = (0, what.len());
        match attitude(context, &tokens.of(cue)) {
            Some(Stance::Declines) => start = refusing(context, &what),
            Some(Stance::Denies) => end = judging(context, &what),
            _ => {}
        }
        let (Some(&first), Some(&last)) = (what.get(start), what[..end].last()) else {
            continue;
        };
        if start == 0 && end == what.len() {
            continue;
        }
        let cut = context.rest(content, first);
        let cut = cut.and_then(|cut| context.until(&cut, last));
        if let Some(cut) = cut {
            attribution.quotation = quotation(context, &cut);
            attribution.content = Some(cut);
        }
    }
    attributions
}

/// Whether these reporting words decline or deny.
fn attitude(context: &Context<'_>, cue: &[usize]) -> Option<Stance> {
    let words: Vec<&str> = cue.iter().map(|&at| context.tokens.lower(at)).collect();
    let negated = words.iter().any(|word| vocabulary::negator(word).is_some());
    (0..words.len()).find_map(|at| {
        let row = lists::cue(|n| words.get(at + n).copied().unwrap_or(""))?.cue;
        let stance = if negated { row.negated.0 } else { row.stance };
        matches!(stance, Stance::Declines | Stance::Denies).then_some(stance)
    })
}

/// How many words of a content belong to the refusing: "to comment on", "questions about".
fn refusing(context: &Context<'_>, what: &[usize]) -> usize {
    let word = |n: usize| what.get(n).map_or("", |&at| context.tokens.lower(at));
    let speaks = |n: usize| lists::cue_word(word(n)).is_some() || word(n) == "speak";
    let is_joint = |n: usize| matches!(word(n), "about" | "on" | "for" | "to");
    let asked = |n: usize| {
        matches!(
            word(n),
            "a" | "any"
                | "further"
                | "repeated"
                | "request"
                | "requests"
                | "question"
                | "questions"
                | "enquiry"
                | "enquiries"
                | "inquiry"
                | "inquiries"
                | "query"
                | "queries"
        ) || vocabulary::determiner(word(n)).is_some()
    };
    let mut n = 0;
    if word(0) == "to" && speaks(1) {
        n = 2;
    }
    let noun = (n..NEAR).take_while(|&n| asked(n)).last();
    let joint = noun.map_or(n, |last| last + 1);
    let end = if (n > 0 || joint > n) && is_joint(joint) {
        joint + 1
    } else {
        n
    };
    // Nothing is left of "to comment" and "a request".
    let rest = (end..what.len()).any(|n| word(n).starts_with(char::is_alphanumeric));
    if rest { end } else { 0 }
}

/// How many words of a content stand before what it is rejected as.
fn judging(context: &Context<'_>, what: &[usize]) -> usize {
    let word = |n: usize| what.get(n).map_or("", |&at| context.tokens.lower(at));
    (1..what.len())
        .find(|&n| word(n) == "as" && matches!(word(n + 1), "“" | "\"" | "”"))
        .unwrap_or(what.len())
}

/// How what is left is quoted.
fn quotation(context: &Context<'_>, left: &Span) -> Quotation {
    let is_mark = |at: &usize| matches!(context.tokens.lower(*at), "“" | "”" | "\"");
    let parts = left.ranges().iter();
    let parts: Vec<Vec<usize>> = parts
        .filter_map(|range| Some(context.tokens.of(&Span::new(vec![range.clone()])?)))
        .collect();
    if parts
        .iter()
        .all(|part| part.first().is_some_and(is_mark) && part.last().is_some_and(is_mark))
    {
        Quotation::Direct
    } else if !parts.iter().flatten().any(is_mark) {
        Quotation::Indirect
    } else {
        Quotation::Mixed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::tests::article;

    /// What is left of a content behind its cue.
    fn left(cue: &str, content: &str) -> (String, Quotation) {
        let article = article(&format!("The duke {cue} {content} on Monday."));
        let context = Context::new(&article);
        let span = |words: &str| {
            let start = article.text.find(words).unwrap_or(0);
            Span::new(std::iter::once(start..start + words.len()).collect())
        };
        let whole = Attribution {
            source: None,
            cue: span(cue),
            content: span(content),
            quotation: Quotation::Mixed,
            confidence: 0.9,
        };
        let found = bare(&context, vec![whole]).remove(0);
        let text = found
            .content
            .map_or(String::new(), |span| span.text(&article.text));
        (text, found.quotation)
    }

    #[test]
    fn a_refusal_is_about_something() {
        for (cue, content, wanted) in [
            ("declined", "to comment on the loan", "the loan"),
            ("refused", "to say who paid", "who paid"),
            ("did not respond to", "questions about the loan", "the loan"),
            ("did not respond to", "a request for comment", "comment"),
            ("declined", "to comment", "to comment"),
            ("refused", "to sell the boat", "to sell the boat"),
            ("declined to discuss", "the loan", "the loan"),
            (
                "said",
                "to comment on it would be rash",
                "to comment on it would be rash",
            ),
        ] {
            assert_eq!(left(cue, content).0, wanted, "{cue} {content}");
        }
    }

    #[test]
    fn a_rejected_thing_is_not_what_it_is_rejected_as() {
        let (text, quotation) = left("dismissed", "the rumour as “a tale”");
        assert_eq!((&*text, quotation), ("the rumour", Quotation::Indirect));
        let (text, _) = left("described", "the rumour as “a tale”");
        assert_eq!(text, "the rumour as “a tale”");
        let (text, _) = left("rejected", "the idea that he acted as a spy");
        assert_eq!(text, "the idea that he acted as a spy");
    }
}
