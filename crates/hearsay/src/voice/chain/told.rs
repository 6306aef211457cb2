//! Outlets that were told: "Oud told the radio", "in an interview with the daily".

use std::collections::HashSet;

use super::{Outer, Thread};
use crate::voice::context::Context;

/// Tokens behind a cue in which who was told may begin.
const NEAR: usize = 3;

/// Puts the outlet that was told before the source, unless it is the article's own.
pub(super) fn add(context: &Context<'_>, thread: &mut Thread) {
    let found = &thread.attribution;
    let Some(cue) = found.cue.as_ref().and_then(|cue| context.whole(cue)) else {
        return;
    };
    let tokens = &context.tokens;
    let sentence = tokens.sentence(cue.start);
    let taken: HashSet<usize> = [&found.source, &found.content]
        .into_iter()
        .flatten()
        .flat_map(|span| tokens.of(span))
        .collect();
    let telling = cue.clone().find(|&at| {
        matches!(
            tokens.lower(at),
            "told" | "tells" | "telling" | "tell" | "informed"
        )
    });
    let told = telling.and_then(|at| (at + 1..(cue.end + NEAR).min(sentence.end)).next());
    let interview = sentence
        .clone()
        .filter(|at| !taken.contains(at))
        .find(|&at| matches!(tokens.lower(at), "interview" | "comments" | "remarks"))
        .and_then(|at| {
            let near = at + 1..(at + 1 + NEAR).min(sentence.end);
            near.clone()
                .find(|&at| matches!(tokens.lower(at), "with" | "to" | "by" | "for"))
        })
        .map(|at| at + 1);
    for start in [told, interview].into_iter().flatten() {
        let end = (start..sentence.end)
            .find(|at| {
                taken.contains(at) || matches!(tokens.lower(*at), "," | "that" | "on" | "in")
            })
            .unwrap_or(sentence.end);
        if start >= end {
            continue;
        }
        let outlet = context
            .outlet(&(start..end))
            .and_then(|outlet| context.span(&outlet));
        if let Some(outlet) = outlet {
            thread.through.insert(0, Outer::Words(outlet));
            return;
        }
    }
}
