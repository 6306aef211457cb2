//! Telling words with their weights, and how much two lots of them share.

use std::collections::BTreeMap;

use crate::grammar::terms::Term;

/// Words with their weights, each once.
#[derive(Debug, Clone, Default)]
pub(super) struct Bag {
    weights: BTreeMap<String, f32>,
    /// The sum of the weights.
    sum: f32,
    /// The sum of their squares.
    squares: f32,
}

impl Bag {
    pub(super) fn of(terms: Vec<Term>) -> Self {
        let weights: BTreeMap<String, f32> = terms
            .into_iter()
            .map(|term| (term.word, term.weight))
            .collect();
        Self {
            sum: weights.values().sum(),
            squares: weights.values().map(|weight| weight * weight).sum(),
            weights,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.weights.len()
    }

    /// The words, in their order.
    pub(super) fn words(&self) -> impl Iterator<Item = &String> {
        self.weights.keys()
    }

    /// The cosine of two bags, from 0 to 1.
    pub(super) fn cosine(&self, other: &Self) -> f64 {
        let lengths = self.squares * other.squares;
        if lengths == 0.0 {
            return 0.0;
        }
        let product: f32 = self
            .weights
            .iter()
            .filter_map(|(word, weight)| Some(weight * other.weights.get(word)?))
            .sum();
        f64::from(product / lengths.sqrt())
    }

    /// The share of the lighter bag that stands in the other, from 0 to 1.
    pub(super) fn covered(&self, other: &Self) -> f64 {
        let lighter = self.sum.min(other.sum);
        if lighter == 0.0 {
            return 0.0;
        }
        let both: f32 = self
            .weights
            .iter()
            .filter(|(word, _)| other.weights.contains_key(*word))
            .map(|(_, weight)| weight)
            .sum();
        f64::from(both / lighter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::terms;

    fn bag(text: &str) -> Bag {
        Bag::of(terms::of(text))
    }

    #[test]
    fn what_is_shared_is_between_nothing_and_all() {
        let (weir, same, other) = (
            bag("the weir burst"),
            bag("The weir burst"),
            bag("bakers want flour"),
        );
        assert!((weir.cosine(&same) - 1.0).abs() < 1e-6);
        assert!((weir.covered(&same) - 1.0).abs() < 1e-6);
        assert_eq!((weir.cosine(&other), weir.covered(&other)), (0.0, 0.0));
        assert_eq!(bag("").cosine(&weir), 0.0);
        assert_eq!(bag("").covered(&weir), 0.0);
    }

    #[test]
    fn a_short_bag_is_covered_by_a_long_one() {
        let (short, long) = (bag("the weir"), bag("the weir burst at dawn near the mill"));
        assert!(short.covered(&long) > 0.99);
        assert!(short.cosine(&long) < 0.9);
    }
}
