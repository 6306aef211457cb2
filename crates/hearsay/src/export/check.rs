//! Whether a reading holds together: what every reading of ours obeys and a foreign one must.

use std::collections::{HashMap, HashSet};

use super::ImportError;
use super::points::Points;
use crate::reading::{AttributionValue, BlockValue, Entity, Marked, Reading};
use crate::voice::SourceKind;

/// Checks that blocks and spans are sorted, not empty, do not overlap and lie in the text; that
/// the text of each span is what stands there; that ids are unique and every `parent` and
/// `entity` refers to one, no attribution being its own ancestor; and that confidences lie
/// between 0 and 1. That `article.id` is the hash of the text is left to the caller.
///
/// # Errors
/// [`ImportError::Flaw`] with the first field that does not fit.
pub fn reading(reading: &Reading) -> Result<(), ImportError> {
    let points = Points::new(&reading.article.text);
    blocks(&reading.article.blocks, &points)?;
    let entities = ids("entities", reading.entities.iter().map(|entity| &entity.id))?;
    for (at, entity) in reading.entities.iter().enumerate() {
        mentions(at, entity, &points)?;
    }
    let attributions = ids(
        "attributions",
        reading.attributions.iter().map(|value| &value.id),
    )?;
    for (at, value) in reading.attributions.iter().enumerate() {
        attribution(&format!("attributions[{at}]"), value, &points, &entities)?;
        if let Some(parent) = &value.parent
            && !attributions.contains(parent.as_str())
        {
            return Err(ImportError::flaw(
                format!("attributions[{at}].parent"),
                format!("{parent:?} is no attribution of this reading"),
            ));
        }
    }
    ancestors(&reading.attributions)
}

fn blocks(blocks: &[BlockValue], points: &Points<'_>) -> Result<(), ImportError> {
    let mut reached = 0;
    for (at, block) in blocks.iter().enumerate() {
        let field = format!("article.blocks[{at}]");
        range(&field, block.start, block.end, reached, points)?;
        reached = block.end;
    }
    Ok(())
}

fn ids<'a>(
    list: &str,
    ids: impl Iterator<Item = &'a String>,
) -> Result<HashSet<&'a str>, ImportError> {
    let mut seen = HashSet::new();
    for (at, id) in ids.enumerate() {
        let field = || format!("{list}[{at}].id");
        if id.is_empty() {
            return Err(ImportError::flaw(field(), "empty"));
        }
        if !seen.insert(id.as_str()) {
            return Err(ImportError::flaw(field(), format!("{id:?} stands twice")));
        }
    }
    Ok(seen)
}

fn mentions(at: usize, entity: &Entity, points: &Points<'_>) -> Result<(), ImportError> {
    for (number, mention) in entity.mentions.iter().enumerate() {
        let field = format!("entities[{at}].mentions[{number}]");
        range(&field, mention.start, mention.end, 0, points)?;
        words(
            &field,
            &[[mention.start, mention.end]],
            &mention.text,
            points,
        )?;
    }
    Ok(())
}

fn attribution(
    field: &str,
    value: &AttributionValue,
    points: &Points<'_>,
    entities: &HashSet<&str>,
) -> Result<(), ImportError> {
    let refers = |field: String, id: &Option<String>| match id {
        Some(id) if !entities.contains(id.as_str()) => Err(ImportError::flaw(
            field,
            format!("{id:?} is no entity of this reading"),
        )),
        _ => Ok(()),
    };
    if let Some(source) = &value.source {
        // The page itself has no words that name it.
        let page = source.kind == Some(SourceKind::Author) && source.words == Marked::default();
        if !page {
            marked(&format!("{field}.source"), &source.words, points)?;
        }
        refers(format!("{field}.source.entity"), &source.entity)?;
    }
    for (name, part) in [("cue", &value.cue), ("content", &value.content)] {
        if let Some(part) = part {
            marked(&format!("{field}.{name}"), part, points)?;
        }
    }
    if let Some(said) = &value.said {
        marked(&format!("{field}.said"), &said.words, points)?;
    }
    for (at, voice) in value.chain.iter().enumerate() {
        ranges(&format!("{field}.chain[{at}].spans"), &voice.spans, points)?;
        refers(format!("{field}.chain[{at}].entity"), &voice.entity)?;
    }
    if !(0.0..=1.0).contains(&value.confidence) {
        return Err(ImportError::flaw(
            format!("{field}.confidence"),
            format!("{} is not between 0 and 1", value.confidence),
        ));
    }
    Ok(())
}

fn marked(field: &str, marked: &Marked, points: &Points<'_>) -> Result<(), ImportError> {
    if marked.spans.is_empty() {
        return Err(ImportError::flaw(format!("{field}.spans"), "empty"));
    }
    ranges(&format!("{field}.spans"), &marked.spans, points)?;
    words(field, &marked.spans, &marked.text, points)
}

/// Ranges in order that do not overlap and lie in the text.
fn ranges(field: &str, spans: &[[usize; 2]], points: &Points<'_>) -> Result<(), ImportError> {
    let mut reached = 0;
    for (at, &[start, end]) in spans.iter().enumerate() {
        range(&format!("{field}[{at}]"), start, end, reached, points)?;
        reached = end;
    }
    Ok(())
}

/// A range that is not empty, starts at `reached` or later and ends within the text.
fn range(
    field: &str,
    start: usize,
    end: usize,
    reached: usize,
    points: &Points<'_>,
) -> Result<(), ImportError> {
    let reason = if start >= end {
        format!("{start} to {end} is empty")
    } else if end > points.len() {
        format!(
            "{start} to {end} lies outside of the text, which has {} code points",
            points.len()
        )
    } else if start < reached {
        format!("{start} to {end} begins before {reached}, where the one before it ends")
    } else {
        return Ok(());
    };
    Err(ImportError::flaw(field, reason))
}

fn words(
    field: &str,
    spans: &[[usize; 2]],
    text: &str,
    points: &Points<'_>,
) -> Result<(), ImportError> {
    match points.words(spans) {
        Some(words) if words == text => Ok(()),
        words => Err(ImportError::flaw(
            format!("{field}.text"),
            format!(
                "{:?} is not what stands there, {:?}",
                short(text),
                short(&words.unwrap_or_default())
            ),
        )),
    }
}

/// The first words of a long text.
fn short(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((byte, _)) => format!("{}...", &text[..byte]),
        None => text.to_owned(),
    }
}

/// No attribution may stand in itself, over whatever parents.
fn ancestors(attributions: &[AttributionValue]) -> Result<(), ImportError> {
    let parents: HashMap<&str, &str> = attributions
        .iter()
        .filter_map(|value| Some((value.id.as_str(), value.parent.as_deref()?)))
        .collect();
    let mut rooted: HashSet<&str> = HashSet::new();
    for (at, value) in attributions.iter().enumerate() {
        let mut path = HashSet::new();
        let mut next = Some(value.id.as_str());
        while let Some(id) = next.filter(|id| !rooted.contains(id)) {
            if !path.insert(id) {
                return Err(ImportError::flaw(
                    format!("attributions[{at}].parent"),
                    format!("{id:?} stands in itself"),
                ));
            }
            next = parents.get(id).copied();
        }
        rooted.extend(path);
    }
    Ok(())
}
