//! Claims as FollowTheMoney entities.
//!
//! A claim is a `Note` about the articles that bear on it. The notes of its statements get a fragment each that says so:
//! their claim as `entity`, and what they do with it among the `keywords`. From whom an article had its words is an
//! `UnknownLink`.

use std::io::{self, Write};

use super::value::{NAME, TEXT, reference};
use super::{Proxy, line};
use crate::account::{Account, Claim, Edge, End};

/// Writes the account's claims and what belongs to them.
pub(in super::super) fn write(out: &mut impl Write, account: &Account) -> io::Result<()> {
    for claim in &account.claims {
        line(out, &note(claim))?;
        for statement in &claim.statements {
            let id = reference("attribution", &statement.attribution);
            let mut proxy = Proxy::new(id, "Note")
                .with("entity", Some(reference("claim", &claim.id)))
                .with("keywords", Some(format!("bearing:{}", statement.stance)));
            let origin = account.origins.iter();
            let mut known = origin.filter(|origin| Some(&origin.id) == statement.origin.as_ref());
            if let Some(origin) = known.next() {
                proxy = proxy.with("keywords", NAME.clip(&format!("origin:{}", origin.who)));
            }
            line(out, &proxy)?;
        }
        for edge in &claim.edges {
            if let Some(link) = link(claim, edge) {
                line(out, &link)?;
            }
        }
    }
    Ok(())
}

fn note(claim: &Claim) -> Proxy {
    let mut proxy = Proxy::new(reference("claim", &claim.id), "Note")
        .with("name", NAME.clip(&claim.text))
        .with("description", TEXT.clip(&claim.text))
        .with("keywords", Some(format!("status:{}", claim.status)))
        .with(
            "keywords",
            Some(format!(
                "origins:{}-{}",
                claim.origins.min, claim.origins.max
            )),
        );
    for article in claim.articles() {
        let id = reference("article", article);
        proxy = proxy
            .with("entity", Some(id.clone()))
            .with("proof", Some(id));
    }
    proxy
}

/// A step between two articles.
fn link(claim: &Claim, edge: &Edge) -> Option<Proxy> {
    let (End::Article(from), End::Article(to)) = (&edge.from, &edge.to) else {
        return None;
    };
    let id = reference("link", &format!("{} {from} {} {to}", claim.id, edge.link));
    Some(
        Proxy::new(id, "UnknownLink")
            .with("subject", Some(reference("article", from)))
            .with("object", Some(reference("article", to)))
            .with("role", Some(edge.link.name().to_owned()))
            .with(
                "recordId",
                Some(reference("attribution", &edge.attribution)),
            ),
    )
}
