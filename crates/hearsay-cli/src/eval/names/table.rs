//! The table of pairs.

use std::path::Path;

use anyhow::{Context, Result, bail};
use hearsay::name::NameKind;
use serde::Deserialize;

/// A row as it stands.
#[derive(Debug, Deserialize)]
struct Row {
    schema: String,
    name1: String,
    name2: String,
    is_match: bool,
    quality: String,
}

/// A pair of names and what people say of it.
#[derive(Debug)]
pub(super) struct Case {
    pub(super) kind: NameKind,
    pub(super) first: String,
    pub(super) second: String,
    pub(super) same: bool,
    /// Whether nobody would judge otherwise.
    pub(super) strong: bool,
}

/// The pairs of a file.
///
/// # Errors
/// If it cannot be read, a row lacks something, or there are none.
pub(super) fn read(path: &Path) -> Result<Vec<Case>> {
    let shown = path.display();
    let mut reader =
        csv::Reader::from_path(path).with_context(|| format!("cannot read {shown}"))?;
    let mut cases = Vec::new();
    for (number, row) in reader.deserialize().enumerate() {
        let row: Row = row.with_context(|| format!("{shown}, row {}", number + 1))?;
        cases.push(Case {
            kind: match row.schema.as_str() {
                "Person" => NameKind::Person,
                "Vessel" => NameKind::Vessel,
                _ => NameKind::Body,
            },
            first: row.name1,
            second: row.name2,
            same: row.is_match,
            strong: row.quality == "STRONG",
        });
    }
    if cases.is_empty() {
        bail!("{shown} has no pairs");
    }
    Ok(cases)
}
