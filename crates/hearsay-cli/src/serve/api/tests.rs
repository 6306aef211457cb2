//! The API in process, over a ledger of four pages about one sale.

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use serde_json::{Value, json};

use super::document;
use crate::serve::room::Room;
use crate::serve::sample::Shelf;
use crate::serve::tests::{Answer, got, request, sent};

const PAGES: [(&str, &str); 4] = [
    (
        "https://lund.example/0",
        include_str!("../../../tests/cmd/claims.in/wire.html"),
    ),
    (
        "https://lund.example/1",
        include_str!("../../../tests/cmd/claims.in/tribune.html"),
    ),
    (
        "https://lund.example/2",
        include_str!("../../../tests/cmd/claims.in/mercury.html"),
    ),
    (
        "https://lund.example/3",
        include_str!("../../../tests/cmd/claims.in/echo.html"),
    ),
];

fn shelf(name: &str) -> Shelf {
    Shelf::of(&format!("api-{name}"), &PAGES)
}

/// What this address, below `/api/v1`, answers.
fn get(room: &Room, path: &str) -> Answer {
    got(room, &format!("/api/v1{path}"))
}

/// The JSON that this address answers.
fn found(room: &Room, path: &str) -> Value {
    let answer = get(room, path);
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
    assert_eq!(answer.header("content-type"), "application/json", "{path}");
    serde_json::from_str(&answer.body).expect("JSON")
}

fn post(room: &Room, path: &str, media: &str, body: impl Into<Body>) -> Answer {
    let request = request(Method::POST, &format!("/api/v1{path}"))
        .header(header::CONTENT_TYPE, media)
        .body(body.into());
    sent(room, request.expect("a request"))
}

fn told(room: &Room, path: &str, body: &Value) -> Answer {
    post(room, path, "application/json", body.to_string())
}

/// That this is a problem with this status, told in JSON.
fn refused(answer: &Answer, status: u16, what: &str) -> Value {
    let body = &answer.body;
    assert_eq!(answer.status.as_u16(), status, "{what}: {body}");
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let problem: Value = serde_json::from_str(body).expect("JSON");
    assert_eq!(problem["status"], status);
    assert!(
        problem["detail"]
            .as_str()
            .is_some_and(|text| !text.is_empty())
    );
    problem
}

fn ids(page: &Value) -> Vec<String> {
    let items = page["items"].as_array().expect("items");
    let ids = items.iter().map(|item| item["id"].as_str().expect("an id"));
    ids.map(str::to_owned).collect()
}

#[test]
fn the_document_is_the_one_in_the_docs() {
    let text = document().expect("a document");
    let place = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/openapi.json");
    let kept = std::fs::read_to_string(place).expect("the document");
    assert!(
        text == kept,
        "docs/openapi.json is not current: `hearsay schema --openapi` prints the new one"
    );
    let value: Value = serde_json::from_str(&text).expect("JSON");
    let schemas = &value["components"]["schemas"];
    let mut open = vec![&value];
    let mut seen = 0;
    while let Some(value) = open.pop() {
        if let Some(reference) = value.get("$ref").and_then(Value::as_str) {
            let name = reference.strip_prefix("#/components/schemas/");
            let name = name.expect("a schema");
            assert!(schemas.get(name).is_some(), "{name}");
            seen += 1;
        }
        match value {
            Value::Array(values) => open.extend(values),
            Value::Object(fields) => open.extend(fields.values()),
            _ => {}
        }
    }
    assert!(seen > 100);
    let operations = value["paths"].as_object().expect("paths");
    let operations = operations
        .values()
        .flat_map(|item| item.as_object().into_iter().flatten());
    let mut names: Vec<&Value> = operations.map(|(_, one)| &one["operationId"]).collect();
    let count = names.len();
    names.sort_by_key(|name| name.to_string());
    names.dedup();
    assert_eq!(names.len(), count, "each operation has a name of its own");
}

