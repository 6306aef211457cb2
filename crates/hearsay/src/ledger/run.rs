//! Runs: which command stored something, with which program, model and settings, and when.

use rusqlite::{Connection, params};
use serde_json::{Map, Value};

use super::{LedgerError, key};

/// One run of a command that writes to the ledger.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The command, such as `add`.
    pub command: String,
    /// Name and version of the program.
    pub program: String,
    /// The tagger's weights, by their hash.
    pub model: String,
    /// The settings that bear on what is stored.
    pub settings: Map<String, Value>,
    /// When it began: RFC 3339, UTC.
    pub started: String,
}

impl Run {
    /// The row of this run, made on first use: a run that stores nothing leaves no trace.
    pub(super) fn row(&self, conn: &Connection) -> Result<i64, LedgerError> {
        let settings = Value::Object(self.settings.clone()).to_string();
        let key = key::of(
            "run",
            &[
                &self.command,
                &self.program,
                &self.model,
                &settings,
                &self.started,
            ],
        );
        let name = format!("{} {}", self.command, self.started);
        conn.prepare_cached(
            "INSERT INTO runs (key, name, command, program, model, settings, started) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (key) DO NOTHING",
        )?
        .execute(params![
            key,
            name,
            self.command,
            self.program,
            self.model,
            settings,
            self.started
        ])?;
        Ok(conn
            .prepare_cached("SELECT id FROM runs WHERE key = ?1")?
            .query_row([&key], |row| row.get(0))?)
    }
}
