//! Decides which pieces of a page are its article, and what each of them is.
//!
//! The extractor's vote finds the container of the body. Inside it, from the first to the last
//! paragraph, running text stays even where the extractor lost it, and furniture goes even where
//! it kept it.

use super::boxes::{self, Body};
use super::dom::Dom;
use super::kin::Kin;
use super::marks::is_dropped;
use super::pieces::{Piece, Tag};
use crate::article::BlockKind;
use crate::page::lines;
use crate::page::words::{self, Role};
use crate::page::{byline, calendar};

/// The article's pieces by their index, with their kinds, in page order.
pub(crate) struct Chosen {
    pub(crate) blocks: Vec<(BlockKind, usize)>,
    /// How much of the text of ours and of the extractor's is the same, 0 to 1; `None` if the
    /// extractor gave no answer.
    pub(crate) agreement: Option<f64>,
}

/// Chooses. `title` is the headline as the page shows it: its pieces are left out.
pub(crate) fn choose(
    dom: &Dom,
    pieces: &[Piece],
    votes: Option<&[bool]>,
    title: Option<&str>,
    title_at: Option<usize>,
) -> Chosen {
    let nothing = Chosen {
        blocks: Vec::new(),
        agreement: None,
    };
    let mut prose: Vec<bool> = pieces.iter().map(is_running_text).collect();
    let voted = |index: usize| votes.is_none_or(|votes| votes[index]);
    let mut core: Vec<usize> = (0..pieces.len())
        .filter(|&i| prose[i] && voted(i))
        .collect();
    if core.is_empty() {
        core = (0..pieces.len()).filter(|&i| prose[i]).collect();
    }
    let Some(container) = container(dom, pieces, &core, votes.is_some()) else {
        return nothing;
    };
    let container = climb(dom, pieces, &prose, container);
    let within = |index: usize| dom.inside(container).contains(&pieces[index].node);
    let kin = Kin::new(dom, pieces, &core);
    for (index, piece) in pieces.iter().enumerate() {
        if piece.role == Some(Role::Lead) && kin.has(dom, piece) {
            prose[index] = lines::is_prose(&piece.text);
        }
    }
    let (top, bottom) = (core.first().copied(), core.last().copied());
    let inner =
        |i: usize| top.is_some_and(|top| top <= i) && bottom.is_some_and(|bottom| i <= bottom);
    let mut running: Vec<usize> = (0..pieces.len())
        .filter(|&i| prose[i] && within(i) && (inner(i) || kin.has(dom, &pieces[i])))
        .collect();
    if is_summary(pieces, &running, title_at) {
        prose[running.remove(0)] = false;
    }
    let (Some(&first), Some(&last)) = (running.first(), running.last()) else {
        return nothing;
    };
    let short = |&i: &usize| {
        within(i) && voted(i) && is_short_paragraph(&pieces[i]) && kin.has(dom, &pieces[i])
    };
    let last = (last + 1..pieces.len()).rfind(short).unwrap_or(last);
    let first = opening(pieces, first, title_at, within);
    let boxed = boxes::boxed(
        &Body {
            dom,
            pieces,
            prose: &prose,
            container,
            first,
            last,
        },
        &kin,
    );
    let folded_title = title.map(words::fold);
    let is_title = |piece: &Piece| folded_title.as_deref() == Some(&words::fold(&piece.text));
    let start = title_at.filter(|&at| at < first).unwrap_or(first);
    let mut blocks = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        if boxed[index] || is_dropped(piece.role) || is_title(piece) {
            continue;
        }
        let body = (first..=last).contains(&index) && within(index);
        let near = index > start && index < first
            || body
            || index > last && within(index)
            || within(index) && index < first;
        let kind = match near {
            true => kind(
                dom,
                pieces,
                index,
                body,
                prose[index],
                voted(index),
                start < index && index < first && (index - start <= NEAR || piece.role.is_some()),
            ),
            false => None,
        };
        if let Some(kind) = kind {
            blocks.push((kind, index));
        }
    }
    drop_idle_headings(&mut blocks);
    let agreement = votes.map(|votes| agreement(pieces, &blocks, votes));
    Chosen { blocks, agreement }
}

