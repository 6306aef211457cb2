//! The tray: pages that were dropped and read, until they are kept, taken away, or pushed out by later ones.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hearsay::ledger::{Capture, article_key};
use hearsay::reading::Reading;

use crate::add::Prepared;

/// The most pages that lie on it.
const MOST: usize = 8;

/// How much of its text stands for the name of a page without one, in code points.
const OPENING: usize = 80;

/// A page that was read and is not kept yet.
#[derive(Debug)]
pub(in crate::serve) struct Dropped {
    /// What there is to keep.
    pub(super) prepared: Prepared,
    /// The id of its capture.
    pub(super) id: String,
    /// The id that its article has in the ledger, or will have.
    pub(super) article: String,
    /// What it is called.
    pub(super) name: String,
}

impl Dropped {
    /// What was read; `None` of a page that is known and was not read.
    pub(super) fn new(prepared: Prepared) -> Option<Self> {
        let Prepared::Ready { reading, capture } = &prepared else {
            return None;
        };
        let (reading, capture): (&Reading, &Capture) = (reading, capture);
        let article = &reading.article;
        let called = article.title.as_ref().or(capture.address.as_ref());
        Some(Self {
            id: capture.key.clone(),
            article: article_key(article.url.as_deref(), &article.text),
            name: called.cloned().unwrap_or_else(|| opening(&article.text)),
            prepared,
        })
    }

    /// What was read.
    pub(super) fn reading(&self) -> Option<&Reading> {
        match &self.prepared {
            Prepared::Ready { reading, .. } => Some(reading),
            Prepared::Known => None,
        }
    }
}

/// The words with which a text begins.
fn opening(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let mut words: String = line.chars().take(OPENING).collect();
    if words.len() < line.len() {
        words.push('…');
    }
    words
}

/// The pages, the latest last.
#[derive(Debug, Default)]
pub(in crate::serve) struct Tray(Mutex<VecDeque<Arc<Dropped>>>);

impl Tray {
    /// Lays a page on it, and pushes the oldest out if there are too many.
    pub(super) fn lay(&self, page: Dropped) {
        let mut pages = self.pages();
        pages.retain(|other| other.id != page.id);
        pages.push_back(Arc::new(page));
        while pages.len() > MOST {
            pages.pop_front();
        }
    }

    /// The page with this id.
    pub(super) fn get(&self, id: &str) -> Option<Arc<Dropped>> {
        self.pages().iter().find(|page| page.id == id).cloned()
    }

    /// Takes a page away. Whether it was there.
    pub(super) fn take(&self, id: &str) -> bool {
        let mut pages = self.pages();
        let before = pages.len();
        pages.retain(|page| page.id != id);
        pages.len() < before
    }

    /// All pages, the latest first.
    pub(super) fn all(&self) -> Vec<Arc<Dropped>> {
        self.pages().iter().rev().cloned().collect()
    }

    fn pages(&self) -> MutexGuard<'_, VecDeque<Arc<Dropped>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(number: usize) -> Dropped {
        Dropped {
            prepared: Prepared::Known,
            id: format!("{number}"),
            article: String::new(),
            name: String::new(),
        }
    }

    #[test]
    fn the_oldest_pages_give_way() {
        let tray = Tray::default();
        for number in 0..=MOST {
            tray.lay(page(number));
        }
        assert_eq!(tray.all().len(), MOST);
        assert!(tray.get("0").is_none() && tray.get("1").is_some());
        tray.lay(page(1));
        assert_eq!(tray.all().len(), MOST, "the same page is not there twice");
        assert_eq!(tray.all()[0].id, "1");
        assert!(tray.take("1") && !tray.take("1"));
    }
}
