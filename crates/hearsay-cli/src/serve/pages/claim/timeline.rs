//! How a claim went on: its statements by the day of their articles, and where they turned its status.

use hearsay::account::{Claim, Status};
use hearsay::export::Shelf;

use super::side::Evidence;
use crate::view::claims::dossier::stance_words;

/// A day of the timeline.
#[derive(Debug)]
pub(super) struct Day {
    /// ISO 8601; empty for articles without a date.
    pub(super) date: String,
    pub(super) entries: Vec<Entry>,
}

/// A statement of the day.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) evidence: Evidence,
    /// What it does, in words.
    pub(super) does: &'static str,
    /// How the claim stood from then on, if that changed.
    pub(super) turn: Option<Status>,
}

impl Day {
    /// The days of a claim, in order; what has no date comes last.
    pub(super) fn all(shelf: &Shelf<'_>, claim: &Claim) -> Vec<Self> {
        let mut days: Vec<Self> = Vec::new();
        let mut statements: Vec<_> = claim.statements.iter().collect();
        statements.sort_by_key(|one| {
            shelf
                .day(&one.article)
                .map_or((true, ""), |day| (false, day))
        });
        for statement in statements {
            let date = shelf.day(&statement.article).unwrap_or_default();
            let mut turns = claim.history.iter();
            let turn = turns.find(|turn| turn.attribution == statement.attribution);
            let entry = Entry {
                evidence: Evidence::new(shelf, statement),
                does: stance_words(statement.stance),
                turn: turn.map(|turn| turn.status),
            };
            match days.last_mut().filter(|day| day.date == date) {
                Some(day) => day.entries.push(entry),
                None => days.push(Self {
                    date: date.to_owned(),
                    entries: vec![entry],
                }),
            }
        }
        days
    }
}
