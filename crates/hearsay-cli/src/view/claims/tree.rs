//! A trace as lines of text: a tree with what each had from whom.

use hearsay::account::Bearing;
use hearsay::export::trace::{Branch, EndKind, Step, Trace};

use super::short;
use crate::view::Screen;
use crate::view::look::Look;
use crate::view::wrap::Wrap;

/// The tree.
pub(crate) fn view(trace: &Trace, screen: Screen) -> String {
    let mut out = String::new();
    let mut wrap = Wrap::new(&mut out, screen, "", "");
    wrap.text(&trace.text, Look::STRONG);
    wrap.end();
    let note = if trace.leads_up() {
        "from its article up to those it had it from"
    } else {
        "from those who had it first down to those who have it from them"
    };
    let mut wrap = Wrap::new(&mut out, screen, "", "");
    wrap.text(note, Look::FAINT);
    wrap.end();
    for tree in trace.trees() {
        out.push('\n');
        branch(&mut out, trace, &tree, screen, "", "");
    }
    out
}

fn branch(out: &mut String, trace: &Trace, tree: &Branch, screen: Screen, label: &str, hang: &str) {
    let node = &trace.nodes[tree.node];
    let more = if tree.branches.is_empty() {
        "  "
    } else {
        "│ "
    };
    let mut wrap = Wrap::new(out, screen, label, &format!("{hang}{more}"));
    let look = match node.end.kind {
        EndKind::Article => Look::PLAIN,
        _ => Look::SOURCE,
    };
    wrap.text(&node.name, look);
    let step = tree.step.map(|step| &trace.steps[step]);
    let mut remarks: Vec<String> = Vec::new();
    match step {
        Some(step) => remarks.push(told(trace, step)),
        None => remarks.extend(node.stance.map(|stance| stance.name().to_owned())),
    }
    remarks.extend(node.remark().map(str::to_owned));
    if node.end.kind == EndKind::Article {
        remarks.push(short(&node.end.id));
    }
    if tree.is_above {
        remarks.push("see above".to_owned());
    }
    for remark in remarks.iter().filter(|remark| !remark.is_empty()) {
        wrap.text(&format!(" · {remark}"), Look::FAINT);
    }
    wrap.end();
    for (at, child) in tree.branches.iter().enumerate() {
        let (corner, line) = if at + 1 == tree.branches.len() {
            ("└─ ", "   ")
        } else {
            ("├─ ", "│  ")
        };
        branch(
            out,
            trace,
            child,
            screen,
            &format!("{hang}{corner}"),
            &format!("{hang}{line}"),
        );
    }
}

/// How the words came to where they are, with what is not the ordinary about it.
pub(crate) fn told(trace: &Trace, step: &Step) -> String {
    let mut words = vec![step.link.name().to_owned()];
    let stance = step.stance.filter(|stance| *stance != Bearing::Asserts);
    words.extend(stance.map(|stance| stance.name().to_owned()));
    if step.is_loop {
        let back = if trace.leads_up() { step.to } else { step.from };
        words.push(format!("a loop: back to {}", trace.nodes[back].name));
    }
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use hearsay::export::Shelf;

    fn screen() -> Screen {
        Screen {
            colour: false,
            columns: 72,
        }
    }

    #[test]
    fn a_claim_leads_down_from_its_origins() {
        let (account, readings) = sample::bridge();
        let shelf = Shelf::new(&account, &readings);
        let trace = Trace::of_claim(&shelf, &account.claims[0]);
        assert_eq!(
            view(&trace, screen()),
            "\
The bridge at Lund will be closed in May
from those who had it first down to those who have it from them

Ines Varga
├─ Ostrel Post, 2031-05-01 · hears · a0000001
│  ├─ Quay News, no date · copies · a0000002
│  └─ Lund Courier, 2031-05-02 · cites · a0000003
│     └─ Ostrel Post, 2031-05-01 · cites, a loop: back to Ostrel Post,
│          2031-05-01 · a0000001
└─ Weir Herald, 2031-05-03 · hears · a0000004

the road office
└─ Weir Herald, 2031-05-03 · hears, denies · a0000004

“reports” · dead end
└─ Lund Courier, 2031-05-02 · hears · a0000003 · see above

Tide Radio · its article is not here
└─ article a0000005, no date · cites · a0000005
"
        );
    }

    #[test]
    fn an_attribution_leads_up_from_its_article() {
        let (account, readings) = sample::bridge();
        let shelf = Shelf::new(&account, &readings);
        let trace = Trace::of_attribution(&shelf, "b0000003").expect("an attribution");
        assert_eq!(
            view(&trace, screen()),
            "\
the bridge would be closed
from its article up to those it had it from

Lund Courier, 2031-05-02 · asserts · a0000003
├─ Ostrel Post, 2031-05-01 · cites · a0000001
│  ├─ Ines Varga · hears
│  └─ Lund Courier, 2031-05-02 · cites, a loop: back to Lund Courier,
│       2031-05-02 · a0000003
└─ “reports” · hears · dead end
"
        );
    }
}
