//! What the desk's forms do: a correction, or taking one back, and then back to the screen that the form stood on.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use hearsay::ledger::{Ledger, LedgerError, Run};

use super::signer::{self, Signed};
use super::told::Told;
use crate::desk::change as desk;
use crate::ledger;
use crate::serve::fault::Fault;
use crate::serve::pages::{Frame, back, shown};
use crate::serve::room::Room;

/// Where corrections are sent.
pub(super) const CHANGE: &str = "/desk/change";
/// Where they are taken back.
pub(super) const WITHDRAW: &str = "/desk/withdraw";

type Fields = Form<Vec<(String, String)>>;

/// Overrules the program.
pub(super) async fn change(
    State(room): State<Room>,
    headers: HeaderMap,
    Form(fields): Fields,
) -> Result<Response, Fault> {
    let told = Told::new(fields);
    let change = told.change().map_err(|fault| fault.back_to(told.back()))?;
    written(
        &room,
        &headers,
        told,
        CHANGE,
        move |ledger, id, signed, run| Ok(desk::make(ledger, id, &change, signed.by(), run)?),
    )
    .await
}

/// Takes a correction back.
pub(super) async fn withdraw(
    State(room): State<Room>,
    headers: HeaderMap,
    Form(fields): Fields,
) -> Result<Response, Fault> {
    written(
        &room,
        &headers,
        Told::new(fields),
        WITHDRAW,
        |ledger, id, signed, run| Ok(desk::withdraw(ledger, id, signed.by(), run)?),
    )
    .await
}

/// Writes what a form says, by whoever signs, and leads back.
async fn written(
    room: &Room,
    headers: &HeaderMap,
    told: Told,
    action: &'static str,
    write: impl FnOnce(&mut Ledger, &str, &Signed, &Run) -> Result<String, Fault> + Send + 'static,
) -> Result<Response, Fault> {
    let path = told.back().to_owned();
    let back = |fault: Fault| fault.back_to(&path);
    let id = told.need("id").map_err(back)?.to_owned();
    let Some(signed) = Signed::of(headers, &told).map_err(back)? else {
        return who(action, &told);
    };
    let cookie = signed.cookie();
    let from = path.clone();
    let target = room.write(move |held| {
        let run = ledger::run("correct", serde_json::Map::new());
        let made = write(held, &id, &signed, &run)?;
        Ok(back::noting(still(held, &from)?, &made))
    });
    let target = target.await.map_err(back)?;
    Ok(remembering(Redirect::to(&target), cookie))
}

/// The path, or that of the list of corrections where the thing it shows is gone: a claim is known by its first
/// statement, and may have another now.
fn still<'a>(ledger: &Ledger, path: &'a str) -> Result<&'a str, Fault> {
    let bare = path.split(['?', '#']).next().unwrap_or_default();
    let last = bare.rsplit('/').next().unwrap_or_default();
    let shows_one = ["/claims/", "/entities/", "/desk/claim/", "/desk/entity/"];
    if !shows_one.iter().any(|start| bare.starts_with(start)) {
        return Ok(path);
    }
    match ledger.find(last) {
        Ok(_) => Ok(path),
        Err(LedgerError::NoSuchId(_)) => Ok("/desk/corrections"),
        Err(error) => Err(error.into()),
    }
}

/// Asks who signs, with the rest of the form as it was.
#[derive(Debug, Template)]
#[template(path = "desk_who.html")]
struct Who {
    frame: Frame,
    action: &'static str,
    fields: Vec<(String, String)>,
    name: String,
}

fn who(action: &'static str, told: &Told) -> Result<Response, Fault> {
    let screen = Who {
        frame: Frame::new("Who signs?"),
        action,
        fields: told.without("who"),
        name: String::new(),
    };
    Ok(shown(&screen)?.into_response())
}

/// Asks who signs from now on.
pub(super) async fn signer(headers: HeaderMap) -> Result<Response, Fault> {
    let screen = Who {
        frame: Frame::new("Who signs?"),
        action: "/desk/who",
        fields: Vec::new(),
        name: signer::remembered(&headers).unwrap_or_default(),
    };
    Ok(shown(&screen)?.into_response())
}

/// Remembers who signs from now on.
pub(super) async fn sign(Form(fields): Fields) -> Result<Response, Fault> {
    let told = Told::new(fields);
    let name = signer::name(told.need("who")?)?;
    let cookie = signer::cookie(&name);
    Ok(remembering(Redirect::to("/desk"), Some(cookie)))
}

fn remembering(redirect: Redirect, cookie: Option<String>) -> Response {
    let mut response = redirect.into_response();
    // Names are written in ASCII.
    let value = cookie.and_then(|cookie| HeaderValue::from_str(&cookie).ok());
    if let Some(value) = value {
        response.headers_mut().insert(header::SET_COOKIE, value);
    }
    response
}
