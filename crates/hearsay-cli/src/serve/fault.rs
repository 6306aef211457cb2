//! What can go wrong with a request, and how it is told: to people as a page with a way back, to programs under
//! `/api` as `application/problem+json` (RFC 9457).

use std::any::Any;

use askama::Template;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use hearsay::ledger::{LedgerError, SHORTEST_ID};
use serde::Serialize;

use super::pages::Frame;

/// Why a request was not answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    status: StatusCode,
    detail: String,
    /// Where the reader came from, as a path.
    back: Option<String>,
}

impl Fault {
    /// A fault of this kind, told in these words: a sentence's beginning in lower case.
    pub(super) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self {
            status,
            detail: detail.into(),
            back: None,
        }
    }

    /// The same, with a way back to this path.
    pub(super) fn back_to(self, path: &str) -> Self {
        Self {
            back: Some(path.to_owned()),
            ..self
        }
    }

    /// What was asked for can be read, and makes no sense.
    pub(super) fn senseless(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, detail)
    }

    /// Nothing is there.
    pub(super) fn missing(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, detail)
    }

    /// The program failed.
    pub(super) fn internal(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, detail)
    }

    /// A status of which no more is known.
    fn bare(status: StatusCode) -> Self {
        let detail = match status {
            StatusCode::NOT_FOUND => return Self::missing("there is no such page"),
            StatusCode::METHOD_NOT_ALLOWED => "this address does not take that",
            StatusCode::PAYLOAD_TOO_LARGE => "that is larger than is taken",
            StatusCode::SERVICE_UNAVAILABLE => "that took too long",
            status if status.is_client_error() => "the request could not be understood",
            _ => "the reading room failed",
        };
        Self::new(status, detail)
    }

    /// What happened, without how to mend it.
    fn what(&self) -> &str {
        self.parts().0
    }

    /// How to mend it.
    fn hint(&self) -> Option<&str> {
        self.parts().1
    }

    /// Where the reader came from.
    fn back(&self) -> Option<&str> {
        self.back.as_deref()
    }

    /// The two parts of an error's words.
    fn parts(&self) -> (&str, Option<&str>) {
        match self.detail.split_once("\n  hint: ") {
            Some((what, hint)) => (what, Some(hint)),
            None => (&self.detail, None),
        }
    }
}

impl From<LedgerError> for Fault {
    fn from(error: LedgerError) -> Self {
        let status = match &error {
            LedgerError::NoSuchId(id) => {
                return Self::missing(format!(
                    "nothing in the ledger has the id {id:?}\n  hint: lists and searches lead to what is there; the first {SHORTEST_ID} digits of an id are enough"
                ));
            }
            LedgerError::Missing => StatusCode::NOT_FOUND,
            LedgerError::Ambiguous { .. } => StatusCode::BAD_REQUEST,
            LedgerError::Correction(_) => StatusCode::UNPROCESSABLE_ENTITY,
            LedgerError::Locked | LedgerError::Full => StatusCode::SERVICE_UNAVAILABLE,
            LedgerError::ReadOnly => StatusCode::FORBIDDEN,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self::new(status, error.to_string())
    }
}

impl From<anyhow::Error> for Fault {
    fn from(error: anyhow::Error) -> Self {
        match error.downcast::<LedgerError>() {
            Ok(error) => error.into(),
            // What has no cause below it was said of what was asked; the rest is the program's or the system's.
            Err(error) if error.chain().len() == 1 && !error.is::<std::io::Error>() => {
                Self::senseless(error.to_string())
            }
            Err(error) => Self::internal(format!("{error:#}")),
        }
    }
}

impl From<askama::Error> for Fault {
    fn from(error: askama::Error) -> Self {
        Self::internal(format!("the page could not be written: {error}"))
    }
}

/// The fault alone: how it looks is decided where the address is known.
impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// A fault as programs get it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct Problem<'a> {
    /// What kind of problem it is: `about:blank`, where the status says it all.
    r#type: &'static str,
    /// The name of the status.
    title: &'a str,
    /// The status.
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    /// What is wrong with this request.
    detail: &'a str,
    /// What can be done about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'a str>,
}

/// A fault as people get it.
#[derive(Debug, Template)]
#[template(path = "fault.html")]
struct Page<'a> {
    frame: Frame,
    fault: &'a Fault,
}

impl Page<'_> {
    fn sign_in(&self) -> bool {
        self.fault.status == StatusCode::UNAUTHORIZED
    }
}

/// What a panic becomes.
pub(super) fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    Fault::internal("hearsay failed on this page\n  hint: please report it, with the address")
        .into_response()
}

/// Gives every answer that is an error its form.
pub(super) async fn dress(request: Request, next: Next) -> Response {
    let program = request.uri().path().starts_with("/api/");
    let mut response = next.run(request).await;
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    let told = response.extensions_mut().remove::<Fault>();
    let fault = told.unwrap_or_else(|| Fault::bare(status));
    let dressed = if program {
        problem(&fault)
    } else {
        page(&fault)
    };
    // Which methods an address takes is said in a header.
    let allow = response.headers_mut().remove(header::ALLOW);
    let mut dressed = (status, dressed).into_response();
    if let Some(allow) = allow {
        dressed.headers_mut().insert(header::ALLOW, allow);
    }
    dressed
}

fn problem(fault: &Fault) -> Response {
    let problem = Problem {
        r#type: "about:blank",
        title: fault.status.canonical_reason().unwrap_or("Error"),
        status: fault.status.as_u16(),
        detail: fault.what(),
        hint: fault.hint(),
    };
    let body = serde_json::to_string(&problem).unwrap_or_default();
    ([(header::CONTENT_TYPE, "application/problem+json")], body).into_response()
}

fn page(fault: &Fault) -> Response {
    let frame = Frame::new(fault.status.canonical_reason().unwrap_or("Error"));
    match (Page { frame, fault }).render() {
        Ok(page) => Html(page).into_response(),
        Err(_) => fault.detail.clone().into_response(),
    }
}
