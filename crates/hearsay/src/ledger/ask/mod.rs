//! Questions to the ledger: full text, who said what, one voice, claims, numbers over all.
//!
//! Everything here shows attributions as corrected, without those that people rejected.

mod claims;
mod heads;
mod profile;
mod said;
mod search;
mod stats;
mod who;
mod words;

pub use claims::ClaimFilter;
pub use heads::{Bears, Head};
pub use profile::{Profile, Role, Tie};
pub use said::{Query, Said};
pub use search::{ArticleHit, AttributionHit, Search, Snippet};
pub use stats::{OutletStats, Share, Stats};
pub use who::WhoReport;
pub use words::Words;
