//! What is counted on judged pairs: F1 of classes and areas under curves.

/// A pair, what people say of it, and what each judge does.
#[derive(Debug)]
pub(super) struct Judged {
    /// Number of what is drawn as a whole.
    pub(super) group: usize,
    /// The label's number.
    pub(super) gold: usize,
    /// Shares of the labels: by the program, by words in common, by the most frequent label.
    pub(super) shares: [Vec<f32>; 3],
}

/// A figure: its name, the least that it should be, and how it is counted.
pub(super) struct Figure {
    pub(super) name: &'static str,
    pub(super) bar: Option<f64>,
    pub(super) of: fn(&[&Judged], usize) -> Option<f64>,
}

/// Figures of FNC-1.
pub(super) const STANCE: [Figure; 7] = [
    figure(
        "macro-F1 of three, related pairs",
        Some(0.62),
        |pairs, judge| {
            let related: Vec<(usize, usize)> = pairs
                .iter()
                .filter(|pair| pair.gold < 3)
                .map(|pair| (pair.gold, best(&pair.shares[judge][..3])))
                .collect();
            macro_f1(&related, 3)
        },
    ),
    figure("macro-F1 of four", Some(0.70), |pairs, judge| {
        macro_f1(&chosen(pairs, judge), 4)
    }),
    figure("F1 of agree", None, |pairs, judge| {
        f1(&chosen(pairs, judge), 0)
    }),
    figure("F1 of disagree", Some(0.45), |pairs, judge| {
        f1(&chosen(pairs, judge), 1)
    }),
    figure("F1 of discuss", None, |pairs, judge| {
        f1(&chosen(pairs, judge), 2)
    }),
    figure("F1 of unrelated", None, |pairs, judge| {
        f1(&chosen(pairs, judge), 3)
    }),
    figure("right", None, |pairs, judge| {
        let right = chosen(pairs, judge).iter().filter(|(a, b)| a == b).count();
        (!pairs.is_empty()).then(|| right as f64 / pairs.len() as f64)
    }),
];

/// Figures of ClaimDiff.
pub(super) const DIFFER: [Figure; 3] = [
    figure(
        "weakens against the rest, AUC",
        Some(0.70),
        |pairs, judge| {
            auc(pairs
                .iter()
                .map(|pair| (pair.shares[judge][1], pair.gold == 1)))
        },
    ),
    figure("weakens against strengthens, AUC", None, |pairs, judge| {
        let sided = pairs.iter().filter(|pair| pair.gold < 2);
        auc(sided.map(|pair| {
            let shares = &pair.shares[judge];
            (shares[1] - shares[0], pair.gold == 1)
        }))
    }),
    figure("macro-F1 of three", None, |pairs, judge| {
        macro_f1(&chosen(pairs, judge), 3)
    }),
];

/// Figures of ECB+.
pub(super) const EVENT: [Figure; 1] = [figure("same event, AUC", Some(0.70), |pairs, judge| {
    auc(pairs
        .iter()
        .map(|pair| (pair.shares[judge][0], pair.gold == 0)))
})];

/// Figures of a relation; label 3 says only that the claim is the same.
pub(super) const RELATION: [Figure; 4] = [
    figure("same claim, AUC", None, |pairs, judge| {
        auc(pairs.iter().map(|pair| {
            let shares = &pair.shares[judge];
            (shares[0] + shares[1], pair.gold != 2)
        }))
    }),
    figure("same claim, F1", None, |pairs, judge| {
        let one = pairs.iter().map(|pair| {
            let shares = &pair.shares[judge];
            let claim = shares[0] + shares[1] > 0.5;
            (usize::from(pair.gold == 2), usize::from(!claim))
        });
        f1(&one.collect::<Vec<_>>(), 0)
    }),
    figure("opposite against same, AUC", None, |pairs, judge| {
        let sided = pairs.iter().filter(|pair| pair.gold < 2);
        auc(sided.map(|pair| {
            let shares = &pair.shares[judge];
            let both = shares[0] + shares[1];
            (shares[1] / both.max(f32::MIN_POSITIVE), pair.gold == 1)
        }))
    }),
    figure("macro-F1 of three", None, |pairs, judge| {
        let sure: Vec<&Judged> = pairs.iter().copied().filter(|pair| pair.gold < 3).collect();
        macro_f1(&chosen(&sure, judge), 3)
    }),
];

const fn figure(
    name: &'static str,
    bar: Option<f64>,
    of: fn(&[&Judged], usize) -> Option<f64>,
) -> Figure {
    Figure { name, bar, of }
}

/// Gold and chosen label of each pair.
fn chosen(pairs: &[&Judged], judge: usize) -> Vec<(usize, usize)> {
    pairs
        .iter()
        .map(|pair| (pair.gold, best(&pair.shares[judge])))
        .collect()
}

/// The label with the largest share; of equals the first.
fn best(shares: &[f32]) -> usize {
    (0..shares.len()).fold(
        0,
        |best, at| {
            if shares[at] > shares[best] { at } else { best }
        },
    )
}

/// F1 of a label; none where neither side has it.
fn f1(pairs: &[(usize, usize)], label: usize) -> Option<f64> {
    let (mut both, mut all) = (0.0, 0.0);
    for &(gold, read) in pairs {
        both += f64::from(u8::from(gold == label && read == label));
        all += f64::from(u8::from(gold == label)) + f64::from(u8::from(read == label));
    }
    (all > 0.0).then(|| 2.0 * both / all)
}

/// The mean of the F1 of the first `labels` labels.
fn macro_f1(pairs: &[(usize, usize)], labels: usize) -> Option<f64> {
    let each: Option<Vec<f64>> = (0..labels).map(|label| f1(pairs, label)).collect();
    Some(each?.iter().sum::<f64>() / labels as f64)
}

/// How often a wanted one scores above another, equals counting half (Hanley and McNeil 1982);
/// none where one kind is missing.
fn auc(scored: impl Iterator<Item = (f32, bool)>) -> Option<f64> {
    let mut scored: Vec<(f32, bool)> = scored.collect();
    scored.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut below, mut wins, mut wanted) = (0.0, 0.0, 0.0);
    for equal in scored.chunk_by(|a, b| a.0 == b.0) {
        let yes = equal.iter().filter(|(_, wanted)| *wanted).count() as f64;
        let no = equal.len() as f64 - yes;
        wins += yes * (below + 0.5 * no);
        below += no;
        wanted += yes;
    }
    (below > 0.0 && wanted > 0.0).then(|| wins / (below * wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas() {
        let area = |all: &[(f32, bool)]| auc(all.iter().copied());
        assert_eq!(area(&[(0.9, true), (0.1, false), (0.5, false)]), Some(1.0));
        assert_eq!(area(&[(0.1, true), (0.9, false)]), Some(0.0));
        assert_eq!(area(&[(0.5, true), (0.5, false)]), Some(0.5));
        assert_eq!(area(&[(0.2, true), (0.8, true), (0.5, false)]), Some(0.5));
        assert_eq!(area(&[(0.5, true)]), None);
    }

    #[test]
    fn f1_of_labels() {
        let pairs = [(0, 0), (0, 1), (1, 1), (2, 1)];
        assert_eq!(f1(&pairs, 0), Some(2.0 / 3.0));
        assert_eq!(f1(&pairs, 1), Some(0.5));
        assert_eq!(macro_f1(&pairs, 3), Some((2.0 / 3.0 + 0.5) / 3.0));
        assert_eq!(f1(&pairs, 3), None);
    }
}