/// A paragraph of somebody's text, be it the article or not.
fn is_running_text(piece: &Piece) -> bool {
    if is_dropped(piece.role)
        || piece.is_linked(60) && piece.chars < 250
        || words::furniture(&piece.text).is_some()
    {
        return false;
    }
    let marked = matches!(
        piece.role,
        Some(
            Role::Caption
                | Role::Credit
                | Role::Byline
                | Role::Date
                | Role::Masthead
                | Role::Title
                | Role::Standfirst
                | Role::Lead
                | Role::Links
        )
    );
    !marked
        && match piece.tag {
            Tag::Heading(_) => false,
            Tag::Paragraph | Tag::Loose => lines::is_prose(&piece.text) && !is_caption(piece),
            Tag::Quote | Tag::Item => {
                lines::is_prose(&piece.text) && lines::caption(&piece.text).is_none()
            }
        }
}

/// `No comment.`: a paragraph too short to be known as prose but for the ones around it.
fn is_short_paragraph(piece: &Piece) -> bool {
    piece.tag == Tag::Paragraph
        && piece.role.is_none()
        && lines::ends_sentence(&piece.text)
        && byline::read(&piece.text).is_none()
        && !piece.is_linked(30)
        && words::furniture(&piece.text).is_none()
}

/// Shortest standfirst without a mark, in code points.
const LEAST: usize = 40;

/// Longest summary over the by-line, in code points.
const SUMMARY: usize = 400;

/// Whether the first running text is a summary: it stands between the headline and the by-line.
fn is_summary(pieces: &[Piece], running: &[usize], title_at: Option<usize>) -> bool {
    let &[first, second, ..] = running else {
        return false;
    };
    let signed = |piece: &Piece| {
        matches!(piece.role, Some(Role::Byline | Role::Date))
            || byline::read(&piece.text).is_some()
            || calendar::is_date_line(&piece.text)
    };
    let heading = |piece: &Piece| matches!(piece.tag, Tag::Heading(_));
    title_at.is_some_and(|at| {
        at < first && first - at <= NEAR && !pieces[at + 1..first].iter().any(heading)
    }) && pieces[first].text.chars().count() <= SUMMARY
        && pieces[first + 1..second].iter().any(signed)
}

/// How many pieces below the headline a standfirst without a mark stands at most.
const NEAR: usize = 4;

/// Where the body opens: at a short heading over its first paragraph, if there is one.
fn opening(
    pieces: &[Piece],
    first: usize,
    title_at: Option<usize>,
    within: impl Fn(usize) -> bool,
) -> usize {
    let top = title_at.map_or(0, |at| at + 1).max(first.saturating_sub(3));
    (top..first)
        .rev()
        .find(|&index| {
            let heading = matches!(pieces[index].tag, Tag::Heading(2..=6));
            heading
                && within(index)
                && pieces[index].text.chars().count() < 60
                && !is_dropped(pieces[index].role)
        })
        .unwrap_or(first)
}

/// Text that says itself that it belongs to a picture; whole paragraphs are believed less.
fn is_caption(piece: &Piece) -> bool {
    match lines::caption(&piece.text) {
        None => lines::announces_pictures(&piece.text),
        Some(_) if piece.tag == Tag::Paragraph => {
            piece.text.chars().count() < 250 && lines::inner_ends(&piece.text) < 2
        }
        Some(_) => true,
    }
}

/// The smallest element that holds nearly all of the core's words.
fn container(dom: &Dom, pieces: &[Piece], core: &[usize], voted: bool) -> Option<usize> {
    let total: usize = core.iter().map(|&i| pieces[i].chars).sum();
    let mut held = vec![0_usize; dom.nodes.len()];
    for &i in core {
        let node = pieces[i].node;
        held[node] += pieces[i].chars;
        for ancestor in dom.ancestors(node) {
            held[ancestor] += pieces[i].chars;
        }
    }
    // Without a vote, pages of many boxes have no element for all: half must do.
    let share = if voted { 85 } else { 55 };
    (0..dom.nodes.len())
        .filter(|&node| total > 0 && held[node] * 100 >= total * share)
        .max_by_key(|&node| (node, held[node]))
}

