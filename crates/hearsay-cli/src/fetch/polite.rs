//! What a program owes to servers that it asks by itself, again and again.
//!
//! Decides when a site may be asked: as its robots.txt allows, one request at a time with a pause
//! between two, and not at all while it fails or asks for patience. A site is a scheme, host and
//! port, as robots.txt has it.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use url::Url;

use super::robots::{self, Rules};
use super::{Answer, Condition, FetchError, Fetcher, Limits, WATCHER, retry};
use crate::clock;
use crate::stop::Stop;

/// The name that robots.txt knows the program by.
const NAME: &str = "hearsay";
/// How long a robots.txt may be relied on (RFC 9309, 2.4).
const FRESH: SignedDuration = SignedDuration::from_hours(24);
/// The longest pause that a robots.txt gets.
const LONGEST_DELAY: Duration = Duration::from_secs(30);
/// The pause between two requests to one site, unless the user says otherwise.
pub(crate) const PAUSE: Duration = Duration::from_secs(1);
/// How long a site that cannot be reached is left alone at least. It does not grow: more often
/// than not it is our own network that is down.
const UNREACHED: SignedDuration = SignedDuration::from_mins(1);

/// A fetcher that is polite to the sites it asks.
#[derive(Debug)]
pub(crate) struct Polite {
    fetcher: Fetcher,
    sites: Sites,
}

#[derive(Debug)]
struct Sites {
    known: HashMap<String, Site>,
    pause: Duration,
    stop: Stop,
}

/// What is known of a site.
#[derive(Debug, Default)]
struct Site {
    rules: Option<(Timestamp, Rules)>,
    /// When the next request may go out.
    free: Option<Instant>,
    /// Failures in a row.
    failures: u32,
    /// The end of its rest.
    not_before: Option<Timestamp>,
    /// Whether it is left alone for the rest of this round.
    resting: bool,
}

impl Polite {
    /// A polite fetcher of pages up to `limit` bytes, with a pause between two requests to one
    /// site; from private and loopback addresses only if `allow_private`. Waits end when `stop`
    /// is asked for.
    pub(crate) fn new(limit: usize, allow_private: bool, pause: Duration, stop: Stop) -> Self {
        let limits = Limits {
            bytes: limit,
            connect: super::CONNECT,
            whole: super::WHOLE,
        };
        Self::with(limits, allow_private, pause, stop)
    }

    /// As [`Polite::new`], with limits of one's own.
    pub(crate) fn with(limits: Limits, allow_private: bool, pause: Duration, stop: Stop) -> Self {
        Self {
            fetcher: Fetcher::with(limits, allow_private, WATCHER),
            sites: Sites {
                known: HashMap::new(),
                pause,
                stop,
            },
        }
    }

    /// Begins a round: sites whose rest is over are asked again.
    pub(crate) fn begin_round(&mut self) {
        let now = clock::now();
        for site in self.sites.known.values_mut() {
            site.resting &= site.not_before.is_some_and(|end| end > now);
        }
    }

    /// How long a request to this address would wait for its turn.
    pub(crate) fn wait(&self, url: &str) -> Duration {
        let site = Url::parse(url).ok().map(|url| key(&url));
        let free = site.and_then(|site| self.sites.known.get(&site)?.free);
        free.map_or(Duration::ZERO, |free| {
            free.saturating_duration_since(clock::moment())
        })
    }

    /// Until when the site of this address is left alone, if it is.
    pub(crate) fn rest(&self, url: &str) -> Option<Timestamp> {
        let site = key(&Url::parse(url).ok()?);
        let site = self.sites.known.get(&site)?;
        site.not_before.filter(|_| site.resting)
    }

    /// Asks for a page as soon as it is decent.
    ///
    /// # Errors
    /// As [`Fetcher::fetch`]; and if the site's robots.txt forbids it or cannot be read, if the
    /// site is left alone, or if somebody wishes to stop.
    pub(crate) fn get(&mut self, url: &str, condition: &Condition) -> Result<Answer, FetchError> {
        let Self { fetcher, sites } = self;
        let mut last = None;
        let answer = fetcher.ask(url, condition, &mut |url| {
            last = Some(key(url));
            sites.permit(fetcher, url)
        });
        if let Some(site) = last.and_then(|key| sites.known.get_mut(&key)) {
            site.record(answer.as_ref().err(), sites.pause);
        }
        answer
    }
}

