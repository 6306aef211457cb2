//! The counts of one article, and the figures that sums of them give.

use std::collections::BTreeSet;

use hearsay::attribution::{Attribution, Quotation};
use hearsay::entity::Entities;
use hearsay::voice::{Certainty, Link, SourceKind, Stance, Voice};

use super::confusion::Confusion;
use super::gold::{Place, Statement};
use super::people::People;
use super::words::Words;

/// The overlap (words in both by words in either) from which a content is found.
const FOUND: f64 = 0.5;

/// What is counted.
#[derive(Debug, Clone)]
pub(super) struct Tally {
    /// Statements of the gold.
    gold: u32,
    /// Attributions of the program.
    predicted: u32,
    /// Pairs of them.
    matched: u32,
    kind: Confusion,
    stance: Confusion,
    certainty: Confusion,
    quotation: Confusion,
    /// Chains that are right, of all and of those of two voices or more in the gold.
    chain: Share,
    deep: Share,
    /// Chains whose voices before the innermost are right, of those of two or more on either side.
    outer: Share,
    /// Sources that are the entity of the gold, where it names one.
    entity: Share,
    /// Days of saying that are right, of all and of those that the gold gives.
    said: Share,
    dated: Share,
    /// Sums of precision and recall over the entities that are counted across articles.
    clusters: Clusters,
    /// Entities that are named, and found.
    named: Share,
}

/// Sums of B-cubed.
#[derive(Debug, Clone, Copy, Default)]
struct Clusters {
    precision: f64,
    recall: f64,
    of: u32,
}

impl Clusters {
    fn values(self) -> [Option<f64>; 3] {
        let share = |sum: f64| (self.of > 0).then(|| sum / f64::from(self.of));
        let (precision, recall) = (share(self.precision), share(self.recall));
        let f1 = precision.zip(recall).map(|(p, r)| 2.0 * p * r / (p + r));
        [precision, recall, f1]
    }
}

/// How many are right, of how many.
#[derive(Debug, Clone, Copy, Default)]
struct Share {
    right: u32,
    of: u32,
}

impl Share {
    fn add(&mut self, right: bool) {
        self.right += u32::from(right);
        self.of += 1;
    }

    fn merge(&mut self, other: Self) {
        self.right += other.right;
        self.of += other.of;
    }

    fn value(self) -> Option<f64> {
        (self.of > 0).then(|| f64::from(self.right) / f64::from(self.of))
    }
}

/// A page as the program heard it.
pub(super) struct Page<'a> {
    /// Its text.
    pub(super) text: &'a str,
    /// The text's words.
    pub(super) words: &'a Words,
    /// Who is named in it.
    pub(super) entities: &'a Entities,
    /// The attributions of its body.
    pub(super) found: &'a [(&'a Attribution, &'a Voice)],
}

impl Page<'_> {
    /// Statements and the attributions that are taken for them, by their numbers.
    pub(super) fn matched(&self, statements: &[&Statement]) -> Vec<(usize, usize)> {
        let words = self.words;
        let places: Vec<Place> = statements.iter().map(|one| one.place(words)).collect();
        let contents: Vec<[BTreeSet<usize>; 3]> = self
            .found
            .iter()
            .map(|(one, _)| {
                [&one.content, &one.cue, &one.source]
                    .map(|span| span.as_ref().map_or(BTreeSet::new(), |span| words.of(span)))
            })
            .collect();
        pairs(&places, &contents)
    }
}

/// The names of the figures, in order.
pub(super) const FIGURES: [&str; 19] = [
    "attribution precision",
    "attribution recall",
    "attribution F1",
    "source kind accuracy",
    "stance accuracy",
    "F1 of denies",
    "certainty accuracy",
    "certainty macro-F1",
    "quotation accuracy",
    "chain right",
    "chain of two or more",
    "voices before source",
    "source entity right",
    "said-date right",
    "said-date where given",
    "entity B-cubed precision",
    "entity B-cubed recall",
    "entity B-cubed F1",
    "named entity found",
];

impl Default for Tally {
    fn default() -> Self {
        Self {
            gold: 0,
            predicted: 0,
            matched: 0,
            kind: Confusion::new(SourceKind::ALL.len()),
            stance: Confusion::new(Stance::ALL.len()),
            certainty: Confusion::new(Certainty::ALL.len()),
            quotation: Confusion::new(Quotation::ALL.len()),
            chain: Share::default(),
            deep: Share::default(),
            outer: Share::default(),
            entity: Share::default(),
            said: Share::default(),
            dated: Share::default(),
            clusters: Clusters::default(),
            named: Share::default(),
        }
    }
}

