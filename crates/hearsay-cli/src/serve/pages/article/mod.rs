//! An article: its text with the voices marked, beside each paragraph the list of who says what in it, what the page
//! tells of itself and the signal behind each, its versions.

mod marks;
mod note;
mod parts;

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Html;
use hearsay::article::BlockKind;
use hearsay::ledger::{Bears, Head, Ledger};
use hearsay::reading::{ArticleValue, Reading};
use serde::Deserialize;

use self::marks::{Extent, Piece};
use self::note::Note;
use self::parts::Parts;
use super::desk::Right;
use super::notice::Notice;
use super::{Frame, shown};
use crate::ledger;
use crate::serve::fault::Fault;
use crate::serve::room::Room;

/// Which part, and which attribution is looked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    part: Option<usize>,
    at: String,
}

/// A block, cut where marks begin and end, and the notes on what begins in it.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) kind: BlockKind,
    pub(super) pieces: Vec<Piece>,
    pub(super) notes: Vec<Note>,
}

/// The text of a reading, or one part of it, with the notes beside it: what `_text.html` shows.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) rows: Vec<Row>,
    pub(super) count: usize,
    /// The part shown, from 1, and how many there are.
    pub(super) part: usize,
    pub(super) parts: usize,
    /// The path of the screen that it stands on.
    pub(super) path: String,
}

impl Text {
    /// The part that is asked for, on the screen with this path. What stands in the ledger can be put right.
    pub(super) fn of(
        reading: &Reading,
        asked: &Asked,
        bears: &HashMap<String, Vec<Bears>>,
        path: &str,
        stored: bool,
    ) -> Self {
        let parts = Parts::of(&reading.article);
        let part = parts.asked(reading, asked);
        let mut rows = rows(reading, &parts, part, &asked.at, bears);
        let notes = rows.iter_mut().flat_map(|row| &mut row.notes);
        for note in notes.filter(|_| stored) {
            let back = format!("{path}?at={id}#at-{id}", id = note.id);
            let value = reading.attributions.get(note.number - 1);
            note.right = value.map(|value| Right::new(value, &back));
        }
        Self {
            rows,
            count: reading.attributions.len(),
            part: part + 1,
            parts: parts.count(),
            path: path.to_owned(),
        }
    }

    /// Whether the part shown has the headline.
    fn shows_title(&self) -> bool {
        self.rows.iter().any(|row| row.kind == BlockKind::Title)
    }

    pub(super) fn stances(&self) -> [(&'static str, &'static str); 6] {
        [
            ("asserts", "says it is so"),
            ("denies", "says it is not so"),
            ("confirms", "says so after others"),
            ("doubts", "thinks it unlikely"),
            ("asks", "wants to know"),
            ("declines", "will not say"),
        ]
    }
}

/// A value of the metadata, and the signal that gave it.
#[derive(Debug)]
struct Told {
    name: &'static str,
    value: String,
    signal: String,
}

#[derive(Debug, Template)]
#[template(path = "article.html")]
struct Screen {
    frame: Frame,
    id: String,
    /// What heads the screen, unless its part of the text shows the headline.
    heading: Option<String>,
    place: String,
    address: Option<String>,
    text: Text,
    told: Vec<Told>,
    warnings: Vec<String>,
    versions: Vec<(String, Head)>,
    newer: Option<String>,
}

/// Shows the article with this id, or that of the attribution with this id.
pub(super) async fn show(
    State(room): State<Room>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
    notice: Notice,
) -> Result<Html<String>, Fault> {
    let screen = room.read(move |ledger| {
        let id = ledger::article(ledger, &id)?;
        screen(ledger, &id, &asked)
    });
    let mut screen = screen.await?;
    screen.frame = screen.frame.noting(notice);
    shown(&screen)
}

fn screen(ledger: &Ledger, id: &str, asked: &Asked) -> Result<Screen, Fault> {
    let reading = ledger.reading(id)?;
    let versions = ledger.version_heads(id)?;
    let mut bears: HashMap<String, Vec<Bears>> = HashMap::new();
    for one in ledger.bears(id)? {
        bears.entry(one.attribution.clone()).or_default().push(one);
    }
    let article = &reading.article;
    let text = Text::of(&reading, asked, &bears, &format!("/articles/{id}"), true);
    let newest = versions.last().map(|(_, head)| &head.id);
    let newer = newest.filter(|newest| *newest != id).cloned();
    let place = [&article.outlet, &article.published];
    let place: Vec<&str> = place.into_iter().flatten().map(String::as_str).collect();
    let title = article.title.clone();
    Ok(Screen {
        frame: Frame::new(title.clone().unwrap_or_else(|| "An article".to_owned())),
        id: id.to_owned(),
        place: place.join(" · "),
        // Other schemes may run what stands in them.
        address: article.url.clone().filter(|url| crate::fetch::is_web(url)),
        heading: (!text.shows_title())
            .then(|| title.unwrap_or_else(|| "An article without a headline".to_owned())),
        text,
        told: told(article),
        warnings: article.warnings.clone(),
        versions,
        newer,
    })
}

fn rows(
    reading: &Reading,
    parts: &Parts,
    part: usize,
    at: &str,
    bears: &HashMap<String, Vec<Bears>>,
) -> Vec<Row> {
    let window = parts.window(part);
    let text: Vec<char> = reading
        .article
        .text
        .chars()
        .skip(window.start)
        .take(window.len())
        .collect();
    let hues = note::hues(reading);
    let extents = Extent::all(reading, &hues);
    parts
        .blocks(&reading.article, part)
        .into_iter()
        .map(|(kind, block)| {
            let words = &text[block.start - window.start..block.end - window.start];
            let first = block.start;
            let here = |extent: &&Extent| (first..block.end).contains(&extent.first());
            let notes = extents.iter().filter(here).map(|extent| {
                let value = &reading.attributions[extent.number];
                let claims = bears.get(&value.id).map_or(&[][..], Vec::as_slice);
                Note::new(extent, value, claims, value.id == at)
            });
            Row {
                kind,
                notes: notes.collect(),
                pieces: marks::cut(words, block, &extents, at),
            }
        })
        .collect()
}

fn told(article: &ArticleValue) -> Vec<Told> {
    let signals = &article.signals;
    let fields = [
        ("title", &article.title, &signals.title),
        ("outlet", &article.outlet, &signals.outlet),
        ("published", &article.published, &signals.published),
        ("address", &article.url, &signals.url),
        ("language", &article.language, &signals.language),
    ];
    let mut told: Vec<Told> = fields
        .into_iter()
        .map(|(name, value, signal)| Told {
            name,
            value: value.clone().unwrap_or_default(),
            signal: signal.clone().unwrap_or_default(),
        })
        .collect();
    let authors = article.authors.iter().zip(&signals.authors);
    told.extend(authors.map(|(author, signal)| Told {
        name: "author",
        value: author.clone(),
        signal: signal.clone(),
    }));
    told
}
