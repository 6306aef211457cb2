//! A trace as a tree, for lines of text: what has several parents stands under each, its branches once.

use super::Trace;

/// A node in the tree and what hangs on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    /// The number of the node.
    pub node: usize,
    /// The number of the step that leads here; `None` of a root.
    pub step: Option<usize>,
    /// What hangs on it.
    pub branches: Vec<Branch>,
    /// Whether its branches stand further up.
    pub is_above: bool,
}

impl Trace {
    /// The trees: of a claim from those who had it from nobody down to those who have it from them, of an
    /// attribution from its article up to those it had it from.
    pub fn trees(&self) -> Vec<Branch> {
        let mut seen = vec![false; self.nodes.len()];
        if let Some(start) = self.start {
            return vec![self.branch(start, None, &mut seen)];
        }
        let mut roots: Vec<usize> = (0..self.nodes.len()).collect();
        // Where every way is a circle, some node has to come first: the earliest. Those that cannot be
        // followed come after those that can.
        roots.sort_by_key(|&node| {
            let has = self.steps.iter();
            let leads_on = has
                .filter(|step| step.from == node && !step.is_loop)
                .count()
                > 0;
            (leads_on, self.nodes[node].remark().is_some())
        });
        let mut trees = Vec::new();
        for root in roots {
            if !seen[root] {
                trees.push(self.branch(root, None, &mut seen));
            }
        }
        trees
    }

    fn branch(&self, node: usize, step: Option<usize>, seen: &mut [bool]) -> Branch {
        let next: Vec<(usize, usize)> = self.next(node);
        let is_above = seen[node] && !next.is_empty();
        let is_loop = step.is_some_and(|step| self.steps[step].is_loop);
        let stops = seen[node] || is_loop;
        seen[node] = seen[node] || !is_loop;
        let branches = if stops { Vec::new() } else { next };
        Branch {
            node,
            step,
            branches: branches
                .into_iter()
                .map(|(step, node)| self.branch(node, Some(step), seen))
                .collect(),
            is_above: is_above && !is_loop,
        }
    }

    /// What hangs on a node: the steps and where they lead, a pair of nodes once.
    fn next(&self, node: usize) -> Vec<(usize, usize)> {
        let up = self.start.is_some();
        let mut found: Vec<(usize, usize)> = Vec::new();
        for (at, step) in self.steps.iter().enumerate() {
            let (here, there) = if up {
                (step.from, step.to)
            } else {
                (step.to, step.from)
            };
            if here == node && !found.iter().any(|(_, known)| *known == there) {
                found.push((at, there));
            }
        }
        found
    }

    /// Whether the trees lead up, from an article to those it had it from.
    pub fn leads_up(&self) -> bool {
        self.start.is_some()
    }
}
