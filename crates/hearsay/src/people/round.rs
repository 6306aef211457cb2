//! The rounds of joining, the plainest evidence first.
//!
//! In a round of whole names, pairs are joined in the order of their cost. In a round of parts of names, a figure is
//! joined to the only one that it can be part of; all of a round are decided before any is joined, so that
//! no order of figures matters.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Reason;
use super::book::Book;
use super::evidence::Evidence;
use super::profile::{Group, sorted};

/// Clusters that share a key are compared to so many before and behind them, at most.
const WINDOW: usize = 50;

/// A round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Round {
    evidence: Evidence,
    /// Whether all figures are of one story.
    story: bool,
}

impl Round {
    /// The rounds over one story.
    pub(super) const STORY: [Self; 8] = [
        Self::story(Evidence::Equal),
        Self::story(Evidence::Spelt),
        Self::story(Evidence::Initials),
        Self::story(Evidence::Acronym),
        Self::story(Evidence::Part),
        Self::story(Evidence::Short),
        Self::story(Evidence::Role),
        Self::story(Evidence::Alone),
    ];

    /// The rounds between stories.
    pub(super) const LEDGER: [Self; 2] =
        [Self::ledger(Evidence::Equal), Self::ledger(Evidence::Spelt)];

    const fn story(evidence: Evidence) -> Self {
        Self {
            evidence,
            story: true,
        }
    }

    const fn ledger(evidence: Evidence) -> Self {
        Self {
            evidence,
            story: false,
        }
    }

    /// Joins what this evidence joins.
    pub(super) fn play(self, book: &mut Book) {
        match self.evidence {
            Evidence::Equal => self.equal(book),
            Evidence::Spelt | Evidence::Alone => self.nearest(book),
            _ => self.only(book),
        }
    }

    /// Clusters with an equal name: those of one group first, then what the rest outvotes.
    fn equal(self, book: &mut Book) {
        let mut named: BTreeMap<String, BTreeMap<Group, Vec<usize>>> = BTreeMap::new();
        for root in book.roots() {
            let cluster = book.cluster(root);
            for name in &cluster.full {
                let groups = named.entry(sorted(name.clone()).join(" ")).or_default();
                groups.entry(cluster.group()).or_default().push(root);
            }
        }
        for (name, groups) in named {
            let mut heads: Vec<usize> = Vec::new();
            for (group, roots) in groups {
                // A surname is no name yet.
                let part = group == Group::Person && !name.contains(' ');
                if part && self.story {
                    heads.extend(roots);
                } else if !part {
                    for &root in &roots[1..] {
                        self.one(book, roots[0], root, true, &[&name, &name], Reason::Name);
                    }
                    heads.push(roots[0]);
                }
            }
            if !self.story {
                continue;
            }
            let part = |book: &Book, root: usize| {
                let cluster = book.cluster(book.now(root));
                cluster.group() == Group::Person && !cluster.is_whole()
            };
            heads.sort_by_key(|&root| {
                (
                    part(book, root),
                    std::cmp::Reverse(book.cluster(book.now(root)).size()),
                )
            });
            let Some(&head) = heads.first() else { continue };
            if part(book, head) {
                continue;
            }
            for &other in &heads[1..] {
                // A person whom an article tells is no place of this name.
                let (this, person) = (book.cluster(book.now(head)), book.cluster(book.now(other)));
                if part(book, other) && person.is_sure() && !this.outvotes(person) {
                    continue;
                }
                self.one(book, head, other, true, &[&name, &name], Reason::Name);
            }
        }
    }

    /// Joins two, if nothing is against it.
    fn one(
        self,
        book: &mut Book,
        a: usize,
        b: usize,
        equal: bool,
        names: &[&str; 2],
        reason: Reason,
    ) {
        let (a, b) = (book.now(a), book.now(b));
        if book.may(a, b, equal)
            && (self.story || book.cluster(a).group() == book.cluster(b).group())
        {
            book.merge(a, b, names.map(str::to_owned), reason);
        }
    }

