//! Block quotations: whose they are says the paragraph before, if it ends with a colon ("The statement read:"), or a name
//! behind a dash below.

use std::ops::Range;

use super::{Page, Placed};
use crate::article::BlockKind;
use crate::attribution::Attribution;
use crate::grammar::vocabulary::{self, Function, Pronoun};

/// Tokens of a name below, at most.
const NAME: usize = 8;

pub(super) fn read(page: &Page<'_>, found: &[Attribution]) -> Vec<Placed> {
    let blocks = &page.article.blocks;
    let is = |at: usize| {
        blocks
            .get(at)
            .is_some_and(|block| block.kind == BlockKind::Quote)
            && !page.blocks[at].is_empty()
    };
    let mut out = Vec::new();
    let mut at = 0;
    while at < blocks.len() {
        let start = at;
        while is(at) {
            at += 1;
        }
        if start == at {
            at += 1;
            continue;
        }
        let mut content: Vec<Range<usize>> =
            (start..at).map(|at| page.blocks[at].clone()).collect();
        let below = signed(page, &mut content).or_else(|| signature(page, page.blocks.get(at)?, 0));
        let before = start.checked_sub(1).map(|at| page.blocks[at].clone());
        let who = below.or_else(|| introduced(page, &before?, found));
        if let Some((source, cue)) = who.filter(|_| !content.is_empty()) {
            out.push(Placed {
                source,
                cue,
                content,
                quoted: true,
                rules: true,
            });
        }
    }
    out
}

type Who = (Range<usize>, Range<usize>);

/// A name behind a dash at the end of the quotation itself, which is taken from it.
fn signed(page: &Page<'_>, content: &mut Vec<Range<usize>>) -> Option<Who> {
    let last = content.last_mut()?;
    let dash = last
        .clone()
        .rev()
        .take(NAME + 1)
        .find(|&at| is_dash(page, at))?;
    let who = signature(page, last, dash - last.start)?;
    last.end = dash;
    if last.start == last.end {
        content.pop();
    }
    Some(who)
}

/// "— Ilse Varga, ferrywoman" from this token of the block on: the name, and the dash.
fn signature(page: &Page<'_>, block: &Range<usize>, from: usize) -> Option<Who> {
    let dash = block.start + from;
    let dashes = (dash..block.end)
        .take_while(|&at| is_dash(page, at))
        .count();
    let start = dash + dashes;
    let end = (start..block.end)
        .find(|&at| {
            matches!(page.tokens.lower(at), "," | "(" | ";" | "/")
                || page.tokens.lower(at) == "." && at + 1 == block.end
        })
        .unwrap_or(block.end);
    let name = start..end;
    let capital = page.tokens.get(start).is_some_and(|token| token.capital);
    let fits = dashes > 0
        && capital
        && !name.is_empty()
        && name.len() <= NAME
        && name
            .clone()
            .all(|at| page.is_word(at) || page.tokens.lower(at) == ".");
    fits.then_some((name, dash..start))
}

fn is_dash(page: &Page<'_>, at: usize) -> bool {
    matches!(page.tokens.lower(at), "―" | "—" | "–" | "-")
}

/// Who the paragraph before names: the source whose cue stands in its last sentence, or the words before a verb of
/// speaking there.
fn introduced(page: &Page<'_>, before: &Range<usize>, found: &[Attribution]) -> Option<Who> {
    let tokens = &page.tokens;
    let colon = before
        .clone()
        .last()
        .filter(|&at| tokens.lower(at) == ":")?;
    let sentence = tokens.sentence(colon);
    let start = sentence.start.max(before.start);
    let bytes = page.bytes(&(start..colon + 1))?;
    let said = found.iter().rev().find_map(|one| {
        let (source, cue) = (one.source.as_ref()?, one.cue.as_ref()?);
        let inside = bytes.start <= cue.start() && cue.end() <= bytes.end;
        let (who, how) = (tokens.of(source), tokens.of(cue));
        let whole = |all: &[usize]| Some(*all.first()?..*all.last()? + 1);
        inside.then(|| Some((whole(&who)?, whole(&how)?)))?
    });
    said.or_else(|| {
        let says = |at: usize| {
            page.speaks(at)
                || matches!(
                    tokens.lower(at),
                    "read" | "reads" | "posted" | "went" | "continued"
                )
        };
        let verb = (start..colon).rev().find(|&at| says(at))?;
        let helps = |at: &usize| {
            matches!(
                vocabulary::function(tokens.lower(*at)),
                Some(Function::Auxiliary | Function::Adverb)
            ) || tokens.lower(*at) == "to"
        };
        let end = (start..verb).rev().find(|at| !helps(at))? + 1;
        let pronoun = matches!(
            vocabulary::pronoun(tokens.lower(end - 1)),
            Some(Pronoun::Person | Pronoun::Thing | Pronoun::Plural | Pronoun::Author)
        );
        let joins = |at: &usize| matches!(tokens.lower(*at), "," | ";" | "and" | "but" | ":");
        let from = (start..end).rev().find(joins).map_or(start, |at| at + 1);
        let source = if pronoun { end - 1 } else { from }..end;
        let names = vocabulary::determiner(tokens.lower(source.start)).is_some()
            || page.is_speaker(&source);
        (pronoun || names).then_some((source, verb..verb + 1))
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{quoting, said};

    #[test]
    fn who_says_a_block_quotation() {
        for (before, quote, below, source, content) in [
            (
                "The statement of the guild read:",
                "We did nothing.",
                "",
                "The statement of the guild",
                "We did nothing.",
            ),
            (
                "In May she wrote on her page:",
                "We did nothing.",
                "",
                "she",
                "We did nothing.",
            ),
            (
                "The mayor of Lund, who is ill, has since posted:",
                "We did nothing.",
                "",
                "",
                "",
            ),
            (
                "It was raining.",
                "We did nothing.",
                "— Ilse Varga, ferrywoman",
                "Ilse Varga",
                "We did nothing.",
            ),
            (
                "It was raining.",
                "We did nothing. — Ilse Varga",
                "",
                "Ilse Varga",
                "We did nothing.",
            ),
            ("It was raining.", "We did nothing.", "", "", ""),
            ("This is what we know:", "We did nothing.", "", "", ""),
        ] {
            let found = said(&quoting(before, quote, below));
            let wanted: Vec<(String, String)> = if source.is_empty() {
                Vec::new()
            } else {
                vec![(source.to_owned(), content.to_owned())]
            };
            assert_eq!(found, wanted, "{before} {quote} {below}");
        }
    }
}
