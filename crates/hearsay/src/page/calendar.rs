//! Publication dates: written ones in a line of text, and the time stamps of machines.
//!
//! Decides the form of [`Article::published`](crate::article::Article::published): RFC 3339 with
//! its offset where the page gives one, else the day (ISO 8601). Dates such as `03/05/2031`,
//! which two conventions read differently, are no dates here. Phrases such as "on Sunday" belong
//! to the sentences of the article, not to the page.

use std::ops::Range;

use jiff::civil::Date;
use jiff::fmt::{rfc2822, temporal};

use super::words;

/// A date found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    /// RFC 3339 or an ISO 8601 day.
    pub(crate) value: String,
    /// The bytes it stands in, without its weekday and its time of day.
    pub(crate) range: Range<usize>,
}

/// A time stamp as machines write it (attributes, JSON-LD, mail), in one of our two forms.
/// Without an offset only its day is kept. Text with a written date gives its day.
pub(crate) fn stamp(value: &str) -> Option<String> {
    let value = value.trim();
    if value.len() > 80 {
        return None;
    }
    if let Some(time) = offset_time(value) {
        return Some(time);
    }
    if let Ok(zoned) = rfc2822::parse(value) {
        return in_range(zoned.date()).then(|| zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string());
    }
    if value.len() == 8 && value.bytes().all(|b| b.is_ascii_digit()) {
        return day(
            value[..4].parse().ok()?,
            value[4..6].parse().ok()?,
            value[6..].parse().ok()?,
        );
    }
    find(value).map(|found| found.value)
}

/// RFC 3339, also with a blank for the `T`, `+0100` for `+01:00`, and without seconds.
fn offset_time(value: &str) -> Option<String> {
    let (date, rest) = value.split_at_checked(10)?;
    let date: Date = date.parse().ok()?;
    let rest = rest.strip_prefix(['T', 't', ' '])?;
    let zone = rest.find(['Z', 'z', '+', '-', '−'])?;
    let (clock, zone) = rest.split_at(zone);
    let clock: jiff::civil::Time = clock.trim().parse().ok()?;
    let stamp = format!(
        "{date}T{clock}{}",
        zone.replace('−', "-").to_ascii_uppercase()
    );
    let pieces = temporal::DateTimeParser::new().parse_timestamp(&stamp).ok();
    // jiff checks that the moment exists; the spelling stays the page's own.
    pieces?;
    let zone = match zone.trim_start_matches(['+', '-', '−']).replace(':', "") {
        rest if rest.is_empty() || zone.starts_with(['Z', 'z']) => "Z".to_owned(),
        digits => {
            let sign = if zone.starts_with('+') { '+' } else { '-' };
            let hours = digits.get(..2)?;
            let minutes = digits.get(2..4).unwrap_or("00");
            format!("{sign}{hours}:{minutes}")
        }
    };
    let clock = clock.strftime("%H:%M:%S");
    in_range(date).then(|| format!("{date}T{clock}{zone}"))
}

/// News has no dates before newspapers, nor far ahead.
fn in_range(date: Date) -> bool {
    (1600..=2200).contains(&date.year())
}

fn day(year: i16, month: i8, day: i8) -> Option<String> {
    let date = Date::new(year, month, day).ok()?;
    in_range(date).then(|| date.to_string())
}

/// A run of digits or of letters, with its bytes.
struct Token<'a> {
    text: &'a str,
    range: Range<usize>,
}

/// Longest text in which a date is looked for, in bytes.
const LONGEST: usize = 2000;

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut start = 0;
    let mut class = 0;
    let cut = crate::span::clip(text, LONGEST).len();
    for (at, c) in text[..cut].char_indices().chain([(cut, ' ')]) {
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
    let tokens: Vec<Token<'_>> = tokens(text)
        .into_iter()
        .filter(|token| {
            !matches!(
                token.text,
                "st" | "nd" | "rd" | "th" | "of" | "de" | "del" | "di"
            )
        })
        .collect();
    tokens.windows(3).find_map(|window| {
        let [a, b, c] = window else { return None };
        let between = &text[a.range.end..c.range.start];
        if between
            .chars()
            .any(|c| matches!(c, '\n' | ';' | '(' | ')' | '|'))
        {
            return None;
        }
        let value = written(text, a, b, c)?;
        Some(Found {
            value,
            range: a.range.start..c.range.end,
        })
    })
}

