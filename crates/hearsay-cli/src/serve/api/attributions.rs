//! Who said what: the list by filters, one with its evidence, the way that it came.

use axum::extract::State;
use axum::response::Response;
use hearsay::attribution::Quotation;
use hearsay::export::trace::Trace;
use hearsay::ledger::{Ledger, Order, Query, Said, Stored, WhoReport};
use hearsay::voice::{Certainty, Mode, SourceKind, Stance};
use serde::Deserialize;
use utoipa::IntoParams;

use super::answer::{Page, json};
use super::asked::{Asked, Belief, Id, Limit, List, period, words};
use super::claims::{TraceQuery, drawn};
use super::place;
use crate::ask::{Evidence, EvidenceValue};
use crate::ledger;
use crate::serve::fault::Fault;
use crate::serve::room::Room;

/// Which attributions.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct AttributionQuery {
    /// Words of the source, or of the name that it is known by.
    by: Option<String>,
    /// Words of an outlet, paper or person that it came through.
    through: Option<String>,
    /// Words of what is said; `"a phrase"`, `beginning*`, `-without`.
    about: Option<String>,
    /// The id of an entity: what it said, under any of its names.
    speaker: Option<String>,
    /// The id of an entity: what others said with a mention of it.
    of: Option<String>,
    /// Only in this article.
    article: Option<String>,
    /// Words of the outlet's name.
    outlet: Option<String>,
    /// Published then or later: 2031, 2031-03 or 2031-03-17.
    #[param(pattern = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")]
    since: Option<String>,
    /// Published then or earlier.
    #[param(pattern = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")]
    until: Option<String>,
    /// What kinds of voice.
    #[serde(default)]
    #[param(value_type = Option<Vec<SourceKind>>, style = Form, explode = false)]
    kind: List<SourceKind>,
    /// With which stances.
    #[serde(default)]
    #[param(value_type = Option<Vec<Stance>>, style = Form, explode = false)]
    stance: List<Stance>,
    /// How sure the source sounds.
    #[serde(default)]
    #[param(value_type = Option<Vec<Certainty>>, style = Form, explode = false)]
    certainty: List<Certainty>,
    /// In which modes.
    #[serde(default)]
    #[param(value_type = Option<Vec<Mode>>, style = Form, explode = false)]
    mode: List<Mode>,
    /// How quoted.
    #[serde(default)]
    #[param(value_type = Option<Vec<Quotation>>, style = Form, explode = false)]
    quotation: List<Quotation>,
    /// Where the program is at least this sure.
    #[serde(default)]
    #[param(value_type = Option<f64>, minimum = 0, maximum = 1)]
    confidence: Belief,
    /// Only what people corrected, confirmed or added.
    #[serde(default)]
    #[param(value_type = Option<bool>)]
    corrected: bool,
    /// Older versions of pages too, not the latest alone.
    #[serde(default)]
    #[param(value_type = Option<bool>)]
    all_versions: bool,
    /// Where the page before ended: its `next`.
    cursor: Option<String>,
    /// The most rows of a page.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
}

/// List who said what, those published last first
#[utoipa::path(get, path = "/attributions", operation_id = "listAttributions", tag = "attributions", params(AttributionQuery),
    responses((status = 200, description = "A page of attributions", body = Page<Said>)))]
pub(super) async fn list(
    State(room): State<Room>,
    Asked(asked): Asked<AttributionQuery>,
) -> Result<Response, Fault> {
    const LIST: &str = "attributions";
    let query = Query {
        by: words(asked.by.as_deref())?,
        through: words(asked.through.as_deref())?,
        about: words(asked.about.as_deref())?,
        since: period(asked.since)?,
        until: period(asked.until)?,
        outlet: asked.outlet,
        kinds: asked.kind.0,
        stances: asked.stance.0,
        certainties: asked.certainty.0,
        modes: asked.mode.0,
        quotations: asked.quotation.0,
        confidence: asked.confidence.thousandths(),
        corrected: asked.corrected,
        all_versions: asked.all_versions,
        after: place(LIST, asked.cursor.as_deref())?,
        limit: asked.limit.and_one(),
        ..Query::default()
    };
    let (rows, count) = room
        .read(move |held| {
            let article = asked.article.map(|id| ledger::article(held, &id));
            let speaker = asked.speaker.map(|id| super::entities::whole(held, &id));
            let of = asked.of.map(|id| super::entities::whole(held, &id));
            let query = Query {
                article: article.transpose()?,
                speaker: speaker.transpose()?,
                of: of.transpose()?,
                ..query
            };
            Ok(held.said(&query)?)
        })
        .await?;
    json(&Page::new(LIST, rows, Some(count), asked.limit, Said::mark))
}

