//! A trace as a picture: columns from left to right, whoever had the words first on the left.
//!
//! The picture stands by itself: no script, no font or picture from elsewhere, its own colours for light and dark
//! screens. Lines say by their form how the words came (heard: plain, cited: dashed, copied: double), and words beside
//! them what is not the ordinary; colour only repeats it.

use std::fmt::Write;

use super::super::xml::escaped;
use super::layers::{self, Slot};
use super::{EndKind, Node, Step, Trace};
use crate::account::{Bearing, Link};

/// Sizes in the picture's own units, which are pixels where it is not scaled.
const BOX: f64 = 210.0;
const LINE: f64 = 17.0;
const PAD: f64 = 10.0;
const BETWEEN_COLUMNS: f64 = 130.0;
const BETWEEN_ROWS: f64 = 22.0;
const MARGIN: f64 = 20.0;
/// Columns of a line in a box, where wide letters take two, and the most lines of a name.
const LETTERS: usize = 28;
const MOST_LINES: usize = 3;
/// Columns of a line of the heading.
const HEADING: usize = 90;

const STYLE: &str = "\
svg{--ink:#1b1b1b;--faint:#5c5c5c;--paper:#fff;--box:#f4f4f1;--line:#77776f;--deny:#a3261b;--confirm:#1d6b3a}\
@media(prefers-color-scheme:dark){svg{--ink:#ececec;--faint:#a8a8a8;--paper:#17181a;--box:#26282b;--line:#8d8f93;--deny:#ff8a7d;--confirm:#7fd6a0}}\
.paper{fill:var(--paper)}text{fill:var(--ink);font:13px system-ui,sans-serif}.faint{fill:var(--faint);font-size:11px}\
.head{font-size:15px;font-weight:600}.node{fill:var(--box);stroke:var(--line)}.outlet,.nobody{stroke-dasharray:5 4}\
.way{fill:none;stroke:var(--line);stroke-width:1.5}.cites{stroke-dasharray:6 4}.copies{stroke-width:4}.inner{fill:none;stroke:var(--paper);stroke-width:1.5}\
.denies,.doubts{stroke:var(--deny)}.confirms{stroke:var(--confirm)}text.denies,text.doubts{stroke:none;fill:var(--deny)}text.confirms{stroke:none;fill:var(--confirm)}\
.label{paint-order:stroke;stroke:var(--paper)!important;stroke-width:4px}";

/// Where a node stands.
struct Place {
    x: f64,
    y: f64,
    height: f64,
    lines: Vec<String>,
    remark: Option<&'static str>,
}

/// The picture.
pub fn draw(trace: &Trace) -> String {
    let heading = wrapped(&trace.text, HEADING, 4);
    let top = MARGIN + (heading.len() as f64) * 20.0 + 14.0;
    let Layout { places, passes } = laid_out(trace, top);
    let right = places
        .iter()
        .map(|place| place.x + BOX)
        .fold(MARGIN + BOX, f64::max);
    let bottom = places
        .iter()
        .map(|place| place.y + place.height)
        .fold(top, f64::max);
    let least = heading
        .iter()
        .map(|line| columns(line) as f64 * 8.5)
        .fold(0.0, f64::max);
    // Steps that lead back run below the boxes.
    let back = back_steps(trace, &places).count() as f64;
    let (width, height) = (
        (right + MARGIN).max(least + 2.0 * MARGIN),
        bottom + 26.0 * back + 56.0,
    );
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" height=\"{height:.0}\" role=\"img\" \
         aria-labelledby=\"t d\">\n<title id=\"t\">{}</title>\n<desc id=\"d\">{}</desc>\n<style>{STYLE}</style>\n<defs><marker id=\"end\" \
         viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerUnits=\"userSpaceOnUse\" markerWidth=\"10\" markerHeight=\"10\" orient=\"auto\"><path \
         d=\"M0 1L9 5L0 9z\" fill=\"context-stroke\"/></marker></defs>\n<rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n",
        escaped(&trace.text),
        escaped(&described(trace)),
    );
    for (at, line) in heading.iter().enumerate() {
        let y = MARGIN + 14.0 + (at as f64) * 20.0;
        let _ = writeln!(
            out,
            "<text class=\"head\" x=\"{MARGIN}\" y=\"{y:.0}\">{}</text>",
            escaped(line)
        );
    }
    let mut labels = String::new();
    let mut lane = 0.0;
    for (step, passes) in trace.steps.iter().zip(&passes) {
        let way = if leads_back(step, &places) {
            lane += 1.0;
            below(&places[step.to], &places[step.from], bottom + 26.0 * lane)
        } else {
            across(
                &places[step.to],
                passes,
                &places[step.from],
                gathers(trace, step),
            )
        };
        line(&mut out, &mut labels, step, &way);
    }
    for (node, place) in trace.nodes.iter().zip(&places) {
        boxed(&mut out, node, place);
    }
    out.push_str(&labels);
    let _ = writeln!(
        out,
        "<text class=\"faint\" x=\"{MARGIN}\" y=\"{:.0}\">plain line: heard; dashed: cited; double: copied. The arrow leads to whoever has it from there.</text>\n</svg>",
        height - MARGIN
    );
    out
}

