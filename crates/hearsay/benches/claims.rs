//! How long it takes to group articles into stories and claims, how much memory, and how long one more article takes.
//!
//! Readings are made by rule (`made`), with known copies, citations and denials, and stored with prints that are made of
//! their words: no tagger, no encoder. `cargo bench -p hearsay --features ledger --bench claims [-- N]` measures N articles
//! (100,000), a tenth and a hundredth of them, each in a ledger of its own, and prints a table.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

#[path = "claims/made.rs"]
mod made;
#[path = "claims/stored.rs"]
mod stored;

use std::path::Path;
use std::time::{Duration, Instant};

use hearsay::account::{Bearing, PRINT, made_with};
use hearsay::ledger::{ClaimFilter, Ledger};
use made::{Known, Maker};
use stored::{run, store};

const WAIT: Duration = Duration::from_secs(60);

/// How often one more article is added.
const MORE: usize = 21;

fn main() {
    // `cargo test --benches` runs this too: a small round then.
    let whole = std::env::args().any(|argument| argument == "--bench");
    let asked = std::env::args()
        .skip(1)
        .find_map(|argument| argument.parse().ok());
    let most: usize = asked.unwrap_or(if whole { 100_000 } else { 100 });
    println!(
        "| articles | stored, s | accounted for, s | ms an article | by n log n | peak MiB | file MiB | claims | copies | citations | denials | one more, ms: median | most |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    let mut first = None;
    for count in [most / 100, most / 10, most] {
        measure(count.max(20), &mut first);
    }
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn now() -> Instant {
    Instant::now()
}

/// Measures so many articles; `first` is the time by n log n of the first measurement.
fn measure(count: usize, first: &mut Option<f64>) {
    let folder =
        std::env::temp_dir().join(format!("hearsay-claims-{}-{count}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join("claims.db");
    let mut ledger = Ledger::create(&path, WAIT).expect("a ledger");
    let mut maker = Maker::new();
    let mut known = Known::default();
    let start = now();
    for _ in 0..count {
        store(&mut ledger, &mut maker, &mut known);
    }
    let stored = start.elapsed().as_secs_f64();
    prints(&path);
    let start = now();
    ledger.account_anew(&run()).expect("accounted for");
    let accounted = start.elapsed().as_secs_f64();
    let peak = peak_memory();
    let found = found(&path);
    let claims = ledger.account(&ClaimFilter {
        limit: 1,
        ..ClaimFilter::default()
    });
    assert!(!claims.expect("an account").claims.is_empty());
    let mut more: Vec<f64> = (0..MORE)
        .map(|_| {
            let start = now();
            store(&mut ledger, &mut maker, &mut Known::default());
            let stored = start.elapsed();
            prints(&path);
            let start = now();
            ledger.account_anew(&run()).expect("accounted for");
            (stored + start.elapsed()).as_secs_f64() * 1000.0
        })
        .collect();
    more.sort_by(f64::total_cmp);
    let size = std::fs::metadata(&path).map_or(0, |meta| meta.len());
    let scaled = accounted / (count as f64 * (count as f64).ln());
    let ratio = scaled / *first.get_or_insert(scaled);
    println!(
        "| {count} | {stored:.1} | {accounted:.1} | {:.2} | {ratio:.2} | {peak} | {} | {} | {} of {} | {} of {} | {} of {} | {:.0} | {:.0} |",
        1000.0 * accounted / count as f64,
        size >> 20,
        found.claims,
        found.copies,
        known.copies,
        found.citations,
        known.citations,
        found.denials,
        known.denials,
        more[MORE / 2],
        more[MORE - 1]
    );
    drop(ledger);
    std::fs::remove_dir_all(&folder).expect("removed");
}

/// Gives attributions without a print one: the sum of their words' vectors, each drawn from the word's hash.
fn prints(path: &Path) {
    let mut conn = rusqlite::Connection::open(path).expect("opens");
    let transaction = conn.transaction().expect("begins");
    let last: i64 = transaction
        .query_row(
            "SELECT coalesce(max(attribution_id), 0) FROM prints",
            [],
            |row| row.get(0),
        )
        .expect("a number");
    let rows: Vec<(i64, String)> = transaction
        .prepare("SELECT id, content FROM attributions WHERE id > ?1")
        .and_then(|mut statement| {
            statement
                .query_map([last], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        })
        .expect("contents");
    for (row, content) in rows {
        let mut sum = vec![0i32; PRINT];
        for word in content.split_whitespace() {
            let mut chance = made::Chance::of(word);
            for value in &mut sum {
                *value += chance.below(201) as i32 - 100;
            }
        }
        let most = sum
            .iter()
            .map(|value| value.abs())
            .max()
            .unwrap_or(1)
            .max(1);
        let mut bytes: Vec<u8> = sum
            .iter()
            .map(|value| (value * 127 / most) as i8 as u8)
            .collect();
        for (byte, made) in bytes.iter_mut().zip(made_with()) {
            *byte = made.cast_unsigned();
        }
        transaction
            .execute(
                "INSERT INTO prints (attribution_id, bytes) VALUES (?1, ?2)",
                (row, bytes),
            )
            .expect("kept");
    }
    transaction.commit().expect("kept");
}

/// What the ledger found of what is known.
struct Found {
    claims: i64,
    copies: usize,
    citations: usize,
    denials: usize,
}

fn found(path: &Path) -> Found {
    let conn = rusqlite::Connection::open(path).expect("opens");
    let count = |sql: &str| -> i64 { conn.query_row(sql, [], |row| row.get(0)).expect("a number") };
    Found {
        claims: count("SELECT count(*) FROM claims"),
        copies: count("SELECT count(*) FROM copies WHERE position > 0") as usize,
        citations: count("SELECT count(*) FROM citations") as usize,
        denials: count(&format!(
            "SELECT count(*) FROM statements WHERE stance = '{}'",
            Bearing::Denies
        )) as usize,
    }
}

/// The most memory that this process held, in MiB; 0 where the system does not tell.
fn peak_memory() -> u64 {
    std::fs::read_to_string("/proc/self/status")
        .ok()
        .and_then(|status| {
            let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
            line.split_whitespace().nth(1)?.parse::<u64>().ok()
        })
        .unwrap_or(0)
        / 1024
}
