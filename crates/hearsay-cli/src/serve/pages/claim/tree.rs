//! Who had it from whom as lists in lists, for readers who do not see the picture.

use hearsay::export::trace::{Branch, EndKind, Trace};

use crate::view::claims::tree::told;

/// What the lists are written of, in order.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A list begins.
    Open,
    /// An entry begins.
    Entry {
        name: String,
        /// The article, if it is one.
        article: Option<String>,
        remarks: String,
    },
    /// The entry ends.
    Ended,
    /// The list ends.
    Close,
}

impl Token {
    /// The lists of a trace.
    pub(super) fn all(trace: &Trace) -> Vec<Self> {
        let mut tokens = Vec::new();
        list(trace, &trace.trees(), &mut tokens);
        tokens
    }
}

fn list(trace: &Trace, branches: &[Branch], tokens: &mut Vec<Token>) {
    if branches.is_empty() {
        return;
    }
    tokens.push(Token::Open);
    for branch in branches {
        let node = &trace.nodes[branch.node];
        let mut remarks: Vec<String> = Vec::new();
        match branch.step {
            Some(step) => remarks.push(told(trace, &trace.steps[step])),
            None => remarks.extend(node.stance.map(|stance| stance.name().to_owned())),
        }
        remarks.extend(node.remark().map(str::to_owned));
        if branch.is_above {
            remarks.push("see above".to_owned());
        }
        tokens.push(Token::Entry {
            name: node.name.clone(),
            article: (node.end.kind == EndKind::Article).then(|| node.end.id.clone()),
            remarks: remarks.join(" · "),
        });
        list(trace, &branch.branches, tokens);
        tokens.push(Token::Ended);
    }
    tokens.push(Token::Close);
}
