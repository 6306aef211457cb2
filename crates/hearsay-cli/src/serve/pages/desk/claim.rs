//! One claim, to be put right: is it another's, do its statements bear on it, and how.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Html;
use hearsay::account::{Claim, Statement};
use hearsay::ledger::{self, ClaimFilter, Ledger, Said, Stored, Words};
use serde::Deserialize;

use super::card::Card;
use crate::serve::fault::Fault;
use crate::serve::pages::notice::Notice;
use crate::serve::pages::{Frame, shown};
use crate::serve::room::Room;

/// The most claims to choose from.
const MOST: u32 = 40;

/// Words of a claim that this one may be; none for those of its own story.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
}

#[derive(Debug, Template)]
#[template(path = "desk_claim.html")]
struct Screen {
    frame: Frame,
    claim: Claim,
    cards: Vec<Card>,
    /// Claims that it may be one with.
    others: Vec<Claim>,
    asked: Asked,
    back: String,
}

/// Shows it.
pub(super) async fn show(
    State(room): State<Room>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
    notice: Notice,
) -> Result<Html<String>, Fault> {
    let back = notice.path().to_owned();
    let frame = Frame::new("Put a claim right").noting(notice);
    let screen = room.read(move |ledger| screen(ledger, &id, asked, back, frame));
    shown(&screen.await?)
}

fn screen(
    ledger: &Ledger,
    id: &str,
    asked: Asked,
    back: String,
    frame: Frame,
) -> Result<Screen, Fault> {
    let Stored::Claim(id) = ledger.find(id)? else {
        return Err(Fault::missing(format!("{id} is no claim")));
    };
    let mut found = ledger.claim(&id)?.claims;
    let claim = found
        .pop()
        .ok_or_else(|| Fault::missing("the claim is gone"))?;
    let words = Words::parse(&asked.q);
    let story = claim.statements.first().map(|one| one.article.clone());
    let mut others = ledger.claims(&ClaimFilter {
        story_of: story.filter(|_| words.is_none()),
        words,
        limit: MOST,
        ..ClaimFilter::default()
    })?;
    others.retain(|other| other.id != id);
    let said = said(ledger, &claim)?;
    let card = |one: &Statement| {
        let said = said.get(&one.attribution)?.clone();
        Some(Card::new(said, &back).on(&id, one.stance))
    };
    Ok(Screen {
        frame,
        cards: claim.statements.iter().filter_map(card).collect(),
        others,
        asked,
        claim,
        back,
    })
}

/// The statements of a claim by their attributions.
fn said(ledger: &Ledger, claim: &Claim) -> Result<HashMap<String, Said>, Fault> {
    let mut all = HashMap::new();
    for article in claim.articles() {
        let (said, _) = ledger.said(&ledger::Query {
            article: Some(article.to_owned()),
            ..ledger::Query::default()
        })?;
        all.extend(said.into_iter().map(|said| (said.id.clone(), said)));
    }
    Ok(all)
}
