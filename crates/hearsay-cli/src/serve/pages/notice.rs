//! What a screen says of the correction that was just made on it: `?noted=ID`.
//!
//! The words come from the ledger, not from the address, so that a link can only tell of what is there.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use hearsay::ledger::Correction;
use url::form_urlencoded;

use super::back::NOTED;
use crate::serve::room::Room;

/// The correction to tell of, if there is one.
#[derive(Debug, Default)]
pub(in crate::serve) struct Notice {
    made: Option<Correction>,
    /// The path that the screen was asked for by.
    path: String,
}

impl Notice {
    /// The correction.
    pub(in crate::serve) fn made(&self) -> Option<&Correction> {
        self.made.as_ref()
    }

    /// The path of the screen.
    pub(in crate::serve) fn path(&self) -> &str {
        &self.path
    }
}

impl FromRequestParts<Room> for Notice {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, room: &Room) -> Result<Self, Infallible> {
        let path = parts.uri.to_string();
        let query = parts.uri.query().unwrap_or_default();
        let id = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == NOTED);
        let Some((_, id)) = id else {
            return Ok(Self { made: None, path });
        };
        let id = id.into_owned();
        let all = room.read(|ledger| Ok(ledger.corrections()?)).await;
        // A screen that is there is shown, whatever is with the notice.
        let made = all
            .ok()
            .and_then(|all| all.into_iter().find(|one| one.id == id));
        Ok(Self { made, path })
    }
}
