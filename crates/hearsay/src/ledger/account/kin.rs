//! Which articles are alike: a sketch of each, and the pairs that may be of one story.
//!
//! Written once an article, when it is stored: its text and day never change. Two articles are compared if they share
//! some of the words that they are looked up by and their days are near, whichever of them came first.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use crate::ledger::LedgerError;
use crate::reading::{ArticleValue, Reading, SCHEMA};
use crate::story::{LIKE, Sketch, WINDOW};

/// The day under which an article without one is looked up: before every day there is.
const UNDATED: i32 = i32::MIN;

/// How many of the words that they are looked up by two articles share at least to be compared. One alone is in
/// common with many, and makes nobody alike by itself.
const SHARED: u32 = 2;

/// Keeps the sketch of an article, and who is like it.
pub(in crate::ledger) fn sketch(
    conn: &Connection,
    row: i64,
    article: &ArticleValue,
) -> Result<(), LedgerError> {
    let sketch = of(article);
    let bytes = sketch.to_bytes();
    for (other, likeness) in alike(conn, &sketch, &bytes)? {
        for (one, other) in [(row, other), (other, row)] {
            conn.prepare_cached(
                "INSERT INTO kin (article_id, other_id, likeness) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
            )?
            .execute(params![one, other, likeness])?;
        }
    }
    conn.prepare_cached("INSERT INTO sketches (article_id, day, terms) VALUES (?1, ?2, ?3)")?
        .execute(params![row, sketch.day, bytes])?;
    for term in sketch.keys() {
        conn.prepare_cached("INSERT INTO lookups (term, day, article_id) VALUES (?1, ?2, ?3)")?
            .execute(params![term, sketch.day.unwrap_or(UNDATED), row])?;
    }
    Ok(())
}

/// The sketch of an article.
pub(in crate::ledger) fn of(article: &ArticleValue) -> Sketch {
    Sketch::of(&Reading {
        schema: SCHEMA.into(),
        article: article.clone(),
        entities: Vec::new(),
        attributions: Vec::new(),
    })
}

/// The sketched articles that are like this one, and how much.
fn alike(conn: &Connection, sketch: &Sketch, bytes: &[u8]) -> Result<Vec<(i64, f64)>, LedgerError> {
    let (from, to) = match sketch.day {
        Some(day) => (day.saturating_sub(WINDOW), day.saturating_add(WINDOW)),
        None => (UNDATED, i32::MAX),
    };
    let mut shared: BTreeMap<i64, u32> = BTreeMap::new();
    for term in sketch.keys() {
        let mut statement = conn.prepare_cached(
            "SELECT article_id FROM lookups WHERE term = ?1 AND day BETWEEN ?2 AND ?3 \
             UNION ALL SELECT article_id FROM lookups WHERE term = ?1 AND day = ?4 AND ?2 > ?4",
        )?;
        let rows =
            statement.query_map(params![term, from, to, UNDATED], |row| row.get::<_, i64>(0))?;
        for row in rows {
            *shared.entry(row?).or_default() += 1;
        }
    }
    let mut found = Vec::new();
    for (other, _) in shared.into_iter().filter(|(_, shared)| *shared >= SHARED) {
        let (day, terms): (Option<i32>, Vec<u8>) = conn
            .prepare_cached("SELECT day, terms FROM sketches WHERE article_id = ?1")?
            .query_row([other], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let there = Sketch::from_bytes(&terms, day);
        // Always in the same order: a sum of floats depends on it.
        let likeness = if *bytes <= *terms {
            sketch.likeness(&there)
        } else {
            there.likeness(sketch)
        };
        if likeness >= LIKE {
            found.push((other, likeness));
        }
    }
    Ok(found)
}
