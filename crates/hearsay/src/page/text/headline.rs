//! The headline among the lines of a text.
//!
//! Nothing marks it, so its neighbours do: the title of the window says it too, a by-line stands
//! under it or a date over it, the text follows. Notes on cookies, menus and teasers stand above.

use super::line::{Kind, LONG, Line};
use crate::page::lines;
use crate::page::words::{self, Furniture};

/// Longest headline, in code points.
const LONGEST: usize = 250;

/// How many lines of menus may stand above a headline.
const DEEPEST: usize = 1000;

/// How many lines of a box stand under its heading at most.
const LISTED: usize = 12;

/// How many lines below a headline a by-line stands at most.
const REACH: usize = 4;

/// The line that is the headline; `None` if no line above the text can be.
pub(super) fn find(lines: &[Line]) -> Option<usize> {
    let first = lines.iter().position(|line| line.kind == Kind::Prose)?;
    let all = prose(lines);
    let mut best: Option<(i32, usize)> = None;
    let mut above = 0;
    for (at, line) in lines.iter().enumerate().take(DEEPEST) {
        // A headline stands over most of the text.
        if above * 4 > all {
            break;
        }
        if let Some(score) =
            score(lines, at, at > first).filter(|score| best.is_none_or(|(top, _)| *score > top))
        {
            best = Some((score, at));
        }
        if line.kind == Kind::Prose {
            above += line.text.len();
        }
    }
    match best {
        Some((score, at)) if score > 0 => Some(at),
        _ => longest(&lines[..first]),
    }
}

fn prose(lines: &[Line]) -> usize {
    lines
        .iter()
        .filter(|line| line.kind == Kind::Prose)
        .map(|line| line.text.len())
        .sum()
}

/// How much speaks for a line; `None` if it cannot be a headline. Below running text (`late`) only
/// what its neighbours say counts.
fn score(lines: &[Line], at: usize, late: bool) -> Option<i32> {
    let line = &lines[at];
    let length = line.text.chars().count();
    let question = line.kind == Kind::Prose
        && length <= LONG
        && lines::inner_ends(&line.text) == 0
        && line.text.ends_with(['?', '!']);
    let headline = matches!(line.kind, Kind::Short | Kind::Teaser)
        || line.kind == Kind::Caption && length > LONG
        || question;
    if !headline || length > LONGEST || is_listed(lines, at) {
        return None;
    }
    let words = line.words();
    let own = match words {
        0..=2 => -1,
        3 => 1,
        4..=5 => 3,
        _ => 4,
    };
    let signed = signed(lines, at);
    let titled = 6 * i32::from(window(lines, at).is_some());
    if (late || question) && signed + titled == 0 {
        return None;
    }
    let stopped = i32::from(line.text.ends_with('.'));
    // A summary has the headline right above it, and the same by-line below.
    let summary = at > 0 && titled == 0 && {
        let above = &lines[at - 1];
        above.kind == Kind::Short && above.words() > 3 && !is_listed(lines, at - 1)
    };
    Some(own + signed + titled - stopped - 2 * i32::from(summary && signed > 0))
}

/// Whether a line is one of several short ones under the heading of a box: other stories.
fn is_listed(lines: &[Line], at: usize) -> bool {
    let mut up = at;
    while up > 0 && at - up < LISTED && !lines[up].gap {
        up -= 1;
        match lines[up].kind {
            Kind::Furniture(Furniture::Tail | Furniture::Box) => return true,
            Kind::Short | Kind::Teaser => {}
            _ => return false,
        }
    }
    false
}

/// What the by-line or date near a line says for it: the nearest line of several words above it,
/// but for one summary, is the headline.
fn signed(lines: &[Line], at: usize) -> i32 {
    let (mut summary, mut menu) = (false, false);
    for line in lines[at + 1..].iter().take(REACH) {
        match line.kind {
            Kind::Signature => return 5,
            Kind::Prose | Kind::Short | Kind::Teaser if !(summary || menu) && line.words() > 3 => {
                summary = true;
            }
            Kind::Short if line.words() > 3 => break,
            Kind::Furniture(_) => menu = true,
            Kind::Prose => break,
            _ => {}
        }
    }
    let dated = lines[at.saturating_sub(2)..at]
        .iter()
        .any(|line| line.kind == Kind::Signature);
    if dated { 3 } else { 0 }
}

/// The title of the window above a headline: the headline again, with the name of the site.
pub(super) fn window(lines: &[Line], at: usize) -> Option<&str> {
    let headline = words::fold(&lines[at].text);
    if headline.chars().count() < 12 {
        return None;
    }
    lines[..at]
        .iter()
        .filter(|line| match line.kind {
            Kind::Furniture(_) => false,
            Kind::Prose => line.text.chars().count() <= LONGEST,
            _ => true,
        })
        .take(REACH * 2)
        .find(|line| words::fold(&line.text).contains(&headline))
        .map(|line| line.text.as_str())
}

/// The first line of several words below the menu, or the longest.
fn longest(head: &[Line]) -> Option<usize> {
    let candidate = |at: &usize| matches!(head[*at].kind, Kind::Short | Kind::Teaser);
    let menu = head
        .iter()
        .rposition(|line| matches!(line.kind, Kind::Furniture(_)))
        .map_or(0, |at| at + 1);
    (menu..head.len())
        .filter(candidate)
        .max_by_key(|&at| head[at].text.len())
        .or_else(|| {
            (0..head.len())
                .filter(candidate)
                .max_by_key(|&at| head[at].text.len())
        })
}

#[cfg(test)]
mod tests {
    use super::super::{line, paragraphs};
    use super::*;

    const PROSE: &str = "The harbour office closed the quay on Monday, two officials said. Nobody knows for how long.";

    fn of(head: &str) -> Option<String> {
        let text = format!("{head}\n\n{PROSE}\n\n{PROSE}\n\n{PROSE}\n\n{PROSE}");
        let lines = line::cut(&text, paragraphs(&text));
        find(&lines).map(|at| lines[at].text.clone())
    }

    #[test]
    fn its_neighbours_tell() {
        for head in [
            "The Kite\nIsland life\nSport\n\nQuay closed after fire\n\nBy Ada Lund\n4 March 2031",
            "Quay closed after fire - The Kite\nMenu\nOld quays of the coast\n\nQuay closed after fire",
            "The Kite\n4 March 2031\nQuay closed after fire",
            "The quay closes again on Friday, a note says, and cookies stay.\n\nQuay closed after fire\nBy Ada Lund",
            "Trending\nGoat elected mayor of a village\nThe man who ate a lighthouse\n\nQuay closed after fire",
            "Harbour\nQuay closed after fire\nA night guard saw the flames at two\nBy Ada Lund",
            "Home / Harbour / Quay closed after fire\nQuay closed after fire",
            "Harbour\nQuay closed after fire\nA night guard saw the flames at two in the morning.\nBy Ada Lund",
        ] {
            assert_eq!(
                of(head).as_deref(),
                Some("Quay closed after fire"),
                "{head}"
            );
        }
    }

    #[test]
    fn text_alone_has_none() {
        assert_eq!(of(PROSE), None);
    }
}
