//! Full text, and numbers over all.

use axum::extract::State;
use axum::response::Response;
use hearsay::ledger::{Search, Stats};
use serde::Deserialize;
use utoipa::IntoParams;

use super::answer::json;

use super::asked::{Asked, Limit};
use crate::ask::words;
use crate::serve::fault::Fault;
use crate::serve::room::Room;

/// What to look for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct SearchQuery {
    /// Words that must all occur; `"a phrase"`, `beginning*`, `-without`.
    q: String,
    /// The most hits of each sort.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
}

/// Find words in what is said, and in articles; the best hits first
///
/// There is one page: how well a text fits depends on all others, so that no place in the order stays. `/attributions`
/// and `/articles` list all that hold the words.
#[utoipa::path(get, path = "/search", operation_id = "search", tag = "search", params(SearchQuery),
    responses((status = 200, description = "What holds the words", body = Search)))]
pub(super) async fn search(
    State(room): State<Room>,
    Asked(asked): Asked<SearchQuery>,
) -> Result<Response, Fault> {
    let words = words(&asked.q)?;
    let found = room
        .read(move |ledger| Ok(ledger.search(&words, asked.limit.rows())?))
        .await?;
    json(&found)
}

/// Count: outlets, sources by kind, anonymous sources, direct against indirect
#[utoipa::path(get, path = "/stats", operation_id = "getStats", tag = "search",
    responses((status = 200, description = "Numbers over the whole ledger", body = Stats)))]
pub(super) async fn stats(State(room): State<Room>) -> Result<Response, Fault> {
    json(&room.read(|ledger| Ok(ledger.stats()?)).await?)
}
