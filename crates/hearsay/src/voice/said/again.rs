//! Sayings that go on from a dated one of the same source.
//!
//! Who is quoted once on a page was mostly heard once: what the source says in later sentences was said on
//! the same day, unless those have a day of their own. A sentence that only announces the saying takes
//! the day from the one right behind it.

use std::collections::HashMap;

use super::speakers::Speakers;
use super::{Dated, Place};
use crate::article::BlockKind;
use crate::date::When;
use crate::voice::context::Context;

/// Gives sayings without a day that of another saying of their source.
pub(super) fn carry(
    context: &Context<'_>,
    places: &[Place],
    speakers: &mut Speakers,
    dated: &mut [Option<Dated<'_>>],
) {
    lead(context, places, speakers, dated);
    let mut last: HashMap<usize, Dated<'_>> = HashMap::new();
    for (number, dated) in dated.iter_mut().enumerate() {
        let (source, teller) = (speakers.source[number], speakers.teller[number]);
        match *dated {
            // The day is the one on which others reported what the source says.
            Some(found) => {
                last.insert(teller.unwrap_or(source), found);
            }
            None => {
                let found = last.get(&source).or_else(|| last.get(&teller?));
                *dated = found.map(|found| Dated {
                    rule: "the last day on which the same source spoke",
                    ..*found
                });
            }
        }
    }
    for number in (1..places.len()).rev() {
        let before = number - 1;
        let near = sentence(context, &places[number])
            .zip(sentence(context, &places[before]))
            .is_some_and(|((block, sentence), (other, earlier))| {
                block == other && sentence.abs_diff(earlier) <= 1
            });
        let same = speakers.source[number] == speakers.source[before];
        if dated[before].is_none() && near && same && !is_present(context, &places[before]) {
            dated[before] = dated[number].map(|found| Dated {
                rule: "the day of the next sentence, in which the same source speaks",
                ..found
            });
        }
    }
}

/// A report opens with what was said and when, and quotes the speaker in the next paragraph: that
/// quotation is of the same day. From there on both are taken for one source.
fn lead(
    context: &Context<'_>,
    places: &[Place],
    speakers: &mut Speakers,
    dated: &mut [Option<Dated<'_>>],
) {
    let blocks = &context.article.blocks;
    let body = |block: usize| {
        blocks
            .get(block)
            .is_some_and(|block| block.kind == BlockKind::Paragraph)
    };
    let block = |number: usize| {
        let at = places[number].content.first().copied();
        let at = at.or_else(|| places[number].at())?;
        context.tokens.get(at).map(|token| token.block)
    };
    let Some(first) = (0..places.len()).find(|&number| block(number).is_some_and(body)) else {
        return;
    };
    let next = (first..places.len()).find(|&number| block(number) != block(first));
    let Some(next) = next.filter(|&next| dated[next].is_none()) else {
        return;
    };
    let opens = places[next].content.first().is_some_and(|&at| {
        let sentence = context.tokens.sentence(at);
        let before = at.checked_sub(1).and_then(|at| context.tokens.get(at));
        let head = before.is_none_or(|before| Some(before.block) != block(next));
        head && sentence.start == at
            && matches!(context.tokens.lower(at), "“" | "\"" | "”" | "„" | "«" | "‘")
    });
    let follows = block(next).zip(block(first)).is_some_and(|(next, first)| {
        next > first && (first + 1..next).all(|between| !body(between))
    });
    // What an old paper says does not tell when somebody spoke, nor what others reported.
    let fresh = |when: &When| when.from == when.to && !when.opens_clause;
    let told = (first..next)
        .filter(|&number| speakers.teller[number].is_none())
        .find_map(|number| Some((number, dated[number].filter(|found| fresh(found.when))?)));
    let named = places[next].source.is_some();
    if let (Some((first, found)), true) = (told, opens && follows && named) {
        dated[next] = Some(Dated {
            rule: "the day of the lead, from which the quotation behind it goes on",
            ..found
        });
        speakers.merge(next, first);
    }
}

/// The block and sentence of an attribution.
fn sentence(context: &Context<'_>, place: &Place) -> Option<(usize, usize)> {
    let token = context.tokens.get(place.at()?)?;
    Some((token.block, token.sentence))
}

/// Whether the reporting words are in the present, as of somebody who says so always.
fn is_present(context: &Context<'_>, place: &Place) -> bool {
    let Some(cue) = &place.cue else {
        return false;
    };
    // "Has long argued" is of no day either.
    let has = |word: &str| matches!(word, "has" | "have" | "had");
    let mut words = cue.clone().map(|at| context.tokens.lower(at));
    let always = |word: &str| matches!(word, "long" | "always" | "often" | "repeatedly" | "never");
    words.clone().any(always) || !words.clone().any(has) && words.any(|word| word.ends_with('s'))
}
