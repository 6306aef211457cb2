//! How fast pages go into a ledger, how much of that is the store, how much memory it takes, and
//! how fast a ledger answers. Prints tables; `cargo bench -p hearsay-cli --bench ledger [-- add|ask]`;
//! `HEARSAY_ARTICLES` makes `add` shorter or longer.
//!
//! Whole processes and whole calls: `add` of 2,000 generated articles with the tagger on, the
//! store's work on the same readings alone, and questions to a ledger of 100,000 attributions.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

#[expect(dead_code, reason = "the tests use more of it")]
#[path = "../tests/whole/articles.rs"]
mod articles;
#[path = "../tests/whole/program.rs"]
mod program;

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use articles::article;
use hearsay::ledger::{Capture, Ledger, Original, Query, Run, Words, capture_key, nearest};
use hearsay::reading::Reading;
use program::{Folder, done, hearsay, peak_memory};
use serde_json::json;

const WAIT: Duration = Duration::from_secs(60);

fn main() {
    // `cargo test --benches` runs this too: a small round then.
    let whole = std::env::args().any(|argument| argument == "--bench");
    let named: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with("--"))
        .collect();
    let wanted = |name: &str| named.is_empty() || named.iter().any(|named| named == name);
    if wanted("add") {
        let asked = std::env::var("HEARSAY_ARTICLES").ok();
        let asked = asked.and_then(|text| text.parse().ok());
        adding(asked.unwrap_or(if whole { 2_000 } else { 4 }));
    }
    if wanted("ask") {
        let (attributions, rounds) = if whole { (100_000, 51) } else { (200, 3) };
        asking(attributions, rounds);
    }
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn now() -> Instant {
    Instant::now()
}

/// `add` with one job, and the store's part of it.
fn adding(count: usize) {
    let folder = Folder::new("bench-add");
    for number in 0..count {
        folder.write(&format!("in/{number:05}.html"), article(number, 8).html());
    }
    let start = now();
    let mut child = hearsay(&folder, &["add", "in", "--ledger", "a.db", "--jobs", "1"])
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut peak = 0;
    while child.try_wait().expect("a state").is_none() {
        peak = peak.max(peak_memory(child.id()).unwrap_or(0));
        std::thread::sleep(Duration::from_millis(20));
    }
    let add = start.elapsed();
    let lines = done(
        &folder,
        &["export", "--format", "jsonl", "--ledger", "a.db"],
    );
    let readings: Vec<Reading> = lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("a reading"))
        .collect();
    let attributions: usize = readings
        .iter()
        .map(|reading| reading.attributions.len())
        .sum();
    let pages: Vec<Vec<u8>> = (0..count)
        .map(|number| article(number, 8).html().into_bytes())
        .collect();
    let mut ledger = Ledger::create(&folder.path().join("b.db"), WAIT).expect("a ledger");
    let start = now();
    for (reading, page) in readings.iter().zip(&pages) {
        ledger
            .store(reading, &capture(page), &bench_run())
            .expect("stored");
    }
    let store = start.elapsed();
    let start = now();
    done(&folder, &["add", "in", "--ledger", "a.db", "--jobs", "1"]);
    let again = start.elapsed();
    println!(
        "add, {count} generated articles of about 400 words, {attributions} attributions, one job\n"
    );
    println!("| | |\n|---|---|");
    println!(
        "| articles a second | {:.1} |",
        count as f64 / add.as_secs_f64()
    );
    println!("| peak memory | {} MiB |", peak / 1024);
    println!(
        "| the store's share of the time | {:.1}% |",
        100.0 * store.as_secs_f64() / add.as_secs_f64()
    );
    println!(
        "| stored a second, without reading | {:.0} |",
        count as f64 / store.as_secs_f64()
    );
    println!(
        "| articles a second, when all is known | {:.0} |",
        count as f64 / again.as_secs_f64()
    );
}

fn capture(page: &[u8]) -> Capture {
    Capture {
        key: capture_key(page, &[]),
        input: "bench".to_owned(),
        place: String::new(),
        address: None,
        fetched: None,
        original: Some(Original::new(page)),
        fields: serde_json::Map::new(),
    }
}

fn bench_run() -> Run {
    Run {
        command: "add".to_owned(),
        program: "bench".to_owned(),
        model: "none".to_owned(),
        settings: serde_json::Map::new(),
        started: "2031-01-01T00:00:00Z".to_owned(),
    }
}

