//! What two articles share and where they part: a pure function of their account and readings.

use hearsay::account::{Account, Bearing, Claim, Statement};
use hearsay::export::Shelf;
use hearsay::reading::Reading;
use serde::Serialize;

use super::passages::{Change, Shared};

/// Two articles beside each other.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct Comparison<'a> {
    /// The articles' ids.
    articles: [&'a str; 2],
    /// What of their text is one.
    pub(crate) copied: Copied,
    /// The claims that both bear on.
    pub(crate) shared: Vec<Both<'a>>,
    /// The claims that only one bears on, those of the first and those of the second.
    pub(crate) only: [Vec<&'a Claim>; 2],
    /// The origins that both had words from.
    pub(crate) sources: Vec<&'a str>,
    /// Where one names the other as its source.
    pub(crate) citations: Vec<Cites<'a>>,
}

/// How much of the texts is one.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct Copied {
    /// Words in passages that both have.
    pub(crate) words: usize,
    /// Words of each.
    pub(crate) of: [usize; 2],
    /// Of the shorter text, 0 to 1.
    pub(crate) share: f64,
    /// The one that was published first, if both dates are known and differ.
    pub(crate) first: Option<String>,
    /// What differs in these passages.
    pub(crate) changes: Vec<Change>,
}

/// A claim that both articles bear on.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct Both<'a> {
    /// The claim's id.
    claim: &'a str,
    /// The claim itself.
    #[serde(skip)]
    pub(crate) whole: &'a Claim,
    /// What is said of it in each.
    pub(crate) statements: [Vec<&'a Statement>; 2],
    /// Whether they do different things with it.
    pub(crate) differ: bool,
}

/// A place where one of the two names the other as its source.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct Cites<'a> {
    /// The article that names it.
    pub(crate) from: &'a str,
    /// The words.
    pub(crate) words: &'a str,
}

impl<'a> Comparison<'a> {
    /// The comparison of two of the account's articles.
    pub(crate) fn new(shelf: &Shelf<'a>, a: &'a Reading, b: &'a Reading) -> Self {
        let account: &'a Account = shelf.account;
        let ids = [a.article.id.as_str(), b.article.id.as_str()];
        let mut shared = Vec::new();
        let mut only = [Vec::new(), Vec::new()];
        for claim in &account.claims {
            let statements = ids.map(|id| {
                let all = claim.statements.iter();
                all.filter(|one| one.article == id).collect::<Vec<_>>()
            });
            match (statements[0].is_empty(), statements[1].is_empty()) {
                (false, false) => shared.push(Both {
                    claim: &claim.id,
                    whole: claim,
                    differ: stances(&statements[0]) != stances(&statements[1]),
                    statements,
                }),
                (false, true) => only[0].push(claim),
                (true, false) => only[1].push(claim),
                (true, true) => {}
            }
        }
        let texts = Shared::between(&a.article.text, &b.article.text);
        let (day_a, day_b) = (&a.article.published, &b.article.published);
        let first = match (day_a, day_b) {
            (Some(one), Some(other)) if one < other => Some(ids[0].to_owned()),
            (Some(one), Some(other)) if one > other => Some(ids[1].to_owned()),
            _ => None,
        };
        Self {
            articles: ids,
            copied: Copied {
                words: texts.words,
                of: texts.of,
                share: texts.share(),
                first,
                changes: texts.changes,
            },
            shared,
            only,
            sources: sources(account, ids),
            citations: citations(account, ids),
        }
    }
}

/// What is done with a claim, each once.
fn stances(statements: &[&Statement]) -> Vec<Bearing> {
    let mut stances: Vec<Bearing> = statements.iter().map(|one| one.stance).collect();
    stances.sort_unstable();
    stances.dedup();
    stances
}

/// The origins that both articles go back to.
fn sources<'a>(account: &'a Account, ids: [&str; 2]) -> Vec<&'a str> {
    let statements = || account.claims.iter().flat_map(|claim| &claim.statements);
    let has = |article: &str, origin: &str| {
        statements().any(|one| one.article == article && one.origin.as_deref() == Some(origin))
    };
    let origins = account.origins.iter();
    origins
        .filter(|origin| ids.iter().all(|id| has(id, &origin.id)))
        .map(|origin| origin.who.as_str())
        .collect()
}

/// Where one of the two names the other.
fn citations<'a>(account: &'a Account, ids: [&'a str; 2]) -> Vec<Cites<'a>> {
    let between = |from: &str, to: Option<&str>| {
        (from == ids[0] && to == Some(ids[1])) || (from == ids[1] && to == Some(ids[0]))
    };
    let citations = account.citations.iter();
    citations
        .filter(|one| between(&one.from, one.to.article.as_deref()))
        .map(|one| Cites {
            from: &one.from,
            words: &one.evidence.text,
        })
        .collect()
}
