//! The articles of the ledger, as a list.

use rusqlite::params_from_iter;
use serde::Serialize;

use super::Words;
use super::filter::Filter;
use super::heads::{COLUMNS, Head, head};
use super::said::limit;
use crate::ledger::{Ledger, LedgerError};

/// Which articles are asked for. Filters that are empty let everything pass.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ArticleFilter {
    /// Words of the headline or the text.
    pub about: Option<Words>,
    /// Published on this day or later: a beginning of an ISO 8601 date (`2031`, `2031-03`, `2031-03-17`).
    pub since: Option<String>,
    /// Published on this day or earlier, as `since`.
    pub until: Option<String>,
    /// Words of the outlet's name.
    pub outlet: Option<String>,
    /// The id of an article: those of its story, it too.
    pub story_of: Option<String>,
    /// Older versions of a page too, not the latest alone.
    pub all_versions: bool,
    /// Only articles after this one: when it was published, and its id.
    pub after: Option<(Option<String>, String)>,
    /// The most articles; 0 for all.
    pub limit: u32,
}

/// One article in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ArticleRow {
    /// What it is called.
    #[serde(flatten)]
    pub head: Head,
    /// BCP 47 language tag.
    pub language: Option<String>,
    /// How much is said in it, without what people rejected.
    pub attributions: u64,
}

impl Ledger {
    /// The articles that pass every filter, those published last first; and how many there are without the limit, and
    /// without [`ArticleFilter::after`].
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn article_list(
        &self,
        filter: &ArticleFilter,
    ) -> Result<(Vec<ArticleRow>, u64), LedgerError> {
        let mut all = Filter::default();
        if let Some(words) = &filter.about {
            all.with(
                "w.id IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?)",
                words.query(None),
            );
        }
        all.published(filter.since.as_deref(), filter.until.as_deref());
        all.outlet(filter.outlet.as_deref());
        if let Some(article) = &filter.story_of {
            all.with(
                "w.story_id = (SELECT story_id FROM articles WHERE key = ?)",
                article.clone(),
            );
        }
        if !filter.all_versions {
            all.must("w.current");
        }
        let mut some = all.clone();
        if let Some((published, id)) = &filter.after {
            some.behind(published.as_ref(), "w.key > ?", [id.clone().into()]);
        }
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT {COLUMNS}, w.language, \
             (SELECT count(*) FROM attributions WHERE article_id = w.id AND status <> 'rejected') \
             FROM articles AS w {} ORDER BY w.published DESC, w.key{}",
            some.sql(),
            limit(filter.limit)
        ))?;
        let rows = statement.query_map(params_from_iter(&some.values), |row| {
            Ok(ArticleRow {
                head: head(row)?,
                language: row.get(6)?,
                attributions: row.get(7)?,
            })
        })?;
        let rows = rows.collect::<Result<Vec<_>, _>>()?;
        let count = self
            .conn
            .prepare_cached(&format!("SELECT count(*) FROM articles AS w {}", all.sql()))?
            .query_row(params_from_iter(&all.values), |row| row.get(0))?;
        Ok((rows, count))
    }
}
