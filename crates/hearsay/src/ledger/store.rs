//! Storing a reading: new, unchanged, or a new version of a page that is known.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use serde_json::{Map, Value};

use super::row::{Place, label};
use super::{Ledger, LedgerError, Run, account, key};
use crate::article::text;
use crate::reading::{ArticleValue, Reading};

/// What storing a page did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The page was not known.
    New,
    /// The page was known with another text.
    NewVersion,
    /// Nothing was stored: the page is known as it is.
    Unchanged,
}

/// The bytes of a page as found, compressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    sha256: String,
    size: usize,
    encoding: &'static str,
    bytes: Vec<u8>,
}

impl Original {
    /// Compresses a page (zlib, RFC 1950) unless that makes it longer.
    pub fn new(bytes: &[u8]) -> Self {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
        // Writing to memory cannot fail; if it did, the bytes are kept as they are.
        let packed = encoder
            .write_all(bytes)
            .and_then(|()| encoder.finish())
            .ok()
            .filter(|packed| packed.len() < bytes.len());
        Self {
            sha256: text::sha256(bytes),
            size: bytes.len(),
            encoding: if packed.is_some() { "zlib" } else { "none" },
            bytes: packed.unwrap_or_else(|| bytes.to_vec()),
        }
    }

    /// The bytes of a stored original again; `None` if they are damaged or longer than `size`.
    pub(super) fn unpack(encoding: &str, bytes: Vec<u8>, size: u64) -> Option<Vec<u8>> {
        if encoding == "none" {
            return Some(bytes);
        }
        let mut unpacked = Vec::new();
        ZlibDecoder::new(bytes.as_slice())
            .take(size + 1)
            .read_to_end(&mut unpacked)
            .ok()?;
        Some(unpacked)
    }

    fn row(&self, conn: &Connection) -> Result<i64, LedgerError> {
        let mut key = self.sha256.clone();
        key.truncate(key::LENGTH);
        conn.prepare_cached(
            "INSERT INTO originals (key, name, size, encoding, bytes) VALUES (?1, ?2, ?3, ?4, ?5) \
             ON CONFLICT (key) DO NOTHING",
        )?
        .execute(params![
            key,
            self.sha256,
            self.size,
            self.encoding,
            self.bytes
        ])?;
        Ok(conn
            .prepare_cached("SELECT id FROM originals WHERE key = ?1")?
            .query_row([&key], |row| row.get(0))?)
    }
}

/// Where a page was found, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capture {
    /// [`capture_key`]: the same bytes with the same words about them.
    pub key: String,
    /// The input: a path, an address.
    pub input: String,
    /// Where in the input, such as `record 12`; empty if it is the input.
    pub place: String,
    /// The address that the bytes were fetched from.
    pub address: Option<String>,
    /// When they were fetched: RFC 3339. `None` if nobody knows.
    pub fetched: Option<String>,
    /// The bytes, unless they are not to be kept.
    pub original: Option<Original>,
    /// Fields of the container that have no column.
    pub fields: Map<String, Value>,
}

/// The id of a capture: the page's bytes and everything that was known of them from outside.
pub fn capture_key(bytes: &[u8], outside: &[&str]) -> String {
    let hash = text::sha256(bytes);
    let mut parts = vec![hash.as_str()];
    parts.extend_from_slice(outside);
    key::of("capture", &parts)
}