#[test]
fn what_is_found_has_the_form_of_the_document() {
    let shelf = shelf("form");
    let room = &shelf.room;
    let document: Value = serde_json::from_str(&document().expect("a document")).expect("JSON");
    let first = |path: &str| ids(&found(room, path))[0].clone();
    let (article, said) = (first("/articles"), first("/attributions?stance=denies"));
    let claims = found(room, "/claims");
    let claim = claims["claims"][0]["id"].as_str().expect("a claim");
    let other = ids(&found(room, "/articles"))[1].clone();
    for (path, template) in [
        ("/stats".to_owned(), "/stats"),
        ("/search?q=lock".to_owned(), "/search"),
        ("/articles".to_owned(), "/articles"),
        (format!("/articles/{article}"), "/articles/{id}"),
        (
            format!("/articles/{article}/versions"),
            "/articles/{id}/versions",
        ),
        (format!("/compare?a={article}&b={other}"), "/compare"),
        ("/attributions".to_owned(), "/attributions"),
        (format!("/attributions/{said}"), "/attributions/{id}"),
        (
            format!("/attributions/{said}/trace"),
            "/attributions/{id}/trace",
        ),
        ("/who?name=official".to_owned(), "/who"),
        ("/claims".to_owned(), "/claims"),
        (format!("/claims/{claim}"), "/claims/{id}"),
        (format!("/claims/{claim}/trace"), "/claims/{id}/trace"),
        ("/origins".to_owned(), "/origins"),
        (format!("/origins/{}", first("/origins")), "/origins/{id}"),
        ("/entities".to_owned(), "/entities"),
        (
            format!("/entities/{}", first("/entities")),
            "/entities/{id}",
        ),
        ("/corrections".to_owned(), "/corrections"),
        ("/corrections/queue".to_owned(), "/corrections/queue"),
        ("/openapi.json".to_owned(), "/openapi.json"),
    ] {
        let operation = &document["paths"][format!("/api/v1{template}")]["get"];
        let content = &operation["responses"]["200"]["content"]["application/json"];
        let mut schema = content["schema"].clone();
        assert!(schema.is_object(), "{template}");
        schema["components"] = document["components"].clone();
        let validator = jsonschema::validator_for(&schema).expect("a schema");
        let value = found(room, &path);
        let errors: Vec<String> = validator
            .iter_errors(&value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{path}: {errors:?}");
    }
}

#[test]
fn filters_and_pages() {
    let shelf = shelf("pages");
    let room = &shelf.room;
    let whole = found(room, "/attributions");
    let all = ids(&whole);
    assert_eq!(whole["count"], all.len());
    assert!(whole["next"].is_null() && all.len() > 4);
    let mut paged = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = found(room, &format!("/attributions?limit=3{cursor}"));
        assert_eq!(page["count"], all.len());
        paged.extend(ids(&page));
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(paged, all);
    for (list, key) in [
        ("/claims?limit=1", "claims"),
        ("/entities?limit=1", "items"),
        ("/origins?limit=1", "items"),
        ("/articles?limit=1", "items"),
        ("/corrections/queue?limit=1", "items"),
    ] {
        let first = found(room, list);
        let next = first["next"].as_str().expect("another page");
        let second = found(room, &format!("{list}&cursor={next}"));
        assert_eq!(second[key].as_array().map(Vec::len), Some(1), "{list}");
        assert_ne!(first[key], second[key], "{list}");
        // A place in one list is none in another.
        refused(
            &get(room, &format!("/corrections?cursor={next}")),
            422,
            list,
        );
    }
    let denials = found(
        room,
        "/attributions?stance=denies,doubts&kind=person&about=lock&since=2031-06&until=2031-06-05",
    );
    let denials = denials["items"].as_array().expect("items");
    assert!(!denials.is_empty());
    assert!(
        denials
            .iter()
            .all(|one| one["stance"] == "denies" && one["kind"] == "person")
    );
    let rennick = found(room, "/entities?name=rennick&kind=person");
    let rennick = &rennick["items"][0];
    let (id, said) = (rennick["id"].as_str().expect("an id"), &rennick["said"]);
    assert_eq!(
        found(room, &format!("/attributions?speaker={id}"))["count"],
        *said
    );
    assert_eq!(found(room, &format!("/entities/{id}"))["said_count"], *said);
    let contested = found(room, "/claims?status=contested,denied");
    for claim in contested["claims"].as_array().expect("claims") {
        assert!(["contested", "denied"].contains(&claim["status"].as_str().expect("a status")));
    }
    assert!(found(room, &format!("/claims?entity={id}"))["claims"][0].is_object());
    assert_eq!(found(room, "/claims?about=starlight")["claims"], json!([]));
    let queue = found(room, "/corrections/queue");
    let sure: Vec<f64> = queue["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|one| one["confidence"].as_f64().expect("a number"))
        .collect();
    assert!(sure.is_sorted());
}

#[test]
fn what_makes_no_sense_is_told() {
    let shelf = shelf("bad");
    let room = &shelf.room;
    let article = ids(&found(room, "/articles"))[0].clone();
    for (path, status) in [
        ("/attributions?limit=0", 400),
        ("/attributions?limit=201", 400),
        ("/attributions?limit=many", 400),
        ("/attributions?stance=shouts", 400),
        ("/attributions?stance=,", 400),
        ("/attributions?colour=red", 400),
        ("/attributions?about=a&about=b", 400),
        ("/attributions?confidence=2", 400),
        ("/attributions?confidence=NaN", 400),
        ("/search", 400),
        ("/articles/%ff", 400),
        ("/attributions?about=%3F!", 422),
        ("/attributions?since=2031-13", 422),
        ("/attributions?since=today", 422),
        ("/attributions?cursor=00", 422),
        ("/search?q=-lock", 422),
        ("/articles/0000", 404),
        ("/articles/xyz", 404),
        ("/articles/abc", 404),
        ("/attributions?article=0000", 404),
        ("/claims/0000/trace", 404),
        ("/export?article=0000", 404),
        ("/nowhere", 404),
    ] {
        refused(&get(room, path), status, path);
    }
    // An id of something else leads there.
    let problem = refused(&get(room, &format!("/claims/{article}")), 404, "article");
    let hint = problem["hint"].as_str().expect("a hint");
    assert!(hint.contains(&format!("/articles/{article}")), "{hint}");
    refused(
        &get(room, &format!("/compare?a={article}&b={article}")),
        422,
        "one",
    );
    for (method, path) in [
        (Method::DELETE, "/articles"),
        (Method::PUT, "/read"),
        (Method::GET, "/read"),
    ] {
        let request = request(method.clone(), &format!("/api/v1{path}")).body(Body::empty());
        let answer = sent(room, request.expect("a request"));
        refused(&answer, 405, path);
        assert!(!answer.header("allow").is_empty(), "{method} {path}");
    }
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    let shelf = shelf("etag");
    let room = &shelf.room;
    for path in ["/stats", "/articles", "/openapi.json", "/claims"] {
        let first = get(room, path);
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with('"') && tag.len() > 20, "{path}: {tag}");
        assert_eq!(get(room, path).header("etag"), tag, "{path}");
        let asked = |method: Method, known: &str| {
            let request = request(method, &format!("/api/v1{path}"))
                .header(header::IF_NONE_MATCH, known)
                .body(Body::empty());
            sent(room, request.expect("a request"))
        };
        for known in [
            tag.clone(),
            format!("\"other\", {tag}"),
            format!("W/{tag}"),
            "*".to_owned(),
        ] {
            let answer = asked(Method::GET, &known);
            assert_eq!(answer.status, StatusCode::NOT_MODIFIED, "{path}: {known}");
            assert_eq!(
                (answer.body.as_str(), answer.header("etag")),
                ("", tag.as_str())
            );
        }
        let other = asked(Method::GET, "\"other\"");
        assert_eq!((other.status, other.body), (StatusCode::OK, first.body));
        let head = asked(Method::HEAD, "\"other\"");
        assert_eq!(
            (head.status, head.header("etag")),
            (StatusCode::OK, tag.as_str())
        );
    }
    refused(&get(room, "/articles/0000"), 404, "no tag");
}

#[test]
fn a_page_is_read_and_nothing_is_kept() {
    let shelf = shelf("read");
    let room = &shelf.room;
    let before = found(room, "/stats");
    let text = "The ferry will stop in May, the harbour master Ines Varga said on Monday.";
    let read = |body: Value| {
        let answer = told(room, "/read", &body);
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        serde_json::from_str::<Value>(&answer.body).expect("JSON")
    };
    let plain =
        read(json!({"text": text, "url": "https://lund.example/f", "published": "2031-03-05"}));
    assert_eq!(plain["article"]["text"], text);
    assert_eq!(plain["article"]["url"], "https://lund.example/f");
    assert_eq!(plain["attributions"][0]["said"]["from"], "2031-03-03");
    assert!(plain["attributions"][0].get("why").is_none());
    let html = read(
        json!({"html": format!("<article><h1>Ferry</h1><p>{text}</p></article>"), "explain": true}),
    );
    assert!(html["attributions"][0]["why"].is_array(), "{html}");
    assert_eq!(found(room, "/stats"), before);
    for (body, status) in [
        ("{\"text\": \"a\"", 400),
        ("", 400),
        ("[]", 422),
        ("{}", 422),
        ("{\"text\": 1}", 422),
        ("{\"text\": \"\"}", 422),
        ("{\"text\": \"a\", \"html\": \"b\"}", 422),
        ("{\"text\": \"a\", \"colour\": 1}", 422),
        ("{\"text\": \"a\", \"published\": \"soon\"}", 422),
        ("{\"url\": \"file:///etc/passwd\"}", 422),
        // The server fetches nothing of its own machine or network.
        ("{\"url\": \"http://127.0.0.1:1/\"}", 422),
        ("{\"url\": \"http://169.254.169.254/latest/\"}", 422),
    ] {
        refused(&post(room, "/read", "application/json", body), status, body);
    }
    refused(&post(room, "/read", "text/plain", text), 415, "no JSON");
    let long = "a".repeat(super::LONGEST + 1);
    refused(
        &post(room, "/read", "application/json", long),
        413,
        "too long",
    );
}

#[test]
fn people_put_right_and_take_back() {
    let shelf = shelf("right");
    let room = &shelf.room;
    let queue = ids(&found(room, "/corrections/queue"));
    let correct = |id: &str, change: Value| {
        told(
            room,
            "/corrections",
            &json!({"id": id, "change": change, "who": "Desk", "note": "asked her"}),
        )
    };
    let made = |id: &str, change: Value| -> Value {
        let answer = correct(id, change);
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
        let value: Value = serde_json::from_str(&answer.body).expect("JSON");
        let place = answer.header("location").to_owned();
        assert_eq!(found(room, place.trim_start_matches("/api/v1")), value);
        assert_eq!(
            (&value["who"], &value["note"]),
            (&json!("Desk"), &json!("asked her"))
        );
        value
    };
    // Confirmed and rejected readings leave the queue.
    made(&queue[0], json!({"kind": "confirm"}));
    let rejected = made(&queue[1], json!({"kind": "reject"}));
    let left = ids(&found(room, "/corrections/queue"));
    assert_eq!(left, queue[2..]);
    assert_eq!(
        found(room, &format!("/attributions/{}", queue[1]))["rejected"],
        true
    );
    // A stance and a source; the words are found in the article.
    let denial = ids(&found(room, "/attributions?by=rennick&stance=denies"))[0].clone();
    made(
        &denial,
        json!({"kind": "correct", "parts": {"stance": "doubts", "source": null}}),
    );
    let evidence = found(room, &format!("/attributions/{denial}"));
    assert_eq!(evidence["attribution"]["stance"], "doubts");
    assert!(evidence["attribution"]["source"].is_null());
    assert_eq!(evidence["corrections"].as_array().map(Vec::len), Some(1));
    // Claims and persons.
    let claims = found(room, "/claims");
    let bearer = |at: usize| {
        let first = &claims["claims"][at]["statements"][0]["attribution"];
        first.as_str().expect("an id").to_owned()
    };
    let claim = claims["claims"][0]["id"].as_str().expect("an id");
    made(claim, json!({"kind": "together", "other": bearer(1)}));
    made(&bearer(0), json!({"kind": "bearing", "bearing": "reports"}));
    let people = ids(&found(room, "/entities?kind=person"));
    let merged = made(&people[0], json!({"kind": "merge", "other": people[1]}));
    assert_eq!(
        ids(&found(room, "/entities?kind=person")).len(),
        people.len() - 1
    );
    made(&people[0], json!({"kind": "separate", "other": people[1]}));
    made(&bearer(0), json!({"kind": "apart", "other": bearer(1)}));
    let list = found(room, "/corrections");
    assert_eq!(list["count"], 8);
    assert_eq!(ids(&found(room, "/corrections?limit=3")).len(), 3);
    // Taken back.
    for one in [&rejected, &merged] {
        let path = format!(
            "/corrections/{}/withdraw",
            one["id"].as_str().expect("an id")
        );
        let answer = told(room, &path, &json!({"who": "Desk"}));
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        let value: Value = serde_json::from_str(&answer.body).expect("JSON");
        assert!(value["withdrawn"].is_string());
        refused(&told(room, &path, &json!({})), 422, "twice");
    }
    assert_eq!(
        found(room, &format!("/attributions/{}", queue[1]))["rejected"],
        false
    );
    for (id, change, status) in [
        (
            queue[2].as_str(),
            json!({"kind": "correct", "parts": {}}),
            422,
        ),
        (
            &queue[2],
            json!({"kind": "correct", "parts": {"source": "the miller of nowhere"}}),
            422,
        ),
        (
            &queue[2],
            json!({"kind": "correct", "parts": {"stance": "shouts"}}),
            422,
        ),
        (&queue[2], json!({"kind": "merge", "other": queue[3]}), 422),
        (&queue[2], json!({"kind": "sing"}), 422),
        (&queue[2], json!({"kind": "confirm", "loudly": true}), 422),
        ("0000", json!({"kind": "confirm"}), 404),
        (&people[0], json!({"kind": "confirm"}), 422),
    ] {
        refused(&correct(id, change.clone()), status, &change.to_string());
    }
    assert_eq!(found(room, "/corrections")["count"], 8);
    let long = json!({"id": queue[2], "change": {"kind": "confirm"}, "who": "x".repeat(300)});
    refused(&told(room, "/corrections", &long), 422, "a long name");
}

#[test]
fn the_whole_goes_out_in_every_format() {
    let shelf = shelf("export");
    let room = &shelf.room;
    for (format, media, beginning) in [
        ("jsonl", "application/x-ndjson", "{\"type\":\"reading\""),
        ("csv", "text/csv; charset=utf-8", "article,"),
        ("webannotation", "application/x-ndjson", "{"),
        ("ftm", "application/x-ndjson", "{"),
        ("schema-org", "application/ld+json", "{"),
        ("prov", "application/ld+json", "{"),
        ("graphml", "application/xml", "<?xml"),
        ("labelstudio", "application/json", "["),
        ("brat", "application/x-tar", "annotation.conf"),
    ] {
        let answer = get(room, &format!("/export?format={format}"));
        assert_eq!(answer.status, StatusCode::OK, "{format}");
        assert_eq!(answer.header("content-type"), media);
        assert!(
            answer
                .header("content-disposition")
                .starts_with("attachment")
        );
        let head: String = answer.body.chars().take(40).collect();
        assert!(head.starts_with(beginning), "{format}: {head}");
        assert!(answer.body.len() > 4000, "{format}");
    }
    assert_eq!(
        get(room, "/export").body,
        get(room, "/export?format=jsonl").body
    );
    let article = ids(&found(room, "/articles"))[0].clone();
    let one = get(room, &format!("/export?article={}", &article[..8])).body;
    assert_eq!(one.lines().count(), 1);
    assert!(one.contains(&article));
}

#[test]
fn traces_are_drawn() {
    let shelf = shelf("traces");
    let room = &shelf.room;
    let claims = found(room, "/claims");
    let claim = claims["claims"][0]["id"].as_str().expect("an id");
    for (format, media, beginning) in [
        ("text", "text/plain; charset=utf-8", "The"),
        ("mermaid", "text/plain; charset=utf-8", "flowchart"),
        ("dot", "text/vnd.graphviz; charset=utf-8", "digraph"),
        ("svg", "image/svg+xml", "<svg"),
        ("graphml", "application/xml", "<?xml"),
        (
            "json",
            "application/json",
            "{\"schema\":\"hearsay.trace/1\"",
        ),
    ] {
        let answer = get(room, &format!("/claims/{claim}/trace?format={format}"));
        assert_eq!(answer.header("content-type"), media, "{}", answer.body);
        assert!(
            answer.body.starts_with(beginning),
            "{format}: {}",
            answer.body
        );
    }
    refused(
        &get(room, &format!("/claims/{claim}/trace?format=oil")),
        400,
        "oil",
    );
}
