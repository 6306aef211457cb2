//! The screens: one file each, and the frame that they share.
//!
//! A screen asks the ledger, lays the answers out as plain values, and leaves the look to its template. Templates escape
//! every value; none marks anything as safe.

mod article;
mod back;
mod changes;
mod claim;
mod claims;
mod desk;
mod drop;
mod entity;
mod front;
mod notice;
mod row;
mod search;

use askama::Template;
use axum::Router;
use axum::response::Html;
use axum::routing::get;

use super::assets;
use super::fault::Fault;
use super::room::Room;
pub(super) use drop::Tray;
use notice::Notice;

/// The addresses of the screens.
pub(super) fn router() -> Router<Room> {
    Router::new()
        .route("/", get(front::show))
        .route("/search", get(search::show))
        .route("/articles", get(front::articles))
        .route("/articles/{id}", get(article::show))
        .route("/articles/{id}/changes", get(changes::show))
        .route("/claims", get(claims::show))
        .route("/claims/{id}", get(claim::show))
        .route("/claims/{id}/tree.svg", get(claim::tree))
        .route("/entities/{id}", get(entity::show))
        .merge(desk::router())
        .merge(drop::router())
}

/// What stands around every screen.
#[derive(Debug)]
pub(super) struct Frame {
    /// What the screen is called.
    pub(super) title: String,
    /// What the search box holds.
    pub(super) asked: String,
    /// What is said of the correction that was just made.
    pub(super) notice: Notice,
}

impl Frame {
    /// The frame of a screen with this name.
    pub(super) fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            asked: String::new(),
            notice: Notice::default(),
        }
    }

    /// The same, with what is to be said of a correction.
    pub(super) fn noting(self, notice: Notice) -> Self {
        Self { notice, ..self }
    }

    pub(super) fn style(&self) -> String {
        assets::STYLE.address()
    }

    pub(super) fn script(&self) -> String {
        assets::SCRIPT.address()
    }

    pub(super) fn mark(&self) -> String {
        assets::MARK.address()
    }
}

/// A screen as an answer.
fn shown(screen: &impl Template) -> Result<Html<String>, Fault> {
    Ok(Html(screen.render()?))
}

#[cfg(test)]
mod tests;
