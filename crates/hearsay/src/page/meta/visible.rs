//! Outlet, authors and date in the lines that a reader sees around a headline.

use crate::date;
use crate::page::{byline, calendar, lines, words};

/// What one line around the headline says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) date: Option<String>,
    pub(crate) authors: Vec<String>,
    /// Words of the line that are neither, such as the outlet's name.
    pub(crate) rest: Vec<String>,
}

/// Reads a line such as `Tarn Observer | 4 March 2031` or `By Ada Lund, Tuesday 4 March 2031`.
/// `None` if the line is a sentence or says nothing of the kind.
pub(crate) fn read(line: &str) -> Option<Line> {
    if line.chars().count() > 200 || lines::is_prose(line) && date::find(line).is_none() {
        return None;
    }
    let mut found = Line::default();
    for part in parts(line) {
        if calendar::is_date_line(&part) {
            found.date = found
                .date
                .or_else(|| date::find(&part).map(|found| found.day.to_string()));
        } else if let Some(names) = byline::read(&part) {
            found.authors.extend(names);
            found.date = found
                .date
                .or_else(|| date::find(&part).map(|found| found.day.to_string()));
        } else if part.contains(char::is_alphabetic) {
            found.rest.push(part);
        }
    }
    if found.date.is_none() && found.authors.is_empty() {
        return None;
    }
    found.rest.retain(|part| words::furniture(part).is_none());
    let short = found
        .rest
        .iter()
        .all(|part| part.split_whitespace().count() <= 6 && !lines::ends_sentence(part));
    (short && found.rest.len() <= 3).then_some(found)
}

/// The parts of a line between bars, dots and dashes; a date with a by-line in front is cut too.
fn parts(line: &str) -> Vec<String> {
    let mut parts: Vec<&str> = vec![line];
    for separator in ["|", " · ", " • ", " — ", " – ", " - ", " / ", " :: "] {
        parts = parts
            .into_iter()
            .flat_map(|part| part.split(separator))
            .collect();
    }
    let mut cut = Vec::new();
    for part in parts
        .into_iter()
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        match date::find(part) {
            Some(day) if !calendar::is_date_line(part) => {
                let (before, after) = part.split_at(day.range.start);
                let (date, after) = after.split_at(day.range.len());
                let loose = |c: char| c.is_whitespace() || matches!(c, ',' | ':' | ';' | '(' | ')');
                let before = dateless(before.trim_end_matches(loose));
                let after = after.trim_matches(loose);
                // "Posted on" in front of a date and "at 14:06" after it belong to it.
                let beside = |words: &str| calendar::is_date_line(&format!("{words} {date}"));
                // The day as it was found: a weekday in front may have decided it.
                cut.extend(Some(before.to_owned()).filter(|part| !beside(part)));
                cut.push(day.day.to_string());
                cut.extend(Some(after.to_owned()).filter(|part| !beside(part)));
            }
            _ => cut.push(part.to_owned()),
        }
    }
    cut.retain(|part| !part.is_empty());
    cut
}

/// `The Kite on Tuesday` without the words that lead over to the date.
fn dateless(text: &str) -> &str {
    let mut left = text;
    while let Some((before, last)) = left.rsplit_once([' ', ',']) {
        if !calendar::is_date_line(&format!("{last} 4 March 2031")) {
            break;
        }
        left = before.trim_end_matches([',', ' ', ':', '(']);
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_around_headlines() {
        let line = read("Tarn Observer | 4 March 2031").expect("a line");
        assert_eq!(
            (line.date.as_deref(), line.rest),
            (Some("2031-03-04"), vec!["Tarn Observer".to_owned()])
        );
        let line = read("By Ada Lund, Tuesday 4 March 2031, 14:06").expect("a line");
        assert_eq!(
            (line.date.as_deref(), line.authors),
            (Some("2031-03-04"), vec!["Ada Lund".to_owned()])
        );
        let line = read("Submitted by Ada Lund on Tue, 03/04/2031 - 09:15").expect("a line");
        assert_eq!(
            (line.date.as_deref(), line.authors),
            (Some("2031-03-04"), vec!["Ada Lund".to_owned()])
        );
        let line = read("04.03.2031 09:15 | Reads: 3 118 | Comments: 2").expect("a line");
        assert_eq!(
            (line.date.as_deref(), line.rest),
            (Some("2031-03-04"), vec![])
        );
        let line = read("Tarn Observer, Tuesday, March 4, 2031").expect("a line");
        assert_eq!(line.rest, ["Tarn Observer"]);
        assert_eq!(
            read("The strike began on 4 March 2031 and has not ended, the union said."),
            None
        );
        assert_eq!(read("Old quay, new owners"), None);
    }
}
