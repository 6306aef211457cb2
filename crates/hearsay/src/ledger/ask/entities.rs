//! Who and what is named over all articles, as a list.

use rusqlite::params_from_iter;
use serde::Serialize;

use super::Words;
use super::filter::Filter;
use super::said::limit;
use crate::entity::EntityKind;
use crate::ledger::load::word;
use crate::ledger::{Ledger, LedgerError};

/// Which entities are asked for. Filters that are empty let everything pass.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntityFilter {
    /// Words of any of its names.
    pub words: Option<Words>,
    /// What it is.
    pub kinds: Vec<EntityKind>,
    /// Only entities after this one: its name and its id.
    pub after: Option<(String, String)>,
    /// The most entities; 0 for all.
    pub limit: u32,
}

/// One entity in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EntityRow {
    /// The id that stands for it over all articles.
    pub id: String,
    /// The name that it is known by.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// How many articles name it.
    pub articles: u64,
    /// How much it said.
    pub said: u64,
}

impl Ledger {
    /// The entities of the latest version of each page that pass every filter, by name; each once, whatever articles call it.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn entity_list(&self, filter: &EntityFilter) -> Result<Vec<EntityRow>, LedgerError> {
        let mut some = Filter::default();
        some.must("e.merged_into IS NULL");
        some.must("(e.article_id IS NULL OR w.current)");
        if let Some(words) = &filter.words {
            let mut names = Filter::default();
            names.named("n.name", words);
            names.must("(n.id = e.id OR n.merged_into = e.id)");
            some.must(&format!(
                "EXISTS (SELECT 1 FROM entities AS n {})",
                names.sql()
            ));
            some.values.extend(names.values);
        }
        some.one_of("e.kind", filter.kinds.iter().map(|kind| kind.name()));
        if let Some((name, id)) = &filter.after {
            some.with_all(
                "(e.name, e.key) > (?, ?)",
                [name.clone().into(), id.clone().into()],
            );
        }
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT e.key, e.name, e.kind, \
             (SELECT count(DISTINCT article_id) FROM entities WHERE id = e.id OR merged_into = e.id), \
             (SELECT count(*) FROM attributions WHERE status <> 'rejected' \
              AND source_entity_id IN (SELECT id FROM entities WHERE id = e.id OR merged_into = e.id)) \
             FROM entities AS e LEFT JOIN articles AS w ON w.id = e.article_id {} ORDER BY e.name, e.key{}",
            some.sql(),
            limit(filter.limit)
        ))?;
        let rows = statement.query_map(params_from_iter(&some.values), |row| {
            Ok(EntityRow {
                id: row.get(0)?,
                name: row.get(1)?,
                kind: word(row, 2)?,
                articles: row.get(3)?,
                said: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
