//! Checks that the ledger is whole: every hash holds, every span's words are those of the text,
//! every foreign key resolves, the full-text index agrees, stories are what hangs together.

use rusqlite::{Connection, OpenFlags};

use super::{Ledger, LedgerError, Run, account, correct, key, load, store};
use crate::article::text;
use crate::reading::ArticleValue;

/// Something in the ledger that does not hold.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Problem {
    /// What it is about: a kind and an id, or the file.
    pub place: String,
    /// What is wrong.
    pub text: String,
}

/// The problems found so far.
#[derive(Default)]
struct Found(Vec<Problem>);

impl Found {
    fn say(&mut self, place: impl Into<String>, text: impl Into<String>) {
        self.0.push(Problem {
            place: place.into(),
            text: text.into(),
        });
    }
}

impl Ledger {
    /// Checks everything, and tells `progress` how many articles are done.
    ///
    /// # Errors
    /// If the ledger cannot be read at all. What does not hold is in the list.
    pub fn verify(&self, mut progress: impl FnMut(usize)) -> Result<Vec<Problem>, LedgerError> {
        let mut found = Found::default();
        file(&self.conn, &mut found)?;
        for (done, article) in self.articles()?.iter().enumerate() {
            let (row, value) = self.article(article)?;
            check_article(&self.conn, row, &value, &mut found)?;
            check_spans(&self.conn, row, article, &value.text, &mut found)?;
            progress(done + 1);
        }
        account::check(self, &mut |place, text| found.say(place, text))?;
        originals(&self.conn, &mut found)?;
        index(&self.conn, &mut found)?;
        Ok(found.0)
    }

    /// Checks that the accounts of stories are those of their articles, as far as the program and model of `run` made
    /// them: another's may rightly differ.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn verify_accounts(&self, run: &Run) -> Result<Vec<Problem>, LedgerError> {
        let mut found = Found::default();
        account::recompute(self, run, &mut |place, text| found.say(place, text))?;
        Ok(found.0)
    }
}

fn file(conn: &Connection, found: &mut Found) -> Result<(), LedgerError> {
    let mut statement = conn.prepare("PRAGMA integrity_check")?;
    for line in statement.query_map([], |row| row.get::<_, String>(0))? {
        let line = line?;
        if line != "ok" {
            found.say("file", line);
        }
    }
    let mut statement = conn.prepare("PRAGMA foreign_key_check")?;
    let rows = statement.query_map([], |row| {
        Ok((
            row.get::<_, String>(0)?,
            row.get::<_, Option<i64>>(1)?,
            row.get::<_, String>(2)?,
        ))
    })?;
    for row in rows {
        let (table, id, parent) = row?;
        let id = id.map_or(String::new(), |id| format!(" {id}"));
        found.say(
            format!("{table}{id}"),
            format!("names a row of {parent} that does not exist"),
        );
    }
    Ok(())
}

fn check_article(
    conn: &Connection,
    row: i64,
    value: &ArticleValue,
    found: &mut Found,
) -> Result<(), LedgerError> {
    let place = format!("article {}", value.id);
    let stored: String = conn
        .prepare_cached("SELECT text_sha256 FROM articles WHERE id = ?1")?
        .query_row([row], |row| row.get(0))?;
    if stored != text::id(&value.text) {
        found.say(&place, "the hash is not that of the text");
    }
    if value.id != key::article(value.url.as_deref(), &value.text) {
        found.say(&place, "the id is not that of the address and the text");
    }
    let length = value.text.chars().count();
    let mut last = 0;
    for block in &value.blocks {
        if block.start < last || block.end > length {
            found.say(
                &place,
                format!(
                    "the block {}-{} is out of order or out of bounds",
                    block.start, block.end
                ),
            );
        }
        last = block.end;
    }
    Ok(())
}

/// Every span and mention of an article against its text, and the id of every attribution.
fn check_spans(
    conn: &Connection,
    row: i64,
    article: &str,
    text: &str,
    found: &mut Found,
) -> Result<(), LedgerError> {
    let borders: Vec<usize> = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    let at = |start: usize, end: usize| {
        let (from, to) = (borders.get(start)?, borders.get(end)?);
        text.get(*from..*to)
    };
    let mut statement = conn.prepare_cached(
        "SELECT 'attribution ' || a.key || ', ' || s.part, s.start, s.\"end\", s.name FROM spans AS s \
         JOIN attributions AS a ON a.id = s.attribution_id WHERE a.article_id = ?1 \
         UNION ALL SELECT 'mention ' || key, start, \"end\", name FROM mentions WHERE article_id = ?1",
    )?;
    let rows = statement.query_map([row], |row| {
        Ok((
            row.get::<_, String>(0)?,
            row.get::<_, usize>(1)?,
            row.get::<_, usize>(2)?,
            row.get::<_, String>(3)?,
        ))
    })?;
    for row in rows {
        let (place, start, end, words) = row?;
        match at(start, end) {
            Some(there) if there == words => {}
            Some(there) => found.say(
                place,
                format!("at {start}-{end} the text has {there:?}, the ledger {words:?}"),
            ),
            None => found.say(place, format!("{start}-{end} is out of the text's bounds")),
        }
    }
    let mut statement =
        conn.prepare_cached("SELECT id, key FROM attributions WHERE article_id = ?1")?;
    let rows = statement.query_map([row], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
    })?;
    for row in rows {
        let (id, key) = row?;
        let place = format!("attribution {key}");
        let value = load::attribution(conn, id)?;
        if key != key::attribution(article, &correct::original(conn, id)?) {
            found.say(&place, "the id is not that of its spans");
        }
        for (part, marked) in super::row::parts(&value) {
            if marked.spans.is_empty() || marked.words().join(" ") != marked.text {
                found.say(
                    &place,
                    format!("the words of its {part} are not those of its spans"),
                );
            }
        }
    }
    Ok(())
}

fn originals(conn: &Connection, found: &mut Found) -> Result<(), LedgerError> {
    let mut statement = conn.prepare("SELECT key, name, size, encoding, bytes FROM originals")?;
    let rows = statement.query_map([], |row| {
        Ok((
            row.get::<_, String>(0)?,
            row.get::<_, String>(1)?,
            row.get::<_, u64>(2)?,
            row.get::<_, String>(3)?,
            row.get::<_, Vec<u8>>(4)?,
        ))
    })?;
    for row in rows {
        let (key, hash, size, encoding, bytes) = row?;
        let place = format!("original {key}");
        match store::Original::unpack(&encoding, bytes, size) {
            None => found.say(place, "the bytes cannot be unpacked"),
            Some(bytes) if text::sha256(&bytes) != hash || !hash.starts_with(&key) => {
                found.say(place, "the hash is not that of the bytes");
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// Whether the full-text indexes hold the words of their tables. The check is written as an
/// insert, so it runs on a copy of the connection that may write, and is rolled back.
fn index(conn: &Connection, found: &mut Found) -> Result<(), LedgerError> {
    let path = conn.path().unwrap_or_default().to_owned();
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let writer = match conn.is_readonly("main")? {
        true => Connection::open_with_flags(path, flags).ok(),
        false => None,
    };
    let conn = writer.as_ref().unwrap_or(conn);
    for table in ["articles_fts", "attributions_fts", "claims_fts"] {
        let sql = format!("INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)");
        if let Err(error) = conn.execute(&sql, []) {
            match LedgerError::from(error) {
                LedgerError::ReadOnly | LedgerError::Locked => {
                    found.say(table, "could not be checked: the ledger cannot be written");
                }
                _ => found.say(table, "the index does not hold the words of its table"),
            }
        }
    }
    Ok(())
}