/// Questions to a ledger of so many attributions, in the process and as a command.
fn asking(attributions: usize, rounds: usize) {
    const EACH: usize = 10;
    let folder = Folder::new("bench-ask");
    let path = folder.path().join("ask.db");
    let start = now();
    fill(&path, attributions / EACH, EACH);
    let filled = (attributions / EACH) as f64 / start.elapsed().as_secs_f64();
    let ledger = Ledger::read_only(&path, WAIT).expect("a ledger");
    println!(
        "\nquestions to {attributions} stored attributions, {rounds} times each; {filled:.0} articles a second were stored\n"
    );
    println!("| question | hits | median ms | most ms |\n|---|---|---|---|");
    let tell = |name: &str, question: &dyn Fn() -> u64| {
        let mut times: Vec<f64> = (0..rounds)
            .map(|_| {
                let start = now();
                black_box(question());
                start.elapsed().as_secs_f64() * 1000.0
            })
            .collect();
        times.sort_by(f64::total_cmp);
        println!(
            "| {name} | {} | {:.1} | {:.1} |",
            question(),
            times[rounds / 2],
            times[rounds - 1]
        );
    };
    let words = |question: &str| Words::parse(question).expect("words");
    for question in [
        "lighthouse",
        "quay Varga",
        "\"second ferry\"",
        "tide -strike",
        "dredg*",
        "number77",
    ] {
        tell(&format!("search {question}"), &|| {
            let found = ledger.search(&words(question), 20).expect("a search");
            (found.attributions.len() + found.articles.len()) as u64
        });
    }
    let said = [
        (
            "said --about lighthouse --since 2031-03",
            Query {
                about: Some(words("lighthouse")),
                since: Some("2031-03".to_owned()),
                limit: 50,
                ..Query::default()
            },
        ),
        (
            "said --by Varga",
            Query {
                by: Some(words("Varga")),
                limit: 50,
                ..Query::default()
            },
        ),
        (
            "said --stance denies --since 2031-12",
            Query {
                stances: vec![hearsay::voice::Stance::Denies],
                since: Some("2031-12".to_owned()),
                limit: 50,
                ..Query::default()
            },
        ),
    ];
    for (name, query) in said {
        tell(name, &|| ledger.said(&query).expect("a list").1);
    }
    tell("the command `hearsay search lighthouse`", &|| {
        done(&folder, &["search", "lighthouse", "--ledger", "ask.db"])
            .lines()
            .count() as u64
    });
    println!("\nplan of `search`:\n");
    for line in ledger.search_plan(&words("lighthouse")).expect("a plan") {
        println!("    {line}");
    }
}

/// A ledger of generated articles whose attributions are made by rule, not read.
fn fill(path: &Path, articles: usize, each: usize) {
    let mut ledger = Ledger::create(path, WAIT).expect("a ledger");
    for number in 0..articles {
        let made = article(number, each);
        let mut text = made.paragraphs.join("\n\n");
        text.push_str(&format!(" number{number}"));
        let mut value = json!({
            "schema": "hearsay.reading/1",
            "article": {"id": "", "url": made.url, "outlet": made.outlet, "title": made.title, "authors": [],
                "published": made.published, "language": "en", "text": text, "blocks": [], "warnings": [],
                "signals": {"url": "x", "outlet": "x", "title": "x", "authors": [], "published": "x", "language": "x"}},
            "entities": [], "attributions": []
        });
        let mut list = Vec::new();
        for paragraph in &made.paragraphs {
            let content = nearest(&text, paragraph, 0).expect("it is there");
            let start = content.spans[0][0];
            let source = text.chars().skip(start).take(12).collect::<String>();
            list.push(json!({
                "id": format!("a{start}"), "parent": null,
                "source": {"spans": [[start, start + 12]], "text": source, "kind": "person", "entity": null},
                "cue": null, "content": content, "quotation": "indirect", "mode": "speech",
                "stance": if start.is_multiple_of(5) { "denies" } else { "asserts" }, "certainty": "certain",
                "polarity": "positive", "chain": [], "said": null, "confidence": 0.9
            }));
        }
        value["attributions"] = list.into();
        let reading: Reading = serde_json::from_value(value).expect("a reading");
        let capture = Capture {
            original: None,
            ..capture(text.as_bytes())
        };
        ledger
            .store(&reading, &capture, &bench_run())
            .expect("stored");
    }
}
