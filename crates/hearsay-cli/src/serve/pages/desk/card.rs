//! A statement in a list, with the forms that put it right.

use hearsay::account::Bearing;
use hearsay::ledger::Said;

use super::right::Right;
use crate::serve::pages::row::SaidRow;

/// A statement with its forms.
#[derive(Debug)]
pub(super) struct Card {
    pub(super) row: SaidRow,
    pub(super) right: Right,
}

impl Card {
    /// A statement on a screen with this path.
    pub(super) fn new(said: Said, back: &str) -> Self {
        Self {
            right: Right::listed(&said, back),
            row: said.into(),
        }
    }

    /// The same, as a statement of this claim.
    pub(super) fn on(self, claim: &str, stance: Bearing) -> Self {
        Self {
            right: self.right.on(claim, stance),
            ..self
        }
    }

    /// The program's belief, in hundredths.
    pub(super) fn sure(&self) -> u8 {
        (self.row.said.confidence * 100.0).round() as u8
    }
}
