//! The stylesheet, the script and the mark, served out of the program.
//!
//! Their addresses carry a hash of what they are, so that a browser keeps them until another program serves.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

use axum::Router;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::room::Room;

/// A file that every page needs.
#[derive(Debug)]
pub(super) struct Asset {
    path: &'static str,
    kind: &'static str,
    body: &'static str,
    tag: LazyLock<String>,
}

impl Asset {
    const fn new(
        path: &'static str,
        kind: &'static str,
        body: &'static str,
        tag: fn() -> String,
    ) -> Self {
        Self {
            path,
            kind,
            body,
            tag: LazyLock::new(tag),
        }
    }

    /// Its address, with the hash of what it is.
    pub(super) fn address(&self) -> String {
        format!("{}?{}", self.path, *self.tag)
    }

    fn answer(&self, headers: &HeaderMap) -> Response {
        let tag = format!("\"{}\"", *self.tag);
        let about = [
            (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
            (header::CONTENT_TYPE, self.kind),
            (header::ETAG, tag.as_str()),
        ];
        let known = headers.get(header::IF_NONE_MATCH);
        if known.is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
            return (StatusCode::NOT_MODIFIED, about).into_response();
        }
        (about, self.body).into_response()
    }
}

fn hash(body: &str) -> String {
    let mut hasher = DefaultHasher::new();
    body.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

const STYLE_BODY: &str = include_str!("style.css");
const SCRIPT_BODY: &str = include_str!("script.js");
const MARK_BODY: &str = include_str!("mark.svg");

/// How everything looks.
pub(super) static STYLE: Asset = Asset::new(
    "/assets/style.css",
    "text/css; charset=utf-8",
    STYLE_BODY,
    || hash(STYLE_BODY),
);
/// What is more comfortable with a script.
pub(super) static SCRIPT: Asset = Asset::new(
    "/assets/script.js",
    "text/javascript; charset=utf-8",
    SCRIPT_BODY,
    || hash(SCRIPT_BODY),
);
/// The sign in the browser's tab.
pub(super) static MARK: Asset = Asset::new("/assets/mark.svg", "image/svg+xml", MARK_BODY, || {
    hash(MARK_BODY)
});

/// The addresses of the files.
pub(super) fn router() -> Router<Room> {
    let all: [&'static Asset; 3] = [&STYLE, &SCRIPT, &MARK];
    all.into_iter().fold(Router::new(), |router, asset| {
        router.route(
            asset.path,
            get(move |headers: HeaderMap| async move { asset.answer(&headers) }),
        )
    })
}
