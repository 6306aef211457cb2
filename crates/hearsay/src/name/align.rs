//! Which words of two names are the same word: equal ones first, then short forms and the initials of several
//! words, then what is spelt nearly alike, then the initials of one.

use super::part::{is_nickname, is_particle};
use super::{Pair, Why, edit};

/// Words that may be written as one.
const JOINED: usize = 4;

/// Dearest pair, as a share of the longer word's length.
const DEAREST: f64 = 0.6;

/// Dearest pair of which one side is several words.
const DEAREST_JOINED: f64 = 0.1;

/// What joining costs.
const JOINING: f64 = 0.2;

/// The words of two names, paired, and what is left on either side.
#[derive(Debug, Default)]
pub(super) struct Alignment {
    pub(super) pairs: Vec<Pair>,
    pub(super) left: [Vec<String>; 2],
}

/// Which words of a name are not paired yet.
struct Side<'a> {
    words: &'a [String],
    free: Vec<bool>,
}

impl<'a> Side<'a> {
    fn new(words: &'a [String]) -> Self {
        Self {
            words,
            free: vec![true; words.len()],
        }
    }

    fn is_free(&self, start: usize, length: usize) -> bool {
        self.free[start..start + length].iter().all(|&free| free)
    }

    fn take(&mut self, start: usize, length: usize) {
        self.free[start..start + length].fill(false);
    }

    /// Runs of free words: first word, number of words, and the words written as one.
    fn runs(&self, longest: usize) -> Vec<(usize, usize, String)> {
        let starts = |length: usize| {
            (0..(self.words.len() + 1).saturating_sub(length)).map(move |start| (start, length))
        };
        (1..=longest)
            .flat_map(starts)
            .filter(|&(start, length)| self.is_free(start, length))
            .map(|(start, length)| (start, length, self.words[start..start + length].concat()))
            .collect()
    }

    fn left(&self) -> Vec<String> {
        let words = self.words.iter().zip(&self.free);
        words
            .filter(|(_, free)| **free)
            .map(|(word, _)| word.clone())
            .collect()
    }
}

/// Pairs the words of two names.
pub(super) fn align(a: &[String], b: &[String]) -> Alignment {
    let (mut left, mut right) = (Side::new(a), Side::new(b));
    let mut pairs = Vec::new();
    equal(&mut left, &mut right, &mut pairs);
    single(&mut left, &mut right, &mut pairs, Why::Nickname);
    initials(&mut left, &mut right, &mut pairs);
    alike(&mut left, &mut right, &mut pairs);
    single(&mut left, &mut right, &mut pairs, Why::Initial);
    Alignment {
        pairs,
        left: [left.left(), right.left()],
    }
}

fn equal(left: &mut Side<'_>, right: &mut Side<'_>, pairs: &mut Vec<Pair>) {
    for i in 0..left.words.len() {
        let same =
            (0..right.words.len()).find(|&j| right.free[j] && left.words[i] == right.words[j]);
        if let Some(j) = same {
            left.take(i, 1);
            right.take(j, 1);
            pairs.push(Pair::new(&left.words[i], &right.words[j], 0.0, Why::Equal));
        }
    }
}

/// What is spelt nearly alike, the cheapest by length first. Numbers are equal or not; a particle is no name.
fn alike(left: &mut Side<'_>, right: &mut Side<'_>, pairs: &mut Vec<Pair>) {
    let is_number = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    let mut found = Vec::new();
    for (i, n, a) in left.runs(JOINED) {
        for (j, m, b) in right.runs(JOINED) {
            let odd = n > 1 && m > 1
                || is_number(&a)
                || is_number(&b)
                || is_particle(&a) != is_particle(&b);
            let longer = a.len().max(b.len());
            // No cost is below the difference in length by the cheapest omission.
            if odd || a.len().abs_diff(b.len()) * 3 > longer * 2 {
                continue;
            }
            let joined = n + m > 2;
            let cost = edit::cost(&a, &b);
            let share = cost / longer as f64;
            if share <= if joined { DEAREST_JOINED } else { DEAREST } {
                let extra = if joined { JOINING } else { 0.0 };
                found.push((
                    share,
                    i,
                    n,
                    j,
                    m,
                    Pair::new(&a, &b, cost + extra, Why::Spelling),
                ));
            }
        }
    }
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (_, i, n, j, m, pair) in found {
        if left.is_free(i, n) && right.is_free(j, m) {
            left.take(i, n);
            right.take(j, m);
            pairs.push(pair);
        }
    }
}

/// Short forms and initials of one word.
fn single(left: &mut Side<'_>, right: &mut Side<'_>, pairs: &mut Vec<Pair>, why: Why) {
    let fits = |a: &str, b: &str| match why {
        Why::Nickname => is_nickname(a, b),
        _ => (a.len() == 1 || b.len() == 1) && a.as_bytes()[0] == b.as_bytes()[0],
    };
    for i in 0..left.words.len() {
        let found = (0..right.words.len())
            .find(|&j| left.free[i] && right.free[j] && fits(&left.words[i], &right.words[j]));
        if let Some(j) = found {
            left.take(i, 1);
            right.take(j, 1);
            pairs.push(Pair::new(&left.words[i], &right.words[j], 0.0, why));
        }
    }
}

/// "NPA" and "Norvia Port Authority".
fn initials(left: &mut Side<'_>, right: &mut Side<'_>, pairs: &mut Vec<Pair>) {
    let mut one_way = |short: &mut Side<'_>, long: &mut Side<'_>| {
        for i in 0..short.words.len() {
            let word = &short.words[i];
            let length = word.len();
            if length < 2 || !short.free[i] || length > long.words.len() {
                continue;
            }
            let found = (0..=long.words.len() - length).find(|&start| {
                long.is_free(start, length)
                    && long.words[start..start + length]
                        .iter()
                        .zip(word.bytes())
                        .all(|(w, b)| w.as_bytes()[0] == b)
            });
            if let Some(start) = found {
                short.take(i, 1);
                long.take(start, length);
                let words = long.words[start..start + length].join(" ");
                pairs.push(Pair::new(word, &words, 0.0, Why::Initials));
            }
        }
    };
    one_way(left, right);
    one_way(right, left);
}
