//! schema.org as JSON-LD: `NewsArticle`, `Quotation`, `Claim`.
//!
//! A direct quotation is a `Quotation` of its article; other attributions stand only behind claims. A `Claim` has its
//! articles as `appearance`, the first as `firstAppearance`; where a quotation bears on a claim, it is `about` it. How the claim
//! stands is its `creativeWorkStatus`; schema.org has no words for who denies it, which stands in `keywords` of the
//! quotations.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::json_ld::{Graph, Node, to, to_all, urn};
use super::named;
use crate::account::{Account, Claim};
use crate::attribution::Quotation;
use crate::entity::EntityKind;
use crate::reading::{AttributionValue, Reading};
use crate::voice::SourceKind;

/// What the names in the document mean.
pub(super) fn context() -> Value {
    json!({"@vocab": "https://schema.org/"})
}

/// The article and its quotations.
pub(super) fn reading(
    graph: &mut Graph,
    out: &mut impl Write,
    reading: &Reading,
) -> io::Result<()> {
    let article = &reading.article;
    let id = urn("article", &article.id);
    let outlet = article.outlet.as_ref();
    let authors: Vec<Value> = article
        .authors
        .iter()
        .map(|name| json!({"@type": "Person", "name": name}))
        .collect();
    graph.node(
        out,
        Node::new(&id, "NewsArticle")
            .with("headline", article.title.clone())
            .with("url", article.url.clone())
            .with("datePublished", article.published.clone())
            .with("inLanguage", article.language.clone())
            .with(
                "publisher",
                outlet.map(|name| json!({"@type": "NewsMediaOrganization", "name": name})),
            )
            .with("author", Some(authors)),
    )?;
    for value in &reading.attributions {
        if value.quotation == Quotation::Direct
            && let Some(content) = &value.content
        {
            graph.node(
                out,
                Node::new(&urn("attribution", &value.id), "Quotation")
                    .with("text", Some(content.text.clone()))
                    .with("isPartOf", Some(to(&id)))
                    .with("spokenByCharacter", speaker(reading, value))
                    .with("dateCreated", day(value)),
            )?;
        }
    }
    Ok(())
}

/// The claims.
pub(super) fn account(
    graph: &mut Graph,
    out: &mut impl Write,
    account: &Account,
) -> io::Result<()> {
    for claim in &account.claims {
        graph.node(out, node(claim))?;
        for statement in &claim.statements {
            graph.node(
                out,
                Node::new(&urn("attribution", &statement.attribution), "CreativeWork")
                    .with("about", Some(to(&urn("claim", &claim.id))))
                    .with("isPartOf", Some(to(&urn("article", &statement.article))))
                    .with("keywords", Some(statement.stance.name())),
            )?;
        }
    }
    Ok(())
}

fn node(claim: &Claim) -> Node {
    let articles = claim.articles();
    let first = claim.first_article.as_deref();
    Node::new(&urn("claim", &claim.id), "Claim")
        .with("text", Some(claim.text.clone()))
        .with("creativeWorkStatus", Some(claim.status.name()))
        .with(
            "appearance",
            to_all(articles.into_iter().map(|id| urn("article", id))),
        )
        .with("firstAppearance", first.map(|id| to(&urn("article", id))))
}

/// Who speaks: an entity of the article, or words.
fn speaker(reading: &Reading, value: &AttributionValue) -> Option<Value> {
    let source = value.source.as_ref()?;
    let known = reading
        .entities
        .iter()
        .find(|entity| Some(&entity.id) == source.entity.as_ref());
    if let Some(entity) = known {
        let kind = match entity.kind {
            EntityKind::Person => "Person",
            _ => "Organization",
        };
        return Some(json!({"@id": urn("entity", &entity.id), "@type": kind, "name": entity.name}));
    }
    let kind = match source.kind {
        Some(SourceKind::Person | SourceKind::Anonymous) | None => "Person",
        _ => "Organization",
    };
    let name = named(&source.words.text);
    (!name.is_empty()).then(|| json!({"@type": kind, "name": name}))
}

/// The day on which it was said, if the text names one.
fn day(value: &AttributionValue) -> Option<String> {
    let said = value.said.as_ref()?;
    said.from
        .clone()
        .filter(|from| said.to.as_ref() == Some(from))
}