/// A live page keeps its entries side by side, and a page builder each paragraph in a box: if the
/// elements beside the container are of its kind and hold as much text, theirs is the article's too.
fn climb(dom: &Dom, pieces: &[Piece], prose: &[bool], mut container: usize) -> usize {
    for _ in 0..6 {
        let node = &dom.nodes[container];
        let parent = node.parent;
        if parent == container || dom.nodes[parent].is(&["body", "html", "#document"]) {
            return container;
        }
        let class = node.attribute("class").unwrap_or_default();
        let like = |other: usize| {
            let other = &dom.nodes[other];
            other.name == node.name && other.attribute("class").unwrap_or_default() == class
        };
        let own_title = |other: usize| {
            dom.nodes[dom.inside(other)]
                .iter()
                .any(|inner| inner.is(&["h1"]))
        };
        let text = |other: usize| -> usize {
            pieces
                .iter()
                .zip(prose)
                .filter(|(piece, prose)| **prose && dom.inside(other).contains(&piece.node))
                .map(|(piece, _)| piece.chars)
                .sum()
        };
        let beside: usize = dom
            .children(parent)
            .filter(|&other| other != container && like(other) && !own_title(other))
            .map(text)
            .sum();
        let lone = dom
            .children(parent)
            .filter(|&child| dom.nodes[child].chars > 0)
            .count()
            == 1;
        if lone || beside * 2 >= text(container) && beside > 0 {
            container = parent;
        } else {
            return container;
        }
    }
    container
}

/// What a piece of the article's region is; `None` if it is no part of the article.
fn kind(
    dom: &Dom,
    pieces: &[Piece],
    index: usize,
    body: bool,
    prose: bool,
    voted: bool,
    above: bool,
) -> Option<BlockKind> {
    let piece = &pieces[index];
    let length = piece.text.chars().count();
    match piece.role {
        Some(Role::Caption) => return Some(BlockKind::Caption),
        Some(Role::Credit) => return Some(BlockKind::Credit),
        Some(Role::Standfirst) if above && length > 20 => return Some(BlockKind::Standfirst),
        Some(Role::Lead) if above && length > 20 && !prose => return Some(BlockKind::Standfirst),
        Some(Role::Byline | Role::Date | Role::Meta | Role::Masthead) if length < 200 && !prose => {
            return None;
        }
        Some(Role::Links) if !prose => return None,
        _ => {}
    }
    if byline::read(&piece.text).is_some() || calendar::is_date_line(&piece.text) {
        return None;
    }
    if beside_picture(dom, piece) {
        return Some(BlockKind::Caption);
    }
    if beside_caption(dom, piece) {
        return Some(BlockKind::Credit);
    }
    if !prose && is_caption(piece) {
        return Some(match lines::caption(&piece.text) {
            Some(Role::Credit) => BlockKind::Credit,
            _ => BlockKind::Caption,
        });
    }
    if above && !body {
        // A sub-headline stands right under the headline, in a heading or a paragraph of its own.
        let under = match piece.tag {
            Tag::Heading(2..=4) => true,
            Tag::Paragraph => {
                piece.role.is_none()
                    && (LEAST..=SUMMARY).contains(&length)
                    && lines::ends_sentence(&piece.text)
            }
            _ => false,
        };
        let standfirst = under && length >= LEAST && !piece.is_linked(20);
        return standfirst.then_some(BlockKind::Standfirst);
    }
    if !body {
        return None;
    }
    match piece.tag {
        Tag::Heading(1) => None,
        Tag::Heading(_) if piece.is_linked(70) => None,
        Tag::Heading(_) => Some(BlockKind::Heading),
        Tag::Item if !piece.is_linked(60) && (voted || prose) => Some(BlockKind::ListItem),
        Tag::Quote if !piece.is_linked(80) => Some(BlockKind::Quote),
        Tag::Paragraph if piece.is_linked(80) && length < 200 => None,
        Tag::Paragraph | Tag::Loose if is_bold_heading(piece) => Some(BlockKind::Heading),
        Tag::Paragraph if prose || voted => Some(BlockKind::Paragraph),
        Tag::Paragraph if lines::ends_sentence(&piece.text) && !piece.is_linked(30) => {
            Some(BlockKind::Paragraph)
        }
        Tag::Loose if prose => Some(BlockKind::Paragraph),
        Tag::Loose if voted && length >= 25 && lines::ends_sentence(&piece.text) => {
            Some(BlockKind::Paragraph)
        }
        _ => None,
    }
}

