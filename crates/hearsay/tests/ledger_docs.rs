//! `docs/ledger.md` describes every table, column and view of a new ledger, and none that is not
//! there; and ledgers of every schema version open for ever.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;

use hearsay::ledger::{ClaimFilter, Ledger, SCHEMA_VERSION, Words};

const WAIT: Duration = Duration::from_secs(5);

/// The columns of each table that the document describes.
fn described() -> BTreeMap<String, BTreeSet<String>> {
    let text =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/ledger.md"))
            .expect("the document");
    let tables = text
        .split_once("## Tables")
        .and_then(|(_, rest)| rest.split_once("## Full-text"))
        .expect("a section of tables")
        .0;
    let mut found = BTreeMap::new();
    for section in tables.split("\n### ").skip(1) {
        let (name, body) = section.split_once('\n').expect("a heading");
        let rows = body
            .lines()
            .filter(|line| line.starts_with("| ") && !line.starts_with("| column"));
        let columns = rows
            .flat_map(|row| row[2..].split(" |").next().unwrap_or_default().split(", "))
            .map(str::to_owned);
        found.insert(name.trim().to_owned(), columns.collect());
    }
    found
}

#[test]
fn every_table_and_column_is_described() {
    let folder = std::env::temp_dir().join(format!("hearsay-docs-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join("new.db");
    drop(Ledger::create(&path, WAIT).expect("a ledger"));
    let conn = rusqlite::Connection::open(&path).expect("opens");
    let mut statement = conn
        .prepare(
            "SELECT m.name, c.name FROM sqlite_schema AS m, pragma_table_info(m.name) AS c \
             WHERE m.type = 'table' AND m.name NOT LIKE '%\\_fts%' ESCAPE '\\' AND m.name NOT LIKE 'sqlite%'",
        )
        .expect("SQL");
    let mut there: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let rows = statement
        .query_map([], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        })
        .expect("rows");
    for row in rows {
        let (table, column) = row.expect("a row");
        there.entry(table).or_default().insert(column);
    }
    assert_eq!(described(), there);
    drop(statement);
    drop(conn);
    std::fs::remove_dir_all(&folder).expect("removed");
}

/// One small ledger of each schema version is kept: `tests/ledgers/schema-N.db`.
#[test]
fn old_ledgers_open_for_ever() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ledgers");
    for version in 1..=SCHEMA_VERSION {
        let name = format!("schema-{version}.db");
        let copy = std::env::temp_dir().join(format!("hearsay-old-{}-{name}", std::process::id()));
        std::fs::copy(folder.join(&name), &copy).expect("a ledger of each schema version is kept");
        let mut ledger = Ledger::open(&copy, WAIT).expect("it opens");
        let words = Words::parse("harbour").expect("a word");
        let found = ledger.search(&words, 10).expect("a search");
        assert!(
            !found.articles.is_empty() && !found.attributions.is_empty(),
            "{name}"
        );
        assert_eq!(ledger.corrections().expect("a list").len(), 2, "{name}");
        assert_eq!(ledger.verify(|_| ()).expect("a check"), [], "{name}");
        let articles = ledger.articles().expect("ids");
        let reading = ledger.reading(&articles[0]).expect("a reading");
        let run = hearsay::ledger::Run {
            command: "reread".to_owned(),
            program: "test".to_owned(),
            model: "test".to_owned(),
            settings: serde_json::Map::new(),
            started: "2031-01-01T00:00:00Z".to_owned(),
        };
        ledger
            .reread(&articles[0], &reading, &run)
            .expect("it can be written");
        ledger.account_anew(&run).expect("stories are made");
        let account = ledger.account(&ClaimFilter::default()).expect("an account");
        assert!(
            !account.claims.is_empty() && !account.entities.is_empty(),
            "{name}"
        );
        assert_eq!(ledger.verify(|_| ()).expect("a check"), [], "{name}");
        assert_eq!(ledger.verify_accounts(&run).expect("a check"), [], "{name}");
        drop(ledger);
        std::fs::remove_file(&copy).expect("removed");
    }
}
