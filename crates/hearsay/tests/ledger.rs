//! The ledger: what goes in comes out, the same again adds nothing, corrections hold, and what
//! does not hold is found.

use std::path::PathBuf;
use std::time::Duration;

use hearsay::ledger::{
    Capture, Edit, Ledger, LedgerError, Original, Outcome, Query, Run, Signature, Stored, Words,
    capture_key, nearest,
};
use hearsay::reading::Reading;
use hearsay::voice::{SourceKind, Stance};
use serde_json::json;

const WAIT: Duration = Duration::from_secs(5);
const TEXT: &str = "Weir holds 🌊\n\nThe keeper of the weir, Jo Lark, said that it would hold. \
    “It has held for ninety years,” she added. Two officials denied that sand was missing.";

fn reading(url: Option<&str>, text: &str) -> Reading {
    let marked = |words: &str| match nearest(text, words, 0) {
        Some(marked) => json!({"spans": marked.spans, "text": marked.text}),
        None => json!(null),
    };
    let attribution = |id: &str,
                       source: &str,
                       kind: &str,
                       cue: &str,
                       content: &str,
                       stance: &str| {
        let mut source = marked(source);
        source["kind"] = json!(kind);
        source["entity"] = if kind == "person" {
            json!("e1")
        } else {
            json!(null)
        };
        json!({
            "id": id, "parent": null, "source": source, "cue": marked(cue), "content": marked(content),
            "quotation": "indirect", "mode": "speech", "stance": stance, "certainty": "certain",
            "polarity": "positive", "chain": [], "said": null, "confidence": 0.9
        })
    };
    let mut attributions = vec![attribution(
        "a1",
        "The keeper of the weir, Jo Lark",
        "person",
        "said",
        "that it would hold",
        "asserts",
    )];
    if text.contains("Two officials") {
        attributions.push(attribution(
            "a2",
            "Two officials",
            "anonymous",
            "denied",
            "that sand was missing",
            "denies",
        ));
    }
    let name = nearest(text, "Jo Lark", 0).expect("she is named");
    let value = json!({
        "schema": "hearsay.reading/1",
        "article": {
            "id": "x", "url": url, "outlet": "Weir Post", "title": "Weir holds 🌊", "authors": ["Ann Orr"],
            "published": "2031-02-03", "language": "en", "text": text,
            "blocks": [{"kind": "title", "start": 0, "end": 12}],
            "warnings": ["strange sky"],
            "signals": {"url": "canonical", "outlet": "json-ld", "title": "json-ld", "authors": ["byline"],
                        "published": "time", "language": "html"}
        },
        "entities": [{"id": "e1", "name": "Jo Lark", "kind": "person", "roles": ["keeper of the weir"],
            "mentions": [{"start": name.spans[0][0], "end": name.spans[0][1], "text": "Jo Lark", "form": "name"}]}],
        "attributions": attributions
    });
    serde_json::from_value(value).expect("a reading")
}

fn capture(text: &str, fetched: Option<&str>) -> Capture {
    Capture {
        key: capture_key(text.as_bytes(), &[fetched.unwrap_or_default()]),
        input: "weir.html".to_owned(),
        place: String::new(),
        address: None,
        fetched: fetched.map(str::to_owned),
        original: Some(Original::new(text.as_bytes())),
        fields: serde_json::Map::new(),
    }
}

fn run(model: &str) -> Run {
    Run {
        command: "add".to_owned(),
        program: "test 1".to_owned(),
        model: model.to_owned(),
        settings: serde_json::Map::new(),
        started: "2031-02-04T08:00:00Z".to_owned(),
    }
}

fn by(who: &str) -> Signature<'_> {
    Signature {
        who,
        made: "2031-02-05T09:00:00Z",
        note: None,
    }
}

/// A ledger file of its own for one test.
struct File(PathBuf);

