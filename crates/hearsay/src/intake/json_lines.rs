//! JSON lines: one object a line, with the page in `text` or `html` and what is known of it
//! beside: `url`, `published`, `outlet`, `title`, `authors`, `language`. Other fields are kept.
//!
//! Whoever wrote the line knew more than the page, so it overrules the page. `text` is taken as
//! it is.

use std::io::Read;

use serde_json::{Map, Value};

use super::source::{Line, Source};
use super::{Fault, Known, Page, cannot_read};

/// The pages of JSON lines.
pub(super) struct JsonLines<R: Read> {
    source: Source<R>,
    max_bytes: usize,
    line: u64,
    ended: bool,
}

impl<R: Read> JsonLines<R> {
    pub(super) fn new(source: Source<R>, max_bytes: usize) -> Self {
        Self {
            source,
            max_bytes,
            line: 0,
            ended: false,
        }
    }
}

impl<R: Read> Iterator for JsonLines<R> {
    type Item = Result<Page, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            self.line += 1;
            let place = format!("line {}", self.line);
            match self.source.line(self.max_bytes) {
                Ok(None) => self.ended = true,
                Ok(Some(Line::TooLong)) => {
                    return Some(Err(Fault::too_large(place, self.max_bytes)));
                }
                Ok(Some(Line::Whole(line))) => {
                    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line);
                    let blank = |byte: &u8| byte.is_ascii_whitespace() || *byte == 0;
                    if !line.iter().all(blank) {
                        let page = page(line).map(|page| Page {
                            place: place.clone(),
                            ..page
                        });
                        return Some(page.map_err(|reason| Fault::new(place, reason)));
                    }
                }
                Err(error) => {
                    self.ended = true;
                    return Some(Err(Fault::new(place, cannot_read(&error))));
                }
            }
        }
        None
    }
}

fn page(line: &[u8]) -> Result<Page, String> {
    let value: Value = serde_json::from_slice(line).map_err(|error| broken(&error))?;
    let Value::Object(mut fields) = value else {
        return Err("not a JSON object".to_owned());
    };
    if is_ours(&fields) {
        return Err(
            "a reading that hearsay made, not a page\n  hint: `hearsay import` takes it in"
                .to_owned(),
        );
    }
    let mut take = |name| string(&mut fields, name);
    let (text, html) = match take("text")? {
        Some(text) => (Some(text), None),
        None => (None, take("html")?),
    };
    let mut known = Known {
        url: take("url")?,
        outlet: take("outlet")?,
        title: take("title")?,
        language: take("language")?,
        ..Known::default()
    };
    known.published = published(&mut fields)?;
    known.authors = authors(&mut fields)?;
    let verbatim = text.is_some();
    let Some(content) = text.or(html) else {
        return Err(
            "no \"text\" and no \"html\"\n  hint: one of them must hold the words of the page"
                .to_owned(),
        );
    };
    if content.trim().is_empty() {
        return Err("its text is empty".to_owned());
    }
    Ok(Page {
        bytes: content.into_bytes(),
        verbatim,
        charset: Some("utf-8".to_owned()),
        signal: "json-lines",
        known,
        overrules: true,
        fields,
        ..Page::default()
    })
}

/// The words for a line that is no JSON; its place in the line counts, the line is told already.
fn broken(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let text = text.split(" at line ").next().unwrap_or(&text);
    format!("broken JSON at column {}: {text}", error.column())
}

/// Whether this is a line of `hearsay read --json` or `hearsay export`.
fn is_ours(fields: &Map<String, Value>) -> bool {
    let is = |name: &str, text: &str| fields.get(name).and_then(Value::as_str) == Some(text);
    is("type", "reading") || is("schema", "hearsay.reading/1")
}

/// Takes a string out of the fields; `null` is none.
fn string(fields: &mut Map<String, Value>, name: &str) -> Result<Option<String>, String> {
    match fields.remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(format!("\"{name}\" is no string")),
    }
}

