//! Grouping: statements that bear on one claim, by average linkage over the scores of pairs.
//!
//! Only pairs that could be one are scored: those that share a telling word or a source, or stand side by side. Every other pair counts with
//! [`UNLIKE`]. So the work grows with the pairs that share something, not with all.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap};

use super::pairs;
use crate::account::Rulings;
use crate::account::facts::Facts;

/// The log-odds of a pair that shares nothing.
const UNLIKE: f64 = -4.0;

/// Groups are joined while the mean log-odds of their pairs is above this.
const JOINED: f64 = -2.0;

/// Pairs that are scored at most, a statement, and always: rare words bring theirs about first.
const PAIRS: usize = 60;
const ALWAYS: usize = 20_000;

/// What a ruling weighs: more than any score.
const RULED: f64 = 1e6;

/// The log-odds of two statements, the smaller number first.
type Scores = BTreeMap<(usize, usize), f64>;

/// The statements of each claim, by their numbers, ascending; claims in the order of their first statements.
pub(in crate::account) fn group(facts: &Facts<'_>, rulings: &Rulings) -> Vec<Vec<usize>> {
    let mut scores: Scores = candidates(facts)
        .into_iter()
        .map(|(one, other)| ((one, other), pairs::odds(facts, one, other)))
        .collect();
    let number: HashMap<&str, usize> = facts
        .sayings
        .iter()
        .enumerate()
        .map(|(number, saying)| (saying.value.id.as_str(), number))
        .collect();
    let ruled = |list: &[(String, String)]| -> Vec<(usize, usize)> {
        list.iter()
            .filter_map(|(one, other)| {
                let (one, other) = (*number.get(one.as_str())?, *number.get(other.as_str())?);
                (one != other).then(|| (one.min(other), one.max(other)))
            })
            .collect()
    };
    for pair in ruled(&rulings.together) {
        scores.insert(pair, RULED);
    }
    for pair in ruled(&rulings.apart) {
        scores.insert(pair, -RULED);
    }
    link(facts.sayings.len(), &scores)
}

/// Pairs that share something: those of one article, then those that share a word or a source, the rarest first, as
/// many as the number of statements allows.
pub(in crate::account) fn candidates(facts: &Facts<'_>) -> BTreeSet<(usize, usize)> {
    let mut articles: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut shared: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (number, saying) in facts.sayings.iter().enumerate() {
        articles.entry(saying.article).or_default().push(number);
        let source = saying.source.map(|source| format!("@{source}"));
        for word in saying.around.words().cloned().chain(source) {
            shared.entry(word).or_default().push(number);
        }
    }
    let mut holders: Vec<Vec<usize>> = shared.into_values().collect();
    // Stable: words of as many statements stay in their order.
    holders.sort_by_key(Vec::len);
    let most = ALWAYS.max(PAIRS * facts.sayings.len());
    let mut out = BTreeSet::new();
    for holders in articles.into_values().chain(holders) {
        let pairs = holders.len() * holders.len().saturating_sub(1) / 2;
        if out.len() + pairs > most && out.len() >= ALWAYS {
            break;
        }
        for (at, &one) in holders.iter().enumerate() {
            for &other in &holders[at + 1..] {
                out.insert((one, other));
            }
        }
    }
    out
}

/// Two groups that may be joined.
#[derive(Debug, PartialEq)]
struct Offer {
    mean: f64,
    pair: (usize, usize),
    /// How often either group had grown when the offer was made: an older offer is void.
    ages: (usize, usize),
}

impl Eq for Offer {}

impl Ord for Offer {
    fn cmp(&self, other: &Self) -> Ordering {
        self.mean
            .total_cmp(&other.mean)
            .then_with(|| other.pair.cmp(&self.pair))
    }
}

impl PartialOrd for Offer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Average linkage: the two groups with the highest mean are joined, until none is above [`JOINED`].
fn link(count: usize, scores: &Scores) -> Vec<Vec<usize>> {
    // What the known pairs of two groups have above [`UNLIKE`], summed.
    let mut above: Vec<BTreeMap<usize, f64>> = vec![BTreeMap::new(); count];
    for (&(one, other), score) in scores {
        above[one].insert(other, score - UNLIKE);
        above[other].insert(one, score - UNLIKE);
    }
    let mut members: Vec<Vec<usize>> = (0..count).map(|number| vec![number]).collect();
    let mut ages = vec![0usize; count];
    let offer = |one: usize, other: usize, sum: f64, members: &[Vec<usize>], ages: &[usize]| {
        let pairs = (members[one].len() * members[other].len()) as f64;
        let pair = (one.min(other), one.max(other));
        Offer {
            mean: UNLIKE + sum / pairs,
            pair,
            ages: (ages[pair.0], ages[pair.1]),
        }
    };
    let mut heap: BinaryHeap<Offer> = scores
        .iter()
        .map(|(&(one, other), score)| offer(one, other, score - UNLIKE, &members, &ages))
        .filter(|offer| offer.mean > JOINED)
        .collect();
    while let Some(best) = heap.pop() {
        let (keep, gone) = best.pair;
        let stale = best.ages != (ages[keep], ages[gone])
            || members[keep].is_empty()
            || members[gone].is_empty();
        if stale {
            continue;
        }
        let moved = std::mem::take(&mut members[gone]);
        members[keep].extend(moved);
        ages[keep] += 1;
        ages[gone] += 1;
        above[keep].remove(&gone);
        for (other, sum) in std::mem::take(&mut above[gone]) {
            if other == keep {
                continue;
            }
            above[other].remove(&gone);
            let sum = sum + above[keep].get(&other).copied().unwrap_or(0.0);
            above[keep].insert(other, sum);
            above[other].insert(keep, sum);
        }
        for (&other, &sum) in &above[keep] {
            let next = offer(keep, other, sum, &members, &ages);
            if next.mean > JOINED {
                heap.push(next);
            }
        }
    }
    let mut out: Vec<Vec<usize>> = members
        .into_iter()
        .filter(|group| !group.is_empty())
        .collect();
    for group in &mut out {
        group.sort_unstable();
    }
    out.sort();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_alike_on_the_mean_is_joined() {
        let scores = Scores::from([((0, 1), 3.0), ((1, 2), 3.0), ((0, 2), -9.0), ((3, 4), 1.0)]);
        // 2 is as near to 1 as 0 is, but with 0 in the group the mean is too low.
        assert_eq!(link(6, &scores), [vec![0, 1], vec![2], vec![3, 4], vec![5]]);
    }

    #[test]
    fn rulings_hold_against_scores() {
        let scores = Scores::from([((0, 1), 5.0), ((1, 2), RULED), ((0, 2), -RULED)]);
        assert_eq!(link(3, &scores), [vec![0], vec![1, 2]]);
    }
}
