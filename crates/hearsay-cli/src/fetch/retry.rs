//! When to ask again: what a server says, and what is decent if it says nothing.

use jiff::{SignedDuration, Timestamp};

/// No server makes us wait longer than this at a time.
const LONGEST: SignedDuration = SignedDuration::from_hours(24);
/// Nor do we wait longer than this if it says nothing.
const UNTOLD: SignedDuration = SignedDuration::from_hours(4);
/// The wait after the first failure of a host that does not say how long.
const FIRST: SignedDuration = SignedDuration::from_mins(1);

/// The moment that a `Retry-After` names: seconds from now, or an HTTP date (RFC 9110, 10.2.3).
pub(super) fn after(text: &str, now: Timestamp) -> Option<Timestamp> {
    let text = text.trim();
    let moment = if text.bytes().all(|b| b.is_ascii_digit()) && !text.is_empty() {
        let seconds = text.parse().unwrap_or(i64::MAX);
        now.saturating_add(SignedDuration::from_secs(seconds).min(LONGEST))
            .ok()?
    } else {
        jiff::fmt::rfc2822::parse(text).ok()?.timestamp()
    };
    Some(moment.clamp(now, capped(now)))
}

/// The moment after `failures` failures in a row: a minute after the first, then twice as long
/// each time, up to four hours.
pub(super) fn backoff(failures: u32, now: Timestamp) -> Timestamp {
    let doubled = 1_i32
        .checked_shl(failures.saturating_sub(1).min(16))
        .unwrap_or(i32::MAX);
    let wait = FIRST.checked_mul(doubled).unwrap_or(UNTOLD).min(UNTOLD);
    now.saturating_add(wait).unwrap_or(Timestamp::MAX)
}

fn capped(now: Timestamp) -> Timestamp {
    now.saturating_add(LONGEST).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a time")
    }

    #[test]
    fn servers_say_when() {
        let now = at("2031-03-04T10:00:00Z");
        for (text, expected) in [
            ("120", Some("2031-03-04T10:02:00Z")),
            ("0", Some("2031-03-04T10:00:00Z")),
            (
                "Tue, 04 Mar 2031 11:00:00 GMT",
                Some("2031-03-04T11:00:00Z"),
            ),
            (
                "Mon, 03 Mar 2031 11:00:00 GMT",
                Some("2031-03-04T10:00:00Z"),
            ),
            ("99999999999999999999999", Some("2031-03-05T10:00:00Z")),
            ("soon", None),
            ("", None),
        ] {
            assert_eq!(after(text, now), expected.map(at), "{text}");
        }
    }

    #[test]
    fn the_wait_doubles_up_to_hours() {
        let now = at("2031-03-04T10:00:00Z");
        assert_eq!(backoff(1, now), at("2031-03-04T10:01:00Z"));
        assert_eq!(backoff(4, now), at("2031-03-04T10:08:00Z"));
        assert_eq!(backoff(u32::MAX, now), at("2031-03-04T14:00:00Z"));
    }
}
