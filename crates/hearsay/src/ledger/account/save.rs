//! Rows of a story's account, written and taken away.

use rusqlite::{Connection, OptionalExtension, Statement, ToSql, params};
use std::collections::HashMap;

use super::join::{self, Touched};
use crate::account::{Account, Claim, End};
use crate::ledger::LedgerError;
use crate::ledger::row::label;

/// Writes an account under its story.
pub(super) fn save(
    conn: &Connection,
    story: i64,
    account: &Account,
    touched: &mut Touched,
) -> Result<(), LedgerError> {
    for (position, figure) in account.entities.iter().enumerate() {
        join::keep(conn, story, position, figure, touched)?;
    }
    let place = Place::new(conn, story, account)?;
    for (position, claim) in account.claims.iter().enumerate() {
        place.claim(position, claim)?;
    }
    for (number, group) in account.copies.iter().enumerate() {
        for (position, article) in group.iter().enumerate() {
            conn.prepare_cached(
                "INSERT INTO copies (name, story_id, number, position, article_id) \
                 SELECT name, ?2, ?3, ?4, id FROM articles WHERE key = ?1",
            )?
            .execute(params![article, story, number, position])?;
        }
    }
    for (position, citation) in account.citations.iter().enumerate() {
        conn.prepare_cached(
            "INSERT INTO citations (name, story_id, position, article_id, entity_id, cited_article_id, spans) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            citation.evidence.text,
            story,
            position,
            place.article(&citation.from)?,
            place.entity(citation.to.entity.as_deref())?,
            citation.to.article.as_deref().map(|id| place.article(id)).transpose()?,
            serde_json::json!(citation.evidence.spans).to_string()
        ])?;
    }
    Ok(())
}

/// Where the rows of an account go.
struct Place<'a> {
    conn: &'a Connection,
    story: i64,
    /// Rows of its origins by their ids.
    origins: HashMap<&'a str, i64>,
}

/// The columns of an end of an edge: kind, article, entity, origin, words.
type EndColumns = (
    &'static str,
    Option<i64>,
    Option<i64>,
    Option<i64>,
    Option<String>,
);

