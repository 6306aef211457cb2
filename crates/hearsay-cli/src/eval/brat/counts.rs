//! Hits and totals, and the figures made of them.

use std::ops::AddAssign;

/// What was found of the gold, and what was right of the predicted.
///
/// The two hits are counted apart: where one predicted span overlaps two gold spans, two are
/// found and one is right. Numbers are fractions only where several pairs of annotators are
/// averaged.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Counts {
    /// Gold items.
    pub(crate) gold: f64,
    /// Gold items that were found.
    pub(crate) found: f64,
    /// Predicted items.
    pub(crate) predicted: f64,
    /// Predicted items that are right.
    pub(crate) right: f64,
}

impl Counts {
    /// The share of the predicted that is right; `None` where nothing was predicted.
    pub(crate) fn precision(&self) -> Option<f64> {
        (self.predicted > 0.0).then(|| self.right / self.predicted)
    }

    /// The share of the gold that was found; `None` where there is none.
    pub(crate) fn recall(&self) -> Option<f64> {
        (self.gold > 0.0).then(|| self.found / self.gold)
    }

    /// The harmonic mean of precision and recall. 0 where one of the sides is empty and the
    /// other is not; `None` where both are.
    pub(crate) fn f1(&self) -> Option<f64> {
        match (self.precision(), self.recall()) {
            (None, None) => None,
            (Some(p), Some(r)) if p + r > 0.0 => Some(2.0 * p * r / (p + r)),
            _ => Some(0.0),
        }
    }

    /// These counts, each divided by `by`.
    pub(crate) fn divided(self, by: f64) -> Self {
        Self {
            gold: self.gold / by,
            found: self.found / by,
            predicted: self.predicted / by,
            right: self.right / by,
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.gold += other.gold;
        self.found += other.found;
        self.predicted += other.predicted;
        self.right += other.right;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_by_hand() {
        let counts = Counts {
            gold: 4.0,
            found: 3.0,
            predicted: 6.0,
            right: 3.0,
        };
        assert_eq!(counts.precision(), Some(0.5));
        assert_eq!(counts.recall(), Some(0.75));
        assert_eq!(counts.f1(), Some(0.6));
        assert_eq!(Counts::default().f1(), None);
        assert_eq!(
            Counts {
                gold: 1.0,
                ..Counts::default()
            }
            .f1(),
            Some(0.0)
        );
        assert_eq!(
            Counts {
                predicted: 2.0,
                ..Counts::default()
            }
            .f1(),
            Some(0.0)
        );
    }
}
