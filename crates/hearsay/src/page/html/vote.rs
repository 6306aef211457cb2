//! A second opinion on which pieces are the article: a Readability port reads the page too.
//!
//! `dom_smoothie` gets the page without what we know to be furniture or captions. Only the words
//! it keeps are looked at; borders, order and kinds are ours.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_query::Document;
use dom_smoothie::{CandidateSelectMode, Config, Readability};

use super::dom::Dom;
use super::marks::{Marks, is_dropped};
use super::pieces::{self, Piece};
use crate::page::words::Role;

/// More nodes than this are not worth the extractor's time: it compares each with its relations.
const NODES: usize = 60_000;

/// Which of the pieces the extractor keeps; `None` if it gave no answer.
pub(crate) fn votes(
    document: Document,
    dom: &Dom,
    marks: &Marks,
    pieces: &[Piece],
) -> Option<Vec<bool>> {
    if dom.nodes.len() > NODES || dom.flattened {
        return None;
    }
    remove_known(&document, dom, marks);
    // The library indexes freely; a panic in it must not cost us the page.
    let content = catch_unwind(AssertUnwindSafe(|| {
        let config = Config {
            candidate_select_mode: CandidateSelectMode::DomSmoothie,
            disable_json_ld: true,
            ..Config::default()
        };
        let mut reader = Readability::with_document(document, None, Some(config)).ok()?;
        let article = reader.parse().ok()?;
        Some(article.content.to_string())
    }))
    .ok()??;
    let kept = Document::from(content);
    let kept = Dom::new(&kept);
    let none = Marks::none(&kept);
    let texts: HashSet<String> = pieces::cut(&kept, &none)
        .into_iter()
        .map(|piece| piece.text)
        .collect();
    let all: String = kept.text(0);
    let within = |text: &str| {
        texts.contains(text) || text.len() > 30 && all.len() < 200_000 && all.contains(text)
    };
    let votes: Vec<bool> = pieces.iter().map(|piece| within(&piece.text)).collect();
    votes.contains(&true).then_some(votes)
}

/// Takes captions and furniture out of the document that the extractor reads.
fn remove_known(document: &Document, dom: &Dom, marks: &Marks) {
    let mut index = 0;
    while index < dom.nodes.len() {
        let role = marks.of(index);
        let known = is_dropped(role) || matches!(role, Some(Role::Caption | Role::Credit));
        let node = &dom.nodes[index];
        if known && !node.name.is_empty() {
            if let Some(found) = document.tree.get(&node.id) {
                found.remove_from_parent();
            }
            index = node.end;
        } else {
            index += 1;
        }
    }
}
