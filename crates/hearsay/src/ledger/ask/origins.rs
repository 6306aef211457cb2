//! Whose word stands behind claims in the end, as a list.

use rusqlite::params_from_iter;
use serde::Serialize;

use super::Words;
use super::filter::{Filter, ONE};
use super::said::limit;
use crate::account::Origin;
use crate::ledger::load::word;
use crate::ledger::{Ledger, LedgerError};
use crate::voice::SourceKind;

/// Which origins are asked for. Filters that are empty let everything pass.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OriginFilter {
    /// The id of one.
    pub id: Option<String>,
    /// Words of who it is.
    pub words: Option<Words>,
    /// What kind of source.
    pub kinds: Vec<SourceKind>,
    /// The id of the entity that it is.
    pub entity: Option<String>,
    /// Only those whose id comes after this one.
    pub after: Option<String>,
    /// The most origins; 0 for all.
    pub limit: u32,
}

/// An origin in a list.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OriginRow {
    /// Who it is.
    #[serde(flatten)]
    pub origin: Origin,
    /// On how many claims its word bears.
    pub claims: u64,
    /// By how many attributions.
    pub statements: u64,
}

impl Ledger {
    /// The origins that pass every filter, over all stories, in the order of their ids.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn origins(&self, filter: &OriginFilter) -> Result<Vec<OriginRow>, LedgerError> {
        let mut some = Filter::default();
        if let Some(id) = &filter.id {
            some.with("o.key = ?", id.clone());
        }
        if let Some(words) = &filter.words {
            some.named("o.name", words);
        }
        some.one_of("o.kind", filter.kinds.iter().map(|kind| kind.name()));
        if let Some(entity) = &filter.entity {
            some.with(&format!("o.entity_id IN ({ONE})"), entity.clone());
        }
        if let Some(id) = &filter.after {
            some.with("o.key > ?", id.clone());
        }
        // One origin may have rows in several stories.
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT o.key, min(o.name), o.kind, coalesce(m.key, e.key), count(DISTINCT s.claim_id), count(s.id) \
             FROM origins AS o LEFT JOIN statements AS s ON s.origin_id = o.id \
             LEFT JOIN entities AS e ON e.id = o.entity_id LEFT JOIN entities AS m ON m.id = e.merged_into \
             {} GROUP BY o.key ORDER BY o.key{}",
            some.sql(),
            limit(filter.limit)
        ))?;
        let rows = statement.query_map(params_from_iter(&some.values), |row| {
            Ok(OriginRow {
                origin: Origin {
                    id: row.get(0)?,
                    who: row.get(1)?,
                    kind: word(row, 2)?,
                    entity: row.get(3)?,
                },
                claims: row.get(4)?,
                statements: row.get(5)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
