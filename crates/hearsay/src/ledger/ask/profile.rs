//! One person, body, outlet or place over all articles: its names, its roles over time, whom it cites and who cites it.
//!
//! What it said and what was said of it are questions to [`Ledger::said`] by its id.

use rusqlite::{OptionalExtension, params};
use serde::Serialize;

use super::filter::ONE;
use crate::entity::EntityKind;
use crate::ledger::load::word;
use crate::ledger::{Ledger, LedgerError};

/// What is known of an entity.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Profile {
    /// Its id over all articles.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// The names under which it stands in articles, and how often; the most frequent first.
    pub names: Vec<(String, u64)>,
    /// What articles call it besides, in the order in which they began to.
    pub roles: Vec<Role>,
    /// How many articles name it.
    pub articles: u64,
    /// Whose words it passes on.
    pub cites: Vec<Tie>,
    /// Who passes on its words: whoever stands before it in a chain.
    pub cited_by: Vec<Tie>,
    /// The outlets whose articles have its words from nobody else.
    pub heard_by: Vec<Tie>,
}

/// A role, and since when and until when articles give it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Role {
    /// The words.
    pub name: String,
    /// The day of the first article that gives it, ISO 8601.
    pub first: Option<String>,
    /// The day of the last.
    pub last: Option<String>,
    /// How many articles do.
    pub articles: u64,
}

/// Somebody at the other end of a citation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Tie {
    /// The name.
    pub name: String,
    /// The entity's id, if it is one.
    pub entity: Option<String>,
    /// In how many attributions.
    pub count: u64,
    /// One of them.
    pub attribution: String,
}

impl Ledger {
    /// The entity that one with this id is, over all articles.
    ///
    /// # Errors
    /// If there is none.
    pub fn profile(&self, id: &str) -> Result<Profile, LedgerError> {
        let found = self
            .conn
            .prepare_cached(
                "SELECT coalesce(m.key, e.key), coalesce(m.name, e.name), coalesce(m.kind, e.kind) FROM entities AS e \
                 LEFT JOIN entities AS m ON m.id = e.merged_into WHERE e.key = ?1",
            )?
            .query_row([id], |row| {
                Ok((row.get(0)?, row.get(1)?, word::<EntityKind>(row, 2)?))
            })
            .optional()?;
        let (id, name, kind): (String, String, EntityKind) =
            found.ok_or_else(|| LedgerError::NoSuchId(id.to_owned()))?;
        Ok(Profile {
            names: self.names(&id)?,
            roles: self.roles_over_time(&id)?,
            articles: self
                .conn
                .prepare_cached(&format!(
                    "SELECT count(DISTINCT e.article_id) FROM entities AS e JOIN articles AS w ON w.id = e.article_id \
                     WHERE w.current AND e.id IN ({ONE})"
                ))?
                .query_row([&id], |row| row.get(0))?,
            cites: self.beside(&id, 1)?,
            cited_by: self.beside(&id, -1)?,
            heard_by: self.heard_by(&id)?,
            id,
            name,
            kind,
        })
    }

    fn names(&self, id: &str) -> Result<Vec<(String, u64)>, LedgerError> {
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT name, count(*) FROM mentions WHERE form = 'name' AND entity_id IN ({ONE}) \
             GROUP BY name ORDER BY 2 DESC, 1"
        ))?;
        let rows = statement.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn roles_over_time(&self, id: &str) -> Result<Vec<Role>, LedgerError> {
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT r.name, min(substr(w.published, 1, 10)), max(substr(w.published, 1, 10)), count(DISTINCT w.id) \
             FROM roles AS r JOIN entities AS e ON e.id = r.entity_id JOIN articles AS w ON w.id = e.article_id \
             WHERE w.current AND r.entity_id IN ({ONE}) GROUP BY lower(r.name) ORDER BY min(w.published) IS NULL, 2, 1"
        ))?;
        let rows = statement.query_map([id], |row| {
            Ok(Role {
                name: row.get(0)?,
                first: row.get(1)?,
                last: row.get(2)?,
                articles: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The voices so many places behind it in chains, or before it where the number is negative.
    fn beside(&self, id: &str, places: i64) -> Result<Vec<Tie>, LedgerError> {
        self.ties(
            &format!(
                "SELECT coalesce(m.name, e.name, o.name), coalesce(m.key, e.key), count(DISTINCT a.id), min(a.key) \
                 FROM voices AS v JOIN voices AS o ON o.attribution_id = v.attribution_id AND o.position = v.position + {places} \
                 {SHOWN} WHERE v.entity_id IN ({ONE}) GROUP BY 1, 2 ORDER BY 3 DESC, 1"
            ),
            id,
        )
    }

    /// The outlets of the articles in which it opens chains.
    fn heard_by(&self, id: &str) -> Result<Vec<Tie>, LedgerError> {
        self.ties(
            &format!(
                "SELECT w.outlet, NULL, count(DISTINCT a.id), min(a.key) FROM voices AS v \
                 JOIN attributions AS a ON a.id = v.attribution_id AND a.status <> 'rejected' \
                 JOIN articles AS w ON w.id = a.article_id AND w.current \
                 WHERE v.entity_id IN ({ONE}) AND w.outlet IS NOT NULL AND NOT EXISTS (SELECT 1 FROM voices AS o \
                 WHERE o.attribution_id = v.attribution_id AND o.position < v.position) GROUP BY 1 ORDER BY 3 DESC, 1"
            ),
            id,
        )
    }

    fn ties(&self, sql: &str, id: &str) -> Result<Vec<Tie>, LedgerError> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map(params![id], |row| {
            Ok(Tie {
                name: row.get(0)?,
                entity: row.get(1)?,
                count: row.get(2)?,
                attribution: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// Of the voices `o`, those of attributions `a` that are shown, and who they are.
const SHOWN: &str = "JOIN attributions AS a ON a.id = o.attribution_id AND a.status <> 'rejected' \
    JOIN articles AS w ON w.id = a.article_id AND w.current \
    LEFT JOIN entities AS e ON e.id = o.entity_id LEFT JOIN entities AS m ON m.id = e.merged_into";
