//! Sets of those who are one, each with its head, and pairs that are held apart.

use std::collections::HashMap;

/// A figure of a story, or an entity of an article that is in no story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Node {
    Figure(i64),
    Entity(i64),
}

/// Who is one with whom.
#[derive(Debug, Default)]
pub(super) struct Sets {
    nodes: Vec<Node>,
    numbers: HashMap<Node, usize>,
    /// The set of each node, by the number of one of its nodes.
    owner: Vec<usize>,
    /// Of each set: its nodes, the head's row and id, and whether a ruling chose it.
    members: Vec<Vec<usize>>,
    heads: Vec<(i64, String, bool)>,
    apart: Vec<(usize, usize)>,
}

impl Sets {
    /// Adds a node that is by itself so far, with the row and id of its head. Gives its number.
    pub(super) fn add(&mut self, node: Node, head: i64, key: String) -> usize {
        let number = self.nodes.len();
        self.nodes.push(node);
        self.numbers.insert(node, number);
        self.owner.push(number);
        self.members.push(vec![number]);
        self.heads.push((head, key, false));
        number
    }

    /// Says that two nodes are never one.
    pub(super) fn keep_apart(&mut self, one: usize, other: usize) {
        self.apart.push((one, other));
    }

    /// The number of a node that was added.
    pub(super) fn number(&self, node: Node) -> Option<usize> {
        self.numbers.get(&node).copied()
    }

    /// Joins two sets, unless something in them is held apart. Gives whether they are one now. A head that a ruling chose
    /// stays; otherwise it is the one with the smaller id.
    pub(super) fn join(&mut self, first: usize, second: usize) -> bool {
        let (first, second) = (self.owner[first], self.owner[second]);
        if first == second {
            return true;
        }
        let between = |one: usize, other: usize| {
            let (one, other) = (self.owner[one], self.owner[other]);
            (one, other) == (first, second) || (other, one) == (first, second)
        };
        if self.apart.iter().any(|&(one, other)| between(one, other)) {
            return false;
        }
        let (a, b) = (&self.heads[first], &self.heads[second]);
        if (!b.2, &b.1) < (!a.2, &a.1) {
            self.heads[first] = b.clone();
        }
        let moved = std::mem::take(&mut self.members[second]);
        for &number in &moved {
            self.owner[number] = first;
        }
        self.members[first].extend(moved);
        true
    }

    /// Joins what a ruling says is one. The head is the one that the ruling keeps, or whom an earlier ruling says that one
    /// is.
    pub(super) fn rule(&mut self, kept: usize, other: usize, head: (i64, String)) {
        let chosen = self.heads[self.owner[kept]].clone();
        if self.join(kept, other) {
            self.heads[self.owner[kept]] = if chosen.2 {
                chosen
            } else {
                (head.0, head.1, true)
            };
        }
    }

    /// Every node with the row of its head.
    pub(super) fn heads(&self) -> impl Iterator<Item = (Node, i64)> + '_ {
        let heads = self.owner.iter().map(|&owner| self.heads[owner].0);
        self.nodes.iter().copied().zip(heads)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ruling_keeps_its_head_and_what_is_apart_stays_apart() {
        let mut sets = Sets::default();
        let numbers: Vec<usize> = (0..4)
            .map(|n| sets.add(Node::Entity(n), n, format!("{n}")))
            .collect();
        sets.keep_apart(numbers[0], numbers[3]);
        sets.rule(numbers[1], numbers[0], (1, "1".to_owned()));
        assert!(sets.join(numbers[2], numbers[1]));
        assert!(!sets.join(numbers[2], numbers[3]), "through the first");
        let heads: Vec<i64> = sets.heads().map(|(_, head)| head).collect();
        assert_eq!(heads, [1, 1, 1, 3]);
    }
}
