//! What callers ask: parameters of addresses and bodies, each with what is wrong with it.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use hearsay::ledger::Words;
use serde::de::{DeserializeOwned, Error, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};

use crate::args::parse;
use crate::ask;
use crate::serve::fault::Fault;

/// The most rows of a page.
pub(super) const CEILING: u32 = 200;
/// The rows of a page unless it is said.
const USUAL: u32 = 50;

/// A request that breaks the form that the document describes.
fn malformed(words: String) -> Fault {
    Fault::new(StatusCode::BAD_REQUEST, words)
}

/// The parameters after the `?`.
pub(super) struct Asked<T>(pub(super) T);

impl<T: DeserializeOwned, S: Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fault> {
        let Query(asked) = Query::try_from_uri(&parts.uri).map_err(|error| {
            malformed(format!(
                "{}\n  hint: /api/v1/openapi.json names the parameters",
                cause(&error)
            ))
        })?;
        Ok(Self(asked))
    }
}

/// The id in the path.
pub(super) struct Id(pub(super) String);

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Fault> {
        match Path::from_request_parts(parts, state).await {
            Ok(Path(id)) => Ok(Self(id)),
            Err(error) => Err(malformed(error.body_text())),
        }
    }
}

/// A body of JSON.
pub(super) struct Told<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Told<T> {
    type Rejection = Fault;

    async fn from_request(request: Request, state: &S) -> Result<Self, Fault> {
        let kind = request.headers().get(header::CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let media = kind.split(';').next().unwrap_or_default().trim();
        if !media.eq_ignore_ascii_case("application/json") {
            return Err(Fault::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "the body is not said to be JSON\n  hint: send it with the header Content-Type: application/json",
            ));
        }
        let body = Bytes::from_request(request, state).await.map_err(|error| {
            let status = error.status();
            let hint = match status {
                StatusCode::PAYLOAD_TOO_LARGE => "\n  hint: send single articles",
                _ => "",
            };
            Fault::new(status, format!("{}{hint}", error.body_text()))
        })?;
        serde_json::from_slice(&body).map(Self).map_err(|error| {
            let words = format!("the body does not fit: {error}");
            if error.is_data() {
                Fault::senseless(words)
            } else {
                malformed(words)
            }
        })
    }
}

/// The innermost of an error's causes, which names the parameter.
fn cause(error: &dyn std::error::Error) -> String {
    let mut inner = error;
    while let Some(next) = inner.source() {
        inner = next;
    }
    inner.to_string()
}

/// Words of a closed set, with commas between them.
#[derive(Debug, Clone)]
pub(super) struct List<T>(pub(super) Vec<T>);

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: FromStr<Err: fmt::Display>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Commas<T>(PhantomData<T>);
        impl<T: FromStr<Err: fmt::Display>> Visitor<'_> for Commas<T> {
            type Value = List<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("words with commas between them")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                // As forms send what is not chosen.
                if text.is_empty() {
                    return Ok(List::default());
                }
                let words = text.split(',').map(|word| word.parse().map_err(E::custom));
                words.collect::<Result<_, _>>().map(List)
            }
        }
        from.deserialize_str(Commas(PhantomData))
    }
}

/// How many rows of a page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limit(u32);

impl Default for Limit {
    fn default() -> Self {
        Self(USUAL)
    }
}

impl Limit {
    /// One row more than the page, which tells whether another page follows.
    pub(super) fn and_one(self) -> u32 {
        self.0 + 1
    }

    /// The rows of the page.
    pub(super) fn rows(self) -> u32 {
        self.0
    }
}

impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let rows = u32::deserialize(from)?;
        if (1..=CEILING).contains(&rows) {
            Ok(Self(rows))
        } else {
            let limit = format!("a limit from 1 to {CEILING}");
            Err(D::Error::invalid_value(
                Unexpected::Unsigned(rows.into()),
                &limit.as_str(),
            ))
        }
    }
}

/// A belief from 0 to 1.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Belief(f64);

impl Belief {
    /// In thousandths.
    pub(super) fn thousandths(self) -> u16 {
        // Between 0 and 1000 nothing is cut off.
        (self.0 * 1000.0).round() as u16
    }
}

impl<'de> Deserialize<'de> for Belief {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let value = f64::deserialize(from)?;
        if (0.0..=1.0).contains(&value) {
            Ok(Self(value))
        } else {
            Err(D::Error::invalid_value(
                Unexpected::Float(value),
                &"a number from 0 to 1",
            ))
        }
    }
}

/// The words of a question, if there is one.
pub(super) fn words(question: Option<&str>) -> Result<Option<Words>, Fault> {
    Ok(question.map(ask::words).transpose()?)
}

/// A year, a month or a day, if it is given.
pub(super) fn period(text: Option<String>) -> Result<Option<String>, Fault> {
    text.map(|text| {
        parse::period(&text).map_err(|wrong| Fault::senseless(format!("{text:?} is {wrong}")))
    })
    .transpose()
}
