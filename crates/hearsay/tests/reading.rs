//! The contract of `hearsay.reading/1`: every span lies in the text, the text at a span is the
//! text given, offsets are code points, and the published schema accepts the whole.

use hearsay::article::{Article, BlockKind, Signalled};
use hearsay::attribution::{Attribution, Quotation};
use hearsay::page::{PageOptions, read};
use hearsay::reading::{JSON_SCHEMA, Reading};
use hearsay::span::Span;
use hearsay::voice::Heard;
use serde_json::Value;

const PAGE: &str = "Ferry to Østholm stays in port 🚢\n\n\
    “The quay won’t hold,” harbour master Åse Brandvik said on Friday — “and the winter,” she \
    added, “is long.”\n\n\
    Allegedly nobody has asked the islanders.\n";

/// The span of these words of the article, each the first of its kind after the one before.
fn span(article: &Article, words: &[&str]) -> Option<Span> {
    let mut from = 0;
    let mut ranges = Vec::new();
    for word in words {
        let start = from
            + article.text[from..]
                .find(word)
                .expect("the words stand there");
        from = start + word.len();
        ranges.push(start..from);
    }
    Span::new(ranges)
}

fn article() -> Article {
    let mut article = read(PAGE.as_bytes(), &PageOptions::default()).expect("a page");
    article.outlet = Some(Signalled {
        value: "Østholm Tidende".to_owned(),
        signal: "json-ld".to_owned(),
    });
    article
}

fn attributions(article: &Article) -> Vec<Attribution> {
    vec![
        Attribution {
            source: span(article, &["harbour master Åse Brandvik"]),
            cue: span(article, &["said"]),
            content: span(
                article,
                &["“The quay won’t hold,”", "“and the winter,”", "“is long.”"],
            ),
            quotation: Quotation::Direct,
            confidence: 0.912_345,
        },
        Attribution {
            source: None,
            cue: span(article, &["Allegedly"]),
            content: span(article, &["nobody has asked the islanders"]),
            quotation: Quotation::Indirect,
            confidence: f32::NAN,
        },
        Attribution {
            source: span(article, &["she"]),
            cue: None,
            content: None,
            quotation: Quotation::Mixed,
            confidence: 7.0,
        },
    ]
}

fn value(article: &Article, attributions: &[Attribution]) -> Value {
    serde_json::to_value(Reading::new(
        article,
        &Heard::of(article, attributions.to_vec()),
    ))
    .expect("a reading is JSON")
}

fn schema() -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(JSON_SCHEMA).expect("the schema is JSON");
    jsonschema::draft202012::new(&schema).expect("the schema is a schema")
}

/// The words at a pair of code point offsets.
fn words_at(text: &[char], start: &Value, end: &Value) -> String {
    let start = start.as_u64().expect("a number") as usize;
    let end = end.as_u64().expect("a number") as usize;
    assert!(start < end && end <= text.len());
    text[start..end].iter().collect()
}

#[test]
fn the_published_schema_accepts_a_reading() {
    let article = article();
    for attributions in [Vec::new(), attributions(&article)] {
        let value = value(&article, &attributions);
        let errors: Vec<String> = schema()
            .iter_errors(&value)
            .map(|e| e.to_string())
            .collect();
        assert_eq!(errors, Vec::<String>::new());
    }
}

#[test]
fn the_schema_refuses_what_the_contract_forbids() {
    let article = article();
    let good = value(&article, &attributions(&article));
    for (pointer, bad) in [
        ("/schema", Value::from("hearsay.reading/0")),
        ("/article/blocks/0/kind", Value::from("advert")),
        ("/article/text", Value::Null),
        ("/attributions/0/content/spans", Value::Array(Vec::new())),
        ("/attributions/0/stance", Value::from("shouts")),
        ("/attributions/0/confidence", Value::from(1.5)),
        ("/attributions/0/id", Value::from(1)),
    ] {
        let mut value = good.clone();
        *value.pointer_mut(pointer).expect("the field is there") = bad;
        assert!(!schema().is_valid(&value), "{pointer} was not refused");
    }
}

