//! Citations: articles that name another outlet as their source.
//!
//! The agency whose text an article carries is no citation but the text's owner.

use std::collections::BTreeMap;

use super::copies::Copies;
use crate::account::facts::{Facts, Paper};
use crate::account::value::{Citation, Cited};
use crate::entity::{EntityKind, Form};
use crate::grammar::terms;
use crate::lexicon;
use crate::reading::{AttributionValue, Marked, Voice};
use crate::voice::SourceKind;

/// Code points that may lie between the words that name the outlet and those that report for both to be shown.
const NEAR: usize = 80;

/// Code points of a sentence to either side of a name, at most.
const SENTENCE: usize = 240;

/// The share of an article's attributions that begin with its agency.
const CARRIED: f64 = 0.6;

/// A citation by the numbers of articles and figures.
#[derive(Debug, Clone)]
pub(in crate::account) struct Cite {
    pub(in crate::account) from: usize,
    pub(in crate::account) outlet: usize,
    /// The very article that is meant.
    pub(in crate::account) to: Option<usize>,
    evidence: Marked,
}

impl Cite {
    /// The citation as it is shown.
    pub(in crate::account) fn value(&self, facts: &Facts<'_>) -> Citation {
        let id = |article: usize| facts.articles[article].reading.article.id.clone();
        Citation {
            from: id(self.from),
            to: Cited {
                entity: facts.people.id(self.outlet),
                article: self.to.map(id),
            },
            evidence: self.evidence.clone(),
        }
    }
}

/// The citations of all articles, each outlet once an article, in order of the articles.
pub(in crate::account) fn all(
    facts: &Facts<'_>,
    copies: &Copies,
    carriers: &[Option<usize>],
) -> Vec<Cite> {
    let mut out = Vec::new();
    for (from, paper) in facts.articles.iter().enumerate() {
        // What a copy was copied from is no citation either.
        let first = facts.people.outlet(copies.first(from));
        let carries = |outlet: usize| Some(outlet) == carriers[from] || Some(outlet) == first;
        let mut found: BTreeMap<usize, Marked> = BTreeMap::new();
        for value in &paper.reading.attributions {
            for voice in &value.chain {
                let Some(outlet) = outlet(facts, from, voice) else {
                    continue;
                };
                if !carries(outlet) && !voice.spans.is_empty() {
                    found
                        .entry(outlet)
                        .or_insert_with(|| evidence(paper, value, voice));
                }
            }
        }
        for (outlet, range) in named(facts, from) {
            if !carries(outlet) {
                found.entry(outlet).or_insert_with(|| marked(paper, range));
            }
        }
        out.extend(found.into_iter().map(|(outlet, evidence)| Cite {
            from,
            outlet,
            to: article_of(facts, outlet, from),
            evidence,
        }));
    }
    out
}

/// The outlets that an article's body names, and where first, in code points.
fn named(facts: &Facts<'_>, article: usize) -> Vec<(usize, (usize, usize))> {
    let reading = facts.articles[article].reading;
    let in_body = |start: usize| {
        let blocks = &reading.article.blocks;
        blocks
            .iter()
            .any(|block| block.kind.is_body() && (block.start..block.end).contains(&start))
    };
    let mut out = Vec::new();
    for entity in &reading.entities {
        let Some(figure) = facts.people.of(&entity.id) else {
            continue;
        };
        let is_outlet = facts.people.figures[figure].kind == EntityKind::Outlet;
        if !is_outlet || facts.people.outlet(article) == Some(figure) {
            continue;
        }
        let first = entity
            .mentions
            .iter()
            .filter(|mention| mention.form == Form::Name && in_body(mention.start))
            .find(|mention| reports(&facts.articles[article], mention.start));
        if let Some(mention) = first {
            out.push((figure, (mention.start, mention.end)));
        }
    }
    out
}

