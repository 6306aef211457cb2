//! Two readings of our own writing: one with everything a reading can hold, one with nothing
//! that it can lack. And a maker of readings over any text for the property tests.

use hearsay::article::text;
use hearsay::export::check;
use hearsay::reading::{Marked, Reading};
use serde_json::{Value, json};

/// An article with characters outside of the basic plane before most of its words.
const FERRY: &str = "Ferry line denies sale 🚢\n\n\
    KALMERE — “We have sold nothing,” Orla Venn, head of the Sundmark Line, told the \
    Morgenblatt on Tuesday, “and nobody has asked.”\n\n\
    =Harbour notes= According to the Morgenblatt, citing two dockers, the ferry 🛳️ Aurelia was \
    allegedly promised\nto a buyer from Kalmere. Ms Ven would not say who.";

/// Spans and text of `words`, which stand in `text` in this order.
pub(crate) fn marked(text: &str, words: &[&str]) -> Value {
    let mut reached = 0;
    let mut spans = Vec::new();
    for part in words {
        let byte = reached + text[reached..].find(part).expect("words of the text");
        let start = text[..byte].chars().count();
        spans.push([start, start + part.chars().count()]);
        reached = byte + part.len();
    }
    json!({"spans": spans, "text": words.join(" ")})
}

fn source(text: &str, words: &str, kind: &str, entity: Option<&str>) -> Value {
    let mut source = marked(text, &[words]);
    source["kind"] = json!(kind);
    source["entity"] = json!(entity);
    source
}

fn said(text: &str, words: &str, day: &str) -> Value {
    let mut said = marked(text, &[words]);
    said["from"] = json!(day);
    said["to"] = json!(day);
    said
}

fn mention(text: &str, words: &str, form: &str) -> Value {
    let marked = marked(text, &[words]);
    let [start, end] = [&marked["spans"][0][0], &marked["spans"][0][1]];
    json!({"start": start, "end": end, "text": words, "form": form})
}

fn entity(id: &str, name: &str, kind: &str, roles: &[&str], mentions: Vec<Value>) -> Value {
    json!({"id": id, "name": name, "kind": kind, "roles": roles, "mentions": mentions})
}

fn reading(value: Value) -> Reading {
    let reading: Reading = serde_json::from_value(value).expect("a reading");
    check::reading(&reading).expect("a reading that holds together");
    reading
}

