//! A note beside the text: who says what stands there, on whose word, and how.

use std::collections::HashMap;

use hearsay::ledger::Bears;
use hearsay::reading::{AttributionValue, Reading};

use super::marks::Extent;
use crate::ask::when;
use crate::serve::pages::desk::Right;

/// How many hues tell voices apart.
const HUES: usize = 6;

/// A voice of a chain.
#[derive(Debug)]
pub(in crate::serve::pages) struct Voice {
    pub(in crate::serve::pages) name: String,
    pub(in crate::serve::pages) entity: Option<String>,
    pub(in crate::serve::pages) kind: &'static str,
}

/// What is told of one attribution.
#[derive(Debug)]
pub(in crate::serve::pages) struct Note {
    /// Its number in the article, from 1.
    pub(in crate::serve::pages) number: usize,
    pub(in crate::serve::pages) id: String,
    pub(in crate::serve::pages) hue: usize,
    pub(in crate::serve::pages) here: bool,
    /// The innermost voice.
    pub(in crate::serve::pages) who: String,
    pub(in crate::serve::pages) stance: &'static str,
    /// The voices, outermost first.
    pub(in crate::serve::pages) chain: Vec<Voice>,
    /// Whatever else was read, by name.
    pub(in crate::serve::pages) facts: Vec<(&'static str, String)>,
    pub(in crate::serve::pages) claims: Vec<Bears>,
    /// How it can be put right, if it stands in the ledger.
    pub(in crate::serve::pages) right: Option<Right>,
}

impl Note {
    /// The note on an attribution.
    pub(super) fn new(
        extent: &Extent,
        value: &AttributionValue,
        claims: &[Bears],
        here: bool,
    ) -> Self {
        let mut facts = Vec::new();
        let mut fact = |name, value: Option<String>| facts.extend(value.map(|value| (name, value)));
        fact("cue", value.cue.as_ref().map(|cue| cue.text.clone()));
        fact("quoted", Some(value.quotation.to_string()));
        fact("mode", value.mode.map(|mode| mode.to_string()));
        fact("sounds", value.certainty.map(|how| how.to_string()));
        fact(
            "put as",
            value.polarity.map(|polarity| polarity.to_string()),
        );
        fact("said", value.said.as_ref().map(when));
        fact("confidence", Some(format!("{:.2}", value.confidence)));
        Self {
            number: extent.number + 1,
            id: value.id.clone(),
            hue: extent.hue,
            here,
            who: innermost(value),
            stance: value.stance.map_or("unread", |stance| stance.name()),
            chain: chain(value),
            facts,
            claims: claims.to_vec(),
            right: None,
        }
    }
}

/// The voices of an attribution, outermost first; its source where it has no chain.
fn chain(value: &AttributionValue) -> Vec<Voice> {
    let voices: Vec<Voice> = value
        .chain
        .iter()
        .map(|voice| Voice {
            name: trimmed(&voice.text),
            entity: voice.entity.clone(),
            kind: voice.kind.map_or("", |kind| kind.name()),
        })
        .collect();
    if !voices.is_empty() {
        return voices;
    }
    let source = value.source.iter();
    source
        .map(|source| Voice {
            name: match trimmed(&source.words.text) {
                name if name.is_empty() => "the page itself".to_owned(),
                name => name,
            },
            entity: source.entity.clone(),
            kind: source.kind.map_or("", |kind| kind.name()),
        })
        .collect()
}

fn innermost(value: &AttributionValue) -> String {
    let last = chain(value).pop();
    last.map_or_else(|| "nobody named".to_owned(), |voice| voice.name)
}

/// The voices in a line.
pub(super) fn voices(value: &AttributionValue) -> String {
    let names: Vec<String> = chain(value).into_iter().map(|voice| voice.name).collect();
    if names.is_empty() {
        return "nobody named".to_owned();
    }
    names.join(" ← ")
}

/// The hue of each attribution's voice: voices take the hues in the order in which they speak.
pub(super) fn hues(reading: &Reading) -> Vec<usize> {
    let mut known: HashMap<String, usize> = HashMap::new();
    let values = reading.attributions.iter();
    values
        .map(|value| {
            let entity = value.source.as_ref().and_then(|one| one.entity.clone());
            let next = known.len() % HUES;
            *known
                .entry(entity.unwrap_or_else(|| innermost(value)))
                .or_insert(next)
        })
        .collect()
}

fn trimmed(words: &str) -> String {
    words.trim_matches([',', ';', ' ']).to_owned()
}
