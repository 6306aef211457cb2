//! The headline: the heading that the page shows over its text.

use crate::page::html::dom::Dom;
use crate::page::html::marks::is_dropped;
use crate::page::html::pieces::{Piece, Tag};
use crate::page::words::{self, Role, fold};
use crate::page::{byline, calendar, lines};

/// The piece that is the headline, judged by its rank, its class and the titles that the page
/// declares elsewhere.
pub(crate) fn shown(dom: &Dom, pieces: &[Piece], declared: &[String]) -> Option<usize> {
    let declared: Vec<String> = declared.iter().map(|title| fold(title)).collect();
    let mut best: Option<(usize, usize)> = None;
    for (index, piece) in pieces.iter().enumerate() {
        if let Some(score) =
            score(dom, piece, &declared).filter(|score| best.is_none_or(|(top, _)| *score > top))
        {
            best = Some((score, index));
        }
    }
    best.map(|(_, index)| index).or_else(|| bold(pieces))
}

/// On pages without headings: the last bold line above the first paragraph.
fn bold(pieces: &[Piece]) -> Option<usize> {
    let first = pieces
        .iter()
        .position(|piece| lines::is_prose(&piece.text))?;
    pieces[..first].iter().rposition(|piece| {
        piece.bold
            && !piece.is_linked(50)
            && (8..=200).contains(&piece.text.chars().count())
            && !is_dropped(piece.role)
            && words::furniture(&piece.text).is_none()
            && !calendar::is_date_line(&piece.text)
            && byline::read(&piece.text).is_none()
    })
}

fn score(dom: &Dom, piece: &Piece, declared: &[String]) -> Option<usize> {
    let rank = match piece.tag {
        Tag::Heading(1) => 30,
        Tag::Heading(2) => 14,
        Tag::Heading(3) => 10,
        Tag::Heading(_) => 4,
        _ if piece.role == Some(Role::Title) => 12,
        _ => 0,
    };
    let length = piece.text.chars().count();
    if !(4..=300).contains(&length)
        || is_dropped(piece.role)
        || matches!(piece.role, Some(Role::Masthead | Role::Meta))
        || calendar::is_date_line(&piece.text)
        || words::furniture(&piece.text).is_some()
        || links_home(dom, piece)
    {
        return None;
    }
    let folded = fold(&piece.text);
    // How much of a declared title the piece is, or the other way about.
    let match_ = declared
        .iter()
        .map(|title| match title {
            title if title == &folded => 100,
            title if title.contains(&folded) => 90 * folded.len() / title.len().max(1),
            title if title.len() > 20 && folded.contains(title.as_str()) => {
                90 * title.len() / folded.len().max(1)
            }
            _ => 0,
        })
        .max()
        .unwrap_or(0);
    // Text that is no heading must be all of a declared title.
    if rank == 0 && (match_ < 90 || length < 15) {
        return None;
    }
    let role = if piece.role == Some(Role::Title) {
        15
    } else {
        0
    };
    Some(rank + role + match_)
}

/// Whether all of a heading is a link to the front page: the name of the site.
fn links_home(dom: &Dom, piece: &Piece) -> bool {
    piece.is_linked(90)
        && dom.nodes[dom.inside(piece.node)]
            .iter()
            .chain(
                dom.ancestors(piece.node)
                    .take(2)
                    .map(|node| &dom.nodes[node]),
            )
            .filter(|node| node.is(&["a"]))
            .any(|node| node.attribute("href").is_some_and(is_home))
}

/// Whether an address is a front page's.
pub(crate) fn is_home(href: &str) -> bool {
    let path = href.split_once("://").map_or(href, |(_, rest)| {
        rest.find('/').map_or("/", |at| &rest[at..])
    });
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let file = path
        .trim_start_matches('/')
        .trim_start_matches("./")
        .to_ascii_lowercase();
    matches!(path, "/" | "./" | "../")
        || ["index.htm", "index.html", "index.php", "home", "en", "en/"].contains(&file.as_str())
}
