//! W3C Web Annotation (Data Model, Recommendation of 2017): one annotation an attribution.
//!
//! The target is the content, in the article's address; each of its ranges is selected twice, by
//! its words (TextQuoteSelector: exact, prefix, suffix) and by code points (TextPositionSelector).
//! The body says in words who says it, and how it was read.

use serde_json::{Value, json};

use crate::reading::{AttributionValue, Reading};

/// Code points of context before and after a quotation.
const CONTEXT: usize = 32;

/// The annotations of a reading, in reading order. Attributions without a content have none.
pub fn annotations(reading: &Reading) -> Vec<Value> {
    let text: Vec<char> = reading.article.text.chars().collect();
    let source = reading
        .article
        .url
        .clone()
        .unwrap_or_else(|| format!("urn:hearsay:article:{}", reading.article.id));
    let values = reading.attributions.iter();
    values
        .filter_map(|value| annotation(value, &source, &text))
        .collect()
}

fn annotation(value: &AttributionValue, source: &str, text: &[char]) -> Option<Value> {
    let content = value.content.as_ref()?;
    let targets: Vec<Value> = content
        .spans
        .iter()
        .map(|[start, end]| target(source, text, *start, *end))
        .collect();
    let who = value
        .source
        .as_ref()
        .map(|source| source.words.text.as_str());
    let cue = value.cue.as_ref().map_or("said", |cue| cue.text.as_str());
    let mut bodies = vec![json!({
        "type": "TextualBody",
        "purpose": "describing",
        "format": "text/plain",
        "value": format!("{} — {cue}", who.unwrap_or("(nobody named)")),
    })];
    let kind = value.source.as_ref().and_then(|source| source.kind);
    let tags = [
        kind.map(|word| format!("source:{word}")),
        value.stance.map(|word| format!("stance:{word}")),
        value.certainty.map(|word| format!("certainty:{word}")),
        value.mode.map(|word| format!("mode:{word}")),
        Some(format!("quotation:{}", value.quotation)),
    ];
    for tag in tags.into_iter().flatten() {
        bodies.push(json!({"type": "TextualBody", "purpose": "tagging", "value": tag}));
    }
    Some(json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": format!("urn:hearsay:attribution:{}", value.id),
        "type": "Annotation",
        "motivation": "identifying",
        "body": bodies,
        "target": match targets.as_slice() {
            [target] => target.clone(),
            _ => Value::Array(targets),
        },
    }))
}

fn target(source: &str, text: &[char], start: usize, end: usize) -> Value {
    let words = |from: usize, to: usize| {
        text.get(from..to)
            .unwrap_or_default()
            .iter()
            .collect::<String>()
    };
    json!({
        "source": source,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": words(start, end),
                "prefix": words(start.saturating_sub(CONTEXT), start),
                "suffix": words(end, text.len().min(end + CONTEXT)),
            },
            {"type": "TextPositionSelector", "start": start, "end": end},
        ],
    })
}
