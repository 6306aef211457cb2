//! A trace as a flowchart of Mermaid, for Markdown pages that draw it.

use std::fmt::Write;

use super::{EndKind, Trace};
use crate::account::Link;

/// The flowchart.
pub fn draw(trace: &Trace) -> String {
    let mut out = String::from("flowchart LR\n");
    for (at, node) in trace.nodes.iter().enumerate() {
        let (open, close) = match node.end.kind {
            EndKind::Article => ("[", "]"),
            EndKind::Outlet => ("[/", "/]"),
            EndKind::Origin => ("([", "])"),
            EndKind::Nobody => ("{{", "}}"),
        };
        let mut name = escaped(&node.name);
        for remark in node.remarks() {
            let _ = write!(name, "<br/>({remark})");
        }
        let _ = writeln!(out, "  n{at}{open}\"{name}\"{close}");
    }
    for step in &trace.steps {
        let arrow = match step.link {
            Link::Copies => "==>",
            Link::Cites => "-.->",
            Link::Hears => "-->",
        };
        let _ = writeln!(
            out,
            "  n{} {arrow}|\"{}\"| n{}",
            step.to,
            step.label(),
            step.from
        );
    }
    out
}

/// Words in a quoted label: letters, digits, blanks and a few signs stand as they are, all else as entity codes, since a
/// label is read as Markdown and as HTML in turn.
fn escaped(words: &str) -> String {
    let mut out = String::new();
    for c in words.chars() {
        match c {
            c if c.is_alphanumeric() || " ,:()“”’".contains(c) => out.push(c),
            '-' if !out.is_empty() => out.push(c),
            c if c.is_whitespace() || c.is_control() => out.push(' '),
            c => {
                let _ = write!(out, "#{};", u32::from(c));
            }
        }
    }
    out
}