fn written(text: &str, a: &Token<'_>, b: &Token<'_>, c: &Token<'_>) -> Option<String> {
    let number = |token: &Token<'_>| token.text.parse::<i16>().ok();
    let small = |token: &Token<'_>| {
        token
            .text
            .parse::<i8>()
            .ok()
            .filter(|_| token.text.len() <= 2)
    };
    let month = |token: &Token<'_>| words::month(&token.text.to_lowercase());
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
            _ => None,
        };
    }
    None
}

/// Words that may stand beside a date in a line that gives nothing but the date.
const BESIDE: &[&str] = &[
    "published",
    "posted",
    "updated",
    "last",
    "modified",
    "first",
    "issued",
    "date",
    "dated",
    "on",
    "at",
    "am",
    "pm",
    "gmt",
    "utc",
    "cet",
    "cest",
    "bst",
    "est",
    "edt",
    "et",
    "pt",
    "ist",
    "msk",
    "local",
    "time",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "noon",
    "min",
    "mins",
    "minute",
    "minutes",
    "read",
    "reading",
    "st",
    "nd",
    "rd",
    "th",
    "of",
    "the",
    "a",
    "h",
    "uhr",
    "z",
    "t",
    "p",
    "m",
    "stand",
    "le",
    "el",
    "de",
    "am",
];

/// Whether a line says when, and nothing else: `Published Tue 4 March 2031, 17:40 · 4 min read`.
pub(crate) fn is_date_line(line: &str) -> bool {
    if line.len() > 160 {
        return false;
    }
    let Some(found) = find(line) else {
        return is_clock(line);
    };
    let outside = |token: &Token<'_>| {
        token.range.end <= found.range.start || token.range.start >= found.range.end
    };
    let mut second = None;
    tokens(line)
        .iter()
        .filter(|token| outside(token))
        .all(|token| {
            let word = token.text.to_lowercase();
            // A second date ("updated 5 March 2031") may follow.
            let again = second
                .get_or_insert_with(|| {
                    find(&line[found.range.end..]).map(|next| {
                        next.range.start + found.range.end..next.range.end + found.range.end
                    })
                })
                .as_ref()
                .is_some_and(|next| next.contains(&token.range.start));
            again
                || token.text.len() <= 2 && token.text.bytes().all(|b| b.is_ascii_digit())
                || BESIDE.contains(&word.as_str())
        })
}

/// `17:40`, `9:14 PM`, `Tuesday, 17:40`, `March 2031`-free: a time of day alone.
fn is_clock(line: &str) -> bool {
    let tokens = tokens(line);
    let digits = tokens
        .iter()
        .filter(|t| t.text.bytes().all(|b| b.is_ascii_digit()))
        .count();
    line.contains(':')
        && (2..=3).contains(&digits)
        && tokens.len() <= 8
        && tokens.iter().all(|t| {
            t.text.len() <= 2 && t.text.bytes().all(|b| b.is_ascii_digit())
                || BESIDE.contains(&t.text.to_lowercase().as_str())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day_of(text: &str) -> Option<String> {
        find(text).map(|found| found.value)
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
    fn stamps_keep_their_offset() {
        for (text, expected) in [
            ("2031-03-04T05:30:00+01:00", "2031-03-04T05:30:00+01:00"),
            ("2031-03-04T05:30:00.123Z", "2031-03-04T05:30:00Z"),
            ("2031-03-04 05:30:00 +0100", "2031-03-04T05:30:00+01:00"),
            ("2031-03-04T05:30-03:00", "2031-03-04T05:30:00-03:00"),
            ("2031-03-04T05:30:00", "2031-03-04"),
            ("2031-03-04", "2031-03-04"),
            ("20310304", "2031-03-04"),
            (
                "Tue, 4 Mar 2031 05:30:00 +0100",
                "2031-03-04T05:30:00+01:00",
            ),
            ("March 4, 2031", "2031-03-04"),
        ] {
            assert_eq!(stamp(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["", "soon", "2031-02-30T10:00:00Z", "12345678"] {
            assert_eq!(stamp(text), None, "{text}");
        }
    }

    #[test]
    fn lines_that_only_say_when() {
        for line in [
            "Published Tue 4 March 2031, 17:40 · 4 min read",
            "04.03.2031 14:06",
            "March 4, 2031",
            "9:14 PM",
            "4 March 2031 | Updated 5 March 2031, 9:00",
        ] {
            assert!(is_date_line(line), "{line}");
        }
        for line in [
            "The talks began on 4 March 2031.",
            "Tarn Observer | 4 March 2031",
            "The score was 3:2",
        ] {
            assert!(!is_date_line(line), "{line}");
        }
    }
}
