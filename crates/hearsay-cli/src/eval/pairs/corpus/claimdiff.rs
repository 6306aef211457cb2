//! ClaimDiff: does a claim strengthen or weaken another on the same topic; topics by hash.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::{Pair, split};

#[derive(Deserialize)]
struct File {
    data: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    topic: String,
    pair_id: String,
    claim_a: String,
    claim_b: String,
    relation: u8,
}

/// The pairs of both training files that are held out: 0 strengthens, 1 weakens, 2 neither.
///
/// # Errors
/// If a file cannot be read or parsed.
pub(in super::super) fn read(folder: &Path) -> Result<Vec<Pair>> {
    let weak: HashSet<String> = rows(&folder.join("ClaimDiff-weak-train.json"))?
        .into_iter()
        .filter(|row| row.relation == 1)
        .map(|row| row.pair_id)
        .collect();
    let rows = rows(&folder.join("ClaimDiff-strength-train.json"))?;
    let held = rows.into_iter().filter(|row| split::topic_held(&row.topic));
    Ok(held
        .map(|row| Pair {
            gold: match (weak.contains(&row.pair_id), row.relation) {
                (true, _) => 1,
                (false, 1) => 0,
                (false, _) => 2,
            },
            first: row.claim_a,
            second: row.claim_b,
            group: row.topic,
        })
        .collect())
}

fn rows(path: &Path) -> Result<Vec<Row>> {
    let json =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let file: File =
        serde_json::from_str(&json).with_context(|| format!("cannot parse {}", path.display()))?;
    Ok(file.data)
}