/// Entities, a chain, stances, a discontinuous content, a parent, a missing source and content.
pub(crate) fn ferry() -> Reading {
    let t = FERRY;
    let none = Value::Null;
    reading(json!({
        "schema": "hearsay.reading/1",
        "article": {
            "id": text::id(t), "url": "https://kalmere.example/ferry?id=7", "outlet": "Kalmere Courier",
            "title": "Ferry line denies sale 🚢", "authors": ["Ada Lund"],
            "published": "2031-05-14T00:30:00+02:00", "language": "en-GB", "text": t,
            "blocks": [{"kind": "title", "start": 0, "end": 24}],
            "warnings": [],
            "signals": {"url": "canonical", "outlet": "json-ld", "title": "json-ld", "authors": ["json-ld"],
                "published": "json-ld", "language": "html"}
        },
        "entities": [
            entity("e0a1", "Orla Venn", "person", &["head of the Sundmark Line"],
                vec![mention(t, "Orla Venn", "name"), mention(t, "Ms Ven", "name")]),
            entity("e0a2", "Morgenblatt", "outlet", &[], vec![mention(t, "the Morgenblatt", "name")]),
            entity("e0a3", "Aurelia", "vessel", &["ferry"], vec![mention(t, "Aurelia", "name")]),
            entity("e0a4", "Kalmere", "place", &[], vec![mention(t, "KALMERE", "name"), mention(t, "Kalmere", "name")]),
            entity("e0a5", "Sundmark Line", "organization", &["ferry line"], vec![]),
        ],
        "attributions": [
            {"id": "0a01", "parent": null, "source": source(t, "Orla Venn, head of the Sundmark Line,", "person", Some("e0a1")),
                "cue": marked(t, &["told"]), "content": marked(t, &["“We have sold nothing,”", "“and nobody has asked.”"]),
                "quotation": "direct", "mode": "speech", "stance": "denies", "certainty": "certain", "polarity": "negative",
                "chain": [{"text": "the Morgenblatt", "kind": "outlet", "entity": "e0a2"},
                    {"text": "Orla Venn, head of the Sundmark Line,", "kind": "person", "entity": "e0a1"}],
                "said": said(t, "on Tuesday", "2031-05-13"), "confidence": 0.9123},
            {"id": "0a02", "parent": null, "source": source(t, "the Morgenblatt", "outlet", Some("e0a2")),
                "cue": marked(t, &["According to"]),
                "content": marked(t, &["citing two dockers, the ferry 🛳️ Aurelia was allegedly promised\nto a buyer from Kalmere"]),
                "quotation": "indirect", "mode": "writing", "stance": "asserts", "certainty": "possible", "polarity": "positive",
                "chain": [], "said": null, "confidence": 0.5},
            {"id": "0a03", "parent": "0a02", "source": source(t, "two dockers", "anonymous", None), "cue": marked(t, &["citing"]),
                "content": marked(t, &["the ferry 🛳️ Aurelia was", "promised\nto a buyer from Kalmere"]),
                "quotation": "indirect", "mode": none, "stance": none, "certainty": none, "polarity": none,
                "chain": [], "said": null, "confidence": 0.25},
            {"id": "0a04", "parent": null, "source": null, "cue": marked(t, &["allegedly"]),
                "content": marked(t, &["=Harbour notes="]),
                "quotation": "mixed", "mode": none, "stance": none, "certainty": none, "polarity": none,
                "chain": [], "said": null, "confidence": 0.0},
            {"id": "0a05", "parent": null, "source": source(t, "Ms Ven", "person", Some("e0a1")), "cue": marked(t, &["would not say"]),
                "content": null, "quotation": "indirect", "mode": "speech", "stance": "declines", "certainty": none, "polarity": none,
                "chain": [], "said": null, "confidence": 1.0},
            {"id": "0a06", "parent": null, "source": source(t, "nobody", "none", None), "cue": null, "content": null,
                "quotation": "indirect", "mode": none, "stance": none, "certainty": none, "polarity": none,
                "chain": [], "said": null, "confidence": 0.1}
        ]
    }))
}

/// A reading of `text` with these attributions: source, cue and content as spans.
pub(crate) fn of(text: &str, attributions: &[[Vec<[usize; 2]>; 3]]) -> Reading {
    let points: Vec<char> = text.chars().collect();
    let marked = |spans: &Vec<[usize; 2]>| {
        let words: Vec<String> = spans
            .iter()
            .map(|&[start, end]| points[start..end].iter().collect())
            .collect();
        let marked = Marked {
            spans: spans.clone(),
            text: words.join(" "),
        };
        (!spans.is_empty()).then_some(marked)
    };
    let attributions: Vec<Value> = attributions
        .iter()
        .enumerate()
        .map(|(at, [source, cue, content])| {
            let mut source = json!(marked(source));
            if !source.is_null() {
                source["kind"] = Value::Null;
                source["entity"] = Value::Null;
            }
            json!({"id": format!("a{at}"), "parent": null, "source": source, "cue": marked(cue), "content": marked(content),
                "quotation": "indirect", "mode": null, "stance": null, "certainty": null, "polarity": null,
                "chain": [], "said": null, "confidence": 0.5})
        })
        .collect();
    reading(json!({
        "schema": "hearsay.reading/1",
        "article": {"id": text::id(text), "url": null, "outlet": null, "title": null, "authors": [], "published": null,
            "language": null, "text": text, "blocks": [], "warnings": [],
            "signals": {"url": null, "outlet": null, "title": null, "authors": [], "published": null, "language": null}},
        "entities": [], "attributions": attributions
    }))
}

/// An article that says nothing about itself and in which nobody says anything.
pub(crate) fn bare() -> Reading {
    of("Nothing.", &[])
}