impl File {
    fn new(name: &str) -> Self {
        let folder =
            std::env::temp_dir().join(format!("hearsay-ledger-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("a folder");
        Self(folder.join("test.db"))
    }

    fn open(&self) -> Ledger {
        Ledger::create(&self.0, WAIT).expect("a ledger")
    }

    fn raw(&self, sql: &str) {
        rusqlite::Connection::open(&self.0)
            .and_then(|conn| conn.execute_batch(sql))
            .expect("plain SQL");
    }
}

impl Drop for File {
    fn drop(&mut self) {
        if let Some(folder) = self.0.parent() {
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}

const URL: Option<&str> = Some("https://weirpost.example/weir");

fn stored(file: &File) -> (Ledger, String) {
    let mut ledger = file.open();
    let outcome = ledger.store(&reading(URL, TEXT), &capture(TEXT, None), &run("m1"));
    assert_eq!(outcome.expect("stored"), Outcome::New);
    let article = ledger.articles().expect("ids").remove(0);
    (ledger, article)
}

fn problems(ledger: &Ledger) -> Vec<String> {
    let problems = ledger.verify(|_| ()).expect("a check");
    problems
        .into_iter()
        .map(|p| format!("{}: {}", p.place, p.text))
        .collect()
}

#[test]
fn what_goes_in_comes_out() {
    let file = File::new("round");
    let (ledger, article) = stored(&file);
    let out = ledger.reading(&article).expect("a reading");
    let mut given = reading(URL, TEXT);
    // Only the ids are the ledger's own.
    given.article.id.clone_from(&out.article.id);
    given.entities[0].id.clone_from(&out.entities[0].id);
    for (given, out) in given.attributions.iter_mut().zip(&out.attributions) {
        given.id.clone_from(&out.id);
        if let (Some(given), Some(out)) = (&mut given.source, &out.source) {
            given.entity.clone_from(&out.entity);
        }
    }
    assert_eq!(out, given);
    assert_eq!(problems(&ledger), Vec::<String>::new());
}

#[test]
fn the_same_again_adds_nothing() {
    let file = File::new("again");
    let (mut ledger, _) = stored(&file);
    let again = ledger.store(&reading(URL, TEXT), &capture(TEXT, None), &run("m1"));
    assert_eq!(again.expect("stored"), Outcome::Unchanged);
    let later = capture(TEXT, Some("2031-02-09T00:00:00Z"));
    let again = ledger.store(&reading(URL, TEXT), &later, &run("m1"));
    assert_eq!(again.expect("stored"), Outcome::Unchanged);
    assert_eq!(ledger.articles().expect("ids").len(), 1);
    drop(ledger);
    let rows = rusqlite::Connection::open(&file.0)
        .and_then(|conn| {
            conn.query_row(
                "SELECT (SELECT count(*) FROM captures), (SELECT count(*) FROM originals), (SELECT count(*) FROM runs)",
                [],
                |row| Ok([row.get::<_, i64>(0)?, row.get(1)?, row.get(2)?]),
            )
        })
        .expect("counts");
    assert_eq!(rows, [1, 1, 1]);
}

#[test]
fn a_changed_page_is_a_new_version_and_may_go_back() {
    let file = File::new("versions");
    let mut ledger = file.open();
    let edited = TEXT.replace(" Two officials denied that sand was missing.", "");
    let steps = [
        (TEXT, "2031-02-03T10:00:00+01:00", Outcome::New),
        (&edited, "2031-02-03T11:00:00Z", Outcome::NewVersion),
        (TEXT, "2031-02-03T12:00:00Z", Outcome::NewVersion),
        (TEXT, "2031-02-03T13:00:00Z", Outcome::Unchanged),
        (&edited, "2031-02-03T11:30:00Z", Outcome::Unchanged),
    ];
    for (text, fetched, wanted) in steps {
        let outcome = ledger.store(
            &reading(URL, text),
            &capture(text, Some(fetched)),
            &run("m1"),
        );
        assert_eq!(outcome.expect("stored"), wanted, "{fetched}");
    }
    let versions = ledger.versions(URL.expect("an address")).expect("versions");
    let fetched: Vec<_> = versions
        .iter()
        .map(|version| version.fetched.as_deref())
        .collect();
    assert_eq!(
        fetched,
        [
            Some("2031-02-03T09:00:00Z"),
            Some("2031-02-03T11:00:00Z"),
            Some("2031-02-03T12:00:00Z")
        ]
    );
    let change = hearsay::ledger::Change::between(&versions[0].reading, &versions[1].reading);
    assert_eq!(change.vanished.len(), 1);
    assert_eq!(
        change.vanished[0].source.as_ref().expect("who").words.text,
        "Two officials"
    );
    assert!(change.appeared.is_empty());
    assert_eq!(
        ledger.kinds().expect("numbers"),
        ledger.stats().expect("numbers").kinds
    );
    assert_eq!(problems(&ledger), Vec::<String>::new());
}

#[test]
fn one_text_at_two_addresses_is_two_articles_and_without_one_is_one() {
    let file = File::new("addresses");
    let mut ledger = file.open();
    for (url, wanted) in [
        (URL, Outcome::New),
        (Some("https://other.example/weir"), Outcome::New),
        (None, Outcome::New),
        (None, Outcome::Unchanged),
    ] {
        let outcome = ledger.store(&reading(url, TEXT), &capture(TEXT, url), &run("m1"));
        assert_eq!(outcome.expect("stored"), wanted, "{url:?}");
    }
}

fn attribution(ledger: &Ledger, article: &str, number: usize) -> String {
    ledger.reading(article).expect("a reading").attributions[number]
        .id
        .clone()
}

#[test]
fn corrections_win_survive_and_can_be_withdrawn() {
    let file = File::new("correct");
    let (mut ledger, article) = stored(&file);
    let before = ledger.reading(&article).expect("a reading");
    let (first, second) = (
        attribution(&ledger, &article, 0),
        attribution(&ledger, &article, 1),
    );
    let edit = Edit {
        source: Some(nearest(TEXT, "Jo Lark", 0)),
        stance: Some(Stance::Confirms),
        ..Edit::default()
    };
    let made = ledger
        .correct(&first, &edit, by("desk"), &run("m1"))
        .expect("corrected");
    ledger
        .reject(&second, by("desk"), &run("m1"))
        .expect("rejected");
    let shown = ledger.reading(&article).expect("a reading");
    assert_eq!(shown.attributions.len(), 1);
    let value = &shown.attributions[0];
    assert_eq!(value.source.as_ref().expect("who").words.text, "Jo Lark");
    assert_eq!(value.stance, Some(Stance::Confirms));
    assert_eq!(value.id, first, "the id stays");
    let about = |ledger: &Ledger, word: &str| {
        let query = Query {
            about: Words::parse(word),
            ..Query::default()
        };
        ledger.said(&query).expect("a list").0.len()
    };
    assert_eq!(about(&ledger, "sand"), 0, "what is rejected is not found");
    assert_eq!(
        ledger.kinds().expect("numbers"),
        ledger.stats().expect("numbers").kinds
    );
    // A newer model reads the same, and something else that overlaps with what was rejected.
    let mut again = reading(URL, TEXT);
    again.attributions[1].content = nearest(TEXT, "sand was missing", 0);
    let changes = ledger
        .reread(&article, &again, &run("m2"))
        .expect("read anew");
    assert!(changes.is_empty(), "{changes:?}");
    assert_eq!(changes.overruled, 2);
    assert_eq!(ledger.reading(&article).expect("a reading"), shown);
    assert_eq!(problems(&ledger), Vec::<String>::new());
    ledger
        .withdraw(&made, by("desk"), &run("m1"))
        .expect("withdrawn");
    let error = ledger
        .withdraw(&made, by("desk"), &run("m1"))
        .expect_err("withdrawn before");
    assert!(error.to_string().contains("no correction that stands"));
    let rejected = ledger.corrections().expect("a list")[1].id.clone();
    ledger
        .withdraw(&rejected, by("desk"), &run("m1"))
        .expect("withdrawn");
    assert_eq!(ledger.reading(&article).expect("a reading"), before);
    assert_eq!(about(&ledger, "sand"), 1);
    assert_eq!(problems(&ledger), Vec::<String>::new());
}

#[test]
fn a_newer_reading_takes_the_place_of_the_older() {
    let file = File::new("reread");
    let (mut ledger, article) = stored(&file);
    assert!(ledger.to_reread(&run("m1"), false).expect("ids").is_empty());
    assert_eq!(
        ledger.to_reread(&run("m2"), false).expect("ids"),
        std::slice::from_ref(&article)
    );
    let mut newer = reading(URL, TEXT);
    newer.attributions[0].stance = Some(Stance::Confirms);
    newer.attributions[1].content = nearest(TEXT, "It has held for ninety years", 0);
    let changes = ledger
        .reread(&article, &newer, &run("m2"))
        .expect("read anew");
    assert_eq!(
        (
            changes.vanished.len(),
            changes.appeared.len(),
            changes.changed.len()
        ),
        (1, 1, 1)
    );
    assert!(ledger.to_reread(&run("m2"), false).expect("ids").is_empty());
    assert_eq!(problems(&ledger), Vec::<String>::new());
}

#[test]
fn exported_corrections_come_in_again() {
    let file = File::new("export");
    let (mut ledger, article) = stored(&file);
    let first = attribution(&ledger, &article, 0);
    let second = attribution(&ledger, &article, 1);
    let edit = Edit {
        kind: Some(SourceKind::Organization),
        cue: Some(None),
        ..Edit::default()
    };
    ledger
        .correct(&first, &edit, by("desk"), &run("m1"))
        .expect("corrected");
    ledger
        .reject(&second, by("desk"), &run("m1"))
        .expect("rejected");
    let mut added = reading(URL, TEXT).attributions[0].clone();
    added.content = nearest(TEXT, "It has held for ninety years", 0);
    ledger
        .add_attribution(&article, &added, by("desk"), &run("m1"))
        .expect("added")
        .expect("it is new");
    let (out, lines) = (
        ledger.reading(&article).expect("a reading"),
        ledger.correction_lines(&article).expect("lines"),
    );
    assert_eq!(lines.len(), 3);
    let other = File::new("import");
    let mut copy = other.open();
    let mut plain = out.clone();
    hearsay::ledger::uncorrect(&mut plain, &lines);
    copy.store(&plain, &capture(TEXT, None), &run("m1"))
        .expect("stored");
    assert_eq!(copy.restore(&lines, &run("m1")).expect("restored"), 3);
    assert_eq!(copy.restore(&lines, &run("m1")).expect("restored"), 0);
    assert_eq!(copy.reading(&article).expect("a reading"), out);
    assert_eq!(copy.correction_lines(&article).expect("lines"), lines);
    assert_eq!(problems(&copy), Vec::<String>::new());
}

#[test]
fn merged_entities_are_shown_as_one_until_it_is_withdrawn() {
    let file = File::new("merge");
    let (mut ledger, article) = stored(&file);
    let other = reading(Some("https://other.example/a"), TEXT);
    ledger
        .store(&other, &capture(TEXT, Some("x")), &run("m1"))
        .expect("stored");
    let ids: Vec<String> = ledger
        .articles()
        .expect("ids")
        .iter()
        .map(|id| {
            ledger.reading(id).expect("a reading").entities[0]
                .id
                .clone()
        })
        .collect();
    assert_ne!(ids[0], ids[1]);
    let made = ledger.merge(&ids[0], &ids[1], by("desk")).expect("merged");
    for id in ledger.articles().expect("ids") {
        let reading = ledger.reading(&id).expect("a reading");
        assert_eq!(reading.entities[0].id, ids[0]);
        assert_eq!(
            reading.attributions[0]
                .source
                .as_ref()
                .expect("who")
                .entity
                .as_ref(),
            Some(&ids[0])
        );
    }
    assert!(ledger.merge(&ids[0], &ids[0], by("desk")).is_err());
    ledger
        .withdraw(&made, by("desk"), &run("m1"))
        .expect("withdrawn");
    assert!(
        ledger
            .reading(&article)
            .is_ok_and(|reading| ids.contains(&reading.entities[0].id))
    );
    assert_eq!(problems(&ledger), Vec::<String>::new());
}

#[test]
fn questions_combine() {
    let file = File::new("ask");
    let (mut ledger, article) = stored(&file);
    let mut late = reading(Some("https://mill.example/a"), TEXT);
    late.article.published = Some("2031-03-01T09:00:00+01:00".to_owned());
    late.article.outlet = Some("The Mill".to_owned());
    ledger
        .store(&late, &capture(TEXT, Some("y")), &run("m1"))
        .expect("stored");
    let said = |query: Query| ledger.said(&query).expect("a list");
    assert_eq!(said(Query::default()).1, 4);
    let query = Query {
        about: Words::parse("sand"),
        by: Words::parse("officials"),
        kinds: vec![SourceKind::Anonymous],
        stances: vec![Stance::Denies],
        since: Some("2031-03".to_owned()),
        until: Some("2031-03-01".to_owned()),
        outlet: Some("mill".to_owned()),
        ..Query::default()
    };
    let (rows, count) = said(query.clone());
    assert_eq!((rows.len(), count), (1, 1));
    assert_eq!(rows[0].url.as_deref(), Some("https://mill.example/a"));
    for narrower in [
        Query {
            until: Some("2031-02".to_owned()),
            since: None,
            ..query.clone()
        },
        Query {
            kinds: vec![SourceKind::Person],
            ..query.clone()
        },
        Query {
            by: Words::parse("Lark"),
            ..query.clone()
        },
        Query {
            confidence: 950,
            ..query.clone()
        },
        Query {
            corrected: true,
            ..query
        },
    ] {
        assert_eq!(said(narrower.clone()).1, 0, "{narrower:?}");
    }
    let (rows, count) = said(Query {
        limit: 1,
        ..Query::default()
    });
    assert_eq!((rows.len(), count), (1, 4));
    assert_eq!(
        rows[0].published.as_deref(),
        Some("2031-03-01T09:00:00+01:00"),
        "the latest first"
    );
    let found = ledger
        .search(&Words::parse("holding sand").expect("words"), 10)
        .expect("a search");
    assert_eq!(
        (found.attributions.len(), found.articles.len()),
        (0, 2),
        "words are stemmed"
    );
    let snippet = &found.articles[0].snippet;
    let [start, end] = snippet.hits[0];
    let hit: String = snippet.text.chars().skip(start).take(end - start).collect();
    assert!(hit.to_lowercase().starts_with("hold"), "{hit}");
    let who = ledger
        .who(&Words::parse("Lark").expect("a word"), 10)
        .expect("a report");
    assert_eq!(who.said_count, 2);
    assert_eq!(who.names, [("Jo Lark".to_owned(), 2)]);
    assert!(
        who.roles
            .iter()
            .any(|(role, _)| role.contains("keeper of the weir")),
        "{:?}",
        who.roles
    );
    assert_eq!(
        ledger.find(&article[..8]).expect("found"),
        Stored::Article(article.clone())
    );
    assert!(matches!(ledger.find("zzzz"), Err(LedgerError::NoSuchId(_))));
    let stats = ledger.stats().expect("numbers");
    assert_eq!(
        (stats.articles, stats.attributions, stats.outlets.len()),
        (2, 4, 2)
    );
    assert!((stats.outlets[0].anonymous - 0.5).abs() < 1e-9);
    assert_eq!(ledger.kinds().expect("numbers"), stats.kinds);
}

#[test]
fn what_is_tampered_with_is_found() {
    let cases = [
        (
            "UPDATE spans SET name = 'sad' WHERE part = 'cue'",
            "the ledger \"sad\"",
        ),
        (
            "UPDATE spans SET \"end\" = 9999 WHERE part = 'content'",
            "out of the text's bounds",
        ),
        (
            "UPDATE articles SET text_sha256 = 'x'",
            "hash is not that of the text",
        ),
        ("UPDATE originals SET bytes = x'00'", "cannot be unpacked"),
        (
            "PRAGMA foreign_keys = off; DELETE FROM pages",
            "names a row of pages that does not exist",
        ),
        (
            "DROP TRIGGER attributions_fts_update; UPDATE attributions SET source = 'the miller'",
            "index does not hold",
        ),
        (
            "UPDATE attributions SET key = 'beef' WHERE source = 'Two officials'",
            "the id is not that of its spans",
        ),
        ("UPDATE blocks SET \"end\" = 5000", "out of bounds"),
        ("UPDATE mentions SET start = start + 1", "mention"),
    ];
    for (at, (sql, wanted)) in cases.iter().enumerate() {
        let file = File::new(&format!("tamper-{at}"));
        drop(stored(&file));
        file.raw(sql);
        let found = problems(&Ledger::read_only(&file.0, WAIT).expect("opens"));
        assert!(
            found.iter().any(|problem| problem.contains(wanted)),
            "{sql}: {found:?}"
        );
    }
}

#[test]
fn files_that_are_no_ledger_are_left_alone() {
    let file = File::new("other");
    assert!(matches!(
        Ledger::open(&file.0, WAIT),
        Err(LedgerError::Missing)
    ));
    assert!(matches!(
        Ledger::read_only(&file.0, WAIT),
        Err(LedgerError::Missing)
    ));
    std::fs::write(
        &file.0,
        "a note that somebody wrote, long enough to be mistaken for something else",
    )
    .expect("written");
    assert!(matches!(
        Ledger::create(&file.0, WAIT),
        Err(LedgerError::NotALedger)
    ));
    std::fs::remove_file(&file.0).expect("removed");
    file.raw("CREATE TABLE t (a)");
    let before = std::fs::read(&file.0).expect("the file");
    assert!(matches!(
        Ledger::create(&file.0, WAIT),
        Err(LedgerError::NotALedger)
    ));
    assert_eq!(std::fs::read(&file.0).expect("the file"), before);
    let newer = File::new("newer");
    drop(stored(&newer));
    newer.raw("PRAGMA user_version = 99");
    let error = Ledger::create(&newer.0, WAIT).expect_err("newer");
    assert!(
        matches!(error, LedgerError::Newer { found: 99, .. }),
        "{error}"
    );
}

#[test]
fn a_locked_ledger_is_waited_for_and_then_named() {
    let file = File::new("locked");
    drop(stored(&file));
    let holder = rusqlite::Connection::open(&file.0).expect("opens");
    holder.execute_batch("BEGIN IMMEDIATE").expect("locked");
    let mut ledger =
        Ledger::create(&file.0, Duration::from_millis(50)).expect("reading is possible");
    let other = TEXT.replace("ninety", "eighty");
    let error = ledger
        .store(&reading(None, &other), &capture(&other, None), &run("m1"))
        .expect_err("locked");
    assert!(matches!(error, LedgerError::Locked), "{error}");
    holder.execute_batch("ROLLBACK").expect("free");
    let outcome = ledger.store(&reading(None, &other), &capture(&other, None), &run("m1"));
    assert_eq!(outcome.expect("stored"), Outcome::New);
}
