//! The dossier of a claim: how it is worded and stands, who is for it and who against by origin, in which words, how it
//! went on, and who had it from whom.

mod side;
mod timeline;
mod tree;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use hearsay::account::{Account, Bearing, Claim};
use hearsay::export::Shelf;
use hearsay::export::trace::{Trace, svg};
use hearsay::ledger::{Ledger, LedgerError};
use hearsay::reading::Reading;

use self::side::Side;
use self::timeline::Day;
use self::tree::Token;
use super::notice::Notice;
use super::{Frame, shown};
use crate::claims;
use crate::serve::fault::Fault;
use crate::serve::room::Room;
use crate::view::claims::{first_seen, tally};

#[derive(Debug, Template)]
#[template(path = "claim.html")]
struct Dossier {
    frame: Frame,
    claim: Claim,
    tally: String,
    first: String,
    holds: Side,
    denies: Side,
    others: Vec<Side>,
    days: Vec<Day>,
    tree: Vec<Token>,
    copies: Vec<Vec<(String, String)>>,
}

/// A claim and what it is shown with.
struct Known {
    account: Account,
    claim: Claim,
    readings: Vec<Reading>,
}

impl Known {
    fn load(ledger: &Ledger, id: &str) -> Result<Self, Fault> {
        // Whatever else has the id is not the claim that was asked for.
        let asked =
            claims::asked(ledger, id).map_err(|error| match error.downcast::<LedgerError>() {
                Ok(error) => Fault::from(error),
                Err(error) => Fault::missing(error.to_string()),
            })?;
        let account = asked.account;
        let Some(claim) = account.claims.first().cloned() else {
            return Err(Fault::missing(claims::no_claim(id).to_string()));
        };
        let readings = claims::readings(ledger, [&claim])?;
        Ok(Self {
            account,
            claim,
            readings,
        })
    }
}

/// Shows the claim with this id, or leads to the one that the attribution with this id bears on.
pub(super) async fn show(
    State(room): State<Room>,
    Path(id): Path<String>,
    notice: Notice,
) -> Result<Response, Fault> {
    let asked = id.clone();
    let mut dossier = room
        .read(move |ledger| {
            let known = Known::load(ledger, &id)?;
            Ok(dossier(&known))
        })
        .await?;
    if dossier.claim.id != asked {
        let address = format!("/claims/{}", dossier.claim.id);
        return Ok(Redirect::to(&address).into_response());
    }
    dossier.frame = dossier.frame.noting(notice);
    Ok(shown(&dossier)?.into_response())
}

/// Draws who had it from whom.
pub(super) async fn tree(
    State(room): State<Room>,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let picture = room
        .read(move |ledger| {
            let known = Known::load(ledger, &id)?;
            let shelf = Shelf::new(&known.account, &known.readings);
            Ok(svg::draw(&Trace::of_claim(&shelf, &known.claim)))
        })
        .await?;
    // The picture brings its own style, and nothing else.
    let headers = [
        (header::CONTENT_TYPE, "image/svg+xml"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
        ),
    ];
    Ok((headers, picture).into_response())
}

fn dossier(known: &Known) -> Dossier {
    let claim = &known.claim;
    let shelf = Shelf::new(&known.account, &known.readings);
    let side = |name, note, stances: &[Bearing]| Side::new(&shelf, claim, name, note, stances);
    let others = [
        side("Doubts", "thinks it unlikely", &[Bearing::Doubts]),
        side(
            "Reports without a side",
            "asks, declines to say, or passes it on",
            &[Bearing::Reports],
        ),
    ];
    let articles = claim.articles();
    let copies = known.account.copies.iter().map(|group| {
        let here = group.iter().filter(|id| articles.contains(&id.as_str()));
        here.map(|id| (id.clone(), shelf.place(id))).collect()
    });
    Dossier {
        frame: Frame::new(claim.text.clone()),
        tally: tally(claim),
        first: first_seen(&shelf, claim)
            .unwrap_or_else(|| "no dated article asserts it".to_owned()),
        holds: side(
            "For",
            "asserts or confirms",
            &[Bearing::Asserts, Bearing::Confirms],
        ),
        denies: side("Against", "denies", &[Bearing::Denies]),
        others: others.into_iter().filter(|one| !one.is_empty()).collect(),
        days: Day::all(&shelf, claim),
        tree: Token::all(&Trace::of_claim(&shelf, claim)),
        copies: copies.filter(|group: &Vec<_>| group.len() > 1).collect(),
        claim: claim.clone(),
    }
}
