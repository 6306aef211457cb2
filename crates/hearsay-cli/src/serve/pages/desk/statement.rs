//! One statement, to be put right: what is read of it, the forms, and what was overruled before.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Html;
use hearsay::entity::Form;
use hearsay::ledger::{self, Ledger, Stored};
use serde::Deserialize;

use super::card::Card;
use super::list::Entry;
use crate::serve::fault::Fault;
use crate::serve::pages::notice::Notice;
use crate::serve::pages::{Frame, back, shown};
use crate::serve::room::Room;

/// Where the reader came from; the screen itself if from nowhere.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    back: String,
}

#[derive(Debug, Template)]
#[template(path = "desk_statement.html")]
struct Screen {
    frame: Frame,
    article: String,
    /// `None` if it was taken out.
    card: Option<Card>,
    id: String,
    /// Names that the article gives to persons and bodies, to choose a source from.
    names: BTreeSet<String>,
    entries: Vec<Entry>,
}

/// Shows it.
pub(super) async fn show(
    State(room): State<Room>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
    notice: Notice,
) -> Result<Html<String>, Fault> {
    let back = match asked.back {
        back if back::is_own(&back) => back,
        _ => notice.path().to_owned(),
    };
    let frame = Frame::new("Put a statement right").noting(notice);
    let screen = room.read(move |ledger| screen(ledger, &id, &back, frame));
    shown(&screen.await?)
}

fn screen(ledger: &Ledger, id: &str, back: &str, frame: Frame) -> Result<Screen, Fault> {
    let Stored::Attribution(id) = ledger.find(id)? else {
        return Err(Fault::missing(format!("{id} is no attribution")));
    };
    let article = ledger.article_of(&id)?;
    let reading = ledger.reading(&article)?;
    let (listed, _) = ledger.said(&ledger::Query {
        article: Some(article.clone()),
        ..ledger::Query::default()
    })?;
    let said = listed.into_iter().find(|said| said.id == id);
    let mut bears = ledger.bears(&article)?.into_iter();
    let bears = bears.find(|one| one.attribution == id);
    let card = said.map(|said| {
        let card = Card::new(said, back);
        match bears {
            Some(one) => card.on(&one.claim, one.stance),
            None => card,
        }
    });
    let mentions = reading.entities.iter().flat_map(|entity| &entity.mentions);
    let named = mentions.filter(|mention| mention.form != Form::Pronoun);
    let names: BTreeSet<String> = named.map(|mention| mention.text.clone()).collect();
    let mut made = ledger.corrections()?;
    made.retain(|made| made.target == id);
    made.reverse();
    let entry = |made| Entry {
        made,
        back: back.to_owned(),
    };
    Ok(Screen {
        frame,
        article,
        card,
        id,
        names,
        entries: made.into_iter().map(entry).collect(),
    })
}