impl<'a> Place<'a> {
    /// Writes the origins.
    fn new(conn: &'a Connection, story: i64, account: &'a Account) -> Result<Self, LedgerError> {
        let mut place = Self {
            conn,
            story,
            origins: HashMap::new(),
        };
        for (position, origin) in account.origins.iter().enumerate() {
            conn.prepare_cached(
                "INSERT INTO origins (key, name, story_id, position, kind, entity_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                origin.id,
                origin.who,
                story,
                position,
                origin.kind.name(),
                place.entity(origin.entity.as_deref())?
            ])?;
            place.origins.insert(&origin.id, conn.last_insert_rowid());
        }
        Ok(place)
    }

    fn article(&self, id: &str) -> Result<i64, LedgerError> {
        row(
            self.conn
                .prepare_cached("SELECT id FROM articles WHERE key = ?1")?,
            id,
        )
    }

    fn attribution(&self, id: &str) -> Result<i64, LedgerError> {
        row(
            self.conn
                .prepare_cached("SELECT id FROM attributions WHERE key = ?1")?,
            id,
        )
    }

    fn entity(&self, id: Option<&str>) -> Result<Option<i64>, LedgerError> {
        let Some(id) = id else {
            return Ok(None);
        };
        let mut statement = self
            .conn
            .prepare_cached("SELECT id FROM entities WHERE key = ?1")?;
        Ok(statement.query_row([id], |row| row.get(0)).optional()?)
    }

    fn origin(&self, id: &str) -> Option<i64> {
        self.origins.get(id).copied()
    }

    fn claim(&self, position: usize, claim: &Claim) -> Result<(), LedgerError> {
        let first = claim.first_article.as_deref();
        self.conn
            .prepare_cached(
                "INSERT INTO claims (key, name, story_id, position, text, status, origins_min, origins_max, \
                 first_article_id, statements) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )?
            .execute(params![
                claim.id,
                label(&claim.text),
                self.story,
                position,
                claim.text,
                claim.status.name(),
                claim.origins.min,
                claim.origins.max,
                first.map(|id| self.article(id)).transpose()?,
                claim.statements.len()
            ])?;
        let row = self.conn.last_insert_rowid();
        for (position, statement) in claim.statements.iter().enumerate() {
            self.conn
                .prepare_cached(
                    "INSERT INTO statements (name, claim_id, position, attribution_id, stance, origin_id) \
                     SELECT name, ?2, ?3, id, ?4, ?5 FROM attributions WHERE key = ?1",
                )?
                .execute(params![
                    statement.attribution,
                    row,
                    position,
                    statement.stance.name(),
                    statement.origin.as_deref().and_then(|id| self.origin(id))
                ])?;
        }
        for (position, turn) in claim.history.iter().enumerate() {
            let when = turn.date.as_deref().unwrap_or("no date");
            self.conn
                .prepare_cached(
                    "INSERT INTO claim_history (name, claim_id, position, date, status, attribution_id) \
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                )?
                .execute(params![
                    format!("{}, {when}", turn.status),
                    row,
                    position,
                    turn.date,
                    turn.status.name(),
                    self.attribution(&turn.attribution)?
                ])?;
        }
        for (position, edge) in claim.edges.iter().enumerate() {
            let (from, to) = (self.end(&edge.from)?, self.end(&edge.to)?);
            let name = format!(
                "{} {} {}",
                from.0,
                edge.link,
                to.4.as_deref().unwrap_or(to.0)
            );
            let attribution = self.attribution(&edge.attribution)?;
            let columns: [&dyn ToSql; 16] = [
                &label(&name),
                &row,
                &position,
                &from.0,
                &from.1,
                &from.2,
                &from.3,
                &from.4,
                &to.0,
                &to.1,
                &to.2,
                &to.3,
                &to.4,
                &edge.link.name(),
                &attribution,
                &edge.is_loop,
            ];
            self.conn
                .prepare_cached(
                    "INSERT INTO claim_edges (name, claim_id, position, from_kind, from_article_id, from_entity_id, \
                     from_origin_id, from_words, to_kind, to_article_id, to_entity_id, to_origin_id, to_words, link, \
                     attribution_id, is_loop) \
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
                )?
                .execute(&columns[..])?;
        }
        Ok(())
    }

    fn end(&self, end: &End) -> Result<EndColumns, LedgerError> {
        Ok(match end {
            End::Article(id) => ("article", Some(self.article(id)?), None, None, None),
            End::Outlet(id) => match self.entity(Some(id))? {
                Some(entity) => ("outlet", None, Some(entity), None, None),
                None => ("outlet", None, None, None, Some(id.clone())),
            },
            End::Origin(id) => ("origin", None, None, self.origin(id), None),
            End::Nobody(words) => ("nobody", None, None, None, Some(words.clone())),
        })
    }
}

/// The row with this id.
fn row<'a>(
    mut statement: impl std::ops::DerefMut<Target = Statement<'a>>,
    id: &str,
) -> Result<i64, LedgerError> {
    statement
        .query_row([id], |row| row.get(0))
        .optional()?
        .ok_or_else(|| LedgerError::NoSuchId(id.to_owned()))
}

/// Takes the account of a story away.
pub(super) fn clear(
    conn: &Connection,
    story: i64,
    touched: &mut Touched,
) -> Result<(), LedgerError> {
    for table in ["claim_edges", "claim_history", "statements"] {
        conn.prepare_cached(&format!(
            "DELETE FROM {table} WHERE claim_id IN (SELECT id FROM claims WHERE story_id = ?1)"
        ))?
        .execute([story])?;
    }
    for table in ["claims", "citations", "copies", "origins"] {
        conn.prepare_cached(&format!("DELETE FROM {table} WHERE story_id = ?1"))?
            .execute([story])?;
    }
    join::clear(conn, story, touched)
}
