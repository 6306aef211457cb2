//! An account of some articles about one matter: the few things that are claimed, who stands behind
//! each, who denies it, and how many independent origins there are.
//!
//! The articles' entities are joined (`people`), what is said is laid out with its words and its neighbours (`facts`) and
//! grouped into claims (`claim/`); copies, citations and sources lead to the origins of each (`origin/`).

mod bag;
mod claim;
mod facts;
mod origin;
mod people;
mod print;
mod rulings;
mod tally;
mod value;

pub use print::{Forgetful, LENGTH as PRINT, Prints};
pub use rulings::Rulings;
pub use value::{
    Account, Bearing, Citation, Cited, Claim, Edge, End, Figure, Link, Origin, Range, SCHEMA,
    Statement, Status, Turn,
};

use std::collections::BTreeMap;

use crate::article::text;
use crate::reading::Reading;
use facts::Facts;
use origin::citations;
use origin::copies::Copies;
use origin::ends::{Source, Ways};

/// Hexadecimal digits of a claim's id.
const ID: usize = 20;

/// The JSON Schema (draft 2020-12) that every account obeys.
pub const JSON_SCHEMA: &str = include_str!("../../../../docs/claims.schema.json");

impl Account {
    /// The account of the articles of one story. Attributions and entities are known by their ids, so these must
    /// differ between the readings, as a ledger's do. The order of the readings makes no difference.
    pub fn of(readings: &[Reading], rulings: &Rulings) -> Self {
        Self::with(readings, rulings, &mut Forgetful)
    }

    /// The same, with a place where prints of attributions are kept: they cost most of the time and never change.
    pub fn with(readings: &[Reading], rulings: &Rulings, prints: &mut dyn Prints) -> Self {
        let facts = Facts::new(readings, rulings, prints);
        let copies = Copies::among(&facts.articles);
        let carriers = citations::carriers(&facts);
        let cites = citations::all(&facts, &copies, &carriers);
        let ways = Ways::new(&facts, &copies, &cites, &carriers);
        let mut origins: BTreeMap<String, Origin> = BTreeMap::new();
        let mut claims: Vec<Claim> = claim::group::group(&facts, rulings)
            .iter()
            .map(|group| claim(&ways, group, rulings, &mut origins))
            .collect();
        claims.sort_by_key(|claim| std::cmp::Reverse(claim.statements.len()));
        let id = |article: &usize| facts.articles[*article].reading.article.id.clone();
        Self {
            schema: SCHEMA.into(),
            claims,
            origins: origins.into_values().collect(),
            copies: copies
                .groups
                .iter()
                .map(|group| group.iter().map(id).collect())
                .collect(),
            citations: cites.iter().map(|cite| cite.value(&facts)).collect(),
            entities: facts
                .people
                .figures
                .into_iter()
                .filter(|figure| !figure.members.is_empty())
                .collect(),
        }
    }
}

/// What [`features`] counts of each pair of statements.
pub const FEATURES: &[&str] = &claim::pairs::FEATURES;

/// Two attributions, by their ids, and what is counted of the pair.
pub type Counted = (String, String, Vec<f64>);

/// What is counted of the pairs of statements that may bear on one claim: what the weights of the score are fitted to.
pub fn features(readings: &[Reading]) -> Vec<Counted> {
    let facts = Facts::new(readings, &Rulings::default(), &mut Forgetful);
    let id = |number: usize| facts.sayings[number].value.id.clone();
    claim::group::candidates(&facts)
        .into_iter()
        .map(|(one, other)| {
            let values = claim::pairs::features(&facts.sayings[one], &facts.sayings[other]);
            (id(one), id(other), values.to_vec())
        })
        .collect()
}

/// One claim of these statements.
fn claim(
    ways: &Ways<'_, '_>,
    group: &[usize],
    rulings: &Rulings,
    known: &mut BTreeMap<String, Origin>,
) -> Claim {
    let facts = ways.facts;
    let bearings = claim::bearing::of(facts, group, rulings);
    let stands = |bearing: &Bearing| matches!(bearing, Bearing::Asserts | Bearing::Confirms);
    let members: Vec<(usize, bool)> = group
        .iter()
        .zip(&bearings)
        .map(|(number, bearing)| (*number, stands(bearing)))
        .collect();
    let origins = ways.origins(&members);
    let history = claim::status::history(facts, group, &bearings, &origins);
    let article = |number: usize| &facts.articles[facts.sayings[number].article];
    let first = members
        .iter()
        .find(|(number, stands)| *stands && article(*number).day.is_some());
    let statements: Vec<Statement> = group
        .iter()
        .zip(&bearings)
        .map(|(&number, &stance)| {
            let origin = ways.origin(&origins.of[&number]).map(|origin| {
                let id = origin.id.clone();
                known.entry(id.clone()).or_insert(origin);
                id
            });
            Statement {
                attribution: facts.sayings[number].value.id.clone(),
                article: article(number).reading.article.id.clone(),
                stance,
                origin,
            }
        })
        .collect();
    let mut id = text::id(&format!("claim\n{}", facts.sayings[group[0]].value.id));
    id.truncate(ID);
    Claim {
        id,
        text: claim::wording::of(facts, group, &bearings),
        status: history
            .last()
            .map_or(Status::Unconfirmed, |turn| turn.status),
        origins: origins.range,
        first_article: first.map(|(number, _)| article(*number).reading.article.id.clone()),
        denied_by: statements
            .iter()
            .filter(|statement| statement.stance == Bearing::Denies)
            .map(|statement| statement.attribution.clone())
            .collect(),
        statements,
        history,
        edges: group
            .iter()
            .flat_map(|&number| {
                ways.edges(number, origins.of.get(&number).unwrap_or(&Source::Nobody))
            })
            .collect(),
    }
}
