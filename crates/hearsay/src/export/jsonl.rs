//! JSON lines: the readings themselves, and the way back.
//!
//! Each line is one object with a `type`: `reading` is the JSON contract, `correction` what a person
//! overruled. Lines of other types are passed over by whoever does not know them.

use std::collections::HashSet;

use serde::Serialize;
use serde_json::Value;

use crate::reading::{Marked, Reading, SCHEMA};

/// What a line holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Line {
    /// A reading that fits its text.
    Reading(Box<Reading>),
    /// A correction, as the ledger writes it.
    Correction(Value),
    /// Something of another type, which has this name.
    Other(String),
}

/// Why a line is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LineError {
    /// No JSON object, or not of this shape.
    #[error("not a line of `hearsay export --format jsonl` or `hearsay read --json`: {0}")]
    Json(String),
    /// A reading of another version.
    #[error("the reading has the schema {0:?}, and this program reads {SCHEMA:?}")]
    Schema(String),
    /// A reading whose parts do not fit its text.
    #[error("the reading does not fit its text: {0}")]
    Unfit(String),
}

/// A value as a line with its type, without the line's end.
///
/// # Errors
/// If the value is no JSON object.
pub fn line(kind: &str, value: &impl Serialize) -> serde_json::Result<String> {
    #[derive(Serialize)]
    struct Typed<'a, T> {
        r#type: &'a str,
        #[serde(flatten)]
        value: &'a T,
    }
    serde_json::to_string(&Typed {
        r#type: kind,
        value,
    })
}

/// Reads a line.
///
/// # Errors
/// If it is no JSON object, or a reading that is broken.
pub fn parse(line: &str) -> Result<Line, LineError> {
    let json = |error: serde_json::Error| LineError::Json(error.to_string());
    let mut value: Value = serde_json::from_str(line).map_err(json)?;
    let Some(object) = value.as_object_mut() else {
        return Err(LineError::Json("not an object".to_owned()));
    };
    let kind = object.remove("type");
    let kind = kind.as_ref().and_then(Value::as_str).unwrap_or("reading");
    match kind {
        "reading" => {}
        "correction" => return Ok(Line::Correction(value)),
        other => return Ok(Line::Other(other.to_owned())),
    }
    match object.get("schema").and_then(Value::as_str) {
        Some(SCHEMA) => {}
        Some(other) => return Err(LineError::Schema(other.to_owned())),
        None => return Err(LineError::Json("no field \"schema\"".to_owned())),
    }
    let reading: Reading = serde_json::from_value(value).map_err(json)?;
    check(&reading).map_err(LineError::Unfit)?;
    Ok(Line::Reading(Box::new(reading)))
}

/// Whether every part of a reading fits its text and every name in it names something; if not,
/// the first flaw.
///
/// # Errors
/// In words, with the id of the part.
pub fn check(reading: &Reading) -> Result<(), String> {
    let text: Vec<char> = reading.article.text.chars().collect();
    let mut last = 0;
    for (at, block) in reading.article.blocks.iter().enumerate() {
        if block.start < last || block.end < block.start || block.end > text.len() {
            return Err(format!("block {at} is out of order or out of bounds"));
        }
        last = block.end;
    }
    let mut entities = HashSet::new();
    for entity in &reading.entities {
        if !entities.insert(entity.id.as_str()) {
            return Err(format!("two entities have the id {:?}", entity.id));
        }
        for mention in &entity.mentions {
            let marked = Marked {
                spans: vec![[mention.start, mention.end]],
                text: mention.text.clone(),
            };
            fits(&text, &marked).map_err(|flaw| format!("a mention of {:?} {flaw}", entity.id))?;
        }
    }
    let ids: HashSet<&str> = reading
        .attributions
        .iter()
        .map(|value| value.id.as_str())
        .collect();
    if ids.len() < reading.attributions.len() {
        return Err("two attributions have the same id".to_owned());
    }
    for value in &reading.attributions {
        let place = |flaw: String| format!("the attribution {:?} {flaw}", value.id);
        let source = value.source.as_ref();
        let parts = [
            source.map(|source| &source.words),
            value.cue.as_ref(),
            value.content.as_ref(),
        ];
        for marked in parts.into_iter().flatten() {
            fits(&text, marked).map_err(place)?;
        }
        if let Some(parent) = value
            .parent
            .as_ref()
            .filter(|parent| !ids.contains(parent.as_str()))
        {
            return Err(place(format!(
                "has the parent {parent:?}, which is not there"
            )));
        }
        let named = value.chain.iter().map(|voice| &voice.entity);
        for entity in named.chain(source.map(|source| &source.entity)).flatten() {
            if !entities.contains(entity.as_str()) {
                return Err(place(format!(
                    "names the entity {entity:?}, which is not there"
                )));
            }
        }
        if !(0.0..=1.0).contains(&value.confidence) {
            return Err(place(
                "has a confidence that is not between 0 and 1".to_owned(),
            ));
        }
    }
    Ok(())
}

fn fits(text: &[char], marked: &Marked) -> Result<(), String> {
    let mut last = 0;
    let mut words = Vec::new();
    for [start, end] in &marked.spans {
        let inside = *start >= last && start < end;
        let Some(part) = text.get(*start..*end).filter(|_| inside) else {
            return Err(format!(
                "has the span {start}-{end}, which is empty, out of order or out of bounds"
            ));
        };
        words.push(part.iter().collect::<String>());
        last = *end;
    }
    let there = words.join(" ");
    if marked.spans.is_empty() || there != marked.text {
        return Err(format!(
            "has the words {:?} where the text has {there:?}",
            marked.text
        ));
    }
    Ok(())
}
