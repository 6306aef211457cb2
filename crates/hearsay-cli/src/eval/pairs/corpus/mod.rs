//! Pairs of texts that people judged, from each corpus the part that was not learnt from.

mod claimdiff;
mod claims;
mod dossiers;
mod ecbplus;
mod fnc1;
mod split;

pub(super) use claimdiff::read as claimdiff;
pub(super) use claims::read as claims;
pub(super) use dossiers::read as dossiers;
pub(super) use ecbplus::read as ecbplus;
pub(super) use fnc1::read as fnc1;

/// Two texts and what people say of them.
#[derive(Debug, PartialEq)]
pub(super) struct Pair {
    /// The text that the other is held against.
    pub(super) first: String,
    /// The other.
    pub(super) second: String,
    /// Number of the label, in the order of the model's scores.
    pub(super) gold: usize,
    /// What is drawn as a whole: a body, a topic, a story.
    pub(super) group: String,
}

/// Numbers of the labels of a relation.
pub(super) const SAME: usize = 0;
pub(super) const OPPOSITE: usize = 1;
pub(super) const OTHER: usize = 2;
/// About one claim, but on which side is not told.
pub(super) const EITHER: usize = 3;