/// The steps in words, for readers who do not see the picture.
fn described(trace: &Trace) -> String {
    let step = |step: &Step| {
        format!(
            "{} has it from {} ({}).",
            trace.nodes[step.from].name,
            trace.nodes[step.to].name,
            step.label()
        )
    };
    trace.steps.iter().map(step).collect::<Vec<_>>().join(" ")
}

/// Where the nodes stand, and where each step passes between columns, from left to right.
struct Layout {
    places: Vec<Place>,
    passes: Vec<Vec<(f64, f64)>>,
}

fn laid_out(trace: &Trace, top: f64) -> Layout {
    let mut places: Vec<Place> = trace.nodes.iter().map(unplaced).collect();
    let columns = layers::columns(trace);
    let room = |slot: &Slot, places: &[Place]| match slot {
        Slot::Node(node) => places[*node].height + BETWEEN_ROWS,
        Slot::Pass(_) => BETWEEN_ROWS,
    };
    let heights: Vec<f64> = columns
        .iter()
        .map(|column| column.iter().map(|slot| room(slot, &places)).sum())
        .collect();
    let tallest = heights.iter().copied().fold(0.0, f64::max);
    let mut passes = vec![Vec::new(); trace.steps.len()];
    for (at, column) in columns.iter().enumerate() {
        let x = MARGIN + (at as f64) * (BOX + BETWEEN_COLUMNS);
        let mut y = top + (tallest - heights[at]) / 2.0;
        for slot in column {
            match slot {
                Slot::Node(node) => (places[*node].x, places[*node].y) = (x, y),
                Slot::Pass(step) => passes[*step].push((x, y)),
            }
            y += room(slot, &places);
        }
    }
    Layout { places, passes }
}

/// The box of a node, which stands nowhere yet.
fn unplaced(node: &Node) -> Place {
    let lines = wrapped(&node.name, LETTERS, MOST_LINES);
    let remark = node.remarks().next();
    let rows = lines.len() + usize::from(remark.is_some());
    Place {
        x: 0.0,
        y: 0.0,
        height: (rows as f64) * LINE + 2.0 * PAD - 2.0,
        lines,
        remark,
    }
}

fn leads_back(step: &Step, places: &[Place]) -> bool {
    places[step.from].x <= places[step.to].x
}

fn back_steps<'a>(trace: &'a Trace, places: &'a [Place]) -> impl Iterator<Item = &'a Step> {
    trace.steps.iter().filter(|step| leads_back(step, places))
}

/// A line on the paper: its path, and where its label stands.
struct Way {
    path: String,
    label: (f64, f64),
}

/// Whether more lines come together where the step ends than part where it begins: its label then stands at the
/// beginning, where it has more room.
fn gathers(trace: &Trace, step: &Step) -> bool {
    let count = |one: fn(&Step) -> usize| {
        let here = one(step);
        trace.steps.iter().filter(|step| one(step) == here).count()
    };
    count(|step| step.from) > count(|step| step.to)
}

/// From the right edge of a box, through the places where it passes other columns, to the left edge of another box.
fn across(from: &Place, passes: &[(f64, f64)], to: &Place, gathers: bool) -> Way {
    let (mut x, mut y) = (from.x + BOX, from.y + from.height / 2.0);
    let mut path = format!("M{x:.0} {y:.0}");
    let end = (to.x, to.y + to.height / 2.0);
    let start = (x, y);
    let first = passes.first().copied().unwrap_or(end);
    let mut last = y;
    for (next, through) in passes
        .iter()
        .map(|&pass| (pass, true))
        .chain([(end, false)])
    {
        let middle = f64::midpoint(x, next.0);
        let _ = write!(
            path,
            "C{middle:.0} {y:.0} {middle:.0} {:.0} {:.0} {:.0}",
            next.1, next.0, next.1
        );
        last = y;
        (x, y) = next;
        if through {
            x += BOX;
            let _ = write!(path, "H{x:.0}");
        }
    }
    let aside = BETWEEN_COLUMNS * 0.4;
    let label = if gathers {
        (start.0 + aside, start.1 - 5.0 + (first.1 - start.1) * 0.2)
    } else {
        (end.0 - aside, end.1 - 5.0 + (last - end.1) * 0.2)
    };
    Way { path, label }
}

