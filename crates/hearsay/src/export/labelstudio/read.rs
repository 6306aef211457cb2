//! What people left in Label Studio: its JSON export as attributions.

use serde::Deserialize;
use serde_json::Value;

use super::graph::{self, Region, Relation};
use super::offsets::Utf16;
use super::{Label, attribution};
use crate::export::ImportError;
use crate::export::points::Points;
use crate::reading::Marked;

/// What one person left of one task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskCorrections {
    /// The article's id.
    pub article: String,
    /// The text that the spans count in, as Label Studio holds it.
    pub text: String,
    /// The person's address, or else Label Studio's number for them.
    pub annotator: Option<String>,
    /// When the person was last at it, as Label Studio writes it (RFC 3339).
    pub time: Option<String>,
    /// All attributions that the person left, in text order.
    pub attributions: Vec<Corrected>,
    /// What the person marked but did not join to anything.
    pub warnings: Vec<String>,
}

/// An attribution that a person left. At least one part is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    /// The id it was exported with; `None` if the person made it. No two of a task are the same.
    pub id: Option<String>,
    /// Who.
    pub source: Option<Marked>,
    /// The words that report.
    pub cue: Option<Marked>,
    /// What is said.
    pub content: Option<Marked>,
}

#[derive(Deserialize)]
struct Task {
    data: Option<Data>,
    annotations: Option<Vec<Annotation>>,
}

#[derive(Deserialize)]
struct Data {
    text: Option<String>,
    article: Option<String>,
}

