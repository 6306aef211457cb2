//! Where words came from, in PROV-O, and what they do with a claim, in CiTO, as JSON-LD.
//!
//! An article, an attribution, a claim and the word of an origin are `prov:Entity`s; outlets and whoever spoke are
//! `prov:Agent`s. A copy `prov:wasDerivedFrom` the earlier article; so does an article that cites another, which it also
//! `cito:citesAsEvidence`. An article that heard its source itself `prov:hadPrimarySource` the origin's word. A step that
//! closes a circle is cited, but derives nothing: nothing derives from itself.
//!
//! To its claim an attribution `cito:agreesWith` it, `cito:confirms` it, `cito:disagreesWith` it (a denial says so, it refutes
//! nothing), `cito:qualifies` it (a doubt) or `cito:discusses` it.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde_json::{Value, json};

use super::json_ld::{Graph, Node, to, to_all, urn};
use crate::account::{Account, Bearing, Edge, End, Link, Origin};
use crate::reading::Reading;
use crate::voice::SourceKind;

/// What the names in the document mean.
pub(super) fn context() -> Value {
    json!({
        "prov": "http://www.w3.org/ns/prov#",
        "cito": "http://purl.org/spar/cito/",
        "dcterms": "http://purl.org/dc/terms/",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "hearsay": "urn:hearsay:term:",
    })
}

/// The article, its outlet and what is said in it.
pub(super) fn reading(
    graph: &mut Graph,
    out: &mut impl Write,
    reading: &Reading,
) -> io::Result<()> {
    let article = &reading.article;
    let id = urn("article", &article.id);
    let outlet = article.outlet.as_ref();
    if let Some(name) = outlet {
        let node = Node::new(&urn("outlet", name), "prov:Organization");
        graph.node(out, node.with("rdfs:label", Some(name.clone())))?;
    }
    graph.node(
        out,
        Node::new(&id, "prov:Entity")
            .with("dcterms:title", article.title.clone())
            .with("dcterms:issued", article.published.as_deref().map(time))
            .with("dcterms:source", article.url.clone())
            .with("dcterms:language", article.language.clone())
            .with(
                "prov:wasAttributedTo",
                outlet.map(|name| to(&urn("outlet", name))),
            ),
    )?;
    for value in &reading.attributions {
        let content = value.content.as_ref();
        graph.node(
            out,
            Node::new(&urn("attribution", &value.id), "prov:Entity")
                .with("prov:value", content.map(|content| content.text.clone()))
                .with("dcterms:isPartOf", Some(to(&id))),
        )?;
    }
    Ok(())
}

/// Claims, what bears on them, and from whom each article had it.
pub(super) fn account(
    graph: &mut Graph,
    out: &mut impl Write,
    account: &Account,
) -> io::Result<()> {
    for origin in &account.origins {
        graph.node(out, word(origin))?;
        graph.node(out, agent(origin))?;
    }
    // What is said of one article stands in one place.
    let mut ways: BTreeMap<String, BTreeMap<&'static str, Vec<String>>> = BTreeMap::new();
    for claim in &account.claims {
        let id = urn("claim", &claim.id);
        graph.node(
            out,
            Node::new(&id, "prov:Entity")
                .with("rdfs:label", Some(claim.text.clone()))
                .with("hearsay:status", Some(claim.status.name()))
                .with("hearsay:originsMin", Some(claim.origins.min))
                .with("hearsay:originsMax", Some(claim.origins.max)),
        )?;
        for statement in &claim.statements {
            let origin = statement.origin.as_ref();
            graph.node(
                out,
                Node::new(&urn("attribution", &statement.attribution), "")
                    .with(bearing(statement.stance), Some(to(&id)))
                    .with(
                        "prov:hadPrimarySource",
                        origin.map(|origin| to(&urn("origin", origin))),
                    ),
            )?;
        }
        for edge in &claim.edges {
            for (from, name, to) in properties(account, edge) {
                ways.entry(from)
                    .or_default()
                    .entry(name)
                    .or_default()
                    .push(to);
            }
        }
    }
    for (from, properties) in ways {
        let mut node = Node::new(&from, "");
        for (name, to) in properties {
            node = node.with(name, to_all(to));
        }
        graph.node(out, node)?;
    }
    Ok(())
}

