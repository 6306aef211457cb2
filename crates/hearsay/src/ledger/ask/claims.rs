//! Claims over articles: by words, contested ones, since a day; one claim with all that belongs to it.

use std::collections::HashSet;

use rusqlite::{OptionalExtension, params_from_iter};

use super::Words;
use super::filter::{Filter, ONE};
use super::said::limit;
use crate::account::{Account, Claim, Status};
use crate::ledger::account::{Which, load};
use crate::ledger::{Ledger, LedgerError};

/// Which claims are asked for. Filters that are empty let everything pass.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClaimFilter {
    /// Words of the claim, or of the contents of its statements.
    pub words: Option<Words>,
    /// Only claims that both sides stand by.
    pub contested: bool,
    /// How they stand.
    pub statuses: Vec<Status>,
    /// With a statement published on this day or later: a beginning of an ISO 8601 date.
    pub since: Option<String>,
    /// The id of an article: claims of its story.
    pub story_of: Option<String>,
    /// The id of an origin: claims on which its word bears.
    pub origin: Option<String>,
    /// The id of an entity: claims on which it bears, whoever reports it.
    pub entity: Option<String>,
    /// Only claims after this one: how many statements it has, and its id.
    pub after: Option<(u64, String)>,
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
        let mut conditions = Filter::default();
        if let Some(words) = &filter.words {
            conditions.with_all(
                "c.id IN (SELECT rowid FROM claims_fts WHERE claims_fts MATCH ? UNION \
                 SELECT s.claim_id FROM attributions_fts AS f JOIN statements AS s ON s.attribution_id = f.rowid \
                 WHERE attributions_fts MATCH ?)",
                [words.query(None).into(), words.query(Some("content")).into()],
            );
        }
        if filter.contested {
            conditions.must("c.status = 'contested'");
        }
        conditions.one_of("c.status", filter.statuses.iter().map(|word| word.name()));
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
        if let Some(origin) = &filter.origin {
            conditions.with(
                "EXISTS (SELECT 1 FROM statements AS s JOIN origins AS o ON o.id = s.origin_id \
                 WHERE s.claim_id = c.id AND o.key = ?)",
                origin.clone(),
            );
        }
        if let Some(entity) = &filter.entity {
            conditions.with(
                &format!(
                    "EXISTS (SELECT 1 FROM statements AS s JOIN attributions AS a ON a.id = s.attribution_id \
                     WHERE s.claim_id = c.id AND a.source_entity_id IN ({ONE}))"
                ),
                entity.clone(),
            );
        }
        if let Some((statements, id)) = &filter.after {
            let statements = i64::try_from(*statements).unwrap_or(i64::MAX);
            conditions.with_all(
                "(c.statements < ? OR (c.statements = ? AND c.key > ?))",
                [statements.into(), statements.into(), id.clone().into()],
            );
        }
        let sql = format!(
            "SELECT c.id, c.story_id FROM claims AS c {} ORDER BY c.statements DESC, c.key{}",
            conditions.sql(),
            limit(filter.limit)
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
