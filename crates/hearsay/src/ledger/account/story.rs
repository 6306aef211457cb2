//! Stories: which articles hang together, and their accounts put in the place of older ones.

use std::collections::{BTreeSet, HashMap};

use rusqlite::{Connection, OptionalExtension, params};

use super::join::{self, Touched};
use super::print::Kept;
use super::save;
use crate::account::{Account, Rulings};
use crate::ledger::row::label;
use crate::ledger::{Ledger, LedgerError, Run, key};

/// An article that waits to be accounted for.
pub(super) fn waiting(conn: &Connection) -> Result<Option<i64>, LedgerError> {
    Ok(conn
        .prepare_cached(
            "SELECT id FROM articles WHERE story_id IS NULL AND current = 1 ORDER BY id LIMIT 1",
        )?
        .query_row([], |row| row.get(0))
        .optional()?)
}

/// The articles that hang together with this one: by likeness, or by a ruling that two attributions bear on one claim.
/// Only the latest version of a page counts.
pub(super) fn around(
    conn: &Connection,
    first: i64,
    links: &HashMap<i64, Vec<i64>>,
) -> Result<BTreeSet<i64>, LedgerError> {
    let mut found = BTreeSet::from([first]);
    let mut next = vec![first];
    while let Some(article) = next.pop() {
        let mut statement = conn.prepare_cached(
            "SELECT k.other_id FROM kin AS k JOIN articles AS w ON w.id = k.other_id \
             WHERE k.article_id = ?1 AND w.current = 1",
        )?;
        let rows = statement.query_map([article], |row| row.get::<_, i64>(0))?;
        let mut others = rows.collect::<Result<Vec<_>, _>>()?;
        for &other in links.get(&article).into_iter().flatten() {
            let current: bool = conn
                .prepare_cached("SELECT current FROM articles WHERE id = ?1")?
                .query_row([other], |row| row.get(0))?;
            if current {
                others.push(other);
            }
        }
        next.extend(others.into_iter().filter(|other| found.insert(*other)));
    }
    Ok(found)
}

/// Makes these articles a story and accounts for it. The stories that they were in are no more.
pub(super) fn account(
    ledger: &Ledger,
    members: &BTreeSet<i64>,
    rulings: &Rulings,
    run: &Run,
) -> Result<(), LedgerError> {
    let conn = &ledger.conn;
    let mut touched = Touched::default();
    for member in members {
        dissolve(conn, *member, &mut touched)?;
    }
    let account = compute(ledger, members, rulings, Kept::new(conn))?;
    let opening = opening(conn, members)?;
    let run = run.row(conn)?;
    conn.prepare_cached(
        "INSERT INTO stories (key, name, articles, run_id) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute(params![
        key::of("story", &[&opening.first]),
        label(&opening.name),
        members.len(),
        run
    ])?;
    let row = conn.last_insert_rowid();
    for member in members {
        conn.prepare_cached("UPDATE articles SET story_id = ?2 WHERE id = ?1")?
            .execute(params![member, row])?;
    }
    save::save(conn, row, &account, &mut touched)?;
    join::settle(conn, &touched)
}

/// What a story is called by.
pub(super) struct Opening {
    /// The id of its earliest article.
    pub(super) first: String,
    /// That article's headline.
    name: String,
}

/// The earliest of these articles, those without a day last.
pub(super) fn opening(conn: &Connection, members: &BTreeSet<i64>) -> Result<Opening, LedgerError> {
    let mut found = Vec::with_capacity(members.len());
    for member in members {
        let mut statement = conn.prepare_cached(
            "SELECT coalesce(published, '~'), key, name FROM articles WHERE id = ?1",
        )?;
        let row = statement.query_row([member], |row| {
            Ok((
                row.get::<_, String>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, String>(2)?,
            ))
        })?;
        found.push(row);
    }
    let (_, first, name) = found.into_iter().min().unwrap_or_default();
    Ok(Opening { first, name })
}

/// The account of these articles.
pub(super) fn compute(
    ledger: &Ledger,
    members: &BTreeSet<i64>,
    rulings: &Rulings,
    mut prints: Kept<'_>,
) -> Result<Account, LedgerError> {
    let mut readings = Vec::with_capacity(members.len());
    for member in members {
        let key: String = ledger
            .conn
            .prepare_cached("SELECT key FROM articles WHERE id = ?1")?
            .query_row([member], |row| row.get(0))?;
        readings.push(ledger.own_reading(&key)?);
    }
    let account = Account::with(&readings, rulings, &mut prints);
    prints.end()?;
    Ok(account)
}

/// Says that the story of this article is no longer as it was accounted for. Its articles wait then.
pub(in crate::ledger) fn touch(conn: &Connection, article: i64) -> Result<(), LedgerError> {
    let mut touched = Touched::default();
    dissolve(conn, article, &mut touched)?;
    join::settle(conn, &touched)
}

/// Takes away the story of this article, if it has one, with everything derived from it.
fn dissolve(conn: &Connection, article: i64, touched: &mut Touched) -> Result<(), LedgerError> {
    let story: Option<i64> = conn
        .prepare_cached("SELECT story_id FROM articles WHERE id = ?1")?
        .query_row([article], |row| row.get(0))?;
    let Some(story) = story else {
        return Ok(());
    };
    save::clear(conn, story, touched)?;
    for sql in [
        "UPDATE articles SET story_id = NULL WHERE story_id = ?1",
        "DELETE FROM stories WHERE id = ?1",
    ] {
        conn.prepare_cached(sql)?.execute([story])?;
    }
    Ok(())
}
