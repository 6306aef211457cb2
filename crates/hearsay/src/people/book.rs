//! Which figures are one so far, and what keeps others apart.

use std::collections::{BTreeMap, BTreeSet};

use super::profile::{Group, Profile};
use super::{Figure, Joined, Link, Reason, Rulings};
use crate::entity::{EntityKind, Form, Gender};

/// How often a kind has to be given for each time that another is, to outvote what an article says.
const OUTVOTED: u32 = 3;

/// What is known of figures that are one.
#[derive(Debug, Clone, Default)]
pub(super) struct Cluster {
    members: Vec<usize>,
    articles: BTreeSet<usize>,
    /// How many members are of each kind, and how many of these surely.
    kinds: BTreeMap<EntityKind, (u32, u32)>,
    /// More men than women among the members.
    men: i32,
    pub(super) names: BTreeSet<Vec<String>>,
    /// The fullest names of the members.
    pub(super) full: BTreeSet<Vec<String>>,
    pub(super) acronyms: BTreeSet<String>,
    pub(super) roles: BTreeSet<Vec<String>>,
    pub(super) offices: BTreeSet<Vec<String>>,
    /// Whether a member has a name.
    pub(super) named: bool,
    /// Whether what a member is called has a name in it.
    pub(super) proper: bool,
    links: Vec<Link>,
}

impl Cluster {
    fn new(number: usize, one: &Profile) -> Self {
        Self {
            members: vec![number],
            articles: BTreeSet::from([one.article]),
            kinds: BTreeMap::from([(one.kind, (1, u32::from(one.sure)))]),
            men: match one.gender {
                Some(Gender::Male) => 1,
                Some(Gender::Female) => -1,
                None => 0,
            },
            names: one.names.iter().cloned().collect(),
            full: one.names.first().cloned().into_iter().collect(),
            acronyms: one.acronyms.iter().cloned().collect(),
            roles: one.roles.iter().cloned().collect(),
            offices: one.offices.iter().cloned().collect(),
            named: !one.described,
            proper: one.proper,
            links: Vec::new(),
        }
    }

    fn take(&mut self, other: Self) {
        self.members.extend(other.members);
        self.articles.extend(other.articles);
        for (kind, (all, sure)) in other.kinds {
            let sum = self.kinds.entry(kind).or_default();
            *sum = (sum.0 + all, sum.1 + sure);
        }
        self.men += other.men;
        self.names.extend(other.names);
        self.full.extend(other.full);
        self.acronyms.extend(other.acronyms);
        self.roles.extend(other.roles);
        self.offices.extend(other.offices);
        self.named |= other.named;
        self.proper |= other.proper;
        self.links.extend(other.links);
    }

    /// How often its members are of this group, what is said in so many words counting twice.
    fn weight(&self, group: Group) -> u32 {
        let of = self
            .kinds
            .iter()
            .filter(|(kind, _)| Group::of(**kind) == group);
        of.map(|(_, (all, sure))| all + sure).sum()
    }

    /// How many members it has.
    pub(super) fn size(&self) -> usize {
        self.members.len()
    }

    /// Whether it is mostly taken for an outlet.
    pub(super) fn is_outlet(&self) -> bool {
        self.kind() == EntityKind::Outlet
    }

    /// What most of its members are.
    pub(super) fn group(&self) -> Group {
        Group::of(self.kind())
    }

    fn kind(&self) -> EntityKind {
        let best = self
            .kinds
            .iter()
            .max_by_key(|(kind, (all, sure))| (self.weight(Group::of(**kind)), all + sure));
        best.map_or(EntityKind::Organization, |(kind, _)| *kind)
    }

    /// Whether an article says what it is.
    pub(super) fn is_sure(&self) -> bool {
        let group = self.group();
        self.kinds
            .iter()
            .any(|(kind, (_, sure))| Group::of(*kind) == group && *sure > 0)
    }

    /// Whether both can be of one kind, or the kind of one is a guess that the other outvotes.
    pub(super) fn fits(&self, other: &Self) -> bool {
        self.group() == other.group()
            || !self.is_sure()
            || !other.is_sure()
            || self.outvotes(other)
            || other.outvotes(self)
    }

    /// Whether so many say what this is that what an article says the other is does not count.
    pub(super) fn outvotes(&self, other: &Self) -> bool {
        self.weight(self.group()) >= OUTVOTED * other.weight(other.group())
    }

    /// Whether both can be he, or she.
    pub(super) const fn agrees(&self, other: &Self) -> bool {
        self.men == 0 || other.men == 0 || (self.men > 0) == (other.men > 0)
    }

    /// Whether members of both are called the same.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        !self.full.is_disjoint(&other.full)
            || self.full.is_empty() && !self.offices.is_disjoint(&other.offices)
    }

    /// A whole name of a person.
    pub(super) fn is_whole(&self) -> bool {
        self.names.iter().any(|name| name.len() > 1)
    }

    /// What tells it from other clusters; clusters that are told by nothing look the same to all that follows.
    pub(super) fn look(&self) -> (Group, Vec<Vec<String>>, Vec<Vec<String>>, i32) {
        (
            self.group(),
            self.names.iter().cloned().collect(),
            self.roles.iter().cloned().collect(),
            self.men.signum(),
        )
    }
}

