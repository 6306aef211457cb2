//! The API under `/api/v1`: the same JSON as the command line prints.

use axum::Router;

use super::room::Room;

/// The API's addresses, below `/api/v1`.
pub(super) fn router() -> Router<Room> {
    Router::new()
}
