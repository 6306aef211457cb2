//! Outlets that print a paper or report a saying: "The weekly published a letter in which ...", "..., the
//! agency reported.", "Its source is a clerk, who ...".

use std::ops::Range;

use super::{Thread, is_nearest};
use crate::grammar::vocabulary::{self, Function, Noun};
use crate::span::Span;
use crate::voice::context::Context;
use crate::voice::lists;

/// Tokens in which an outlet stands before "reported" at the end of a sentence, or behind "reports".
const NEAR: usize = 8;

/// Puts the outlet that printed or reported it before the source.
pub(super) fn add(context: &Context<'_>, cues: &[Range<usize>], thread: &mut Thread) {
    if let Some((outlet, paper)) = paper(context, thread) {
        thread.through.clear();
        thread.deepen(outlet, paper, "an outlet that prints a paper");
        return;
    }
    let outlet = reported(context, cues, thread).or_else(|| as_told(context, cues, thread));
    let source = thread.attribution.source.as_ref();
    let is_new = |outlet: &Span| {
        Some(outlet) != source && !thread.through.iter().any(|before| before.overlaps(outlet))
    };
    if let Some(outlet) = outlet.filter(is_new) {
        thread.widen(outlet, "an outlet that reports the saying");
    }
}

/// "The weekly published a letter in which": the weekly and the letter, where one of them is the source.
fn paper(context: &Context<'_>, thread: &Thread) -> Option<(Span, Span)> {
    let tokens = &context.tokens;
    let found = &thread.attribution;
    let what = context.whole(found.content.as_ref()?)?;
    let source = context.whole(found.source.as_ref()?)?;
    let sentence = tokens.sentence(what.start);
    let verb = (sentence.start + 1..what.start).find(|&at| lists::is_passed(tokens.lower(at)))?;
    let subject = context
        .names
        .within(sentence.start..verb)
        .filter(|name| context.is_outlet(name) && !context.is_own(name))
        .last()?;
    // What the outlet prints, up to the words that open it: "in which", "where", "that".
    let opening = (verb + 1..what.end).find(|&at| {
        matches!(
            tokens.lower(at),
            "which" | "where" | "saying" | "showing" | "that" | ":"
        )
    })?;
    let is_paper = |at: &usize| {
        matches!(
            vocabulary::noun(tokens.lower(*at)),
            Some((Noun::Document, _))
        )
    };
    let head = (verb + 1..opening).find(is_paper)?;
    let start = (verb + 1..=head)
        .rev()
        .find(|&at| vocabulary::determiner(tokens.lower(at)).is_some())
        .unwrap_or(head);
    let outlet = subject.start..subject.end;
    let whole = sentence.start..verb;
    // "... which it said showed": the outlet says it.
    let says = (opening..what.start).any(|at| {
        let verb = vocabulary::function(tokens.lower(at + 1)) == Some(Function::Auxiliary);
        matches!(tokens.lower(at), "it" | "they") && !verb
    });
    let speaks = source.start < whole.end && whole.start < source.end
        || source.contains(&head)
        || source == (opening..opening + 1);
    let pair = (context.span(&outlet)?, context.span(&(start..head + 1))?);
    (speaks && !says).then_some(pair)
}

/// "As the channel transmitted last week, he warned ...": the channel.
fn as_told(context: &Context<'_>, cues: &[Range<usize>], thread: &Thread) -> Option<Span> {
    let tokens = &context.tokens;
    let cue = thread.cue(context)?;
    let sentence = tokens.sentence(cue.start);
    let start = sentence.start;
    let comma = sentence.clone().find(|&at| tokens.lower(at) == ",")?;
    if tokens.lower(start) != "as" || comma > cue.start {
        return None;
    }
    let taken = thread.taken(context);
    let outlet = context.outlet(&(start + 1..comma))?;
    let verb = tokens.get(outlet.end)?;
    let free =
        !(start..comma).any(|at| taken.contains(&at) || cues.iter().any(|cue| cue.contains(&at)));
    let says = outlet.end < comma && verb.is_word && !verb.capital;
    (free && says).then(|| context.span(&outlet))?
}

/// The outlet of "..., the agency reported on Monday." or "As the agency reported, ...", where these words are not the cue.
fn reported(context: &Context<'_>, cues: &[Range<usize>], thread: &Thread) -> Option<Span> {
    let tokens = &context.tokens;
    let cue = thread.cue(context)?;
    let sentence = tokens.sentence(cue.start);
    let taken = thread.taken(context);
    let reports = |at: &usize| {
        matches!(
            tokens.lower(*at),
            "reported" | "reports" | "writes" | "wrote"
        )
    };
    let free = |at: &usize| !taken.contains(at) && !cue.contains(at);
    for at in sentence.clone().filter(free).filter(reports) {
        let end = tokens.lower(at + 1);
        let closes = !tokens.get(at + 1).is_some_and(|token| token.is_word)
            || vocabulary::function(end) == Some(Function::Preposition)
            || vocabulary::function(end) == Some(Function::Time);
        let comma = (sentence.start.max(at.saturating_sub(NEAR))..at)
            .rev()
            .find(|&at| matches!(tokens.lower(at), "," | "”" | "\"" | "as" | "As"));
        let before = comma.and_then(|comma| context.outlet(&(comma + 1..at)));
        // "..., reports the daily".
        let behind = || context.outlet(&(at + 1..(at + NEAR).min(sentence.end)));
        let outlet = if closes {
            before
        } else {
            before.or_else(behind)
        };
        let Some(outlet) = outlet.filter(|outlet| outlet.clone().all(|at| free(&at))) else {
            continue;
        };
        let parenthesis = outlet.start.min(at)..outlet.end.max(at + 1);
        if is_nearest(cues, &cue, &parenthesis) && !cues.iter().any(|other| other.contains(&at)) {
            return context.span(&outlet);
        }
    }
    None
}
