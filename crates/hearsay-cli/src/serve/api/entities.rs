//! Who and what is named: the list, and one person, organization, outlet, place or vessel over all articles.

use axum::extract::State;
use axum::response::Response;
use hearsay::entity::EntityKind;
use hearsay::ledger::{EntityFilter, EntityRow, Ledger, Profile, Query, Said, Stored};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

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
    /// The most rows of each list; `/attributions?speaker=ID` and `/attributions?of=ID` have all.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
}

/// What is known of an entity.
#[derive(Debug, Serialize, ToSchema)]
struct EntityReport {
    #[serde(flatten)]
    profile: Profile,
    /// What it said, published last first.
    said: Vec<Said>,
    /// How much it said in all.
    said_count: u64,
    /// What others said with a mention of it, published last first.
    said_of: Vec<Said>,
    /// How much of that there is in all.
    said_of_count: u64,
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
        .read(move |ledger| {
            let profile = ledger.profile(&whole(ledger, &id)?)?;
            let limit = asked.limit.rows();
            let (said, said_count) = ledger.said(&Query {
                speaker: Some(profile.id.clone()),
                limit,
                ..Query::default()
            })?;
            let (said_of, said_of_count) = ledger.said(&Query {
                of: Some(profile.id.clone()),
                limit,
                ..Query::default()
            })?;
            Ok(EntityReport {
                profile,
                said,
                said_count,
                said_of,
                said_of_count,
            })
        })
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
