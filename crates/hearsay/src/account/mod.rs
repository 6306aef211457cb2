//! An account of some articles about one matter: the few things that are claimed, who stands behind
//! each, who denies it, and how many independent origins there are.

mod rulings;
mod value;

pub use rulings::Rulings;
pub use value::{
    Account, Bearing, Citation, Cited, Claim, Edge, End, Figure, Link, Origin, Range, SCHEMA,
    Statement, Status, Turn,
};

use crate::reading::Reading;

impl Account {
    /// The account of the articles of one story. Attributions and entities are known by their ids, so these must
    /// differ between the readings, as a ledger's do. The order of the readings makes no difference.
    pub fn of(readings: &[Reading], rulings: &Rulings) -> Self {
        let _ = (readings, rulings);
        Self {
            schema: SCHEMA.into(),
            ..Self::default()
        }
    }
}
