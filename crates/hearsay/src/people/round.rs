//! The rounds of joining, the plainest evidence first.
//!
//! In a round of whole names, pairs are joined in the order of their cost. In a round of parts of names, a figure is
//! joined to the only one that it can be part of; all of a round are decided before any is joined, so that
//! no order of figures matters.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Reason;
use super::book::{Book, Cluster};
use super::judge::{self, Whole};
use super::profile::{Group, sorted};
use crate::name::{alike, keys, unshortened};

/// Clusters that share a key are compared to so many before and behind them, at most.
const WINDOW: usize = 50;

/// One kind of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Evidence {
    /// Equal whole names.
    Equal,
    /// Whole names that are spelt alike.
    Spelt,
    /// "P. Oud" and "Pieter Oud".
    Initials,
    /// "NHA" and "Norvia Harbour Agency".
    Acronym,
    /// "Oud" and "Pieter Oud".
    Part,
    /// "Norgas" and "Norgas Energy".
    Short,
    /// "the harbour master" and Pieter Oud, the harbour master.
    Role,
    /// "Oud" and "Oud", where nobody has a longer name.
    Alone,
}

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
        let reason = self.reason();
        for edge in edges {
            let names = [&*edge.names[0], &*edge.names[1]];
            self.one(
                book,
                roots[edge.short],
                roots[edge.long],
                false,
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
                book.may(roots[short], roots[edge.long], false)
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
                _ if several && self.evidence == Evidence::Part => {
                    book.open.insert(roots[short]);
                }
                _ => {}
            }
        }
        let reason = self.reason();
        for edge in chosen {
            let names = [&*edge.names[0], &*edge.names[1]];
            self.one(
                book,
                roots[edge.short],
                roots[edge.long],
                false,
                &names,
                reason,
            );
        }
    }

    const fn reason(self) -> Reason {
        match self.evidence {
            Evidence::Equal | Evidence::Alone => Reason::Name,
            Evidence::Spelt => Reason::Spelling,
            Evidence::Initials | Evidence::Acronym => Reason::Initials,
            Evidence::Part => Reason::Part,
            Evidence::Short => Reason::Short,
            Evidence::Role => Reason::Role,
        }
    }

    /// The pairs for which this evidence speaks, by places in `roots`.
    fn edges(self, book: &Book, roots: &[usize]) -> Vec<Edge> {
        let mut blocks: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, &root) in roots.iter().enumerate() {
            for key in self.keys(book.cluster(root)) {
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
                if let Some((cost, names)) = self.judge(this, other) {
                    out.push(Edge {
                        cost,
                        short,
                        long,
                        names,
                    });
                }
            }
        }
        out
    }

    /// Keys of which two clusters share one, if this evidence can speak for them.
    fn keys(self, cluster: &Cluster) -> BTreeSet<String> {
        let words = |name: &Vec<String>| -> Vec<String> {
            name.iter()
                .flat_map(|word| keys(unshortened(word)))
                .chain([name.concat()])
                .collect()
        };
        match self.evidence {
            Evidence::Spelt if !self.story => cluster
                .names
                .iter()
                .flat_map(|name| couples(name))
                .collect(),
            Evidence::Acronym => {
                let letters = cluster
                    .full
                    .iter()
                    .filter_map(|name| judge::first_letters(name));
                letters.chain(cluster.acronyms.iter().cloned()).collect()
            }
            Evidence::Role => cluster.roles.iter().flat_map(words).collect(),
            _ => cluster.names.iter().flat_map(words).collect(),
        }
    }

    /// What speaks for the first being the second, and its cost.
    fn judge(self, short: &Cluster, long: &Cluster) -> Option<(f64, [String; 2])> {
        let (a, b) = (short.group(), long.group());
        let person = a == Group::Person && b == Group::Person;
        let body = a == Group::Body && b == Group::Body;
        match self.evidence {
            Evidence::Spelt if person => {
                best(&short.names, &long.names, |a, b| {
                    match judge::people(a, b)? {
                        Whole::Words(cost) => Some(cost),
                        Whole::Initials => None,
                    }
                })
            }
            Evidence::Spelt if a == b || self.story && (!short.is_sure() || !long.is_sure()) => {
                best(&short.full, &long.full, |a, b| {
                    let whole = self.story || a.len() > 1;
                    judge::bodies(a, b).filter(|_| whole)
                })
            }
            Evidence::Initials if person => best(&short.names, &long.names, |a, b| {
                let shorter = a.concat().len() < b.concat().len();
                (shorter && judge::people(a, b)? == Whole::Initials).then_some(0.0)
            }),
            Evidence::Acronym if body => short.acronyms.iter().find_map(|letters| {
                let spells =
                    |name: &&Vec<String>| judge::first_letters(name).as_ref() == Some(letters);
                let name = long.full.iter().find(spells)?;
                Some((0.0, [letters.clone(), name.join(" ")]))
            }),
            Evidence::Part if b == Group::Person && long.is_whole() && is_part(short) => {
                best(&short.names, &long.names, |part, whole| {
                    let [word] = part else { return None };
                    let last = judge::surname(whole)?;
                    let first = whole.first().filter(|_| whole.len() > 1)?;
                    if word == last {
                        Some(0.0)
                    } else if word == first {
                        Some(1.0)
                    } else {
                        (word.len() > 3 && alike(word, last)).then_some(2.0)
                    }
                })
            }
            Evidence::Short if body => best(&short.full, &long.full, |a, b| {
                judge::is_short_form(a, b).then_some(0.0)
            }),
            Evidence::Role if person && !short.named && long.named => {
                best(&short.roles, &long.roles, |a, b| {
                    judge::bodies(a, b)
                        .filter(|_| a.len() > 1)
                        .or((a == b && a.len() > 1).then_some(0.0))
                })
            }
            Evidence::Alone if person && !short.is_whole() && !long.is_whole() => {
                best(&short.names, &long.names, |a, b| {
                    let ([a], [b]) = (a, b) else { return None };
                    let spelt = a.len().min(b.len()) > 4 && alike(a, b);
                    (a == b || spelt).then(|| f64::from(u8::from(a != b)))
                })
            }
            _ => None,
        }
    }
}

