//! The token: programs send it as `Authorization: Bearer`, people type it once and keep it as a cookie.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use axum::{Form, Router};
use serde::Deserialize;

use crate::serve::fault::Fault;
use crate::serve::room::Room;

/// The cookie that holds the token.
const COOKIE: &str = "hearsay-token";
/// Where the token is handed in.
const ENTER: &str = "/enter";

/// The way in.
pub(in crate::serve) fn router() -> Router<Room> {
    Router::new().route(ENTER, post(enter))
}

/// Refuses visitors who do not know the token, if there is one. What the sign-in page looks with is for all.
pub(in crate::serve) async fn token(
    State(room): State<Room>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    let open = path == ENTER || path.starts_with("/assets/");
    match room.door().token() {
        Some(token) if !open && !has(request.headers(), token) => unknown("the token is needed"),
        _ => next.run(request).await,
    }
}

fn unknown(detail: &str) -> Response {
    let mut response = Fault::new(StatusCode::UNAUTHORIZED, detail).into_response();
    let challenge = axum::http::HeaderValue::from_static("Bearer");
    response
        .headers_mut()
        .insert(header::WWW_AUTHENTICATE, challenge);
    response
}

/// What the sign-in page sends.
#[derive(Debug, Deserialize)]
struct Entry {
    token: String,
}

async fn enter(State(room): State<Room>, Form(entry): Form<Entry>) -> Response {
    match room.door().token() {
        Some(token) if !same(token, entry.token.trim()) => unknown("that is not the token"),
        Some(token) => {
            let cookie = format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Lax");
            ([(header::SET_COOKIE, cookie)], Redirect::to("/")).into_response()
        }
        None => Redirect::to("/").into_response(),
    }
}

fn has(headers: &HeaderMap, token: &str) -> bool {
    let text = |value: &axum::http::HeaderValue| value.to_str().unwrap_or_default().to_owned();
    let bearer = headers.get(header::AUTHORIZATION).map(text);
    let bearer = bearer.as_deref().and_then(|value| {
        let (scheme, word) = value.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then_some(word.trim())
    });
    if bearer.is_some_and(|word| same(token, word)) {
        return true;
    }
    headers.get_all(header::COOKIE).iter().map(text).any(|all| {
        let mut pairs = all
            .split(';')
            .filter_map(|pair| pair.trim().split_once('='));
        pairs.any(|(name, word)| name == COOKIE && same(token, word))
    })
}

/// Whether two words are the same, in a time that does not tell where they differ.
fn same(token: &str, word: &str) -> bool {
    let differ = token
        .bytes()
        .zip(word.bytes())
        .fold(0, |differ, (a, b)| differ | (a ^ b));
    token.len() == word.len() && std::hint::black_box(differ) == 0
}
