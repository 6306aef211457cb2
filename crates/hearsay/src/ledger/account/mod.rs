//! Across articles: stories, and the account of each, kept up to date.
//!
//! A story is what hangs together by likeness (`kin`). Its account is derived from its articles and from what people
//! ruled, and replaced as a whole, in one transaction, whenever one of them changes: what is not touched stays. So the
//! same articles give the same rows, in whatever order they came.

mod check;
mod join;
pub(super) mod kin;
pub(super) mod load;
mod print;
mod save;
mod sets;
mod story;

pub(super) use check::{check, recompute};
pub(super) use join::settle_ruled;
pub(super) use load::Which;
pub(super) use story::touch;

use rusqlite::TransactionBehavior;

use super::correct::rules;
use super::{Ledger, LedgerError, Run};

impl Ledger {
    /// Whether articles wait for [`Ledger::account_anew`].
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn is_behind(&self) -> Result<bool, LedgerError> {
        Ok(self
            .conn
            .prepare_cached("SELECT 1 FROM articles WHERE story_id IS NULL AND current = 1")?
            .exists([])?)
    }

    /// Brings stories, claims and entities up to date with what was stored or corrected since, one transaction a story.
    /// Gives how many stories were accounted for anew.
    ///
    /// # Errors
    /// If the ledger cannot be written; the stories before that stand then.
    pub fn account_anew(&mut self, run: &Run) -> Result<usize, LedgerError> {
        self.sketch_older()?;
        let mut count = 0;
        loop {
            let transaction =
                rusqlite::Transaction::new_unchecked(&self.conn, TransactionBehavior::Immediate)?;
            let Some(first) = story::waiting(&transaction)? else {
                return Ok(count);
            };
            let rules = rules(&transaction)?;
            let members = story::around(&transaction, first, &rules.links)?;
            story::account(self, &members, &rules.rulings, run)?;
            transaction.commit()?;
            count += 1;
        }
    }

    /// Sketches of articles that were stored before there were any.
    fn sketch_older(&mut self) -> Result<(), LedgerError> {
        let mut statement = self.conn.prepare(
            "SELECT key FROM articles AS w WHERE story_id IS NULL AND current = 1 \
             AND NOT EXISTS (SELECT 1 FROM sketches WHERE article_id = w.id) ORDER BY id",
        )?;
        let keys = statement.query_map([], |row| row.get::<_, String>(0))?;
        for key in keys.collect::<Result<Vec<_>, _>>()? {
            let transaction =
                rusqlite::Transaction::new_unchecked(&self.conn, TransactionBehavior::Immediate)?;
            let (row, article) = self.article(&key)?;
            let known = transaction
                .prepare_cached("SELECT 1 FROM sketches WHERE article_id = ?1")?
                .exists([row])?;
            if !known {
                kin::sketch(&transaction, row, &article)?;
                transaction.commit()?;
            }
        }
        Ok(())
    }
}
