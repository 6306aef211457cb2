//! Where the nodes of a trace stand in a drawing from left to right: each right of all that it has its words from.
//! A step over several columns passes through a place of its own in each of those between, so that it runs around
//! what stands there.

use std::collections::BTreeMap;

use super::Trace;

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Slot {
    /// The node with this number.
    Node(usize),
    /// The step with this number passes.
    Pass(usize),
}

/// What stands in each column, from the top.
pub(super) fn columns(trace: &Trace) -> Vec<Vec<Slot>> {
    let forward = forward(trace);
    let column = depths(trace.nodes.len(), &forward);
    let count = column.iter().max().map_or(0, |last| last + 1);
    let mut columns: Vec<Vec<Slot>> = vec![Vec::new(); count];
    for (node, &at) in column.iter().enumerate() {
        columns[at].push(Slot::Node(node));
    }
    // What each place is reached from, one column further left.
    let mut left: BTreeMap<Slot, Vec<Slot>> = BTreeMap::new();
    for &(step, from, to) in &forward {
        let mut last = Slot::Node(from);
        for passed in &mut columns[column[from] + 1..column[to]] {
            let slot = Slot::Pass(step);
            passed.push(slot);
            left.entry(slot).or_default().push(last);
            last = slot;
        }
        left.entry(Slot::Node(to)).or_default().push(last);
    }
    sort(&mut columns, &left);
    columns
}

/// Puts each place beside the middle of those that it is reached from, so that few lines cross.
fn sort(columns: &mut [Vec<Slot>], left: &BTreeMap<Slot, Vec<Slot>>) {
    let mut before: Vec<Slot> = Vec::new();
    for column in columns {
        let middle = |slot: &Slot| {
            let ranks: Vec<usize> = left
                .get(slot)
                .into_iter()
                .flatten()
                .filter_map(|from| before.iter().position(|known| known == from))
                .collect();
            ranks.iter().sum::<usize>() as f64 / ranks.len().max(1) as f64
        };
        let mut ranked: Vec<(f64, Slot)> =
            column.iter().map(|slot| (middle(slot), *slot)).collect();
        ranked.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        *column = ranked.into_iter().map(|(_, slot)| slot).collect();
        before.clone_from(column);
    }
}

/// The column of each node.
fn depths(count: usize, forward: &[(usize, usize, usize)]) -> Vec<usize> {
    let mut depth = vec![0; count];
    // The longest way has fewer steps than there are nodes.
    for _ in 0..count {
        let mut changed = false;
        for &(_, left, right) in forward {
            if depth[right] <= depth[left] {
                depth[right] = depth[left] + 1;
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    depth
}

/// The steps, each with its left and its right end, without those that would close a circle, whether they are marked
/// as that or not.
fn forward(trace: &Trace) -> Vec<(usize, usize, usize)> {
    let mut kept: Vec<(usize, usize, usize)> = Vec::new();
    for (number, step) in trace.steps.iter().enumerate() {
        if !step.is_loop && !reaches(&kept, step.from, step.to) {
            kept.push((number, step.to, step.from));
        }
    }
    kept
}

/// Whether a way leads from the one to the other.
fn reaches(steps: &[(usize, usize, usize)], from: usize, to: usize) -> bool {
    let mut open = vec![from];
    let mut seen = Vec::new();
    while let Some(node) = open.pop() {
        if node == to {
            return true;
        }
        if !seen.contains(&node) {
            seen.push(node);
            let next = steps.iter().filter(|(_, left, _)| *left == node);
            open.extend(next.map(|(_, _, right)| *right));
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::super::{EndKind, EndValue, Node, SCHEMA, Step};
    use super::*;
    use crate::account::Link;

    fn trace(count: usize, steps: &[(usize, usize)]) -> Trace {
        let node = |at: usize| Node {
            end: EndValue {
                kind: EndKind::Article,
                id: at.to_string(),
            },
            name: String::new(),
            stance: None,
        };
        let step = |&(from, to): &(usize, usize)| Step {
            from,
            to,
            link: Link::Cites,
            stance: None,
            attributions: Vec::new(),
            is_loop: false,
        };
        Trace {
            schema: SCHEMA,
            of: String::new(),
            text: String::new(),
            nodes: (0..count).map(node).collect(),
            steps: steps.iter().map(step).collect(),
            start: None,
        }
    }

    #[test]
    fn a_step_over_a_column_passes_through_it() {
        use Slot::{Node, Pass};
        // 0 has it from 1 and from 2, 1 has it from 2.
        let columns = columns(&trace(3, &[(0, 1), (1, 2), (0, 2)]));
        assert_eq!(
            columns,
            [vec![Node(2)], vec![Node(1), Pass(2)], vec![Node(0)]]
        );
    }

    #[test]
    fn circles_that_nobody_marked_end() {
        let columns = columns(&trace(3, &[(0, 1), (1, 2), (2, 0), (1, 1)]));
        let nodes: usize = columns.iter().map(Vec::len).sum();
        assert_eq!(nodes, 3);
    }
}
