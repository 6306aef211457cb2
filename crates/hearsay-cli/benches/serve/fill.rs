//! A ledger of generated articles, and what of it readers ask for.

use std::path::Path;
use std::time::Duration;

use hearsay::ledger::{ClaimFilter, Ledger};

use crate::made::{Known, Maker};
use crate::stored::{run, store};

const WAIT: Duration = Duration::from_secs(60);

/// Ids and words that addresses are made of.
pub(crate) struct Ids {
    pub(crate) articles: Vec<String>,
    pub(crate) claims: Vec<String>,
    pub(crate) entities: Vec<String>,
    pub(crate) words: Vec<String>,
}

/// Makes the ledger.
pub(crate) fn ledger(path: &Path, count: usize) -> Ids {
    let mut ledger = Ledger::create(path, WAIT).expect("a ledger");
    let (mut maker, mut known) = (Maker::new(), Known::default());
    for _ in 0..count {
        store(&mut ledger, &mut maker, &mut known);
    }
    ledger.account_anew(&run()).expect("accounted for");
    ids(&ledger)
}

fn ids(ledger: &Ledger) -> Ids {
    let articles = ledger.articles().expect("articles");
    let filter = ClaimFilter {
        limit: 2_000,
        ..ClaimFilter::default()
    };
    let claims = ledger.claims(&filter).expect("claims");
    let (mut entities, mut words) = (Vec::new(), Vec::new());
    for id in articles.iter().step_by(articles.len().div_ceil(500)) {
        let reading = ledger.reading(id).expect("a reading");
        entities.extend(reading.entities.iter().map(|entity| entity.id.clone()));
        let text = &reading.article.text;
        words.extend(text.split_whitespace().nth(4).map(str::to_owned));
    }
    Ids {
        articles,
        claims: claims.into_iter().map(|claim| claim.id).collect(),
        entities,
        words,
    }
}
