//! The versions of a page: which texts it had, when, and which attributions came and went.

use std::collections::HashSet;

use rusqlite::{OptionalExtension, params};

use super::{Ledger, LedgerError, key};
use crate::reading::{AttributionValue, Reading};

/// One version of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// 1 for the oldest.
    pub number: u32,
    /// When it was fetched; `None` if nobody knows.
    pub fetched: Option<String>,
    /// When it was added to the ledger.
    pub added: String,
    /// What it said.
    pub reading: Reading,
}

/// What changed in the attributions from one version to the next: an attribution is the same if
/// its words are.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Those that the newer version no longer has.
    pub vanished: Vec<AttributionValue>,
    /// Those that the older version did not have.
    pub appeared: Vec<AttributionValue>,
}

impl Change {
    /// From `old` to `new`.
    pub fn between(old: &Reading, new: &Reading) -> Self {
        let without = |these: &Reading, those: &Reading| {
            let known: HashSet<_> = those.attributions.iter().map(words).collect();
            let kept = these.attributions.iter();
            kept.filter(|value| !known.contains(&words(value)))
                .cloned()
                .collect()
        };
        Self {
            vanished: without(old, new),
            appeared: without(new, old),
        }
    }
}

/// The words of source, cue and content.
fn words(value: &AttributionValue) -> [Option<&str>; 3] {
    [
        value
            .source
            .as_ref()
            .map(|source| source.words.text.as_str()),
        value.cue.as_ref().map(|cue| cue.text.as_str()),
        value.content.as_ref().map(|content| content.text.as_str()),
    ]
}

impl Ledger {
    /// The versions of the page at this address, oldest first; none if it is not known.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn versions(&self, url: &str) -> Result<Vec<Version>, LedgerError> {
        let page: Option<i64> = self
            .conn
            .prepare_cached("SELECT id FROM pages WHERE key = ?1")?
            .query_row([key::page(url)], |row| row.get(0))
            .optional()?;
        let mut statement = self.conn.prepare_cached(
            "SELECT v.number, v.fetched, v.added, a.key FROM versions AS v \
             JOIN articles AS a ON a.id = v.article_id WHERE v.page_id = ?1 ORDER BY v.number",
        )?;
        let rows = statement.query_map(params![page], |row| {
            Ok((
                row.get(0)?,
                row.get(1)?,
                row.get(2)?,
                row.get::<_, String>(3)?,
            ))
        })?;
        rows.map(|row| {
            let (number, fetched, added, article) = row?;
            Ok(Version {
                number,
                fetched,
                added,
                reading: self.reading(&article)?,
            })
        })
        .collect()
    }

    /// The addresses of pages with more than one version, those that changed last first.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn changed_pages(&self) -> Result<Vec<(String, u32)>, LedgerError> {
        let mut statement = self.conn.prepare(
            "SELECT p.url, count(*) FROM captures AS c JOIN pages AS p ON p.id = c.page_id \
             GROUP BY c.page_id HAVING count(*) > 1 ORDER BY max(c.id) DESC",
        )?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The address of the page that an article stands on.
    ///
    /// # Errors
    /// If there is no such article.
    pub fn url_of(&self, article: &str) -> Result<Option<String>, LedgerError> {
        self.article(article).map(|(_, value)| value.url)
    }
}
