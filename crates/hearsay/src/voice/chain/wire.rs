//! How much of a page is an agency's text: all of its body, up to where the page's own newsroom speaks.

use super::Thread;
use super::agency::{self, Agency, CLOSING, tokens_of};
use crate::span::Span;
use crate::voice::context::Context;

/// An agency's text on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wire {
    /// Whose it is.
    pub(super) name: Agency,
    /// Where the page goes on with its own words, in bytes: the first paragraph of the body in which its outlet was told
    /// something or speaks of itself. What newsrooms add stands mostly at the end.
    end: usize,
}

/// The agency's text that the page carries, if it does.
pub(super) fn read(context: &Context<'_>) -> Option<Wire> {
    let name = agency::find(context)?;
    let blocks = &context.article.blocks;
    // What stands before the agency's name is furniture.
    let from = match &name {
        Agency::Words(span) => blocks.partition_point(|block| block.range.end <= span.start()),
        Agency::Named(_) => 0,
    };
    let credit = from + CLOSING >= blocks.len();
    let from = if credit { 0 } else { from };
    let own = (from..blocks.len()).find(|&at| blocks[at].kind.is_body() && is_own(context, at));
    let end = own.map_or(context.article.text.len(), |at| blocks[at].range.start);
    Some(Wire { name, end })
}

impl Wire {
    /// Whether a thread is part of the agency's text: it stands in the body, before the page's own words.
    pub(super) fn carries(&self, context: &Context<'_>, thread: &Thread) -> bool {
        let start = thread.attribution.start();
        let blocks = &context.article.blocks;
        let at = blocks.partition_point(|block| block.range.end <= start);
        let body = blocks
            .get(at)
            .is_some_and(|block| block.range.start <= start && block.kind.is_body());
        body && start < self.end
    }
}

/// Whether the page's outlet speaks in this block: it was told something, has learned something, or is "we" outside of
/// quotations.
fn is_own(context: &Context<'_>, block: usize) -> bool {
    let tokens = &context.tokens;
    let words = tokens_of(context, block);
    let mut quoted = false;
    for at in words {
        let word = tokens.lower(at);
        quoted = match word {
            "“" => true,
            "”" => false,
            "\"" => !quoted,
            _ => quoted,
        };
        let told = matches!(word, "told" | "tells") && is_own_next(context, at + 1);
        let we = !quoted
            && matches!(word, "we" | "us" | "our" | "ours")
            && !tokens.get(at).is_some_and(|token| token.acronym);
        if told || we {
            return true;
        }
    }
    let span = Span::new(vec![context.article.blocks[block].range.clone()]);
    let whole = span.and_then(|span| context.whole(&span));
    whole.is_some_and(|whole| {
        context.names.within(whole).any(|name| {
            let learns = matches!(tokens.lower(name.end), "has" | "can")
                && matches!(
                    tokens.lower(name.end + 1),
                    "learned" | "learnt" | "reveal" | "seen" | "confirmed"
                );
            learns && context.is_own(name)
        })
    })
}

fn is_own_next(context: &Context<'_>, start: usize) -> bool {
    let start = if context.tokens.lower(start) == "the" {
        start + 1
    } else {
        start
    };
    let run = context.names.within(start..start + 6).next().cloned();
    let this = matches!(context.tokens.lower(start), "this" | "us" | "our");
    this || run.is_some_and(|name| name.start == start && context.is_own(&name))
}
