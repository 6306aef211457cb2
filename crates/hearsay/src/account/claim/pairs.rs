//! How likely two statements bear on one claim: a logistic score over what they share.
//!
//! Weights stand in `assets/account/pairs.csv`, fitted to stories of our own (`hearsay eval stories --pairs`).

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::account::facts::{Facts, Saying};
use crate::voice::Stance;

const WEIGHTS: &str = include_str!("../../../assets/account/pairs.csv");

/// What is counted of a pair, in the order of [`features`].
pub(in crate::account) const FEATURES: [&str; 20] = [
    "print",
    "print, one article",
    "print, high",
    "content",
    "covered",
    "around",
    "content in block, more",
    "content in block, less",
    "named in content",
    "named around",
    "numbers",
    "same source",
    "same source, one article",
    "one article",
    "distance",
    "one block",
    "thin, more",
    "thin, both",
    "thin beside",
    "one denies",
];

/// Words of a content that has no proposition of its own ("this", "the report").
const THIN: usize = 1;

struct Weights {
    base: f64,
    of: [f64; FEATURES.len()],
}

static FITTED: LazyLock<Weights> = LazyLock::new(|| {
    let mut weights = Weights {
        base: 0.0,
        of: [0.0; FEATURES.len()],
    };
    for line in WEIGHTS.lines().skip(1) {
        // The last cell is the weight; names may hold commas.
        let Some((name, weight)) = line.rsplit_once(',') else {
            continue;
        };
        let (name, weight) = (name.trim_matches('"'), weight.parse().unwrap_or(0.0));
        match FEATURES.iter().position(|feature| *feature == name) {
            Some(at) => weights.of[at] = weight,
            None => weights.base = weight,
        }
    }
    weights
});

/// The log-odds that two statements bear on one claim.
pub(in crate::account) fn odds(facts: &Facts<'_>, one: usize, other: usize) -> f64 {
    let weights = &*FITTED;
    let features = features(&facts.sayings[one], &facts.sayings[other]);
    let sum: f64 = features
        .iter()
        .zip(weights.of)
        .map(|(value, weight)| value * weight)
        .sum();
    weights.base + sum
}

/// What two statements share.
pub(in crate::account) fn features(one: &Saying<'_>, other: &Saying<'_>) -> [f64; FEATURES.len()] {
    let same_article = one.article == other.article;
    let distance = one.place.abs_diff(other.place);
    let (a, b) = (
        one.words.cosine(&other.around),
        one.around.cosine(&other.words),
    );
    let same_source = one.source.is_some() && one.source == other.source;
    let thin = |saying: &Saying<'_>| saying.words.len() <= THIN;
    let (first, second) = (thin(one), thin(other));
    let denies = |saying: &Saying<'_>| saying.stance == Stance::Denies;
    let flag = |is: bool| f64::from(u8::from(is));
    let print = near(&one.print, &other.print);
    [
        print,
        if same_article { print } else { 0.0 },
        (print - 0.5).max(0.0),
        one.words.cosine(&other.words),
        one.words.covered(&other.words),
        one.around.cosine(&other.around),
        a.max(b),
        a.min(b),
        shared(&one.named, &other.named),
        shared(&one.near, &other.near),
        one.numbers.intersection(&other.numbers).count().min(3) as f64,
        flag(same_source),
        flag(same_source && same_article),
        flag(same_article),
        if same_article {
            1.0 / distance.max(1) as f64
        } else {
            0.0
        },
        flag(same_article && one.block == other.block),
        flag(first || second),
        flag(first && second),
        flag((first || second) && same_article && distance == 1),
        flag(denies(one) != denies(other)),
    ]
}

/// The cosine of two vectors of length 1.
fn near(one: &[f32], other: &[f32]) -> f64 {
    f64::from(one.iter().zip(other).map(|(a, b)| a * b).sum::<f32>())
}

/// The share that two sets have in common of what is in either (Jaccard).
fn shared(one: &BTreeSet<usize>, other: &BTreeSet<usize>) -> f64 {
    let either = one.union(other).count();
    if either == 0 {
        return 0.0;
    }
    one.intersection(other).count() as f64 / either as f64
}
