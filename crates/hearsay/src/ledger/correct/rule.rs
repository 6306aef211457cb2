//! What people rule on claims and persons: these two are one, these are not, this is no denial.
//!
//! A ruling names attributions or articles' entities, which stay, not claims, which are derived. It is obeyed whenever
//! the stories that it is about are accounted for. Of two rulings on the same two things the later wins.

use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};
use serde::{Deserialize, Serialize};

use super::{Signature, attribution_row, entity_row, touch_attribution};
use crate::account::Bearing;
use crate::ledger::account::{settle_ruled, touch};
use crate::ledger::load::maybe;
use crate::ledger::row::label;
use crate::ledger::{Ledger, LedgerError, key};

/// The kinds of corrections that are rulings, as a list of SQL.
pub(super) const KINDS: &str = "('merge', 'separate', 'together', 'apart', 'bearing')";

/// A ruling, as it is exported and taken in again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RulingLine {
    /// Its text id.
    pub id: String,
    /// `merge` (two entities are one), `separate` (they are not), `together` (two attributions bear on one claim),
    /// `apart` (they do not), `bearing` (what an attribution does with its claim).
    pub kind: String,
    /// What it is about; of a merge, the entity that is kept.
    pub one: Named,
    /// The other; `null` where there is none.
    pub other: Option<Named>,
    /// Of a `bearing`.
    pub bearing: Option<Bearing>,
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

/// An attribution or an article's entity, with what finds it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Named {
    /// Its text id.
    pub id: String,
    /// Its article.
    pub article: String,
    /// The first code point of an entity's first mention; `null` for an attribution.
    pub start: Option<usize>,
}

/// The two things of a ruling, or the one, by their rows.
#[derive(Debug, Clone, Copy)]
enum Pair {
    Attributions(i64, i64),
    Attribution(i64, Bearing),
    /// The one that is kept, and the other.
    Entities(i64, i64),
}

impl Ledger {
    /// Says that two entities are one. The second takes the name of the first. Gives the id of
    /// the correction.
    ///
    /// # Errors
    /// If there are no such entities, or they are one by themselves.
    pub fn merge(
        &mut self,
        keep: &str,
        other: &str,
        by: Signature<'_>,
    ) -> Result<String, LedgerError> {
        self.on_entities("merge", keep, other, by)
    }

    /// Says that two entities are not one, whatever their names. Gives the id of the correction.
    ///
    /// # Errors
    /// As [`Ledger::merge`].
    pub fn separate(
        &mut self,
        one: &str,
        other: &str,
        by: Signature<'_>,
    ) -> Result<String, LedgerError> {
        self.on_entities("separate", one, other, by)
    }

    /// Says that two attributions bear on one claim; a claim stands for its first statement. Gives the id of the
    /// correction.
    ///
    /// # Errors
    /// If there are none such, or they are one.
    pub fn together(
        &mut self,
        one: &str,
        other: &str,
        by: Signature<'_>,
    ) -> Result<String, LedgerError> {
        self.on_claims("together", one, other, by)
    }

    /// Says that an attribution does not bear on the claim of another, or on this claim. Gives the id of the correction.
    ///
    /// # Errors
    /// As [`Ledger::together`].
    pub fn apart(
        &mut self,
        one: &str,
        other: &str,
        by: Signature<'_>,
    ) -> Result<String, LedgerError> {
        self.on_claims("apart", one, other, by)
    }

    /// Says what an attribution does with its claim. Gives the id of the correction.
    ///
    /// # Errors
    /// If there is no such attribution.
    pub fn bear(
        &mut self,
        attribution: &str,
        bearing: Bearing,
        by: Signature<'_>,
    ) -> Result<String, LedgerError> {
        self.rule(|conn| {
            let row = attribution_row(conn, attribution)?;
            let line = line("bearing", by, &[attribution, bearing.name()]);
            Ok((line, Pair::Attribution(row, bearing)))
        })
    }

    fn on_entities(
        &mut self,
        kind: &str,
        one: &str,
        other: &str,
        by: Signature<'_>,
    ) -> Result<String, LedgerError> {
        self.rule(|conn| {
            let (kept, _) = entity_row(conn, one)?;
            let (entity, _) = entity_row(conn, other)?;
            if kept == entity {
                return Err(LedgerError::Correction(format!(
                    "{one} and {other} are one already"
                )));
            }
            Ok((line(kind, by, &[one, other]), Pair::Entities(kept, entity)))
        })
    }

    fn on_claims(
        &mut self,
        kind: &str,
        one: &str,
        other: &str,
        by: Signature<'_>,
    ) -> Result<String, LedgerError> {
        self.rule(|conn| {
            let (first, row) = bearer(conn, one, None)?;
            let (second, other_row) = bearer(conn, other, Some(row))?;
            if row == other_row {
                return Err(LedgerError::Correction(format!(
                    "{one} and {other} are one statement"
                )));
            }
            let line = line(kind, by, &[&first, &second]);
            Ok((line, Pair::Attributions(row, other_row)))
        })
    }

