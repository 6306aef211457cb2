//! Who and what is named: the list, and one person, organization, outlet, place or vessel over all articles.

use axum::extract::State;
use axum::response::Response;
use hearsay::entity::EntityKind;
use hearsay::ledger::{EntityFilter, EntityReport, EntityRow, Ledger, Stored};
use serde::Deserialize;
use utoipa::IntoParams;

use super::answer::{Page, json};
use super::asked::{Asked, Id, Limit, List, words};
use super::place;
use crate::serve::fault::Fault;
use crate::serve::room::Room;

/// Which entities.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct EntityQuery {
    /// Words of any of its names.
    name: Option<String>,
    /// What it is.
    #[serde(default)]
    #[param(value_type = Option<Vec<EntityKind>>, style = Form, explode = false)]
    kind: List<EntityKind>,
    /// Where the page before ended: its `next`.
    cursor: Option<String>,
    /// The most rows of a page.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
}

/// List who and what is named, by name
#[utoipa::path(get, path = "/entities", operation_id = "listEntities", tag = "entities", params(EntityQuery),
    responses((status = 200, description = "A page of entities", body = Page<EntityRow>)))]
pub(super) async fn list(
    State(room): State<Room>,
    Asked(asked): Asked<EntityQuery>,
) -> Result<Response, Fault> {
    const LIST: &str = "entities";
    let filter = EntityFilter {
        words: words(asked.name.as_deref())?,
        kinds: asked.kind.0,
        after: place(LIST, asked.cursor.as_deref())?,
        limit: asked.limit.and_one(),
    };
    let rows = room
        .read(move |ledger| Ok(ledger.entity_list(&filter)?))
        .await?;
    json(&Page::new(LIST, rows, None, asked.limit, |row| {
        (row.name.clone(), row.id.clone())
    }))
}

/// How much of one entity.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct OneQuery {
    /// The most rows of each list; `/attributions?entity=ID` and `/attributions?of=ID` have all.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
}

/// One entity: names, roles, what it said, what was said of it, whom it cites, who cites it
#[utoipa::path(get, path = "/entities/{id}", operation_id = "getEntity", tag = "entities",
    params(("id" = String, Path, description = "The id, or its first digits", pattern = "^[0-9a-fA-F]{4,20}$"), OneQuery),
    responses((status = 200, description = "The entity", body = EntityReport)))]
pub(super) async fn one(
    State(room): State<Room>,
    Id(id): Id,
    Asked(asked): Asked<OneQuery>,
) -> Result<Response, Fault> {
    let report = room
        .read(move |ledger| Ok(ledger.entity(&whole(ledger, &id)?, asked.limit.rows())?))
        .await?;
    json(&report)
}

/// The whole id of an entity.
pub(super) fn whole(ledger: &Ledger, id: &str) -> Result<String, Fault> {
    match ledger.find(id)? {
        Stored::Entity(id) => Ok(id),
        other => Err(super::elsewhere("an entity", &other)),
    }
}
