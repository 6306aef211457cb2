//! Gold statements of story dossiers: contents, the claims they are about, and their stance.
//!
//! Only that two contents are about one claim is sure from the gold, since a denied content may
//! be the proposition or the denying words; a pair of an assertion and a denial is called opposite
//! all the same. Of pairs where neither has a claim nothing is known.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use hearsay::pair::evidence;
use serde::Deserialize;

use super::super::super::pages;
use super::{EITHER, OPPOSITE, OTHER, Pair, SAME};

#[derive(Deserialize)]
struct Gold {
    story: String,
    statements: Vec<Statement>,
}

#[derive(Deserialize)]
struct Statement {
    content: Vec<String>,
    stance: String,
    claim: Option<String>,
}

/// Words of four letters that a content has at least if it is not a bare pronoun or the like.
const TELLING: usize = 2;

/// Pairs of statements of each dossier; `telling`: only of contents that carry a proposition.
///
/// # Errors
/// If there is no dossier, or a gold cannot be read.
pub(in super::super) fn read(folder: &Path, telling: bool) -> Result<Vec<Pair>> {
    let mut out = Vec::new();
    for dossier in pages::dossiers(folder)? {
        let path = dossier.join("gold.json");
        let json =
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let gold: Gold = serde_json::from_str(&json)
            .with_context(|| format!("cannot parse {}", path.display()))?;
        let texts: Vec<(String, &Statement)> = gold
            .statements
            .iter()
            .map(|one| (one.content.join(" "), one))
            .filter(|(text, _)| !telling || evidence::stems(text).len() >= TELLING)
            .collect();
        for (at, (first, one)) in texts.iter().enumerate() {
            for (second, other) in &texts[at + 1..] {
                if one.claim.is_some() || other.claim.is_some() {
                    out.push(Pair {
                        first: first.clone(),
                        second: second.clone(),
                        gold: label(one, other),
                        group: gold.story.clone(),
                    });
                }
            }
        }
    }
    Ok(out)
}

fn label(one: &Statement, other: &Statement) -> usize {
    let side = |one: &Statement| match one.stance.as_str() {
        "asserts" | "confirms" => Some(true),
        "denies" => Some(false),
        _ => None,
    };
    match (side(one), side(other)) {
        _ if one.claim != other.claim => OTHER,
        (Some(a), Some(b)) if a == b => SAME,
        (Some(_), Some(_)) => OPPOSITE,
        _ => EITHER,
    }
}