    /// Writes the ruling that is found in the same transaction. Gives its id.
    fn rule(
        &mut self,
        found: impl FnOnce(&Connection) -> Result<(RulingLine, Pair), LedgerError>,
    ) -> Result<String, LedgerError> {
        let transaction = self
            .conn
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let (line, pair) = found(&transaction)?;
        insert(&transaction, &line, pair)?;
        transaction.commit()?;
        Ok(line.id)
    }

    /// All rulings, as they are exported; the oldest first.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn ruling_lines(&self) -> Result<Vec<RulingLine>, LedgerError> {
        let mut statement = self.conn.prepare(&format!(
            "SELECT c.key, c.kind, c.bearing, c.who, c.made, c.note, c.withdrawn, c.withdrawn_by, \
             coalesce(a.key, i.key), aw.key, (SELECT min(start) FROM mentions WHERE entity_id = i.id), \
             coalesce(b.key, e.key), bw.key, (SELECT min(start) FROM mentions WHERE entity_id = e.id) \
             FROM corrections AS c \
             LEFT JOIN attributions AS a ON a.id = c.attribution_id \
             LEFT JOIN attributions AS b ON b.id = c.other_attribution_id \
             LEFT JOIN entities AS e ON e.id = c.entity_id LEFT JOIN entities AS i ON i.id = c.into_entity_id \
             LEFT JOIN articles AS aw ON aw.id = coalesce(a.article_id, i.article_id) \
             LEFT JOIN articles AS bw ON bw.id = coalesce(b.article_id, e.article_id) \
             WHERE c.kind IN {KINDS} ORDER BY c.made, c.key"
        ))?;
        let named = |row: &Row<'_>, at: usize| -> rusqlite::Result<Named> {
            Ok(Named {
                id: row.get(at)?,
                article: row.get::<_, Option<String>>(at + 1)?.unwrap_or_default(),
                start: row.get(at + 2)?,
            })
        };
        let rows = statement.query_map([], |row| {
            let has_other = row.get::<_, Option<String>>(11)?.is_some();
            Ok(RulingLine {
                id: row.get(0)?,
                kind: row.get(1)?,
                bearing: maybe(row, 2)?,
                who: row.get(3)?,
                made: row.get(4)?,
                note: row.get(5)?,
                withdrawn: row.get(6)?,
                withdrawn_by: row.get(7)?,
                one: named(row, 8)?,
                other: has_other.then(|| named(row, 11)).transpose()?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Takes a ruling in again that another ledger exported. Gives whether it was new.
    ///
    /// # Errors
    /// If what it is about is not here, it makes no sense, or the ledger cannot be written.
    pub fn restore_ruling(&mut self, line: &RulingLine) -> Result<bool, LedgerError> {
        let transaction = self
            .conn
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let known = transaction
            .prepare_cached("SELECT 1 FROM corrections WHERE key = ?1")?
            .exists([&line.id])?;
        if known {
            return Ok(false);
        }
        let senseless =
            || LedgerError::Correction(format!("the ruling {} makes no sense", line.id));
        let conn = &transaction;
        let pair = match (line.kind.as_str(), &line.other, line.bearing) {
            ("merge" | "separate", Some(other), None) => {
                Pair::Entities(found(conn, &line.one)?, found(conn, other)?)
            }
            ("together" | "apart", Some(other), None) => Pair::Attributions(
                attribution_row(conn, &line.one.id)?,
                attribution_row(conn, &other.id)?,
            ),
            ("bearing", None, Some(bearing)) => {
                Pair::Attribution(attribution_row(conn, &line.one.id)?, bearing)
            }
            _ => return Err(senseless()),
        };
        if let Pair::Entities(one, other) = pair
            && one == other
        {
            return Ok(false);
        }
        insert(conn, line, pair)?;
        transaction.commit()?;
        Ok(true)
    }
}

/// A new ruling on these ids; what it is about is not filled in.
fn line(kind: &str, by: Signature<'_>, parts: &[&str]) -> RulingLine {
    let mut whole = vec![kind];
    whole.extend_from_slice(parts);
    whole.extend([by.who, by.made]);
    RulingLine {
        id: key::of("correction", &whole),
        kind: kind.to_owned(),
        one: Named {
            id: String::new(),
            article: String::new(),
            start: None,
        },
        other: None,
        bearing: None,
        who: by.who.to_owned(),
        made: by.made.to_owned(),
        note: by.note.map(str::to_owned),
        withdrawn: None,
        withdrawn_by: None,
    }
}

/// The entity's row: by its id, or by its first mention where two of one article have become one.
fn found(conn: &Connection, named: &Named) -> Result<i64, LedgerError> {
    if let Ok((row, _)) = entity_row(conn, &named.id) {
        return Ok(row);
    }
    conn.prepare_cached(
        "SELECT m.entity_id FROM mentions AS m JOIN articles AS w ON w.id = m.article_id \
         WHERE w.key = ?1 AND m.start = ?2 ORDER BY m.\"end\" DESC LIMIT 1",
    )?
    .query_row(params![named.article, named.start], |row| row.get(0))
    .optional()?
    .ok_or_else(|| LedgerError::NoSuchId(named.id.clone()))
}

/// The attribution with this id, or the first statement of the claim with this id that is not `but`.
fn bearer(conn: &Connection, id: &str, but: Option<i64>) -> Result<(String, i64), LedgerError> {
    if let Ok(row) = attribution_row(conn, id) {
        return Ok((id.to_owned(), row));
    }
    conn.prepare_cached(
        "SELECT a.key, a.id FROM claims AS c JOIN statements AS s ON s.claim_id = c.id \
         JOIN attributions AS a ON a.id = s.attribution_id \
         WHERE c.key = ?1 AND a.id IS NOT ?2 ORDER BY s.position LIMIT 1",
    )?
    .query_row(params![id, but], |row| Ok((row.get(0)?, row.get(1)?)))
    .optional()?
    .ok_or_else(|| LedgerError::NoSuchId(id.to_owned()))
}

/// Writes a ruling and what follows from it.
fn insert(conn: &Connection, line: &RulingLine, pair: Pair) -> Result<(), LedgerError> {
    let (attribution, other, kept, entity, bearing) = match pair {
        Pair::Attributions(one, other) => (Some(one), Some(other), None, None, None),
        Pair::Attribution(one, bearing) => (Some(one), None, None, None, Some(bearing.name())),
        Pair::Entities(kept, entity) => (None, None, Some(kept), Some(entity), None),
    };
    conn.prepare_cached(
        "INSERT INTO corrections (key, name, kind, attribution_id, other_attribution_id, entity_id, into_entity_id, \
         bearing, who, made, note, withdrawn, withdrawn_by) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) ON CONFLICT (key) DO NOTHING",
    )?
    .execute(params![
        line.id,
        describe(conn, &line.kind, pair)?,
        line.kind,
        attribution,
        other,
        entity,
        kept,
        bearing,
        line.who,
        line.made,
        line.note,
        line.withdrawn,
        line.withdrawn_by
    ])?;
    follow(conn, pair)
}

/// What a ruling says, in words.
fn describe(conn: &Connection, kind: &str, pair: Pair) -> Result<String, LedgerError> {
    let entity = |row: i64| -> Result<String, LedgerError> {
        Ok(conn
            .prepare_cached("SELECT name FROM entities WHERE id = ?1")?
            .query_row([row], |row| row.get(0))?)
    };
    let content = |row: i64| -> Result<String, LedgerError> {
        Ok(conn
            .prepare_cached("SELECT coalesce(content, name) FROM attributions WHERE id = ?1")?
            .query_row([row], |row| row.get(0))?)
    };
    Ok(match pair {
        Pair::Entities(kept, other) => {
            let (kept, other) = (entity(kept)?, entity(other)?);
            let is = if kind == "merge" { "is" } else { "is not" };
            label(&format!("{other} {is} {kept}"))
        }
        Pair::Attributions(one, other) => {
            let (one, other) = (content(one)?, content(other)?);
            let are = if kind == "together" {
                "one claim"
            } else {
                "not one claim"
            };
            format!("{are}: {} / {}", label(&one), label(&other))
        }
        Pair::Attribution(one, bearing) => label(&format!("{bearing}: {}", content(one)?)),
    })
}

/// Marks the stories that a ruling is about, and settles who is who.
fn follow(conn: &Connection, pair: Pair) -> Result<(), LedgerError> {
    match pair {
        Pair::Attributions(one, other) => {
            touch_attribution(conn, one)?;
            touch_attribution(conn, other)
        }
        Pair::Attribution(one, _) => touch_attribution(conn, one),
        Pair::Entities(kept, other) => {
            for row in [kept, other] {
                let article: Option<i64> = conn
                    .prepare_cached("SELECT article_id FROM entities WHERE id = ?1")?
                    .query_row([row], |row| row.get(0))?;
                if let Some(article) = article {
                    touch(conn, article)?;
                }
            }
            settle_ruled(conn, &[kept, other])
        }
    }
}

/// After a ruling was withdrawn: everything as if it had never been. `None` if the correction of this row is no ruling.
pub(super) fn withdrawn(conn: &Connection, correction: i64) -> Result<Option<()>, LedgerError> {
    let pair = conn
        .prepare_cached(
            "SELECT attribution_id, other_attribution_id, into_entity_id, entity_id, bearing, kind FROM corrections \
             WHERE id = ?1",
        )?
        .query_row([correction], |row| {
            let kept: Option<i64> = row.get(2)?;
            let one: Option<i64> = row.get(0)?;
            let bearing: Option<Bearing> = maybe(row, 4)?;
            Ok(match (one, row.get(1)?, kept, row.get(3)?, bearing) {
                (Some(one), Some(other), ..) => Some(Pair::Attributions(one, other)),
                (Some(one), None, _, _, Some(bearing)) => Some(Pair::Attribution(one, bearing)),
                (None, _, Some(kept), Some(entity), _) => Some(Pair::Entities(kept, entity)),
                _ => None,
            })
        })?;
    pair.map(|pair| follow(conn, pair)).transpose()
}
