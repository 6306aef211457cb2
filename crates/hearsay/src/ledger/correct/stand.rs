//! The rulings that stand: for the accounts of stories, and for who is who.

use std::collections::HashMap;
use std::hash::Hash;

use rusqlite::{Connection, params};

use super::rule::KINDS;
use crate::account::{Bearing, Rulings};
use crate::ledger::LedgerError;
use crate::ledger::load::word;

/// A ruling on two entities that stands.
#[derive(Debug, Clone, Copy)]
pub(in crate::ledger) struct Standing {
    /// The row of the one that is another, or is not.
    pub(in crate::ledger) entity: i64,
    /// The row of that other, whose name is kept.
    pub(in crate::ledger) other: i64,
    /// Whether they are one.
    pub(in crate::ledger) is_one: bool,
}

/// The rulings on entities that stand, the oldest first.
pub(in crate::ledger) fn standing(conn: &Connection) -> Result<Vec<Standing>, LedgerError> {
    let mut statement = conn.prepare_cached(
        "SELECT entity_id, into_entity_id, kind = 'merge' FROM corrections \
         WHERE kind IN ('merge', 'separate') AND withdrawn IS NULL ORDER BY made, key",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(Standing {
            entity: row.get(0)?,
            other: row.get(1)?,
            is_one: row.get(2)?,
        })
    })?;
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    Ok(latest(rows, |one| (one.entity, one.other)))
}

/// Of several rulings on the same two things, the latest.
fn latest<T: Clone, K: Ord + Hash>(rulings: Vec<T>, pair: impl Fn(&T) -> (K, K)) -> Vec<T> {
    let mut last = HashMap::new();
    for (at, ruling) in rulings.iter().enumerate() {
        let (one, other) = pair(ruling);
        last.insert(
            if one <= other {
                (one, other)
            } else {
                (other, one)
            },
            at,
        );
    }
    let mut kept: Vec<usize> = last.into_values().collect();
    kept.sort_unstable();
    kept.into_iter().map(|at| rulings[at].clone()).collect()
}

/// The rulings that stand, for the accounts of stories.
#[derive(Debug, Default)]
pub(in crate::ledger) struct Rules {
    /// What they say.
    pub(in crate::ledger) rulings: Rulings,
    /// The rows of articles that hang together because attributions of theirs bear on one claim.
    pub(in crate::ledger) links: HashMap<i64, Vec<i64>>,
}

/// Every ruling that stands.
pub(in crate::ledger) fn rules(conn: &Connection) -> Result<Rules, LedgerError> {
    let mut rules = Rules::default();
    for one in standing(conn)? {
        let key = |row: i64| -> Result<String, LedgerError> {
            Ok(conn
                .prepare_cached("SELECT key FROM entities WHERE id = ?1")?
                .query_row([row], |row| row.get(0))?)
        };
        let pairs = if one.is_one {
            &mut rules.rulings.same
        } else {
            &mut rules.rulings.other
        };
        pairs.push((key(one.other)?, key(one.entity)?));
    }
    let mut statement = conn.prepare_cached(
        "SELECT a.key, b.key, c.kind = 'together', a.article_id, b.article_id FROM corrections AS c \
         JOIN attributions AS a ON a.id = c.attribution_id JOIN attributions AS b ON b.id = c.other_attribution_id \
         WHERE c.kind IN ('together', 'apart') AND c.withdrawn IS NULL ORDER BY c.made, c.key",
    )?;
    let rows = statement.query_map([], |row| {
        let keys: (String, String) = (row.get(0)?, row.get(1)?);
        let articles: (i64, i64) = (row.get(3)?, row.get(4)?);
        Ok((keys, row.get::<_, bool>(2)?, articles))
    })?;
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    for (keys, is_one, (one, other)) in latest(rows, |row| row.0.clone()) {
        if is_one {
            rules.rulings.together.push(keys);
            rules.links.entry(one).or_default().push(other);
            rules.links.entry(other).or_default().push(one);
        } else {
            rules.rulings.apart.push(keys);
        }
    }
    let mut statement = conn.prepare_cached(
        "SELECT a.key, c.bearing FROM corrections AS c JOIN attributions AS a ON a.id = c.attribution_id \
         WHERE c.kind = 'bearing' AND c.withdrawn IS NULL ORDER BY c.made, c.key",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, word(row, 1)?)))?;
    let rows: Vec<(String, Bearing)> = rows.collect::<Result<_, _>>()?;
    rules.rulings.bearings = latest(rows, |row| (row.0.clone(), row.0.clone()));
    Ok(rules)
}

/// Whether corrections name this attribution.
pub(in crate::ledger) fn ruled_on(
    conn: &Connection,
    attribution: i64,
) -> Result<bool, LedgerError> {
    Ok(conn
        .prepare_cached(
            "SELECT 1 FROM corrections WHERE attribution_id = ?1 OR other_attribution_id = ?1",
        )?
        .exists([attribution])?)
}

/// Lets the rulings on one attribution be about another, which is a newer reading of the same words.
pub(in crate::ledger) fn move_rulings(
    conn: &Connection,
    from: i64,
    to: i64,
) -> Result<(), LedgerError> {
    for column in ["attribution_id", "other_attribution_id"] {
        conn.prepare_cached(&format!(
            "UPDATE corrections SET {column} = ?2 WHERE {column} = ?1 AND kind IN {KINDS}"
        ))?
        .execute(params![from, to])?;
    }
    Ok(())
}
