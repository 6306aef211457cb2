//! The list of claims.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Html;
use hearsay::ledger::{ClaimFilter, Words};
use serde::Deserialize;

use super::row::ClaimRow;
use super::{Frame, shown};
use crate::serve::fault::Fault;
use crate::serve::room::Room;

/// The most claims of a list.
const MOST: u32 = 100;

/// Which claims.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    contested: Option<String>,
}

#[derive(Debug, Template)]
#[template(path = "claims.html")]
struct Claims {
    frame: Frame,
    asked: Asked,
    claims: Vec<ClaimRow>,
    full: bool,
}

/// Shows it: claims with the most statements first, those of a single statement left out.
pub(super) async fn show(
    State(room): State<Room>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Fault> {
    let filter = ClaimFilter {
        words: Words::parse(&asked.q),
        contested: asked.contested.is_some(),
        limit: MOST,
        ..ClaimFilter::default()
    };
    let (claims, full) = room
        .read(move |ledger| {
            let mut claims = ledger.claims(&filter)?;
            let full = claims.len() == MOST as usize;
            claims.retain(|claim| !claim.is_lone());
            Ok((ClaimRow::all(ledger, &claims)?, full))
        })
        .await?;
    shown(&Claims {
        frame: Frame::new("Claims"),
        asked,
        claims,
        full,
    })
}
