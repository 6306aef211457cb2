//! Percentile bootstrap over documents.
//!
//! Documents are drawn with replacement, as many as there are, the figures are taken again from
//! the summed counts, and the 2.5th and 97.5th percentile of the resamples bound the interval
//! (Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13). The same seed
//! gives the same intervals.

use super::sheet::Sheet;

/// The ends of a 95% interval.
pub(in crate::eval) type Interval = Option<(f64, f64)>;

/// Intervals for the F1 of every figure, and the one of alpha. `None` where no resample has the
/// figure.
pub(crate) fn intervals(
    sheets: &[Sheet],
    resamples: usize,
    seed: u64,
) -> (Vec<Interval>, Interval) {
    let figures = sheets.first().map_or(0, |sheet| sheet.counts.len());
    let mut f1: Vec<Vec<f64>> = vec![Vec::with_capacity(resamples); figures];
    let mut alpha = Vec::with_capacity(resamples);
    for draw in draws(sheets.len(), resamples, seed) {
        let mut sum = Sheet::default();
        for at in draw {
            sum.add(&sheets[at]);
        }
        for (values, counts) in f1.iter_mut().zip(&sum.counts) {
            values.extend(counts.f1());
        }
        alpha.extend(sum.agreement.alpha());
    }
    (
        f1.into_iter().map(percentiles).collect(),
        percentiles(alpha),
    )
}

/// Which documents each resample has: as many numbers below `documents` as there are documents.
pub(in crate::eval) fn draws(
    documents: usize,
    resamples: usize,
    seed: u64,
) -> impl Iterator<Item = Vec<usize>> {
    let mut random = SplitMix(seed);
    (0..resamples).map(move |_| (0..documents).map(|_| random.below(documents)).collect())
}

/// The 2.5th and 97.5th percentile; `None` of no values.
pub(in crate::eval) fn percentiles(mut values: Vec<f64>) -> Interval {
    values.sort_by(f64::total_cmp);
    let last = values.len().checked_sub(1)?;
    let at = |share: f64| values[(share * last as f64).round() as usize];
    Some((at(0.025), at(0.975)))
}

/// SplitMix64 (Steele, Lea and Flood, 2014): small, seedable and the same on every machine.
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 to `limit` - 1. The multiply-shift leaves a bias far below any figure.
    fn below(&mut self, limit: usize) -> usize {
        ((u128::from(self.next()) * limit as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::super::counts::Counts;
    use super::*;

    fn sheet(found: f64) -> Sheet {
        let counts = Counts {
            gold: 10.0,
            found,
            predicted: 10.0,
            right: found,
        };
        Sheet {
            counts: vec![counts],
            ..Sheet::default()
        }
    }

    #[test]
    fn the_generator_is_splitmix() {
        // The first values of the reference implementation for seed 0.
        let mut random = SplitMix(0);
        assert_eq!(random.next(), 0xE220_A839_7B1D_CDAF);
        assert_eq!(random.next(), 0x6E78_9E6A_A1B9_65F4);
    }

    #[test]
    fn alike_documents_give_a_point() {
        let sheets = vec![sheet(7.0); 5];
        let (f1, alpha) = intervals(&sheets, 50, 1);
        let (low, high) = f1[0].expect("defined");
        assert!((low - 0.7).abs() < 1e-12 && (high - 0.7).abs() < 1e-12);
        assert_eq!(alpha, None);
    }

    #[test]
    fn intervals_hold_the_figure_and_repeat_with_their_seed() {
        let sheets: Vec<Sheet> = [2.0, 9.0, 5.0, 7.0, 8.0, 3.0].map(sheet).to_vec();
        let once = intervals(&sheets, 400, 3);
        let (low, high) = once.0[0].expect("defined");
        assert!(
            low < 34.0 / 60.0 && 34.0 / 60.0 < high && low >= 0.2 && high <= 0.9,
            "{low} {high}"
        );
        assert_eq!(once, intervals(&sheets, 400, 3));
        assert_ne!(once, intervals(&sheets, 400, 4));
    }

    #[test]
    fn percentiles_of_a_hundred() {
        assert_eq!(
            percentiles((0..=200).map(f64::from).collect()),
            Some((5.0, 195.0))
        );
        assert_eq!(percentiles(Vec::new()), None);
    }
}