/// What an origin said.
fn word(origin: &Origin) -> Node {
    Node::new(&urn("origin", &origin.id), "prov:PrimarySource")
        .with("rdfs:label", Some(origin.who.clone()))
        .with("hearsay:kind", Some(origin.kind.name()))
        .with("prov:wasAttributedTo", speaker(origin).map(|id| to(&id)))
}

/// Whoever said it; a document nobody.
fn agent(origin: &Origin) -> Node {
    let kind = match origin.kind {
        SourceKind::Person | SourceKind::Anonymous => "prov:Person",
        SourceKind::Organization | SourceKind::Outlet => "prov:Organization",
        _ => "prov:Agent",
    };
    match speaker(origin) {
        Some(id) => Node::new(&id, kind).with("rdfs:label", Some(origin.who.clone())),
        None => Node::new(&urn("origin", &origin.id), ""),
    }
}

fn speaker(origin: &Origin) -> Option<String> {
    if origin.kind == SourceKind::Document {
        return None;
    }
    Some(match &origin.entity {
        Some(entity) => urn("entity", entity),
        None => urn("speaker", &origin.id),
    })
}

/// What an edge says: of whom, which property, about whom.
fn properties(account: &Account, edge: &Edge) -> Vec<(String, &'static str, String)> {
    let End::Article(from) = &edge.from else {
        return Vec::new();
    };
    let from = urn("article", from);
    let names: &[&'static str] = match (&edge.to, edge.link, edge.is_loop) {
        (End::Article(_), Link::Cites, true) => &["cito:citesAsEvidence"],
        (End::Article(_), _, true) | (End::Nobody(_), _, _) => &[],
        (End::Article(_), Link::Cites, false) => &["prov:wasDerivedFrom", "cito:citesAsEvidence"],
        (End::Article(_), _, false) => &["prov:wasDerivedFrom"],
        (End::Outlet(_), _, _) => &["prov:wasInfluencedBy"],
        (End::Origin(_), _, _) => &["prov:hadPrimarySource"],
    };
    let to = match &edge.to {
        End::Article(id) => urn("article", id),
        End::Origin(id) => urn("origin", id),
        End::Nobody(_) => String::new(),
        End::Outlet(id) => {
            let figure = account.entities.iter().find(|figure| figure.id == *id);
            urn("outlet", figure.map_or(id, |figure| &figure.name))
        }
    };
    names
        .iter()
        .map(|name| (from.clone(), *name, to.clone()))
        .collect()
}

const fn bearing(stance: Bearing) -> &'static str {
    match stance {
        Bearing::Asserts => "cito:agreesWith",
        Bearing::Denies => "cito:disagreesWith",
        Bearing::Confirms => "cito:confirms",
        Bearing::Doubts => "cito:qualifies",
        Bearing::Reports => "cito:discusses",
    }
}

/// A day or a time stamp with its type.
fn time(words: &str) -> Value {
    let kind = if words.parse::<jiff::civil::Date>().is_ok() && words.len() == 10 {
        "xsd:date"
    } else if words.parse::<jiff::Timestamp>().is_ok() {
        "xsd:dateTime"
    } else {
        return json!(words);
    };
    json!({"@type": kind, "@value": words})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circle_derives_nothing() {
        let article = |id: &str| End::Article(id.to_owned());
        let mut edge = Edge {
            from: article("a"),
            to: article("b"),
            link: Link::Cites,
            attribution: String::new(),
            is_loop: false,
        };
        let names = |edge: &Edge| {
            let found = properties(&Account::default(), edge);
            found.into_iter().map(|one| one.1).collect::<Vec<_>>()
        };
        assert_eq!(
            names(&edge),
            ["prov:wasDerivedFrom", "cito:citesAsEvidence"]
        );
        edge.is_loop = true;
        assert_eq!(names(&edge), ["cito:citesAsEvidence"]);
        edge.to = End::Nobody("reports".to_owned());
        assert_eq!(names(&edge), [""; 0]);
    }

    #[test]
    fn times_have_their_types() {
        assert_eq!(time("2031-05-17")["@type"], "xsd:date");
        assert_eq!(time("2031-05-17T08:00:00+02:00")["@type"], "xsd:dateTime");
        assert_eq!(time("2031-05"), json!("2031-05"));
    }
}
