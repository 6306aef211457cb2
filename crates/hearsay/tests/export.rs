//! Readings in the formats of other tools: reviewed snapshots, and the ways back.
//!
//! The checks of what is read back run under cargo-fuzz too, in `fuzz/fuzz_targets/import.rs`.

#[path = "export/accounts.rs"]
mod accounts;
#[path = "export/checks.rs"]
mod checks;
#[path = "export/readings.rs"]
mod readings;

use hearsay::export::jsonl::{self, Line};
use hearsay::export::trace::{dot, graphml, mermaid, svg};
use hearsay::export::{Exporter, Format, brat, csv, labelstudio, webannotation};
use hearsay::reading::{Marked, Reading};
use proptest::prelude::*;
use serde_json::{Value, json};

/// The readings in a format of one stream; after [`both`], what they claim.
fn export(format: Format, readings: &[Reading]) -> String {
    let mut exporter = Exporter::new(format, Vec::new()).expect("a stream");
    exporter.begin().expect("memory");
    for reading in readings {
        exporter.reading(reading).expect("memory");
    }
    if readings == both() {
        exporter.account(&accounts::account()).expect("memory");
    }
    String::from_utf8(exporter.end().expect("memory")).expect("UTF-8")
}

fn both() -> [Reading; 2] {
    [readings::ferry(), readings::bare()]
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn streams_are_as_reviewed() {
    let text = |format| export(format, &both()).into_bytes();
    // As files of their own, so that the other tools' own readers can be put to them:
    // `tests/interop/run`.
    insta::assert_binary_snapshot!("jsonl.jsonl", text(Format::Jsonl));
    insta::assert_binary_snapshot!("csv.csv", text(Format::Csv));
    insta::assert_binary_snapshot!("webannotation.jsonl", text(Format::WebAnnotation));
    insta::assert_binary_snapshot!("ftm.jsonl", text(Format::Ftm));
    insta::assert_binary_snapshot!("schema-org.jsonld", text(Format::SchemaOrg));
    insta::assert_binary_snapshot!("prov.jsonld", text(Format::Prov));
    insta::assert_binary_snapshot!("graphml.graphml", text(Format::Graphml));
    insta::assert_binary_snapshot!("labelstudio.json", text(Format::LabelStudio));
}

#[test]
fn drawings_are_as_reviewed() {
    accounts::with_trace(|trace| {
        insta::assert_binary_snapshot!("trace-dot.dot", dot::draw(trace).into_bytes());
        insta::assert_binary_snapshot!("trace-mermaid.mmd", mermaid::draw(trace).into_bytes());
        insta::assert_binary_snapshot!("trace-svg.svg", svg::draw(trace).into_bytes());
        insta::assert_binary_snapshot!("trace-graphml.graphml", graphml::draw(trace).into_bytes());
    });
}

#[test]
fn brat_files_are_as_reviewed() {
    let files = brat::files(&readings::ferry());
    assert_eq!(files.txt, readings::ferry().article.text);
    insta::assert_snapshot!("brat", files.ann);
    insta::assert_snapshot!("brat-config", brat::config());
    assert_eq!(brat::files(&readings::bare()).ann, "");
}

#[test]
fn json_lines_come_back() {
    for (line, reading) in export(Format::Jsonl, &both()).lines().zip(both()) {
        assert!(line.starts_with(r#"{"type":"reading","schema":"hearsay.reading/1","#));
        assert_eq!(
            jsonl::parse(line),
            Ok(Line::Reading(Box::new(reading.clone())))
        );
        // As `hearsay read --json` prints it.
        let untyped = serde_json::to_string(&reading).expect("JSON");
        assert_eq!(jsonl::parse(&untyped), Ok(Line::Reading(Box::new(reading))));
    }
}

#[test]
fn a_reading_that_contradicts_itself_is_refused() {
    let good = serde_json::to_value(readings::ferry()).expect("JSON");
    for (pointer, bad, fault) in [
        (
            "/article/blocks/0/end",
            json!(9999),
            "article.blocks[0]: 0 to 9999 lies outside",
        ),
        (
            "/article/blocks/0/start",
            json!(24),
            "article.blocks[0]: 24 to 24 is empty",
        ),
        (
            "/article/blocks/0/start",
            json!(-1),
            "article.blocks[0].start: invalid value",
        ),
        (
            "/entities/1/id",
            json!("e0a1"),
            "entities[1].id: \"e0a1\" stands twice",
        ),
        ("/entities/0/id", json!(""), "entities[0].id: empty"),
        (
            "/entities/0/mentions/0/start",
            json!(0),
            "entities[0].mentions[0].text: \"Orla Venn\" is not",
        ),
        (
            "/entities/0/kind",
            json!("ghost"),
            "entities[0].kind: unknown variant",
        ),
        (
            "/attributions/1/id",
            json!("0a01"),
            "attributions[1].id: \"0a01\" stands twice",
        ),
        (
            "/attributions/0/parent",
            json!("zz"),
            "attributions[0].parent: \"zz\" is no attribution",
        ),
        (
            "/attributions/1/parent",
            json!("0a03"),
            "attributions[1].parent: \"0a02\" stands in itself",
        ),
        (
            "/attributions/0/parent",
            json!("0a01"),
            "attributions[0].parent: \"0a01\" stands in itself",
        ),
        (
            "/attributions/0/source/entity",
            json!("zz"),
            "attributions[0].source.entity: \"zz\" is no entity",
        ),
        (
            "/attributions/0/chain/1/entity",
            json!("zz"),
            "attributions[0].chain[1].entity: \"zz\" is no entity",
        ),
        (
            "/attributions/0/content/text",
            json!("sold"),
            "attributions[0].content.text: \"sold\" is not",
        ),
        (
            "/attributions/0/content/spans",
            json!([]),
            "attributions[0].content.spans: empty",
        ),
        (
            "/attributions/0/content/spans/1",
            json!([36, 59]),
            "attributions[0].content.spans[1]: 36 to 59 begins before",
        ),
        (
            "/attributions/0/cue/spans/0/1",
            json!(9999),
            "attributions[0].cue.spans[0]: ",
        ),
        (
            "/attributions/0/confidence",
            json!(1.5),
            "attributions[0].confidence: 1.5 is not between",
        ),
        (
            "/attributions/0/stance",
            json!("shouts"),
            "attributions[0].stance: unknown variant",
        ),
    ] {
        let mut value = good.clone();
        *value.pointer_mut(pointer).expect("the field is there") = bad;
        let error = jsonl::parse(&value.to_string())
            .expect_err(pointer)
            .to_string();
        assert!(error.starts_with(fault), "{pointer}: {error}");
    }
}

#[test]
fn the_table_has_a_row_an_attribution() {
    let table = export(Format::Csv, &both());
    let mut reader = ::csv::Reader::from_reader(table.as_bytes());
    assert_eq!(reader.headers().expect("a header"), csv::COLUMNS.as_slice());
    let rows: Vec<::csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), readings::ferry().attributions.len());
    let at = |name: &str| {
        csv::COLUMNS
            .iter()
            .position(|column| *column == name)
            .expect("a column")
    };
    let chain = "the Morgenblatt <- Orla Venn, head of the Sundmark Line,";
    assert_eq!(&rows[0][at("chain")], chain);
    assert_eq!(&rows[0][at("source_name")], "Orla Venn");
    // The page wrote `=Harbour notes=`; a spreadsheet must not compute it.
    assert_eq!(&rows[3][at("content")], "'=Harbour notes=");
    let mut found = Vec::new();
    csv::write(&mut found, &readings::ferry(), csv::Cells::AsFound).expect("memory");
    assert!(
        String::from_utf8(found)
            .expect("UTF-8")
            .contains(",=Harbour notes=,")
    );
}

#[test]
fn quote_selectors_stand_where_the_positions_say() {
    let text: Vec<char> = readings::ferry().article.text.chars().collect();
    let words = |from: usize, to: usize| text[from..to].iter().collect::<String>();
    let mut seen = 0;
    for line in export(Format::WebAnnotation, &both()).lines() {
        let annotation = json(line);
        let body = annotation["body"].as_array().expect("a list");
        let targets = annotation["target"].as_array().expect("a list");
        assert!(!targets.is_empty());
        for target in targets
            .iter()
            .chain(body)
            .filter(|value| value["type"] == "SpecificResource")
        {
            assert_eq!(target["source"], "https://kalmere.example/ferry?id=7");
            let [quote, position] = [&target["selector"][0], &target["selector"][1]];
            let offset = |name: &str| position[name].as_u64().expect("a number") as usize;
            let (start, end) = (offset("start"), offset("end"));
            assert_eq!(quote["exact"], words(start, end));
            let before = words(start.saturating_sub(webannotation::CONTEXT), start);
            assert_eq!(quote["prefix"].as_str().unwrap_or_default(), before);
            let after = words(end, text.len().min(end + webannotation::CONTEXT));
            assert_eq!(quote["suffix"].as_str().unwrap_or_default(), after);
            seen += 1;
        }
    }
    assert_eq!(seen, 18);
}

/// A project's JSON export: the tasks, each with its prediction as a person submitted it.
fn submitted(readings: &[Reading]) -> Value {
    let mut tasks = json(&export(Format::LabelStudio, readings));
    for task in tasks.as_array_mut().expect("tasks") {
        let result = task["predictions"][0]["result"].clone();
        task["annotations"] = json!([
            {"result": result, "completed_by": {"id": 7, "email": "ada@kalmere.example"}, "was_cancelled": false,
                "created_at": "2031-05-15T08:00:00Z", "updated_at": "2031-05-15T08:05:00Z"},
            {"result": [], "completed_by": 8, "was_cancelled": true}
        ]);
    }
    tasks
}

/// Id, source, cue and content of what the reading holds.
type Parts = (
    Option<String>,
    Option<Marked>,
    Option<Marked>,
    Option<Marked>,
);

/// In the order of the ids.
fn parts(reading: &Reading) -> Vec<Parts> {
    let part = |value: &hearsay::reading::AttributionValue| {
        let source = value.source.as_ref().map(|source| source.words.clone());
        (
            Some(value.id.clone()),
            source,
            value.cue.clone(),
            value.content.clone(),
        )
    };
    let mut parts: Vec<Parts> = reading.attributions.iter().map(part).collect();
    parts.sort_by(|a, b| a.0.cmp(&b.0));
    parts
}

fn corrected(task: &labelstudio::TaskCorrections) -> Vec<Parts> {
    let mut parts: Vec<Parts> = task
        .attributions
        .iter()
        .cloned()
        .map(|one| (one.id, one.source, one.cue, one.content))
        .collect();
    parts.sort_by(|a, b| a.0.cmp(&b.0));
    parts
}

#[test]
fn a_task_without_edits_is_the_reading() {
    let tasks = labelstudio::corrections(&submitted(&both()).to_string()).expect("tasks");
    assert_eq!(tasks.len(), 2);
    for (task, reading) in tasks.iter().zip(both()) {
        assert_eq!(task.article, reading.article.id);
        assert_eq!(task.text, reading.article.text);
        assert_eq!(task.annotator.as_deref(), Some("ada@kalmere.example"));
        assert_eq!(task.time.as_deref(), Some("2031-05-15T08:05:00Z"));
        assert_eq!(task.warnings, Vec::<String>::new());
        assert_eq!(corrected(task), parts(&reading));
    }
}

#[test]
fn offsets_in_utf_16_are_told_by_their_words() {
    let mut tasks = submitted(&[readings::ferry()]);
    let text: Vec<char> = readings::ferry().article.text.chars().collect();
    let result = tasks[0]["annotations"][0]["result"]
        .as_array_mut()
        .expect("items");
    for item in result.iter_mut().filter(|item| item["type"] == "labels") {
        for end in ["start", "end"] {
            let point = item["value"][end].as_u64().expect("a number") as usize;
            let units: usize = text[..point].iter().map(|c| c.len_utf16()).sum();
            assert!(
                units > point,
                "every region stands after a character of two units"
            );
            item["value"][end] = json!(units);
        }
    }
    let tasks = labelstudio::corrections(&tasks.to_string()).expect("tasks");
    assert_eq!(corrected(&tasks[0]), parts(&readings::ferry()));
}

#[test]
fn edits_are_what_the_person_left() {
    let mut tasks = submitted(&[readings::ferry()]);
    let result = tasks[0]["annotations"][0]["result"]
        .as_array_mut()
        .expect("items");
    // No longer an attribution; its regions go, and with them Label Studio drops the relations.
    let of = |item: &Value, id: &str| {
        ["id", "from_id"].iter().any(|name| {
            item[*name]
                .as_str()
                .is_some_and(|found| found.starts_with(id))
        })
    };
    result.retain(|item| !of(item, "0a04") && !of(item, "0a06"));
    // A shorter source, as Label Studio writes it: words with their blanks squeezed.
    let source = result
        .iter_mut()
        .find(|item| item["id"] == "0a01-Source-1")
        .expect("the source");
    let start = source["value"]["start"].as_u64().expect("a number");
    source["value"]["end"] = json!(start + 9);
    source["value"]["text"] = json!("Orla  Venn\\n");
    // A new content for the refusal to say.
    let marked = readings::marked(&readings::ferry().article.text, &["who."]);
    let spans = &marked["spans"][0];
    result.push(
        json!({"id": "x1", "type": "labels", "from_name": "label", "to_name": "text",
        "value": {"start": spans[0], "end": spans[1], "text": "who.", "labels": ["Content"]}}),
    );
    result.push(
        json!({"type": "relation", "from_id": "0a05-Cue-1", "to_id": "x1", "direction": "right"}),
    );
    let tasks = labelstudio::corrections(&tasks.to_string()).expect("tasks");
    let left = corrected(&tasks[0]);
    let ids: Vec<&str> = left.iter().filter_map(|part| part.0.as_deref()).collect();
    assert_eq!(ids, ["0a01", "0a02", "0a03", "0a05"]);
    let text = |part: &Option<Marked>| part.as_ref().map(|part| part.text.clone());
    assert_eq!(text(&left[0].1).as_deref(), Some("Orla Venn"));
    assert_eq!(left[0].3, parts(&readings::ferry())[0].3);
    assert_eq!(text(&left[3].3).as_deref(), Some("who."));
}

#[test]
fn what_is_no_export_of_ours_is_refused() {
    let fault = |value: &Value| {
        labelstudio::corrections(&value.to_string())
            .expect_err("an error")
            .to_string()
    };
    let min = json!([{"id": 1, "text": "x", "label": [{"start": 0, "end": 1}], "annotator": 1}]);
    assert!(
        fault(&min).contains("JSON-MIN") && fault(&min).contains("hint: export"),
        "{}",
        fault(&min)
    );
    assert!(fault(&json!({"tasks": []})).contains("invalid type"));
    let foreign = json!([{"data": {"text": "x"}, "annotations": []}]);
    assert!(
        fault(&foreign).starts_with("[0].data.article: missing"),
        "{}",
        fault(&foreign)
    );
    let mut tasks = submitted(&[readings::ferry()]);
    tasks[0]["annotations"][0]["result"][0]["value"]["text"] = json!("Somebody");
    let told = fault(&tasks);
    assert!(
        told.starts_with("[0].annotations[0].result[0].value.text: \"Somebody\" is not"),
        "{told}"
    );
    tasks[0]["annotations"][0]["result"][0]["value"] =
        json!({"start": 5, "end": 9999, "labels": ["Cue"]});
    assert!(
        fault(&tasks).contains("no words stand from 5 to 9999"),
        "{}",
        fault(&tasks)
    );
    tasks[0]["annotations"][0]["result"][0]["value"] = json!({"start": "x", "labels": ["Cue"]});
    assert!(fault(&tasks).starts_with("[0].annotations[0].result[0].value: invalid type"));
}

/// A text and attributions in it: any number of them, any parts, up to three ranges a part.
fn anything() -> impl Strategy<Value = Reading> {
    let cuts = proptest::collection::btree_set(0..40_usize, 0..=6);
    let part = cuts.prop_map(|cuts| {
        let cuts: Vec<usize> = cuts.into_iter().collect();
        cuts.chunks_exact(2)
            .map(|pair| [pair[0], pair[1]])
            .collect::<Vec<_>>()
    });
    let attribution = [part.clone(), part.clone(), part]
        .prop_filter("no part", |parts| parts.iter().any(|part| !part.is_empty()));
    let text =
        proptest::collection::vec(prop_oneof!["[a-c \n]", "🚢|é|🏽|\u{2028}|\u{a0}|\"|="], 40);
    (text, proptest::collection::vec(attribution, 0..6))
        .prop_map(|(text, attributions)| readings::of(&text.concat(), &attributions))
}

proptest! {
    #[test]
    fn any_reading_comes_back(reading in anything()) {
        let line = export(Format::Jsonl, std::slice::from_ref(&reading));
        checks::check(line.as_bytes());
        let tasks = submitted(std::slice::from_ref(&reading)).to_string();
        checks::check(tasks.as_bytes());
        let tasks = labelstudio::corrections(&tasks).expect("tasks");
        prop_assert_eq!(corrected(&tasks[0]), parts(&reading));
    }

    #[test]
    fn whatever_is_read_back_holds_together(
        reading in anything(),
        places in proptest::collection::vec((any::<prop::sample::Index>(), "[0-9\"{},:a\\[\\]-]{0,3}"), 0..6),
        task in any::<bool>(),
    ) {
        let mut json = if task {
            submitted(&[reading]).to_string()
        } else {
            export(Format::Jsonl, &[reading])
        };
        for (place, scrap) in places {
            let borders: Vec<usize> = json.char_indices().map(|(byte, _)| byte).collect();
            let byte = borders[place.index(borders.len())];
            let end = json[byte..].chars().next().map_or(byte, |c| byte + c.len_utf8());
            json.replace_range(byte..end, &scrap);
        }
        checks::check(json.as_bytes());
    }

    #[test]
    fn bytes(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        checks::check(&bytes);
    }
}
