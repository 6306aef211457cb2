//! What stands after all corrections of an attribution: its row.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension};

use super::{Edit, entity_row, json};
use crate::ledger::row::Place;
use crate::ledger::{LedgerError, Run, load};
use crate::reading::AttributionValue;

/// Writes an attribution's row as the program's reading and the corrections that stand make it.
pub(super) fn settle(conn: &Connection, row: i64, run: &Run) -> Result<(), LedgerError> {
    let mut value = original(conn, row)?;
    let mut statement = conn.prepare_cached(
        "SELECT kind, value, withdrawn IS NULL FROM corrections WHERE attribution_id = ?1 ORDER BY made, id",
    )?;
    let rows = statement.query_map([row], |row| {
        Ok((
            row.get::<_, String>(0)?,
            row.get::<_, Option<String>>(1)?,
            row.get::<_, bool>(2)?,
        ))
    })?;
    let mut status = "read";
    for found in rows.collect::<Result<Vec<_>, _>>()? {
        match (found.0.as_str(), found.2) {
            ("added", true) => status = "added",
            // What a person added and took back is not there.
            ("added", false) | ("rejected", true) => status = "rejected",
            ("attribution", true) => {
                if let Some(text) = found.1 {
                    json::<Edit>(&text)?.apply(&mut value);
                }
                if status == "read" {
                    status = "corrected";
                }
            }
            _ => {}
        }
    }
    let mut entities = HashMap::new();
    let named = value
        .source
        .iter()
        .filter_map(|source| source.entity.as_ref());
    for name in named.chain(value.chain.iter().filter_map(|voice| voice.entity.as_ref())) {
        if let Ok((entity, _)) = entity_row(conn, name) {
            entities.insert(name.clone(), entity);
        }
    }
    let (key, article): (String, i64) = conn
        .prepare_cached("SELECT key, article_id FROM attributions WHERE id = ?1")?
        .query_row([row], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let place = Place {
        conn,
        article,
        article_key: "",
        run: run.row(conn)?,
    };
    place.overwrite(&key, &value, &entities, status)
}

/// What the program read, or a person added, before any correction.
pub(in crate::ledger) fn original(
    conn: &Connection,
    row: i64,
) -> Result<AttributionValue, LedgerError> {
    let was: Option<String> = conn
        .prepare_cached(
            "SELECT was FROM corrections WHERE attribution_id = ?1 AND was IS NOT NULL ORDER BY id LIMIT 1",
        )?
        .query_row([row], |row| row.get(0))
        .optional()?;
    match was {
        Some(was) => Ok(json(&was)?),
        None => load::attribution(conn, row),
    }
}
