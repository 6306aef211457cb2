//! Checks stories and their accounts against the articles.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::load::{self, Which};
use super::print::Kept;
use super::{kin, story};
use crate::ledger::correct::rules;
use crate::ledger::load::json;
use crate::ledger::{Ledger, LedgerError, Run, key};
use crate::reading::Marked;

/// What does not hold: a place, and what is wrong there.
type Say<'a> = &'a mut dyn FnMut(String, String);

/// Rows of these should not be there: where, and what is wrong.
const WRONG: &[(&str, &str)] = &[
    (
        "SELECT 'claim ' || c.key FROM claims AS c \
         WHERE c.statements <> (SELECT count(*) FROM statements WHERE claim_id = c.id)",
        "it has not as many statements as it counts",
    ),
    (
        "SELECT 'claim ' || c.key FROM statements AS s JOIN claims AS c ON c.id = s.claim_id \
         JOIN attributions AS a ON a.id = s.attribution_id JOIN articles AS w ON w.id = a.article_id \
         WHERE w.story_id IS NOT c.story_id OR a.status = 'rejected'",
        "a statement is rejected, or not of its story",
    ),
    (
        "SELECT 'claim ' || c.key FROM statements AS s JOIN claims AS c ON c.id = s.claim_id \
         JOIN origins AS o ON o.id = s.origin_id WHERE o.story_id <> c.story_id",
        "an origin is not of its story",
    ),
    (
        "SELECT 'entity ' || e.key FROM entities AS e JOIN entities AS m ON m.id = e.merged_into \
         WHERE m.merged_into IS NOT NULL",
        "it stands for another that stands for a third",
    ),
    (
        "SELECT 'article ' || key FROM articles WHERE story_id IS NOT NULL AND current = 0",
        "an older version is part of a story",
    ),
];

/// Whether stories are what hangs together, and everything under them belongs there.
pub(in crate::ledger) fn check(ledger: &Ledger, say: Say<'_>) -> Result<(), LedgerError> {
    let conn = &ledger.conn;
    for (sql, wrong) in WRONG {
        let mut statement = conn.prepare(sql)?;
        for place in statement.query_map([], |row| row.get(0))? {
            say(place?, (*wrong).to_owned());
        }
    }
    let rules = rules(conn)?;
    let behind = ledger.is_behind()?;
    let mut statement = conn.prepare("SELECT id, key, articles FROM stories ORDER BY id")?;
    let rows = statement.query_map([], |row| {
        Ok((
            row.get(0)?,
            row.get::<_, String>(1)?,
            row.get::<_, usize>(2)?,
        ))
    })?;
    for row in rows {
        let (row, id, count) = row?;
        let place = format!("story {id}");
        let members = members(conn, row)?;
        if members.len() != count {
            let text = format!("it has {} articles and counts {count}", members.len());
            say(place.clone(), text);
        }
        if id != key::of("story", &[&story::opening(conn, &members)?.first]) {
            say(
                place.clone(),
                "the id is not that of its earliest article".to_owned(),
            );
        }
        // While articles wait, stories may be about to grow together.
        if let Some(first) = members.first().filter(|_| !behind)
            && story::around(conn, *first, &rules.links)? != members
        {
            say(
                place,
                "its articles are not those that hang together".to_owned(),
            );
        }
    }
    citations(ledger, say)?;
    sketches(ledger, say)
}

/// Whether the accounts that the program of `run` made are those of their articles.
pub(in crate::ledger) fn recompute(
    ledger: &Ledger,
    run: &Run,
    say: Say<'_>,
) -> Result<(), LedgerError> {
    let conn = &ledger.conn;
    let rules = rules(conn)?;
    let mut statement = conn.prepare(
        "SELECT s.id, s.key FROM stories AS s JOIN runs AS r ON r.id = s.run_id \
         WHERE r.program = ?1 AND r.model = ?2 ORDER BY s.id",
    )?;
    let rows = statement.query_map([&run.program, &run.model], |row| {
        Ok((row.get(0)?, row.get::<_, String>(1)?))
    })?;
    for row in rows {
        let (row, id) = row?;
        let members = members(conn, row)?;
        let prints = Kept::read_only(conn);
        let mut wanted = story::compute(ledger, &members, &rules.rulings, prints)?;
        let mut stored = load::story(conn, row, Which::Own)?;
        for account in [&mut wanted, &mut stored] {
            for figure in &mut account.entities {
                figure.members.sort();
            }
        }
        if wanted != stored {
            say(
                format!("story {id}"),
                "its account is not that of its articles".to_owned(),
            );
        }
    }
    Ok(())
}

/// The articles of a story.
fn members(conn: &Connection, story: i64) -> Result<BTreeSet<i64>, LedgerError> {
    let mut statement = conn.prepare_cached("SELECT id FROM articles WHERE story_id = ?1")?;
    let rows = statement.query_map([story], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether each citation shows the words that stand there.
fn citations(ledger: &Ledger, say: Say<'_>) -> Result<(), LedgerError> {
    let mut statement = ledger.conn.prepare(
        "SELECT w.key, w.text, c.spans, c.name FROM citations AS c JOIN articles AS w ON w.id = c.article_id \
         ORDER BY c.id",
    )?;
    let rows = statement.query_map([], |row| {
        Ok((
            row.get::<_, String>(0)?,
            row.get::<_, String>(1)?,
            json(&row.get::<_, String>(2)?)?,
            row.get::<_, String>(3)?,
        ))
    })?;
    for row in rows {
        let (key, text, spans, words) = row?;
        if Marked::of(&text, spans).is_none_or(|there| there.text != words) {
            say(
                format!("article {key}"),
                format!("the words {words:?} of a citation are not those of its spans"),
            );
        }
    }
    Ok(())
}

/// Whether each sketch is that of its article.
fn sketches(ledger: &Ledger, say: Say<'_>) -> Result<(), LedgerError> {
    let mut statement = ledger.conn.prepare(
        "SELECT w.key, s.day, s.terms FROM sketches AS s JOIN articles AS w ON w.id = s.article_id ORDER BY w.id",
    )?;
    let rows = statement.query_map([], |row| {
        Ok((
            row.get::<_, String>(0)?,
            row.get::<_, Option<i32>>(1)?,
            row.get::<_, Vec<u8>>(2)?,
        ))
    })?;
    for row in rows {
        let (key, day, terms) = row?;
        let sketch = kin::of(&ledger.article(&key)?.1);
        if sketch.day != day || sketch.to_bytes() != terms {
            say(
                format!("article {key}"),
                "the sketch is not that of its text".to_owned(),
            );
        }
    }
    Ok(())
}
