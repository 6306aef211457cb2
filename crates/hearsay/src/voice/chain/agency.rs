//! Which agency's text a page carries: by its dateline "VELDEN (KNA) -", its byline, a credit at its end, or
//! "..., KNA reported." where it opens.

use std::ops::Range;

use crate::article::BlockKind;
use crate::grammar::names::Name;
use crate::grammar::vocabulary::{self, Function};
use crate::span::Span;
use crate::voice::context::Context;

/// Tokens of the first paragraph in which a dateline ends.
const DATELINE: usize = 12;

/// Paragraphs at the head of an article in which it says in passing whose report it is; more of them in one that
/// nobody signs.
const OPENING: usize = 3;
const UNSIGNED: usize = 6;

/// Blocks at the end of an article in which a credit may stand, and the most tokens that it has.
pub(super) const CLOSING: usize = 3;
const CREDIT: usize = 10;

/// The agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Agency {
    /// Named by these words.
    Words(Span),
    /// Named by the page's metadata alone.
    Named(String),
}

/// The agency whose text it is, if it is one's.
pub(super) fn find(context: &Context<'_>) -> Option<Agency> {
    dateline(context)
        .or_else(|| byline(context))
        .or_else(|| credit(context))
        .or_else(|| aside(context))
}

/// The tokens of a block.
pub(super) fn tokens_of(context: &Context<'_>, block: usize) -> Vec<usize> {
    let range = context
        .article
        .blocks
        .get(block)
        .map(|block| block.range.clone());
    let span = range.and_then(|range| Span::new(vec![range]));
    span.map_or(Vec::new(), |span| context.tokens.of(&span))
}

/// "VELDEN (KNA) -" at the head of one of the first paragraphs.
fn dateline(context: &Context<'_>) -> Option<Agency> {
    let blocks = &context.article.blocks;
    let paragraphs = (0..blocks.len()).filter(|&at| blocks[at].kind == BlockKind::Paragraph);
    paragraphs.take(UNSIGNED).find_map(|block| {
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
        let fits = dash && place && near[0] < open && !name.is_empty() && !context.is_own(&name);
        fits.then(|| context.span(&name).map(Agency::Words))?
    })
}

/// A byline that names an agency, or that says "agency": then it is the first one that the text says was told, or
/// reports.
fn byline(context: &Context<'_>) -> Option<Agency> {
    let authors = || context.article.authors.iter().map(|author| &*author.value);
    if let Some(name) = authors().find_map(|author| named(context, author)) {
        return Some(Agency::Named(name));
    }
    let says = authors().any(|author| {
        let lower = author.to_lowercase();
        lower
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| matches!(word, "agency" | "agencies" | "wire" | "wires"))
    });
    let tokens = &context.tokens;
    let speaks = |name: &&Range<usize>| {
        let aside = Aside::read(context, name);
        let known = context.names.known(tokens, name) == Some(Name::Outlet);
        aside.agency
            || is_initials(context, name) && (aside.reports || aside.told || known)
            || aside.reports && is_agency(context, name)
    };
    let mut all = context.names.within(0..tokens.len());
    let found = all
        .find(|name| speaks(name) && !context.is_own(name))
        .filter(|_| says)?;
    context.span(found).map(Agency::Words)
}

/// The agency that a byline names: by its initials, as an agency, by a name that the text gives an outlet. Capitals
/// throughout are a manner of writing names.
fn named(context: &Context<'_>, byline: &str) -> Option<String> {
    let is_part = |c: char| matches!(c, '/' | ',' | '&' | '|' | ';' | '+' | '·' | '(' | ')');
    let spaced = [" and ", " with ", " via ", " for "]
        .iter()
        .fold(byline.to_owned(), |line, word| line.replace(word, "/"));
    let loud = |word: &str| word.chars().all(|c| c.is_uppercase() || c == '-');
    spaced.split(is_part).map(str::trim).find_map(|part| {
        let words: Vec<&str> = part.split_whitespace().collect();
        let shouts = words.len() > 1 && words.iter().all(|word| loud(word));
        let initials = words
            .iter()
            .find(|word| (2..=5).contains(&word.len()) && loud(word));
        let end = words.iter().position(|word| *word == "Agency");
        let alone = words.len() == 1 && has_agency_ending(part);
        let outlet = || {
            let mut all = context.names.within(0..context.tokens.len());
            let is = |name: &&Range<usize>| {
                let text = context
                    .span(name)
                    .map(|span| span.text(&context.article.text));
                text.is_some_and(|text| text == part) && is_agency(context, name)
            };
            all.any(|name| is(&name))
        };
        let name = match (initials, end) {
            (Some(word), _) if !shouts => (*word).to_owned(),
            (_, Some(end)) if end > 0 => {
                let first = words[..end].iter().position(|word| !is_small(word))?;
                words[first..=end].join(" ")
            }
            _ if alone || !part.is_empty() && outlet() => part.to_owned(),
            _ => return None,
        };
        (!is_own(context, &name)).then_some(name)
    })
}

/// Words of a byline before the name.
fn is_small(word: &str) -> bool {
    !word.starts_with(char::is_uppercase) || matches!(word, "By" | "From" | "Staff" | "The")
}

