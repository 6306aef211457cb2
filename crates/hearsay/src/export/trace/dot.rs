//! A trace for Graphviz: a digraph from left to right.

use std::fmt::Write;

use super::{EndKind, Trace};
use crate::account::Link;

/// The graph in the DOT language.
pub fn draw(trace: &Trace) -> String {
    let mut out = format!(
        "digraph {} {{\n  rankdir=LR;\n  label={};\n  node [fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\"];\n",
        quoted(&trace.of),
        quoted(&trace.text)
    );
    for (at, node) in trace.nodes.iter().enumerate() {
        let shape = match node.end.kind {
            EndKind::Article => "box",
            EndKind::Outlet => "box, style=dashed",
            EndKind::Origin => "ellipse",
            EndKind::Nobody => "plaintext",
        };
        let mut name = node.name.clone();
        for remark in node.remarks() {
            let _ = write!(name, "\n({remark})");
        }
        let _ = writeln!(out, "  n{at} [label={}, shape={shape}];", quoted(&name));
    }
    for step in &trace.steps {
        let style = match step.link {
            Link::Copies => ", style=bold",
            Link::Cites => ", style=dashed",
            Link::Hears => "",
        };
        let constraint = if step.is_loop {
            ", constraint=false"
        } else {
            ""
        };
        let _ = writeln!(
            out,
            "  n{} -> n{} [label={}{style}{constraint}];",
            step.to,
            step.from,
            quoted(&step.label())
        );
    }
    out.push_str("}\n");
    out
}

/// A quoted string. The language knows one escape in it, that of the quotation mark, but labels read a backslash of
/// their own, which is doubled for that. Control characters become blanks.
fn quoted(words: &str) -> String {
    let mut out = String::from("\"");
    for c in words.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
