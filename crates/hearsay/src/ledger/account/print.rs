//! Prints of attributions, kept between accounts.

use rusqlite::{Connection, OptionalExtension, params};

use crate::account::Prints;
use crate::ledger::LedgerError;

/// The prints of a ledger. A failure is kept until it is asked for.
pub(super) struct Kept<'a> {
    conn: &'a Connection,
    /// Whether new ones are written.
    writes: bool,
    failure: Option<LedgerError>,
}

impl<'a> Kept<'a> {
    /// Prints are read, and new ones written.
    pub(super) fn new(conn: &'a Connection) -> Self {
        Self {
            conn,
            writes: true,
            failure: None,
        }
    }

    /// Prints are only read.
    pub(super) fn read_only(conn: &'a Connection) -> Self {
        Self {
            writes: false,
            ..Self::new(conn)
        }
    }

    /// What failed, if something did.
    pub(super) fn end(self) -> Result<(), LedgerError> {
        self.failure.map_or(Ok(()), Err)
    }

    fn get(&self, attribution: &str) -> Result<Option<Vec<u8>>, LedgerError> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT p.bytes FROM prints AS p JOIN attributions AS a ON a.id = p.attribution_id WHERE a.key = ?1",
            )?
            .query_row([attribution], |row| row.get(0))
            .optional()?)
    }

    fn put(&self, attribution: &str, bytes: &[u8]) -> Result<(), LedgerError> {
        self.conn
            .prepare_cached(
                "INSERT INTO prints (attribution_id, bytes) SELECT id, ?2 FROM attributions WHERE key = ?1 \
                 ON CONFLICT (attribution_id) DO UPDATE SET bytes = excluded.bytes",
            )?
            .execute(params![attribution, bytes])?;
        Ok(())
    }
}

impl Prints for Kept<'_> {
    fn recall(&mut self, attribution: &str) -> Option<Vec<i8>> {
        let found = self.get(attribution).unwrap_or_else(|error| {
            self.failure.get_or_insert(error);
            None
        });
        found.map(|bytes| bytes.into_iter().map(u8::cast_signed).collect())
    }

    fn keep(&mut self, attribution: &str, print: &[i8]) {
        if !self.writes {
            return;
        }
        let bytes: Vec<u8> = print.iter().map(|number| number.cast_unsigned()).collect();
        if let Err(error) = self.put(attribution, &bytes) {
            self.failure.get_or_insert(error);
        }
    }
}
