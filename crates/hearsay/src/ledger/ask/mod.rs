//! Questions to the ledger: full text, articles, who said what, one voice, entities, claims, origins, numbers over all.
//!
//! Everything here shows attributions as corrected, without those that people rejected.

mod articles;
mod claims;
mod entities;
mod filter;
mod heads;
mod members;
mod origins;
mod profile;
mod said;
mod search;
mod stats;
mod who;
mod words;

pub use articles::{ArticleFilter, ArticleRow};
pub use claims::ClaimFilter;
pub use entities::{EntityFilter, EntityRow};
pub use heads::{Bears, Head};
pub use members::Member;
pub use origins::{OriginFilter, OriginRow};
pub use profile::{Profile, Role, Tie};
pub use said::{Mark, Order, Query, Said};
pub use search::{ArticleHit, AttributionHit, Search, Snippet};
pub use stats::{OutletStats, Share, Stats};
pub use who::WhoReport;
pub use words::Words;