/// Whether it can be part of a person's name: that of a person, or one of which nobody says what it is.
fn is_part(cluster: &Cluster) -> bool {
    let guess = cluster.group() == Group::Body && !cluster.is_sure() && cluster.acronyms.is_empty();
    !cluster.is_whole() && (cluster.group() == Group::Person || guess)
}

/// Two clusters that may be one.
#[derive(Debug)]
struct Edge {
    cost: f64,
    short: usize,
    long: usize,
    names: [String; 2],
}

/// The pair of names that costs least.
fn best<'a>(
    a: impl IntoIterator<Item = &'a Vec<String>>,
    b: impl IntoIterator<Item = &'a Vec<String>> + Clone,
    cost: impl Fn(&[String], &[String]) -> Option<f64>,
) -> Option<(f64, [String; 2])> {
    let mut found: Option<(f64, [String; 2])> = None;
    for one in a {
        for other in b.clone() {
            let Some(cost) = cost(one, other) else {
                continue;
            };
            if found.as_ref().is_none_or(|(least, _)| cost < *least) {
                found = Some((cost, [one.join(" "), other.join(" ")]));
            }
        }
    }
    found
}

/// Keys of two words of a name at once: one word by its sounds, the other by these or all but one of them.
fn couples(name: &[String]) -> Vec<String> {
    let words: Vec<Vec<String>> = name.iter().map(|word| keys(unshortened(word))).collect();
    let mut out = vec![name.concat()];
    for (at, first) in words.iter().enumerate() {
        for second in &words[at + 1..] {
            let longest = |keys: &[String]| keys.iter().max_by_key(|key| key.len()).cloned();
            let (Some(one), Some(two)) = (longest(first), longest(second)) else {
                continue;
            };
            let mut couple = |a: &str, b: &str| {
                out.push(if a < b {
                    format!("{a} {b}")
                } else {
                    format!("{b} {a}")
                });
            };
            for key in first {
                couple(key, &two);
            }
            for key in second {
                couple(&one, key);
            }
        }
    }
    out
}
