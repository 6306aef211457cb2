//! Dates that are written out in full: day, month and year.
//!
//! Dates such as `03/05/2031`, which two conventions read differently, are no dates here unless a
//! weekday in front decides.

use std::ops::{Range, RangeInclusive};

use jiff::civil::Date;

use super::lists;
use crate::span::clip;

/// A date found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    /// The day.
    pub(crate) day: Date,
    /// The bytes it stands in, without its weekday and its time of day.
    pub(crate) range: Range<usize>,
}

/// News has no dates before newspapers, nor far ahead.
pub(super) const YEARS: RangeInclusive<i16> = 1600..=2200;

pub(super) fn in_range(date: Date) -> bool {
    YEARS.contains(&date.year())
}

/// The day of these numbers, if the calendar has it.
pub(super) fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day)
        .ok()
        .filter(|date| in_range(*date))
}

/// A run of digits or of letters, with its bytes.
pub(crate) struct Token<'a> {
    pub(crate) text: &'a str,
    pub(crate) range: Range<usize>,
}

/// Longest text of which only the first date is looked for, in bytes.
const LONGEST: usize = 2000;

/// The runs of a text.
pub(crate) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut start = 0;
    let mut class = 0;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let next = match c {
            c if c.is_ascii_digit() => 1,
            c if c.is_alphabetic() => 2,
            _ => 0,
        };
        if next != class {
            if class != 0 {
                tokens.push(Token {
                    text: &text[start..at],
                    range: start..at,
                });
            }
            start = at;
            class = next;
        }
    }
    tokens
}

/// The first written date of a text: `4 March 2031`, `March 4th, 2031`, `2031-03-04`, `04.03.2031`.
pub(crate) fn find(text: &str) -> Option<Found> {
    scan(clip(text, LONGEST), 1).pop()
}

/// Every written date of a text, in text order; none overlaps another.
pub(super) fn all(text: &str) -> Vec<Found> {
    scan(text, usize::MAX)
}

/// The first dates of a text, so many at most.
fn scan(text: &str, most: usize) -> Vec<Found> {
    let tokens: Vec<Token<'_>> = tokens(text)
        .into_iter()
        .filter(|token| {
            !matches!(
                token.text,
                "st" | "nd" | "rd" | "th" | "of" | "de" | "del" | "di"
            )
        })
        .collect();
    let mut out: Vec<Found> = Vec::new();
    for (at, window) in tokens.windows(3).enumerate() {
        if out.len() == most {
            break;
        }
        let [a, b, c] = window else { continue };
        let between = &text[a.range.end..c.range.start];
        let parted = between
            .chars()
            .any(|c| matches!(c, '\n' | ';' | '(' | ')' | '|'));
        let taken = out
            .last()
            .is_some_and(|last| a.range.start < last.range.end);
        if parted || taken {
            continue;
        }
        let before = at.checked_sub(1).map(|at| tokens[at].text);
        if let Some(day) = written(text, a, b, c, before) {
            out.push(Found {
                day,
                range: a.range.start..c.range.end,
            });
        }
    }
    out
}

/// The date of three runs; `before` is the one in front of them.
fn written(
    text: &str,
    a: &Token<'_>,
    b: &Token<'_>,
    c: &Token<'_>,
    before: Option<&str>,
) -> Option<Date> {
    let number = |token: &Token<'_>| token.text.parse::<i16>().ok();
    let small = |token: &Token<'_>| {
        token
            .text
            .parse::<i8>()
            .ok()
            .filter(|_| token.text.len() <= 2)
    };
    let month = |token: &Token<'_>| lists::month(&token.text.to_lowercase());
    let year = |token: &Token<'_>| number(token).filter(|_| token.text.len() == 4);
    if let (Some(d), Some(m), Some(y)) = (small(a), month(b), year(c)) {
        return day(y, m, d);
    }
    if let (Some(m), Some(d), Some(y)) = (month(a), small(b), year(c)) {
        return day(y, m, d);
    }
    let first = text[a.range.end..b.range.start].trim();
    let second = text[b.range.end..c.range.start].trim();
    if first != second || first.len() > 1 {
        return None;
    }
    if let (Some(y), Some(m), Some(d)) = (year(a), small(b), small(c)) {
        return matches!(first, "-" | "/" | ".").then(|| day(y, m, d))?;
    }
    if let (Some(p), Some(q), Some(y)) = (small(a), small(b), year(c)) {
        return match first {
            "." | "-" => day(y, q, p),
            "/" if p > 12 || p == q => day(y, q, p),
            "/" if q > 12 => day(y, p, q),
            // "Wed, 03/05/2031": only one of the two days is a Wednesday.
            "/" => {
                let (_, weekday, _) = lists::weekday(&before?.to_lowercase())?;
                let on = |date: &Date| date.weekday() == weekday;
                match (day(y, q, p).filter(on), day(y, p, q).filter(on)) {
                    (found, None) | (None, found) => found,
                    _ => None,
                }
            }
            _ => None,
        };
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day_of(text: &str) -> Option<String> {
        find(text).map(|found| found.day.to_string())
    }

    #[test]
    fn written_dates() {
        for text in [
            "4 March 2031",
            "Tuesday, March 4, 2031",
            "March 4th, 2031",
            "4th of March 2031",
            "04.03.2031 14:06",
            "2031-03-04",
            "2031/03/04",
            "Published Tue 4 Mar 2031, 17:40",
            "4 de marzo de 2031",
            "4. März 2031",
            "04/04/2031 x 4 March 2031",
            "Tue, 03/04/2031 - 09:15",
            "Submitted on Tuesday 04/03/2031",
        ] {
            let expected = if text.starts_with("04/04") {
                "2031-04-04"
            } else {
                "2031-03-04"
            };
            assert_eq!(day_of(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "03/05/2031",
            "Fri, 03/05/2031",
            "31 February 2031",
            "4 March",
            "in March 2031",
            "1.2.3",
            "9999-99-99",
        ] {
            assert_eq!(day_of(text), None, "{text}");
        }
    }

    #[test]
    fn all_of_a_text_in_order() {
        let text = "From 4 March 2031 to 5 March 2031, not 2031-02-30; then 1 May 2031.";
        let days: Vec<&str> = all(text)
            .iter()
            .map(|one| &text[one.range.clone()])
            .collect();
        assert_eq!(days, ["4 March 2031", "5 March 2031", "1 May 2031"]);
    }
}