/// Agencies are fond of some endings.
fn has_agency_ending(word: &str) -> bool {
    let lower = word.to_lowercase();
    lower.len() > 5
        && ["press", "inform", "fax", "news", "wire"]
            .iter()
            .any(|ending| lower.ends_with(ending))
}

/// Whether a name in the text can be an agency's: initials, or an outlet's without the word of a newspaper in it.
fn is_agency(context: &Context<'_>, name: &Range<usize>) -> bool {
    let tokens = &context.tokens;
    let newspaper = name
        .clone()
        .any(|at| vocabulary::is_outlet_name(tokens.lower(at)));
    let ending = name.len() == 1 && has_agency_ending(tokens.lower(name.start));
    is_initials(context, name) || !newspaper && (ending || context.is_outlet(name))
}

fn is_initials(context: &Context<'_>, name: &Range<usize>) -> bool {
    name.len() == 1
        && context
            .tokens
            .get(name.start)
            .is_some_and(|token| token.acronym)
}

/// What stands around a name.
struct Aside {
    /// The word "agency".
    agency: bool,
    /// "Reported".
    reports: bool,
    /// "Told".
    told: bool,
    /// ", KNA reported." or ", according to KNA."
    aside: bool,
}

impl Aside {
    fn read(context: &Context<'_>, name: &Range<usize>) -> Self {
        let tokens = &context.tokens;
        let before = |at: usize| at.checked_sub(1).map_or("", |at| tokens.lower(at));
        let start = name.start - usize::from(before(name.start) == "the");
        let behind = tokens.lower(name.end) == "agency";
        let end = name.end + usize::from(behind);
        let reports = matches!(
            tokens.lower(end),
            "reports" | "reported" | "said" | "writes"
        );
        let ends = |at: usize| {
            let day = matches!(
                vocabulary::function(tokens.lower(at)),
                Some(Function::Time | Function::Preposition | Function::Adverb)
            );
            day || !tokens.get(at).is_some_and(|token| token.is_word)
        };
        let given = before(start) == "to"
            && start >= 3
            && tokens.has(start - 3, ", according")
            && !is_initials(context, name);
        Self {
            agency: behind || before(name.start) == "agency",
            reports,
            told: before(start) == "told",
            aside: before(start) == "," && reports && ends(end + 1) || given && ends(end),
        }
    }
}

/// "Source: KNA", "(KNA)" or "KNA" at the end.
fn credit(context: &Context<'_>) -> Option<Agency> {
    let tokens = &context.tokens;
    let blocks = context.article.blocks.len();
    (blocks.saturating_sub(CLOSING)..blocks)
        .rev()
        .find_map(|block| {
            let words = tokens_of(context, block);
            let last = words
                .iter()
                .rposition(|&at| tokens.get(at).is_some_and(|token| token.is_word))?;
            let name = context
                .names
                .within(*words.first()?..words[last] + 1)
                .last()?
                .clone();
            let before = |n: usize| name.start.checked_sub(n).map_or("", |at| tokens.lower(at));
            let short = words.len() <= CREDIT;
            let led = short
                && (name.start == words[0]
                    || matches!(before(1), "©" | "from" | "via" | "by")
                    || before(1) == ":"
                        && matches!(
                            before(2),
                            "source" | "text" | "credit" | "agency" | "agencies"
                        ));
            let bracketed = before(1) == "(" && tokens.lower(name.end) == ")"
                || before(1) == "/" && tokens.lower(name.end) == "/";
            let ends = name.end == words[last] + 1;
            let adds = words.iter().any(|&at| {
                matches!(
                    tokens.lower(at),
                    "additional" | "photo" | "photograph" | "picture" | "image"
                )
            });
            let fits = ends
                && (led || bracketed)
                && !adds
                && is_agency(context, &name)
                && !context.is_own(&name);
            fits.then(|| context.span(&name).map(Agency::Words))?
        })
}

/// "..., KNA reported." in the first paragraphs.
fn aside(context: &Context<'_>) -> Option<Agency> {
    let blocks = &context.article.blocks;
    let paragraphs = (0..blocks.len()).filter(|&at| blocks[at].kind == BlockKind::Paragraph);
    let unsigned = context.article.authors.is_empty();
    let words: Vec<usize> = paragraphs
        .take(if unsigned { UNSIGNED } else { OPENING })
        .flat_map(|block| tokens_of(context, block))
        .collect();
    let all = *words.first()?..*words.last()? + 1;
    let is = |name: &&Range<usize>| {
        let aside = Aside::read(context, name);
        aside.aside && (aside.agency || is_agency(context, name)) && !context.is_own(name)
    };
    let found = context.names.within(all).find(is)?;
    context.span(found).map(Agency::Words)
}

/// Whether the name is a part of the article's own outlet's, or short for it.
fn is_own(context: &Context<'_>, name: &str) -> bool {
    let outlet = context.article.outlet.as_ref();
    outlet.is_some_and(|outlet| outlet.value.to_lowercase().contains(&name.to_lowercase()))
        || context.is_short_for_own(name)
}
