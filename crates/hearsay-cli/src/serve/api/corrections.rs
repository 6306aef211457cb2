//! Putting right: the list of what people overruled, a new correction, and taking one back.

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use hearsay::ledger::{Correction, Ledger, Signature, Stored};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::answer::{Page, json};
use super::asked::{Asked, Id, Limit, Told};
use super::place;
use crate::clock;
use crate::desk::change::{self as desk, Change, LONGEST_NAME, LONGEST_NOTE};
use crate::desk::who;
use crate::ledger;
use crate::serve::fault::Fault;
use crate::serve::room::Room;

/// Which corrections.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct CorrectionQuery {
    /// Where the page before ended: its `next`.
    cursor: Option<String>,
    /// The most rows of a page.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
}

/// List what people overruled, the oldest first
#[utoipa::path(get, path = "/corrections", operation_id = "listCorrections", tag = "corrections", params(CorrectionQuery),
    responses((status = 200, description = "A page of corrections", body = Page<Correction>)))]
pub(super) async fn list(
    State(room): State<Room>,
    Asked(asked): Asked<CorrectionQuery>,
) -> Result<Response, Fault> {
    const LIST: &str = "corrections";
    let after: Option<(String, String)> = place(LIST, asked.cursor.as_deref())?;
    let mut rows = room.read(|ledger| Ok(ledger.corrections()?)).await?;
    let count = rows.len() as u64;
    if let Some((made, id)) = after {
        let known = rows.iter().position(|row| row.id == id);
        let first = known.map(|at| at + 1).or_else(|| {
            let later = rows.iter().position(|row| row.made > made);
            later.or(Some(rows.len()))
        });
        rows.drain(..first.unwrap_or(0));
    }
    rows.truncate(asked.limit.and_one() as usize);
    json(&Page::new(LIST, rows, Some(count), asked.limit, |row| {
        (row.made.clone(), row.id.clone())
    }))
}

/// One correction
#[utoipa::path(get, path = "/corrections/{id}", operation_id = "getCorrection", tag = "corrections",
    params(("id" = String, Path, description = "The id, or its first digits", pattern = "^[0-9a-fA-F]{4,20}$")),
    responses((status = 200, description = "The correction", body = Correction)))]
pub(super) async fn one(State(room): State<Room>, Id(id): Id) -> Result<Response, Fault> {
    let found = room
        .read(move |ledger| {
            let id = whole(ledger, &id)?;
            correction(ledger, &id)
        })
        .await?;
    json(&found)
}

/// What a person overrules.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewCorrection {
    /// The id of an attribution; of an entity to merge or separate; of an attribution or a claim for together and apart.
    id: String,
    /// What is said of it.
    change: Change,
    /// Who says so: a name or an address.
    #[schema(max_length = 200)]
    who: Option<String>,
    /// Why.
    #[schema(max_length = 4000)]
    note: Option<String>,
}

/// Overrule the program
///
/// What it read is kept beside the correction. The claims and persons that follow from it are settled when this answers.
#[utoipa::path(post, path = "/corrections", operation_id = "makeCorrection", tag = "corrections", request_body = NewCorrection,
    responses((status = 201, description = "The correction, at Location", body = Correction,
        headers(("Location" = String, description = "Where it is")))))]
pub(super) async fn make(
    State(room): State<Room>,
    Told(told): Told<NewCorrection>,
) -> Result<Response, Fault> {
    let signed = Signed::new(told.who, told.note)?;
    let made = room
        .write(move |held| {
            let run = ledger::run("correct", serde_json::Map::new());
            let id = desk::make(held, &told.id, &told.change, signed.by(), &run)?;
            correction(held, &id)
        })
        .await?;
    let mut response = json(&made)?;
    *response.status_mut() = StatusCode::CREATED;
    let place = HeaderValue::from_str(&format!("/api/v1/corrections/{}", made.id));
    if let Ok(place) = place {
        response.headers_mut().insert(header::LOCATION, place);
    }
    Ok(response)
}

/// Who takes a correction back.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Withdrawal {
    /// Who: a name or an address.
    #[schema(max_length = 200)]
    who: Option<String>,
}

/// Take a correction back: what it changed goes back to other corrections, or to what the program read
#[utoipa::path(post, path = "/corrections/{id}/withdraw", operation_id = "withdrawCorrection", tag = "corrections",
    params(("id" = String, Path, description = "The id, or its first digits", pattern = "^[0-9a-fA-F]{4,20}$")),
    request_body = Withdrawal,
    responses((status = 200, description = "The correction, withdrawn", body = Correction)))]
pub(super) async fn withdraw(
    State(room): State<Room>,
    Id(id): Id,
    Told(told): Told<Withdrawal>,
) -> Result<Response, Fault> {
    let signed = Signed::new(told.who, None)?;
    let withdrawn = room
        .write(move |held| {
            let run = ledger::run("correct", serde_json::Map::new());
            let id = whole(held, &id)?;
            desk::withdraw(held, &id, signed.by(), &run)?;
            correction(held, &id)
        })
        .await?;
    json(&withdrawn)
}

/// Who says something, when and why.
struct Signed {
    who: String,
    made: String,
    note: Option<String>,
}

impl Signed {
    /// Now, by the one that is named, or else by whoever runs the server.
    fn new(name: Option<String>, note: Option<String>) -> Result<Self, Fault> {
        let long = |text: &Option<String>, most: usize| {
            text.as_ref()
                .is_some_and(|text| text.chars().count() > most)
        };
        if long(&name, LONGEST_NAME) || long(&note, LONGEST_NOTE) {
            return Err(Fault::senseless(format!(
                "the name or the note is too long\n  hint: {LONGEST_NAME} and {LONGEST_NOTE} characters are the most"
            )));
        }
        let given = name.as_deref().map(str::trim);
        Ok(Self {
            who: who(given.filter(|name| !name.is_empty())),
            made: clock::stamp(),
            note: note.filter(|note| !note.trim().is_empty()),
        })
    }

    fn by(&self) -> Signature<'_> {
        Signature {
            who: &self.who,
            made: &self.made,
            note: self.note.as_deref(),
        }
    }
}

/// The correction with this whole id.
fn correction(ledger: &Ledger, id: &str) -> Result<Correction, Fault> {
    let mut all = ledger.corrections()?.into_iter();
    all.find(|one| one.id == id)
        .ok_or_else(|| Fault::missing("the correction is gone"))
}

/// The whole id of a correction.
fn whole(ledger: &Ledger, id: &str) -> Result<String, Fault> {
    match ledger.find(id)? {
        Stored::Correction(id) => Ok(id),
        other => Err(super::elsewhere("a correction", &other)),
    }
}
