//! Claims over articles: by words, contested ones, since a day; one claim with all that belongs to it.

use std::collections::HashSet;

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params_from_iter};

use super::Words;
use super::said::Filter;
use crate::account::{Account, Claim};
use crate::ledger::account::{Which, load};
use crate::ledger::{Ledger, LedgerError};

/// Which claims are asked for. Filters that are empty let everything pass.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClaimFilter {
    /// Words of the claim, or of the contents of its statements.
    pub words: Option<Words>,
    /// Only claims that both sides stand by.
    pub contested: bool,
    /// With a statement published on this day or later: a beginning of an ISO 8601 date.
    pub since: Option<String>,
    /// The id of an article: claims of its story.
    pub story_of: Option<String>,
    /// The most claims; 0 for all.
    pub limit: u32,
}

impl Ledger {
    /// The claims that pass the filter, those with the most statements first; and the origins, entities, copies and
    /// citations of their stories.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn account(&self, filter: &ClaimFilter) -> Result<Account, LedgerError> {
        let rows = self.rows(filter)?;
        let (mut claims, mut stories, mut known) = (Vec::new(), Vec::new(), HashSet::new());
        for (claim, story) in rows {
            claims.push(claim);
            if known.insert(story) {
                stories.push(story);
            }
        }
        load::account(&self.conn, &claims, &stories, Which::Joined)
    }

    /// The same claims alone.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn claims(&self, filter: &ClaimFilter) -> Result<Vec<Claim>, LedgerError> {
        let rows = self.rows(filter)?.into_iter();
        rows.map(|(claim, _)| load::claim(&self.conn, claim, Which::Joined))
            .collect()
    }

    /// The rows of the claims that pass the filter, and of their stories.
    fn rows(&self, filter: &ClaimFilter) -> Result<Vec<(i64, i64)>, LedgerError> {
        let mut conditions = Filter {
            conditions: Vec::new(),
            values: Vec::new(),
        };
        if let Some(words) = &filter.words {
            conditions.conditions.push(
                "c.id IN (SELECT rowid FROM claims_fts WHERE claims_fts MATCH ? UNION \
                 SELECT s.claim_id FROM attributions_fts AS f JOIN statements AS s ON s.attribution_id = f.rowid \
                 WHERE attributions_fts MATCH ?)"
                    .to_owned(),
            );
            conditions.values.push(Value::Text(words.query(None)));
            conditions
                .values
                .push(Value::Text(words.query(Some("content"))));
        }
        if filter.contested {
            conditions
                .conditions
                .push("c.status = 'contested'".to_owned());
        }
        if let Some(since) = &filter.since {
            conditions.with(
                "EXISTS (SELECT 1 FROM statements AS s JOIN attributions AS a ON a.id = s.attribution_id \
                 JOIN articles AS w ON w.id = a.article_id WHERE s.claim_id = c.id AND w.published >= ?)",
                since.clone(),
            );
        }
        if let Some(article) = &filter.story_of {
            conditions.with(
                "c.story_id = (SELECT story_id FROM articles WHERE key = ?)",
                article.clone(),
            );
        }
        let condition = match conditions.conditions.as_slice() {
            [] => String::new(),
            some => format!("WHERE {}", some.join(" AND ")),
        };
        let limit = match filter.limit {
            0 => String::new(),
            limit => format!(" LIMIT {limit}"),
        };
        let sql = format!(
            "SELECT c.id, c.story_id FROM claims AS c {condition} ORDER BY c.statements DESC, c.key{limit}"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let rows = statement.query_map(params_from_iter(&conditions.values), |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// One claim with everything that belongs to its story.
    ///
    /// # Errors
    /// If there is no such claim.
    pub fn claim(&self, id: &str) -> Result<Account, LedgerError> {
        let found = self
            .conn
            .prepare_cached("SELECT id, story_id FROM claims WHERE key = ?1")?
            .query_row([id], |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))
            })
            .optional()?;
        let (claim, story) = found.ok_or_else(|| LedgerError::NoSuchId(id.to_owned()))?;
        load::account(&self.conn, &[claim], &[story], Which::Joined)
    }
}
