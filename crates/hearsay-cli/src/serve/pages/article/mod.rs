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
struct Row {
    kind: BlockKind,
    pieces: Vec<Piece>,
    notes: Vec<Note>,
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
    /// Its address.
    base: String,
    /// Whether it is not in the ledger.
    draft: bool,
    id: String,
    title: Option<String>,
    place: String,
    address: Option<String>,
    count: usize,
    rows: Vec<Row>,
    /// The part shown, from 1, and how many there are.
    part: usize,
    parts: usize,
    told: Vec<Told>,
    warnings: Vec<String>,
    versions: Vec<(String, Head)>,
    newer: Option<String>,
}

impl Screen {
    fn stances(&self) -> [(&'static str, &'static str); 6] {
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

/// Shows the article with this id, or that of the attribution with this id.
pub(super) async fn show(
    State(room): State<Room>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Fault> {
    let screen = room.read(move |ledger| {
        let id = ledger::article(ledger, &id)?;
        screen(ledger, &id, &asked)
    });
    shown(&screen.await?)
}

/// Shows a reading that is not in the ledger, with the draft's id.
pub(super) fn draft(reading: Reading, id: &str, asked: &Asked) -> Result<Html<String>, Fault> {
    let mut screen = Screen::new(&reading, asked, &HashMap::new());
    screen.base = format!("/add/{id}");
    screen.draft = true;
    shown(&screen)
}

fn screen(ledger: &Ledger, id: &str, asked: &Asked) -> Result<Screen, Fault> {
    let reading = ledger.reading(id)?;
    let mut bears: HashMap<String, Vec<Bears>> = HashMap::new();
    for one in ledger.bears(id)? {
        bears.entry(one.attribution.clone()).or_default().push(one);
    }
    let mut screen = Screen::new(&reading, asked, &bears);
    screen.versions = ledger.version_heads(id)?;
    let newest = screen.versions.last().map(|(_, head)| head.id.clone());
    screen.newer = newest.filter(|newest| newest != id);
    Ok(screen)
}

impl Screen {
    fn new(reading: &Reading, asked: &Asked, bears: &HashMap<String, Vec<Bears>>) -> Self {
        let article = &reading.article;
        let parts = Parts::of(article);
        let part = parts.asked(reading, asked);
        let place = [&article.outlet, &article.published];
        let place: Vec<&str> = place.into_iter().flatten().map(String::as_str).collect();
        let title = article.title.clone();
        Self {
            frame: Frame::new(title.clone().unwrap_or_else(|| "An article".to_owned())),
            base: format!("/articles/{}", article.id),
            draft: false,
            id: article.id.clone(),
            place: place.join(" · "),
            // Other schemes may run what stands in them.
            address: article.url.clone().filter(|url| crate::fetch::is_web(url)),
            title: title.filter(|_| !begins_with_title(article)),
            count: reading.attributions.len(),
            rows: rows(reading, &parts, part, &asked.at, bears),
            part: part + 1,
            parts: parts.count(),
            told: told(article),
            warnings: article.warnings.clone(),
            versions: Vec::new(),
            newer: None,
        }
    }
}

/// Whether the text itself shows the headline.
fn begins_with_title(article: &ArticleValue) -> bool {
    let mut blocks = article.blocks.iter();
    blocks.any(|block| block.kind == BlockKind::Title)
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
