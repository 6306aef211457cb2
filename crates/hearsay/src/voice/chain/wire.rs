//! The agency whose text a page carries: "VELDEN (KNA) -", "Staff and agencies".

use std::ops::Range;

use super::Thread;
use crate::article::BlockKind;
use crate::grammar::names::Name;
use crate::span::Span;
use crate::voice::context::Context;

/// Tokens of the first paragraph in which a dateline ends.
const DATELINE: usize = 12;

/// Paragraphs at the head of an article in which it says whose report it is.
const OPENING: usize = 3;

/// The agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Agency {
    /// Named by these words.
    Words(Span),
    /// Named by the page's metadata alone.
    Named(String),
}

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
    let name = dateline(context).or_else(|| byline(context))?;
    let blocks = &context.article.blocks;
    let own = (0..blocks.len()).find(|&at| blocks[at].kind.is_body() && is_own(context, at));
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

fn tokens_of(context: &Context<'_>, block: usize) -> Vec<usize> {
    let range = context
        .article
        .blocks
        .get(block)
        .map(|block| block.range.clone());
    let span = range.and_then(|range| Span::new(vec![range]));
    span.map_or(Vec::new(), |span| context.tokens.of(&span))
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

/// "VELDEN (KNA) -" at the head of the body.
fn dateline(context: &Context<'_>) -> Option<Agency> {
    let block = context
        .article
        .blocks
        .iter()
        .position(|block| block.kind == BlockKind::Paragraph)?;
    let words = tokens_of(context, block);
    let near = &words[..words.len().min(DATELINE)];
    let tokens = &context.tokens;
    let open = *near
        .iter()
        .find(|&&at| matches!(tokens.lower(at), "(" | "/"))?;
    let closing = if tokens.lower(open) == "(" { ")" } else { "/" };
    let close = *near
        .iter()
        .find(|&&at| at > open && tokens.lower(at) == closing)?;
    let dash = matches!(tokens.lower(close + 1), "-" | "–" | "—" | ":")
        || closing == "/" && matches!(tokens.lower(close + 1), ".");
    let place = (near[0]..open).all(|at| {
        tokens.get(at).is_some_and(|token| {
            token.capital || !token.is_word || token.lower.parse::<u8>().is_ok()
        })
    });
    let name = open + 1..close;
    if !dash || !place || name.is_empty() || context.is_own(&name) {
        return None;
    }
    context.span(&name).map(Agency::Words)
}

/// A byline that names an agency, or that says "agency": then it is the agency that the text says was told, or
/// reports. Without it, a text that opens with a dateline and with "..., KNA reported." is the agency's too.
fn byline(context: &Context<'_>) -> Option<Agency> {
    let authors = &context.article.authors;
    if let Some(name) = authors
        .iter()
        .find_map(|author| named(context, &author.value))
    {
        return Some(Agency::Named(name));
    }
    let says = |wanted: &[&str]| {
        authors.iter().any(|author| {
            let lower = author.value.to_lowercase();
            lower
                .split(|c: char| !c.is_alphanumeric())
                .any(|word| wanted.contains(&word))
        })
    };
    let whole = says(&["agency", "agencies", "wire", "wires"]);
    let words = if whole {
        0..context.tokens.len()
    } else {
        opening(context)?
    };
    let tokens = &context.tokens;
    let reported = |name: &&Range<usize>| {
        let capitals = name.len() == 1 && tokens.get(name.start).is_some_and(|token| token.acronym);
        let before = |at: usize| at.checked_sub(1).map_or("", |at| tokens.lower(at));
        let start = name.start - usize::from(before(name.start) == "the");
        let agency = tokens.lower(name.end) == "agency" || before(name.start) == "agency";
        let end = name.end + usize::from(tokens.lower(name.end) == "agency");
        let reports = matches!(
            tokens.lower(end),
            "reports" | "reported" | "said" | "writes"
        );
        let aside = before(start) == ","
            && reports
            && !tokens.get(end + 1).is_some_and(|token| token.is_word);
        let known = context.names.known(tokens, name) == Some(Name::Outlet);
        let plays = aside || whole && (reports || before(start) == "told" || known || agency);
        (capitals || agency) && plays && !context.is_own(name)
    };
    let found = context.names.within(words).find(reported)?;
    context.span(found).map(Agency::Words)
}

/// The tokens of the first paragraphs, if they begin with a dateline: "VELDEN -".
fn opening(context: &Context<'_>) -> Option<Range<usize>> {
    let blocks = &context.article.blocks;
    let paragraphs = (0..blocks.len()).filter(|&at| blocks[at].kind == BlockKind::Paragraph);
    let words: Vec<usize> = paragraphs
        .take(OPENING)
        .flat_map(|block| tokens_of(context, block))
        .collect();
    let tokens = &context.tokens;
    let place = words
        .iter()
        .take_while(|&&at| tokens.get(at).is_some_and(|token| token.acronym))
        .count();
    let dash = matches!(tokens.lower(*words.get(place)?), "-" | "–" | "—");
    (place > 0 && dash).then_some(*words.first()?..words.last()? + 1)
}

/// The agency that a byline names: by its initials, or as an agency. Capitals throughout are a manner of writing names.
fn named(context: &Context<'_>, byline: &str) -> Option<String> {
    let words: Vec<&str> = byline
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|word| !word.is_empty())
        .collect();
    let loud = |word: &&&str| word.chars().all(char::is_uppercase);
    let shouts = words.len() > 1 && words.iter().all(|word| loud(&word));
    let initials = words
        .iter()
        .find(|word| (2..=5).contains(&word.len()) && loud(word));
    if let Some(word) = initials.filter(|word| !shouts && !is_initials(context, word)) {
        return Some((*word).to_owned());
    }
    let end = words.iter().position(|word| *word == "Agency")?;
    let name = |word: &&&str| {
        word.starts_with(char::is_uppercase) && !matches!(**word, "By" | "From" | "Staff" | "And")
    };
    let length = words[..end].iter().rev().take_while(name).count();
    let name = words[end - length..=end].join(" ");
    let own = context
        .article
        .outlet
        .as_ref()
        .is_some_and(|outlet| outlet.value.contains(&name));
    (length > 0 && !own).then_some(name)
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
        || outlet.is_some_and(|outlet| outlet.value.split_whitespace().any(|part| part == word))
}
