//! JSON-LD documents: one `@graph` of nodes under a context of their own, so that nothing has to be fetched to read
//! them. What is said of one node in several places is one node to every reader of JSON-LD.

use std::fmt::Write as _;
use std::io::{self, Write};

use serde_json::{Map, Value, json};

/// A node that is being put together.
#[derive(Debug, Clone)]
pub(super) struct Node(Map<String, Value>);

impl Node {
    /// A node of this type, or of none that is said here.
    pub(super) fn new(id: &str, kind: &str) -> Self {
        let mut map = Map::new();
        map.insert("@id".to_owned(), json!(id));
        if !kind.is_empty() {
            map.insert("@type".to_owned(), json!(kind));
        }
        Self(map)
    }

    /// Adds a value, if there is one.
    pub(super) fn with(mut self, name: &str, value: Option<impl Into<Value>>) -> Self {
        if let Some(value) = value {
            let value = value.into();
            if value.as_array().is_none_or(|values| !values.is_empty()) {
                self.0.insert(name.to_owned(), value);
            }
        }
        self
    }

    /// Whether it says anything beyond its id.
    pub(super) fn is_bare(&self) -> bool {
        self.0.len() < 2
    }
}

/// Writes nodes into one document.
#[derive(Debug, Default)]
pub(super) struct Graph {
    written: usize,
}

impl Graph {
    /// What stands before the first node.
    pub(super) fn begin(out: &mut impl Write, context: &Value) -> io::Result<()> {
        write!(out, "{{\"@context\":{context},\"@graph\":[")
    }

    /// A node, unless it says nothing.
    pub(super) fn node(&mut self, out: &mut impl Write, node: Node) -> io::Result<()> {
        if node.is_bare() {
            return Ok(());
        }
        out.write_all(if self.written > 0 { b",\n" } else { b"\n" })?;
        self.written += 1;
        serde_json::to_writer(&mut *out, &node.0)?;
        Ok(())
    }

    /// What stands after the last node.
    pub(super) fn end(out: &mut impl Write) -> io::Result<()> {
        out.write_all(b"\n]}\n")
    }
}

/// A reference to a node.
pub(super) fn to(id: &str) -> Value {
    json!({"@id": id})
}

/// References to nodes, each once; nothing if there are none.
pub(super) fn to_all(ids: impl IntoIterator<Item = String>) -> Option<Value> {
    let mut ids: Vec<String> = ids.into_iter().collect();
    ids.sort();
    ids.dedup();
    match ids.as_slice() {
        [] => None,
        [one] => Some(to(one)),
        more => Some(more.iter().map(|id| to(id)).collect()),
    }
}

/// `urn:hearsay:KIND:ID`, with what an URN may not hold percent-encoded (RFC 8141).
pub(super) fn urn(kind: &str, id: &str) -> String {
    let mut urn = format!("urn:hearsay:{kind}:");
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            urn.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(urn, "%{byte:02X}");
        }
    }
    urn
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_urns() {
        assert_eq!(urn("article", "0a1f"), "urn:hearsay:article:0a1f");
        assert_eq!(
            urn("attribution", "a 1/é"),
            "urn:hearsay:attribution:a%201%2F%C3%A9"
        );
    }

    #[test]
    fn references_stand_once() {
        let ids = ["urn:b", "urn:a", "urn:b"].map(str::to_owned);
        assert_eq!(
            to_all(ids),
            Some(json!([{"@id": "urn:a"}, {"@id": "urn:b"}]))
        );
        assert_eq!(to_all([]), None);
    }
}
