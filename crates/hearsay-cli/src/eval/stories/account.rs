//! Claims, copies, citations and origins over the articles of a story, against the gold's.
//!
//! - Claims: B-cubed over the gold's statements that have a claim; one that the program did not find is a claim by itself.
//! - A gold claim is the program's claim that holds most of its statements, each taken once, the largest share first.
//! - Denials: pairs of a statement and the claim that it denies. The program's are its denials among the gold's statements.
//! - Copies: groups of articles, in order, that are exactly the gold's.
//! - Citations: pairs of an article and the outlet that it names.
//! - Origins: a claim's count is exact if the program gives that one number, and within if its range holds it. A step
//!   from a statement to its origin is right if the origin's statements of that claim belong, for the most part, to the gold's same origin.
//! - First: the article that the claim is asserted in first. Status: the word for how it stands.

use std::collections::{BTreeMap, BTreeSet};

use hearsay::account::{Account, Bearing, Claim, Rulings};
use hearsay::reading::Reading;
use hearsay::voice::{SourceKind, Stance};

use super::gold::{Gold, Statement};
use super::people::People;

/// The names of the figures, in order.
pub(super) const FIGURES: [&str; 12] = [
    "claim B-cubed precision",
    "claim B-cubed recall",
    "claim B-cubed F1",
    "denial pairs F1",
    "copies exact",
    "citations precision",
    "citations recall",
    "citations F1",
    "origins exact",
    "origins within",
    "origin edges precision",
    "first article right",
];

/// Sums, and what they are of: of a claim, or of an article.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counts {
    precision: Share,
    recall: Share,
    denials: Found,
    copies: Share,
    citations: Found,
    exact: Share,
    within: Share,
    edges: Share,
    first: Share,
}

#[derive(Debug, Clone, Copy, Default)]
struct Share {
    sum: f64,
    of: f64,
}

impl Share {
    fn add(&mut self, right: bool) {
        self.sum += f64::from(u8::from(right));
        self.of += 1.0;
    }

    fn merge(&mut self, other: Self) {
        self.sum += other.sum;
        self.of += other.of;
    }

    fn value(self) -> Option<f64> {
        (self.of > 0.0).then(|| self.sum / self.of)
    }
}

/// What is in both, in the gold, and in the program's.
#[derive(Debug, Clone, Copy, Default)]
struct Found {
    both: f64,
    gold: f64,
    ours: f64,
}

impl Found {
    fn add(&mut self, gold: bool, ours: bool) {
        let number = |is: bool| f64::from(u8::from(is));
        self.both += number(gold && ours);
        self.gold += number(gold);
        self.ours += number(ours);
    }

    fn merge(&mut self, other: Self) {
        self.both += other.both;
        self.gold += other.gold;
        self.ours += other.ours;
    }

    fn values(self) -> [Option<f64>; 3] {
        let share = |of: f64| (of > 0.0).then(|| self.both / of);
        [
            share(self.ours),
            share(self.gold),
            share((self.gold + self.ours) / 2.0),
        ]
    }
}

impl Counts {
    /// Adds the sums of another.
    pub(super) fn merge(&mut self, other: &Self) {
        self.precision.merge(other.precision);
        self.recall.merge(other.recall);
        self.denials.merge(other.denials);
        self.copies.merge(other.copies);
        self.citations.merge(other.citations);
        self.exact.merge(other.exact);
        self.within.merge(other.within);
        self.edges.merge(other.edges);
        self.first.merge(other.first);
    }

    /// The values of [`FIGURES`]; `None` where there is nothing to count.
    pub(super) fn figures(&self) -> [Option<f64>; FIGURES.len()] {
        let (precision, recall) = (self.precision.value(), self.recall.value());
        let f1 = precision.zip(recall).map(|(p, r)| {
            if p + r > 0.0 {
                2.0 * p * r / (p + r)
            } else {
                0.0
            }
        });
        let [cited_precision, cited_recall, cited_f1] = self.citations.values();
        [
            precision,
            recall,
            f1,
            self.denials.values()[2],
            self.copies.value(),
            cited_precision,
            cited_recall,
            cited_f1,
            self.exact.value(),
            self.within.value(),
            self.edges.value(),
            self.first.value(),
        ]
    }
}