/// Which outlet a voice is, if it is one and not the article's own.
pub(in crate::account) fn outlet(
    facts: &Facts<'_>,
    article: usize,
    voice: &Voice,
) -> Option<usize> {
    let people = &facts.people;
    let own = people.outlet(article);
    let figure = who(facts, voice)?;
    let is_outlet =
        voice.kind == Some(SourceKind::Outlet) || people.figures[figure].kind == EntityKind::Outlet;
    if !is_outlet || own == Some(figure) {
        return None;
    }
    if people.has_name(figure) {
        return Some(figure);
    }
    // "the daily": the outlet that the article named last before, or the only one that it names.
    let place = |voice: &Voice| voice.spans.first().map_or(0, |span| span[0]);
    let named = |other: &Voice| {
        let figure = who(facts, other)?;
        let fits = other.kind == Some(SourceKind::Outlet) && !other.spans.is_empty();
        (fits && people.has_name(figure) && own != Some(figure)).then_some(figure)
    };
    let attributions = facts.articles[article].reading.attributions.iter();
    let all: Vec<(usize, usize)> = attributions
        .flat_map(|value| &value.chain)
        .filter_map(|other| Some((place(other), named(other)?)))
        .collect();
    let before = all.iter().filter(|(at, _)| *at < place(voice));
    let (_, first) = all.first()?;
    before
        .max_by_key(|(at, _)| *at)
        .map(|(_, figure)| *figure)
        .or_else(|| {
            all.iter()
                .all(|(_, other)| other == first)
                .then_some(*first)
        })
}

/// Who a voice is: its entity, unless that has no name and the voice's words are the name of somebody.
pub(in crate::account) fn who(facts: &Facts<'_>, voice: &Voice) -> Option<usize> {
    let people = &facts.people;
    let entity = voice.entity.as_deref().and_then(|entity| people.of(entity));
    match entity {
        Some(figure) if people.has_name(figure) => Some(figure),
        other => people.called(&voice.text).or(other),
    }
}

/// The agency whose text each article carries.
pub(in crate::account) fn carriers(facts: &Facts<'_>) -> Vec<Option<usize>> {
    let articles = 0..facts.articles.len();
    articles.map(|article| carrier(facts, article)).collect()
}

/// The agency whose text the article carries: what most of its chains begin with.
fn carrier(facts: &Facts<'_>, article: usize) -> Option<usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    let mut all = 0;
    for value in &facts.articles[article].reading.attributions {
        all += 1;
        let first = value.chain.first();
        if let Some(figure) = first.and_then(|voice| outlet(facts, article, voice)) {
            *counts.entry(figure).or_insert(0) += 1;
        }
    }
    let (figure, count) = counts
        .into_iter()
        .max_by_key(|(figure, count)| (*count, usize::MAX - figure))?;
    (count > 1 && count as f64 >= CARRIED * f64::from(all)).then_some(figure)
}

/// The article of this outlet that another article had before it: if there is one alone, that, and of several the last
/// that is not younger.
fn article_of(facts: &Facts<'_>, outlet: usize, from: usize) -> Option<usize> {
    let day = facts.articles[from].day;
    let earlier = |article: usize| match (facts.articles[article].day, day) {
        (Some(one), Some(other)) => one <= other && article < from,
        _ => true,
    };
    (0..facts.articles.len()).rfind(|&article| {
        article != from && facts.people.outlet(article) == Some(outlet) && earlier(article)
    })
}

/// Whether a word of reporting stands in the sentence around this code point.
fn reports(paper: &Paper<'_>, at: usize) -> bool {
    let from = at.saturating_sub(SENTENCE);
    let before = paper.slice(from, at);
    let after = paper.slice(at, at + SENTENCE);
    let ends = |c: char| matches!(c, '.' | '!' | '?' | '\n');
    let before = before.rsplit(ends).next().unwrap_or_default();
    let after = after.split(ends).next().unwrap_or_default();
    terms::words(before)
        .chain(terms::words(after))
        .any(|word| lexicon::cue_word(&word.to_lowercase()).is_some())
}

/// The words of a range as evidence.
fn marked(paper: &Paper<'_>, (start, end): (usize, usize)) -> Marked {
    Marked {
        spans: vec![[start, end]],
        text: paper.slice(start, end).to_owned(),
    }
}

/// The words that name the outlet, with those that report if they are near.
fn evidence(paper: &Paper<'_>, value: &AttributionValue, voice: &Voice) -> Marked {
    let range = |spans: &[[usize; 2]]| Some((spans.first()?[0], spans.last()?[1]));
    let Some((mut start, mut end)) = range(&voice.spans) else {
        return Marked::default();
    };
    let cue = value.cue.as_ref().and_then(|cue| range(&cue.spans));
    let block = paper
        .reading
        .article
        .blocks
        .iter()
        .find(|block| (block.start..block.end).contains(&start));
    if let (Some((from, to)), Some(block)) = (cue, block) {
        let gap = from.saturating_sub(end).max(start.saturating_sub(to));
        if gap <= NEAR && block.start <= from && to <= block.end {
            (start, end) = (start.min(from), end.max(to));
        }
    }
    marked(paper, (start, end))
}
