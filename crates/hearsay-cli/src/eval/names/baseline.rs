//! Measures of strings that programs use for names, on names in small Latin letters.

use std::collections::BTreeSet;

use super::table::Case;
use hearsay::name::fold;

/// A measure of likeness from 0 to 1.
pub(super) type Measure = fn(&str, &str) -> f64;

/// What stands beside hearsay.
pub(super) const MEASURES: &[(&str, Measure)] = &[
    ("Levenshtein", strsim::normalized_levenshtein),
    ("Jaro-Winkler", strsim::jaro_winkler),
    ("token-set", token_set),
];

/// Each pair judged by the measure, at the threshold, in hundredths, that gives the best F1 on these pairs.
pub(super) fn judge(cases: &[Case], measure: Measure) -> Vec<bool> {
    let values: Vec<f64> = cases
        .iter()
        .map(|case| measure(&fold(&case.first), &fold(&case.second)))
        .collect();
    let at = |threshold: u32| -> Vec<bool> {
        values
            .iter()
            .map(|&value| value >= f64::from(threshold) / 100.0)
            .collect()
    };
    let f1 = |same: &[bool]| {
        let both = cases
            .iter()
            .zip(same)
            .filter(|(case, same)| case.same && **same)
            .count();
        let gold = cases.iter().filter(|case| case.same).count();
        let predicted = same.iter().filter(|same| **same).count();
        2.0 * both as f64 / ((gold + predicted) as f64).max(1.0)
    };
    (0..=100)
        .map(at)
        .max_by(|a, b| f1(a).total_cmp(&f1(b)))
        .unwrap_or_default()
}

/// The words in both against the words of either (token set ratio).
fn token_set(a: &str, b: &str) -> f64 {
    let words =
        |text: &str| -> BTreeSet<String> { text.split_whitespace().map(str::to_owned).collect() };
    let (a, b) = (words(a), words(b));
    let join = |words: &BTreeSet<String>| words.iter().cloned().collect::<Vec<_>>().join(" ");
    let shared: BTreeSet<String> = a.intersection(&b).cloned().collect();
    let with = |rest: BTreeSet<String>| {
        format!("{} {}", join(&shared), join(&rest))
            .trim()
            .to_owned()
    };
    let (first, second) = (with(&a - &b), with(&b - &a));
    let whole = strsim::normalized_levenshtein(&first, &second);
    if shared.is_empty() {
        return whole;
    }
    let shared = join(&shared);
    whole
        .max(strsim::normalized_levenshtein(&shared, &first))
        .max(strsim::normalized_levenshtein(&shared, &second))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_further_words_do_not_count_in_a_token_set() {
        assert_eq!(token_set("oud pieter", "pieter oud"), 1.0);
        assert_eq!(token_set("oud", "pieter oud"), 1.0);
        assert!(token_set("oud", "moe") < 0.5);
    }
}