/// Many editors write headings as a bold line of its own.
fn is_bold_heading(piece: &Piece) -> bool {
    let length = piece.text.chars().count();
    piece.bold
        && length <= 90
        && !piece.text.ends_with(['.', '!', '"', '”', ':', ','])
        && !piece.is_linked(20)
}

/// Longest caption without a mark, in code points.
const CAPTION: usize = 300;

/// Whether a short piece stands in a figure that has its caption elsewhere.
fn beside_caption(dom: &Dom, piece: &Piece) -> bool {
    let figure = std::iter::once(piece.node)
        .chain(dom.ancestors(piece.node))
        .take(4)
        .find(|&node| dom.nodes[node].is(&["figure"]));
    let captioned = |figure: usize| {
        let mut inner = dom.nodes[dom.inside(figure)].iter();
        dom.nodes[figure].chars <= 600 && inner.any(|node| node.is(&["figcaption"]))
    };
    piece.text.chars().count() <= 80 && figure.is_some_and(captioned)
}

/// Whether a picture and this piece are all that an element holds.
fn beside_picture(dom: &Dom, piece: &Piece) -> bool {
    if piece.text.chars().count() > CAPTION || matches!(piece.tag, Tag::Heading(_) | Tag::Item) {
        return false;
    }
    for (step, node) in std::iter::once(piece.node)
        .chain(dom.ancestors(piece.node))
        .take(6)
        .enumerate()
    {
        let element = &dom.nodes[node];
        // The credit of the same picture may stand beside the caption.
        if element.chars > piece.chars + 60 || element.is(&["body", "article", "main"]) {
            return false;
        }
        if element.pictures > 0 {
            // A picture inside a paragraph of text is an ornament, unless a line break parts them.
            let parted = dom.nodes[dom.inside(node)]
                .iter()
                .any(|inner| inner.is(&["br", "small", "em", "i"]));
            return step > 0 || parted || !lines::ends_sentence(&piece.text);
        }
        if element.is(&["figure"]) {
            return element.chars <= 400;
        }
    }
    false
}

/// Headings with nothing of the body under them go.
fn drop_idle_headings(blocks: &mut Vec<(BlockKind, usize)>) {
    let mut body_below = false;
    let mut keep: Vec<bool> = blocks
        .iter()
        .rev()
        .map(|(kind, _)| {
            let keep = *kind != BlockKind::Heading || body_below;
            body_below |= kind.is_body();
            keep
        })
        .collect();
    keep.reverse();
    let mut keep = keep.into_iter();
    blocks.retain(|_| keep.next().unwrap_or(true));
}

/// Common characters over all characters of both selections, captions and headings left out.
fn agreement(pieces: &[Piece], blocks: &[(BlockKind, usize)], votes: &[bool]) -> f64 {
    let mut ours = vec![false; pieces.len()];
    for (kind, index) in blocks {
        ours[*index] = kind.is_body();
    }
    let (mut both, mut either) = (0, 0);
    for (index, piece) in pieces.iter().enumerate() {
        if matches!(piece.tag, Tag::Heading(_)) || piece.chars < 20 {
            continue;
        }
        both += if ours[index] && votes[index] {
            piece.chars
        } else {
            0
        };
        either += if ours[index] || votes[index] {
            piece.chars
        } else {
            0
        };
    }
    if either == 0 {
        1.0
    } else {
        both as f64 / either as f64
    }
}
