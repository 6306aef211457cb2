//! Corrections: what people overrule, kept beside what the program said.
//!
//! Each correction says who made it, when, and what the program had read. It wins wherever
//! attributions are shown, since their rows hold the corrected values (`settle`); no later run
//! touches those rows. What people ruled on claims and persons (`rule`) is obeyed when stories are
//! accounted for. A withdrawn correction stays on record.

mod edit;
mod rule;
mod settle;
mod stand;

pub use edit::{Edit, nearest};
pub use rule::{Named, RulingLine};
pub(super) use settle::original;
pub(super) use stand::{Standing, move_rulings, ruled_on, rules, standing};

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use serde::{Deserialize, Serialize};

use super::row::{Place, label};
use super::{Ledger, LedgerError, Run, account, key};
use crate::reading::{AttributionValue, Reading};
use settle::settle;

/// A correction of one attribution, as it is exported and taken in again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CorrectionLine {
    /// Its text id.
    pub id: String,
    /// The article that it is about.
    pub article: String,
    /// The attribution that it is about.
    pub attribution: String,
    /// `attribution` (fields changed, or none: confirmed), `rejected` or `added`.
    pub kind: String,
    /// The changed fields.
    pub value: Option<Edit>,
    /// The attribution before any correction; of an added one, what was added.
    pub was: AttributionValue,
    /// Who made it.
    pub who: String,
    /// When: RFC 3339, UTC.
    pub made: String,
    /// Why, in words.
    pub note: Option<String>,
    /// When it was withdrawn, if it was.
    pub withdrawn: Option<String>,
    /// Who withdrew it.
    pub withdrawn_by: Option<String>,
}

/// A correction in the list of all.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Correction {
    /// Its text id.
    pub id: String,
    /// `attribution`, `rejected`, `added`, `merge`, `separate`, `together`, `apart` or `bearing`.
    pub kind: String,
    /// What it says, in words.
    pub text: String,
    /// The id of the attribution, or of the entity: of a merge, of the one that is kept.
    pub target: String,
    /// Who made it.
    pub who: String,
    /// When: RFC 3339, UTC.
    pub made: String,
    /// Why, in words.
    pub note: Option<String>,
    /// When it was withdrawn, if it was.
    pub withdrawn: Option<String>,
}

/// Who corrects, when, and why.
#[derive(Debug, Clone, Copy)]
pub struct Signature<'a> {
    /// A name or an address.
    pub who: &'a str,
    /// RFC 3339, UTC.
    pub made: &'a str,
    /// In words.
    pub note: Option<&'a str>,
}

impl Ledger {
    /// Changes fields of an attribution. Gives the id of the correction.
    ///
    /// # Errors
    /// If there is no such attribution, nothing is changed, or the ledger cannot be written.
    pub fn correct(
        &mut self,
        attribution: &str,
        edit: &Edit,
        by: Signature<'_>,
        run: &Run,
    ) -> Result<String, LedgerError> {
        if edit.is_empty() {
            return Err(LedgerError::Correction("nothing to correct".to_owned()));
        }
        self.amend(attribution, "attribution", Some(edit), by, run)
    }

    /// Says that an attribution is right as the program read it: no later run touches it. Gives the id of the correction,
    /// which is one that changes nothing.
    ///
    /// # Errors
    /// If there is no such attribution, or the ledger cannot be written.
    pub fn confirm(
        &mut self,
        attribution: &str,
        by: Signature<'_>,
        run: &Run,
    ) -> Result<String, LedgerError> {
        self.amend(attribution, "attribution", Some(&Edit::default()), by, run)
    }

    /// Says that something is no attribution at all. Gives the id of the correction.
    ///
    /// # Errors
    /// If there is no such attribution, or the ledger cannot be written.
    pub fn reject(
        &mut self,
        attribution: &str,
        by: Signature<'_>,
        run: &Run,
    ) -> Result<String, LedgerError> {
        self.amend(attribution, "rejected", None, by, run)
    }

    /// Adds an attribution that the program missed. Gives the id of the correction; `None` if the
    /// attribution is there already.
    ///
    /// # Errors
    /// If there is no such article, or the ledger cannot be written.
    pub fn add_attribution(
        &mut self,
        article: &str,
        value: &AttributionValue,
        by: Signature<'_>,
        run: &Run,
    ) -> Result<Option<String>, LedgerError> {
        let key = key::attribution(article, value);
        let (row, _) = self.article(article)?;
        let transaction = self
            .conn
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        if attribution_row(&transaction, &key).is_ok() {
            return Ok(None);
        }
        let place = Place {
            conn: &transaction,
            article: row,
            article_key: article,
            run: run.row(&transaction)?,
        };
        let row = place.attribution(&key, value, &HashMap::new(), "added")?;
        let was = AttributionValue {
            id: key.clone(),
            ..value.clone()
        };
        let id = insert(&transaction, "added", row, &key, None, &was, by)?;
        touch_attribution(&transaction, row)?;
        transaction.commit()?;
        Ok(Some(id))
    }

