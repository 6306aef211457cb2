//! Dropping a page: pasted words, an address or a file are read at once and shown as an article is; then the reader
//! says whether the ledger keeps it.
//!
//! Until then it lies on a tray in memory (`tray`), so that the screen with its text has an address of its own. What
//! may be dropped, and how long it may be, is decided in `given`; addresses go through the guard of `fetch/`.

mod given;
#[cfg(test)]
mod tests;
mod tray;

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{DefaultBodyLimit, Multipart, Path, Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use hearsay::article::BlockKind;
use hearsay::reading::Reading;
use serde::Deserialize;

use self::given::Given;
use self::tray::Dropped;
pub(in crate::serve) use self::tray::Tray;
use super::article::{self, Text};
use super::{Frame, shown};
use crate::add::{self, Keeping, store};
use crate::fetch::Fetcher;
use crate::ledger;
use crate::serve::fault::Fault;
use crate::serve::room::Room;

/// The most bytes of a page, as dropped and as fetched; a form may have a little more around it.
const LARGEST: usize = 8 << 20;
const AROUND: usize = 64 << 10;

/// How dropped pages are kept: as `hearsay add` does.
const KEEPING: Keeping = Keeping {
    verbatim: false,
    originals: true,
};

/// The addresses of the screen.
pub(super) fn router() -> Router<Room> {
    Router::new()
        .route("/drop", get(ask).post(dropped))
        .route("/drop/keep", post(keep))
        .route("/drop/away", post(away))
        .route("/drop/{id}", get(show))
        .layer(DefaultBodyLimit::max(LARGEST + AROUND))
}

#[derive(Debug, Template)]
#[template(path = "drop.html")]
struct Ask {
    frame: Frame,
    tray: Vec<Arc<Dropped>>,
}

impl Ask {
    fn largest(&self) -> usize {
        LARGEST >> 20
    }
}

/// Asks for a page.
async fn ask(State(room): State<Room>) -> Result<Html<String>, Fault> {
    shown(&Ask {
        frame: Frame::new("Drop a page"),
        tray: room.tray().all(),
    })
}

/// Reads a page that was dropped, and leads to its text.
async fn dropped(State(room): State<Room>, form: Multipart) -> Result<Redirect, Fault> {
    let given = Given::of(form).await?;
    let read = room.work(move || Ok(given.read(&Fetcher::new(LARGEST, false))?));
    let page = read.await.map_err(|fault| fault.back_to("/drop"))?;
    let target = format!("/drop/{}", page.id);
    room.tray().lay(page);
    Ok(Redirect::to(&target))
}

#[derive(Debug, Template)]
#[template(path = "dropped.html")]
struct Screen {
    frame: Frame,
    id: String,
    /// Of the article in the ledger, if it is there already.
    known: Option<String>,
    title: String,
    place: String,
    warnings: Vec<String>,
    text: Text,
}

/// Shows a page that was dropped.
async fn show(
    State(room): State<Room>,
    Path(id): Path<String>,
    Query(asked): Query<article::Asked>,
) -> Result<Html<String>, Fault> {
    let page = room.tray().get(&id).ok_or_else(gone)?;
    let article = page.article.clone();
    let known = room
        .read(move |ledger| Ok(ledger.has_article(&article)?))
        .await?;
    let screen = room.work(move || screen(&page, known, &asked)).await?;
    shown(&screen)
}

fn screen(page: &Dropped, known: bool, asked: &article::Asked) -> Result<Screen, Fault> {
    let mut reading = page.reading().ok_or_else(gone)?.clone();
    strange(&mut reading);
    let told = [
        &reading.article.outlet,
        &reading.article.published,
        &reading.article.url,
    ];
    let told: Vec<&str> = told.into_iter().flatten().map(String::as_str).collect();
    Ok(Screen {
        frame: Frame::new("A dropped page"),
        known: known.then(|| page.article.clone()),
        title: page.name.clone(),
        place: told.join(" · "),
        warnings: reading.article.warnings.clone(),
        text: Text::of(
            &reading,
            asked,
            &HashMap::new(),
            &format!("/drop/{}", page.id),
            false,
        ),
        id: page.id.clone(),
    })
}

/// Makes its persons and bodies strangers: none has a screen yet.
fn strange(reading: &mut Reading) {
    for value in &mut reading.attributions {
        let source = value.source.iter_mut().map(|source| &mut source.entity);
        let chain = value.chain.iter_mut().map(|voice| &mut voice.entity);
        source.chain(chain).for_each(|entity| *entity = None);
    }
}

/// Which page.
#[derive(Debug, Deserialize)]
struct Which {
    id: String,
}

/// Stores a page, and leads to its article.
async fn keep(State(room): State<Room>, Form(which): Form<Which>) -> Result<Response, Fault> {
    let page = room.tray().get(&which.id).ok_or_else(gone)?;
    let target = format!("/articles/{}", page.article);
    let kept = room.write(move |held| {
        let run = ledger::run("add", add::settings(KEEPING));
        store(held, &page.prepared, &run)?;
        held.account_anew(&run)?;
        Ok(())
    });
    kept.await?;
    room.tray().take(&which.id);
    Ok(Redirect::to(&target).into_response())
}

/// Takes a page away.
async fn away(State(room): State<Room>, Form(which): Form<Which>) -> Result<Redirect, Fault> {
    if room.tray().take(&which.id) {
        Ok(Redirect::to("/drop"))
    } else {
        Err(gone())
    }
}

fn gone() -> Fault {
    Fault::missing(
        "this page lies here no longer\n  hint: it was kept, taken away, or pushed out by later ones; drop it again",
    )
    .back_to("/drop")
}
