//! MUC, B-cubed, CEAF with entity similarity and mention F1, as the scorer of CoNLL-2012 defines them (Pradhan et
//! al., 2014).
//!
//! Every figure is a pair of fractions whose parts are summed over documents. Chains of one mention are
//! left out on both sides before the three chain measures, as there; mention F1 counts them.

use std::collections::{BTreeMap, HashMap, HashSet};

/// Chains of mentions; equal numbers are the same mention.
pub(super) type Chains = Vec<Vec<usize>>;

/// A precision and a recall as fractions.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Fractions {
    right: [f64; 2],
    of: [f64; 2],
}

impl Fractions {
    /// Adds those of another document.
    pub(super) fn add(&mut self, other: &Self) {
        for side in 0..2 {
            self.right[side] += other.right[side];
            self.of[side] += other.of[side];
        }
    }

    /// Precision, recall and their harmonic mean; 0 where there is nothing.
    pub(super) fn values(&self) -> [f64; 3] {
        let share = |side: usize| {
            if self.of[side] > 0.0 {
                self.right[side] / self.of[side]
            } else {
                0.0
            }
        };
        let (precision, recall) = (share(0), share(1));
        let f1 = if precision + recall > 0.0 {
            2.0 * precision * recall / (precision + recall)
        } else {
            0.0
        };
        [precision, recall, f1]
    }
}

/// The figures of one document, or their sum.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Figures {
    /// Mentions, those of no chain too.
    pub(super) mentions: Fractions,
    /// Links (Vilain et al., 1995).
    pub(super) muc: Fractions,
    /// Mentions by their chains (Bagga and Baldwin, 1998).
    pub(super) b_cubed: Fractions,
    /// Chains matched one to one (Luo, 2005).
    pub(super) ceaf: Fractions,
}

impl Figures {
    /// The figures of a document.
    pub(super) fn of(gold: &Chains, predicted: &Chains) -> Self {
        let all = |chains: &Chains| chains.iter().flatten().copied().collect::<HashSet<usize>>();
        let (wanted, got) = (all(gold), all(predicted));
        let both = wanted.intersection(&got).count() as f64;
        let several = |chains: &Chains| -> Chains {
            chains
                .iter()
                .filter(|chain| chain.len() > 1)
                .cloned()
                .collect()
        };
        let (gold, predicted) = (several(gold), several(predicted));
        let (of_gold, of_predicted) = (index(&gold), index(&predicted));
        let links = [muc(&predicted, &of_gold), muc(&gold, &of_predicted)];
        let shares = [b_cubed(&predicted, &of_gold), b_cubed(&gold, &of_predicted)];
        let best = ceaf(&gold, &predicted, &of_predicted);
        let pair = |sides: [(f64, f64); 2]| Fractions {
            right: sides.map(|(right, _)| right),
            of: sides.map(|(_, of)| of),
        };
        Self {
            mentions: pair([(both, got.len() as f64), (both, wanted.len() as f64)]),
            muc: pair(links),
            b_cubed: pair(shares),
            ceaf: pair([(best, predicted.len() as f64), (best, gold.len() as f64)]),
        }
    }

    /// Adds those of another document.
    pub(super) fn add(&mut self, other: &Self) {
        self.mentions.add(&other.mentions);
        self.muc.add(&other.muc);
        self.b_cubed.add(&other.b_cubed);
        self.ceaf.add(&other.ceaf);
    }

    /// The mean F1 of MUC, B-cubed and CEAF.
    pub(super) fn conll(&self) -> f64 {
        let f1 = |one: &Fractions| one.values()[2];
        (f1(&self.muc) + f1(&self.b_cubed) + f1(&self.ceaf)) / 3.0
    }
}

/// The chain of each mention.
fn index(chains: &Chains) -> HashMap<usize, usize> {
    let numbered = chains.iter().enumerate();
    numbered
        .flat_map(|(number, chain)| chain.iter().map(move |&mention| (mention, number)))
        .collect()
}

/// Links of `chains` that the other side has too, and all of them.
fn muc(chains: &Chains, other: &HashMap<usize, usize>) -> (f64, f64) {
    let (mut right, mut of) = (0, 0);
    for chain in chains {
        let known: HashSet<usize> = chain
            .iter()
            .filter_map(|one| other.get(one))
            .copied()
            .collect();
        let alone = chain.iter().filter(|one| !other.contains_key(one)).count();
        of += chain.len() - 1;
        right += chain.len() - (known.len() + alone);
    }
    (f64::from(right as u32), f64::from(of as u32))
}

