//! `hearsay watch`: feeds are polled, and the articles they list are fetched once.
//!
//! Decides what a round asks for and in which order, what is asked for again, and when a round
//! begins. Where articles go and what is remembered of feeds is the caller's: a [`Memory`] and a
//! sink. How servers are asked is [`crate::fetch::Polite`]'s.

mod command;
mod entry;
mod round;
mod tally;

pub(crate) use command::run as command;

use std::time::Duration;

use anyhow::Result;
use hearsay::intake::Page;
use jiff::SignedDuration;

use crate::clock;
use crate::fetch::Polite;
use crate::printer::Printer;
use crate::stop::Stop;
use round::Watch;

/// What is remembered between rounds and between runs.
pub(crate) trait Memory {
    /// What came of the last poll of the feed at this address.
    ///
    /// # Errors
    /// If the memory cannot be read.
    fn feed(&self, url: &str) -> Result<Option<FeedState>>;

    /// Keeps what came of a poll.
    ///
    /// # Errors
    /// If the memory cannot be written.
    fn keep_feed(&mut self, url: &str, state: &FeedState) -> Result<()>;

    /// Whether the article at this address is known: as the name that the sink was given it
    /// under, as the address that answered, or as the address that the page gives itself.
    ///
    /// # Errors
    /// If the memory cannot be read.
    fn has_article(&self, url: &str) -> Result<bool>;

    /// When a known article was last fetched (RFC 3339), known by the same addresses. Asked only
    /// if articles are to be fetched again.
    ///
    /// # Errors
    /// If the memory cannot be read.
    fn last_fetched(&self, url: &str) -> Result<Option<String>>;

    /// A round is over: what came in it is put together.
    ///
    /// # Errors
    /// If the memory cannot be written.
    fn end_round(&mut self) -> Result<()>;
}

/// What came of polling a feed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct FeedState {
    /// The `ETag` of the last answer whose articles were all seen to.
    pub(crate) etag: Option<String>,
    /// The `Last-Modified` of the same answer.
    pub(crate) last_modified: Option<String>,
    /// The feed's own title.
    pub(crate) title: Option<String>,
    /// When it was last asked: RFC 3339.
    pub(crate) checked: String,
    /// `ok`, or in a line what failed.
    pub(crate) status: String,
    /// Polls in a row that failed.
    pub(crate) failures: u32,
    /// Not to be asked before this time: RFC 3339.
    pub(crate) not_before: Option<String>,
}

/// What became of a page that the sink was given.
#[derive(Debug)]
pub(crate) enum Added {
    /// An article that was not known.
    New,
    /// A known article with another text.
    Changed,
    /// A known article with the same text.
    Unchanged,
    /// It is no article, and why.
    Failed(anyhow::Error),
}

/// Takes each page that is fetched, with the address that the feed lists as its name. An error
/// ends the run; a page that is no article is [`Added::Failed`].
pub(crate) type Sink<'a> = &'a mut dyn FnMut(Page, &str) -> Result<Added>;

/// How feeds are watched.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Options {
    /// From the beginning of a round to that of the next.
    pub(crate) every: Duration,
    /// Whether one round is all.
    pub(crate) once: bool,
    /// Known articles that a feed still lists are fetched again when they were last fetched
    /// longer ago than this.
    pub(crate) again: Option<SignedDuration>,
}

/// What a run came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Outcome {
    /// Rounds begun.
    pub(crate) rounds: usize,
    /// Articles that were new.
    pub(crate) new: usize,
    /// Known articles that had changed.
    pub(crate) changed: usize,
    /// Feeds and articles that failed in the last round.
    pub(crate) failed: usize,
}

/// Polls the feeds, once or until `stop` is asked for. What fails is a warning, and the round
/// goes on.
///
/// # Errors
/// If the memory or the sink fails.
pub(crate) fn run(
    feeds: &[String],
    options: Options,
    fetcher: &mut Polite,
    memory: &mut dyn Memory,
    sink: Sink<'_>,
    printer: &Printer,
    stop: &Stop,
) -> Result<Outcome> {
    let mut watch = Watch::new(feeds, options);
    let mut outcome = Outcome::default();
    loop {
        let start = clock::moment();
        outcome.rounds += 1;
        outcome.failed = 0;
        for (feed, tally) in watch.round(fetcher, memory, &mut *sink, printer, stop)? {
            printer.note(&format!("{feed}: {tally}"));
            outcome.new += tally.new;
            outcome.changed += tally.changed;
            outcome.failed += tally.failures();
        }
        memory.end_round()?;
        let left = options.every.saturating_sub(start.elapsed());
        if options.once || !stop.wait(left) {
            return Ok(outcome);
        }
    }
}

#[cfg(test)]
mod tests;
