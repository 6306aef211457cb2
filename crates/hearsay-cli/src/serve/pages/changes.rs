//! How a page changed: its versions, word by word, and what came and went of what is said in it.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Html;
use hearsay::ledger::{Change, Ledger, Version};

use super::{Frame, shown};
use crate::ask::{Op, hunks, one_line, word_diff};
use crate::ledger;
use crate::serve::fault::Fault;
use crate::serve::room::Room;

/// Longer texts are not compared word by word: that takes time with the square of what differs.
const MOST: usize = 400_000;

/// A run of words that stayed, went or came.
#[derive(Debug)]
struct Run {
    tag: &'static str,
    text: String,
}

/// A version, and how it differs from the one before.
#[derive(Debug)]
struct Step {
    number: u32,
    id: String,
    when: String,
    title: String,
    first: bool,
    too_long: bool,
    lines: Vec<Vec<Run>>,
    vanished: Vec<String>,
    appeared: Vec<String>,
}

#[derive(Debug, Template)]
#[template(path = "changes.html")]
struct Screen {
    frame: Frame,
    id: String,
    url: String,
    /// The latest first.
    steps: Vec<Step>,
}

/// Shows the versions of the page that an article stands on.
pub(super) async fn show(
    State(room): State<Room>,
    Path(id): Path<String>,
) -> Result<Html<String>, Fault> {
    shown(&room.read(move |ledger| screen(ledger, &id)).await?)
}

fn screen(ledger: &Ledger, id: &str) -> Result<Screen, Fault> {
    let id = ledger::article(ledger, id)?;
    let url = ledger.url_of(&id)?;
    let url = url.ok_or_else(|| Fault::missing("this article has no address, so no versions"))?;
    let versions = ledger.versions(&url)?;
    let mut steps: Vec<Step> = Vec::new();
    for (at, version) in versions.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| &versions[before]);
        steps.push(Step::new(before, version));
    }
    steps.reverse();
    Ok(Screen {
        frame: Frame::new("Versions"),
        id,
        url,
        steps,
    })
}

impl Step {
    fn new(before: Option<&Version>, version: &Version) -> Self {
        let article = &version.reading.article;
        let mut step = Self {
            number: version.number,
            id: article.id.clone(),
            when: match &version.fetched {
                Some(fetched) => format!("fetched {fetched}"),
                None => format!("added {}", version.added),
            },
            title: article.title.clone().unwrap_or_default(),
            first: before.is_none(),
            too_long: false,
            lines: Vec::new(),
            vanished: Vec::new(),
            appeared: Vec::new(),
        };
        let Some(before) = before else {
            return step;
        };
        let old = &before.reading.article.text;
        step.too_long = old.len().max(article.text.len()) > MOST;
        if !step.too_long {
            let lines = hunks(&word_diff(old, &article.text));
            step.lines = lines
                .into_iter()
                .map(|line| line.into_iter().map(Run::from).collect())
                .collect();
        }
        let change = Change::between(&before.reading, &version.reading);
        step.vanished = change.vanished.iter().map(one_line).collect();
        step.appeared = change.appeared.iter().map(one_line).collect();
        step
    }
}

impl From<(Op, String)> for Run {
    fn from((tag, text): (Op, String)) -> Self {
        Self {
            tag: match tag {
                Op::Equal => "same",
                Op::Delete => "del",
                Op::Insert => "ins",
            },
            text: text.trim().to_owned(),
        }
    }
}
