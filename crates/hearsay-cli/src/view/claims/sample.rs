//! An account of our own for tests: a wire text and its copy, a circle of citations, a denial, a dead end, an article
//! of which nothing but the id is known.

use hearsay::account::{
    Account, Bearing, Citation, Cited, Claim, Edge, End, Figure, Link, Origin, Range, SCHEMA,
    Statement, Status, Turn,
};
use hearsay::entity::EntityKind;
use hearsay::reading::{Marked, Reading};
use hearsay::voice::SourceKind;
use serde_json::json;

/// The account, and four of the five articles.
pub(super) fn bridge() -> (Account, Vec<Reading>) {
    let readings = vec![
        reading(
            "1",
            Some("Ostrel Post"),
            Some("2031-05-01T07:00:00Z"),
            "Ines Varga",
            "The bridge at Lund will be closed in May",
        ),
        reading(
            "2",
            Some("Quay News"),
            None,
            "Ines Varga",
            "The bridge at Lund will be closed in May",
        ),
        reading(
            "3",
            Some("Lund Courier"),
            Some("2031-05-02"),
            "the Ostrel Post",
            "the bridge would be closed",
        ),
        reading(
            "4",
            Some("Weir Herald"),
            Some("2031-05-03"),
            "the road office",
            "There are no plans to close it",
        ),
    ];
    let article = |number: &str| End::Article(format!("a000000{number}"));
    let edge = |from: End, to: End, link: Link, by: &str, is_loop: bool| Edge {
        from,
        to,
        link,
        attribution: format!("b000000{by}"),
        is_loop,
    };
    let varga = || End::Origin("o0000001".to_owned());
    let claim = Claim {
        id: "c0000001".to_owned(),
        text: "The bridge at Lund will be closed in May".to_owned(),
        status: Status::Contested,
        origins: Range { min: 1, max: 2 },
        first_article: Some("a0000001".to_owned()),
        statements: vec![
            statement("1", Bearing::Asserts, Some("o0000001")),
            statement("2", Bearing::Asserts, Some("o0000001")),
            statement("3", Bearing::Asserts, Some("o0000001")),
            statement("4", Bearing::Denies, Some("o0000002")),
            Statement {
                attribution: "b0000006".to_owned(),
                ..statement("4", Bearing::Denies, Some("o0000002"))
            },
            Statement {
                attribution: "b0000007".to_owned(),
                ..statement("4", Bearing::Doubts, None)
            },
            statement("5", Bearing::Asserts, None),
        ],
        denied_by: vec!["b0000004".to_owned(), "b0000006".to_owned()],
        history: vec![
            Turn {
                date: Some("2031-05-01".to_owned()),
                status: Status::Unconfirmed,
                attribution: "b0000001".to_owned(),
            },
            Turn {
                date: Some("2031-05-03".to_owned()),
                status: Status::Contested,
                attribution: "b0000004".to_owned(),
            },
        ],
        edges: vec![
            edge(article("1"), varga(), Link::Hears, "1", false),
            edge(article("2"), article("1"), Link::Copies, "2", false),
            edge(article("3"), article("1"), Link::Cites, "3", false),
            edge(article("1"), article("3"), Link::Cites, "1", true),
            edge(
                article("3"),
                End::Nobody("reports".to_owned()),
                Link::Hears,
                "3",
                false,
            ),
            edge(article("4"), varga(), Link::Hears, "8", false),
            edge(
                article("4"),
                End::Origin("o0000002".to_owned()),
                Link::Hears,
                "4",
                false,
            ),
            edge(
                article("5"),
                End::Outlet("Tide Radio".to_owned()),
                Link::Cites,
                "5",
                false,
            ),
        ],
    };
    let ferry = Claim {
        id: "c0000002".to_owned(),
        text: "The mayor has sold the ferry".to_owned(),
        status: Status::Unconfirmed,
        origins: Range { min: 0, max: 1 },
        first_article: None,
        statements: vec![Statement {
            attribution: "b0000009".to_owned(),
            ..statement("2", Bearing::Asserts, None)
        }],
        denied_by: Vec::new(),
        history: Vec::new(),
        edges: Vec::new(),
    };
    let origin = |id: &str, who: &str, kind| Origin {
        id: id.to_owned(),
        who: who.to_owned(),
        kind,
        entity: None,
    };
    let account = Account {
        schema: SCHEMA.into(),
        claims: vec![claim, ferry],
        origins: vec![
            origin("o0000001", "Ines Varga", SourceKind::Person),
            origin("o0000002", "the road office", SourceKind::Organization),
        ],
        entities: vec![Figure {
            id: "e0000001".to_owned(),
            name: "Ines Varga".to_owned(),
            kind: EntityKind::Person,
            aliases: Vec::new(),
            roles: vec!["mayor of Lund".to_owned()],
            members: Vec::new(),
        }],
        copies: vec![vec!["a0000001".to_owned(), "a0000002".to_owned()]],
        citations: vec![Citation {
            from: "a0000003".to_owned(),
            to: Cited {
                entity: None,
                article: Some("a0000001".to_owned()),
            },
            evidence: Marked {
                spans: vec![[0, 15]],
                text: "the Ostrel Post".to_owned(),
            },
        }],
    };
    (account, readings)
}

fn statement(number: &str, stance: Bearing, origin: Option<&str>) -> Statement {
    Statement {
        attribution: format!("b000000{number}"),
        article: format!("a000000{number}"),
        stance,
        origin: origin.map(str::to_owned),
    }
}

/// An article of one sentence: who said what.
fn reading(
    number: &str,
    outlet: Option<&str>,
    published: Option<&str>,
    who: &str,
    what: &str,
) -> Reading {
    let text = format!("{who} said {what}");
    let (who_end, what_start, end) = (
        who.chars().count(),
        who.chars().count() + 6,
        text.chars().count(),
    );
    serde_json::from_value(json!({
        "schema": "hearsay.reading/1",
        "article": {"id": format!("a000000{number}"), "url": null, "outlet": outlet, "title": null, "authors": [],
            "published": published, "language": "en", "text": text, "blocks": [], "warnings": [],
            "signals": {"url": null, "outlet": null, "title": null, "authors": [], "published": null, "language": null}},
        "entities": [],
        "attributions": [{"id": format!("b000000{number}"), "parent": null,
            "source": {"spans": [[0, who_end]], "text": who, "kind": "person", "entity": null},
            "cue": {"spans": [[who_end + 1, who_end + 5]], "text": "said"},
            "content": {"spans": [[what_start, end]], "text": what},
            "quotation": "indirect", "mode": "speech", "stance": "asserts", "certainty": "certain", "polarity": "positive",
            "chain": [{"text": who, "spans": [[0, who_end]], "kind": "person", "entity": null}],
            "said": null, "confidence": 0.9}]
    }))
    .expect("a reading")
}
