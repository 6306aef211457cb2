//! A saying with its evidence: the words, where they stand, and where that text is found.

use std::collections::HashMap;

use anyhow::Result;
use hearsay::account::Bearing;
use hearsay::ledger::Ledger;
use hearsay::reading::{AttributionValue, Reading};
use serde::Serialize;

/// One saying.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Quote {
    /// The attribution's id.
    attribution: String,
    /// The article's id.
    article: String,
    /// The page's address.
    address: Option<String>,
    outlet: Option<String>,
    published: Option<String>,
    title: Option<String>,
    /// The source in the words of the article; `null` if nobody is named.
    who: Option<String>,
    /// The voices that it came through, outermost first, the source last.
    chain: Vec<String>,
    kind: Option<&'static str>,
    /// The words that report it.
    how: Option<String>,
    /// What is said, word for word as the article has it.
    quote: Option<String>,
    /// Where the quote stands in the article's text: `[start, end)` in code points.
    spans: Vec<[usize; 2]>,
    quotation: &'static str,
    stance: Option<&'static str>,
    certainty: Option<&'static str>,
    /// The days on which it was said, ISO 8601.
    said: Option<[Option<String>; 2]>,
    /// The program's belief that it read this right, 0 to 1.
    confidence: f64,
    /// What it does with the claim, where one was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) bearing: Option<Bearing>,
}

impl Quote {
    /// An attribution of a reading.
    pub(super) fn of(reading: &Reading, value: &AttributionValue) -> Self {
        let article = &reading.article;
        let source = value.source.as_ref();
        let content = value.content.as_ref();
        Self {
            attribution: value.id.clone(),
            article: article.id.clone(),
            address: article.url.clone(),
            outlet: article.outlet.clone(),
            published: article.published.clone(),
            title: article.title.clone(),
            who: source.map(|source| source.words.text.clone()),
            chain: value.chain.iter().map(|voice| voice.text.clone()).collect(),
            kind: source
                .and_then(|source| source.kind)
                .map(|kind| kind.name()),
            how: value.cue.as_ref().map(|cue| cue.text.clone()),
            quote: content.map(|content| content.text.clone()),
            spans: content.map_or(Vec::new(), |content| content.spans.clone()),
            quotation: value.quotation.name(),
            stance: value.stance.map(|stance| stance.name()),
            certainty: value.certainty.map(|certainty| certainty.name()),
            said: value
                .said
                .as_ref()
                .map(|said| [said.from.clone(), said.to.clone()]),
            confidence: value.confidence,
            bearing: None,
        }
    }
}

/// Quotes out of a ledger; each article is taken out of it once.
pub(super) struct Quotes<'a> {
    ledger: &'a Ledger,
    known: HashMap<String, Reading>,
}

impl<'a> Quotes<'a> {
    /// Quotes out of this ledger.
    pub(super) fn new(ledger: &'a Ledger) -> Self {
        Self {
            ledger,
            known: HashMap::new(),
        }
    }

    /// An attribution of this article. `None` if people rejected it.
    pub(super) fn of(&mut self, article: &str, attribution: &str) -> Result<Option<Quote>> {
        if !self.known.contains_key(article) {
            let reading = self.ledger.reading(article)?;
            self.known.insert(article.to_owned(), reading);
        }
        let reading = &self.known[article];
        let mut values = reading.attributions.iter();
        let found = values.find(|value| value.id == attribution);
        Ok(found.map(|value| Quote::of(reading, value)))
    }
}
