//! What people said against what the program said, for one set of words.

/// Counts by gold class and predicted class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Confusion {
    classes: usize,
    counts: Vec<u32>,
}

impl Confusion {
    /// No counts for so many classes.
    pub(super) fn new(classes: usize) -> Self {
        Self {
            classes,
            counts: vec![0; classes * classes],
        }
    }

    /// Counts one; classes are numbered from 0.
    pub(super) fn add(&mut self, gold: usize, predicted: usize) {
        self.counts[gold * self.classes + predicted] += 1;
    }

    /// Adds the counts of another.
    pub(super) fn merge(&mut self, other: &Self) {
        for (count, more) in self.counts.iter_mut().zip(&other.counts) {
            *count += more;
        }
    }

    fn at(&self, gold: usize, predicted: usize) -> u32 {
        self.counts[gold * self.classes + predicted]
    }

    /// How many are counted.
    pub(super) fn total(&self) -> u32 {
        self.counts.iter().sum()
    }

    /// The share that is the same; `None` of nothing.
    pub(super) fn accuracy(&self) -> Option<f64> {
        let right: u32 = (0..self.classes).map(|class| self.at(class, class)).sum();
        (self.total() > 0).then(|| f64::from(right) / f64::from(self.total()))
    }

    /// F1 of one class; `None` if neither side has it.
    pub(super) fn f1(&self, class: usize) -> Option<f64> {
        let gold: u32 = (0..self.classes).map(|other| self.at(class, other)).sum();
        let predicted: u32 = (0..self.classes).map(|other| self.at(other, class)).sum();
        (gold + predicted > 0)
            .then(|| 2.0 * f64::from(self.at(class, class)) / f64::from(gold + predicted))
    }

    /// The mean F1 of the classes that gold has.
    pub(super) fn macro_f1(&self) -> Option<f64> {
        let in_gold = |class: &usize| (0..self.classes).any(|other| self.at(*class, other) > 0);
        let f1: Vec<f64> = (0..self.classes)
            .filter(in_gold)
            .filter_map(|class| self.f1(class))
            .collect();
        (!f1.is_empty()).then(|| f1.iter().sum::<f64>() / f1.len() as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_a_small_table() {
        let mut table = Confusion::new(3);
        for (gold, predicted) in [(0, 0), (0, 0), (0, 1), (1, 1)] {
            table.add(gold, predicted);
        }
        assert_eq!(table.accuracy(), Some(0.75));
        assert_eq!(table.f1(0), Some(0.8));
        assert_eq!(table.f1(1), Some(2.0 / 3.0));
        assert_eq!(table.f1(2), None);
        assert_eq!(table.macro_f1(), Some((0.8 + 2.0 / 3.0) / 2.0));
        assert_eq!(Confusion::new(2).accuracy(), None);
    }
}
