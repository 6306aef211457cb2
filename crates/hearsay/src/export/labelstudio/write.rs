//! A reading as a task: the text, and a prediction with a region for each range of each span.

use std::io::{self, Write};

use serde::Serialize;

use super::{Label, region};
use crate::export::points::Points;
use crate::reading::{AttributionValue, Marked, Reading};

/// From a content or a cue to the source.
const SAID_BY: &str = "said by";
/// From a content to its cue.
const REPORTED_BY: &str = "reported by";
/// From a range of a span to its next one.
const GOES_ON: &str = "goes on";

/// The relations' labels. They are for people: what a relation means follows from what it joins.
#[cfg(test)]
pub(super) const RELATIONS: [&str; 3] = [SAID_BY, REPORTED_BY, GOES_ON];

#[derive(Serialize)]
struct Task<'a> {
    data: Data<'a>,
    predictions: [Prediction<'a>; 1],
}

#[derive(Serialize)]
struct Data<'a> {
    text: &'a str,
    article: &'a str,
    url: Option<&'a str>,
    outlet: Option<&'a str>,
    /// Empty where there is none: the configuration shows it.
    title: &'a str,
    published: Option<&'a str>,
}

#[derive(Serialize)]
struct Prediction<'a> {
    model_version: &'static str,
    score: f64,
    result: Vec<Item<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Item<'a> {
    Labels {
        id: String,
        from_name: &'static str,
        to_name: &'static str,
        score: f64,
        value: Value<'a>,
        meta: Meta<'a>,
    },
    Relation {
        from_id: String,
        to_id: String,
        direction: &'static str,
        labels: [&'static str; 1],
    },
}

#[derive(Serialize)]
struct Value<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    labels: [Label; 1],
}

/// What Label Studio shows of a region.
#[derive(Serialize)]
struct Meta<'a> {
    text: [String; 1],
    attribution: &'a str,
}

/// Writes the reading as a task: one element of the array that Label Studio imports.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write(out: &mut impl Write, reading: &Reading) -> io::Result<()> {
    let article = &reading.article;
    let points = Points::new(&article.text);
    let mut result = Vec::new();
    for attribution in &reading.attributions {
        regions(attribution, &points, &mut result);
    }
    let beliefs = reading.attributions.iter().map(|value| value.confidence);
    let task = Task {
        data: Data {
            text: &article.text,
            article: &article.id,
            url: article.url.as_deref(),
            outlet: article.outlet.as_deref(),
            title: article.title.as_deref().unwrap_or_default(),
            published: article.published.as_deref(),
        },
        predictions: [Prediction {
            model_version: "hearsay",
            // The least sure attribution decides, so that sorting by score finds the doubtful.
            score: beliefs.fold(1.0, f64::min),
            result,
        }],
    };
    serde_json::to_writer(out, &task)?;
    Ok(())
}

/// The regions of an attribution and the relations between them.
fn regions<'a>(attribution: &'a AttributionValue, points: &Points<'a>, result: &mut Vec<Item<'a>>) {
    let parts = [
        (
            Label::Source,
            attribution.source.as_ref().map(|source| &source.words),
        ),
        (Label::Cue, attribution.cue.as_ref()),
        (Label::Content, attribution.content.as_ref()),
    ];
    let mut relations = Vec::new();
    let mut relate = |from: String, to: String, label| {
        relations.push(Item::Relation {
            from_id: from,
            to_id: to,
            direction: "right",
            labels: [label],
        });
    };
    let id = |label, number| region(&attribution.id, label, number);
    for (label, marked) in parts {
        let spans = marked
            .map(|marked: &Marked| marked.spans.as_slice())
            .unwrap_or_default();
        for (at, &[start, end]) in spans.iter().enumerate() {
            result.push(Item::Labels {
                id: id(label, at + 1),
                from_name: "label",
                to_name: "text",
                score: attribution.confidence,
                value: Value {
                    start,
                    end,
                    text: points.slice(start, end).unwrap_or_default(),
                    labels: [label],
                },
                meta: Meta {
                    text: [note(attribution)],
                    attribution: &attribution.id,
                },
            });
            if at > 0 {
                relate(id(label, at), id(label, at + 1), GOES_ON);
            }
        }
    }
    let has = |label| {
        parts
            .iter()
            .any(|(part, marked)| *part == label && marked.is_some())
    };
    if has(Label::Content) && has(Label::Cue) {
        relate(id(Label::Content, 1), id(Label::Cue, 1), REPORTED_BY);
    }
    if has(Label::Source) {
        let speaks = [Label::Cue, Label::Content]
            .into_iter()
            .find(|label| has(*label));
        if let Some(label) = speaks {
            relate(id(label, 1), id(Label::Source, 1), SAID_BY);
        }
    }
    result.append(&mut relations);
}

/// What the program thinks of an attribution, in words.
fn note(attribution: &AttributionValue) -> String {
    let kind = attribution.source.as_ref().and_then(|source| source.kind);
    let words = [
        Some(attribution.quotation.name()),
        kind.map(|kind| kind.name()),
        attribution.mode.map(|mode| mode.name()),
        attribution.stance.map(|stance| stance.name()),
        attribution.certainty.map(|certainty| certainty.name()),
        attribution.polarity.map(|polarity| polarity.name()),
    ];
    words.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
