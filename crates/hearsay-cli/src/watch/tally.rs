//! What a round came to for one feed, and the line that says so.

use std::fmt;

/// How the poll of a feed ended.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum Poll {
    /// It was not reached: the run was stopped.
    #[default]
    Pending,
    /// It came.
    Read,
    /// It is as it was.
    Unchanged,
    /// It did not come; the reason was a warning.
    Failed,
    /// It was not asked: it is left alone until then (RFC 3339).
    Resting(String),
}

/// Counts of a feed's entries in one round.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) poll: Poll,
    /// Articles that were not known.
    pub(crate) new: usize,
    /// Known articles with another text.
    pub(crate) changed: usize,
    /// Articles known already, fetched again or not.
    pub(crate) known: usize,
    /// Articles that did not come or were none.
    pub(crate) failed: usize,
    /// Those of the failed that are tried again.
    pub(crate) open: usize,
    /// Articles left to a later round: their site is left alone, or the run was stopped.
    pub(crate) later: usize,
    /// Entries that point to no web page.
    pub(crate) nowhere: usize,
    /// Articles that failed too often and are no longer asked for in this run.
    pub(crate) given_up: usize,
}

impl Tally {
    /// Feeds and articles that failed.
    pub(crate) fn failures(&self) -> usize {
        self.failed + usize::from(self.poll == Poll::Failed)
    }

    /// Whether nothing that the feed lists is left to do.
    pub(crate) fn settled(&self) -> bool {
        self.later == 0 && self.open == 0
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.poll {
            Poll::Pending => return f.write_str("not asked"),
            Poll::Failed => return f.write_str("failed"),
            Poll::Resting(until) => return write!(f, "left alone until {until}"),
            Poll::Read => write!(f, "{} new", self.new)?,
            Poll::Unchanged => {
                f.write_str("unchanged")?;
                if self.new > 0 {
                    write!(f, ", {} new", self.new)?;
                }
            }
        }
        for (count, what) in [
            (self.changed, "changed"),
            (self.known, "known"),
            (self.failed, "failed"),
            (self.later, "left for later"),
            (self.given_up, "given up"),
            (self.nowhere, "without an address"),
        ] {
            if count > 0 {
                write!(f, ", {count} {what}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_what_there_is() {
        let tally = Tally {
            poll: Poll::Read,
            known: 3,
            failed: 1,
            ..Tally::default()
        };
        assert_eq!(tally.to_string(), "0 new, 3 known, 1 failed");
        let unchanged = Tally {
            poll: Poll::Unchanged,
            ..Tally::default()
        };
        assert_eq!(unchanged.to_string(), "unchanged");
    }
}
