//! What stands in a row of a list: a claim with who is for it and against it, something said, an article.

use std::collections::HashMap;

use hearsay::account::{Bearing, Claim, Status};
use hearsay::ledger::{Head, Ledger, LedgerError, Said};

use crate::view::claims::{count, origins};

/// A claim in a list.
#[derive(Debug)]
pub(super) struct ClaimRow {
    pub(super) id: String,
    pub(super) text: String,
    pub(super) status: Status,
    /// How many independent origins stand for it, and in how many statements; empty if none.
    pub(super) holds: String,
    pub(super) holds_in: String,
    /// The same of those who deny it.
    pub(super) denies: String,
    pub(super) denies_in: String,
    /// Where it was first asserted.
    pub(super) first: Option<Head>,
    pub(super) articles: String,
}

impl ClaimRow {
    fn new(claim: &Claim, heads: &HashMap<String, Head>) -> Self {
        let holds = claim.bearing(&[Bearing::Asserts, Bearing::Confirms]).len();
        let denials = claim.denied_by.len();
        let told = |number: usize, words: String| if number == 0 { String::new() } else { words };
        Self {
            id: claim.id.clone(),
            text: claim.text.clone(),
            status: claim.status,
            holds: told(holds, origins(claim.origins)),
            holds_in: count(holds, "statement"),
            denies: told(denials, origins(claim.against())),
            denies_in: count(denials, "statement"),
            first: claim
                .first_article
                .as_ref()
                .and_then(|id| heads.get(id).cloned()),
            articles: count(claim.articles().len(), "article"),
        }
    }

    /// Rows of these claims.
    pub(super) fn all(ledger: &Ledger, claims: &[Claim]) -> Result<Vec<Self>, LedgerError> {
        let first = claims.iter().filter_map(|one| one.first_article.as_deref());
        let heads = ledger.heads(first)?;
        let heads: HashMap<String, Head> = heads
            .into_iter()
            .map(|head| (head.id.clone(), head))
            .collect();
        Ok(claims
            .iter()
            .map(|claim| Self::new(claim, &heads))
            .collect())
    }
}

/// Something said, in a list.
#[derive(Debug)]
pub(super) struct SaidRow {
    pub(super) said: Said,
    pub(super) head: Head,
    /// The voices, outermost first.
    pub(super) voices: String,
}

impl From<Said> for SaidRow {
    fn from(said: Said) -> Self {
        let trimmed = |words: &str| words.trim_matches([',', ';', ' ']).to_owned();
        let voices = match said.chain.as_slice() {
            [] => said.source.as_deref().map_or(String::new(), trimmed),
            chain => chain
                .iter()
                .map(|voice| trimmed(voice))
                .collect::<Vec<_>>()
                .join(" ← "),
        };
        let voices = match voices.as_str() {
            "" => "nobody named".to_owned(),
            _ => voices,
        };
        let head = Head {
            id: said.article.clone(),
            outlet: said.outlet.clone(),
            title: said.title.clone(),
            published: said.published.clone(),
            url: said.url.clone(),
            current: true,
        };
        Self { said, head, voices }
    }
}
