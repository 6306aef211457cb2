//! What callers get: JSON, pages of lists, other texts, each with a strong `ETag` (RFC 9110, 8.8.3), so that what has not
//! changed is not sent again.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use super::asked::Limit;
use super::cursor;
use crate::serve::fault::Fault;

/// A page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Page<T> {
    /// The rows.
    items: Vec<T>,
    /// How many there are on all pages; not counted in every list.
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<u64>,
    /// The cursor of the page that follows; `null` on the last one.
    next: Option<String>,
}

impl<T> Page<T> {
    /// The page of these rows, of which there is one too many if another page follows.
    pub(super) fn new<P: Serialize>(
        list: &str,
        mut items: Vec<T>,
        count: Option<u64>,
        limit: Limit,
        place: impl Fn(&T) -> P,
    ) -> Self {
        let next = cut(list, &mut items, limit, place);
        Self { items, count, next }
    }
}

/// Takes the row too many away, if there is one, and gives the cursor of the page that follows.
pub(super) fn cut<T, P: Serialize>(
    list: &str,
    items: &mut Vec<T>,
    limit: Limit,
    place: impl Fn(&T) -> P,
) -> Option<String> {
    let most = limit.rows() as usize;
    if items.len() <= most {
        return None;
    }
    items.truncate(most);
    items.last().map(|last| cursor::write(list, &place(last)))
}

/// A value as JSON, one line.
pub(super) fn json(value: &impl Serialize) -> Result<Response, Fault> {
    let mut body = serde_json::to_vec(value).map_err(anyhow::Error::from)?;
    body.push(b'\n');
    Ok(data("application/json", body))
}

/// Bytes of a media type.
pub(super) fn data(media: &'static str, body: impl Into<Vec<u8>>) -> Response {
    let body = body.into();
    let digest = Sha256::digest(&body);
    let tag: String = digest
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let mut response = ([(header::CONTENT_TYPE, media)], body).into_response();
    // Hexadecimal digits in quotation marks are a header's value.
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{tag}\"")) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response.headers_mut().insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-cache"),
    );
    response
}

/// Answers 304 without a body where the caller has what would be sent.
pub(super) async fn unless_known(request: Request, next: Next) -> Response {
    let asks = matches!(*request.method(), Method::GET | Method::HEAD);
    let known = request.headers().get_all(header::IF_NONE_MATCH);
    let known: Vec<HeaderValue> = known.iter().cloned().collect();
    let response = next.run(request).await;
    if asks && response.status() == StatusCode::OK && is_known(&known, response.headers()) {
        let headers: HeaderMap = response.headers().clone();
        let kept = [header::ETAG, header::CACHE_CONTROL, header::VARY];
        let kept = kept.map(|name| headers.get(&name).map(|value| (name, value.clone())));
        let mut answer = StatusCode::NOT_MODIFIED.into_response();
        answer.headers_mut().extend(kept.into_iter().flatten());
        return answer;
    }
    response
}

/// Whether one of the tags, or `*`, is that of the answer; compared weakly, as the RFC (13.1.2) wants it.
fn is_known(known: &[HeaderValue], headers: &HeaderMap) -> bool {
    let Some(tag) = headers.get(header::ETAG).and_then(|tag| tag.to_str().ok()) else {
        return false;
    };
    let lists = known.iter().filter_map(|list| list.to_str().ok());
    lists
        .flat_map(|list| list.split(','))
        .map(str::trim)
        .any(|one| one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag)
}
