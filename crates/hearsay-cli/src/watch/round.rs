//! One round: every feed is polled, then the articles that are new are fetched.

use std::collections::{HashMap, HashSet};

use anyhow::{Context, Result};
use jiff::Timestamp;

use super::entry::{self, Listed, Listing};
use super::tally::{Poll, Tally};
use super::{Added, FeedState, Memory, Options, Sink};
use crate::clock;
use crate::fetch::{Answer, Condition, FetchError, Polite};
use crate::printer::Printer;
use crate::stop::Stop;

/// An article that failed this often is left alone for the rest of the run.
const TRIES: u32 = 3;

/// What a run knows beyond what it remembers: lost when it ends.
pub(super) struct Watch {
    feeds: Vec<String>,
    options: Options,
    /// What each feed listed when it last came, for rounds in which it is unchanged.
    listings: HashMap<String, Listing>,
    /// How often each article failed.
    tries: HashMap<String, u32>,
    /// When each known article was asked for again.
    again: HashMap<String, Timestamp>,
}

/// An article to fetch.
struct Job {
    /// The feed that lists it.
    feed: usize,
    article: Listed,
    /// When it was last fetched, if it is known.
    last: Option<Timestamp>,
}

/// A feed that came, to be remembered when its articles are seen to.
type Came = HashMap<usize, FeedState>;

impl Watch {
    pub(super) fn new(feeds: &[String], options: Options) -> Self {
        let mut seen = HashSet::new();
        Self {
            feeds: feeds
                .iter()
                .filter(|feed| seen.insert(*feed))
                .cloned()
                .collect(),
            options,
            listings: HashMap::new(),
            tries: HashMap::new(),
            again: HashMap::new(),
        }
    }

    /// Polls and fetches, and counts what came of it for each feed.
    pub(super) fn round(
        &mut self,
        fetcher: &mut Polite,
        memory: &mut dyn Memory,
        sink: Sink<'_>,
        printer: &Printer,
        stop: &Stop,
    ) -> Result<Vec<(String, Tally)>> {
        fetcher.begin_round();
        let mut tallies = vec![Tally::default(); self.feeds.len()];
        let mut came = Came::new();
        let mut jobs = Vec::new();
        let mut seen = HashSet::new();
        for (at, feed) in self.feeds.clone().iter().enumerate() {
            if stop.asked() {
                break;
            }
            let before = memory.feed(feed)?.unwrap_or_default();
            match self.poll(feed, &before, fetcher) {
                Ok((poll, state)) => {
                    tallies[at].poll = poll;
                    if let Some(state) = state {
                        came.insert(at, state);
                        self.jobs(at, memory, &mut seen, &mut jobs, &mut tallies[at])?;
                    }
                }
                Err(Failure::Stopped) => break,
                Err(Failure::Feed(reason)) => {
                    printer.warning(&format!("{feed}: {reason}"));
                    tallies[at].poll = Poll::Failed;
                    memory.keep_feed(feed, &failed(before, &reason, fetcher.rest(feed)))?;
                }
            }
        }
        // What failed before must not keep the rest from its turn.
        jobs.sort_by_key(|job| self.tries.get(&job.article.url).copied());
        while !jobs.is_empty() && !stop.asked() {
            let job = jobs.remove(next(&jobs, fetcher));
            let tally = &mut tallies[job.feed];
            self.fetch(&job, fetcher, &mut *sink, printer, tally)?;
        }
        for job in &jobs {
            tallies[job.feed].later += 1;
        }
        for (at, mut state) in came {
            if !tallies[at].settled() {
                // The next poll must list the articles again.
                state.etag = None;
                state.last_modified = None;
            }
            memory.keep_feed(&self.feeds[at], &state)?;
        }
        Ok(self.feeds.iter().cloned().zip(tallies).collect())
    }

    /// Asks for a feed, unless it is left alone. With the state to remember if it was read.
    fn poll(
        &mut self,
        feed: &str,
        before: &FeedState,
        fetcher: &mut Polite,
    ) -> Result<(Poll, Option<FeedState>), Failure> {
        if let Some(until) = &before.not_before
            && until
                .parse::<Timestamp>()
                .is_ok_and(|end| end > clock::now())
        {
            return Ok((Poll::Resting(until.clone()), None));
        }
        let mut condition = Condition {
            etag: before.etag.clone(),
            last_modified: before.last_modified.clone(),
        };
        if self.options.again.is_some() && !self.listings.contains_key(feed) {
            // To look at its articles again, we must know which they are.
            condition = Condition::default();
        }
        let mut state = FeedState {
            checked: clock::stamp(),
            status: "ok".to_owned(),
            failures: 0,
            not_before: None,
            ..before.clone()
        };
        let answer = match fetcher.get(feed, &condition) {
            Err(FetchError::Resting { until, .. }) => return Ok((Poll::Resting(until), None)),
            answer => answer?,
        };
        match answer {
            Answer::NotModified => Ok((Poll::Unchanged, Some(state))),
            Answer::Fetched(fetched) => {
                let listing = entry::listing(&fetched)
                    .map_err(|error| Failure::Feed(format!("{error:#}")))?;
                state.title = listing.title.clone().or(state.title);
                state.etag = fetched.etag;
                state.last_modified = fetched.last_modified;
                self.listings.insert(feed.to_owned(), listing);
                Ok((Poll::Read, Some(state)))
            }
        }
    }

