//! The front page: what is contested, what came last, who speaks.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Html;
use hearsay::ledger::{ClaimFilter, Head, Share};
use serde::Deserialize;

use super::row::ClaimRow;
use super::{Frame, shown};
use crate::serve::fault::Fault;
use crate::serve::room::Room;

/// How many claims and articles stand on it.
const CLAIMS: u32 = 8;
const ARTICLES: u32 = 12;
/// How many articles stand on a page of their list.
const PAGE: u32 = 50;

#[derive(Debug, Template)]
#[template(path = "front.html")]
struct Front {
    frame: Frame,
    behind: bool,
    contested: Vec<ClaimRow>,
    latest: Vec<Head>,
    kinds: Vec<Share>,
}

/// Shows it.
pub(super) async fn show(State(room): State<Room>) -> Result<Html<String>, Fault> {
    let front = room.read(|ledger| {
        let contested = ledger.claims(&ClaimFilter {
            contested: true,
            limit: CLAIMS,
            ..ClaimFilter::default()
        })?;
        Ok(Front {
            frame: Frame::new("Reading room"),
            behind: ledger.is_behind()?,
            contested: ClaimRow::all(ledger, &contested)?,
            latest: ledger.latest(ARTICLES, 0)?,
            kinds: ledger.kinds()?,
        })
    });
    shown(&front.await?)
}

/// Which page of a list.
#[derive(Debug, Deserialize)]
pub(super) struct Turn {
    #[serde(default)]
    page: u32,
}

#[derive(Debug, Template)]
#[template(path = "articles.html")]
struct Articles {
    frame: Frame,
    articles: Vec<Head>,
    page: u32,
    more: bool,
}

/// Shows the list of articles.
pub(super) async fn articles(
    State(room): State<Room>,
    Query(turn): Query<Turn>,
) -> Result<Html<String>, Fault> {
    let skip = turn.page.saturating_mul(PAGE);
    let mut articles = room
        .read(move |ledger| Ok(ledger.latest(PAGE + 1, skip)?))
        .await?;
    let more = articles.len() > PAGE as usize;
    articles.truncate(PAGE as usize);
    shown(&Articles {
        frame: Frame::new("Articles"),
        articles,
        page: turn.page,
        more,
    })
}
