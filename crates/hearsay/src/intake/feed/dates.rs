//! Dates of a feed, read as those of pages are.
//!
//! The feed parser keeps moments in UTC, and the day that the newspaper printed is lost with the
//! offset. So it is given a counter in place of a moment, and the date that the counter stands for
//! is kept here.

use std::sync::{Arc, Mutex, PoisonError};

use crate::date;

/// The dates met in a feed, in the order they were met.
#[derive(Debug, Clone, Default)]
pub(super) struct Dates(Arc<Mutex<Vec<String>>>);

impl Dates {
    /// What the feed parser calls for every date: keeps it, and gives its number as a moment.
    pub(super) fn parser<T: std::str::FromStr>(
        &self,
    ) -> impl Fn(&str) -> Option<T> + Send + Sync + 'static {
        let kept = Arc::clone(&self.0);
        move |text| {
            let date = read(text)?;
            let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
            let moment = jiff::Timestamp::from_second(i64::try_from(kept.len()).ok()?).ok()?;
            kept.push(date);
            moment.to_string().parse().ok()
        }
    }

    /// The date with this number.
    pub(super) fn get(&self, number: i64) -> Option<String> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(usize::try_from(number).ok()?).cloned()
    }
}

/// A date as feeds write it: RFC 3339 or RFC 822, with the weekday in any language or wrong.
fn read(text: &str) -> Option<String> {
    let text = text.trim();
    let weekday = |c: char| c.is_alphabetic() || c == '.';
    let text = match text.split_once(',') {
        Some((day, rest)) if day.chars().all(weekday) => rest.trim(),
        _ => text,
    };
    let zone = ["UTC", "Z"].iter().find_map(|zone| {
        let rest = text.strip_suffix(zone)?;
        rest.ends_with(' ').then(|| format!("{rest}+0000"))
    });
    date::stamp(zone.as_deref().unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_keep_their_offset() {
        for (text, expected) in [
            (
                "Tue, 04 Mar 2031 05:30:00 +0100",
                "2031-03-04T05:30:00+01:00",
            ),
            ("Tue, 04 Mar 2031 05:30:00 GMT", "2031-03-04T05:30:00+00:00"),
            ("Di, 04 Mar 2031 05:30:00 UTC", "2031-03-04T05:30:00+00:00"),
            ("Mon, 04 Mar 2031 23:30:00 EST", "2031-03-04T23:30:00-05:00"),
            ("4 Mar 2031 05:30:00 Z", "2031-03-04T05:30:00+00:00"),
            (" 2031-03-04T05:30:00-05:00\n", "2031-03-04T05:30:00-05:00"),
            ("2031-03-04T05:30:00Z", "2031-03-04T05:30:00Z"),
            ("2031-03-04", "2031-03-04"),
            ("Tuesday, March 4, 2031", "2031-03-04"),
        ] {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(read("soon"), None);
        assert_eq!(read(""), None);
    }
}
