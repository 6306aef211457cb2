//! The queue: what nobody has looked at, the least certain reading first.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Html;
use hearsay::ledger::{self, Mark, Order};
use serde::Deserialize;

use super::card::Card;
use super::signer;
use crate::serve::fault::Fault;
use crate::serve::pages::notice::Notice;
use crate::serve::pages::{Frame, shown};
use crate::serve::room::Room;

/// How many readings stand on a page.
const PAGE: u32 = 20;

/// Where a page of the queue begins: after this confidence and this id.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    sure: Option<f64>,
    after: String,
}

impl Asked {
    fn mark(&self) -> Option<Mark> {
        Some(Mark {
            published: None,
            article: String::new(),
            start: 0,
            confidence: self.sure?.to_bits(),
            id: self.after.clone(),
        })
    }
}

#[derive(Debug, Template)]
#[template(path = "desk_queue.html")]
struct Screen {
    frame: Frame,
    who: Option<String>,
    cards: Vec<Card>,
    count: u64,
    next: Option<(f64, String)>,
}

/// Shows it.
pub(super) async fn show(
    State(room): State<Room>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
    notice: Notice,
) -> Result<Html<String>, Fault> {
    let query = ledger::Query {
        untouched: true,
        order: Order::LeastSure,
        after: asked.mark(),
        limit: PAGE + 1,
        ..ledger::Query::default()
    };
    let (mut said, count) = room.read(move |ledger| Ok(ledger.said(&query)?)).await?;
    let more = said.len() > PAGE as usize;
    said.truncate(PAGE as usize);
    let last = said.last().filter(|_| more);
    let next = last.map(|last| (last.confidence, last.id.clone()));
    // What is put right leaves the queue, so that the reader goes on at the same place.
    let back = notice.path().to_owned();
    shown(&Screen {
        cards: said
            .into_iter()
            .map(|said| Card::new(said, &back))
            .collect(),
        frame: Frame::new("Putting right").noting(notice),
        who: signer::remembered(&headers),
        count,
        next,
    })
}
