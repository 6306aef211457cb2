//! An account of our own writing over the readings for tests, with names that try to break out of every format, and
//! the checks of what holds claims.

use hearsay::account::{
    Account, Bearing, Citation, Cited, Claim, Edge, End, Figure, JSON_SCHEMA, Link, Origin, Range,
    Rulings, SCHEMA, Statement, Status, Turn,
};
use hearsay::entity::EntityKind;
use hearsay::export::trace::{Trace, dot, graphml, mermaid, svg};
use hearsay::export::{Format, Shelf};
use hearsay::reading::{Marked, Reading};
use hearsay::voice::SourceKind;
use serde_json::Value;

use super::readings;

/// A name that means something in XML, DOT, Mermaid, HTML, Markdown and JSON, with what XML has no place for.
const HOSTILE: &str =
    "Orla \"the <b>Shark</b>\" & Sons]]> -->|x| n0 --> n1; \\N `a` #quot; \u{7}\u{202e}潮";

/// What the ferry page and the bare one claim.
pub(crate) fn account() -> Account {
    let (ferry, bare) = (readings::ferry().article.id, readings::bare().article.id);
    let article = |id: &str| End::Article(id.to_owned());
    let edge = |from: End, to: End, link: Link, attribution: &str, is_loop: bool| Edge {
        from,
        to,
        link,
        attribution: attribution.to_owned(),
        is_loop,
    };
    let statement = |attribution: &str, stance: Bearing, origin: Option<&str>| Statement {
        attribution: attribution.to_owned(),
        article: ferry.clone(),
        stance,
        origin: origin.map(str::to_owned),
    };
    let origin = |id: &str, who: &str, kind: SourceKind, entity: Option<&str>| Origin {
        id: id.to_owned(),
        who: who.to_owned(),
        kind,
        entity: entity.map(str::to_owned),
    };
    Account {
        schema: SCHEMA.into(),
        claims: vec![Claim {
            id: "0c01".to_owned(),
            text: "The ferry “Aurelia” was promised to a buyer <from> Kalmere".to_owned(),
            status: Status::Contested,
            origins: Range { min: 1, max: 2 },
            first_article: Some(ferry.clone()),
            statements: vec![
                statement("0a01", Bearing::Denies, Some("0b01")),
                statement("0a02", Bearing::Asserts, None),
                statement("0a03", Bearing::Asserts, Some("0b02")),
                statement("0a05", Bearing::Reports, Some("0b01")),
            ],
            denied_by: vec!["0a01".to_owned()],
            history: vec![Turn {
                date: Some("2031-05-14".to_owned()),
                status: Status::Contested,
                attribution: "0a01".to_owned(),
            }],
            edges: vec![
                edge(
                    article(&ferry),
                    End::Origin("0b01".to_owned()),
                    Link::Hears,
                    "0a01",
                    false,
                ),
                edge(
                    article(&ferry),
                    End::Outlet("e0a2".to_owned()),
                    Link::Cites,
                    "0a02",
                    false,
                ),
                edge(article(&ferry), article(&bare), Link::Cites, "0a03", false),
                edge(article(&bare), article(&ferry), Link::Cites, "0a03", true),
                edge(
                    article(&bare),
                    End::Origin("0b02".to_owned()),
                    Link::Hears,
                    "0a03",
                    false,
                ),
                edge(
                    article(&ferry),
                    End::Nobody("allegedly".to_owned()),
                    Link::Hears,
                    "0a04",
                    false,
                ),
            ],
        }],
        origins: vec![
            origin("0b01", HOSTILE, SourceKind::Person, Some("e0a1")),
            origin("0b02", "two dockers", SourceKind::Anonymous, None),
        ],
        entities: vec![
            figure("e0a1", HOSTILE, EntityKind::Person),
            figure("e0a2", "Morgenblatt", EntityKind::Outlet),
        ],
        copies: vec![vec![bare.clone(), ferry.clone()]],
        citations: vec![Citation {
            from: ferry,
            to: Cited {
                entity: Some("e0a2".to_owned()),
                article: None,
            },
            evidence: Marked {
                spans: vec![[0, 5]],
                text: "Ferry".to_owned(),
            },
        }],
    }
}

