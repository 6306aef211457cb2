//! Who is who over all stories: `entities.merged_into`.
//!
//! A story's account says which of its entities are one (a figure). Figures of several stories with one full name and
//! kind are one; the head, whose row the others point to, is the entity with the smallest id, so that it seldom changes
//! and an article more seldom moves anybody else. What people ruled wins over both: where there are rulings, everybody
//! that they concern is settled together.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rusqlite::{Connection, OptionalExtension, params};

use super::sets::{Node, Sets};
use crate::account::Figure;
use crate::ledger::LedgerError;
use crate::ledger::correct::{Standing, standing};
use crate::name;

/// A full name and a kind.
type Name = (String, String);

/// Whose place may have changed.
#[derive(Debug, Default)]
pub(in crate::ledger) struct Touched {
    names: BTreeSet<Name>,
    entities: BTreeSet<i64>,
    /// The story that is written.
    story: Option<i64>,
}

/// Writes a figure, and which entities are it.
pub(super) fn keep(
    conn: &Connection,
    story: i64,
    position: usize,
    figure: &Figure,
    touched: &mut Touched,
) -> Result<(), LedgerError> {
    touched.story = Some(story);
    let folded = name::fold(&figure.name);
    let full = is_full(&folded);
    let mut members = Vec::new();
    for member in &figure.members {
        let row = conn
            .prepare_cached("SELECT id FROM entities WHERE key = ?1")?
            .query_row([member], |row| row.get(0))?;
        let (key, own, _, named) = about(conn, row)?;
        members.push((key, row, full && named && name::fold(&own) == folded));
    }
    let head = members
        .iter()
        .filter(|(_, _, named)| *named)
        .map(|(key, ..)| key)
        .min();
    conn.prepare_cached(
        "INSERT INTO figures (name, kind, story_id, position, entity_id, full_name, head, aliases, roles) \
         SELECT ?1, ?2, ?3, ?4, id, ?5, ?6, ?7, ?8 FROM entities WHERE key = ?9",
    )?
    .execute(params![
        figure.name,
        figure.kind.name(),
        story,
        position,
        head.map(|_| &folded),
        head.unwrap_or(&figure.id),
        serde_json::json!(figure.aliases).to_string(),
        serde_json::json!(figure.roles).to_string(),
        figure.id
    ])?;
    let row = conn.last_insert_rowid();
    for (_, member, _) in &members {
        conn.prepare_cached("UPDATE entities SET figure_id = ?2 WHERE id = ?1")?
            .execute(params![member, row])?;
        touched.entities.insert(*member);
    }
    if head.is_some() {
        touched
            .names
            .insert((folded, figure.kind.name().to_owned()));
    }
    Ok(())
}

/// Whether a folded name is full: two words that are no initials.
fn is_full(folded: &str) -> bool {
    folded.split(' ').filter(|word| word.len() > 1).count() > 1
}

/// Takes the figures of a story away; nobody is joined through them then.
pub(super) fn clear(
    conn: &Connection,
    story: i64,
    touched: &mut Touched,
) -> Result<(), LedgerError> {
    let mut statement = conn.prepare_cached(
        "SELECT DISTINCT full_name, kind FROM figures WHERE story_id = ?1 AND full_name IS NOT NULL",
    )?;
    for row in statement.query_map([story], |row| Ok((row.get(0)?, row.get(1)?)))? {
        touched.names.insert(row?);
    }
    let mut statement = conn.prepare_cached(
        "UPDATE entities SET figure_id = NULL, merged_into = NULL \
         WHERE figure_id IN (SELECT id FROM figures WHERE story_id = ?1) RETURNING id",
    )?;
    for row in statement.query_map([story], |row| row.get(0))? {
        touched.entities.insert(row?);
    }
    conn.prepare_cached("DELETE FROM figures WHERE story_id = ?1")?
        .execute([story])?;
    Ok(())
}

/// Points everybody that was touched to who it is.
pub(in crate::ledger) fn settle(conn: &Connection, touched: &Touched) -> Result<(), LedgerError> {
    let standing = standing(conn)?;
    let ruled = Ruled::new(conn, &standing)?;
    let mut figures = BTreeSet::new();
    let mut concerned = touched.names.iter().any(|name| ruled.names.contains(name));
    for entity in &touched.entities {
        concerned |= ruled.entities.contains(entity);
        match figure(conn, *entity)? {
            Some(figure) => {
                figures.insert(figure);
            }
            None => point(conn, "id = ?1", *entity, *entity)?,
        }
    }
    for figure in figures {
        let (name, head) = ends(conn, figure)?;
        let head = match name {
            Some(name) => first(conn, &name)?.unwrap_or(head),
            None => head,
        };
        point(conn, "figure_id = ?1", figure, head)?;
    }
    for name in touched.names.difference(&ruled.names) {
        rejoin(conn, name, touched.story)?;
    }
    if concerned {
        ruled.settle(conn, &standing)?;
    }
    Ok(())
}

