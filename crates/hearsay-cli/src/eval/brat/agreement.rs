//! Krippendorff's alpha between gold and system.
//!
//! Nominal alpha (Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011) with two
//! coders, where each token is a unit and its value is source, cue, content or none. A token
//! that a coder gave several roles counts as cue before source before content.

use super::document::{Coding, ROLES, Role};
use std::ops::AddAssign;

const VALUES: usize = 4;

/// How often the first coder gave a token one value and the second another.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Agreement([[f64; VALUES]; VALUES]);

impl Agreement {
    /// The table of two codings of a text of `length` tokens.
    pub(crate) fn new(first: &Coding, second: &Coding, length: usize) -> Self {
        let mut table = Self::default();
        for (a, b) in labels(first, length)
            .into_iter()
            .zip(labels(second, length))
        {
            table.0[a][b] += 1.0;
        }
        table
    }

    /// Alpha: 1 is perfect, 0 is chance, below 0 is worse. `None` where all tokens have one
    /// value, so that there is nothing to agree about.
    pub(crate) fn alpha(&self) -> Option<f64> {
        let mut values = [0.0; VALUES];
        let (mut units, mut disagreed) = (0.0, 0.0);
        for (a, row) in self.0.iter().enumerate() {
            for (b, &count) in row.iter().enumerate() {
                values[a] += count;
                values[b] += count;
                units += count;
                if a != b {
                    disagreed += count;
                }
            }
        }
        let total = 2.0 * units;
        let apart = total * total - values.iter().map(|n| n * n).sum::<f64>();
        let expected = apart / (total * (total - 1.0));
        (units > 0.0 && apart > 0.0).then(|| 1.0 - disagreed / units / expected)
    }

    /// This table, each cell divided by `by`.
    pub(crate) fn divided(self, by: f64) -> Self {
        Self(self.0.map(|row| row.map(|cell| cell / by)))
    }
}

impl AddAssign for Agreement {
    fn add_assign(&mut self, other: Self) {
        for (row, from) in self.0.iter_mut().zip(other.0) {
            for (cell, value) in row.iter_mut().zip(from) {
                *cell += value;
            }
        }
    }
}

fn labels(coding: &Coding, length: usize) -> Vec<usize> {
    let mut labels = vec![ROLES.len(); length];
    for role in [Role::Content, Role::Source, Role::Cue] {
        for span in coding.spans(role) {
            for &token in span.tokens() {
                if let Some(label) = labels.get_mut(token) {
                    *label = role as usize;
                }
            }
        }
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::brat::document::{Relation, TokenSet};

    fn coding(source: &[usize], cue: &[usize]) -> Coding {
        let set = |tokens: &[usize]| TokenSet::new(tokens.to_vec());
        Coding::new(vec![Relation {
            source: set(source),
            cue: set(cue),
            content: None,
        }])
    }

    #[test]
    fn alpha_by_hand() {
        // Four tokens: source/source, source/cue, none/none, none/none. Values: source 3, cue 1,
        // none 4, of 8. Observed 1/4; expected (64 - 9 - 1 - 16) / (8 * 7) = 38/56.
        let table = Agreement::new(&coding(&[0, 1], &[]), &coding(&[0], &[1]), 4);
        let alpha = table.alpha().expect("several values");
        assert!(
            (alpha - (1.0 - 0.25 * 56.0 / 38.0)).abs() < 1e-12,
            "{alpha}"
        );
    }

    #[test]
    fn one_value_only_is_undefined() {
        assert_eq!(
            Agreement::new(&coding(&[], &[]), &coding(&[], &[]), 3).alpha(),
            None
        );
        assert_eq!(Agreement::default().alpha(), None);
    }
}
