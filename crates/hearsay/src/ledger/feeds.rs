//! What is remembered of each feed that is watched, and of the pages that were fetched for it.

use rusqlite::{OptionalExtension, params};

use super::row::label;
use super::{Ledger, LedgerError, key};

/// The state of a feed after its last poll.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FeedRow {
    /// Its own title.
    pub title: Option<String>,
    /// The `ETag` of its last answer (RFC 9110).
    pub etag: Option<String>,
    /// The `Last-Modified` of its last answer.
    pub last_modified: Option<String>,
    /// When it was last asked: RFC 3339.
    pub checked: String,
    /// What came of it, in words.
    pub status: String,
    /// How often in a row it failed.
    pub failures: u32,
    /// Not to be asked before this time: RFC 3339.
    pub not_before: Option<String>,
}

impl Ledger {
    /// What is known of the feed at this address.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn feed(&self, url: &str) -> Result<Option<FeedRow>, LedgerError> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT title, etag, last_modified, checked, status, failures, not_before FROM feeds WHERE key = ?1",
            )?
            .query_row([key::of("feed", &[url])], |row| {
                Ok(FeedRow {
                    title: row.get(0)?,
                    etag: row.get(1)?,
                    last_modified: row.get(2)?,
                    checked: row.get(3)?,
                    status: row.get(4)?,
                    failures: row.get(5)?,
                    not_before: row.get(6)?,
                })
            })
            .optional()?)
    }

    /// Keeps the state of a feed.
    ///
    /// # Errors
    /// If the ledger cannot be written.
    pub fn keep_feed(&mut self, url: &str, feed: &FeedRow) -> Result<(), LedgerError> {
        self.conn
            .prepare_cached(
                "INSERT INTO feeds (key, name, url, title, etag, last_modified, checked, status, failures, not_before) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) \
                 ON CONFLICT (key) DO UPDATE SET name = excluded.name, title = excluded.title, \
                 etag = excluded.etag, last_modified = excluded.last_modified, checked = excluded.checked, \
                 status = excluded.status, failures = excluded.failures, not_before = excluded.not_before",
            )?
            .execute(params![
                key::of("feed", &[url]),
                feed.title.as_deref().unwrap_or(url),
                url,
                feed.title,
                feed.etag,
                feed.last_modified,
                feed.checked,
                feed.status,
                feed.failures,
                feed.not_before
            ])?;
        Ok(())
    }

    /// Remembers that the page at this address was fetched, whatever came of it.
    ///
    /// # Errors
    /// If the ledger cannot be written.
    pub fn visited(&mut self, url: &str, fetched: &str) -> Result<(), LedgerError> {
        self.conn
            .prepare_cached(
                "INSERT INTO visits (key, name, url, fetched) VALUES (?1, ?2, ?3, ?4) \
                 ON CONFLICT (key) DO UPDATE SET fetched = excluded.fetched",
            )?
            .execute(params![key::of("visit", &[url]), label(url), url, fetched])?;
        Ok(())
    }

    /// When the page at this address was last fetched, as far as the ledger knows: by a visit, or
    /// as an article stored under this address. `None` if it is not known.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn last_visit(&self, url: &str) -> Result<Option<String>, LedgerError> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT max(at) FROM (SELECT fetched AS at FROM visits WHERE key = ?1 \
                 UNION ALL SELECT coalesce(c.fetched, r.started) FROM captures AS c JOIN runs AS r ON r.id = c.run_id \
                 WHERE c.address = ?3 \
                 UNION ALL SELECT coalesce(c.fetched, r.started) FROM captures AS c JOIN runs AS r ON r.id = c.run_id \
                 JOIN pages AS p ON p.id = c.page_id WHERE p.key = ?2)",
            )?
            .query_row(params![key::of("visit", &[url]), key::page(url), url], |row| row.get(0))?)
    }
}
