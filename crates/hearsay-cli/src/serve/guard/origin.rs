//! Writes come from the room's own pages, or from programs that are no browser.
//!
//! Browsers say where a request comes from: `Sec-Fetch-Site` (Fetch Metadata), or `Origin` on every one that may
//! change something. A request with neither is no browser's.

use axum::extract::Request;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::serve::fault::Fault;

/// Refuses changes that a page of another site asks for.
pub(in crate::serve) async fn origin(request: Request, next: Next) -> Response {
    let reads = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    if reads || is_own(request.headers()) {
        next.run(request).await
    } else {
        Fault::new(
            StatusCode::FORBIDDEN,
            "another site's page asked for this change",
        )
        .into_response()
    }
}

fn is_own(headers: &HeaderMap) -> bool {
    let text = |value: &axum::http::HeaderValue| value.to_str().unwrap_or_default().to_owned();
    if let Some(site) = headers.get("sec-fetch-site").map(text) {
        return site == "same-origin";
    }
    let Some(origin) = headers.get(header::ORIGIN).map(text) else {
        return true;
    };
    let host = headers.get(header::HOST).map(text).unwrap_or_default();
    // Whatever stands before it may have spoken TLS for it.
    let authority = origin.split_once("://").map(|(_, authority)| authority);
    authority.is_some_and(|authority| authority.eq_ignore_ascii_case(&host))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(pairs: &[(&'static str, &str)]) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, "127.0.0.1:8787".parse().expect("a value"));
        for (name, value) in pairs {
            headers.insert(*name, value.parse().expect("a value"));
        }
        is_own(&headers)
    }

    #[test]
    fn own_pages_and_programs_write() {
        assert!(own(&[]));
        assert!(own(&[("sec-fetch-site", "same-origin")]));
        assert!(own(&[("origin", "http://127.0.0.1:8787")]));
        assert!(own(&[("origin", "https://127.0.0.1:8787")]));
    }

    #[test]
    fn other_sites_do_not() {
        for site in ["cross-site", "same-site", "none", ""] {
            assert!(!own(&[("sec-fetch-site", site)]), "{site}");
        }
        for origin in [
            "null",
            "",
            "http://attacker.example",
            "http://127.0.0.1",
            "http://127.0.0.1:8788",
        ] {
            assert!(!own(&[("origin", origin)]), "{origin}");
        }
        assert!(!own(&[
            ("sec-fetch-site", "cross-site"),
            ("origin", "http://127.0.0.1:8787")
        ]));
    }
}
