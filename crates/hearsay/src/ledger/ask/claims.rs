//! Claims over articles: by words, contested ones, since a day; one claim; what two articles share.

use std::collections::HashSet;

use rusqlite::types::Value;
use rusqlite::{params, params_from_iter};

use super::Words;
use super::said::Filter;
use crate::account::{Account, Citation, Claim};
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

/// What two articles have in common.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Comparison {
    /// The claims that both make statements on; in them, the statements of all articles.
    pub both: Vec<Claim>,
    /// Those that only the first does.
    pub first: Vec<Claim>,
    /// Those that only the second does.
    pub second: Vec<Claim>,
    /// Whether they are copies of one text.
    pub copies: bool,
    /// Where one of them names the other as its source.
    pub citations: Vec<Citation>,
}

impl Ledger {
    /// The claims that pass the filter, those with the most statements first; and the origins, entities, copies and
    /// citations of their stories.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn account(&self, filter: &ClaimFilter) -> Result<Account, LedgerError> {
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
        self.claims(&sql, &conditions.values)
    }

    /// One claim with everything that belongs to its story.
    ///
    /// # Errors
    /// If there is no such claim.
    pub fn claim(&self, id: &str) -> Result<Account, LedgerError> {
        let account = self.claims(
            "SELECT id, story_id FROM claims WHERE key = ?",
            &[Value::Text(id.to_owned())],
        )?;
        if account.claims.is_empty() {
            return Err(LedgerError::NoSuchId(id.to_owned()));
        }
        Ok(account)
    }

    /// What two articles share and where they part.
    ///
    /// # Errors
    /// If there are no such articles.
    pub fn shared(&self, first: &str, second: &str) -> Result<Comparison, LedgerError> {
        let (one, _) = self.article(first)?;
        let (other, _) = self.article(second)?;
        let mine = self.claims_of(one)?;
        let theirs = self.claims_of(other)?;
        let mut out = Comparison::default();
        for &row in &mine {
            let claim = load::claim(&self.conn, row, Which::Joined)?;
            match theirs.contains(&row) {
                true => out.both.push(claim),
                false => out.first.push(claim),
            }
        }
        let known: HashSet<i64> = mine.into_iter().collect();
        for row in theirs.into_iter().filter(|row| !known.contains(row)) {
            out.second
                .push(load::claim(&self.conn, row, Which::Joined)?);
        }
        out.copies = self
            .conn
            .prepare_cached(
                "SELECT 1 FROM copies AS c JOIN copies AS d ON d.story_id = c.story_id AND d.number = c.number \
                 WHERE c.article_id = ?1 AND d.article_id = ?2",
            )?
            .exists(params![one, other])?;
        let stories: Vec<i64> = self
            .conn
            .prepare_cached("SELECT DISTINCT story_id FROM citations WHERE article_id IN (?1, ?2)")?
            .query_map(params![one, other], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        for story in stories {
            let between = |citation: &Citation| {
                let ends = (citation.from.as_str(), citation.to.article.as_deref());
                ends == (first, Some(second)) || ends == (second, Some(first))
            };
            let all = load::citations(&self.conn, story, Which::Joined)?;
            out.citations.extend(all.into_iter().filter(between));
        }
        Ok(out)
    }

    /// The claims that an article makes statements on, in its own order.
    fn claims_of(&self, article: i64) -> Result<Vec<i64>, LedgerError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT s.claim_id FROM attributions AS a JOIN statements AS s ON s.attribution_id = a.id \
             WHERE a.article_id = ?1 GROUP BY s.claim_id ORDER BY min(a.start), s.claim_id",
        )?;
        let rows = statement.query_map([article], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The claims of a query for their rows and those of their stories.
    fn claims(&self, sql: &str, values: &[Value]) -> Result<Account, LedgerError> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map(params_from_iter(values), |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))
        })?;
        let (mut claims, mut stories, mut known) = (Vec::new(), Vec::new(), HashSet::new());
        for row in rows {
            let (claim, story) = row?;
            claims.push(claim);
            if known.insert(story) {
                stories.push(story);
            }
        }
        load::account(&self.conn, &claims, &stories, Which::Joined)
    }
}
