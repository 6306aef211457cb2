//! Where the extractor's paragraphs stand, and so what stands among them.

use std::collections::{HashMap, HashSet};

use super::dom::Dom;
use super::pieces::{Piece, Tag};

/// Where the extractor's paragraphs stand. Text above or below all of them is the article's only
/// beside one of them, or in a box of the same kind beside one's box: teasers have boxes of their own.
pub(super) struct Kin<'a> {
    parents: HashSet<usize>,
    boxes: HashSet<(usize, &'a str, &'a str)>,
    /// The elements among whose children most paragraphs stand, alone or in boxes of one kind.
    homes: HashSet<usize>,
    /// The kinds of those boxes.
    kinds: HashSet<(usize, &'a str, &'a str)>,
}

/// Share of the core's text, in percent, that makes an element its home.
const HOME: usize = 30;

impl<'a> Kin<'a> {
    pub(super) fn new(dom: &'a Dom, pieces: &[Piece], core: &[usize]) -> Self {
        let total: usize = core.iter().map(|&index| pieces[index].chars).sum();
        let mut parents: HashMap<usize, usize> = HashMap::new();
        let mut boxes: HashMap<_, (usize, HashSet<usize>)> = HashMap::new();
        for &index in core {
            let (place, chars) = (Self::place(dom, &pieces[index]), pieces[index].chars);
            *parents.entry(place).or_default() += chars;
            let (held, places) = boxes.entry(Self::kind(dom, place)).or_default();
            *held += chars;
            places.insert(place);
        }
        let most = |held: usize| held * 100 > total * HOME;
        let kinds: HashSet<_> = boxes
            .iter()
            .filter(|(_, (held, places))| most(*held) && places.len() > 1)
            .map(|(kind, _)| *kind)
            .collect();
        let homes = parents
            .iter()
            .filter(|(_, held)| most(**held))
            .map(|(place, _)| *place)
            .chain(kinds.iter().map(|(parent, ..)| *parent))
            .collect();
        Self {
            parents: parents.into_keys().collect(),
            boxes: boxes.into_keys().collect(),
            homes,
            kinds,
        }
    }

    /// The element around a paragraph; loose text stands in its element itself.
    fn place(dom: &Dom, piece: &Piece) -> usize {
        match piece.tag {
            Tag::Loose => piece.node,
            _ => dom.nodes[piece.node].parent,
        }
    }

    fn kind(dom: &'a Dom, place: usize) -> (usize, &'a str, &'a str) {
        let node = &dom.nodes[place];
        (
            node.parent,
            &node.name,
            node.attribute("class").unwrap_or_default(),
        )
    }

    /// Whether an element stands among the paragraphs, and is no box of one.
    pub(super) fn is_beside(&self, dom: &'a Dom, node: usize) -> bool {
        self.homes.contains(&dom.nodes[node].parent)
            && !self.homes.contains(&node)
            && !self.kinds.contains(&Self::kind(dom, node))
    }

    /// Whether a piece stands beside one of the paragraphs, or in a box like one's.
    pub(super) fn has(&self, dom: &'a Dom, piece: &Piece) -> bool {
        let place = Self::place(dom, piece);
        self.parents.contains(&place) || self.boxes.contains(&Self::kind(dom, place))
    }
}
