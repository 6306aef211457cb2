//! Readers: each asks for one page after the other, drawn by chance, and notes how long it waited.

use std::collections::BTreeMap;
use std::io::Read;
use std::time::{Duration, Instant};

use ureq::Agent;

use crate::articles::Chance;
use crate::fill::Ids;

/// The kinds of pages. Every kind is asked for as often as every other.
const KINDS: [&str; 10] = [
    "file", "front", "articles", "article", "claims", "claim", "tree", "entity", "search", "desk",
];

/// Pages of the list of articles that are asked for.
const LISTED: usize = 20;

/// Readers at once.
pub(crate) struct Crowd {
    pub(crate) address: String,
    pub(crate) readers: usize,
    /// How often one asks; at once again, if zero.
    pub(crate) pause: Duration,
    /// How long they read.
    pub(crate) lasts: Duration,
}

/// How long answers took, in milliseconds, in order.
pub(crate) struct Waits(Vec<f64>);

impl Waits {
    fn new(mut waits: Vec<f64>) -> Self {
        waits.sort_by(f64::total_cmp);
        Self(waits)
    }

    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    /// The wait that this share of the answers took at most.
    pub(crate) fn at(&self, share: f64) -> f64 {
        let last = self.0.len().saturating_sub(1);
        let place = (self.0.len() as f64 * share) as usize;
        self.0.get(place.min(last)).copied().unwrap_or(f64::NAN)
    }
}

/// Waits by kind of page.
pub(crate) struct Times(BTreeMap<usize, Vec<f64>>);

impl Times {
    pub(crate) fn count(&self) -> usize {
        self.0.values().map(Vec::len).sum()
    }

    pub(crate) fn kinds(&self) -> impl Iterator<Item = (&'static str, Waits)> {
        self.0
            .iter()
            .map(|(&kind, waits)| (KINDS[kind], Waits::new(waits.clone())))
    }

    pub(crate) fn of(&self, name: &str) -> Option<Waits> {
        self.kinds().find(|(kind, _)| *kind == name).map(|(_, w)| w)
    }

    /// Those of all pages, the file apart.
    pub(crate) fn all(&self) -> Waits {
        let pages = self.0.iter().filter(|(kind, _)| KINDS[**kind] != "file");
        Waits::new(pages.flat_map(|(_, waits)| waits).copied().collect())
    }
}

impl Crowd {
    /// Reads until the time is over.
    pub(crate) fn read(&self, ids: &Ids) -> Times {
        let file = self.file();
        let until = now() + self.lasts;
        let mut all: BTreeMap<usize, Vec<f64>> = BTreeMap::new();
        std::thread::scope(|scope| {
            let readers: Vec<_> = (0..self.readers)
                .map(|number| {
                    let file = &file;
                    scope.spawn(move || self.one(number, ids, file, until))
                })
                .collect();
            for reader in readers {
                for (kind, wait) in reader.join().expect("a reader") {
                    all.entry(kind).or_default().push(wait);
                }
            }
        });
        Times(all)
    }

    fn one(&self, number: usize, ids: &Ids, file: &str, until: Instant) -> Vec<(usize, f64)> {
        let agent: Agent = Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(30)))
            .build()
            .into();
        let mut chance = Chance::new(number as u64);
        let mut waits = Vec::new();
        // They do not come all at once.
        std::thread::sleep(self.pause.mul_f64(number as f64 / self.readers as f64));
        while now() < until {
            let kind = chance.below(KINDS.len());
            let path = path(KINDS[kind], ids, file, &mut chance);
            let start = now();
            self.get(&agent, &path);
            let wait = start.elapsed();
            waits.push((kind, wait.as_secs_f64() * 1000.0));
            std::thread::sleep(self.pause.saturating_sub(wait));
        }
        waits
    }

    fn get(&self, agent: &Agent, path: &str) -> String {
        let address = format!("http://{}{path}", self.address);
        let answer = agent.get(&address).call();
        let answer = answer.unwrap_or_else(|error| panic!("{address}: {error}"));
        let mut body = String::new();
        let mut whole = answer.into_body().into_reader();
        whole.read_to_string(&mut body).expect("a body");
        body
    }

    /// The stylesheet's path, as pages name it.
    fn file(&self) -> String {
        let front = self.get(&Agent::new_with_defaults(), "/");
        let start = front.find("/assets/style").expect("a stylesheet");
        let end = front[start..].find('"').expect("an end");
        front[start..start + end].to_owned()
    }
}

fn path(kind: &str, ids: &Ids, file: &str, chance: &mut Chance) -> String {
    let mut one = |of: &[String]| of[chance.below(of.len())].clone();
    match kind {
        "file" => file.to_owned(),
        "front" => "/".to_owned(),
        "articles" => format!("/articles?page={}", chance.below(LISTED)),
        "article" => format!("/articles/{}", one(&ids.articles)),
        "claims" => format!("/claims?q={}", one(&ids.words)),
        "claim" => format!("/claims/{}", one(&ids.claims)),
        "tree" => format!("/claims/{}/tree.svg", one(&ids.claims)),
        "entity" => format!("/entities/{}", one(&ids.entities)),
        "search" => format!("/search?q={}", one(&ids.words)),
        _ => "/desk".to_owned(),
    }
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn now() -> Instant {
    Instant::now()
}
