//! hearsay reads the news and keeps the receipts: from raw pages it builds the list of
//! who says what, on whose word. It never says what is true; every answer can be
//! underlined in the stored text.
//!
//! # Steps
//!
//! - [`lexicon`]: words of speaking and writing, as lists.
//! - `date`: days, written ones and "on Sunday", against the day of publication.
//! - [`intake`]: an input becomes pages, with what their container says of them.
//! - [`page`]: bytes as found become an [`article::Article`].
//! - [`article`]: the clean text of a page with its blocks and metadata.
//! - [`attribution`]: the article's text becomes a list of who (source), how (cue), what (content).
//! - [`name`]: whether two names are names of one.
//! - [`pair`]: how a text stands to another: same, opposite, other.
//! - [`entity`]: the people, bodies and places that the article names, and where.
//! - [`voice`]: chains of voices, what kind of source each is, its stance, how sure it sounds, when it spoke.
//! - [`reading`]: article and attributions as the JSON that other programs get.
//! - [`export`]: readings in the formats of other tools, and the way back from two of them.
//! - `ledger`: keeps readings in one SQLite file (feature `ledger`); the only step that writes.
//!
//! Each step before the ledger is a pure function of the one before it: no clock, no network, no disk. A strange
//! page yields a warning inside the value, not a failure.

pub mod article;
pub mod attribution;
mod date;
pub mod entity;
pub mod export;
mod grammar;
pub mod intake;
#[cfg(feature = "ledger")]
pub mod ledger;
pub mod lexicon;
pub mod name;
pub mod page;
pub mod pair;
pub mod reading;
pub mod span;
pub mod voice;
pub mod word;
