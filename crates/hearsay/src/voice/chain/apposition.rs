//! A name that belongs to the source and was taken for the beginning of the content: "According to the
//! chairman of the board, Ida Moe, the bank is sound".

use super::Thread;
use crate::grammar::names::Name;
use crate::voice::context::Context;

/// Moves a person's name between commas at the head of the content to the source.
pub(super) fn take(context: &Context<'_>, thread: &mut Thread) {
    let found = &thread.attribution;
    let (Some(source), Some(content)) = (&found.source, &found.content) else {
        return;
    };
    let (Some(who), Some(what)) = (context.whole(source), context.whole(content)) else {
        return;
    };
    let tokens = &context.tokens;
    if who.end + 1 != what.start || tokens.lower(who.end) != "," || content.ranges().len() != 1 {
        return;
    }
    let name = context
        .names
        .within(what.clone())
        .next()
        .filter(|name| name.start == what.start && tokens.lower(name.end) == ",");
    let Some(name) = name.cloned() else {
        return;
    };
    let person = name.len() > 1 && context.names.kind(tokens, &name) == Name::Person;
    let named = context
        .names
        .within(who.clone())
        .any(|name| name.end == who.end);
    let rest = name.end + 1..what.end;
    if !person || named || rest.len() < 3 {
        return;
    }
    if let (Some(who), Some(what)) = (
        context.span(&(who.start..name.end)),
        context.rest(content, rest.start),
    ) {
        thread.attribution.source = Some(who);
        thread.attribution.content = Some(what);
    }
}
