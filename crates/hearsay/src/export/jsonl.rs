//! Readings as JSON lines, and back.
//!
//! A line is a reading with `"type":"reading"` before its other fields, so that other kinds of
//! lines can stand in one file: claims, origins, copies and citations follow the readings.

use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use super::{ImportError, check, line};
use crate::account::Account;
use crate::reading::{Reading, SCHEMA};

/// The `type` of a line that is a reading.
pub const READING: &str = "reading";

/// The `type`s of lines that are worked out from the readings, so that nobody has to read them back.
pub const WORKED_OUT: [&str; 5] = ["claim", "origin", "entity", "copies", "citation"];

/// A line of a file.
#[derive(Debug, Clone, PartialEq)]
pub enum Line {
    /// A reading.
    Reading(Box<Reading>),
    /// Something else; its `type`.
    Other(String),
}

#[derive(Serialize)]
struct Typed<'a, T> {
    #[serde(rename = "type")]
    kind: &'a str,
    #[serde(flatten)]
    value: &'a T,
}

/// A group of articles that are one text, as an object of its own.
#[derive(Serialize)]
struct Copies<'a> {
    articles: &'a [String],
}

#[derive(Deserialize)]
struct Head {
    #[serde(rename = "type")]
    kind: Option<String>,
    schema: Option<String>,
}

/// Writes the reading as a line.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write(out: &mut impl Write, reading: &Reading) -> io::Result<()> {
    write_other(out, READING, reading)
}

/// Writes what an account holds: its claims, origins, copies and citations, each on a line. Its entities
/// are those of the readings, together.
pub(super) fn account(out: &mut impl Write, account: &Account) -> io::Result<()> {
    for claim in &account.claims {
        write_other(out, "claim", claim)?;
    }
    for origin in &account.origins {
        write_other(out, "origin", origin)?;
    }
    for entity in &account.entities {
        write_other(out, "entity", entity)?;
    }
    for articles in &account.copies {
        write_other(out, "copies", &Copies { articles })?;
    }
    for citation in &account.citations {
        write_other(out, "citation", citation)?;
    }
    Ok(())
}

/// Writes a value of another type as a line.
pub(super) fn write_other(
    out: &mut impl Write,
    kind: &str,
    value: &impl Serialize,
) -> io::Result<()> {
    line(out, &Typed { kind, value })
}

/// Reads a line. One without a `type` that names the reading's schema is a reading too: so
/// `hearsay read --json` writes them. Unknown fields are ignored.
///
/// # Errors
/// If it is no JSON object, a reading of another schema, or one whose fields are missing or
/// contradict each other (see [`check::reading`]).
pub fn parse(json: &str) -> Result<Line, ImportError> {
    // serde takes an array for a struct without its names.
    if json.trim_start().starts_with('[') {
        return Err(ImportError::flaw(
            ".",
            "a JSON array, an object is expected",
        ));
    }
    let head: Head = ImportError::deserialize(json)?;
    match (head.kind, head.schema) {
        (Some(kind), _) if kind != READING => return Ok(Line::Other(kind)),
        (_, Some(schema)) if schema == SCHEMA => {}
        (_, Some(found)) => {
            return Err(ImportError::Schema {
                found,
                known: SCHEMA,
            });
        }
        (Some(_), None) => {
            return Err(ImportError::flaw(
                "schema",
                format!("missing, {SCHEMA:?} is expected"),
            ));
        }
        (None, None) => {
            return Err(ImportError::flaw(
                "type",
                "missing, so that it is not known what the line is",
            ));
        }
    }
    let reading: Reading = ImportError::deserialize(json)?;
    check::reading(&reading)?;
    Ok(Line::Reading(Box::new(reading)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(json: &str) -> String {
        parse(json).expect_err("an error").to_string()
    }

    #[test]
    fn other_lines_are_told_apart() {
        let line = parse(r#"{"type":"claim","schema":"hearsay.claims/1"}"#).expect("a line");
        assert_eq!(line, Line::Other("claim".to_owned()));
    }

    #[test]
    fn what_is_no_line_is_said() {
        assert!(fault("").starts_with(".: EOF"), "{}", fault(""));
        assert!(fault(r#"["claim","x"]"#).starts_with(".: a JSON array"));
        assert!(fault("{} {}").contains("trailing"), "{}", fault("{} {}"));
        assert!(fault("{}").starts_with("type: missing"));
        assert!(fault(r#"{"type":"reading"}"#).starts_with("schema: missing"));
        assert!(fault(r#"{"type":3}"#).starts_with("type: invalid type"));
        let newer = fault(r#"{"type":"reading","schema":"hearsay.reading/9"}"#);
        assert!(
            newer.contains("\"hearsay.reading/9\" is not") && newer.contains("hint:"),
            "{newer}"
        );
    }

    #[test]
    fn a_fault_names_its_field() {
        let json = r#"{"schema":"hearsay.reading/1","article":{"id":"a1","url":7}}"#;
        assert!(
            fault(json).starts_with("article.url: invalid type"),
            "{}",
            fault(json)
        );
    }
}