/// One attribution with its evidence, and what people overruled
#[utoipa::path(get, path = "/attributions/{id}", operation_id = "getAttribution", tag = "attributions",
    params(("id" = String, Path, description = "The id, or its first digits", pattern = "^[0-9a-fA-F]{4,20}$")),
    responses((status = 200, description = "The attribution", body = EvidenceValue)))]
pub(super) async fn one(State(room): State<Room>, Id(id): Id) -> Result<Response, Fault> {
    let evidence = room
        .read(move |ledger| Ok(Evidence::of(ledger, &whole(ledger, &id)?)?))
        .await?;
    json(&evidence.value)
}

/// The way by which an attribution came to its article
#[utoipa::path(get, path = "/attributions/{id}/trace", operation_id = "traceAttribution", tag = "attributions",
    params(("id" = String, Path, description = "The id, or its first digits", pattern = "^[0-9a-fA-F]{4,20}$"), TraceQuery),
    responses((status = 200, description = "Who had it from whom", content(
        (Trace = "application/json"), (String = "text/plain"), (String = "text/vnd.graphviz"),
        (String = "image/svg+xml"), (String = "application/xml")))))]
pub(super) async fn trace(
    State(room): State<Room>,
    Id(id): Id,
    Asked(asked): Asked<TraceQuery>,
) -> Result<Response, Fault> {
    room.read(move |ledger| drawn(ledger, &whole(ledger, &id)?, asked))
        .await
}

/// The whole id of an attribution.
fn whole(ledger: &Ledger, id: &str) -> Result<String, Fault> {
    match ledger.find(id)? {
        Stored::Attribution(id) => Ok(id),
        other => Err(super::elsewhere("an attribution", &other)),
    }
}

/// What comes first in the queue of those that people should look at.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct QueueQuery {
    /// Only in this article.
    article: Option<String>,
    /// Words of the outlet's name.
    outlet: Option<String>,
    /// Where the page before ended: its `next`.
    cursor: Option<String>,
    /// The most rows of a page.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
}

/// List what the program is least sure of and nobody has looked at, the least certain first
#[utoipa::path(get, path = "/corrections/queue", operation_id = "listQueue", tag = "corrections", params(QueueQuery),
    responses((status = 200, description = "A page of attributions", body = Page<Said>)))]
pub(super) async fn queue(
    State(room): State<Room>,
    Asked(asked): Asked<QueueQuery>,
) -> Result<Response, Fault> {
    const LIST: &str = "queue";
    let query = Query {
        outlet: asked.outlet,
        untouched: true,
        order: Order::LeastSure,
        after: place(LIST, asked.cursor.as_deref())?,
        limit: asked.limit.and_one(),
        ..Query::default()
    };
    let (rows, count) = room
        .read(move |held| {
            let article = asked.article.map(|id| ledger::article(held, &id));
            let query = Query {
                article: article.transpose()?,
                ..query
            };
            Ok(held.said(&query)?)
        })
        .await?;
    json(&Page::new(LIST, rows, Some(count), asked.limit, Said::mark))
}

/// Whose voice.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct WhoQuery {
    /// Words of its name.
    name: String,
    /// The most rows of each list.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
}

/// What is known of a voice with these words in its name: roles, what it said, what was said of it
#[utoipa::path(get, path = "/who", operation_id = "getVoice", tag = "attributions", params(WhoQuery),
    responses((status = 200, description = "The voice", body = WhoReport)))]
pub(super) async fn who(
    State(room): State<Room>,
    Asked(asked): Asked<WhoQuery>,
) -> Result<Response, Fault> {
    let name = crate::ask::words(&asked.name)?;
    let report = room
        .read(move |ledger| Ok(ledger.who(&name, asked.limit.rows())?))
        .await?;
    json(&report)
}
