//! What is claimed: the list, one claim, who had it from whom; and whose word stands behind it in the end.

use axum::extract::State;
use axum::response::Response;
use hearsay::account::{Account, Status};
use hearsay::export::trace::{Drawing, Trace};
use hearsay::ledger::{ClaimFilter, Ledger, OriginFilter, OriginRow, Stored};
use hearsay::voice::SourceKind;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::answer::{Page, cut, data, json};
use super::asked::{Asked, Id, Limit, List, period, words};
use super::place;
use crate::claims::{self, load};
use crate::ledger;
use crate::serve::fault::Fault;
use crate::serve::room::Room;
use crate::view::Screen;

/// How wide a tree of text is, in columns.
const COLUMNS: usize = 100;

/// Which claims.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ClaimQuery {
    /// Words of the claim, or of what is said of it; `"a phrase"`, `beginning*`, `-without`.
    about: Option<String>,
    /// How they stand.
    #[serde(default)]
    #[param(value_type = Option<Vec<Status>>, style = Form, explode = false)]
    status: List<Status>,
    /// Only claims that an article published then or later bears on: 2031, 2031-03 or 2031-03-17.
    #[param(pattern = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")]
    since: Option<String>,
    /// The id of an article: claims of its story.
    story_of: Option<String>,
    /// The id of an entity: claims that it speaks on.
    entity: Option<String>,
    /// The id of an origin: claims that its word bears on.
    origin: Option<String>,
    /// Where the page before ended: its `next`.
    cursor: Option<String>,
    /// The most claims of a page.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
}

/// A page of claims, with the origins, entities, copies and citations of their stories.
#[derive(Debug, Serialize, ToSchema)]
struct ClaimPage {
    #[serde(flatten)]
    account: Account,
    /// The cursor of the page that follows; `null` on the last one.
    next: Option<String>,
    /// Whether articles have come of which the claims are not gathered yet.
    behind: bool,
}

/// List what is claimed, those with the most statements first
///
/// As `hearsay claims --json` prints it, with the origins, copies and citations of the page's claims only. A claim that
/// gains statements while pages are taken moves to the front: none comes twice, and that one may be passed over.
#[utoipa::path(get, path = "/claims", operation_id = "listClaims", tag = "claims", params(ClaimQuery),
    responses((status = 200, description = "A page of claims", body = ClaimPage)))]
pub(super) async fn list(
    State(room): State<Room>,
    Asked(asked): Asked<ClaimQuery>,
) -> Result<Response, Fault> {
    const LIST: &str = "claims";
    let filter = ClaimFilter {
        words: words(asked.about.as_deref())?,
        statuses: asked.status.0,
        since: period(asked.since)?,
        after: place(LIST, asked.cursor.as_deref())?,
        limit: asked.limit.and_one(),
        ..ClaimFilter::default()
    };
    let page = room
        .read(move |held| {
            let story_of = asked.story_of.map(|id| ledger::article(held, &id));
            let entity = asked.entity.map(|id| super::entities::whole(held, &id));
            let origin = asked.origin.map(|id| whole_origin(held, &id));
            let mut account = held.account(&ClaimFilter {
                story_of: story_of.transpose()?,
                entity: entity.transpose()?,
                origin: origin.transpose()?,
                ..filter
            })?;
            let next = cut(LIST, &mut account.claims, asked.limit, |claim| {
                (claim.statements.len(), claim.id.clone())
            });
            Ok(ClaimPage {
                account: load::around(account),
                next,
                behind: held.is_behind()?,
            })
        })
        .await?;
    json(&page)
}

/// One claim with all that belongs to it
///
/// As `hearsay claim --json` prints it.
#[utoipa::path(get, path = "/claims/{id}", operation_id = "getClaim", tag = "claims",
    params(("id" = String, Path, description = "The id of a claim, or of an attribution that bears on it; its first digits are enough",
            pattern = "^[0-9a-fA-F]{4,20}$")),
    responses((status = 200, description = "The claim", body = Account)))]
pub(super) async fn one(State(room): State<Room>, Id(id): Id) -> Result<Response, Fault> {
    let account = room
        .read(move |ledger| {
            let account = load::asked(ledger, &bearer(ledger, &id)?)?.account;
            if account.claims.is_empty() {
                return Err(Fault::missing(format!(
                    "the attribution {id:?} bears on no claim"
                )));
            }
            Ok(account)
        })
        .await?;
    json(&account)
}

/// In which form.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct TraceQuery {
    /// JSON unless another is asked for.
    #[param(inline)]
    format: Option<Drawing>,
}

