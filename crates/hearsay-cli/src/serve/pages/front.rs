//! The front page.

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use hearsay::ledger::Stats;

use super::{Frame, shown};
use crate::serve::fault::Fault;
use crate::serve::room::Room;

#[derive(Debug, Template)]
#[template(path = "front.html")]
struct Front {
    frame: Frame,
    stats: Stats,
}

/// Shows it.
pub(super) async fn show(State(room): State<Room>) -> Result<Html<String>, Fault> {
    let stats = room.read(|ledger| Ok(ledger.stats()?)).await?;
    shown(&Front {
        frame: Frame::new("Reading room"),
        stats,
    })
}
