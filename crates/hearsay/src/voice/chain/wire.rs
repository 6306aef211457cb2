//! The agency whose text a page carries: "VELDEN (KNA) -", "Staff and agencies".

use std::ops::Range;

use super::{Outer, Thread};
use crate::article::BlockKind;
use crate::grammar::names::Name;
use crate::voice::context::Context;

/// Tokens of the first paragraph in which a dateline ends.
const DATELINE: usize = 12;

/// Puts the agency before every chain of the body, but those of paragraphs in which the article's own outlet
/// was told.
pub(super) fn add(context: &Context<'_>, threads: &mut [Thread]) {
    let Some(agency) = dateline(context).or_else(|| byline(context)) else {
        return;
    };
    let blocks = &context.article.blocks;
    for thread in threads {
        let start = thread.attribution.start();
        let block = blocks.iter().position(|block| block.range.contains(&start));
        let Some(block) = block.filter(|&at| blocks[at].kind.is_body()) else {
            continue;
        };
        let words: Vec<usize> = tokens_of(context, block);
        let own = words.iter().any(|&at| {
            matches!(context.tokens.lower(at), "told" | "tells") && is_own_next(context, at + 1)
        });
        let named = thread
            .through
            .first()
            .map(|outer| text(context, outer))
            .or_else(|| {
                Some(
                    thread
                        .attribution
                        .source
                        .as_ref()?
                        .text(&context.article.text),
                )
            });
        if own || named.is_some_and(|named| named == text(context, &agency)) {
            continue;
        }
        let cited = thread.attribution.source.is_some();
        if cited {
            thread.through.insert(0, agency.clone());
        }
    }
}

fn text(context: &Context<'_>, outer: &Outer) -> String {
    match outer {
        Outer::Words(span) => span.text(&context.article.text),
        Outer::Named(name) => name.clone(),
    }
}

fn tokens_of(context: &Context<'_>, block: usize) -> Vec<usize> {
    let inside =
        |(at, token): (usize, &crate::grammar::tokens::Token)| (token.block == block).then_some(at);
    context.tokens.iter().filter_map(inside).collect()
}

fn is_own_next(context: &Context<'_>, start: usize) -> bool {
    let start = if context.tokens.lower(start) == "the" {
        start + 1
    } else {
        start
    };
    let run = context.names.within(start..start + 6).next().cloned();
    let this = context.tokens.lower(start) == "this";
    this || run.is_some_and(|name| name.start == start && context.is_own(&name))
}

/// "VELDEN (KNA) -" at the head of the body.
fn dateline(context: &Context<'_>) -> Option<Outer> {
    let block = context
        .article
        .blocks
        .iter()
        .position(|block| block.kind == BlockKind::Paragraph)?;
    let words = tokens_of(context, block);
    let near = &words[..words.len().min(DATELINE)];
    let tokens = &context.tokens;
    let open = *near.iter().find(|&&at| tokens.lower(at) == "(")?;
    let close = *near
        .iter()
        .find(|&&at| at > open && tokens.lower(at) == ")")?;
    let dash = matches!(tokens.lower(close + 1), "-" | "–" | "—" | ":");
    let place = (near[0]..open).all(|at| {
        tokens.get(at).is_some_and(|token| {
            token.capital || !token.is_word || token.lower.parse::<u8>().is_ok()
        })
    });
    let name = open + 1..close;
    if !dash || !place || name.is_empty() || context.is_own(&name) {
        return None;
    }
    context.span(&name).map(Outer::Words)
}

/// A byline that names an agency, or that says "agency": then the agency is the outlet in capitals that the text says was
/// told, or reports.
fn byline(context: &Context<'_>) -> Option<Outer> {
    let authors = &context.article.authors;
    for author in authors {
        let capitals = author
            .value
            .split(|c: char| !c.is_alphanumeric())
            .find(|word| (2..=5).contains(&word.len()) && word.chars().all(char::is_uppercase));
        if let Some(word) = capitals.filter(|word| !is_initials(context, word)) {
            return Some(Outer::Named(word.to_owned()));
        }
    }
    let agency = authors.iter().any(|author| {
        author
            .value
            .to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| matches!(word, "agency" | "agencies" | "wire" | "wires"))
    });
    if !agency {
        return None;
    }
    let words = 0..context.tokens.len();
    let reported = |name: &&Range<usize>| {
        let tokens = &context.tokens;
        let capitals = name.len() == 1 && tokens.get(name.start).is_some_and(|token| token.acronym);
        let before = name.start.checked_sub(1).map_or("", |at| tokens.lower(at));
        let reports = matches!(
            tokens.lower(name.end),
            "reports" | "reported" | "said" | "writes"
        );
        let known = context.names.known(tokens, name) == Some(Name::Outlet);
        capitals && (reports || before == "told" || known) && !context.is_own(name)
    };
    let found = context.names.within(words).find(reported)?;
    context.span(found).map(Outer::Words)
}

/// Whether the capitals are the initials of the article's own outlet.
fn is_initials(context: &Context<'_>, word: &str) -> bool {
    let outlet = context.article.outlet.as_ref();
    let initials = outlet.map(|outlet| {
        outlet
            .value
            .split_whitespace()
            .filter(|part| !part.eq_ignore_ascii_case("the"))
            .filter_map(|part| part.chars().next())
            .collect::<String>()
    });
    initials.is_some_and(|initials| initials.eq_ignore_ascii_case(word))
        || outlet.is_some_and(|outlet| outlet.value == word)
}
