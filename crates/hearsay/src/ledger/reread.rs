//! Reading a stored article anew: what a newer program says takes the place of what the older
//! said, except where people corrected it.

use std::collections::{HashMap, HashSet};

use rusqlite::{TransactionBehavior, params};

use super::row::Place;
use super::{Ledger, LedgerError, Run, account, correct, key, load};
use crate::reading::{AttributionValue, Reading};

/// How much of two contents must be shared for them to be the same finding: the code points in
/// both, of those in either.
const SAME: f64 = 0.5;

/// What reading an article anew changed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Changes {
    /// Attributions that are no longer read.
    pub vanished: Vec<AttributionValue>,
    /// Attributions that were not read before.
    pub appeared: Vec<AttributionValue>,
    /// Attributions with the same words whose other values changed: before and now.
    pub changed: Vec<(AttributionValue, AttributionValue)>,
    /// How many new readings gave way to a person's correction.
    pub overruled: usize,
}

impl Changes {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.vanished.is_empty() && self.appeared.is_empty() && self.changed.is_empty()
    }
}

impl Ledger {
    /// The ids of the articles that another program or model than that of `run` read, or all;
    /// in the order of [`Ledger::articles`].
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn to_reread(&self, run: &Run, all: bool) -> Result<Vec<String>, LedgerError> {
        let mut statement = self.conn.prepare(
            "SELECT w.key FROM articles AS w JOIN runs AS r ON r.id = w.run_id \
             WHERE ?3 OR r.program <> ?1 OR r.model <> ?2 ORDER BY coalesce(w.published, ''), w.key",
        )?;
        let keys = statement.query_map(params![run.program, run.model, all], |row| row.get(0))?;
        Ok(keys.collect::<Result<_, _>>()?)
    }

    /// Puts a new reading of an article in the place of the old one, in one transaction. The text
    /// stays; so does every attribution that people corrected, and what overlaps with one is not
    /// put beside it.
    ///
    /// # Errors
    /// If there is no such article, or the ledger cannot be written.
    pub fn reread(
        &mut self,
        article: &str,
        reading: &Reading,
        run: &Run,
    ) -> Result<Changes, LedgerError> {
        let transaction = self
            .conn
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let row: i64 =
            transaction.query_row("SELECT id FROM articles WHERE key = ?1", [article], |row| {
                row.get(0)
            })?;
        let run = run.row(&transaction)?;
        account::touch(&transaction, row)?;
        let place = Place {
            conn: &transaction,
            article: row,
            article_key: article,
            run,
        };
        let mut changes = Changes::default();
        let mut old: HashMap<String, (i64, AttributionValue)> = HashMap::new();
        let mut pinned = Vec::new();
        let mut statement = transaction
            .prepare_cached("SELECT id, key, status FROM attributions WHERE article_id = ?1")?;
        let rows = statement.query_map([row], |row| {
            Ok((
                row.get::<_, i64>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, String>(2)?,
            ))
        })?;
        for (id, key, status) in rows.collect::<Result<Vec<_>, _>>()? {
            let value = load::attribution(&transaction, id)?;
            if status == "read" {
                old.insert(key, (id, value));
            } else {
                pinned.push(value);
                pinned.push(correct::original(&transaction, id)?);
            }
        }
        drop(statement);
        let keys: HashSet<String> = pinned.iter().map(|value| value.id.clone()).collect();
        let mut fresh = Vec::new();
        for value in &reading.attributions {
            let key = key::attribution(article, value);
            if keys.contains(&key) || !pinned.iter().any(|pinned| same(pinned, value)) {
                fresh.push(value.clone());
            } else {
                changes.overruled += 1;
            }
        }
        let entities = place.entities(&reading.entities)?;
        let rows = place.attributions(&fresh, &entities)?;
        let mut still = HashSet::new();
        for value in &fresh {
            let key = key::attribution(article, value);
            let now = load::attribution(&transaction, rows[&value.id])?;
            match old.get(&key) {
                Some((_, before)) if *before != now => changes.changed.push((before.clone(), now)),
                Some(_) => {}
                None if keys.contains(&key) => changes.overruled += 1,
                None => changes.appeared.push(now),
            }
            still.insert(key);
        }
        let mut gone: Vec<_> = old
            .into_iter()
            .filter(|(key, _)| !still.contains(key))
            .collect();
        gone.sort_by_key(|(key, (id, _))| (*id, key.clone()));
        for (_, (id, value)) in gone {
            if correct::ruled_on(&transaction, id)? {
                // What people ruled goes over to the reading of the same words; without one the old stays.
                match fresh.iter().find(|fresh| same(&value, fresh)) {
                    Some(fresh) => correct::move_rulings(&transaction, id, rows[&fresh.id])?,
                    None => continue,
                }
            }
            place.drop_attribution(id)?;
            changes.vanished.push(value);
        }
        place.drop_entities(&entities.values().copied().collect())?;
        transaction.execute(
            "UPDATE articles SET run_id = ?2 WHERE id = ?1",
            params![row, run],
        )?;
        transaction.commit()?;
        Ok(changes)
    }
}

/// Whether two attributions are readings of the same words: their contents overlap, and so do
/// their cues, if both have one (a voice inside another's content is another finding).
fn same(a: &AttributionValue, b: &AttributionValue) -> bool {
    let spans = |value: &AttributionValue| {
        let content = value.content.as_ref();
        content.map_or(Vec::new(), |content| content.spans.clone())
    };
    let (one, other) = (spans(a), spans(b));
    let length = |spans: &[[usize; 2]]| spans.iter().map(|[start, end]| end - start).sum::<usize>();
    let both = shared(&one, &other);
    let either = length(&one) + length(&other) - both;
    let cues = match (&a.cue, &b.cue) {
        (Some(one), Some(other)) => shared(&one.spans, &other.spans) > 0,
        _ => true,
    };
    cues && either > 0 && both as f64 >= SAME * either as f64
}

/// Code points in both.
fn shared(one: &[[usize; 2]], other: &[[usize; 2]]) -> usize {
    let pairs = one.iter().flat_map(|a| other.iter().map(move |b| (a, b)));
    pairs
        .map(|(a, b)| a[1].min(b[1]).saturating_sub(a[0].max(b[0])))
        .sum()
}