/// After a ruling was made or withdrawn: these entities, everybody of their names, and everybody under a ruling.
pub(in crate::ledger) fn settle_ruled(
    conn: &Connection,
    entities: &[i64],
) -> Result<(), LedgerError> {
    for &entity in entities {
        let Some(figure) = figure(conn, entity)? else {
            point(conn, "id = ?1", entity, entity)?;
            continue;
        };
        let (name, head) = ends(conn, figure)?;
        match name {
            None => point(conn, "figure_id = ?1", figure, head)?,
            Some((name, kind)) => {
                let head = first(conn, &(name.clone(), kind.clone()))?.unwrap_or(head);
                rejoin_all(conn, &name, &kind, head)?;
            }
        }
    }
    let standing = standing(conn)?;
    Ruled::new(conn, &standing)?.settle(conn, &standing)
}

/// The figure that an entity is.
fn figure(conn: &Connection, entity: i64) -> Result<Option<i64>, LedgerError> {
    Ok(conn
        .prepare_cached("SELECT figure_id FROM entities WHERE id = ?1")?
        .query_row([entity], |row| row.get(0))?)
}

/// An entity's id, name, kind, and whether the article names it, and does not describe it only.
fn about(conn: &Connection, entity: i64) -> Result<(String, String, String, bool), LedgerError> {
    Ok(conn
        .prepare_cached(
            "SELECT key, name, kind, EXISTS (SELECT 1 FROM mentions WHERE entity_id = e.id AND form = 'name') \
             FROM entities AS e WHERE id = ?1",
        )?
        .query_row([entity], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?)
}

/// The id of an entity.
fn key(conn: &Connection, entity: i64) -> Result<String, LedgerError> {
    Ok(conn
        .prepare_cached("SELECT key FROM entities WHERE id = ?1")?
        .query_row([entity], |row| row.get(0))?)
}

/// A figure's full name, and the row of its head.
fn ends(conn: &Connection, figure: i64) -> Result<(Option<Name>, i64), LedgerError> {
    Ok(conn
        .prepare_cached(
            "SELECT f.full_name, f.kind, e.id FROM figures AS f JOIN entities AS e ON e.key = f.head WHERE f.id = ?1",
        )?
        .query_row([figure], |row| {
            let full: Option<String> = row.get(0)?;
            let kind: String = row.get(1)?;
            Ok((full.map(|full| (full, kind)), row.get(2)?))
        })?)
}

/// The head of everybody of a name.
fn first(conn: &Connection, (name, kind): &Name) -> Result<Option<i64>, LedgerError> {
    Ok(conn
        .prepare_cached(
            "SELECT e.id FROM entities AS e WHERE e.key = \
             (SELECT min(head) FROM figures WHERE full_name = ?1 AND kind = ?2)",
        )?
        .query_row(params![name, kind], |row| row.get(0))
        .optional()?)
}

/// Points the entities of a condition over one number to this one.
fn point(conn: &Connection, condition: &str, of: i64, to: i64) -> Result<(), LedgerError> {
    conn.prepare_cached(&format!(
        "UPDATE entities SET merged_into = nullif(?2, id) WHERE {condition} AND coalesce(merged_into, id) <> ?2"
    ))?
    .execute(params![of, to])?;
    Ok(())
}

/// Points everybody of a name to the head. Those who are not of this story point to one already: if one of them points
/// to the head, all do.
fn rejoin(conn: &Connection, (name, kind): &Name, story: Option<i64>) -> Result<(), LedgerError> {
    let Some(head) = first(conn, &(name.clone(), kind.clone()))? else {
        return Ok(());
    };
    let other: Option<i64> = conn
        .prepare_cached(
            "SELECT coalesce(e.merged_into, e.id) FROM figures AS f JOIN entities AS e ON e.key = f.head \
             WHERE f.full_name = ?1 AND f.kind = ?2 AND f.story_id IS NOT ?3 LIMIT 1",
        )?
        .query_row(params![name, kind, story], |row| row.get(0))
        .optional()?;
    if other.is_some_and(|other| other != head) {
        rejoin_all(conn, name, kind, head)?;
    }
    Ok(())
}

fn rejoin_all(conn: &Connection, name: &str, kind: &str, head: i64) -> Result<(), LedgerError> {
    conn.prepare_cached(
        "UPDATE entities SET merged_into = nullif(?3, id) WHERE coalesce(merged_into, id) <> ?3 \
         AND figure_id IN (SELECT id FROM figures WHERE full_name = ?1 AND kind = ?2)",
    )?
    .execute(params![name, kind, head])?;
    Ok(())
}

/// Everybody that a ruling concerns: by name, or an entity itself.
#[derive(Debug, Default)]
struct Ruled {
    names: BTreeSet<Name>,
    entities: BTreeSet<i64>,
    /// The entities with full names of their own: what is ruled on one goes for everybody of its name, whatever its story
    /// calls it.
    own: BTreeMap<Name, Vec<(String, i64)>>,
}

impl Ruled {
    fn new(conn: &Connection, standing: &[Standing]) -> Result<Self, LedgerError> {
        let mut ruled = Self::default();
        for entity in standing.iter().flat_map(|one| [one.entity, one.other]) {
            if let Some(figure) = figure(conn, entity)?
                && let (Some(name), _) = ends(conn, figure)?
            {
                ruled.names.insert(name);
            }
            if ruled.entities.insert(entity) {
                let (key, own, kind, named) = about(conn, entity)?;
                let folded = name::fold(&own);
                if named && is_full(&folded) {
                    ruled.names.insert((folded.clone(), kind.clone()));
                    ruled
                        .own
                        .entry((folded, kind))
                        .or_default()
                        .push((key, entity));
                }
            }
        }
        for entities in ruled.own.values_mut() {
            entities.sort();
        }
        Ok(ruled)
    }

    /// First what people say is one, then equal names, but never two of whom people say that they are not one.
    fn settle(&self, conn: &Connection, standing: &[Standing]) -> Result<(), LedgerError> {
        let mut sets = Sets::default();
        let mut of_name: Vec<Vec<usize>> = Vec::new();
        for (name, kind) in &self.names {
            let mut statement = conn.prepare_cached(
                "SELECT f.id, e.id, e.key FROM figures AS f JOIN entities AS e ON e.key = f.head \
                 WHERE f.full_name = ?1 AND f.kind = ?2 ORDER BY f.head, f.id",
            )?;
            let rows = statement.query_map(params![name, kind], |row| {
                Ok((row.get::<_, i64>(0)?, row.get(1)?, row.get(2)?))
            })?;
            let rows = rows.collect::<Result<Vec<_>, _>>()?;
            let added = rows
                .into_iter()
                .map(|(figure, head, key)| sets.add(Node::Figure(figure), head, key));
            of_name.push(added.collect());
        }
        let mut at: HashMap<i64, usize> = HashMap::new();
        for &entity in &self.entities {
            let (node, row) = match figure(conn, entity)? {
                Some(figure) => (Node::Figure(figure), ends(conn, figure)?.1),
                None => (Node::Entity(entity), entity),
            };
            let number = match sets.number(node) {
                Some(number) => number,
                None => sets.add(node, row, key(conn, row)?),
            };
            at.insert(entity, number);
        }
        for one in standing.iter().filter(|one| !one.is_one) {
            sets.keep_apart(at[&one.entity], at[&one.other]);
        }
        for one in standing.iter().filter(|one| one.is_one) {
            let key = key(conn, one.other)?;
            sets.rule(at[&one.other], at[&one.entity], (one.other, key));
        }
        for (name, figures) in self.names.iter().zip(of_name) {
            let own = self
                .own
                .get(name)
                .into_iter()
                .flatten()
                .map(|(_, entity)| at[entity]);
            let mut parted: Vec<usize> = Vec::new();
            for number in figures.into_iter().chain(own) {
                if !parted.iter().any(|&other| sets.join(other, number)) {
                    parted.push(number);
                }
            }
        }
        for (node, head) in sets.heads() {
            match node {
                Node::Figure(figure) => point(conn, "figure_id = ?1", figure, head)?,
                Node::Entity(entity) => point(conn, "id = ?1", entity, head)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_and_single_words_are_no_full_names() {
        assert!(is_full("jo lark"));
        assert!(!is_full("j lark"));
        assert!(!is_full("lark"));
        assert!(!is_full(""));
    }
}
