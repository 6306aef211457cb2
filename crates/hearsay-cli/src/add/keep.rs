//! From a page as found to the ledger: what is known is not read twice.

use std::sync::{Mutex, PoisonError};

use anyhow::Result;
use hearsay::intake::{Known, Page};
use hearsay::ledger::{
    Capture, Ledger, LedgerError, Original, Outcome, Run, article_key, capture_key,
};
use hearsay::reading::Reading;
use hearsay::voice::Heard;

use crate::input;

/// How pages are read and kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Keeping {
    /// Texts are taken as they are.
    pub(crate) verbatim: bool,
    /// The bytes of the pages are kept.
    pub(crate) originals: bool,
}

impl Keeping {
    /// What is to be stored of a page with this key, read.
    pub(crate) fn ready(self, input: &str, page: Page, key: String, reading: Reading) -> Prepared {
        let original = self.originals.then(|| Original::new(&page.bytes));
        Prepared::Ready {
            reading: Box::new(reading),
            capture: Box::new(Capture {
                key,
                input: input.to_owned(),
                place: page.place,
                address: page.address,
                fetched: page.fetched,
                original,
                fields: page.fields,
            }),
        }
    }

    /// The page's bytes and everything around them that can change what is stored.
    pub(crate) fn capture_key(self, page: &Page) -> String {
        let known = format!("{:?}", page.known);
        let fields = serde_json::Value::Object(page.fields.clone()).to_string();
        let verbatim = self.verbatim || page.verbatim;
        capture_key(
            &page.bytes,
            &[
                page.address.as_deref().unwrap_or_default(),
                page.fetched.as_deref().unwrap_or_default(),
                page.charset.as_deref().unwrap_or_default(),
                &known,
                &fields,
                if verbatim { "verbatim" } else { "" },
            ],
        )
    }
}

/// A page, read, or known to be in the ledger as it is.
#[derive(Debug)]
pub(crate) enum Prepared {
    /// Nothing is to be stored.
    Known,
    /// What is to be stored, and what was strange about the page.
    Ready {
        /// The reading; without attributions where the article is stored already.
        reading: Box<Reading>,
        /// Where it was found.
        capture: Box<Capture>,
    },
}

impl Prepared {
    /// What was strange about the page.
    pub(crate) fn warnings(&self) -> &[String] {
        match self {
            Self::Known => &[],
            Self::Ready { reading, .. } => &reading.article.warnings,
        }
    }
}

/// Why a page is not prepared.
#[derive(Debug)]
pub(crate) enum Failed {
    /// This page alone.
    Page(anyhow::Error),
    /// The ledger: the run ends.
    Ledger(LedgerError),
}

/// Reads pages beside a ledger; shared by all threads.
#[derive(Debug)]
pub(crate) struct Keeper {
    known: Mutex<Ledger>,
    keeping: Keeping,
}

impl Keeper {
    /// A keeper that asks `known` what is stored already.
    pub(crate) fn new(known: Ledger, keeping: Keeping) -> Self {
        Self {
            known: Mutex::new(known),
            keeping,
        }
    }

    /// Reads a page of this input, unless the ledger has it.
    pub(crate) fn prepare(&self, input: &str, page: Page) -> Result<Prepared, Failed> {
        let key = self.keeping.capture_key(&page);
        if self.ask(|ledger| ledger.has_capture(&key))? {
            return Ok(Prepared::Known);
        }
        let article =
            input::article(&page, self.keeping.verbatim, Known::default()).map_err(Failed::Page)?;
        let url = article.url.as_ref().map(|url| url.value.as_str());
        let stored = article_key(url, &article.text);
        let heard = if self.ask(|ledger| ledger.has_article(&stored))? {
            Heard::default()
        } else {
            Heard::read(&article)
        };
        let reading = Reading::new(&article, &heard);
        Ok(self.keeping.ready(input, page, key, reading))
    }

    fn ask<T>(&self, question: impl Fn(&Ledger) -> Result<T, LedgerError>) -> Result<T, Failed> {
        let ledger = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        question(&ledger).map_err(Failed::Ledger)
    }
}

/// What a run did, input by input.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub(crate) struct Summary {
    /// Pages that were read.
    pub(crate) read: usize,
    /// Pages that were not known.
    pub(crate) new: usize,
    /// Pages that were known with another text.
    pub(crate) new_versions: usize,
    /// Pages that were known as they are.
    pub(crate) unchanged: usize,
    /// Inputs, or parts of them, that failed.
    pub(crate) failed: usize,
    /// Why they failed, and how many for each reason; the most frequent first.
    pub(crate) reasons: Vec<(String, usize)>,
}

impl Summary {
    /// Counts a page.
    pub(crate) fn count(&mut self, outcome: Outcome) {
        self.read += 1;
        match outcome {
            Outcome::New => self.new += 1,
            Outcome::NewVersion => self.new_versions += 1,
            Outcome::Unchanged => self.unchanged += 1,
        }
    }

    /// Counts a failure. Reasons that differ in their numbers only are one.
    pub(crate) fn fail(&mut self, reason: &str) {
        self.failed += 1;
        let line = reason.lines().next().unwrap_or_default();
        let mut kind = String::new();
        for c in line.chars() {
            if !c.is_ascii_digit() {
                kind.push(c);
            } else if !kind.ends_with('N') {
                kind.push('N');
            }
        }
        match self.reasons.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, count)) => *count += 1,
            None => self.reasons.push((kind, 1)),
        }
        self.reasons
            .sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    }

    /// The lines that end a run.
    pub(crate) fn lines(&self) -> String {
        let mut out = format!(
            "{} read: {} new, {} with a new version, {} unchanged; {} failed",
            self.read, self.new, self.new_versions, self.unchanged, self.failed
        );
        for (reason, count) in &self.reasons {
            out.push_str(&format!("\n  {count} × {reason}"));
        }
        out
    }
}

/// Stores what was prepared.
pub(crate) fn store(
    ledger: &mut Ledger,
    prepared: &Prepared,
    run: &Run,
) -> Result<Outcome, LedgerError> {
    match prepared {
        Prepared::Known => Ok(Outcome::Unchanged),
        Prepared::Ready { reading, capture } => ledger.store(reading, capture, run),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_counted_by_kind() {
        let mut summary = Summary::default();
        summary.fail("record 7: broken gzip\n  hint: none");
        summary.fail("empty input");
        summary.fail("record 12: broken gzip");
        summary.count(Outcome::New);
        assert_eq!(
            summary.lines(),
            "1 read: 1 new, 0 with a new version, 0 unchanged; 3 failed\n  2 × record N: broken gzip\n  1 × empty input"
        );
    }
}
