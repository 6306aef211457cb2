//! Who may come in, and what a browser may do with what it gets.
//!
//! A page of another site, open in the same browser, must be able neither to read the ledger (a foreign `Host`: DNS
//! rebinding) nor to change it (a foreign `Origin`); whoever comes over the network needs the token.

mod door;
mod headers;
mod origin;
mod token;

pub(super) use door::{Door, host};
pub(super) use headers::headers;
pub(super) use origin::origin;
pub(super) use token::{router, token};

use axum::http::{HeaderMap, header};

/// The `Host` of a request, without its port, if it has one that makes sense.
fn named(headers: &HeaderMap) -> Option<&str> {
    let host = headers.get(header::HOST)?.to_str().ok()?;
    Some(without_port(host))
}

/// A host without its port (RFC 3986, section 3.2).
fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port))
            if port.bytes().all(|byte| byte.is_ascii_digit()) && !is_bare_v6(host) =>
        {
            name
        }
        _ => host,
    }
}

/// An IPv6 address without its brackets: its last colon begins no port.
fn is_bare_v6(host: &str) -> bool {
    !host.starts_with('[') && host.matches(':').count() > 1
}
