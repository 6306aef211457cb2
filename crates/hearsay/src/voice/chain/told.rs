//! Outlets that were told: "Oud told the radio", "in an interview with the daily", "writing in the weekly".

use std::ops::Range;

use super::{Thread, is_nearest, within};
use crate::grammar::vocabulary::{self, Function};
use crate::voice::context::Context;
use crate::voice::lists;

/// Tokens behind a cue in which "to" says who was told: "declared on Saturday to the agency".
const NEAR: usize = 3;

/// Puts the outlet that was told before the source, unless it is the article's own.
pub(super) fn add(context: &Context<'_>, cues: &[Range<usize>], thread: &mut Thread) {
    let Some(cue) = thread.cue(context) else {
        return;
    };
    let tokens = &context.tokens;
    let sentence = tokens.sentence(cue.start);
    let taken = thread.taken(context);
    let content = thread.attribution.content.as_ref();
    let content: Vec<usize> = content.map_or(Vec::new(), |content| tokens.of(content));
    let told = sentence.clone().find_map(|at| {
        // In the source's own words it stands behind who speaks: "a colonel writing in the weekly".
        if content.binary_search(&at).is_ok() {
            return None;
        }
        let length = lists::telling(|n| tokens.lower(at + n)).or_else(|| {
            let quoted = matches!(tokens.lower(at), "quoted" | "cited" | "interviewed");
            let late = || quoted.then(|| within::late(context, at))?;
            late().or_else(|| is_to(context, &cue, at).then_some(1))
        })?;
        let words = at..at + length;
        let meets = |cue: &Range<usize>| words.start < cue.end && cue.start < words.end;
        let others = cues.iter().any(|other| *other != cue && meets(other));
        let near =
            meets(&cue) || !others && (is_nearest(cues, &cue, &words) || taken.contains(&at));
        let end = (words.end..sentence.end)
            .find(|at| {
                let word = tokens.lower(*at);
                content.binary_search(at).is_ok()
                    || matches!(
                        word,
                        "," | "that" | "on" | "in" | "last" | "this" | "earlier" | "when"
                    )
                    || vocabulary::function(word) == Some(Function::Time)
            })
            .unwrap_or(sentence.end);
        let outlet = (near && words.end < end).then(|| context.outlet(&(words.end..end)))??;
        context.span(&outlet)
    });
    let source = thread.attribution.source.as_ref();
    let Some(told) = told.filter(|told| Some(told) != source && !thread.through.contains(told))
    else {
        return;
    };
    thread.widen(told, "an outlet that was told");
}

/// "Oud complained to the radio": "to" behind the cue, but not "according to".
fn is_to(context: &Context<'_>, cue: &Range<usize>, at: usize) -> bool {
    let tokens = &context.tokens;
    let before = at.checked_sub(1).map_or("", |before| tokens.lower(before));
    let behind = cue.start < at && at < cue.end + NEAR;
    behind && tokens.lower(at) == "to" && before != "according"
}
