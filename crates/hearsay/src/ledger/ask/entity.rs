//! One entity over all articles: its names and roles, what it said, what was said of it, whom it cites, who cites it.

use rusqlite::{OptionalExtension, params};
use serde::Serialize;

use super::filter::ONE;
use super::said::{Query, Said};
use crate::entity::EntityKind;
use crate::ledger::load::word;
use crate::ledger::{Ledger, LedgerError};

/// What the ledger knows of an entity.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EntityReport {
    /// The id that stands for it over all articles, also where another of its ids was asked for.
    pub id: String,
    /// The name that it is known by.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// Its other names, as they stand in articles.
    pub aliases: Vec<String>,
    /// What articles call it besides, those that were first in print first.
    pub roles: Vec<Role>,
    /// How many articles name it.
    pub articles: u64,
    /// What it said, published last first.
    pub said: Vec<Said>,
    /// How much it said in all.
    pub said_count: u64,
    /// What others said with a mention of it, published last first.
    pub said_of: Vec<Said>,
    /// How much of that there is in all.
    pub said_of_count: u64,
    /// Whom it names as its source; of an outlet also whom its articles name.
    pub cites: Vec<CitationEnd>,
    /// Who names it as a source: voices, and the outlets of articles.
    pub cited_by: Vec<CitationEnd>,
}

/// What articles call somebody besides the name, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Role {
    /// The words, such as an office.
    pub name: String,
    /// The first day of publication of an article with them.
    pub first: Option<String>,
    /// The last.
    pub last: Option<String>,
    /// In how many articles they stand.
    pub articles: u64,
}

/// Somebody at the other end of a citation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CitationEnd {
    /// The entity's id; `null` if only its name is known.
    pub entity: Option<String>,
    /// The name.
    pub name: String,
    /// In how many articles.
    pub articles: u64,
}

impl Ledger {
    /// What is known of the entity with this id; lists of at most `limit` rows (0 for all).
    ///
    /// # Errors
    /// If there is no such entity.
    pub fn entity(&self, id: &str, limit: u32) -> Result<EntityReport, LedgerError> {
        let head = self
            .conn
            .prepare_cached(
                "SELECT m.key, m.name, m.kind FROM entities AS e JOIN entities AS m ON m.id = coalesce(e.merged_into, e.id) \
                 WHERE e.key = ?1",
            )?
            .query_row([id], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, word(row, 2)?))
            })
            .optional()?;
        let (id, name, kind) = head.ok_or_else(|| LedgerError::NoSuchId(id.to_owned()))?;
        let of = |query: Query| self.said(&Query { limit, ..query });
        let (said, said_count) = of(Query {
            entity: Some(id.clone()),
            ..Query::default()
        })?;
        let (said_of, said_of_count) = of(Query {
            of: Some(id.clone()),
            ..Query::default()
        })?;
        Ok(EntityReport {
            aliases: self.aliases(&id, &name)?,
            roles: self.roles_of(&id)?,
            articles: self
                .conn
                .prepare_cached(&format!(
                    "SELECT count(DISTINCT article_id) FROM entities WHERE id IN ({ONE})"
                ))?
                .query_row([&id], |row| row.get(0))?,
            said,
            said_count,
            said_of,
            said_of_count,
            cites: self.named(&id, &cites(kind), limit)?,
            cited_by: self.named(&id, CITED_BY, limit)?,
            id,
            name,
            kind,
        })
    }

    fn aliases(&self, id: &str, name: &str) -> Result<Vec<String>, LedgerError> {
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT n.name FROM mentions AS n WHERE n.form = 'name' AND n.entity_id IN ({ONE}) \
             UNION SELECT o.name FROM entities AS o WHERE o.id IN ({ONE}) ORDER BY 1"
        ))?;
        let names = statement.query_map([id, id], |row| row.get::<_, String>(0))?;
        let mut names = names.collect::<Result<Vec<_>, _>>()?;
        names.retain(|other| other != name);
        Ok(names)
    }

    fn roles_of(&self, id: &str) -> Result<Vec<Role>, LedgerError> {
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT r.name, min(substr(w.published, 1, 10)), max(substr(w.published, 1, 10)), count(DISTINCT w.id) \
             FROM roles AS r JOIN entities AS e ON e.id = r.entity_id JOIN articles AS w ON w.id = e.article_id \
             WHERE e.id IN ({ONE}) GROUP BY r.name ORDER BY 2 NULLS LAST, 4 DESC, 1"
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

    /// Those at the other end of the citations that `sql` gives, in the most articles first.
    fn named(&self, id: &str, sql: &str, limit: u32) -> Result<Vec<CitationEnd>, LedgerError> {
        let limit = if limit == 0 { -1 } else { i64::from(limit) };
        let mut statement = self.conn.prepare_cached(&format!(
            "WITH one (id) AS ({ONE}), found (entity, name, article) AS ({sql}) \
             SELECT entity, min(name), count(DISTINCT article) FROM found WHERE name IS NOT NULL \
             GROUP BY coalesce(entity, lower(name)) ORDER BY 3 DESC, 2 LIMIT ?"
        ))?;
        let rows = statement.query_map(params![id, limit], |row| {
            Ok(CitationEnd {
                entity: row.get(0)?,
                name: row.get(1)?,
                articles: row.get(2)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// Neighbours in chains of voices: the one after the entity's, or the one before it.
macro_rules! beside {
    ($step:literal) => {
        concat!(
            "SELECT coalesce(m.key, e.key), coalesce(m.name, e.name, v.name), a.article_id FROM voices AS u \
             JOIN voices AS v ON v.attribution_id = u.attribution_id AND v.position = u.position ",
            $step,
            " JOIN attributions AS a ON a.id = u.attribution_id AND a.status <> 'rejected' \
             JOIN articles AS w ON w.id = a.article_id AND w.current \
             LEFT JOIN entities AS e ON e.id = v.entity_id LEFT JOIN entities AS m ON m.id = e.merged_into \
             WHERE u.entity_id IN (SELECT id FROM one) AND coalesce(v.entity_id NOT IN (SELECT id FROM one), 1)"
        )
    };
}

/// Who names it: the voice before it, and outlets whose articles cite it.
const CITED_BY: &str = concat!(
    beside!("- 1"),
    " UNION SELECT NULL, w.outlet, c.article_id FROM citations AS c JOIN articles AS w ON w.id = c.article_id \
     WHERE c.entity_id IN (SELECT id FROM one)"
);

/// Whom it names: the voice after it, and of an outlet whom articles published under one of its names cite.
fn cites(kind: EntityKind) -> String {
    let mut sql = beside!("+ 1").to_owned();
    if kind == EntityKind::Outlet {
        sql.push_str(
            " UNION SELECT coalesce(m.key, e.key), coalesce(m.name, e.name, x.outlet), c.article_id FROM citations AS c \
             JOIN articles AS w ON w.id = c.article_id LEFT JOIN articles AS x ON x.id = c.cited_article_id \
             LEFT JOIN entities AS e ON e.id = c.entity_id LEFT JOIN entities AS m ON m.id = e.merged_into \
             WHERE lower(w.outlet) IN (SELECT lower(name) FROM entities WHERE id IN (SELECT id FROM one))",
        );
    }
    sql
}
