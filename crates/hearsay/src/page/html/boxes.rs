//! Boxes inside the body: what stands between the article's paragraphs and is none of them.
//!
//! A "Related" heading takes its list along, a "Comments" one everything up to the end of its
//! element. A box with a heading of its own, or a table, that stands among paragraphs as one of
//! them is set apart too: facts in brief, an address for those concerned. So is a line in large
//! type that a paragraph says again.

use std::collections::HashSet;

use super::dom::Dom;
use super::kin::Kin;
use super::marks::is_dropped;
use super::pieces::{Piece, Tag};
use crate::page::repeats;
use crate::page::words::{self, Furniture};

/// The body of an article as far as it is known: its container, which pieces of the page are
/// running text, the first and the last of the article's.
pub(super) struct Body<'a> {
    pub(super) dom: &'a Dom,
    pub(super) pieces: &'a [Piece],
    pub(super) prose: &'a [bool],
    pub(super) container: usize,
    pub(super) first: usize,
    pub(super) last: usize,
}

impl Body<'_> {
    /// Characters of the running text.
    fn chars(&self) -> usize {
        (self.first..=self.last)
            .filter(|&i| self.prose[i])
            .map(|i| self.pieces[i].chars)
            .sum()
    }
}

/// Which pieces lie in boxes.
pub(super) fn boxed(body: &Body<'_>, kin: &Kin<'_>) -> Vec<bool> {
    let mut boxed = announced(body);
    for (index, apart) in set_apart(body, kin).into_iter().enumerate() {
        boxed[index] |= apart;
    }
    for index in pulled(body) {
        boxed[index] = true;
    }
    boxed
}

/// Boxes by the words of their headings.
fn announced(body: &Body<'_>) -> Vec<bool> {
    let &Body {
        dom,
        pieces,
        prose,
        container,
        first,
        ..
    } = body;
    let mut boxed = vec![false; pieces.len()];
    let total = body.chars();
    let mut above = 0;
    for index in 0..pieces.len() {
        let piece = &pieces[index];
        above += if prose[index] && index >= first {
            piece.chars
        } else {
            0
        };
        // What lies in a box already opens none of its own.
        if boxed[index] {
            continue;
        }
        let Some(found) = words::furniture(&piece.text) else {
            continue;
        };
        boxed[index] = true;
        // A line inside running text or a label within a list is only itself.
        if found == Furniture::Line || !dom.inside(container).contains(&piece.node) {
            continue;
        }
        if found == Furniture::Tail && words::ends_page(&piece.text) && above * 2 > total {
            boxed[index..].fill(true);
            break;
        }
        let own = dom.nodes[piece.node].chars;
        let home = dom
            .ancestors(piece.node)
            .find(|&node| dom.nodes[node].chars > own + 2);
        let words = |node: usize| dom.nodes[node].chars - dom.nodes[node].linked;
        let small = home.filter(|&home| words(home) * 3 < total);
        for next in index + 1..pieces.len() {
            let inside = small.is_some_and(|home| dom.inside(home).contains(&pieces[next].node));
            let loose = small.is_none() && !prose[next];
            if !(inside || loose) {
                break;
            }
            boxed[next] = true;
        }
    }
    boxed
}

/// Names of elements that hold a box.
const HOLDERS: &[&str] = &["aside", "details", "div", "section", "table"];

/// Share of the body's text, in percent, above which boxes are sections of the article.
const SECTIONS: usize = 25;

/// Tables, and elements with a heading, that stand as one beside the paragraphs. An article in
/// sections has headings in its elements as well, but most of its text.
fn set_apart(body: &Body<'_>, kin: &Kin<'_>) -> Vec<bool> {
    let &Body {
        dom,
        pieces,
        container,
        first,
        last,
        ..
    } = body;
    let mut apart = vec![false; pieces.len()];
    let mut seen = HashSet::new();
    let total = body.chars();
    let mut held = 0;
    for index in first..=last {
        let place = std::iter::once(pieces[index].node)
            .chain(dom.ancestors(pieces[index].node))
            .take_while(|&node| node != container)
            .find(|&node| {
                let element = &dom.nodes[node];
                (element.is(HOLDERS) || element.name.contains('-')) && kin.is_beside(dom, node)
            });
        let Some(place) = place.filter(|&place| seen.insert(place)) else {
            continue;
        };
        let inside: Vec<usize> = (index..pieces.len())
            .take_while(|&i| dom.inside(place).contains(&pieces[i].node))
            .filter(|&i| !is_dropped(pieces[i].role))
            .collect();
        let heading = |i: &usize| {
            let piece = &pieces[*i];
            matches!(piece.tag, Tag::Heading(_)) || piece.bold && piece.text.chars().count() < 90
        };
        let headed = inside.first().is_some_and(heading) && !inside.iter().all(heading);
        // Old pages set a picture and its caption in a table.
        let table = dom.nodes[place].is(&["table"]) && dom.nodes[place].pictures == 0;
        if headed || table {
            held += inside.iter().map(|&i| pieces[i].chars).sum::<usize>();
            for i in inside {
                apart[i] = true;
            }
        }
    }
    if held * 100 > total * SECTIONS {
        return vec![false; pieces.len()];
    }
    apart
}

/// Pull quotes of the body. Headings may repeat a paragraph's words, and captions do.
fn pulled(body: &Body<'_>) -> Vec<usize> {
    let all: Vec<(usize, &str)> = (body.first..=body.last)
        .filter(|&i| {
            !matches!(body.pieces[i].tag, Tag::Heading(_)) && body.pieces[i].role.is_none()
        })
        .map(|i| (i, body.pieces[i].text.as_str()))
        .collect();
    let (texts, candidates): (Vec<_>, Vec<_>) = all
        .iter()
        .copied()
        .partition(|(i, _)| body.prose[*i] && body.pieces[*i].tag == Tag::Paragraph);
    let short = texts.iter().copied().filter(|(_, text)| text.len() < 300);
    let candidates: Vec<(usize, &str)> = candidates.into_iter().chain(short).collect();
    repeats::find(&candidates, &texts)
}