impl Tally {
    /// Adds the counts of another.
    pub(super) fn merge(&mut self, other: &Self) {
        self.gold += other.gold;
        self.predicted += other.predicted;
        self.matched += other.matched;
        self.kind.merge(&other.kind);
        self.stance.merge(&other.stance);
        self.certainty.merge(&other.certainty);
        self.quotation.merge(&other.quotation);
        self.chain.merge(other.chain);
        self.deep.merge(other.deep);
        self.outer.merge(other.outer);
        self.entity.merge(other.entity);
        self.said.merge(other.said);
        self.dated.merge(other.dated);
        self.clusters.precision += other.clusters.precision;
        self.clusters.recall += other.clusters.recall;
        self.clusters.of += other.clusters.of;
        self.named.merge(other.named);
    }

    /// How many statements, attributions and pairs there are.
    pub(super) const fn counts(&self) -> [u32; 3] {
        [self.gold, self.predicted, self.matched]
    }

    /// The values of [`FIGURES`]; `None` where there is nothing to count.
    pub(super) fn figures(&self) -> [Option<f64>; FIGURES.len()] {
        let share = |of: u32| (of > 0).then(|| f64::from(self.matched) / f64::from(of));
        let denies = class(Stance::ALL, Stance::Denies);
        let [precision, recall, f1] = self.clusters.values();
        [
            share(self.predicted),
            share(self.gold),
            (self.gold + self.predicted > 0)
                .then(|| 2.0 * f64::from(self.matched) / f64::from(self.gold + self.predicted)),
            self.kind.accuracy(),
            self.stance.accuracy(),
            self.stance.f1(denies),
            self.certainty.accuracy(),
            self.certainty.macro_f1(),
            self.quotation.accuracy(),
            self.chain.value(),
            self.deep.value(),
            self.outer.value(),
            self.entity.value(),
            self.said.value(),
            self.dated.value(),
            precision,
            recall,
            f1,
            self.named.value(),
        ]
    }

    /// Counts an entity of which `right` are both joined with it and the same to the gold.
    pub(super) fn joined(&mut self, right: u32, joined: u32, same: u32) {
        self.clusters.precision += f64::from(right) / f64::from(joined);
        self.clusters.recall += f64::from(right) / f64::from(same);
        self.clusters.of += 1;
    }

    /// Counts an entity that the article names.
    pub(super) fn named(&mut self, found: bool) {
        self.named.add(found);
    }

    /// Counts an article: its statements against what the program found in it. `author` is whether
    /// the page's own assertions count; where they do not, what the program finds of them is
    /// not held against it. Differences go to `misses`.
    pub(super) fn article(
        &mut self,
        page: &Page<'_>,
        statements: &[&Statement],
        people: &People,
        author: bool,
        misses: &mut Vec<String>,
    ) {
        let pairs = page.matched(statements);
        self.predicted += page.found.len() as u32;
        for (at, statement) in statements.iter().enumerate() {
            let pair = pairs.iter().find(|(gold, _)| *gold == at);
            let counts = author || statement.source_kind != SourceKind::Author;
            if counts {
                self.gold += 1;
            } else {
                self.predicted -= u32::from(pair.is_some());
                continue;
            }
            let Some(&(_, predicted)) = pair else {
                misses.push(format!(
                    "{}: not found: {}",
                    statement.id,
                    statement.content.join(" … ")
                ));
                continue;
            };
            self.matched += 1;
            let (attribution, voice) = page.found[predicted];
            self.pair(statement, attribution, voice, misses);
            self.voices(statement, voice, page, people, misses);
        }
    }

    /// Counts a statement and the attribution that is taken for it.
    fn pair(
        &mut self,
        gold: &Statement,
        found: &Attribution,
        voice: &Voice,
        misses: &mut Vec<String>,
    ) {
        self.kind.add(
            class(SourceKind::ALL, gold.source_kind),
            class(SourceKind::ALL, voice.kind),
        );
        self.stance.add(
            class(Stance::ALL, gold.stance),
            class(Stance::ALL, voice.stance),
        );
        self.certainty.add(
            class(Certainty::ALL, gold.certainty),
            class(Certainty::ALL, voice.certainty),
        );
        self.quotation.add(
            class(Quotation::ALL, gold.quotation),
            class(Quotation::ALL, found.quotation),
        );
        let pairs = [
            ("kind", voice.kind.name(), gold.source_kind.name()),
            ("stance", voice.stance.name(), gold.stance.name()),
            ("certainty", voice.certainty.name(), gold.certainty.name()),
            ("quotation", found.quotation.name(), gold.quotation.name()),
        ];
        for (what, got, wanted) in pairs {
            if got != wanted {
                misses.push(format!(
                    "{}: {what} {got}, not {wanted}: {} | {} | {}",
                    gold.id,
                    gold.source.as_deref().unwrap_or("-"),
                    gold.cue.as_deref().unwrap_or("-"),
                    gold.content.join(" … ")
                ));
            }
        }
    }

