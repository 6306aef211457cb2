//! What can go wrong with a ledger.

use rusqlite::ErrorCode;

/// A ledger that cannot be opened, read or written. Nothing already stored is lost.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LedgerError {
    /// There is no such file.
    #[error(
        "no ledger here\n  hint: `hearsay add` makes one; --ledger or HEARSAY_LEDGER names another"
    )]
    Missing,
    /// A file that is something else.
    #[error(
        "this file is not a hearsay ledger\n  hint: is --ledger right? nothing was changed in it"
    )]
    NotALedger,
    /// Written by a newer program.
    #[error(
        "the ledger has schema {found}, and this program knows {known}\n  hint: use a newer hearsay; nothing was changed"
    )]
    Newer {
        /// Its schema.
        found: i64,
        /// The newest schema of this program.
        known: i64,
    },
    /// Written by an older program, and it cannot be brought up to date.
    #[error(
        "the ledger has the older schema {found} and cannot be written to bring it to {known}\n  hint: make the file and its folder writable once"
    )]
    Older {
        /// Its schema.
        found: i64,
        /// The newest schema of this program.
        known: i64,
    },
    /// Another program holds it.
    #[error(
        "the ledger is locked by another program\n  hint: try again when it is done, or wait longer with --wait"
    )]
    Locked,
    /// It may not be written.
    #[error("the ledger cannot be written\n  hint: are the file and its folder writable?")]
    ReadOnly,
    /// There is no room.
    #[error(
        "the disk is full\n  hint: make room and run the same command again; what was stored is safe"
    )]
    Full,
    /// Its file is damaged.
    #[error(
        "the ledger's file is damaged: {0}\n  hint: `hearsay verify` tells what; restore a copy"
    )]
    Damaged(String),
    /// Nothing has this id.
    #[error("nothing in the ledger has the id {0:?}\n  hint: `hearsay search` and `hearsay said` print ids; the first {least} digits are enough", least = super::SHORTEST_ID)]
    NoSuchId(String),
    /// Several things have ids that begin like this.
    #[error("{count} ids begin with {prefix:?}\n  hint: give more digits")]
    Ambiguous {
        /// What was asked for.
        prefix: String,
        /// How many there are.
        count: usize,
    },
    /// A correction that makes no sense.
    #[error("{0}")]
    Correction(String),
    /// A reading whose parts do not fit its text.
    #[error("the reading does not fit its text: {0}")]
    Unfit(String),
    /// Anything else.
    #[error("{0}")]
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for LedgerError {
    fn from(error: rusqlite::Error) -> Self {
        let Some(code) = error.sqlite_error_code() else {
            return Self::Sqlite(error);
        };
        match code {
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Locked,
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen => {
                Self::ReadOnly
            }
            ErrorCode::DiskFull => Self::Full,
            ErrorCode::NotADatabase => Self::NotALedger,
            ErrorCode::DatabaseCorrupt => Self::Damaged(error.to_string()),
            _ => Self::Sqlite(error),
        }
    }
}
