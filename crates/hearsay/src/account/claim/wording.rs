//! The neutral wording of a claim: the plainest of its own statements.

use std::collections::BTreeMap;

use crate::account::facts::Facts;
use crate::account::value::Bearing;
use crate::attribution::Quotation;
use crate::grammar::vocabulary;
use crate::voice::Certainty;

/// Words of a wording that is neither a fragment nor a tale.
const FITTING: std::ops::RangeInclusive<usize> = 5..=24;

/// The wording of a claim.
pub(in crate::account) fn of(facts: &Facts<'_>, group: &[usize], bearings: &[Bearing]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in group
        .iter()
        .flat_map(|&number| facts.sayings[number].words.words())
    {
        *counts.entry(word).or_insert(0) += 1;
    }
    // The share of the statements that each word stands in.
    let shares: BTreeMap<&str, f64> = counts
        .into_iter()
        .map(|(word, count)| (word, count as f64 / group.len() as f64))
        .collect();
    let best = group
        .iter()
        .zip(bearings)
        .max_by(|(one, is), (other, was)| {
            let (one, other) = (
                cost(facts, &shares, **one, **is),
                cost(facts, &shares, **other, **was),
            );
            other.total_cmp(&one)
        })
        .map(|(number, _)| facts.sayings[*number].content)
        .unwrap_or_default();
    tidy(best)
}

/// How far a statement is from a plain wording; the earlier of two alike is taken.
fn cost(facts: &Facts<'_>, shares: &BTreeMap<&str, f64>, number: usize, bearing: Bearing) -> f64 {
    let saying = &facts.sayings[number];
    let count = saying.content.split_whitespace().count();
    let mut cost = match bearing {
        Bearing::Asserts => 0.0,
        Bearing::Confirms => 0.5,
        Bearing::Reports => 2.5,
        Bearing::Doubts => 3.0,
        Bearing::Denies => 4.0,
    };
    if !FITTING.contains(&count) {
        cost += 2.0;
    }
    if saying.value.quotation == Quotation::Direct {
        cost += 1.0;
    }
    if saying.value.quotation == Quotation::Mixed {
        cost += 0.7;
    }
    if saying.value.certainty != Some(Certainty::Certain) {
        cost += 0.3;
    }
    let pronouns = saying
        .content
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|word| vocabulary::pronoun(&word.to_lowercase()).is_some())
        .count();
    cost += 0.4 * pronouns.min(3) as f64;
    // What others of the claim also say is its middle.
    let shared = |word: &String| shares.get(word.as_str()).copied().unwrap_or(0.0);
    let words = saying.words.len().max(1) as f64;
    cost - 1.5 * saying.words.words().map(shared).sum::<f64>() / words - 0.1 * words.min(8.0)
}

/// The words as a sentence of their own: without the "that" before them, blanks folded.
fn tidy(content: &str) -> String {
    let words: Vec<&str> = content.split_whitespace().collect();
    let rest = match words.as_slice() {
        [that, rest @ ..] if that.eq_ignore_ascii_case("that") && !rest.is_empty() => rest,
        all => all,
    };
    let joined = rest.join(" ");
    let joined = joined.trim_end_matches([',', ';', ':']);
    let mut letters = joined.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wording_stands_by_itself() {
        assert_eq!(tidy("that  the dam broke,"), "The dam broke");
        assert_eq!(tidy("That"), "That");
        assert_eq!(tidy(""), "");
    }
}
