//! Putting right: a person overrules what the program read, signs it, and may take it back.
//!
//! Forms stand beside what they are about, on any screen ([`Right`]), and on the desk's own: the queue of the least
//! certain readings, one statement, one claim, one entity. All are sent to one place (`make`), as plain posts; what a
//! form says is read in `told`, who signs is known by `signer`. Nothing is overwritten: the ledger keeps both.

mod card;
mod claim;
mod entity;
mod list;
mod make;
mod queue;
mod right;
mod signer;
mod statement;
#[cfg(test)]
mod tests;
mod told;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::serve::room::Room;
pub(in crate::serve) use right::Right;

/// The longest form, in bytes: a note, and words of an article.
const LONGEST: usize = 128 << 10;

/// The addresses of the desk.
pub(super) fn router() -> Router<Room> {
    Router::new()
        .route("/desk", get(queue::show))
        .route("/desk/corrections", get(list::show))
        .route("/desk/statement/{id}", get(statement::show))
        .route("/desk/claim/{id}", get(claim::show))
        .route("/desk/entity/{id}", get(entity::show))
        .route("/desk/who", get(make::signer).post(make::sign))
        .route(make::CHANGE, post(make::change))
        .route(make::WITHDRAW, post(make::withdraw))
        .layer(DefaultBodyLimit::max(LONGEST))
}
