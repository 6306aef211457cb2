//! The door: under which names the room is visited, and with which token.
//!
//! DNS rebinding gives a name of the attacker's the address of this machine: the browser then takes the room for a part of
//! the attacker's site. The name still stands in `Host`. An address cannot be rebound, so that addresses may pass.

use std::net::IpAddr;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::named;
use crate::serve::fault::Fault;
use crate::serve::room::Room;

/// Who may come in.
#[derive(Debug)]
pub(in crate::serve) struct Door {
    bound: IpAddr,
    names: Vec<String>,
    token: Option<String>,
}

impl Door {
    /// A door that listens on this address, known by these names too.
    pub(in crate::serve) fn new(bound: IpAddr, names: &[String], token: Option<String>) -> Self {
        Self {
            bound,
            names: names.iter().map(|name| name.to_ascii_lowercase()).collect(),
            token,
        }
    }

    /// The word that visitors must know.
    pub(super) fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    /// Whether the room is visited under this name, given without a port.
    fn knows(&self, host: &str) -> bool {
        let host = host.trim_end_matches('.').to_ascii_lowercase();
        if host == "localhost" || self.names.contains(&host) {
            return true;
        }
        let bare = host.strip_prefix('[').and_then(|h| h.strip_suffix(']'));
        let Ok(address) = bare.unwrap_or(&host).parse::<IpAddr>() else {
            return false;
        };
        address.is_loopback() || address == self.bound || self.bound.is_unspecified()
    }
}

/// Refuses requests to another host.
pub(in crate::serve) async fn host(
    State(room): State<Room>,
    request: Request,
    next: Next,
) -> Response {
    match named(request.headers()) {
        Some(host) if room.door().knows(host) => next.run(request).await,
        _ => Fault::new(
            StatusCode::MISDIRECTED_REQUEST,
            "this is not the host that was asked for\n  hint: `hearsay serve --host NAME` lets it be visited under a name",
        )
        .into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::without_port;
    use super::*;

    fn door(bound: &str, names: &[&str]) -> Door {
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        Door::new(bound.parse().expect("an address"), &names, None)
    }

    #[test]
    fn own_names_pass() {
        let inside = door("127.0.0.1", &["Desk.lan"]);
        for host in [
            "127.0.0.1:8787",
            "localhost",
            "LOCALHOST:1",
            "[::1]:8787",
            "desk.lan",
        ] {
            assert!(inside.knows(without_port(host)), "{host}");
        }
        assert!(door("0.0.0.0", &[]).knows("192.0.2.7"));
        assert!(door("192.0.2.7", &[]).knows("192.0.2.7"));
    }

    #[test]
    fn foreign_names_do_not() {
        let inside = door("127.0.0.1", &[]);
        for host in [
            "",
            "attacker.example",
            "attacker.example:8787",
            "127.0.0.1.attacker.example",
            "localhost.attacker.example",
            "192.0.2.7",
            "127.0.0.1@attacker.example",
            "[::1",
        ] {
            assert!(!inside.knows(without_port(host)), "{host}");
        }
        assert!(!door("0.0.0.0", &[]).knows("attacker.example"));
    }
}
