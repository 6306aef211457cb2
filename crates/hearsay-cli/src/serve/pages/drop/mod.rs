//! Dropping a page: pasted, fetched or uploaded, it is read at once, shown, and kept in the ledger or not.

mod given;

use askama::Template;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Multipart, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, Redirect};
use axum::routing::{get, post};
use hearsay::intake::{Known, MAX_BYTES, Page};
use hearsay::ledger::{Ledger, Run, article_key};
use hearsay::reading::Reading;

use self::given::Given;
use super::article::{self, Asked};
use super::{Frame, shown};
use crate::add::{self, Failed, Keeper, Keeping, Prepared};
use crate::read::{LONGEST, too_long};
use crate::serve::fault::Fault;
use crate::serve::room::Room;
use crate::{input, ledger};

/// How dropped pages are kept.
const KEEPING: Keeping = Keeping {
    verbatim: false,
    originals: true,
};

/// The addresses of the screen.
pub(super) fn router() -> Router<Room> {
    Router::new()
        .route("/add", get(form).post(dropped))
        .layer(DefaultBodyLimit::max(MAX_BYTES))
        .route("/add/{id}", get(draft))
        .route("/add/{id}/keep", post(keep))
        .route("/add/{id}/forget", post(forget))
}

#[derive(Debug, Template)]
#[template(path = "drop.html")]
struct Form {
    frame: Frame,
}

async fn form() -> Result<Html<String>, Fault> {
    shown(&Form {
        frame: Frame::new("Read a page"),
    })
}

/// What became of a page that was dropped.
enum Read {
    /// The ledger has it under this id.
    Stored(String),
    /// It was read.
    New(Box<Prepared>),
}

/// Reads what was dropped, and leads to it.
async fn dropped(State(room): State<Room>, form: Multipart) -> Result<Redirect, Fault> {
    let given = Given::of(form).await?;
    let keeper = room.clone();
    let read = room
        .study(move || {
            let (input, page) = given.page()?;
            read(keeper.reader()?, &input, page)
        })
        .await?;
    Ok(match read {
        Read::Stored(id) => Redirect::to(&format!("/articles/{id}")),
        Read::New(prepared) => {
            let id = room.drafts().hold(*prepared);
            Redirect::to(&format!("/add/{id}"))
        }
    })
}

fn read(ledger: Ledger, input: &str, page: Page) -> Result<Read, Fault> {
    let article = input::article(&page, KEEPING.verbatim, Known::default())
        .map_err(|error| Fault::new(StatusCode::UNPROCESSABLE_ENTITY, format!("{error:#}")))?;
    let url = article.url.as_ref().map(|url| url.value.as_str());
    let id = article_key(url, &article.text);
    if ledger.has_article(&id)? {
        return Ok(Read::Stored(id));
    }
    let length = article.text.chars().count();
    if length > LONGEST {
        return Err(Fault::new(StatusCode::PAYLOAD_TOO_LARGE, too_long(length)));
    }
    match Keeper::new(ledger, KEEPING).prepare(input, page) {
        Ok(prepared) => Ok(Read::New(Box::new(prepared))),
        Err(Failed::Page(error)) => Err(Fault::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            format!("{error:#}"),
        )),
        Err(Failed::Ledger(error)) => Err(error.into()),
    }
}

/// Shows a draft as the article that it would be.
async fn draft(
    State(room): State<Room>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Fault> {
    let draft = room.drafts().find(&id).ok_or_else(gone)?;
    let (reading, _) = draft.parts().ok_or_else(gone)?;
    article::draft(unlinked(reading), &id, &asked)
}

/// A draft's entities have no pages of their own.
fn unlinked(reading: &Reading) -> Reading {
    let mut reading = reading.clone();
    for value in &mut reading.attributions {
        if let Some(source) = &mut value.source {
            source.entity = None;
        }
        for voice in &mut value.chain {
            voice.entity = None;
        }
    }
    reading
}

/// Stores a draft, and leads to the article.
async fn keep(State(room): State<Room>, Path(id): Path<String>) -> Result<Redirect, Fault> {
    let draft = room.drafts().find(&id).ok_or_else(gone)?;
    let article = room
        .write(move |ledger| {
            let (reading, _) = draft.parts().ok_or_else(gone)?;
            let run: Run = ledger::run("serve", add::settings(KEEPING));
            add::store(ledger, &draft.prepared, &run)?;
            ledger.account_anew(&run)?;
            let article = &reading.article;
            Ok(article_key(article.url.as_deref(), &article.text))
        })
        .await?;
    room.drafts().forget(&id);
    Ok(Redirect::to(&format!("/articles/{article}")))
}

async fn forget(State(room): State<Room>, Path(id): Path<String>) -> Redirect {
    room.drafts().forget(&id);
    Redirect::to("/add")
}

fn gone() -> Fault {
    Fault::missing("this page is held no longer\n  hint: drop it again")
}
