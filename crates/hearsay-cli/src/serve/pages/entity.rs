//! One person, body, outlet or place: what it is called, what it said, what was said of it, whom it cites and who
//! cites it.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use hearsay::ledger::{Ledger, LedgerError, Profile, Query, Stored};

use super::notice::Notice;
use super::row::SaidRow;
use super::{Frame, shown};
use crate::serve::fault::Fault;
use crate::serve::room::Room;

/// The most rows of what it said, and of what was said of it.
const MOST: u32 = 50;

#[derive(Debug, Template)]
#[template(path = "entity.html")]
struct Screen {
    frame: Frame,
    profile: Profile,
    said: Vec<SaidRow>,
    said_count: u64,
    of: Vec<SaidRow>,
    of_count: u64,
}

/// Shows the entity with this id, or leads to the one that it was joined with.
pub(super) async fn show(
    State(room): State<Room>,
    Path(id): Path<String>,
    notice: Notice,
) -> Result<Response, Fault> {
    let asked = id.clone();
    let mut screen = room.read(move |ledger| screen(ledger, &id)).await?;
    if screen.profile.id != asked {
        let address = format!("/entities/{}", screen.profile.id);
        return Ok(Redirect::to(&address).into_response());
    }
    screen.frame = screen.frame.noting(notice);
    let page: Html<String> = shown(&screen)?;
    Ok(page.into_response())
}

fn screen(ledger: &Ledger, id: &str) -> Result<Screen, Fault> {
    let Stored::Entity(id) = ledger.find(id)? else {
        return Err(LedgerError::NoSuchId(id.to_owned()).into());
    };
    let profile = ledger.profile(&id)?;
    let (said, said_count) = ledger.said(&Query {
        speaker: Some(profile.id.clone()),
        limit: MOST,
        ..Query::default()
    })?;
    let (of, of_count) = ledger.said(&Query {
        of: Some(profile.id.clone()),
        limit: MOST,
        ..Query::default()
    })?;
    Ok(Screen {
        frame: Frame::new(profile.name.clone()),
        profile,
        said: said.into_iter().map(SaidRow::from).collect(),
        said_count,
        of: of.into_iter().map(SaidRow::from).collect(),
        of_count,
    })
}