#[test]
fn the_text_at_every_span_is_the_text_given() {
    let article = article();
    let value = value(&article, &attributions(&article));
    let text: Vec<char> = article.text.chars().collect();
    let mut seen = 0;
    for attribution in value["attributions"].as_array().expect("a list") {
        for role in ["source", "cue", "content"] {
            let marked = &attribution[role];
            if marked.is_null() {
                continue;
            }
            let spans = marked["spans"].as_array().expect("a list");
            let parts: Vec<String> = spans
                .iter()
                .map(|span| words_at(&text, &span[0], &span[1]))
                .collect();
            assert_eq!(parts.join(" "), marked["text"].as_str().expect("text"));
            seen += 1;
        }
    }
    assert_eq!(seen, 6);
}

#[test]
fn blocks_are_the_articles_blocks_in_code_points() {
    let article = article();
    let value = value(&article, &[]);
    let text: Vec<char> = article.text.chars().collect();
    let blocks = value["article"]["blocks"].as_array().expect("a list");
    assert_eq!(blocks.len(), article.blocks.len());
    for (json, block) in blocks.iter().zip(&article.blocks) {
        let words = words_at(&text, &json["start"], &json["end"]);
        assert_eq!(words, article.text[block.range.clone()]);
        assert_eq!(json["kind"] == "title", block.kind == BlockKind::Title);
    }
}

#[test]
fn voices_are_filled() {
    let article = article();
    let value = value(&article, &attributions(&article));
    let first = &value["attributions"][0];
    assert_eq!(first["id"], "a1");
    assert_eq!(first["confidence"], 0.9123);
    for (field, word) in [
        ("mode", "speech"),
        ("stance", "asserts"),
        ("certainty", "certain"),
        ("polarity", "negative"),
    ] {
        assert_eq!(first[field], word, "{field}");
    }
    for field in ["parent", "said"] {
        assert_eq!(first.get(field), Some(&Value::Null), "{field}");
    }
    assert_eq!(first["source"]["kind"], "person");
    assert_eq!(first["chain"][0]["spans"], first["source"]["spans"]);
    let all = value["attributions"].as_array().expect("a list");
    let alleged = all.iter().find(|one| one["cue"]["text"] == "Allegedly");
    let alleged = alleged.expect("what nobody says is there");
    assert_eq!(alleged["certainty"], "unknown");
    assert_eq!(alleged["source"], Value::Null);
    assert_eq!(alleged["chain"], Value::Array(Vec::new()));
    assert_eq!(alleged["confidence"], 0.0);
    let she = all.iter().find(|one| one["source"]["text"] == "she");
    assert_eq!(she.expect("she is there")["confidence"], 1.0);
    assert_eq!(value["article"]["signals"]["outlet"], "json-ld");
    assert_eq!(value["article"]["signals"].get("url"), Some(&Value::Null));
}

#[test]
fn the_page_itself_and_reasons_are_there_when_asked_for() {
    let text = "The quay is old. The keeper said it would hold.";
    let article = read(text.as_bytes(), &PageOptions::default()).expect("a page");
    let heard = Heard::with_own_voice(&article);
    let value = serde_json::to_value(Reading::explained(&article, &heard)).expect("JSON");
    let errors: Vec<String> = schema()
        .iter_errors(&value)
        .map(|e| e.to_string())
        .collect();
    assert_eq!(errors, Vec::<String>::new());
    let all = value["attributions"].as_array().expect("a list");
    let own: Vec<&Value> = all
        .iter()
        .filter(|one| one["source"]["kind"] == "author")
        .collect();
    assert!(!own.is_empty(), "{value:#}");
    for one in own {
        assert_eq!(one["source"]["spans"], Value::Array(Vec::new()));
        assert_eq!(one["why"][0]["field"], "kind");
        assert_eq!(one["why"][0]["by"], "rule");
    }
    let back: Reading = serde_json::from_value(value).expect("a reading");
    let kinds = back.to_heard().voices.into_iter().map(|voice| voice.kind);
    assert!(kinds.eq(heard.voices.iter().map(|voice| voice.kind)));
}
