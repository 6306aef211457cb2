//! Full-text search over articles and over what is said in them, best hits first.

use rusqlite::{Row, params};
use serde::Serialize;

use super::Words;
use super::said::{COLUMNS, Said, said};
use crate::ledger::{Ledger, LedgerError};

/// How many words of a text stand in a snippet.
const WORDS: u32 = 24;
/// What SQLite puts around a hit: characters that no article holds.
const OPEN: char = '\u{2}';
const CLOSE: char = '\u{3}';

/// A piece of a text with the words that were asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Snippet {
    /// The words; `…` where something was left out.
    pub text: String,
    /// Where the words that were asked for stand in it: `[start, end)` in code points.
    pub hits: Vec<[usize; 2]>,
}

/// An article that holds the words.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ArticleHit {
    /// Its text id.
    pub id: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// When.
    pub published: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The address.
    pub url: Option<String>,
    /// Where the words stand.
    pub snippet: Snippet,
}

/// Something said that holds the words.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AttributionHit {
    /// Who said it, and so on.
    #[serde(flatten)]
    pub said: Said,
    /// Where the words stand in the content, or else in the source.
    pub snippet: Snippet,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Search {
    /// In what is said, the best first.
    pub attributions: Vec<AttributionHit>,
    /// In articles, the best first.
    pub articles: Vec<ArticleHit>,
}

impl Ledger {
    /// What holds these words in the latest version of each page, by Okapi BM25, at most `limit`
    /// of each sort (0 for all).
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn search(&self, words: &Words, limit: u32) -> Result<Search, LedgerError> {
        let limit = if limit == 0 {
            i64::MAX
        } else {
            i64::from(limit)
        };
        let query = words.query(None);
        let mut statement = self.conn.prepare_cached(&in_attributions())?;
        let rows = statement.query_map(params![query, limit], |row| {
            Ok(AttributionHit {
                said: said(row)?,
                snippet: snippet(row, "words")?,
            })
        })?;
        let attributions = rows.collect::<Result<_, _>>()?;
        let mut statement = self.conn.prepare_cached(&in_articles())?;
        let rows = statement.query_map(params![query, limit], |row| {
            Ok(ArticleHit {
                id: row.get(0)?,
                outlet: row.get(1)?,
                published: row.get(2)?,
                title: row.get(3)?,
                url: row.get(4)?,
                snippet: snippet(row, "words")?,
            })
        })?;
        let articles = rows.collect::<Result<_, _>>()?;
        Ok(Search {
            attributions,
            articles,
        })
    }

    /// How SQLite carries out [`Ledger::search`]: the lines of its query plans.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn search_plan(&self, words: &Words) -> Result<Vec<String>, LedgerError> {
        let mut lines = Vec::new();
        for sql in [in_attributions(), in_articles()] {
            let mut statement = self.conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
            let rows = statement.query_map(params![words.query(None), 1], |row| row.get(3))?;
            for row in rows {
                lines.push(row?);
            }
        }
        Ok(lines)
    }
}

/// The best attributions. The best rows first and alone, then what belongs to them: a row that is
/// not shown costs no more than its rank. What people rejected and what older versions say is in
/// the index too, so as many rows more are taken.
fn in_attributions() -> String {
    format!(
        "WITH best AS MATERIALIZED (SELECT f.rowid AS hit, \
         snippet(attributions_fts, -1, char(2), char(3), '…', {WORDS}) AS words, rank FROM attributions_fts AS f \
         WHERE attributions_fts MATCH ?1 ORDER BY rank \
         LIMIT ?2 + (SELECT count(*) FROM attributions WHERE status <> 'read' AND status = 'rejected') \
         + (SELECT count(*) FROM articles AS w JOIN attributions AS a ON a.article_id = w.id WHERE w.current = 0)) \
         SELECT {COLUMNS}, best.words FROM best JOIN attributions AS a ON a.id = best.hit \
         JOIN articles AS w ON w.id = a.article_id WHERE a.status <> 'rejected' AND w.current \
         ORDER BY best.rank, a.key LIMIT ?2"
    )
}

/// The best articles, as [`in_attributions`].
fn in_articles() -> String {
    format!(
        "WITH best AS MATERIALIZED (SELECT f.rowid AS hit, \
         snippet(articles_fts, 1, char(2), char(3), '…', {WORDS}) AS words, rank FROM articles_fts AS f \
         WHERE articles_fts MATCH ?1 ORDER BY rank \
         LIMIT ?2 + (SELECT count(*) FROM articles WHERE current = 0)) \
         SELECT w.key, w.outlet, w.published, w.title, w.url, best.words FROM best \
         JOIN articles AS w ON w.id = best.hit WHERE w.current ORDER BY best.rank, w.key LIMIT ?2"
    )
}

/// A snippet without the marks that SQLite put in.
fn snippet(row: &Row<'_>, column: &str) -> rusqlite::Result<Snippet> {
    let marked: String = row.get(column)?;
    let mut snippet = Snippet {
        text: String::new(),
        hits: Vec::new(),
    };
    let mut at = 0;
    let mut open = None;
    for c in marked.chars() {
        match c {
            OPEN => open = Some(at),
            CLOSE => snippet.hits.extend(open.take().map(|start| [start, at])),
            c => {
                // Paragraphs run on: a snippet is one line.
                snippet.text.push(if c.is_whitespace() { ' ' } else { c });
                at += 1;
            }
        }
    }
    Ok(snippet)
}