/// Who had a claim from whom
#[utoipa::path(get, path = "/claims/{id}/trace", operation_id = "traceClaim", tag = "claims",
    params(("id" = String, Path, description = "The id of a claim, or of an attribution; its first digits are enough",
            pattern = "^[0-9a-fA-F]{4,20}$"), TraceQuery),
    responses((status = 200, description = "Who had it from whom", content(
        (Trace = "application/json"), (String = "text/plain"), (String = "text/vnd.graphviz"),
        (String = "image/svg+xml"), (String = "application/xml")))))]
pub(super) async fn trace(
    State(room): State<Room>,
    Id(id): Id,
    Asked(asked): Asked<TraceQuery>,
) -> Result<Response, Fault> {
    room.read(move |ledger| drawn(ledger, &bearer(ledger, &id)?, asked))
        .await
}

/// The trace of a claim or an attribution in the form that was asked for.
pub(super) fn drawn(ledger: &Ledger, id: &str, asked: TraceQuery) -> Result<Response, Fault> {
    let drawing = asked.format.unwrap_or(Drawing::Json);
    let screen = Screen {
        colour: false,
        columns: COLUMNS,
    };
    let text = claims::drawn(&load::trace(ledger, id)?, drawing, screen)?;
    let media = match drawing {
        Drawing::Text | Drawing::Mermaid => "text/plain; charset=utf-8",
        Drawing::Dot => "text/vnd.graphviz; charset=utf-8",
        Drawing::Svg => "image/svg+xml",
        Drawing::Graphml => "application/xml",
        Drawing::Json => "application/json",
    };
    Ok(data(media, text))
}

/// The whole id of a claim, or of an attribution.
fn bearer(ledger: &Ledger, id: &str) -> Result<String, Fault> {
    match ledger.find(id)? {
        Stored::Claim(id) | Stored::Attribution(id) => Ok(id),
        other => Err(super::elsewhere("a claim", &other)),
    }
}

/// Which origins.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct OriginQuery {
    /// Words of who it is.
    who: Option<String>,
    /// What kinds of source.
    #[serde(default)]
    #[param(value_type = Option<Vec<SourceKind>>, style = Form, explode = false)]
    kind: List<SourceKind>,
    /// The id of the entity that it is.
    entity: Option<String>,
    /// Where the page before ended: its `next`.
    cursor: Option<String>,
    /// The most rows of a page.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
}

/// List whose word stands behind claims, in the order of ids
#[utoipa::path(get, path = "/origins", operation_id = "listOrigins", tag = "claims", params(OriginQuery),
    responses((status = 200, description = "A page of origins", body = Page<OriginRow>)))]
pub(super) async fn origins(
    State(room): State<Room>,
    Asked(asked): Asked<OriginQuery>,
) -> Result<Response, Fault> {
    const LIST: &str = "origins";
    let filter = OriginFilter {
        words: words(asked.who.as_deref())?,
        kinds: asked.kind.0,
        after: place(LIST, asked.cursor.as_deref())?,
        limit: asked.limit.and_one(),
        ..OriginFilter::default()
    };
    let rows = room
        .read(move |held| {
            let entity = asked.entity.map(|id| super::entities::whole(held, &id));
            Ok(held.origins(&OriginFilter {
                entity: entity.transpose()?,
                ..filter
            })?)
        })
        .await?;
    json(&Page::new(LIST, rows, None, asked.limit, |row| {
        row.origin.id.clone()
    }))
}

/// One origin
///
/// `/claims?origin=ID` lists the claims that its word bears on.
#[utoipa::path(get, path = "/origins/{id}", operation_id = "getOrigin", tag = "claims",
    params(("id" = String, Path, description = "The id, or its first digits", pattern = "^[0-9a-fA-F]{4,20}$")),
    responses((status = 200, description = "The origin", body = OriginRow)))]
pub(super) async fn origin(State(room): State<Room>, Id(id): Id) -> Result<Response, Fault> {
    let found = room
        .read(move |ledger| {
            let filter = OriginFilter {
                id: Some(whole_origin(ledger, &id)?),
                ..OriginFilter::default()
            };
            Ok(ledger.origins(&filter)?.pop())
        })
        .await?;
    // It was there a moment ago; a story that is gathered anew may have none of it.
    json(&found.ok_or_else(|| Fault::missing("the origin is gone"))?)
}

/// The whole id of an origin.
fn whole_origin(ledger: &Ledger, id: &str) -> Result<String, Fault> {
    match ledger.find(id)? {
        Stored::Origin(id) => Ok(id),
        other => Err(super::elsewhere("an origin", &other)),
    }
}