/// The readings of a story, with ids that differ between pages: those of the gold for articles, the same before a
/// point for what stands in them.
pub(super) fn renamed(page: &str, mut reading: Reading) -> Reading {
    let of = |id: &mut String| *id = format!("{page}.{id}");
    let of_any = |id: &mut Option<String>| {
        if let Some(id) = id {
            of(id);
        }
    };
    page.clone_into(&mut reading.article.id);
    for entity in &mut reading.entities {
        of(&mut entity.id);
    }
    for value in &mut reading.attributions {
        of(&mut value.id);
        of_any(&mut value.parent);
        if let Some(source) = &mut value.source {
            of_any(&mut source.entity);
        }
        for voice in &mut value.chain {
            of_any(&mut voice.entity);
        }
    }
    reading
}

/// The gold's claims and stances as rulings: every statement that was found is put to its claim, and no other.
pub(super) fn given(gold: &Gold, readings: &[Reading], found: &BTreeMap<&str, String>) -> Rulings {
    let mut rulings = Rulings::default();
    let mut homes: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut placed: BTreeSet<&str> = BTreeSet::new();
    for statement in &gold.statements {
        let (Some(attribution), Some(claim)) = (found.get(statement.id.as_str()), &statement.claim)
        else {
            continue;
        };
        placed.insert(attribution);
        homes.entry(claim).or_default().push(attribution);
        let bearing = match statement.stance {
            Stance::Asserts => Bearing::Asserts,
            Stance::Denies => Bearing::Denies,
            Stance::Confirms => Bearing::Confirms,
            Stance::Doubts => Bearing::Doubts,
            Stance::Asks | Stance::Declines => Bearing::Reports,
        };
        rulings.bearings.push((attribution.clone(), bearing));
    }
    let own = |one: &str| one.to_owned();
    let others = readings
        .iter()
        .flat_map(|reading| &reading.attributions)
        .map(|value| value.id.as_str())
        .filter(|id| !placed.contains(id));
    for other in others {
        for members in homes.values() {
            let pairs = members.iter().map(|member| (own(member), own(other)));
            rulings.apart.extend(pairs);
        }
    }
    for (claim, members) in &homes {
        let pairs = members.windows(2).map(|two| (own(two[0]), own(two[1])));
        rulings.together.extend(pairs);
        for (other, theirs) in &homes {
            if other > claim {
                let pairs = members
                    .iter()
                    .flat_map(|one| theirs.iter().map(|two| (own(one), own(two))));
                rulings.apart.extend(pairs);
            }
        }
    }
    rulings
}

/// The pairs of statements of which at least one bears on a claim of the gold, as lines of a CSV: the story, the two,
/// what is counted of them ([`FEATURES`](hearsay::account::FEATURES)), and 1 if they bear on one claim.
pub(super) fn pairs(gold: &Gold, readings: &[Reading], found: &BTreeMap<&str, String>) -> String {
    let claims: BTreeMap<&str, &str> = gold
        .statements
        .iter()
        .filter_map(|one| Some((found.get(one.id.as_str())?.as_str(), one.claim.as_deref()?)))
        .collect();
    let mut out = String::new();
    for (one, other, values) in hearsay::account::features(readings) {
        let (first, second) = (claims.get(one.as_str()), claims.get(other.as_str()));
        if first.is_none() && second.is_none() {
            continue;
        }
        let values: Vec<String> = values.iter().map(|value| format!("{value:.4}")).collect();
        out.push_str(&format!(
            "{},{one},{other},{},{}\n",
            gold.story.replace(',', " "),
            values.join(","),
            u8::from(first == second)
        ));
    }
    out
}

/// The counts of a story, one an article and one a claim. `found` gives the attribution that is taken for a
/// statement of the gold. Differences go to `misses`.
pub(super) fn count(
    gold: &Gold,
    account: &Account,
    found: &BTreeMap<&str, String>,
    people: &People,
    misses: &mut Vec<String>,
) -> Vec<Counts> {
    let scored = Scored {
        gold,
        account,
        found,
        home: account
            .claims
            .iter()
            .enumerate()
            .flat_map(|(number, claim)| {
                let statements = claim.statements.iter();
                statements.map(move |one| (one.attribution.as_str(), (number, one.stance)))
            })
            .collect(),
    };
    let mut out = scored.statements(misses);
    out.push(scored.shared(people, misses));
    let meant = scored.meant();
    out.extend(scored.claims(&meant, misses));
    out
}

