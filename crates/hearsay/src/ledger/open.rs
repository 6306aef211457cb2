//! Opening a ledger: is it one, is it ours to read, and is its schema the one we know.
//!
//! The schema's number stands in `PRAGMA user_version`, the mark of a ledger in
//! `PRAGMA application_id`. Migrations are SQL files, each run in one transaction.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::{Ledger, LedgerError};

/// `hear` in ASCII: what `file` and this program know a ledger by.
const APPLICATION_ID: i64 = 0x6865_6172;

/// One file a schema version; the first makes version 1.
const MIGRATIONS: &[&str] = &[
    include_str!("schema/001.sql"),
    include_str!("schema/002.sql"),
];

/// The newest schema that this program knows.
pub const SCHEMA_VERSION: i64 = MIGRATIONS.len() as i64;

impl Ledger {
    /// Opens the ledger at `path` for reading and writing, and makes it if there is none. Waits up
    /// to `wait` for other programs that write.
    ///
    /// # Errors
    /// If it is no ledger, has a newer schema, is locked, or cannot be written.
    pub fn create(path: &Path, wait: Duration) -> Result<Self, LedgerError> {
        let mut conn = Connection::open(path)?;
        prepare(&conn, wait)?;
        match version(&conn)? {
            Some(found) if found > SCHEMA_VERSION => return Err(newer(found)),
            Some(_) => {}
            None if is_blank(&conn)? => {}
            None => return Err(LedgerError::NotALedger),
        }
        conn.pragma_update(None, "journal_mode", "wal")?;
        migrate(&mut conn)?;
        Ok(Self { conn })
    }

    /// Opens an existing ledger for reading and writing.
    ///
    /// # Errors
    /// As [`Ledger::create`], and if there is none.
    pub fn open(path: &Path, wait: Duration) -> Result<Self, LedgerError> {
        if !path.exists() {
            return Err(LedgerError::Missing);
        }
        if path.metadata().is_ok_and(|meta| meta.len() == 0) {
            return Err(LedgerError::NotALedger);
        }
        Self::create(path, wait)
    }

    /// Opens an existing ledger for reading only; also one in a folder that cannot be written.
    ///
    /// # Errors
    /// If there is none, it is no ledger, or has another schema and cannot be brought up to date.
    pub fn read_only(path: &Path, wait: Duration) -> Result<Self, LedgerError> {
        if !path.exists() {
            return Err(LedgerError::Missing);
        }
        let conn = match look(path, "", wait) {
            // Without a write-ahead log nothing is in flux: the file can be read as it stands.
            Err(LedgerError::ReadOnly) if !sibling(path, "-wal").exists() => {
                look(path, "?immutable=1", wait)?
            }
            found => found?,
        };
        match version(&conn)? {
            None => Err(LedgerError::NotALedger),
            Some(found) if found > SCHEMA_VERSION => Err(newer(found)),
            Some(found) if found < SCHEMA_VERSION => {
                drop(conn);
                Self::create(path, wait).map_err(|error| match error {
                    LedgerError::ReadOnly => LedgerError::Older {
                        found,
                        known: SCHEMA_VERSION,
                    },
                    error => error,
                })
            }
            Some(_) => Ok(Self { conn }),
        }
    }
}

/// A read-only connection whose schema could be read.
fn look(path: &Path, query: &str, wait: Duration) -> Result<Connection, LedgerError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    let conn = Connection::open_with_flags(uri(path, query), flags)?;
    prepare(&conn, wait)?;
    version(&conn)?;
    Ok(conn)
}

/// The path as a URI (RFC 3986) that SQLite takes.
fn uri(path: &Path, query: &str) -> String {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut uri = String::from("file:");
    for byte in absolute.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'-' | b'_' | b'.' | b':' => uri.push(char::from(*byte)),
            byte if byte.is_ascii_alphanumeric() => uri.push(char::from(*byte)),
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri + query
}

/// The file beside the ledger that SQLite names so.
fn sibling(path: &Path, ending: &str) -> std::path::PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// What every connection needs.
fn prepare(conn: &Connection, wait: Duration) -> Result<(), LedgerError> {
    conn.busy_timeout(wait)?;
    conn.set_prepared_statement_cache_capacity(64);
    conn.pragma_update(None, "foreign_keys", true)?;
    // With a write-ahead log a killed program loses nothing; a power cut may lose the last
    // articles, which the next run brings again, and never harms the file.
    conn.pragma_update(None, "synchronous", "normal")?;
    // Ids are hashes, so that each article touches pages all over the indexes: they are held, up to
    // 32 MiB, and written to their place every 32 MiB of log.
    conn.pragma_update(None, "cache_size", -32_768)?;
    conn.pragma_update(None, "wal_autocheckpoint", 8_192)?;
    Ok(())
}

/// The schema's number; `None` if the file does not have the mark of a ledger.
fn version(conn: &Connection) -> Result<Option<i64>, LedgerError> {
    let mark: i64 = conn.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let version = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok((mark == APPLICATION_ID).then_some(version))
}

/// Whether the database holds nothing at all.
fn is_blank(conn: &Connection) -> Result<bool, LedgerError> {
    let tables: i64 = conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let version: i64 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok(tables == 0 && version == 0)
}

/// Brings the schema to [`SCHEMA_VERSION`]. Two programs that start at once wait for each other.
fn migrate(conn: &mut Connection) -> Result<(), LedgerError> {
    if version(conn)? == Some(SCHEMA_VERSION) {
        return Ok(());
    }
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = version(&transaction)?.unwrap_or(0);
    if found > SCHEMA_VERSION {
        return Err(newer(found));
    }
    for migration in MIGRATIONS.iter().skip(usize::try_from(found).unwrap_or(0)) {
        transaction.execute_batch(migration)?;
    }
    transaction.pragma_update(None, "user_version", SCHEMA_VERSION)?;
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.commit()?;
    Ok(())
}

fn newer(found: i64) -> LedgerError {
    LedgerError::Newer {
        found,
        known: SCHEMA_VERSION,
    }
}
