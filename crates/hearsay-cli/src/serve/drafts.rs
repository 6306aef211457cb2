//! Drafts: pages that somebody dropped and that were read, and are not in the ledger yet.
//!
//! They are held in memory, a few of the latest, and forgotten when the program ends.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use hearsay::ledger::Capture;
use hearsay::reading::Reading;

use crate::add::Prepared;

/// How many are held.
const MOST: usize = 16;

/// The drafts of a room.
#[derive(Debug, Default)]
pub(super) struct Drafts(Mutex<VecDeque<Arc<Draft>>>);

/// A page that was read.
#[derive(Debug)]
pub(super) struct Draft {
    /// What the ledger would store.
    pub(super) prepared: Prepared,
}

impl Draft {
    /// What was read, and where it was found; nothing of a page that the ledger has.
    pub(super) fn parts(&self) -> Option<(&Reading, &Capture)> {
        match &self.prepared {
            Prepared::Ready { reading, capture } => Some((reading, capture)),
            Prepared::Known => None,
        }
    }

    /// The id that it is asked for by: a hash of its bytes and of what was told of it.
    pub(super) fn id(&self) -> &str {
        self.parts().map_or("", |(_, capture)| &capture.key)
    }
}

impl Drafts {
    /// Holds a draft, in place of the oldest where there are too many. Gives its id.
    pub(super) fn hold(&self, prepared: Prepared) -> String {
        let draft = Draft { prepared };
        let id = draft.id().to_owned();
        let mut held = self.held();
        held.retain(|other| other.id() != id);
        held.push_back(Arc::new(draft));
        if held.len() > MOST {
            held.pop_front();
        }
        id
    }

    /// The draft with this id.
    pub(super) fn find(&self, id: &str) -> Option<Arc<Draft>> {
        self.held().iter().find(|draft| draft.id() == id).cloned()
    }

    /// Forgets a draft.
    pub(super) fn forget(&self, id: &str) {
        self.held().retain(|draft| draft.id() != id);
    }

    fn held(&self) -> std::sync::MutexGuard<'_, VecDeque<Arc<Draft>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
