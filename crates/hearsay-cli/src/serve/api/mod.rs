//! The API under `/api/v1`: the same JSON as the command line prints.
//!
//! Each file has the addresses of one sort of thing; `document` describes them all in OpenAPI, from the same code that
//! answers. What cannot be answered is a [`Fault`](crate::serve::fault::Fault), which becomes `application/problem+json`.

mod answer;
mod articles;
mod asked;
mod attributions;
mod claims;
mod corrections;
mod cursor;
mod document;
mod entities;
mod export;
mod read;
mod search;
mod tar;
#[cfg(test)]
mod tests;

use axum::extract::DefaultBodyLimit;
use axum::{Router, middleware};
use hearsay::ledger::Stored;
use hearsay::page::MAX_BYTES;
use serde::de::DeserializeOwned;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::fault::Fault;
use super::room::Room;

pub(crate) use document::text as document;

/// The longest body, in bytes: a page, and what JSON adds to its letters.
const LONGEST: usize = MAX_BYTES + MAX_BYTES / 4;

/// The API's addresses, below `/api/v1`.
pub(super) fn router() -> Router<Room> {
    addresses()
        .split_for_parts()
        .0
        .layer(middleware::from_fn(answer::unless_known))
        .layer(DefaultBodyLimit::max(LONGEST))
}

/// Each address with what answers there and how it is described.
fn addresses() -> OpenApiRouter<Room> {
    OpenApiRouter::new()
        .routes(routes!(read::read))
        .routes(routes!(search::search))
        .routes(routes!(search::stats))
        .routes(routes!(articles::list))
        .routes(routes!(articles::one))
        .routes(routes!(articles::versions))
        .routes(routes!(articles::compare))
        .routes(routes!(attributions::list))
        .routes(routes!(attributions::one))
        .routes(routes!(attributions::trace))
        .routes(routes!(attributions::who))
        .routes(routes!(claims::list))
        .routes(routes!(claims::one))
        .routes(routes!(claims::trace))
        .routes(routes!(claims::origins))
        .routes(routes!(claims::origin))
        .routes(routes!(entities::list))
        .routes(routes!(entities::one))
        .routes(routes!(corrections::list, corrections::make))
        .routes(routes!(corrections::one))
        .routes(routes!(corrections::withdraw))
        .routes(routes!(attributions::queue))
        .routes(routes!(export::export))
        .routes(routes!(document::answer))
}

/// The place that a cursor stands for, if there is one.
fn place<T: DeserializeOwned>(list: &str, word: Option<&str>) -> Result<Option<T>, Fault> {
    word.map(|word| cursor::read(list, word)).transpose()
}

/// What is said where an id names something else.
fn elsewhere(wanted: &str, found: &Stored) -> Fault {
    let (what, place, id) = match found {
        Stored::Article(id) => ("an article", "articles", id),
        Stored::Attribution(id) => ("an attribution", "attributions", id),
        Stored::Entity(id) => ("an entity", "entities", id),
        Stored::Claim(id) => ("a claim", "claims", id),
        Stored::Origin(id) => ("an origin", "origins", id),
        Stored::Correction(id) => ("a correction", "corrections", id),
    };
    Fault::missing(format!(
        "{id} is not the id of {wanted} but of {what}\n  hint: /api/v1/{place}/{id} has it"
    ))
}
