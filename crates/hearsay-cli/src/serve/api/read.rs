//! Reading a page at once: nothing is stored.

use axum::extract::State;
use axum::response::Response;
use hearsay::reading::Reading;

use super::answer::json;
use super::asked::Told;
use crate::read::Given;
use crate::serve::fault::Fault;
use crate::serve::room::Room;

/// Read a page: the article, and who says what in it; nothing is kept
///
/// As `hearsay read --json` prints it. Pages of private and loopback addresses are not fetched.
#[utoipa::path(post, path = "/read", operation_id = "readPage", tag = "read", request_body = Given,
    responses((status = 200, description = "The reading", body = Reading)))]
pub(super) async fn read(
    State(room): State<Room>,
    Told(given): Told<Given>,
) -> Result<Response, Fault> {
    let reading = room
        .study(move || {
            // Whatever fails is said of the page that was sent or named.
            given
                .read()
                .map_err(|error| Fault::senseless(format!("{error:#}")))
        })
        .await?;
    json(&reading)
}