impl Ledger {
    /// Whether this very capture was stored before.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn has_capture(&self, key: &str) -> Result<bool, LedgerError> {
        Ok(self
            .conn
            .prepare_cached("SELECT 1 FROM captures WHERE key = ?1")?
            .exists([key])?)
    }

    /// Whether the article of this [`super::article_key`] is stored, so that it need not be read again.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn has_article(&self, key: &str) -> Result<bool, LedgerError> {
        Ok(self
            .conn
            .prepare_cached("SELECT 1 FROM articles WHERE key = ?1")?
            .exists([key])?)
    }

    /// Stores a reading and where it was found, in one transaction. The entities and attributions
    /// of an article that is stored already are not looked at.
    ///
    /// # Errors
    /// If the ledger cannot be written; nothing of this reading is stored then.
    pub fn store(
        &mut self,
        reading: &Reading,
        capture: &Capture,
        run: &Run,
    ) -> Result<Outcome, LedgerError> {
        let transaction = self
            .conn
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let outcome = store(&transaction, reading, capture, run)?;
        if outcome != Outcome::Unchanged {
            transaction.commit()?;
        }
        Ok(outcome)
    }

    /// Keeps the reason why an input could not be stored, once.
    ///
    /// # Errors
    /// If the ledger cannot be written.
    pub fn failure(&mut self, input: &str, reason: &str, run: &Run) -> Result<(), LedgerError> {
        let transaction = self
            .conn
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let key = key::of("failure", &[input, reason]);
        let known = transaction
            .prepare_cached("SELECT 1 FROM warnings WHERE key = ?1")?
            .exists([&key])?;
        if known {
            return Ok(());
        }
        let run = run.row(&transaction)?;
        transaction
            .prepare_cached(
                "INSERT INTO warnings (key, name, kind, input, run_id) VALUES (?1, ?2, 'failure', ?3, ?4)",
            )?
            .execute(params![key, reason, input, run])?;
        transaction.commit()?;
        Ok(())
    }
}

fn store(
    conn: &Connection,
    reading: &Reading,
    capture: &Capture,
    run: &Run,
) -> Result<Outcome, LedgerError> {
    let article = &reading.article;
    let article_key = key::article(article.url.as_deref(), &article.text);
    let known: Option<i64> = conn
        .prepare_cached("SELECT id FROM articles WHERE key = ?1")?
        .query_row([&article_key], |row| row.get(0))
        .optional()?;
    let page = article
        .url
        .as_deref()
        .map(|url| page(conn, url))
        .transpose()?;
    if let Some(known) = known
        && !went_back(conn, page, known, capture.fetched.as_deref())?
    {
        return Ok(Outcome::Unchanged);
    }
    let run = run.row(conn)?;
    let (row, outcome) = match known {
        Some(row) => (row, Outcome::NewVersion),
        None => {
            let first = page.is_none_or(|page| !page.old);
            let row = insert_article(conn, article, &article_key, page, capture, run)?;
            let place = Place {
                conn,
                article: row,
                article_key: &article_key,
                run,
            };
            let entities = place.entities(&reading.entities)?;
            place.attributions(&reading.attributions, &entities)?;
            account::kin::sketch(conn, row, article)?;
            (
                row,
                if first {
                    Outcome::New
                } else {
                    Outcome::NewVersion
                },
            )
        }
    };
    let original = capture
        .original
        .as_ref()
        .map(|original| original.row(conn))
        .transpose()?;
    let name = match capture.place.as_str() {
        "" => capture.input.clone(),
        place => format!("{}, {place}", capture.input),
    };
    conn.prepare_cached(
        "INSERT INTO captures (key, name, page_id, article_id, input, place, address, fetched, original_id, run_id) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![
        capture.key,
        name,
        page.map(|page| page.row),
        row,
        capture.input,
        capture.place,
        capture.address,
        capture.fetched.as_deref().map(utc),
        original,
        run
    ])?;
    if let Some(page) = page.filter(|page| page.old) {
        // An older text that came late does not take the place of a newer one.
        let mut statement = conn.prepare_cached(
            "SELECT id FROM articles WHERE page_id = ?1 AND story_id IS NOT NULL",
        )?;
        let accounted = statement.query_map([page.row], |row| row.get::<_, i64>(0))?;
        let accounted = accounted.collect::<Result<Vec<_>, _>>()?;
        conn.prepare_cached(
            "UPDATE articles SET current = (id = (SELECT article_id FROM versions WHERE page_id = ?1 \
             ORDER BY number DESC LIMIT 1)) WHERE page_id = ?1",
        )?
        .execute([page.row])?;
        for article in accounted {
            let current: bool = conn
                .prepare_cached("SELECT current FROM articles WHERE id = ?1")?
                .query_row([article], |row| row.get(0))?;
            if !current {
                account::touch(conn, article)?;
            }
        }
    }
    Ok(outcome)
}

