//! The clock of the command line: the one place that knows what time it is.

use jiff::Timestamp;

/// Now.
#[expect(
    clippy::disallowed_methods,
    reason = "fetches and corrections are stamped with the time; reading is not"
)]
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}

/// Now, to the second, as RFC 3339 in UTC: what is written into a ledger. `SOURCE_DATE_EPOCH` (seconds,
/// reproducible-builds.org) stands in for the clock where the same run must write the same bytes.
pub(crate) fn stamp() -> String {
    let given = std::env::var("SOURCE_DATE_EPOCH").ok();
    let given = given.and_then(|seconds| Timestamp::from_second(seconds.parse().ok()?).ok());
    let time = given.unwrap_or_else(now);
    time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// A moment to measure waits and time limits from; what is shown never depends on it.
#[expect(
    clippy::disallowed_methods,
    reason = "pauses between requests and limits on their time need a clock that never goes back"
)]
pub(crate) fn moment() -> std::time::Instant {
    std::time::Instant::now()
}
