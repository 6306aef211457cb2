//! Sources that the tagger did not see: who stands before the reporting words, or who said what they go on with.
//!
//! "A letter of May 3 speaks of a loan": the words of the sentence before the cue. "Moe denied this, saying ...": the
//! source of the attribution before it in the sentence. "Asked about the loan, he ...": that of the one behind it. In the passive nobody need be named.

use std::ops::Range;

use crate::attribution::Attribution;
use crate::grammar::phrase::Phrase;
use crate::grammar::vocabulary::{self, Function};
use crate::span::Span;
use crate::voice::context::Context;

/// Gives the attributions, which are in reading order, their sources.
pub(super) fn find(context: &Context<'_>, attributions: &mut [Attribution]) {
    let tokens = &context.tokens;
    let mut taken = vec![false; tokens.len()];
    for span in attributions.iter().flat_map(Attribution::spans) {
        for at in tokens.of(span) {
            taken[at] = true;
        }
    }
    for number in 0..attributions.len() {
        let (before, rest) = attributions.split_at_mut(number);
        let Some((one, after)) = rest.split_first_mut() else {
            continue;
        };
        let Some(cue) = one.cue.as_ref().and_then(|cue| context.whole(cue)) else {
            continue;
        };
        if one.source.is_some() || is_passive(context, &cue) {
            continue;
        }
        let source = subject(context, &taken, &cue).or_else(|| {
            let last = before.iter().rev().find(|last| last.source.is_some())?;
            goes_on(context, last, &cue).then(|| last.source.clone())?
        });
        one.source = source.or_else(|| {
            let next = after.first().filter(|_| is_asked(context, &cue))?;
            let content = context.whole(next.content.as_ref()?)?;
            let same = tokens.sentence(content.start) == tokens.sentence(cue.start);
            same.then(|| next.source.clone())?
        });
    }
}

/// "Asked whether ..., the mayor said": who was asked comes later.
fn is_asked(context: &Context<'_>, cue: &Range<usize>) -> bool {
    let tokens = &context.tokens;
    let opens = tokens.sentence(cue.start).start == cue.start;
    opens
        && matches!(
            tokens.lower(cue.start),
            "asked" | "pressed" | "questioned" | "quizzed"
        )
}

/// Whether the cue is of the passive, or no verb of somebody's: a form of "be" or "get", a participle behind one, "rumour".
fn is_passive(context: &Context<'_>, cue: &Range<usize>) -> bool {
    let tokens = &context.tokens;
    let be = |at: usize| {
        matches!(
            tokens.lower(at),
            "is" | "are" | "was" | "were" | "be" | "been" | "being" | "it" | "there"
        )
    };
    let start = cue
        .start
        .saturating_sub(3)
        .max(tokens.sentence(cue.start).start);
    let adverb = vocabulary::function(tokens.lower(cue.start)) == Some(Function::Adverb)
        || tokens.lower(cue.start).ends_with("ly");
    (start..cue.end).any(be) || adverb
}

/// The words of the sentence before the cue, as far as they are a noun phrase that is nobody's; or the pronoun before it.
fn subject(context: &Context<'_>, taken: &[bool], cue: &Range<usize>) -> Option<Span> {
    let tokens = &context.tokens;
    let helps = |at: &usize| {
        let word = tokens.lower(*at);
        matches!(
            vocabulary::function(word),
            Some(Function::Auxiliary | Function::Modal | Function::Adverb)
        ) || vocabulary::negator(word).is_some()
    };
    let sentence = tokens.sentence(cue.start);
    let end = (sentence.start..cue.start).rev().find(|at| !helps(at))? + 1;
    if matches!(tokens.lower(end - 1), "he" | "she" | "it" | "they") && !taken[end - 1] {
        return context.span(&(end - 1..end));
    }
    let words = sentence.start..end;
    let free = !words.clone().any(|at| taken[at]);
    let phrase = Phrase::read(tokens, words.clone());
    let verb = phrase
        .head_at
        .is_some_and(|at| tokens.lower(at).ends_with("ed"));
    if free && !verb && phrase.determiner.is_some() && context.is_voice(&words) {
        return context.span(&words);
    }
    // "Norgas built a mast and expects ...", "Norgas speaks of"
    let name = context.names.within(words.clone()).next()?;
    let opens = name.start <= sentence.start + 1
        && (name.end == end || matches!(tokens.lower(end - 1), "and" | "but"));
    (free && opens).then(|| context.span(&(sentence.start..name.end)))?
}

/// Whether the cue goes on, in the same sentence, with what the attribution before it says: "..., saying", "... and said".
fn goes_on(context: &Context<'_>, last: &Attribution, cue: &Range<usize>) -> bool {
    let tokens = &context.tokens;
    let Some(content) = last.content.as_ref().and_then(|span| context.whole(span)) else {
        return false;
    };
    let before = cue.start.checked_sub(1).map_or("", |at| tokens.lower(at));
    let joins =
        matches!(before, "and" | "but" | "," | "then" | "also") || tokens.lower(cue.start) == "and";
    joins
        && tokens.sentence(content.start) == tokens.sentence(cue.start)
        && content.end <= cue.start
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::tests::article;
    use crate::attribution::tests::indirect;

    /// The sources of the attributions with these sources (empty for none), cues and contents.
    fn sources(text: &str, found: &[[&str; 3]]) -> Vec<String> {
        let article = article(text);
        let mut found: Vec<Attribution> = found.iter().map(|one| indirect(text, one)).collect();
        find(&Context::new(&article), &mut found);
        let words = |one: &Attribution| {
            one.source
                .as_ref()
                .map_or(String::new(), |span| span.text(text))
        };
        found.iter().map(words).collect()
    }

    #[test]
    fn who_stands_before_the_cue() {
        for (text, cue, content, source) in [
            (
                "A letter of the guild speaks of a loan.",
                "speaks of",
                "a loan",
                "A letter of the guild",
            ),
            (
                "On the loan, he did not answer.",
                "did not answer",
                "the loan",
                "he",
            ),
            (
                "Norgas built a mast and expects a storm.",
                "expects",
                "a storm",
                "Norgas",
            ),
            ("The loan was announced.", "announced", "The loan", ""),
            (
                "Rain fell and reportedly a mast broke.",
                "reportedly",
                "a mast broke",
                "",
            ),
        ] {
            assert_eq!(sources(text, &[["", cue, content]]), [source], "{text}");
        }
    }

    #[test]
    fn who_was_asked() {
        let text = "Asked when it sank, Ida Moe said that she forgot.";
        let asked = ["", "Asked", "when it sank"];
        let moe = ["Ida Moe", "said", "that she forgot"];
        assert_eq!(sources(text, &[asked, moe]), ["Ida Moe", "Ida Moe"]);
    }

    #[test]
    fn who_goes_on() {
        let text = "Ida Moe denied this, saying the mast was new. Adding a sail, it left.";
        let denied = ["Ida Moe", "denied", "this"];
        let saying = ["", "saying", "the mast was new"];
        assert_eq!(sources(text, &[denied, saying]), ["Ida Moe", "Ida Moe"]);
        let adding = ["", "Adding", "a sail"];
        assert_eq!(sources(text, &[denied, adding]), ["Ida Moe", ""]);
    }
}
