//! Hearsay that is nobody's: "Rumour has it that ...", "it emerged on Sunday that ...", "he is said to ...", "the envoy
//! allegedly offered ...".
//!
//! The tagger takes the rumour, or the envoy, for the source, or sees nothing. The words of the list stand only
//! where nothing else is attributed yet, and not with "by" behind them: "is said by".

use std::ops::Range;

use super::relative;
use crate::attribution::{Attribution, Quotation};
use crate::grammar::vocabulary::{self, Function};
use crate::lexicon::{self, CueWord};
use crate::span::Span;
use crate::voice::context::Context;
use crate::voice::lists::{self, Rumour};

/// The belief in such an attribution.
const CONFIDENCE: f32 = 0.65;

/// Tokens between "it" and "emerged", and between that and "that".
const NEAR: usize = 6;

/// Takes the sources from hearsay, and adds what the tagger did not see.
pub(super) fn find(context: &Context<'_>, all: &mut Vec<Attribution>) {
    for one in all.iter_mut() {
        rumour(context, one);
        adverb(context, one);
    }
    let tokens = &context.tokens;
    let mut taken = vec![false; tokens.len()];
    for span in all.iter().flat_map(Attribution::spans) {
        for at in tokens.of(span) {
            taken[at] = true;
        }
    }
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let sentence = tokens.sentence(at);
        at = sentence.end.max(at + 1);
        let body = tokens.get(sentence.start).is_some_and(|token| {
            let blocks = &context.article.blocks;
            blocks
                .get(token.block)
                .is_none_or(|block| block.kind.is_body())
        });
        if !body {
            continue;
        }
        let hearsay = sentence.clone().filter(|&at| !taken[at]).find_map(|at| {
            let class = lists::rumour(tokens.lower(at))?;
            it(context, &sentence, at, class).or_else(|| raised(context, &sentence, at, class))
        });
        let Some((cue, content)) = hearsay else {
            continue;
        };
        let free = |range: &Range<usize>| !range.clone().any(|at| taken[at]);
        let ranges: Vec<Range<usize>> = content
            .iter()
            .filter_map(|part| bytes(context, part))
            .collect();
        let cue_span = bytes(context, &cue).and_then(|cue| Span::new(vec![cue]));
        let content_span = Span::new(ranges).filter(|_| free(&cue) && content.iter().all(free));
        if let (Some(cue), Some(content)) = (cue_span, content_span) {
            found.push(Attribution {
                source: None,
                cue: Some(cue),
                content: Some(content),
                quotation: Quotation::Indirect,
                confidence: CONFIDENCE,
            });
        }
    }
    if !found.is_empty() {
        all.append(&mut found);
        all.sort_by_key(Attribution::start);
    }
}

/// The bytes over these tokens, without marks at the ends.
fn bytes(context: &Context<'_>, range: &Range<usize>) -> Option<Range<usize>> {
    let span = context.span(range)?;
    span.ranges().first().cloned()
}

/// "Rumour | has it": the rumour is no source.
fn rumour(context: &Context<'_>, one: &mut Attribution) {
    let (Some(source), Some(cue)) = (&one.source, &one.cue) else {
        return;
    };
    let (Some(who), Some(how)) = (context.whole(source), context.whole(cue)) else {
        return;
    };
    let tokens = &context.tokens;
    let noun = who
        .clone()
        .any(|at| lists::rumour(tokens.lower(at)) == Some(Rumour::Noun));
    let has = matches!(tokens.lower(how.start), "has" | "have" | "had")
        && tokens.lower(how.start + 1) == "it";
    if noun && has && who.len() <= 2 && who.end == how.start {
        one.cue = context.span(&(who.start..how.end));
        one.source = None;
    }
}

/// "The envoy | allegedly offered | a boat": nobody says so, and the envoy is part of what is said. "Allegedly said" is
/// the envoy's.
fn adverb(context: &Context<'_>, one: &mut Attribution) {
    let tokens = &context.tokens;
    let (Some(source), Some(cue), Some(content)) = (&one.source, &one.cue, &one.content) else {
        return;
    };
    let (Some(who), Some(how), Some(what)) = (
        context.whole(source),
        context.whole(cue),
        context.whole(content),
    ) else {
        return;
    };
    let adverb = |at: &usize| lexicon::cue_word(tokens.lower(*at)) == Some(CueWord::HearsayAdverb);
    let says = |at: usize| lexicon::cue_word(tokens.lower(at)) == Some(CueWord::SpeechVerb);
    let Some(at) = how.clone().find(adverb).filter(|_| !how.clone().any(says)) else {
        return;
    };
    let row = who.end <= how.start && how.start <= who.end + 1 && how.end == what.start;
    let near = who.end == how.start && row;
    let whole = [who.start..at, at + 1..what.end];
    let ranges: Vec<Range<usize>> = whole
        .iter()
        .filter_map(|part| bytes(context, part))
        .collect();
    if let (true, Some(span), Some(cue)) = (near, Span::new(ranges), context.span(&(at..at + 1))) {
        one.content = Some(span);
        one.cue = Some(cue);
        one.source = None;
    }
}

fn is_adverb(word: &str) -> bool {
    vocabulary::function(word) == Some(Function::Adverb) || word.ends_with("ly")
}