#[derive(Deserialize)]
struct Annotation {
    result: Option<Vec<Item>>,
    completed_by: Option<Person>,
    was_cancelled: Option<bool>,
    created_at: Option<String>,
    updated_at: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Person {
    Number(i64),
    Name(String),
    Known {
        email: Option<String>,
        id: Option<i64>,
    },
}

#[derive(Deserialize)]
struct Item {
    #[serde(rename = "type")]
    kind: Option<String>,
    id: Option<String>,
    from_id: Option<String>,
    to_id: Option<String>,
    value: Option<Value>,
    meta: Option<Value>,
}

#[derive(Deserialize)]
struct Labelled {
    start: usize,
    end: usize,
    text: Option<String>,
    labels: Option<Vec<String>>,
}

/// A labelled stretch as the file has it, and where.
struct Raw {
    field: String,
    region: Region,
    words: Option<String>,
}

/// Reads Label Studio's export in its JSON format: one [`TaskCorrections`] for each annotation
/// that was submitted. Tasks that nobody worked on give none.
///
/// # Errors
/// If it is no such file, a task is not one of hearsay's, or a region does not lie in its text or
/// has other words than stand there. Nothing is read of a file with an error.
pub fn corrections(json: &str) -> Result<Vec<TaskCorrections>, ImportError> {
    let tasks: Vec<Task> = ImportError::deserialize(json)?;
    let mut corrections = Vec::new();
    for (at, task) in tasks.into_iter().enumerate() {
        let field = format!("[{at}]");
        if task.data.is_none() && task.annotations.is_none() {
            return Err(ImportError::JsonMin { field });
        }
        let missing = |name: &str| {
            ImportError::flaw(
                format!("{field}.data.{name}"),
                "missing: this is no task that hearsay exported",
            )
        };
        let data = task.data.ok_or_else(|| missing("text"))?;
        let text = data.text.ok_or_else(|| missing("text"))?;
        let article = data.article.ok_or_else(|| missing("article"))?;
        let points = Points::new(&text);
        let utf16 = Utf16::new(&text);
        for (number, annotation) in task.annotations.into_iter().flatten().enumerate() {
            if annotation.was_cancelled == Some(true) {
                continue;
            }
            let field = format!("{field}.annotations[{number}].result");
            let (raw, relations) = items(annotation.result.unwrap_or_default(), &field)?;
            let regions = placed(raw, &points, &utf16)?;
            let (attributions, warnings) = graph::attributions(&regions, &relations, &points);
            corrections.push(TaskCorrections {
                article: article.clone(),
                text: text.clone(),
                annotator: annotation.completed_by.and_then(Person::name),
                time: annotation.updated_at.or(annotation.created_at),
                attributions,
                warnings,
            });
        }
    }
    Ok(corrections)
}

impl Person {
    fn name(self) -> Option<String> {
        match self {
            Self::Number(id) => Some(id.to_string()),
            Self::Name(name) => Some(name),
            Self::Known { email, id } => email
                .filter(|email| !email.is_empty())
                .or_else(|| id.map(|id| id.to_string())),
        }
    }
}

/// The labelled stretches and the relations among the items of a result. Other items (ratings,
/// comments) and labels that are not hearsay's are passed over.
fn items(items: Vec<Item>, field: &str) -> Result<(Vec<Raw>, Vec<Relation>), ImportError> {
    let (mut regions, mut relations) = (Vec::new(), Vec::new());
    for (at, item) in items.into_iter().enumerate() {
        let field = format!("{field}[{at}]");
        match item.kind.as_deref() {
            Some("relation") => relations.extend(item.from_id.zip(item.to_id)),
            Some("labels") => {
                let value: Labelled = serde_json::from_value(item.value.unwrap_or_default())
                    .map_err(|error| ImportError::Shape {
                        field: format!("{field}.value"),
                        reason: error.to_string(),
                    })?;
                let labels = value.labels.unwrap_or_default();
                let Some(label) = labels.iter().find_map(|label| label.parse::<Label>().ok())
                else {
                    continue;
                };
                let id = item
                    .id
                    .ok_or_else(|| ImportError::flaw(format!("{field}.id"), "missing"))?;
                let meta = item.meta.as_ref().and_then(|meta| meta.get("attribution"));
                let origin = attribution(&id)
                    .or_else(|| meta?.as_str())
                    .map(str::to_owned);
                regions.push(Raw {
                    field: format!("{field}.value"),
                    words: value.text,
                    region: Region {
                        id,
                        label,
                        range: [value.start, value.end],
                        attribution: origin,
                    },
                });
            }
            _ => {}
        }
    }
    Ok((regions, relations))
}

/// The regions with their offsets in code points: as they are, unless more of the words that
/// stand with them fit when they are taken for UTF-16 code units.
fn placed(raw: Vec<Raw>, points: &Points<'_>, utf16: &Utf16) -> Result<Vec<Region>, ImportError> {
    let from_units = |[start, end]: [usize; 2]| Some([utf16.point(start)?, utf16.point(end)?]);
    let fits = |raw: &Raw, range: Option<[usize; 2]>| {
        let there = range.and_then(|[start, end]| points.slice(start, end));
        let words = raw.words.as_deref();
        words.is_some_and(|words| there.is_some_and(|there| bare(there) == bare(words)))
    };
    let in_points = raw
        .iter()
        .filter(|raw| fits(raw, Some(raw.region.range)))
        .count();
    let in_units = raw
        .iter()
        .filter(|raw| fits(raw, from_units(raw.region.range)))
        .count();
    let mut regions = Vec::with_capacity(raw.len());
    for raw in raw {
        let [start, end] = raw.region.range;
        let range = if in_units > in_points {
            from_units([start, end])
        } else {
            Some([start, end])
        };
        let there = range.and_then(|[start, end]| points.slice(start, end));
        let (Some(range), Some(there)) = (range, there.filter(|there| !there.is_empty())) else {
            return Err(ImportError::flaw(
                raw.field,
                format!("no words stand from {start} to {end} of the task's text"),
            ));
        };
        if let Some(words) = &raw.words
            && bare(words) != bare(there)
        {
            return Err(ImportError::flaw(
                format!("{}.text", raw.field),
                format!("{words:?} is not what stands from {start} to {end}, {there:?}"),
            ));
        }
        regions.push(Region {
            range,
            ..raw.region
        });
    }
    Ok(regions)
}

/// The words without what Label Studio does not keep: blanks, and line breaks, which it writes
/// as a backslash and an `n`.
fn bare(words: &str) -> String {
    words.replace("\\n", "").split_whitespace().collect()
}