    /// Counts the chain, the source's entity and the day of saying.
    fn voices(
        &mut self,
        gold: &Statement,
        voice: &Voice,
        page: &Page<'_>,
        people: &People,
        misses: &mut Vec<String>,
    ) {
        let last = gold.chain.len().checked_sub(1);
        let meant: Vec<(&str, Option<&str>)> = gold
            .chain
            .iter()
            .enumerate()
            .map(|(at, meant)| {
                let source = gold.source.as_deref().filter(|_| Some(at) == last);
                (meant.as_str(), source)
            })
            .collect();
        let are = |links: &[Link], meant: &[(&str, Option<&str>)]| {
            people.are(links, page.entities, page.text, meant)
        };
        let right = are(&voice.chain, &meant);
        self.chain.add(right);
        if gold.chain.len() > 1 {
            self.deep.add(right);
        }
        if gold.chain.len() > 1 || voice.chain.len() > 1 {
            let before = |length: usize| length.saturating_sub(1);
            self.outer.add(are(
                &voice.chain[..before(voice.chain.len())],
                &meant[..before(meant.len())],
            ));
        }
        let texts: Vec<&str> = voice.chain.iter().map(|link| link.text.as_str()).collect();
        let mut miss = |what: &str, got: &str, wanted: &str| {
            misses.push(format!(
                "{}: {what} {got}, not {wanted}: {}",
                gold.id,
                gold.content.join(" … ")
            ));
        };
        if !right {
            miss("chain", &texts.join(" <- "), &gold.chain.join(" <- "));
        }
        if let Some(meant) = gold.chain.last().filter(|last| people.has(last)) {
            let is = |link: &Link| people.is(link, page.entities, page.text, meant, None);
            let right = voice.chain.last().is_some_and(is);
            self.entity.add(right);
            if !right {
                miss("entity", texts.last().copied().unwrap_or("nobody"), meant);
            }
        }
        let said = voice.said.as_ref().map(|said| {
            if said.from == said.to {
                said.from.to_string()
            } else {
                format!("{}/{}", said.from, said.to)
            }
        });
        let right = said == gold.date;
        self.said.add(right);
        if gold.date.is_some() {
            self.dated.add(right);
        }
        if !right {
            let words = |date: &Option<String>| date.clone().unwrap_or_else(|| "no day".to_owned());
            miss("said", &words(&said), &words(&gold.date));
        }
    }
}

/// The number of a word in its set.
fn class<T: PartialEq>(all: &[T], one: T) -> usize {
    all.iter().position(|other| *other == one).unwrap_or(0)
}

/// Statements and attributions whose contents overlap, each at most once: the largest overlap first,
/// of equal ones the pair that shares more of cue and source.
fn pairs(places: &[Place], contents: &[[BTreeSet<usize>; 3]]) -> Vec<(usize, usize)> {
    let mut all: Vec<(f64, f64, usize, usize)> = Vec::new();
    for (gold, place) in places.iter().enumerate() {
        for (predicted, [content, cue, source]) in contents.iter().enumerate() {
            let same = overlap(&place.content, content);
            if same >= FOUND {
                let beside = overlap(&place.cue, cue) + overlap(&place.source, source);
                all.push((same, beside, gold, predicted));
            }
        }
    }
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.total_cmp(&a.1)));
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (_, _, gold, predicted) in all {
        if !out.iter().any(|&(g, p)| g == gold || p == predicted) {
            out.push((gold, predicted));
        }
    }
    out
}

/// Words in both by words in either; 0 if there are none.
fn overlap(a: &BTreeSet<usize>, b: &BTreeSet<usize>) -> f64 {
    let either = a.union(b).count();
    if either == 0 {
        0.0
    } else {
        a.intersection(b).count() as f64 / either as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_made_by_the_largest_overlap() {
        let set = |range: std::ops::Range<usize>| -> BTreeSet<usize> { range.collect() };
        let place = |content, cue| Place {
            content: set(content),
            cue: set(cue),
            source: BTreeSet::new(),
        };
        let found = |content, cue| [set(content), set(cue), BTreeSet::new()];
        // The second attribution has the cue of the first statement.
        let places = [place(0..4, 9..10), place(0..4, 12..13), place(20..30, 0..0)];
        let contents = [found(0..4, 12..13), found(0..4, 9..10), found(20..24, 0..0)];
        assert_eq!(pairs(&places, &contents), [(0, 1), (1, 0)]);
    }
}