fn figure(id: &str, name: &str, kind: EntityKind) -> Figure {
    Figure {
        id: id.to_owned(),
        name: name.to_owned(),
        kind,
        aliases: Vec::new(),
        roles: Vec::new(),
        members: Vec::new(),
    }
}

/// Checks the trace of the claim.
pub(crate) fn with_trace<T>(check: impl Fn(&Trace) -> T) -> T {
    let account = account();
    let readings: [Reading; 2] = super::both();
    let shelf = Shelf::new(&account, &readings);
    check(&Trace::of_claim(&shelf, &account.claims[0]))
}

#[test]
fn accounts_obey_the_published_schema() {
    let schema: Value = serde_json::from_str(JSON_SCHEMA).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let read = Account::of(&super::both(), &Rulings::default());
    for account in [account(), read, Account::of(&[], &Rulings::default())] {
        let value = serde_json::to_value(&account).expect("JSON");
        let faults: Vec<String> = validator
            .iter_errors(&value)
            .map(|fault| format!("{}: {fault}", fault.instance_path()))
            .collect();
        assert_eq!(faults, Vec::<String>::new());
    }
    let mut bad = serde_json::to_value(account()).expect("JSON");
    bad["claims"][0]["edges"][0]["to"] = serde_json::json!({"ghost": "x"});
    assert!(!validator.is_valid(&bad));
}

#[test]
fn claims_follow_the_readings() {
    let text = super::export(Format::Jsonl, &super::both());
    let kinds: Vec<String> = text
        .lines()
        .map(|line| {
            super::json(line)["type"]
                .as_str()
                .expect("a type")
                .to_owned()
        })
        .collect();
    assert_eq!(
        kinds,
        [
            "reading", "reading", "claim", "origin", "origin", "entity", "entity", "copies",
            "citation"
        ]
    );
    for format in [Format::Csv, Format::WebAnnotation, Format::LabelStudio] {
        assert!(!super::export(format, &super::both()).contains("0c01"));
    }
}

#[test]
fn names_do_not_break_out_of_drawings() {
    with_trace(|trace| {
        for xml in [svg::draw(trace), graphml::draw(trace)] {
            assert!(!xml.contains("<b>") && !xml.contains('\u{7}'), "{xml}");
        }
        for line in dot::draw(trace)
            .lines()
            .filter(|line| line.contains("Shark"))
        {
            let plain = line.replace("\\\\", "").replace("\\\"", "");
            assert_eq!(plain.matches('"').count(), 2, "{line}");
        }
        for line in mermaid::draw(trace)
            .lines()
            .filter(|line| line.contains("Shark"))
        {
            assert_eq!(line.matches('"').count(), 2, "{line}");
            assert!(!line.contains("-->") && !line.contains('`'), "{line}");
        }
    });
}

#[test]
fn circles_and_dead_ends_are_marked() {
    with_trace(|trace| {
        let drawn = dot::draw(trace);
        assert!(
            drawn.contains("cites, loop") && drawn.contains("constraint=false"),
            "{drawn}"
        );
        assert!(drawn.contains("(dead end)") && drawn.contains("(its article is not here)"));
        assert!(svg::draw(trace).contains("cites, loop"));
        assert_eq!(trace.steps.iter().filter(|step| step.is_loop).count(), 1);
    });
}

#[test]
fn an_attribution_outside_of_claims_has_the_way_of_its_voices() {
    let empty = Account::default();
    let readings = super::both();
    let shelf = Shelf::new(&empty, &readings);
    let trace = Trace::of_attribution(&shelf, "0a01").expect("an attribution");
    let names: Vec<&str> = trace.nodes.iter().map(|node| node.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "Kalmere Courier, 2031-05-14",
            "the Morgenblatt",
            "Orla Venn, head of the Sundmark Line,"
        ]
    );
    let steps: Vec<(usize, usize)> = trace
        .steps
        .iter()
        .map(|step| (step.from, step.to))
        .collect();
    assert_eq!(steps, [(0, 1), (1, 2)]);
    assert_eq!(Trace::of_attribution(&shelf, "beef"), None);
}
