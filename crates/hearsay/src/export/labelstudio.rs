//! Label Studio: tasks to correct, and the corrections that come back.
//!
//! A task holds the text and the program's reading as a prediction: a region for each range, and
//! relations from content to cue and from cue to source. The id of a region says which attribution
//! it is of (`ID-content-0`); Label Studio keeps it when a person edits the prediction. Its offsets
//! count UTF-16 code units, as JavaScript does.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Value, json};

use crate::reading::{Marked, Reading};

/// The labelling interface that the tasks are made for.
pub const CONFIG: &str = r##"<View>
  <Labels name="label" toName="text">
    <Label value="Source" background="#2b8a9d"/>
    <Label value="Cue" background="#c99700"/>
    <Label value="Content" background="#7a5195"/>
  </Labels>
  <Relations>
    <Relation value="reported by"/>
    <Relation value="said by"/>
  </Relations>
  <Text name="text" value="$text" granularity="word"/>
</View>
"##;

/// Why a file is no export of Label Studio.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LabelStudioError {
    /// Not JSON, or not of that shape.
    #[error(
        "not a JSON export of Label Studio: {0}\n  hint: export as \"JSON\", not JSON-MIN or CSV"
    )]
    Shape(String),
    /// A region whose words are not those of the text.
    #[error("task {task}: the region {region:?} says {words:?}, which is not what stands there")]
    Words {
        /// The task, from 1.
        task: usize,
        /// The region's id.
        region: String,
        /// Its words.
        words: String,
    },
}

/// What one person left of one article.
#[derive(Debug, Clone, PartialEq)]
pub struct TaskCorrections {
    /// The article's id.
    pub article: String,
    /// Who: an address, or the number of the person in Label Studio.
    pub who: Option<String>,
    /// When: RFC 3339.
    pub made: Option<String>,
    /// The attributions that are left, in text order.
    pub left: Vec<Left>,
}

/// An attribution as a person left it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Left {
    /// Its id, if it is one of the program's.
    pub id: Option<String>,
    /// Who.
    pub source: Option<Marked>,
    /// How.
    pub cue: Option<Marked>,
    /// What.
    pub content: Option<Marked>,
}

/// The task of a reading.
pub fn task(reading: &Reading) -> Value {
    let article = &reading.article;
    let units = Units::new(&article.text);
    let mut result = Vec::new();
    for value in &reading.attributions {
        let parts = [
            ("content", "Content", value.content.as_ref()),
            ("cue", "Cue", value.cue.as_ref()),
            (
                "source",
                "Source",
                value.source.as_ref().map(|source| &source.words),
            ),
        ];
        let mut first: Vec<(&str, String)> = Vec::new();
        for (part, label, marked) in parts {
            let Some(marked) = marked else {
                continue;
            };
            for (at, ([start, end], words)) in marked.spans.iter().zip(marked.words()).enumerate() {
                let region = format!("{}-{part}-{at}", value.id);
                result.push(json!({
                    "id": region,
                    "from_name": "label",
                    "to_name": "text",
                    "type": "labels",
                    "value": {
                        "start": units.of(*start),
                        "end": units.of(*end),
                        "text": words,
                        "labels": [label],
                    },
                    "score": value.confidence,
                }));
                if at == 0 {
                    first.push((part, region));
                }
            }
        }
        for pair in first.windows(2) {
            let label = if pair[1].0 == "cue" {
                "reported by"
            } else {
                "said by"
            };
            result.push(json!({
                "type": "relation",
                "from_id": pair[0].1,
                "to_id": pair[1].1,
                "direction": "right",
                "labels": [label],
            }));
        }
    }
    json!({
        "data": {
            "text": article.text,
            "article": article.id,
            "url": article.url,
            "outlet": article.outlet,
            "title": article.title,
            "published": article.published,
        },
        "predictions": [{"model_version": "hearsay", "result": result}],
    })
}

/// The corrections in a JSON export. Tasks that nobody annotated, and annotations that were
/// cancelled, have none. Of several annotations of a task, the last counts.
///
/// # Errors
/// If it is no such export, or a region does not fit the text.
pub fn corrections(export: &str) -> Result<Vec<TaskCorrections>, LabelStudioError> {
    let shape = |text: &str| LabelStudioError::Shape(text.to_owned());
    let value: Value = serde_json::from_str(export).map_err(|error| shape(&error.to_string()))?;
    let tasks = value
        .as_array()
        .ok_or_else(|| shape("not a list of tasks"))?;
    let mut out = Vec::new();
    for (at, task) in tasks.iter().enumerate() {
        let data = &task["data"];
        let (Some(text), Some(article)) = (data["text"].as_str(), data["article"].as_str()) else {
            return Err(shape(
                "a task without \"text\" and \"article\" in its \"data\"",
            ));
        };
        let Some(annotations) = task["annotations"].as_array() else {
            return Err(shape("a task without \"annotations\""));
        };
        let done = annotations
            .iter()
            .rfind(|a| a["was_cancelled"].as_bool() != Some(true));
        let Some(annotation) = done else {
            continue;
        };
        let by = &annotation["completed_by"];
        let who = by["email"].as_str().map(str::to_owned);
        let number = by.as_u64().or_else(|| by["id"].as_u64());
        let time = |name: &str| annotation[name].as_str().map(str::to_owned);
        out.push(TaskCorrections {
            article: article.to_owned(),
            who: who.or_else(|| number.map(|number| format!("Label Studio user {number}"))),
            made: time("updated_at").or_else(|| time("created_at")),
            left: left(at + 1, text, annotation)?,
        });
    }
    Ok(out)
}

