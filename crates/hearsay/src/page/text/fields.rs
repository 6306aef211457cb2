//! Labelled lines over a text, as archives and clipboards set them: `Source: The Kite`.

use std::ops::Range;

use super::line::{Kind, Line};
use crate::article::Signalled;
use crate::date;
use crate::page::{Draft, byline};

/// What each label gives.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Title,
    Outlet,
    Published,
    Author,
    Url,
}

fn field(line: &str) -> Option<(Field, &str)> {
    if line.starts_with("http") && line.contains("://") && !line.contains(' ') {
        return Some((Field::Url, line));
    }
    let (label, value) = line.split_once(": ")?;
    let field = match label.trim().to_lowercase().as_str() {
        "title" | "headline" => Field::Title,
        "source" | "publication" | "outlet" | "newspaper" | "publisher" | "site" => Field::Outlet,
        "date" | "published" | "publication date" => Field::Published,
        "author" | "authors" | "byline" => Field::Author,
        "url" | "link" | "address" => Field::Url,
        _ => return None,
    };
    Some((field, value.trim()))
}

/// Reads the labelled lines above the first paragraph into the draft and takes them out. One
/// label alone proves nothing but an address.
pub(super) fn take(lines: &mut Vec<Line>, draft: &mut Draft) {
    let head = lines
        .iter()
        .position(|line| line.kind == Kind::Prose && field(&line.text).is_none())
        .unwrap_or(lines.len());
    let found: Vec<(usize, Field, String)> = lines[..head]
        .iter()
        .enumerate()
        .filter_map(|(at, line)| {
            let (field, value) = field(&line.text)?;
            Some((at, field, value.to_owned()))
        })
        .collect();
    let titled = found.iter().any(|(_, field, _)| *field == Field::Title);
    let mut taken: Vec<Range<usize>> = Vec::new();
    for (at, field, value) in found {
        let signalled = || Some(Signalled::new(value.clone(), "text:label"));
        match field {
            Field::Url if value.starts_with("http") => {
                draft.url = draft.url.take().or_else(signalled)
            }
            _ if !titled => continue,
            Field::Title => draft.title = draft.title.take().or_else(signalled),
            Field::Outlet => draft.outlet = draft.outlet.take().or_else(signalled),
            Field::Published => {
                let day = date::stamp(&value).map(|day| Signalled::new(day, "text:label"));
                draft.published = draft.published.take().or(day);
            }
            Field::Author => draft.authors.extend(
                byline::names(&value)
                    .into_iter()
                    .map(|name| Signalled::new(name, "text:label")),
            ),
            Field::Url => {}
        }
        taken.push(at..at + 1);
    }
    for place in taken.into_iter().rev() {
        lines.drain(place);
    }
}

#[cfg(test)]
mod tests {
    use super::super::dump;

    const PROSE: &str = "The harbour office closed the quay on Monday, two officials said.";

    #[test]
    fn labelled_lines() {
        let draft = dump::read(&format!(
            "https://kite.example/quay\nTitle: Quay closed\nSource: The Kite\nDate: 4 March 2031\nAuthor: Ada Lund\n\n{PROSE}\n\n{PROSE}"
        ));
        let of = |value: Option<crate::article::Signalled<String>>| {
            value.map(|found| found.value).unwrap_or_default()
        };
        assert_eq!(of(draft.title), "Quay closed");
        assert_eq!(of(draft.outlet), "The Kite");
        assert_eq!(of(draft.published), "2031-03-04");
        assert_eq!(of(draft.url), "https://kite.example/quay");
        assert_eq!(draft.authors[0].value, "Ada Lund");
        assert_eq!(draft.blocks.len(), 3);
    }

    #[test]
    fn a_label_alone_is_a_line() {
        let draft = dump::read(&format!(
            "Source: two officials of the harbour\n\n{PROSE}\n\n{PROSE}"
        ));
        assert!(draft.outlet.is_none());
    }
}
