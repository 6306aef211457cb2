//! An account beside the readings that it was made of: whatever it names by an id, with its words, outlet
//! and day.

use std::collections::HashMap;

use crate::account::{Account, Claim, End, Figure, Origin, Statement};
use crate::reading::{AttributionValue, Reading};

/// How many letters of an id stand for an article of which nothing else is known.
const DIGITS: usize = 8;

/// An account and readings, by their ids. Readings that the account names may be missing: they are then called by
/// their ids.
#[derive(Debug)]
pub struct Shelf<'a> {
    /// The account.
    pub account: &'a Account,
    articles: HashMap<&'a str, &'a Reading>,
    attributions: HashMap<&'a str, (&'a Reading, &'a AttributionValue)>,
    claims: HashMap<&'a str, (&'a Claim, &'a Statement)>,
    origins: HashMap<&'a str, &'a Origin>,
    figures: HashMap<&'a str, &'a Figure>,
}

impl<'a> Shelf<'a> {
    /// The account and these readings.
    pub fn new(account: &'a Account, readings: &'a [Reading]) -> Self {
        let mut attributions = HashMap::new();
        for reading in readings {
            for value in &reading.attributions {
                attributions.insert(value.id.as_str(), (reading, value));
            }
        }
        let mut claims = HashMap::new();
        for claim in &account.claims {
            for statement in &claim.statements {
                claims.insert(statement.attribution.as_str(), (claim, statement));
            }
        }
        let mut figures = HashMap::new();
        for figure in &account.entities {
            figures.insert(figure.id.as_str(), figure);
            for member in &figure.members {
                figures.insert(member.as_str(), figure);
            }
        }
        Self {
            account,
            articles: readings
                .iter()
                .map(|reading| (reading.article.id.as_str(), reading))
                .collect(),
            attributions,
            claims,
            origins: account
                .origins
                .iter()
                .map(|origin| (origin.id.as_str(), origin))
                .collect(),
            figures,
        }
    }

    /// The reading of an article.
    pub fn article(&self, id: &str) -> Option<&'a Reading> {
        self.articles.get(id).copied()
    }

    /// An attribution and the reading that it stands in.
    pub fn attribution(&self, id: &str) -> Option<(&'a Reading, &'a AttributionValue)> {
        self.attributions.get(id).copied()
    }

    /// The claim that an attribution bears on, and how.
    pub fn claim_of(&self, attribution: &str) -> Option<(&'a Claim, &'a Statement)> {
        self.claims.get(attribution).copied()
    }

    /// An origin.
    pub fn origin(&self, id: &str) -> Option<&'a Origin> {
        self.origins.get(id).copied()
    }

    /// Who an entity of an article is over all articles.
    pub fn figure(&self, id: &str) -> Option<&'a Figure> {
        self.figures.get(id).copied()
    }

    /// What an article is called: its outlet, else its title, else the first digits of its id.
    pub fn outlet(&self, article: &str) -> String {
        let known = self.article(article).map(|reading| &reading.article);
        known
            .and_then(|known| known.outlet.clone().or_else(|| known.title.clone()))
            .unwrap_or_else(|| format!("article {}", short(article)))
    }

    /// The day on which an article was published, ISO 8601, as far as that is known.
    pub fn day(&self, article: &str) -> Option<&'a str> {
        let published = self.article(article)?.article.published.as_deref()?;
        Some(published.get(..10).unwrap_or(published))
    }

    /// What an article is called, with its day.
    pub fn place(&self, article: &str) -> String {
        let outlet = self.outlet(article);
        match self.day(article) {
            Some(day) => format!("{outlet}, {day}"),
            None => format!("{outlet}, no date"),
        }
    }

    /// What an end of an edge is called.
    pub fn name(&self, end: &End) -> String {
        match end {
            End::Article(id) => self.place(id),
            End::Outlet(id) => self
                .figure(id)
                .map_or_else(|| id.clone(), |figure| figure.name.clone()),
            End::Origin(id) => self
                .origin(id)
                .map_or_else(|| id.clone(), |origin| origin.who.clone()),
            End::Nobody(words) if words.is_empty() => "nobody named".to_owned(),
            End::Nobody(words) => format!("“{words}”"),
        }
    }

    /// The words of a statement; nothing if its reading is not there.
    pub fn words(&self, attribution: &str) -> &'a str {
        self.attribution(attribution)
            .and_then(|(_, value)| value.content.as_ref())
            .map_or("", |content| &content.text)
    }
}

/// The first digits of an id.
fn short(id: &str) -> String {
    id.chars().take(DIGITS).collect()
}