/// A range that a person left.
struct Region {
    id: String,
    part: Part,
    span: [usize; 2],
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Source,
    Cue,
    Content,
}

/// The attributions of one annotation: regions that their ids or relations join.
fn left(task: usize, text: &str, annotation: &Value) -> Result<Vec<Left>, LabelStudioError> {
    let units = Units::new(text);
    let mut regions: Vec<Region> = Vec::new();
    let mut relations: Vec<(&str, &str)> = Vec::new();
    for item in annotation["result"].as_array().into_iter().flatten() {
        if item["type"] == "relation" {
            relations.extend(item["from_id"].as_str().zip(item["to_id"].as_str()));
        } else {
            regions.extend(region(task, text, &units, item)?);
        }
    }
    // Every region starts alone, named by its attribution or by itself; relations join them. Those
    // of one attribution have one name from the start.
    let mut group: HashMap<&str, String> = HashMap::new();
    for region in &regions {
        group.insert(
            &region.id,
            attribution(&region.id).unwrap_or(&region.id).to_owned(),
        );
    }
    for (from, to) in relations {
        let (Some(a), Some(b)) = (group.get(from).cloned(), group.get(to).cloned()) else {
            continue;
        };
        let known = |name: &str| {
            regions
                .iter()
                .any(|region| attribution(&region.id) == Some(name))
        };
        // Two of the program's attributions stay two, whatever a person draws between them.
        if a == b || (known(&a) && known(&b)) {
            continue;
        }
        let (kept, gone) = if known(&b) { (b, a) } else { (a, b) };
        for name in group.values_mut().filter(|name| **name == gone) {
            name.clone_from(&kept);
        }
    }
    let mut groups: BTreeMap<(usize, &str), Vec<&Region>> = BTreeMap::new();
    let mut starts: HashMap<&str, usize> = HashMap::new();
    for region in &regions {
        let name = group[region.id.as_str()].as_str();
        let start = starts.entry(name).or_insert(region.span[0]);
        *start = region.span[0].min(*start);
    }
    for region in &regions {
        let name = group[region.id.as_str()].as_str();
        groups.entry((starts[name], name)).or_default().push(region);
    }
    let mut out = Vec::new();
    for ((_, name), members) in groups {
        let known = members
            .iter()
            .any(|region| attribution(&region.id) == Some(name));
        let part = |part: Part| {
            let members = members.iter().filter(|region| region.part == part);
            let mut spans: Vec<[usize; 2]> = members.map(|region| region.span).collect();
            spans.sort_unstable();
            Marked::of(text, spans)
        };
        out.push(Left {
            id: known.then(|| name.to_owned()),
            source: part(Part::Source),
            cue: part(Part::Cue),
            content: part(Part::Content),
        });
    }
    Ok(out)
}

/// The attribution that a region of a prediction belongs to.
fn attribution(region: &str) -> Option<&str> {
    let (rest, number) = region.rsplit_once('-')?;
    let (id, part) = rest.rsplit_once('-')?;
    let ours = matches!(part, "source" | "cue" | "content") && number.parse::<usize>().is_ok();
    (ours && !id.is_empty()).then_some(id)
}

fn region(
    task: usize,
    text: &str,
    units: &Units,
    item: &Value,
) -> Result<Option<Region>, LabelStudioError> {
    let value = &item["value"];
    let part = match value["labels"].get(0).and_then(Value::as_str) {
        Some("Source") => Part::Source,
        Some("Cue") => Part::Cue,
        Some("Content") => Part::Content,
        _ => return Ok(None),
    };
    let id = item["id"].as_str().unwrap_or_default().to_owned();
    let offset = |name: &str| value[name].as_u64().and_then(|at| usize::try_from(at).ok());
    let (Some(start), Some(end)) = (offset("start"), offset("end")) else {
        return Ok(None);
    };
    let words = value["text"].as_str().unwrap_or_default();
    let there = |span: [usize; 2]| {
        Marked::of(text, vec![span]).filter(|marked| words.is_empty() || same(&marked.text, words))
    };
    let utf16 = units
        .back(start)
        .zip(units.back(end))
        .map(|(start, end)| [start, end]);
    // Some versions count code points: the words tell.
    let span = [utf16, Some([start, end])]
        .into_iter()
        .flatten()
        .find(|span| there(*span).is_some());
    match span {
        Some(span) => Ok(Some(Region { id, part, span })),
        None => Err(LabelStudioError::Words {
            task,
            region: id,
            words: words.to_owned(),
        }),
    }
}

/// Whether the words are the same but for white space, which Label Studio may normalise.
fn same(a: &str, b: &str) -> bool {
    let b = b.replace("\\n", " ");
    a.split_whitespace().eq(b.split_whitespace())
}

/// UTF-16 code units before each code point of a text.
struct Units(Vec<usize>);

impl Units {
    fn new(text: &str) -> Self {
        let mut units = vec![0];
        let mut count = 0;
        for c in text.chars() {
            count += c.len_utf16();
            units.push(count);
        }
        Self(units)
    }

    /// The offset of code point `at` in code units.
    fn of(&self, at: usize) -> usize {
        self.0.get(at).or(self.0.last()).copied().unwrap_or(0)
    }

    /// The code point at an offset in code units; `None` inside a pair, or past the end.
    fn back(&self, unit: usize) -> Option<usize> {
        self.0.binary_search(&unit).ok()
    }
}
