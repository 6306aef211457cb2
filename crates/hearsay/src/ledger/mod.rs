//! The ledger: one SQLite file that keeps what was read, so that it can be found again.
//!
//! Holds articles and their versions, who says what in them, who is named, which run read them,
//! what people corrected, and the stories, claims and origins that follow from it all. Only this stage writes. Each article is stored in one transaction;
//! ids are hashes of content, so the same page again adds nothing. Offsets are code points, as in
//! every output. The tables and their columns are described in `docs/ledger.md`.
//!
//! The stage has no clock: times come from the caller.

mod account;
mod ask;
mod correct;
mod error;
mod feeds;
mod key;
mod load;
mod open;
mod reread;
mod row;
mod run;
mod store;
mod verify;
mod version;

pub use ask::{
    ArticleFilter, ArticleHit, ArticleRow, AttributionHit, Bears, ClaimFilter, EntityFilter,
    EntityRow, Head, Mark, Member, Order, OriginFilter, OriginRow, OutletStats, Profile, Query,
    Role, Said, Search, Share, Snippet, Stats, Tie, WhoReport, Words,
};
pub use correct::{
    Correction, CorrectionLine, Edit, Named, RulingLine, Signature, nearest, uncorrect,
};
pub use error::LedgerError;
pub use feeds::FeedRow;
pub use key::{LENGTH as KEY_LENGTH, article as article_key};
pub use load::Stored;
pub use open::SCHEMA_VERSION;
pub use reread::Changes;
pub use run::Run;
pub use store::{Capture, Original, Outcome, capture_key};
pub use verify::Problem;
pub use version::{Change, Version};

use rusqlite::Connection;

/// The fewest digits of an id that are enough to ask for it.
pub const SHORTEST_ID: usize = 4;

/// An open ledger.
#[derive(Debug)]
pub struct Ledger {
    conn: Connection,
}