/// Down, along below all boxes, and up again.
fn below(from: &Place, to: &Place, y: f64) -> Way {
    let (x1, y1) = (from.x + BOX * 0.6, from.y + from.height);
    let (x2, y2) = (to.x + BOX * 0.4, to.y + to.height);
    Way {
        path: format!("M{x1:.0} {y1:.0}V{y:.0}H{x2:.0}V{y2:.0}"),
        label: ((x1 + x2) / 2.0, y - 4.0),
    }
}

fn line(out: &mut String, labels: &mut String, step: &Step, way: &Way) {
    let stance = step.stance.map_or("", Bearing::name);
    let path = &way.path;
    let _ = writeln!(
        out,
        "<path class=\"way {} {stance}\" d=\"{path}\" marker-end=\"url(#end)\"/>",
        step.link
    );
    if step.link == Link::Copies {
        let _ = writeln!(out, "<path class=\"inner\" d=\"{path}\"/>");
    }
    let (x, y) = way.label;
    let _ = writeln!(
        labels,
        "<text class=\"faint label {stance}\" text-anchor=\"middle\" x=\"{x:.0}\" y=\"{y:.0}\">{}</text>",
        step.label()
    );
}

fn boxed(out: &mut String, node: &Node, place: &Place) {
    let kind = node.end.kind;
    let round = if kind == EndKind::Origin {
        place.height / 2.0
    } else {
        4.0
    };
    let _ = writeln!(
        out,
        "<g><title>{}</title><rect class=\"node {kind}\" x=\"{:.0}\" y=\"{:.0}\" width=\"{BOX:.0}\" height=\"{:.0}\" rx=\"{round:.0}\"/>",
        escaped(&node.name),
        place.x,
        place.y,
        place.height
    );
    let middle = place.x + BOX / 2.0;
    let mut y = place.y + PAD + 11.0;
    for line in &place.lines {
        let _ = writeln!(
            out,
            "<text text-anchor=\"middle\" x=\"{middle:.0}\" y=\"{y:.0}\">{}</text>",
            escaped(line)
        );
        y += LINE;
    }
    if let Some(remark) = &place.remark {
        let stance = node.stance.map_or("", Bearing::name);
        let _ = writeln!(
            out,
            "<text class=\"faint {stance}\" text-anchor=\"middle\" x=\"{middle:.0}\" y=\"{y:.0}\">{remark}</text>"
        );
    }
    out.push_str("</g>\n");
}

/// The words in lines of so many columns, at most so many lines; what is left out is an ellipsis.
fn wrapped(words: &str, room: usize, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    let mut room_left = room;
    for word in words.split_whitespace() {
        let mut rest: Vec<char> = word.chars().collect();
        while !rest.is_empty() {
            let last = lines.len() - 1;
            let gap = usize::from(!lines[last].is_empty());
            let width: usize = rest.iter().copied().map(column).sum();
            if width + gap <= room_left {
                if gap == 1 {
                    lines[last].push(' ');
                }
                lines[last].extend(rest.drain(..));
                room_left -= width + gap;
            } else if lines[last].is_empty() {
                // A word wider than a line is broken.
                let mut taken = 0;
                while let Some(&c) = rest.first()
                    && (taken + column(c) <= room || lines[last].is_empty())
                {
                    lines[last].push(c);
                    taken += column(c);
                    rest.remove(0);
                }
                room_left = 0;
            } else {
                lines.push(String::new());
                room_left = room;
            }
        }
    }
    if lines.len() > most {
        lines.truncate(most);
        lines[most - 1].push('…');
    }
    lines
}

fn columns(words: &str) -> usize {
    words.chars().map(column).sum()
}

/// Signs of East Asian scripts and pictures take two columns, near enough.
const fn column(c: char) -> usize {
    if matches!(c, '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FF60}' | '\u{1F000}'..='\u{3FFFF}')
    {
        2
    } else {
        1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fit_their_boxes() {
        assert_eq!(wrapped("", 5, 2), [""]);
        assert_eq!(wrapped("one two three", 7, 3), ["one two", "three"]);
        assert_eq!(wrapped("abcdefghij k", 4, 2), ["abcd", "efgh…"]);
        assert_eq!(wrapped("潮潮潮", 4, 3), ["潮潮", "潮"]);
    }
}