/// All clusters.
pub(super) struct Book {
    into: Vec<usize>,
    clusters: Vec<Cluster>,
    /// Pairs that people keep apart.
    two: Vec<(usize, usize)>,
    /// Roots that could be part of several others' names.
    pub(super) open: BTreeSet<usize>,
}

impl Book {
    /// Each figure by itself, but for what people ruled to be one.
    pub(super) fn new(profiles: &[Profile], rulings: &Rulings) -> Self {
        let known = |pair: &&(usize, usize)| pair.0.max(pair.1) < profiles.len();
        let clusters = profiles.iter().enumerate();
        let mut book = Self {
            into: (0..profiles.len()).collect(),
            clusters: clusters.map(|(at, one)| Cluster::new(at, one)).collect(),
            two: rulings.two.iter().filter(known).copied().collect(),
            open: BTreeSet::new(),
        };
        for &(a, b) in rulings.one.iter().filter(known) {
            let (left, right) = (book.root(a), book.root(b));
            if left != right && !book.is_ruled_out(left, right) {
                book.merge(left, right, [String::new(), String::new()], Reason::Ruling);
            }
        }
        book
    }

    fn root(&self, mut at: usize) -> usize {
        while self.into[at] != at {
            at = self.into[at];
        }
        at
    }

    /// The roots of all clusters, by how they look.
    pub(super) fn roots(&self) -> Vec<usize> {
        let mut roots: Vec<usize> = (0..self.into.len())
            .filter(|&at| self.into[at] == at)
            .collect();
        roots.sort_by_cached_key(|&root| self.clusters[root].look());
        roots
    }

    /// The cluster that this root has become part of.
    pub(super) fn now(&self, root: usize) -> usize {
        self.root(root)
    }

    pub(super) fn cluster(&self, root: usize) -> &Cluster {
        &self.clusters[root]
    }

    /// Whether people keep members of both apart.
    fn is_ruled_out(&self, a: usize, b: usize) -> bool {
        self.two.iter().any(|&(x, y)| {
            let (x, y) = (self.root(x), self.root(y));
            (x, y) == (a, b) || (y, x) == (a, b)
        })
    }

    /// Whether the two may be one. An article that has both keeps them apart, unless `equal`: they have the
    /// same name there.
    pub(super) fn may(&self, a: usize, b: usize, equal: bool) -> bool {
        let (left, right) = (&self.clusters[a], &self.clusters[b]);
        a != b
            && (equal || left.articles.is_disjoint(&right.articles))
            && left.fits(right)
            && !self.is_ruled_out(a, b)
    }

    /// Makes one of two roots.
    pub(super) fn merge(&mut self, a: usize, b: usize, names: [String; 2], reason: Reason) {
        let size = |root: usize| self.clusters[root].members.len();
        let (to, from) = if size(a) < size(b) { (b, a) } else { (a, b) };
        let first = |root: usize| self.clusters[root].members.iter().copied().min();
        let link = Link {
            figures: [first(a).unwrap_or(a), first(b).unwrap_or(b)],
            names,
            reason,
        };
        let other = std::mem::take(&mut self.clusters[from]);
        self.clusters[to].take(other);
        self.clusters[to].links.push(link);
        self.into[from] = to;
    }

    /// What came of it.
    pub(super) fn close(self, figures: &[Figure<'_>]) -> Vec<Joined> {
        let roots = (0..self.into.len()).filter(|&at| self.into[at] == at);
        let mut out: Vec<Joined> = roots
            .map(|root| {
                let cluster = &self.clusters[root];
                let mut members = cluster.members.clone();
                members.sort_unstable();
                Joined {
                    name: fullest(&members, cluster, figures),
                    kind: cluster.kind(),
                    links: cluster.links.clone(),
                    members,
                }
            })
            .collect();
        out.sort_by_key(|one| one.members[0]);
        out
    }
}

/// The name to show: of the right kind, no description, of most words, the most frequent.
fn fullest(members: &[usize], cluster: &Cluster, figures: &[Figure<'_>]) -> String {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for &at in members {
        *times.entry(figures[at].name).or_default() += 1;
    }
    let named = |name: &str| {
        members.iter().any(|&at| {
            let figure = &figures[at];
            figure.name == name && figure.mentions.iter().any(|(_, form)| *form == Form::Name)
        })
    };
    let fits = |name: &str| {
        members
            .iter()
            .any(|&at| figures[at].name == name && Group::of(figures[at].kind) == cluster.group())
    };
    let best = times.iter().rev().max_by_key(|(name, times)| {
        let loud = name.chars().count() > 5 && !name.chars().any(char::is_lowercase);
        let words = name.split_whitespace().count();
        (named(name), fits(name), !loud, words, **times)
    });
    best.map(|(name, _)| (*name).to_owned()).unwrap_or_default()
}
