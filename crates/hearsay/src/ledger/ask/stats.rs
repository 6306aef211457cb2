//! Numbers over the whole ledger: outlets, sources by kind, how much is direct.

use serde::Serialize;

use crate::ledger::{Ledger, LedgerError};

/// How often one of several things is the case.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Share {
    /// The thing.
    pub name: String,
    /// How often.
    pub count: u64,
    /// The count by all counts of its list, 0 to 1.
    pub share: f64,
}

/// One outlet.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OutletStats {
    /// Its name; `null` for articles without one.
    pub outlet: Option<String>,
    /// Its articles.
    pub articles: u64,
    /// What is said in them.
    pub attributions: u64,
    /// Of these, how many by anonymous sources or without a source, 0 to 1.
    pub anonymous: f64,
    /// Of these, how many are quoted word for word, 0 to 1.
    pub direct: f64,
}

/// Numbers over the whole ledger.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Stats {
    /// Articles, each version of a page counted.
    pub articles: u64,
    /// Pages with an address.
    pub pages: u64,
    /// Pages with more than one version.
    pub changed_pages: u64,
    /// Attributions in the latest versions, without those that people rejected. The shares and
    /// outlets below count the same.
    pub attributions: u64,
    /// Corrections that stand.
    pub corrections: u64,
    /// Inputs that could not be read.
    pub failures: u64,
    /// The first and the last day of publication.
    pub published: Option<(String, String)>,
    /// Outlets, those with most articles first.
    pub outlets: Vec<OutletStats>,
    /// Attributions by kind of source; `unknown` where it was not read.
    pub kinds: Vec<Share>,
    /// Attributions by quotation.
    pub quotations: Vec<Share>,
    /// Attributions by stance; `unknown` where it was not read.
    pub stances: Vec<Share>,
    /// Attributions by certainty; `unread` where it was not read.
    pub certainties: Vec<Share>,
}

impl Ledger {
    /// Numbers over the whole ledger.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn stats(&self) -> Result<Stats, LedgerError> {
        let count = |sql: &str| -> Result<u64, LedgerError> {
            Ok(self.conn.query_row(sql, [], |row| row.get(0))?)
        };
        let published = self.conn.query_row(
            "SELECT min(substr(published, 1, 10)), max(substr(published, 1, 10)) FROM articles",
            [],
            |row| Ok(row.get::<_, Option<String>>(0)?.zip(row.get(1)?)),
        )?;
        Ok(Stats {
            articles: count("SELECT count(*) FROM articles")?,
            pages: count("SELECT count(*) FROM pages")?,
            changed_pages: count(
                "SELECT count(*) FROM (SELECT 1 FROM captures WHERE page_id IS NOT NULL GROUP BY page_id HAVING count(*) > 1)",
            )?,
            attributions: count(
                "SELECT count(*) FROM attributions AS a JOIN articles AS w ON w.id = a.article_id WHERE a.status <> 'rejected' AND w.current",
            )?,
            corrections: count("SELECT count(*) FROM corrections WHERE withdrawn IS NULL")?,
            failures: count("SELECT count(*) FROM warnings WHERE kind = 'failure'")?,
            published,
            outlets: self.outlets()?,
            kinds: self.shares("coalesce(source_kind, 'unknown')")?,
            quotations: self.shares("quotation")?,
            stances: self.shares("coalesce(stance, 'unknown')")?,
            certainties: self.shares("coalesce(certainty, 'unread')")?,
        })
    }

    /// The attributions of the latest versions by kind of source, the most frequent first, `unknown` where it was not
    /// read; without those that people rejected. The same as in [`Ledger::stats`], out of the index alone.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn kinds(&self) -> Result<Vec<Share>, LedgerError> {
        let all = "SELECT coalesce(source_kind, 'unknown'), count(*) FROM attributions AS a";
        let mut counts = self.counted(&format!("{all} GROUP BY source_kind"))?;
        let left_out = self.counted(&format!(
            "{all} WHERE a.status <> 'read' AND a.status = 'rejected' GROUP BY source_kind UNION ALL \
             {all} JOIN articles AS w ON w.id = a.article_id WHERE w.current = 0 AND a.status <> 'rejected' GROUP BY source_kind"
        ))?;
        for (name, count) in left_out {
            if let Some((_, all)) = counts.iter_mut().find(|(known, _)| *known == name) {
                *all = all.saturating_sub(count);
            }
        }
        counts.retain(|(_, count)| *count > 0);
        counts.sort_by(|(a, some), (b, more)| more.cmp(some).then_with(|| a.cmp(b)));
        Ok(shares(counts))
    }

    fn counted(&self, sql: &str) -> Result<Vec<(String, u64)>, LedgerError> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn outlets(&self) -> Result<Vec<OutletStats>, LedgerError> {
        let mut statement = self.conn.prepare(
            "SELECT w.outlet, count(DISTINCT w.id), count(a.id), \
             coalesce(avg(coalesce(a.source_kind, '') IN ('anonymous', 'none')) FILTER (WHERE a.id IS NOT NULL), 0), \
             coalesce(avg(a.quotation = 'direct') FILTER (WHERE a.id IS NOT NULL), 0) \
             FROM articles AS w LEFT JOIN attributions AS a ON a.article_id = w.id AND a.status <> 'rejected' \
             WHERE w.current GROUP BY w.outlet ORDER BY 2 DESC, w.outlet",
        )?;
        let rows = statement.query_map([], |row| {
            Ok(OutletStats {
                outlet: row.get(0)?,
                articles: row.get(1)?,
                attributions: row.get(2)?,
                anonymous: row.get(3)?,
                direct: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn shares(&self, what: &str) -> Result<Vec<Share>, LedgerError> {
        Ok(shares(self.counted(&format!(
            "SELECT {what}, count(*) FROM attributions AS a JOIN articles AS w ON w.id = a.article_id \
             WHERE a.status <> 'rejected' AND w.current GROUP BY 1 ORDER BY 2 DESC, 1"
        ))?))
    }
}

/// Each count beside the sum of all.
fn shares(counts: Vec<(String, u64)>) -> Vec<Share> {
    let all: u64 = counts.iter().map(|(_, count)| count).sum();
    let share = |(name, count)| Share {
        name,
        count,
        share: count as f64 / all.max(1) as f64,
    };
    counts.into_iter().map(share).collect()
}