/// The scheme, host and port.
fn key(url: &Url) -> String {
    url.origin().ascii_serialization()
}

impl Sites {
    /// Lets a request go out to this address when it may.
    fn permit(&mut self, fetcher: &Fetcher, url: &Url) -> Result<(), FetchError> {
        let key = key(url);
        let site = self.known.entry(key.clone()).or_default();
        if let Some(until) = site.not_before.filter(|_| site.resting) {
            let host = url.host_str().unwrap_or_default().to_owned();
            let until = until.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
            return Err(FetchError::Resting { host, until });
        }
        let fresh = |(read, _): &(Timestamp, Rules)| clock::now().duration_since(*read) < FRESH;
        if !site.rules.as_ref().is_some_and(fresh) {
            let rules = self.rules(fetcher, url, &key)?;
            self.known.entry(key.clone()).or_default().rules = Some((clock::now(), rules));
        }
        let delay = {
            let site = self.known.entry(key.clone()).or_default();
            let rules = site.rules.as_ref().map(|(_, rules)| rules);
            if !rules.is_none_or(|rules| rules.allow(&path(url))) {
                return Err(FetchError::Robots);
            }
            rules.and_then(Rules::delay).unwrap_or_default()
        };
        self.turn(&key, delay.min(LONGEST_DELAY))
    }

    /// Reads the site's robots.txt: one that is not there allows everything, one that cannot be
    /// reached nothing (RFC 9309, 2.3.1).
    fn rules(&mut self, fetcher: &Fetcher, url: &Url, key: &str) -> Result<Rules, FetchError> {
        let Ok(file) = url.join("/robots.txt") else {
            return Ok(Rules::default());
        };
        let read = fetcher.opening(file.as_str(), robots::LONGEST, &mut |url| {
            self.turn(&self::key(url), Duration::ZERO)
        });
        match read {
            Ok(bytes) => Ok(Rules::read(&bytes, NAME)),
            Err(FetchError::Status { status, .. })
                if (300..500).contains(&status) && status != 429 =>
            {
                Ok(Rules::default())
            }
            Err(error @ (FetchError::Stopped | FetchError::Private(_))) => Err(error),
            Err(error) => {
                let pause = self.pause;
                let site = self.known.entry(key.to_owned()).or_default();
                site.record(Some(&error), pause);
                Err(FetchError::NoRobots(first_line(&error)))
            }
        }
    }

    /// Waits for the site's turn and takes it.
    fn turn(&mut self, key: &str, delay: Duration) -> Result<(), FetchError> {
        let site = self.known.entry(key.to_owned()).or_default();
        let wait = site.free.map_or(Duration::ZERO, |free| {
            free.saturating_duration_since(clock::moment())
        });
        if !self.stop.wait(wait) {
            return Err(FetchError::Stopped);
        }
        site.free = clock::moment().checked_add(delay.max(self.pause));
        Ok(())
    }
}

impl Site {
    /// Learns from how a request ended. The pause is counted from its end.
    fn record(&mut self, error: Option<&FetchError>, pause: Duration) {
        let end = clock::moment().checked_add(pause);
        self.free = self.free.max(end);
        match error {
            Some(error) if error.tires() => {
                let now = clock::now();
                let answered = matches!(error, FetchError::Status { .. });
                self.failures = self.failures.saturating_add(u32::from(answered));
                let untold = if answered {
                    retry::backoff(self.failures, now)
                } else {
                    now.saturating_add(UNREACHED).unwrap_or(Timestamp::MAX)
                };
                self.not_before = Some(error.retry().unwrap_or(untold));
                self.resting = true;
            }
            None | Some(FetchError::Status { .. }) => {
                self.failures = 0;
                self.not_before = None;
            }
            Some(_) => {}
        }
    }
}

/// The path with its query, as robots.txt sees it.
fn path(url: &Url) -> String {
    match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_owned(),
    }
}

fn first_line(error: &FetchError) -> String {
    let text = error.to_string();
    text.lines().next().unwrap_or_default().to_owned()
}