    /// Pairs in the order of their cost.
    fn nearest(self, book: &mut Book) {
        let roots = book.roots();
        let mut edges = self.edges(book, &roots);
        edges.sort_by(|a, b| {
            a.cost
                .total_cmp(&b.cost)
                .then_with(|| (a.short, a.long).cmp(&(b.short, b.long)))
        });
        let reason = self.evidence.reason();
        for edge in edges {
            let names = [&*edge.names[0], &*edge.names[1]];
            self.one(
                book,
                roots[edge.short],
                roots[edge.long],
                edge.equal,
                &names,
                reason,
            );
        }
    }

    /// Clusters to the only one that they can be.
    fn only(self, book: &mut Book) {
        let roots = book.roots();
        let mut choices: BTreeMap<usize, Vec<Edge>> = BTreeMap::new();
        for edge in self.edges(book, &roots) {
            choices.entry(edge.short).or_default().push(edge);
        }
        let mut chosen = Vec::new();
        for (short, mut edges) in choices {
            let this = book.cluster(roots[short]);
            let least = edges.iter().map(|edge| edge.cost).fold(f64::MAX, f64::min);
            edges.retain(|edge| edge.cost <= least);
            let several = edges.len() > 1;
            edges.retain(|edge| {
                book.may(roots[short], roots[edge.long], edge.equal)
                    && this.agrees(book.cluster(roots[edge.long]))
            });
            if edges.len() > 1 {
                let shares = |edge: &Edge| {
                    let other = book.cluster(roots[edge.long]);
                    !this.roles.is_disjoint(&other.roles)
                };
                edges.retain(shares);
            }
            match (edges.pop(), edges.is_empty()) {
                (Some(edge), true) => chosen.push(edge),
                _ if several => {
                    book.open.insert(roots[short]);
                }
                _ => {}
            }
        }
        let reason = self.evidence.reason();
        for edge in chosen {
            // Two that look the same in one article go the same way.
            let (this, other) = (book.cluster(roots[edge.short]), book.now(roots[edge.long]));
            let is_twin = this.is_like(book.cluster(other));
            let names = [&*edge.names[0], &*edge.names[1]];
            self.one(
                book,
                roots[edge.short],
                roots[edge.long],
                edge.equal || is_twin,
                &names,
                reason,
            );
        }
    }

    /// The pairs for which this evidence speaks, by places in `roots`.
    fn edges(self, book: &Book, roots: &[usize]) -> Vec<Edge> {
        let mut blocks: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, &root) in roots.iter().enumerate() {
            for key in self.evidence.keys(book.cluster(root), self.story) {
                blocks.entry(key).or_default().push(at);
            }
        }
        let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
        for block in blocks.values() {
            for (at, &a) in block.iter().enumerate() {
                pairs.extend(block[at + 1..].iter().take(WINDOW).map(|&b| (a, b)));
            }
        }
        let mut out = Vec::new();
        for (a, b) in pairs {
            for (short, long) in [(a, b), (b, a)] {
                let is_open = book.open.contains(&roots[short]) || book.open.contains(&roots[long]);
                if is_open && self.evidence == Evidence::Alone {
                    continue;
                }
                let (this, other) = (book.cluster(roots[short]), book.cluster(roots[long]));
                if let Some((cost, names)) = self.evidence.judge(this, other, self.story) {
                    // An article that calls it by the short form says that it is one.
                    let equal = match self.evidence {
                        Evidence::Short => this.full.iter().any(|name| other.names.contains(name)),
                        Evidence::Alone => names[0] == names[1],
                        _ => false,
                    };
                    if self.evidence == Evidence::Alone && !this.agrees(other) {
                        continue;
                    }
                    out.push(Edge {
                        cost,
                        equal,
                        short,
                        long,
                        names,
                    });
                }
            }
        }
        out
    }
}

/// Two clusters that may be one.
#[derive(Debug)]
struct Edge {
    cost: f64,
    /// Whether they have the same name, so that no article that has both keeps them apart.
    equal: bool,
    short: usize,
    long: usize,
    names: [String; 2],
}
