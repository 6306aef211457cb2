//! What articles are called, without their text: for lists.

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, params, params_from_iter};
use serde::Serialize;

use crate::account::{Bearing, Status};
use crate::ledger::load::word;
use crate::ledger::{Ledger, LedgerError};

/// What an article is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Head {
    /// Its id.
    pub id: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// When: RFC 3339, or an ISO 8601 day.
    pub published: Option<String>,
    /// The address.
    pub url: Option<String>,
    /// Whether it is the latest version of its page.
    pub current: bool,
}

impl Head {
    /// What it is called in a line: its outlet, else its title, else the first digits of its id.
    pub fn name(&self) -> String {
        let called = self.outlet.as_ref().or(self.title.as_ref());
        called.cloned().unwrap_or_else(|| {
            let digits: String = self.id.chars().take(8).collect();
            format!("article {digits}")
        })
    }

    /// The day on which it was published, ISO 8601.
    pub fn day(&self) -> Option<&str> {
        let published = self.published.as_deref()?;
        Some(published.get(..10).unwrap_or(published))
    }
}

/// What an attribution does with a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bears {
    /// The attribution.
    pub attribution: String,
    /// The claim.
    pub claim: String,
    /// The claim's words.
    pub text: String,
    /// How the claim stands.
    pub status: Status,
    /// What the attribution does with it.
    pub stance: Bearing,
}

/// The columns of a [`Head`], from articles `w`.
pub(super) const COLUMNS: &str = "w.key, w.outlet, w.title, w.published, w.url, w.current";

/// A row of [`COLUMNS`].
pub(super) fn head(row: &Row<'_>) -> rusqlite::Result<Head> {
    Ok(Head {
        id: row.get(0)?,
        outlet: row.get(1)?,
        title: row.get(2)?,
        published: row.get(3)?,
        url: row.get(4)?,
        current: row.get(5)?,
    })
}

impl Ledger {
    /// What these articles are called; those that are not there are left out.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn heads<'a>(
        &self,
        ids: impl IntoIterator<Item = &'a str>,
    ) -> Result<Vec<Head>, LedgerError> {
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM articles AS w WHERE w.key = ?1"
        ))?;
        let mut heads = Vec::new();
        for id in ids {
            heads.extend(statement.query_row([id], head).optional()?);
        }
        Ok(heads)
    }

    /// The latest versions of pages, those published last first: at most `limit`, after the first `skip`.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn latest(&self, limit: u32, skip: u32) -> Result<Vec<Head>, LedgerError> {
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM articles AS w WHERE w.current ORDER BY w.published DESC, w.id DESC LIMIT ?1 OFFSET ?2"
        ))?;
        let rows = statement.query_map([limit, skip], head)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The versions of an article's page, oldest first, with the time each was fetched or else added; none where it has
    /// no address.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn version_heads(&self, article: &str) -> Result<Vec<(String, Head)>, LedgerError> {
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT {COLUMNS}, coalesce(v.fetched, v.added) FROM versions AS v JOIN articles AS w ON w.id = v.article_id \
             WHERE v.page_id = (SELECT page_id FROM articles WHERE key = ?1) ORDER BY v.number"
        ))?;
        let rows = statement.query_map([article], |row| Ok((row.get(6)?, head(row)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The claims that an article's attributions bear on.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn bears(&self, article: &str) -> Result<Vec<Bears>, LedgerError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT a.key, c.key, c.text, c.status, s.stance FROM articles AS w \
             JOIN attributions AS a ON a.article_id = w.id JOIN statements AS s ON s.attribution_id = a.id \
             JOIN claims AS c ON c.id = s.claim_id WHERE w.key = ?1 ORDER BY a.start, a.key",
        )?;
        let rows = statement.query_map(params![article], |row| {
            Ok(Bears {
                attribution: row.get(0)?,
                claim: row.get(1)?,
                text: row.get(2)?,
                status: word(row, 3)?,
                stance: word(row, 4)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Who is known by a name with all these words, those who are named in most articles first: id, name, kind.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn named(
        &self,
        words: &super::Words,
        limit: u32,
    ) -> Result<Vec<(String, String, String)>, LedgerError> {
        let mut values: Vec<Value> = Vec::new();
        let mut conditions = Vec::new();
        for term in words.terms() {
            conditions.push("instr(lower(coalesce(m.name, e.name)), lower(?)) > 0");
            values.push(Value::Text(term.to_owned()));
        }
        values.push(Value::Integer(i64::from(limit)));
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT coalesce(m.key, e.key), coalesce(m.name, e.name), coalesce(m.kind, e.kind) FROM entities AS e \
             LEFT JOIN entities AS m ON m.id = e.merged_into WHERE {} \
             GROUP BY coalesce(m.id, e.id) ORDER BY count(DISTINCT e.article_id) DESC, 2, 1 LIMIT ?",
            conditions.join(" AND ")
        ))?;
        let rows = statement.query_map(params_from_iter(values), |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
