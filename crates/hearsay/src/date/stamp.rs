//! Time stamps as machines write them: attributes, JSON-LD, mail, feeds.
//!
//! Decides the form of [`Article::published`](crate::article::Article::published): RFC 3339 with
//! its offset where the page gives one, else the day (ISO 8601).

use jiff::civil::Date;
use jiff::fmt::{rfc2822, temporal};

use super::written::{self, day, in_range};

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
        )
        .map(|day| day.to_string());
    }
    written::find(value).map(|found| found.day.to_string())
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

/// The day that a publication time names, as the clocks stood where it was published.
pub(crate) fn local_day(published: &str) -> Option<Date> {
    published.get(..10)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn the_day_is_that_of_the_place() {
        for (text, expected) in [
            ("2031-03-04T23:30:00-05:00", Some("2031-03-04")),
            ("2031-03-04", Some("2031-03-04")),
            ("2031", None),
            ("ein Märztag", None),
        ] {
            let day = local_day(text).map(|day| day.to_string());
            assert_eq!(day.as_deref(), expected, "{text}");
        }
    }
}
