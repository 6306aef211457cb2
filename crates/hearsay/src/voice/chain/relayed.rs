//! Outlets that pass on another's report: "first reported by the daily and picked up by the radio", "the radio repeated a
//! report by the daily that ...". Who passes it on stands nearer the reader.

use super::{Thread, within};
use crate::grammar::vocabulary::{self, Function};
use crate::span::Span;
use crate::voice::context::Context;
use crate::voice::lists;

/// Tokens between a source and the words that say who passes it on: ", and was later".
const NEAR: usize = 5;

/// Tokens from the verb to the outlet whose report it is.
const FAR: usize = 8;

/// Puts the outlets that pass on what an outlet says before it.
pub(super) fn add(context: &Context<'_>, thread: &mut Thread) {
    if let Some(origin) = passes_on(context, thread)
        && let Some(outer) = thread.attribution.source.clone()
    {
        thread.deepen(outer, origin, "an outlet that repeats another's report");
        return;
    }
    let Some(source) = &thread.attribution.source else {
        return;
    };
    let Some(whole) = context.whole(source) else {
        return;
    };
    if context.outlet(&whole).is_none() {
        return;
    }
    let tokens = &context.tokens;
    let sentence = tokens.sentence(whole.start);
    let taken = thread.taken(context);
    let mut from = whole.end;
    loop {
        let joins = |at: usize| {
            let word = tokens.lower(at);
            matches!(word, "," | "and" | "then" | "which" | "who" | "that")
                || vocabulary::function(word).is_some()
                || word.ends_with("ly")
        };
        let relay = (from..sentence.end.min(from + NEAR + 1))
            .take_while(|&at| at == from || (from..at).all(&joins))
            .find_map(|at| Some((at, lists::relaying(|n| tokens.lower(at + n))?)));
        let Some((at, length)) = relay.filter(|(at, _)| !taken.contains(at)) else {
            return;
        };
        let start = at + length;
        let end = (start..sentence.end)
            .find(|&at| matches!(tokens.lower(at), "," | "and" | ";"))
            .unwrap_or(sentence.end);
        let outlet = (start < end)
            .then(|| context.outlet(&(start..end)))
            .flatten();
        let Some(outlet) = outlet else {
            return;
        };
        from = outlet.end;
        let known = |span: &Span| thread.through.contains(span);
        if let Some(span) = context.span(&outlet).filter(|span| !known(span)) {
            thread.widen(span, "an outlet that passed it on");
        }
    }
}

/// The outlet of "the radio repeated a report by the daily".
fn passes_on(context: &Context<'_>, thread: &Thread) -> Option<Span> {
    let tokens = &context.tokens;
    let one = &thread.attribution;
    let source = context.whole(one.source.as_ref()?)?;
    let cue = context.whole(one.cue.as_ref()?)?;
    let content = context.whole(one.content.as_ref()?)?;
    context.outlet(&source)?;
    let sentence = tokens.sentence(cue.start);
    let helps = |at: &usize| vocabulary::function(tokens.lower(*at)) != Some(Function::Auxiliary);
    let verb = cue.clone().find(helps)?;
    if !lists::is_relaying(tokens.lower(verb)) {
        return None;
    }
    let item =
        (verb + 1..sentence.end.min(verb + FAR)).find(|&at| within::is_item(tokens.lower(at)))?;
    let by = matches!(tokens.lower(item + 1), "by" | "in" | "from" | "of");
    let end = if content.start > item + 2 {
        content.start
    } else {
        sentence.end
    };
    let outlet = context
        .outlet(&(item + 2..end.min(sentence.end)))
        .filter(|_| by)?;
    context.span(&outlet)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::tests::article;
    use crate::attribution::tests::indirect;

    #[test]
    fn who_passes_it_on_stands_before() {
        for (text, parts, chain) in [
            (
                "The pump leaks, it was first reported by the Lund Herald and later picked up by Tolvan Radio.",
                ["the Lund Herald", "was first reported by", "The pump leaks"],
                &["Tolvan Radio", "the Lund Herald"][..],
            ),
            (
                "The pump leaks, says the Lund Herald, repeated by Tolvan Radio and relayed by the Sava Post.",
                ["the Lund Herald", "says", "The pump leaks"],
                &["the Sava Post", "Tolvan Radio", "the Lund Herald"],
            ),
            (
                "Tolvan Radio repeated a report by the Lund Herald that the pump leaks.",
                [
                    "Tolvan Radio",
                    "repeated a report by",
                    "that the pump leaks",
                ],
                &["Tolvan Radio", "the Lund Herald"],
            ),
            (
                "The Lund Herald said the pump, carried by four men, leaks.",
                ["The Lund Herald", "said", "the pump"],
                &["The Lund Herald"],
            ),
        ] {
            let article = article(text);
            let mut thread = Thread::new(indirect(text, &parts));
            add(&Context::new(&article), &mut thread);
            let source = thread.attribution.source.iter();
            let voices = thread.through.iter().chain(source);
            let voices: Vec<String> = voices.map(|span| span.text(text)).collect();
            assert_eq!(voices, chain, "{text}");
        }
    }
}