/// A page's row, and whether it was there before.
#[derive(Debug, Clone, Copy)]
struct PageRow {
    row: i64,
    old: bool,
}

fn page(conn: &Connection, url: &str) -> Result<PageRow, LedgerError> {
    let key = key::page(url);
    let old: Option<i64> = conn
        .prepare_cached("SELECT id FROM pages WHERE key = ?1")?
        .query_row([&key], |row| row.get(0))
        .optional()?;
    if let Some(row) = old {
        return Ok(PageRow { row, old: true });
    }
    let bare = url.split_once("://").map_or(url, |(_, rest)| rest);
    conn.prepare_cached("INSERT INTO pages (key, name, url) VALUES (?1, ?2, ?3)")?
        .execute(params![key, label(bare.trim_start_matches("www.")), url])?;
    Ok(PageRow {
        row: conn.last_insert_rowid(),
        old: false,
    })
}

/// Whether a page that is fetched now with the text of a known article had another text in
/// between: what is known of it last is another article, and older than this fetch.
fn went_back(
    conn: &Connection,
    page: Option<PageRow>,
    article: i64,
    fetched: Option<&str>,
) -> Result<bool, LedgerError> {
    let (Some(page), Some(fetched)) = (page, fetched) else {
        return Ok(false);
    };
    let last: Option<(i64, Option<String>)> = conn
        .prepare_cached(
            "SELECT article_id, fetched FROM versions WHERE page_id = ?1 ORDER BY number DESC LIMIT 1",
        )?
        .query_row([page.row], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(last.is_some_and(|(last, at)| last != article && at.is_some_and(|at| at < utc(fetched))))
}

/// A time in UTC to the second, so that times can be compared as text; what is no time stays.
fn utc(time: &str) -> String {
    time.parse::<jiff::Timestamp>().map_or_else(
        |_| time.to_owned(),
        |time| time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
    )
}

fn insert_article(
    conn: &Connection,
    article: &ArticleValue,
    key: &str,
    page: Option<PageRow>,
    capture: &Capture,
    run: i64,
) -> Result<i64, LedgerError> {
    let signals = &article.signals;
    conn.prepare_cached(
        "INSERT INTO articles (key, name, page_id, text, text_sha256, title, title_signal, outlet, outlet_signal, \
         url, url_signal, published, published_signal, language, language_signal, fields, run_id) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
    )?
    .execute(params![
        key,
        label(article.title.as_deref().unwrap_or(&article.text)),
        page.map(|page| page.row),
        article.text,
        text::id(&article.text),
        article.title,
        signals.title,
        article.outlet,
        signals.outlet,
        article.url,
        signals.url,
        article.published,
        signals.published,
        article.language,
        signals.language,
        Value::Object(capture.fields.clone()).to_string(),
        run
    ])?;
    let row = conn.last_insert_rowid();
    for (position, author) in article.authors.iter().enumerate() {
        let signal = signals.authors.get(position);
        conn.prepare_cached(
            "INSERT INTO authors (article_id, position, name, signal) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![
            row,
            position,
            author,
            signal.map_or("", String::as_str)
        ])?;
    }
    for (position, block) in article.blocks.iter().enumerate() {
        conn.prepare_cached(
            "INSERT INTO blocks (article_id, position, kind, start, \"end\") VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![row, position, block.kind.name(), block.start, block.end])?;
    }
    for (position, warning) in article.warnings.iter().enumerate() {
        conn.prepare_cached(
            "INSERT INTO warnings (key, name, kind, article_id, input, run_id) \
             VALUES (?1, ?2, 'warning', ?3, ?4, ?5)",
        )?
        .execute(params![
            key::of("warning", &[key, &position.to_string(), warning]),
            warning,
            row,
            capture.input,
            run
        ])?;
    }
    Ok(row)
}
