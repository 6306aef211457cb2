//! What stands after all corrections of an attribution: its row.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params};

use super::{Edit, entity_row, json};
use crate::entity::EntityKind;
use crate::ledger::load::word;
use crate::ledger::row::Place;
use crate::ledger::{LedgerError, Run, load};
use crate::reading::{AttributionValue, Source};
use crate::voice::SourceKind;

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
    let mut moved = false;
    for found in rows.collect::<Result<Vec<_>, _>>()? {
        match (found.0.as_str(), found.2) {
            ("added", true) => status = "added",
            // What a person added and took back is not there.
            ("added", false) | ("rejected", true) => status = "rejected",
            ("attribution", true) => {
                if let Some(text) = found.1 {
                    let edit = json::<Edit>(&text)?;
                    moved |= edit.source.is_some();
                    edit.apply(&mut value);
                }
                if status == "read" {
                    status = "corrected";
                }
            }
            _ => {}
        }
    }
    let (key, article): (String, i64) = conn
        .prepare_cached("SELECT key, article_id FROM attributions WHERE id = ?1")?
        .query_row([row], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if let Some(source) = value.source.as_mut().filter(|_| moved) {
        name(conn, article, source)?;
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
    let place = Place {
        conn,
        article,
        article_key: "",
        run: run.row(conn)?,
    };
    place.overwrite(&key, &value, &entities, status)
}

/// Says who a source is that a person named, where its words are a mention of somebody, no more and no less.
fn name(conn: &Connection, article: i64, source: &mut Source) -> Result<(), LedgerError> {
    let [[start, end]] = source.words.spans[..] else {
        return Ok(());
    };
    let found: Option<(String, EntityKind)> = conn
        .prepare_cached(
            "SELECT e.key, e.kind FROM mentions AS m JOIN entities AS e ON e.id = m.entity_id \
             WHERE m.article_id = ?1 AND m.start = ?2 AND m.\"end\" = ?3 ORDER BY e.key LIMIT 1",
        )?
        .query_row(params![article, start, end], |row| {
            Ok((row.get(0)?, word(row, 1)?))
        })
        .optional()?;
    if let Some((key, kind)) = found {
        source.entity = Some(key);
        source.kind = source.kind.or(match kind {
            EntityKind::Person => Some(SourceKind::Person),
            EntityKind::Organization => Some(SourceKind::Organization),
            EntityKind::Outlet => Some(SourceKind::Outlet),
            EntityKind::Place | EntityKind::Vessel => None,
        });
    }
    Ok(())
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
