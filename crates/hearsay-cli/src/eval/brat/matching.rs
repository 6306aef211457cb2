//! Which predicted attribution is which gold attribution.
//!
//! Two match if the F1 of their content tokens reaches a threshold and their sources share a
//! token, or both have none. Each matches one other at most; the matching has as many pairs as
//! possible (augmenting paths, Kuhn's algorithm). Pairs with the better content go first, and
//! attributions come sorted, so the same sets give the same pairs. Attributions that share a
//! source count one each; those without a content take no part.

use super::document::{Relation, TokenSet};

/// The F1 of two spans as sets of tokens, 0 to 1.
pub(crate) fn token_f1(a: &TokenSet, b: &TokenSet) -> f64 {
    2.0 * a.shared(b) as f64 / (a.tokens().len() + b.tokens().len()) as f64
}

/// The content F1 of two attributions, if their sources allow a match.
fn likeness(a: &Relation, b: &Relation) -> Option<f64> {
    let sources_meet = match (&a.source, &b.source) {
        (Some(a), Some(b)) => a.shared(b) > 0,
        (None, None) => true,
        _ => false,
    };
    let (a, b) = (a.content.as_ref()?, b.content.as_ref()?);
    sources_meet.then(|| token_f1(a, b))
}

/// For each gold attribution, the number of the predicted one that matches it.
pub(crate) fn matching(
    gold: &[Relation],
    predicted: &[Relation],
    threshold: f64,
) -> Vec<Option<usize>> {
    let mut edges: Vec<Vec<(f64, usize)>> = Vec::with_capacity(gold.len());
    for wanted in gold {
        let mut row: Vec<(f64, usize)> = predicted
            .iter()
            .enumerate()
            .filter_map(|(at, found)| Some((likeness(wanted, found)?, at)))
            .filter(|(likeness, _)| *likeness >= threshold)
            .collect();
        row.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        edges.push(row);
    }
    let mut order: Vec<usize> = (0..gold.len()).collect();
    let best = |at: usize| edges[at].first().map_or(0.0, |edge| edge.0);
    order.sort_by(|&a, &b| best(b).total_cmp(&best(a)).then(a.cmp(&b)));
    let mut taken: Vec<Option<usize>> = vec![None; predicted.len()];
    for at in order {
        augment(at, &edges, &mut taken, &mut vec![false; predicted.len()]);
    }
    let mut matched = vec![None; gold.len()];
    for (found, wanted) in taken.into_iter().enumerate() {
        if let Some(wanted) = wanted {
            matched[wanted] = Some(found);
        }
    }
    matched
}

/// Finds a partner for gold attribution `at`, moving others to another partner where that helps.
fn augment(
    at: usize,
    edges: &[Vec<(f64, usize)>],
    taken: &mut [Option<usize>],
    seen: &mut [bool],
) -> bool {
    for &(_, found) in &edges[at] {
        if std::mem::replace(&mut seen[found], true) {
            continue;
        }
        if taken[found].is_none_or(|other| augment(other, edges, taken, seen)) {
            taken[found] = Some(at);
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn relation(source: &[usize], content: &[usize]) -> Relation {
        let set = |tokens: &[usize]| TokenSet::new(tokens.to_vec());
        Relation {
            source: set(source),
            cue: None,
            content: set(content),
        }
    }

    #[test]
    fn content_f1_decides_at_the_threshold() {
        // 2 * 2 / (4 + 4) = 0.5.
        let gold = [relation(&[0], &[1, 2, 3, 4])];
        let predicted = [relation(&[0], &[3, 4, 5, 6])];
        assert_eq!(matching(&gold, &predicted, 0.5), [Some(0)]);
        assert_eq!(matching(&gold, &predicted, 0.51), [None]);
    }

    #[test]
    fn sources_must_meet_or_both_be_absent() {
        let content = [1, 2];
        let pair = |a: &[usize], b: &[usize]| {
            matching(&[relation(a, &content)], &[relation(b, &content)], 0.5)[0]
        };
        assert_eq!(pair(&[7, 8], &[8, 9]), Some(0));
        assert_eq!(pair(&[7], &[9]), None);
        assert_eq!(pair(&[], &[]), Some(0));
        assert_eq!(pair(&[], &[9]), None);
        assert_eq!(pair(&[7], &[]), None);
    }

    #[test]
    fn nothing_said_matches_nothing() {
        assert_eq!(
            matching(&[relation(&[0], &[])], &[relation(&[0], &[])], 0.0),
            [None]
        );
    }

    #[test]
    fn the_matching_is_as_large_as_possible() {
        // The first gold fits both predictions, the second only the better one of them.
        let gold = [relation(&[0], &[1, 2, 3, 4]), relation(&[0], &[1, 2])];
        let predicted = [relation(&[0], &[1, 2, 3]), relation(&[0], &[2, 3, 4, 5])];
        assert_eq!(matching(&gold, &predicted, 0.7), [Some(1), Some(0)]);
    }
}