/// Sum over the mentions of `chains` of the share of their chain that the other side has in theirs.
fn b_cubed(chains: &Chains, of_other: &HashMap<usize, usize>) -> (f64, f64) {
    let (mut right, mut of) = (0.0, 0.0);
    for chain in chains {
        let mut shared: HashMap<usize, f64> = HashMap::new();
        for mention in chain {
            if let Some(&at) = of_other.get(mention) {
                *shared.entry(at).or_default() += 1.0;
            }
        }
        // In the order of the chains, so that the sum is the same on every run.
        let ordered: BTreeMap<usize, f64> = shared.into_iter().collect();
        right += ordered.values().map(|count| count * count).sum::<f64>() / chain.len() as f64;
        of += chain.len() as f64;
    }
    (right, of)
}

/// The largest sum of similarities (2 common mentions by all mentions of both) of chains matched one to one.
fn ceaf(gold: &Chains, predicted: &Chains, of_predicted: &HashMap<usize, usize>) -> f64 {
    let size = gold.len().max(predicted.len());
    let mut cost = vec![vec![0.0; size]; size];
    for (row, chain) in gold.iter().enumerate() {
        for mention in chain {
            if let Some(&column) = of_predicted.get(mention) {
                cost[row][column] -= 2.0 / (chain.len() + predicted[column].len()) as f64;
            }
        }
    }
    -assignment(&cost)
}

/// The least cost of a one-to-one assignment of rows to columns (Kuhn and Munkres, with potentials).
fn assignment(cost: &[Vec<f64>]) -> f64 {
    let size = cost.len();
    let (mut rows, mut columns) = (vec![0.0; size + 1], vec![0.0; size + 1]);
    let mut taken = vec![0; size + 1];
    for row in 1..=size {
        taken[0] = row;
        let mut at = 0;
        let mut least = vec![f64::INFINITY; size + 1];
        let mut from = vec![0; size + 1];
        let mut used = vec![false; size + 1];
        while taken[at] != 0 {
            used[at] = true;
            let here = taken[at];
            let (mut delta, mut next) = (f64::INFINITY, 0);
            for column in 1..=size {
                if used[column] {
                    continue;
                }
                let now = cost[here - 1][column - 1] - rows[here] - columns[column];
                if now < least[column] {
                    (least[column], from[column]) = (now, at);
                }
                if least[column] < delta {
                    (delta, next) = (least[column], column);
                }
            }
            for column in 0..=size {
                if used[column] {
                    rows[taken[column]] += delta;
                    columns[column] -= delta;
                } else {
                    least[column] -= delta;
                }
            }
            at = next;
        }
        while at != 0 {
            taken[at] = taken[from[at]];
            at = from[at];
        }
    }
    (1..=size)
        .map(|column| cost[taken[column] - 1][column - 1])
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(got: [f64; 3], wanted: [f64; 3]) {
        for (a, b) in got.iter().zip(wanted) {
            assert!((a - b).abs() < 1e-9, "{got:?} {wanted:?}");
        }
    }

    #[test]
    fn the_example_of_the_papers() {
        // Figure 4 there: {a b c} {d e f g} against {a b} {c d} {f g h i}.
        let gold = vec![vec![1, 2, 3], vec![4, 5, 6, 7]];
        let found = vec![vec![1, 2], vec![3, 4], vec![6, 7, 8, 9]];
        let figures = Figures::of(&gold, &found);
        let two = |[precision, recall, _]: [f64; 3]| {
            [precision, recall].map(|share| (share * 1000.0).round() / 1000.0)
        };
        assert_eq!(two(figures.muc.values()), [0.4, 0.4]);
        assert_eq!(two(figures.b_cubed.values()), [0.5, 0.417]);
        assert_eq!(two(figures.ceaf.values()), [0.433, 0.65]);
        assert_eq!(two(figures.mentions.values()), [0.75, 0.857]);
    }

    #[test]
    fn the_same_is_all_right_and_nothing_is_nothing() {
        let gold = vec![vec![1, 2, 3], vec![4, 5], vec![6]];
        let figures = Figures::of(&gold, &gold);
        assert!((figures.conll() - 1.0).abs() < 1e-9);
        close(figures.mentions.values(), [1.0; 3]);
        let none = Figures::of(&gold, &Vec::new());
        close(none.mentions.values(), [0.0; 3]);
        assert!(none.conll().abs() < 1e-9);
    }

    #[test]
    fn chains_are_matched_for_the_largest_sum() {
        let cost = vec![
            vec![-1.0, -2.0, 0.0],
            vec![-2.0, -3.5, 0.0],
            vec![0.0, -3.0, -1.0],
        ];
        assert!((assignment(&cost) + 5.5).abs() < 1e-9);
        assert!(assignment(&[]).abs() < 1e-9);
    }
}
