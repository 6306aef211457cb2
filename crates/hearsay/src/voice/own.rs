//! The page's own voice: sentences that it puts in nobody's mouth.
//!
//! A sentence of the body is the page's own if no word of it is part of an attribution. The belief
//! in it is the tagger's mean belief over its words that they are part of none.

use std::ops::Range;

use super::why::{Field, Ground, Reason};
use super::{Certainty, Mode, Polarity, SourceKind, Stance, Voice, content};
use crate::article::Article;
use crate::attribution::{Attribution, Outside, Quotation};
use crate::grammar::tokens::Tokens;
use crate::span::Span;

/// The page's own sentences, in reading order. `attributions` are those of the article; `outside` is how
/// much each of its words seems to be part of none, in reading order.
pub(super) fn sentences(
    article: &Article,
    attributions: &[Attribution],
    outside: &[Outside],
) -> Vec<(Attribution, Voice)> {
    let tokens = Tokens::new(article);
    let mut taken: Vec<Range<usize>> = attributions
        .iter()
        .flat_map(Attribution::spans)
        .flat_map(|span| span.ranges().to_vec())
        .collect();
    taken.sort_by_key(|range| range.start);
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let sentence = tokens.sentence(at);
        at = sentence.end.max(at + 1);
        let Some(range) = body(article, &tokens, &sentence) else {
            continue;
        };
        let is_taken = taken
            .iter()
            .any(|other| other.start < range.end && range.start < other.end);
        if is_taken {
            continue;
        }
        let words: Vec<usize> = sentence.collect();
        let said = content::read(&tokens, &words);
        let Some(content) = Span::new(vec![range.clone()]) else {
            continue;
        };
        let attribution = Attribution {
            source: None,
            cue: None,
            content: Some(content),
            quotation: Quotation::Indirect,
            confidence: belief(outside, &range),
        };
        let flat = Ground::rule("nothing hedges the main clause");
        let (stance, certainty) = match (said.question, said.hedge) {
            (Some(ground), _) => ((Stance::Asks, ground), (Certainty::Unknown, ground)),
            (None, hedge) => (
                (Stance::Asserts, Ground::rule("the page says it itself")),
                hedge.unwrap_or((Certainty::Certain, flat)),
            ),
        };
        let polarity = said.negated.map_or(
            (
                Polarity::Positive,
                Ground::rule("nothing negates the main clause"),
            ),
            |ground| (Polarity::Negative, ground),
        );
        let kind = Ground::rule("no word of the sentence is part of an attribution");
        let grounds = [
            (Field::Kind, kind),
            (Field::Stance, stance.1),
            (Field::Certainty, certainty.1),
            (Field::Polarity, polarity.1),
        ];
        let mut why: Vec<Reason> = grounds
            .map(|(field, ground)| ground.reason(field, &tokens))
            .to_vec();
        why.insert(1, Reason::rule(Field::Mode, "a page is written"));
        let voice = Voice {
            kind: SourceKind::Author,
            entity: None,
            parent: None,
            chain: Vec::new(),
            said: None,
            count: None,
            mode: Mode::Writing,
            stance: stance.0,
            certainty: certainty.0,
            polarity: polarity.0,
            why,
        };
        out.push((attribution, voice));
    }
    out
}

/// The bytes of a sentence of the body that says something: two words or more, one of them in small letters.
fn body(article: &Article, tokens: &Tokens, sentence: &Range<usize>) -> Option<Range<usize>> {
    let first = tokens.get(sentence.start)?;
    let last = tokens.get(sentence.end.checked_sub(1)?)?;
    let is_body = article
        .blocks
        .get(first.block)
        .is_none_or(|block| block.kind.is_body());
    let words: Vec<usize> = sentence
        .clone()
        .filter(|&at| tokens.get(at).is_some_and(|token| token.is_word))
        .collect();
    let says = words.len() > 2
        && words
            .iter()
            .any(|&at| tokens.get(at).is_some_and(|token| !token.capital));
    (is_body && says).then_some(first.range.start..last.range.end)
}

/// The mean belief that the words of this range are part of no attribution.
fn belief(outside: &[Outside], range: &Range<usize>) -> f32 {
    let start = outside.partition_point(|word| word.range.end <= range.start);
    let words = outside[start..]
        .iter()
        .take_while(|word| word.range.start < range.end);
    let (sum, count) = words.fold((0.0, 0.0_f32), |(sum, count), word| {
        (sum + word.belief, count + 1.0)
    });
    if count > 0.0 { sum / count } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::super::heard::Heard;
    use super::*;
    use crate::article::tests::article;

    #[test]
    fn sentences_in_nobodys_mouth() {
        let text = "The quay is old. The keeper said it would hold. Perhaps it will not. Is the wall too old?";
        let article = article(text);
        let heard = Heard::with_own_voice(&article);
        let own: Vec<(String, Stance, Certainty)> = heard
            .iter()
            .filter(|(_, voice)| voice.kind == SourceKind::Author)
            .map(|(one, voice)| {
                let words = one.content.as_ref().map(|span| span.text(text));
                (words.unwrap_or_default(), voice.stance, voice.certainty)
            })
            .collect();
        assert_eq!(
            own,
            [
                (
                    "The quay is old.".to_owned(),
                    Stance::Asserts,
                    Certainty::Certain
                ),
                (
                    "Perhaps it will not.".to_owned(),
                    Stance::Asserts,
                    Certainty::Possible
                ),
                (
                    "Is the wall too old?".to_owned(),
                    Stance::Asks,
                    Certainty::Unknown
                ),
            ]
        );
        let quay = heard.attributions.first().expect("a sentence");
        assert!(quay.confidence > 0.5, "{}", quay.confidence);
        assert_eq!(heard.attributions.len(), own.len() + 1);
    }
}
