//! One person, body, outlet or place, to be put right: is it another, and is all that is taken for it really it.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Html;
use hearsay::ledger::{EntityFilter, EntityRow, Ledger, Member, Stored, Words};
use serde::Deserialize;

use crate::serve::fault::Fault;
use crate::serve::pages::notice::Notice;
use crate::serve::pages::{Frame, shown};
use crate::serve::room::Room;

/// The most others to choose from.
const MOST: u32 = 40;

/// The most articles in which it is named that are shown.
const MEMBERS: u32 = 100;

/// Words of a name that it may have too; none for the last word of its own.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
}

#[derive(Debug, Template)]
#[template(path = "desk_entity.html")]
struct Screen {
    frame: Frame,
    id: String,
    name: String,
    /// Those that it may be one with.
    others: Vec<EntityRow>,
    /// What articles name that is taken for it.
    members: Vec<Member>,
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
    let frame = Frame::new("Put a name right").noting(notice);
    let screen = room.read(move |ledger| screen(ledger, &id, asked, back, frame));
    shown(&screen.await?)
}

fn screen(
    ledger: &Ledger,
    id: &str,
    mut asked: Asked,
    back: String,
    frame: Frame,
) -> Result<Screen, Fault> {
    let Stored::Entity(id) = ledger.find(id)? else {
        return Err(Fault::missing(format!("{id} is no entity")));
    };
    let report = ledger.profile(&id)?;
    if asked.q.trim().is_empty() {
        let last = report.name.split_whitespace().next_back();
        asked.q = last.unwrap_or_default().to_owned();
    }
    let mut others = match Words::parse(&asked.q) {
        Some(words) => ledger.entity_list(&EntityFilter {
            words: Some(words),
            limit: MOST,
            ..EntityFilter::default()
        })?,
        None => Vec::new(),
    };
    others.retain(|other| other.id != report.id);
    Ok(Screen {
        members: ledger.members(&report.id, MEMBERS)?,
        id: report.id,
        name: report.name,
        frame,
        others,
        asked,
        back,
    })
}
