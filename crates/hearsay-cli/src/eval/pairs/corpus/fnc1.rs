//! FNC-1: headlines against the bodies of articles; bodies whose number divides by five.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use super::{Pair, split};

#[derive(Deserialize)]
struct Body {
    #[serde(rename = "Body ID")]
    number: u64,
    #[serde(rename = "articleBody")]
    text: String,
}

#[derive(Deserialize)]
struct Judgement {
    #[serde(rename = "Headline")]
    headline: String,
    #[serde(rename = "Body ID")]
    body: u64,
    #[serde(rename = "Stance")]
    stance: String,
}

/// Labels in the order of the model's scores.
const LABELS: [&str; 4] = ["agree", "disagree", "discuss", "unrelated"];

/// The pairs of `train_bodies.csv` and `train_stances.csv` that are held out.
///
/// # Errors
/// If a table cannot be read or names what is not there.
pub(in super::super) fn read(folder: &Path) -> Result<Vec<Pair>> {
    let bodies: HashMap<u64, String> = table::<Body>(&folder.join("train_bodies.csv"))?
        .into_iter()
        .map(|body| (body.number, body.text))
        .collect();
    let path = folder.join("train_stances.csv");
    let mut out = Vec::new();
    for row in table::<Judgement>(&path)? {
        if !split::number_held(row.body) {
            continue;
        }
        let Some(gold) = LABELS.iter().position(|label| *label == row.stance) else {
            bail!("{}: no stance {:?}", path.display(), row.stance);
        };
        let body = bodies
            .get(&row.body)
            .with_context(|| format!("{}: no body {}", path.display(), row.body))?;
        out.push(Pair {
            first: row.headline.trim().to_owned(),
            second: body.clone(),
            gold,
            group: row.body.to_string(),
        });
    }
    Ok(out)
}

fn table<T: for<'a> Deserialize<'a>>(path: &Path) -> Result<Vec<T>> {
    let shown = path.display();
    csv::Reader::from_path(path)
        .with_context(|| format!("cannot read {shown}"))?
        .deserialize()
        .collect::<Result<_, _>>()
        .with_context(|| format!("cannot parse {shown}"))
}
