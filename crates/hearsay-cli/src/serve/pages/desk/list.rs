//! Everything that people overruled, the latest first, each with a way to take it back.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Html;
use hearsay::ledger::Correction;
use serde::Deserialize;

use crate::serve::fault::Fault;
use crate::serve::pages::notice::Notice;
use crate::serve::pages::{Frame, shown};
use crate::serve::room::Room;

/// How many corrections stand on a page.
const PAGE: usize = 50;

/// Which page, from 0.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    page: usize,
}

/// A correction as it is shown.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) made: Correction,
    /// The path of the screen that shows it, where the reader goes on.
    pub(super) back: String,
}

impl Entry {
    /// What was done, in words.
    pub(super) fn deed(&self) -> &'static str {
        match self.made.kind.as_str() {
            "attribution" => "a reading",
            "rejected" => "a reading taken out",
            "added" => "a reading added",
            "merge" => "two names, one",
            "separate" => "two, not one",
            "together" => "statements put together",
            "apart" => "statements taken apart",
            "bearing" => "what a statement does with its claim",
            _ => "something else",
        }
    }

    /// When, to be read.
    pub(super) fn when(&self) -> String {
        told(&self.made.made)
    }

    /// When it was taken back, to be read.
    pub(super) fn taken_back(&self) -> Option<String> {
        self.made.withdrawn.as_deref().map(told)
    }

    /// The screen on which its object can be put right.
    pub(super) fn place(&self) -> String {
        let what = match self.made.kind.as_str() {
            "merge" | "separate" => "entity",
            _ => "statement",
        };
        format!("/desk/{what}/{}", self.made.target)
    }
}

/// A time of the ledger as people write it: to the minute.
fn told(stamp: &str) -> String {
    match stamp.get(..16) {
        Some(minute) => format!("{} UTC", minute.replace('T', " ")),
        None => stamp.to_owned(),
    }
}

#[derive(Debug, Template)]
#[template(path = "desk_corrections.html")]
struct Screen {
    frame: Frame,
    entries: Vec<Entry>,
    count: usize,
    page: usize,
    more: bool,
}

/// Shows them.
pub(super) async fn show(
    State(room): State<Room>,
    Query(asked): Query<Asked>,
    notice: Notice,
) -> Result<Html<String>, Fault> {
    let mut all = room.read(|ledger| Ok(ledger.corrections()?)).await?;
    all.reverse();
    let count = all.len();
    let first = asked.page.saturating_mul(PAGE);
    let back = notice.path().to_owned();
    let some = all.into_iter().skip(first).take(PAGE);
    let entry = |made| Entry {
        made,
        back: back.clone(),
    };
    shown(&Screen {
        entries: some.map(entry).collect(),
        frame: Frame::new("Corrections").noting(notice),
        count,
        page: asked.page,
        more: first.saturating_add(PAGE) < count,
    })
}