/// A statement, the gold's claim, and the program's with what it does there.
type Placed<'a> = (&'a Statement, &'a str, Option<(usize, Bearing)>);

struct Scored<'a> {
    gold: &'a Gold,
    account: &'a Account,
    found: &'a BTreeMap<&'a str, String>,
    /// The number of each attribution's claim, and its bearing.
    home: BTreeMap<&'a str, (usize, Bearing)>,
}

impl<'a> Scored<'a> {
    /// The gold's statements that bear on a claim; the page's own are not asked for.
    fn bearing(&self) -> impl Iterator<Item = (&'a Statement, &'a str)> {
        self.gold
            .statements
            .iter()
            .filter(|one| one.source_kind != SourceKind::Author)
            .filter_map(|one| Some((one, one.claim.as_deref()?)))
    }

    /// The program's claim of a statement, and what it does with it.
    fn of(&self, statement: &Statement) -> Option<(usize, Bearing)> {
        let attribution = self.found.get(statement.id.as_str())?;
        self.home.get(attribution.as_str()).copied()
    }

    /// B-cubed and denials, an article each.
    fn statements(&self, misses: &mut Vec<String>) -> Vec<Counts> {
        let all: Vec<Placed<'_>> = self
            .bearing()
            .map(|(statement, claim)| (statement, claim, self.of(statement)))
            .collect();
        let meant = self.meant();
        let mut out: BTreeMap<&str, Counts> = BTreeMap::new();
        for (statement, claim, ours) in &all {
            let counts = out.entry(&statement.article).or_default();
            let same = |other: &&Placed<'_>| other.1 == *claim;
            let joined = |other: &&Placed<'_>| match (ours, other.2) {
                (Some((one, _)), Some((other, _))) => *one == other,
                _ => other.0.id == statement.id,
            };
            let both = all.iter().filter(same).filter(joined).count() as f64;
            let of = |count: usize| both / count as f64;
            counts.precision.merge(Share {
                sum: of(all.iter().filter(joined).count()),
                of: 1.0,
            });
            counts.recall.merge(Share {
                sum: of(all.iter().filter(same).count()),
                of: 1.0,
            });
            let denies = self
                .gold
                .claims
                .iter()
                .any(|one| one.id == *claim && one.denied_by.contains(&statement.id));
            let says = ours.is_some_and(|(_, bearing)| bearing == Bearing::Denies);
            let right = ours.is_some_and(|(number, _)| meant.get(claim) == Some(&number));
            counts.denials.merge(Found {
                both: f64::from(u8::from(denies && says && right)),
                gold: f64::from(u8::from(denies)),
                ours: f64::from(u8::from(says)),
            });
            if denies != says || says && !right {
                misses.push(format!(
                    "{}: {} {claim}, found as {}: {}",
                    statement.id,
                    if denies { "denies" } else { "does not deny" },
                    ours.as_ref()
                        .map_or("nothing".to_owned(), |(number, bearing)| format!(
                            "{bearing} {:?}",
                            self.account.claims[*number].text
                        )),
                    statement.content.join(" … ")
                ));
            }
        }
        out.into_values().collect()
    }

    /// The program's claim for each of the gold's.
    fn meant(&self) -> BTreeMap<&'a str, usize> {
        let mut both: BTreeMap<(&str, usize), usize> = BTreeMap::new();
        for (statement, claim) in self.bearing() {
            if let Some((number, _)) = self.of(statement) {
                *both.entry((claim, number)).or_insert(0) += 1;
            }
        }
        let mut pairs: Vec<((&str, usize), usize)> = both.into_iter().collect();
        pairs.sort_by_key(|(pair, count)| (std::cmp::Reverse(*count), *pair));
        let mut out = BTreeMap::new();
        let mut taken = BTreeSet::new();
        for ((claim, number), _) in pairs {
            if !out.contains_key(claim) && taken.insert(number) {
                out.insert(claim, number);
            }
        }
        out
    }

    /// Copies and citations.
    fn shared(&self, people: &People, misses: &mut Vec<String>) -> Counts {
        let mut counts = Counts::default();
        counts.copies.add(self.account.copies == self.gold.copies);
        if self.account.copies != self.gold.copies {
            misses.push(format!(
                "copies: {:?}, not {:?}",
                self.account.copies, self.gold.copies
            ));
        }
        let id = |entity: &str| {
            let figure = self.account.entities.iter().find(|one| one.id == entity)?;
            let names = std::iter::once(&figure.name).chain(&figure.aliases);
            people.called(names.map(String::as_str), figure.kind.name())
        };
        let ours: BTreeSet<(&str, String)> = self
            .account
            .citations
            .iter()
            .map(|one| {
                let to = one.to.entity.as_deref().and_then(id);
                (
                    one.from.as_str(),
                    to.unwrap_or_else(|| format!("?{}", one.evidence.text)),
                )
            })
            .collect();
        let gold: BTreeSet<(&str, String)> = self
            .gold
            .citations
            .iter()
            .map(|one| (one.from.as_str(), one.to.clone()))
            .collect();
        for one in ours.union(&gold) {
            counts.citations.add(gold.contains(one), ours.contains(one));
            if gold.contains(one) != ours.contains(one) {
                let how = if gold.contains(one) {
                    "not found"
                } else {
                    "not in gold"
                };
                misses.push(format!("{} cites {}: {how}", one.0, one.1));
            }
        }
        counts
    }

    /// Origins, first articles: a claim each.
    fn claims(&self, meant: &BTreeMap<&str, usize>, misses: &mut Vec<String>) -> Vec<Counts> {
        let mut out = Vec::new();
        for gold in &self.gold.claims {
            let mut counts = Counts::default();
            let ours: Option<&Claim> = meant
                .get(gold.id.as_str())
                .map(|number| &self.account.claims[*number]);
            let range = ours.map(|claim| claim.origins).unwrap_or_default();
            let wanted = gold.independent_origins;
            counts.exact.add(range.min == wanted && range.max == wanted);
            counts.within.add((range.min..=range.max).contains(&wanted));
            let first = ours.and_then(|claim| claim.first_article.as_deref());
            counts.first.add(first == Some(gold.first_article.as_str()));
            let mut by: BTreeMap<&str, Vec<Option<usize>>> = BTreeMap::new();
            for statement in ours.map_or(&[][..], |claim| &claim.statements) {
                let stands = matches!(statement.stance, Bearing::Asserts | Bearing::Confirms);
                let (Some(origin), true) = (&statement.origin, stands) else {
                    continue;
                };
                let Some((id, _)) = self
                    .found
                    .iter()
                    .find(|(_, one)| **one == statement.attribution)
                else {
                    continue;
                };
                let at = gold
                    .origins
                    .iter()
                    .position(|one| one.statements.iter().any(|one| one == id));
                by.entry(origin).or_default().push(at);
            }
            for origins in by.values() {
                let most = origins
                    .iter()
                    .flatten()
                    .map(|at| origins.iter().filter(|other| **other == Some(*at)).count())
                    .max()
                    .unwrap_or(0);
                counts.edges.merge(Share {
                    sum: most as f64,
                    of: origins.len() as f64,
                });
            }
            if range.min != wanted || range.max != wanted {
                let names: Vec<&str> = by
                    .keys()
                    .filter_map(|id| self.account.origins.iter().find(|one| one.id == **id))
                    .map(|one| one.who.as_str())
                    .collect();
                misses.push(format!(
                    "{}: {} to {} origins, not {wanted}: {}",
                    gold.id,
                    range.min,
                    range.max,
                    names.join(" | ")
                ));
            }
            if first != Some(gold.first_article.as_str()) {
                misses.push(format!(
                    "{}: first in {first:?}, not {}",
                    gold.id, gold.first_article
                ));
            }
            out.push(counts);
        }
        out
    }
}