    /// Which articles of a feed are to be fetched.
    fn jobs(
        &self,
        feed: usize,
        memory: &dyn Memory,
        seen: &mut HashSet<String>,
        jobs: &mut Vec<Job>,
        tally: &mut Tally,
    ) -> Result<()> {
        let Some(listing) = self.listings.get(&self.feeds[feed]) else {
            return Ok(());
        };
        tally.nowhere = listing.nowhere;
        for article in &listing.entries {
            if !seen.insert(article.url.clone()) {
                continue;
            }
            if self
                .tries
                .get(&article.url)
                .is_some_and(|tries| *tries >= TRIES)
            {
                tally.given_up += 1;
                continue;
            }
            let mut last = None;
            if memory.has_article(&article.url)? {
                last = self.due(&article.url, memory)?;
                if last.is_none() {
                    tally.known += 1;
                    continue;
                }
            }
            jobs.push(Job {
                feed,
                article: article.clone(),
                last,
            });
        }
        Ok(())
    }

    /// When a known article was last fetched, if that is so long ago that it is due again.
    fn due(&self, url: &str, memory: &dyn Memory) -> Result<Option<Timestamp>> {
        let Some(again) = self.options.again else {
            return Ok(None);
        };
        let kept = memory.last_fetched(url)?;
        let kept = kept.and_then(|time| time.parse::<Timestamp>().ok());
        let last = kept.max(self.again.get(url).copied());
        Ok(last.filter(|last| clock::now().duration_since(*last) >= again))
    }

    /// Fetches an article and hands it on.
    fn fetch(
        &mut self,
        job: &Job,
        fetcher: &mut Polite,
        sink: Sink<'_>,
        printer: &Printer,
        tally: &mut Tally,
    ) -> Result<()> {
        let url = &job.article.url;
        let condition = Condition {
            etag: None,
            last_modified: job.last.map(http_date),
        };
        let answer = fetcher.get(url, &condition);
        if job.last.is_some() && answer.is_ok() {
            self.again.insert(url.clone(), clock::now());
        }
        let (reason, tries) = match answer {
            Ok(Answer::NotModified) => {
                tally.known += 1;
                return Ok(());
            }
            Ok(Answer::Fetched(fetched)) => {
                let page = entry::page(fetched, &job.article.known, clock::stamp());
                match sink(page, url).with_context(|| url.clone())? {
                    Added::New => tally.new += 1,
                    Added::Changed => tally.changed += 1,
                    Added::Unchanged => tally.known += 1,
                    Added::Failed(error) => {
                        self.fail(url, &format!("{error:#}"), 1, printer, tally);
                        return Ok(());
                    }
                }
                self.tries.remove(url);
                return Ok(());
            }
            Err(FetchError::Resting { .. } | FetchError::Stopped) => {
                tally.later += 1;
                return Ok(());
            }
            Err(error) => (error.to_string(), if error.lasts() { TRIES } else { 1 }),
        };
        self.fail(url, &reason, tries, printer, tally);
        Ok(())
    }

    /// Says and counts a failure that takes `tries` of an article's tries.
    fn fail(&mut self, url: &str, reason: &str, tries: u32, printer: &Printer, tally: &mut Tally) {
        printer.warning(&format!("{url}: {reason}"));
        tally.failed += 1;
        let known = self.tries.entry(url.to_owned()).or_default();
        *known = known.saturating_add(tries);
        tally.open += usize::from(*known < TRIES);
    }
}

/// Why a feed was not read.
enum Failure {
    Stopped,
    Feed(String),
}

impl From<FetchError> for Failure {
    fn from(error: FetchError) -> Self {
        match error {
            FetchError::Stopped => Self::Stopped,
            error => Self::Feed(error.to_string()),
        }
    }
}

/// The job whose site waits least for its turn, the first of them.
fn next(jobs: &[Job], fetcher: &Polite) -> usize {
    let mut best = (0, std::time::Duration::MAX);
    for (at, job) in jobs.iter().enumerate() {
        let wait = fetcher.wait(&job.article.url);
        if wait.is_zero() {
            return at;
        }
        if wait < best.1 {
            best = (at, wait);
        }
    }
    best.0
}

/// What is remembered of a feed that failed.
fn failed(before: FeedState, reason: &str, rest: Option<Timestamp>) -> FeedState {
    FeedState {
        checked: clock::stamp(),
        status: reason.lines().next().unwrap_or_default().to_owned(),
        failures: before.failures.saturating_add(1),
        not_before: rest.map(|end| end.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()),
        ..before
    }
}

/// An HTTP date (RFC 9110, 5.6.7).
fn http_date(time: Timestamp) -> String {
    time.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}