/// "It has also emerged (on Sunday) that ..." and "Rumour has it that ...": the cue and the content.
fn it(
    context: &Context<'_>,
    sentence: &Range<usize>,
    at: usize,
    class: Rumour,
) -> Option<(Range<usize>, Vec<Range<usize>>)> {
    let tokens = &context.tokens;
    let helps = |at: usize| {
        vocabulary::function(tokens.lower(at)) == Some(Function::Auxiliary)
            || is_adverb(tokens.lower(at))
    };
    let start = if class == Rumour::Noun {
        let has = matches!(tokens.lower(at + 1), "has" | "have") && tokens.lower(at + 2) == "it";
        has.then_some(at)?
    } else {
        let it = (sentence.start.max(at.saturating_sub(NEAR))..at)
            .rev()
            .find(|&at| !helps(at))?;
        let passive = class == Rumour::Emerges || it + 1 < at;
        (tokens.lower(it) == "it" && passive).then_some(it)?
    };
    let end = if class == Rumour::Noun {
        at + 3
    } else {
        at + 1
    };
    let that = (end..(end + NEAR).min(sentence.end)).find(|&at| tokens.lower(at) == "that");
    let names = (end..that?)
        .any(|at| tokens.lower(at) == "by" || !tokens.get(at).is_some_and(|token| token.is_word));
    let said = that.unwrap_or(end)..sentence.end;
    (!names).then(|| (start..end, Vec::from([said])))
}

/// "The officer is said to have left": the cue, and the content around it.
fn raised(
    context: &Context<'_>,
    sentence: &Range<usize>,
    at: usize,
    class: Rumour,
) -> Option<(Range<usize>, Vec<Range<usize>>)> {
    let tokens = &context.tokens;
    if class != Rumour::Both || tokens.lower(at + 1) != "to" {
        return None;
    }
    let be = (sentence.start..at)
        .rev()
        .find(|&at| !is_adverb(tokens.lower(at)))?;
    if !matches!(tokens.lower(be), "is" | "are" | "was" | "were") || be == sentence.start {
        return None;
    }
    let start = (sentence.start..be)
        .rev()
        .find(|&at| {
            matches!(
                tokens.lower(at),
                ";" | ":" | "“" | "”" | "\"" | "and" | "but"
            )
        })
        .map_or(sentence.start, |mark| mark + 1);
    let subject = relative::antecedent(tokens, &context.names, be - 1).unwrap_or(start..be);
    let end = (at + 2..sentence.end)
        .find(|&at| matches!(tokens.lower(at), ";" | ":" | "“" | "\""))
        .unwrap_or(sentence.end);
    let parts = vec![subject, at + 2..end];
    parts
        .iter()
        .all(|part| !part.is_empty())
        .then_some((be..at + 2, parts))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::tests::article;
    use crate::attribution::tests::indirect;

    /// Source, cue and content of each attribution, those of `given` first.
    fn heard(text: &str, given: &[[&str; 3]]) -> Vec<[String; 3]> {
        let article = article(text);
        let mut all: Vec<Attribution> = given.iter().map(|one| indirect(text, one)).collect();
        find(&Context::new(&article), &mut all);
        let words =
            |span: &Option<Span>| span.as_ref().map_or(String::new(), |span| span.text(text));
        all.iter()
            .map(|one| [&one.source, &one.cue, &one.content].map(words))
            .collect()
    }

    #[test]
    fn what_the_tagger_does_not_see() {
        for (text, cue, content) in [
            (
                "It emerged at noon that the key was lost.",
                "It emerged",
                "that the key was lost",
            ),
            (
                "It has also been reported that the mast fell.",
                "It has also been reported",
                "that the mast fell",
            ),
            (
                "Rumour has it that the mayor left.",
                "Rumour has it",
                "that the mayor left",
            ),
            (
                "The duke is widely said to be cross.",
                "is widely said to",
                "The duke be cross",
            ),
            (
                "The bank owns two mills, which are rumoured to stand still.",
                "are rumoured to",
                "two mills stand still",
            ),
        ] {
            assert_eq!(
                heard(text, &[]),
                [["", cue, content].map(str::to_owned)],
                "{text}"
            );
        }
        for text in [
            "The key emerged from the mud.",
            "She is known to be cross.",
            "It is said by the guild that the mast fell, and that is all.",
            "He was told to leave.",
        ] {
            assert!(
                heard(text, &[]).is_empty(),
                "{text}: {:?}",
                heard(text, &[])
            );
        }
        let oud = ["Oud", "said", "it is said that the mast fell"];
        assert_eq!(
            heard("Oud said it is said that the mast fell.", &[oud]).len(),
            1
        );
    }

    #[test]
    fn rumours_and_those_that_they_are_about_say_nothing() {
        let rumour = ["Rumour", "has it", "that the mayor left"];
        let wanted = ["", "Rumour has it", "that the mayor left"].map(str::to_owned);
        assert_eq!(
            heard("Rumour has it that the mayor left.", &[rumour]),
            [wanted]
        );
        let envoy = ["The envoy", "allegedly offered", "a boat"];
        let wanted = ["", "allegedly", "The envoy offered a boat"].map(str::to_owned);
        assert_eq!(
            heard("The envoy allegedly offered a boat.", &[envoy]),
            [wanted]
        );
        let envoy = ["The envoy", "allegedly said", "so"];
        assert_eq!(
            heard("The envoy allegedly said so.", &[envoy]),
            [envoy.map(str::to_owned)]
        );
    }
}
