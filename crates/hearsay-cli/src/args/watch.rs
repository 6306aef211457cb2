//! The arguments of `hearsay watch`.

use std::time::Duration;

use clap::Args;
use jiff::{SignedDuration, Span, SpanRelativeTo};

use super::{LedgerArgs, parse};

/// Poll feeds and keep the articles they list
///
/// Reads RSS, Atom and JSON feeds, and fetches each article once. Servers are asked politely: as
/// their robots.txt (under the name hearsay) allows, one request a site at a time, only for what
/// changed, and not while they ask for patience. What fails is named on stderr, and the round goes
/// on. Ends on Ctrl-C after the article at hand.
#[derive(Debug, Args)]
pub(crate) struct WatchArgs {
    /// Addresses of feeds
    #[arg(required = true, value_name = "FEED", value_parser = parse::address)]
    pub(crate) feeds: Vec<String>,
    /// Time from the beginning of a round to that of the next, such as 30s, 10m, 2h, 1d
    #[arg(long, value_name = "TIME", default_value = "10m", value_parser = some)]
    pub(crate) every: Duration,
    /// Do one round, and exit with 1 if something failed in it
    #[arg(long)]
    pub(crate) once: bool,
    /// Fetch known articles again that a feed still lists, if that was longer ago than this, to
    /// notice edits
    #[arg(long, value_name = "TIME", value_parser = long)]
    pub(crate) again: Option<SignedDuration>,
    /// Pause between two requests to one site
    #[arg(long, value_name = "TIME", default_value = "1s", value_parser = any)]
    pub(crate) pause: Duration,
    /// Do not keep the bytes of the pages
    #[arg(long)]
    pub(crate) no_originals: bool,
    /// Fetch from private and loopback addresses too
    #[arg(long)]
    pub(crate) allow_private: bool,
    #[command(flatten)]
    pub(crate) ledger: LedgerArgs,
}

/// A length of time; a day is 24 hours.
fn long(text: &str) -> Result<SignedDuration, String> {
    let bad = || "not a time such as 30s, 10m, 2h or 1d".to_owned();
    let span: Span = text.parse().map_err(|_| bad())?;
    let time = span
        .to_duration(SpanRelativeTo::days_are_24_hours())
        .map_err(|_| bad())?;
    if time.is_negative() {
        return Err(bad());
    }
    Ok(time)
}

/// As [`long`].
fn any(text: &str) -> Result<Duration, String> {
    Ok(long(text)?.unsigned_abs())
}

/// As [`long`], a second at least.
fn some(text: &str) -> Result<Duration, String> {
    match any(text)? {
        time if time < Duration::from_secs(1) => Err("less than a second".to_owned()),
        time => Ok(time),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::{CommandFactory, Parser};

    #[derive(Debug, Parser)]
    struct Probe {
        #[command(flatten)]
        watch: WatchArgs,
    }

    #[test]
    fn the_arguments_are_consistent() {
        Probe::command().debug_assert();
        let parse = |words: &[&str]| Probe::try_parse_from([&["watch"], words].concat());
        let feed = "https://tarn.example/feed";
        let watch = parse(&[feed, "--once", "--again", "1d"])
            .expect("arguments")
            .watch;
        assert_eq!(watch.feeds, [feed]);
        assert_eq!(watch.every, Duration::from_secs(600));
        assert_eq!(watch.pause, Duration::from_secs(1));
        assert_eq!(watch.again, Some(SignedDuration::from_hours(24)));
        assert!(watch.once && !watch.allow_private);
        assert!(parse(&[]).is_err(), "no feed");
        assert!(parse(&["feed.xml"]).is_err(), "a file");
    }

    #[test]
    fn times_have_units() {
        for (text, seconds) in [
            ("30s", 30),
            ("10m", 600),
            ("2h", 7200),
            ("1d", 86400),
            ("1h 30m", 5400),
        ] {
            assert_eq!(some(text), Ok(Duration::from_secs(seconds)), "{text}");
        }
        for text in ["", "10", "-5m", "soon", "1mo", "0s", "5 m ago"] {
            assert!(some(text).is_err(), "{text}");
        }
        assert_eq!(any("0s"), Ok(Duration::ZERO));
    }
}
