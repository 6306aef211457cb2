//! Lines that say when, and nothing else: `Published Tue 4 March 2031, 17:40 · 4 min read`.

use crate::date::written::{Token, find, tokens};

/// Words that may stand beside a date in a line that gives nothing but the date.
const BESIDE: &[&str] = &[
    "published",
    "posted",
    "updated",
    "submitted",
    "created",
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
