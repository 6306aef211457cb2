//! Search: in what is said, in articles, in claims and in names.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Html;
use hearsay::ledger::{self, ArticleHit, ClaimFilter, Ledger, Snippet, Words};
use hearsay::voice::{SourceKind, Stance};
use serde::Deserialize;

use super::row::{ClaimRow, SaidRow};
use super::{Frame, shown};
use crate::serve::fault::Fault;
use crate::serve::room::Room;

/// The most hits of each sort.
const MOST: u32 = 25;

/// What is looked for. Fields that are empty let everything pass.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    kind: String,
    stance: String,
}

/// A snippet cut at the words that were asked for.
#[derive(Debug)]
struct Piece {
    text: String,
    hit: bool,
}

#[derive(Debug, Default)]
struct Found {
    entities: Vec<(String, String, String)>,
    claims: Vec<ClaimRow>,
    said: Vec<SaidRow>,
    count: Option<u64>,
    articles: Vec<(ArticleHit, Vec<Piece>)>,
}

#[derive(Debug, Template)]
#[template(path = "search.html")]
struct Search {
    frame: Frame,
    asked: Asked,
    found: Found,
}

impl Search {
    fn kinds(&self) -> &'static [SourceKind] {
        SourceKind::ALL
    }

    fn stances(&self) -> &'static [Stance] {
        Stance::ALL
    }

    fn nothing(&self) -> bool {
        let found = &self.found;
        found.entities.is_empty()
            && found.claims.is_empty()
            && found.said.is_empty()
            && found.articles.is_empty()
    }
}

/// Shows what is found.
pub(super) async fn show(
    State(room): State<Room>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Fault> {
    let words = Words::parse(&asked.q);
    let kinds: Vec<SourceKind> = asked.kind.parse().into_iter().collect();
    let stances: Vec<Stance> = asked.stance.parse().into_iter().collect();
    let found = room
        .read(move |ledger| match words {
            Some(words) if kinds.is_empty() && stances.is_empty() => everywhere(ledger, &words),
            about if about.is_some() || !kinds.is_empty() || !stances.is_empty() => {
                said(ledger, about, kinds, stances)
            }
            _ => Ok(Found::default()),
        })
        .await?;
    let mut frame = Frame::new("Search");
    frame.asked.clone_from(&asked.q);
    shown(&Search {
        frame,
        asked,
        found,
    })
}

/// Whatever holds the words.
fn everywhere(ledger: &Ledger, words: &Words) -> Result<Found, Fault> {
    let hits = ledger.search(words, MOST)?;
    let claims = ledger.claims(&ClaimFilter {
        words: Some(words.clone()),
        limit: MOST,
        ..ClaimFilter::default()
    })?;
    let claims: Vec<_> = claims.into_iter().filter(|one| !one.is_lone()).collect();
    Ok(Found {
        entities: ledger.named(words, 8)?,
        claims: ClaimRow::all(ledger, &claims)?,
        said: hits
            .attributions
            .into_iter()
            .map(|hit| hit.said.into())
            .collect(),
        count: None,
        articles: hits
            .articles
            .into_iter()
            .map(|hit| {
                let pieces = pieces(&hit.snippet);
                (hit, pieces)
            })
            .collect(),
    })
}

/// What is said by sources of a kind, or with a stance.
fn said(
    ledger: &Ledger,
    about: Option<Words>,
    kinds: Vec<SourceKind>,
    stances: Vec<Stance>,
) -> Result<Found, Fault> {
    let (said, count) = ledger.said(&ledger::Query {
        about,
        kinds,
        stances,
        limit: 4 * MOST,
        ..ledger::Query::default()
    })?;
    Ok(Found {
        said: said.into_iter().map(SaidRow::from).collect(),
        count: Some(count),
        ..Found::default()
    })
}

fn pieces(snippet: &Snippet) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut chars = snippet.text.chars();
    let mut at = 0;
    for [start, end] in &snippet.hits {
        for (until, hit) in [(*start, false), (*end, true)] {
            let text: String = chars.by_ref().take(until.saturating_sub(at)).collect();
            at = until.max(at);
            pieces.push(Piece { text, hit });
        }
    }
    pieces.push(Piece {
        text: chars.collect(),
        hit: false,
    });
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snippet_is_cut_at_its_hits() {
        let snippet = Snippet {
            text: "Die Fähre fährt".to_owned(),
            hits: vec![[4, 9]],
        };
        let cut: Vec<(String, bool)> = pieces(&snippet)
            .into_iter()
            .map(|piece| (piece.text, piece.hit))
            .collect();
        let want = [("Die ", false), ("Fähre", true), (" fährt", false)];
        assert_eq!(cut, want.map(|(text, hit)| (text.to_owned(), hit)));
    }
}