/// The publication time: a string, or seconds or milliseconds since 1970.
fn published(fields: &mut Map<String, Value>) -> Result<Option<String>, String> {
    let Some(Value::Number(number)) = fields.get("published") else {
        return string(fields, "published");
    };
    /// Beyond this a number counts milliseconds: the year 5138 in seconds.
    const MILLISECONDS: f64 = 1e11;
    let number = number.as_f64().unwrap_or(f64::NAN);
    let seconds = if number.abs() >= MILLISECONDS {
        number / 1000.0
    } else {
        number
    };
    let time = jiff::SignedDuration::try_from_secs_f64(seconds)
        .and_then(jiff::Timestamp::from_duration)
        .map_err(|_| "\"published\" is no time".to_owned())?;
    fields.remove("published");
    Ok(Some(time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()))
}

/// The by-line: one name, or a list of names.
fn authors(fields: &mut Map<String, Value>) -> Result<Vec<String>, String> {
    let wrong = || "\"authors\" is no list of names".to_owned();
    match fields.remove("authors") {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::String(name)) => Ok(vec![name]),
        Some(Value::Array(names)) => names
            .into_iter()
            .map(|name| match name {
                Value::String(name) => Ok(name),
                _ => Err(wrong()),
            })
            .collect(),
        Some(_) => Err(wrong()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::{Options, open};

    fn of(input: &str) -> Vec<Result<Page, Fault>> {
        open(input.as_bytes(), &Options { max_bytes: 200 }).collect()
    }

    #[test]
    fn a_line_is_a_page_with_what_is_known_of_it() {
        let found = of(
            "{\"text\":\"The quay is shut.\",\"url\":\"https://kite.example/a\",\"published\":\"2031-03-04\",\
             \"authors\":[\"Ada Lund\"],\"desk\":7}\n\n{\"html\":\"<p>Shut.\",\"published\":1930000000}\n",
        );
        let [Ok(first), Ok(second)] = found.as_slice() else {
            panic!("{found:?}");
        };
        assert_eq!(first.place, "line 1");
        assert_eq!(first.bytes, b"The quay is shut.");
        assert!(first.verbatim && first.overrules);
        assert_eq!(first.known.authors, ["Ada Lund"]);
        assert_eq!(first.fields["desk"], 7);
        assert_eq!(second.place, "line 3");
        assert!(!second.verbatim);
        assert_eq!(
            second.known.published.as_deref(),
            Some("2031-02-27T23:06:40Z")
        );
    }

    #[test]
    fn a_broken_line_costs_itself() {
        let long = format!("{{\"text\":\"{}\"}}", "a".repeat(300));
        let input = [
            "{\"text\":\"a\"}",
            "{\"text\":",
            "{\"text\":\"\\ud800\"}",
            "{\"url\":\"https://kite.example/a\"}",
            "{\"text\":7}",
            "{\"text\":\" \"}",
            "[1]",
            "{\"text\":\"a\",\"schema\":\"hearsay.reading/1\"}",
            &long,
            "{\"text\":\"b\"}",
        ]
        .join("\n");
        let found = of(&input);
        assert_eq!(found.len(), 10);
        assert!(found[0].is_ok() && found[9].is_ok());
        let reasons: Vec<String> = found[1..9]
            .iter()
            .map(|fault| fault.as_ref().expect_err("a fault").to_string())
            .collect();
        for (at, (reason, words)) in reasons
            .iter()
            .zip([
                "broken JSON",
                "hex escape",
                "no \"text\"",
                "no string",
                "empty",
                "not a JSON object",
                "hearsay import",
                "too large",
            ])
            .enumerate()
        {
            assert!(reason.contains(words), "{reason}");
            assert!(
                reason.starts_with(&format!("line {}: ", at + 2)),
                "{reason}"
            );
        }
    }

    #[test]
    fn other_json_is_told_from_lines() {
        for (input, hint) in [
            ("[{\"text\":\"a\"}]", "jq -c '.[]'"),
            ("{\n\"text\":\"a\"\n}\n", "jq -c ."),
        ] {
            let found = of(input);
            let [Err(fault)] = found.as_slice() else {
                panic!("{found:?}");
            };
            assert!(fault.reason.contains(hint), "{fault}");
        }
    }
}
