//! Outlets that were told: "Oud told the radio", "in an interview with the daily", "writing in the weekly".

use std::ops::Range;

use super::{Thread, is_nearest, within};
use crate::grammar::vocabulary::{self, Function};
use crate::voice::context::Context;
use crate::voice::lists;

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
            quoted.then(|| within::late(context, at))?
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
