//! What articles name that is taken for one entity.

use rusqlite::params;
use serde::Serialize;

use super::filter::ONE;
use crate::ledger::{Ledger, LedgerError};

/// An article's entity that is taken for another, or stands for itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Member {
    /// Its own id.
    pub id: String,
    /// The name that the article gives it.
    pub name: String,
    /// The id of the article.
    pub article: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// When.
    pub published: Option<String>,
    /// The headline.
    pub title: Option<String>,
}

impl Ledger {
    /// The articles' entities that are the one with this id, those published last first: at most `limit`. Whether they
    /// are is for people to say, with [`Ledger::separate`].
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn members(&self, id: &str, limit: u32) -> Result<Vec<Member>, LedgerError> {
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT e.key, e.name, w.key, w.outlet, w.published, w.title FROM entities AS e \
             JOIN articles AS w ON w.id = e.article_id WHERE e.id IN ({ONE}) \
             ORDER BY w.published DESC, w.key, e.key LIMIT ?"
        ))?;
        let rows = statement.query_map(params![id, limit], |row| {
            Ok(Member {
                id: row.get(0)?,
                name: row.get(1)?,
                article: row.get(2)?,
                outlet: row.get(3)?,
                published: row.get(4)?,
                title: row.get(5)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