    fn amend(
        &mut self,
        attribution: &str,
        kind: &str,
        edit: Option<&Edit>,
        by: Signature<'_>,
        run: &Run,
    ) -> Result<String, LedgerError> {
        let transaction = self
            .conn
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let row = attribution_row(&transaction, attribution)?;
        let was = original(&transaction, row)?;
        let id = insert(&transaction, kind, row, attribution, edit, &was, by)?;
        settle(&transaction, row, run)?;
        touch_attribution(&transaction, row)?;
        transaction.commit()?;
        Ok(id)
    }

    /// Withdraws a correction: what it changed goes back to the other corrections, or to what the
    /// program read.
    ///
    /// # Errors
    /// If there is no such correction, or it was withdrawn before.
    pub fn withdraw(
        &mut self,
        correction: &str,
        by: Signature<'_>,
        run: &Run,
    ) -> Result<(), LedgerError> {
        let transaction = self
            .conn
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let changed = transaction.execute(
            "UPDATE corrections SET withdrawn = ?2, withdrawn_by = ?3 WHERE key = ?1 AND withdrawn IS NULL",
            params![correction, by.made, by.who],
        )?;
        if changed == 0 {
            return Err(LedgerError::Correction(format!(
                "{correction} is no correction that stands\n  hint: `hearsay corrections` lists them"
            )));
        }
        let (row, attribution) = transaction.query_row(
            "SELECT id, attribution_id FROM corrections WHERE key = ?1",
            [correction],
            |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Option<i64>>(1)?)),
        )?;
        if rule::withdrawn(&transaction, row)?.is_none()
            && let Some(attribution) = attribution
        {
            settle(&transaction, attribution, run)?;
            touch_attribution(&transaction, attribution)?;
        }
        transaction.commit()?;
        Ok(())
    }

    /// All corrections, the oldest first.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn corrections(&self) -> Result<Vec<Correction>, LedgerError> {
        let mut statement = self.conn.prepare(
            "SELECT c.key, c.kind, c.name, coalesce(a.key, e.key), c.who, c.made, c.note, c.withdrawn \
             FROM corrections AS c LEFT JOIN attributions AS a ON a.id = c.attribution_id \
             LEFT JOIN entities AS e ON e.id = c.into_entity_id ORDER BY c.made, c.id",
        )?;
        let rows = statement.query_map([], |row| {
            Ok(Correction {
                id: row.get(0)?,
                kind: row.get(1)?,
                text: row.get(2)?,
                target: row.get(3)?,
                who: row.get(4)?,
                made: row.get(5)?,
                note: row.get(6)?,
                withdrawn: row.get(7)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The corrections of an article's attributions, as they are exported; the oldest first.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn correction_lines(&self, article: &str) -> Result<Vec<CorrectionLine>, LedgerError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT c.key, a.key, c.kind, c.value, c.was, c.who, c.made, c.note, c.withdrawn, c.withdrawn_by \
             FROM corrections AS c JOIN attributions AS a ON a.id = c.attribution_id \
             JOIN articles AS w ON w.id = a.article_id WHERE w.key = ?1 AND c.was IS NOT NULL ORDER BY c.made, c.id",
        )?;
        let rows = statement.query_map([article], |row| {
            Ok(CorrectionLine {
                id: row.get(0)?,
                article: article.to_owned(),
                attribution: row.get(1)?,
                kind: row.get(2)?,
                value: row
                    .get::<_, Option<String>>(3)?
                    .map(|text| json(&text))
                    .transpose()?,
                was: json(&row.get::<_, String>(4)?)?,
                who: row.get(5)?,
                made: row.get(6)?,
                note: row.get(7)?,
                withdrawn: row.get(8)?,
                withdrawn_by: row.get(9)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Takes corrections in again that another ledger exported. Those that are here already stay
    /// as they are. Gives how many were new.
    ///
    /// # Errors
    /// If their article is not here, or the ledger cannot be written.
    pub fn restore(&mut self, lines: &[CorrectionLine], run: &Run) -> Result<usize, LedgerError> {
        let mut new = 0;
        let transaction = self
            .conn
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        for line in lines {
            let known = transaction
                .prepare_cached("SELECT 1 FROM corrections WHERE key = ?1")?
                .exists([&line.id])?;
            if known {
                continue;
            }
            new += 1;
            let article: i64 = transaction
                .prepare_cached("SELECT id FROM articles WHERE key = ?1")?
                .query_row([&line.article], |row| row.get(0))
                .optional()?
                .ok_or_else(|| LedgerError::NoSuchId(line.article.clone()))?;
            let row = match attribution_row(&transaction, &line.attribution) {
                Ok(row) => row,
                Err(_) => Place {
                    conn: &transaction,
                    article,
                    article_key: &line.article,
                    run: run.row(&transaction)?,
                }
                .attribution(
                    &line.attribution,
                    &line.was,
                    &HashMap::new(),
                    "added",
                )?,
            };
            transaction
                .prepare_cached(
                    "INSERT INTO corrections (key, name, kind, attribution_id, value, was, who, made, note, \
                     withdrawn, withdrawn_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                )?
                .execute(params![
                    line.id,
                    describe(&line.kind, line.value.as_ref(), &line.was),
                    line.kind,
                    row,
                    line.value.as_ref().map(to_json),
                    to_json(&line.was),
                    line.who,
                    line.made,
                    line.note,
                    line.withdrawn,
                    line.withdrawn_by
                ])?;
            settle(&transaction, row, run)?;
            touch_attribution(&transaction, row)?;
        }
        if new > 0 {
            transaction.commit()?;
        }
        Ok(new)
    }
}

/// Takes the corrections of an exported reading out of it: what is left is what the program read.
pub fn uncorrect(reading: &mut Reading, lines: &[CorrectionLine]) {
    for line in lines {
        let at = reading
            .attributions
            .iter()
            .position(|value| value.id == line.attribution);
        match (at, line.kind == "added") {
            (Some(at), true) => {
                reading.attributions.remove(at);
            }
            (Some(at), false) => reading.attributions[at] = line.was.clone(),
            (None, true) => {}
            (None, false) => reading.attributions.push(line.was.clone()),
        }
    }
}

/// The story of an attribution's article is no longer as it was accounted for.
fn touch_attribution(conn: &Connection, row: i64) -> Result<(), LedgerError> {
    let article = conn
        .prepare_cached("SELECT article_id FROM attributions WHERE id = ?1")?
        .query_row([row], |row| row.get(0))?;
    account::touch(conn, article)
}

fn attribution_row(conn: &Connection, key: &str) -> Result<i64, LedgerError> {
    conn.prepare_cached("SELECT id FROM attributions WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()?
        .ok_or_else(|| LedgerError::NoSuchId(key.to_owned()))
}

fn entity_row(conn: &Connection, key: &str) -> Result<(i64, String), LedgerError> {
    conn.prepare_cached("SELECT id, name FROM entities WHERE key = ?1")?
        .query_row([key], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?
        .ok_or_else(|| LedgerError::NoSuchId(key.to_owned()))
}

fn insert(
    conn: &Connection,
    kind: &str,
    row: i64,
    attribution: &str,
    edit: Option<&Edit>,
    was: &AttributionValue,
    by: Signature<'_>,
) -> Result<String, LedgerError> {
    let value = edit.map(to_json);
    let id = key::of(
        "correction",
        &[
            kind,
            attribution,
            value.as_deref().unwrap_or_default(),
            by.who,
            by.made,
        ],
    );
    conn.prepare_cached(
        "INSERT INTO corrections (key, name, kind, attribution_id, value, was, who, made, note) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (key) DO NOTHING",
    )?
    .execute(params![
        id,
        describe(kind, edit, was),
        kind,
        row,
        value,
        to_json(was),
        by.who,
        by.made,
        by.note
    ])?;
    Ok(id)
}

/// What a correction says, in words.
fn describe(kind: &str, edit: Option<&Edit>, was: &AttributionValue) -> String {
    let what = was.content.as_ref().map_or("", |content| &content.text);
    let words = match (kind, edit) {
        ("rejected", _) => "not an attribution".to_owned(),
        ("added", _) => "added".to_owned(),
        (_, Some(edit)) => edit.in_words(),
        (_, None) => String::new(),
    };
    label(&format!("{words}: {what}"))
}

fn to_json(value: &impl Serialize) -> String {
    // Values of our own types always have a form in JSON.
    serde_json::to_string(value).unwrap_or_default()
}

fn json<T: serde::de::DeserializeOwned>(text: &str) -> rusqlite::Result<T> {
    serde_json::from_str(text).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error))
    })
}
