//! Each form of the desk through the whole router: good, bad, from elsewhere, of nothing.

use std::time::Duration;

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use hearsay::account::Bearing;
use hearsay::ledger::{ClaimFilter, Correction, EntityFilter, Ledger, Query, Said};
use url::form_urlencoded;

use crate::serve::fault::Fault;
use crate::serve::sample::Shelf;
use crate::serve::tests::{Answer, got, request, sent};

/// The cookie of somebody who signed before.
const VARGA: &str = "hearsay-who=Ines+Varga";

fn asked<T: Send + 'static>(
    shelf: &Shelf,
    question: impl FnOnce(&Ledger) -> Result<T, Fault> + Send + 'static,
) -> T {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime
        .block_on(shelf.room.read(question))
        .expect("an answer")
}

fn said(shelf: &Shelf) -> Vec<Said> {
    asked(shelf, |ledger| Ok(ledger.said(&Query::default())?.0))
}

/// The one whose source is so called.
fn by(shelf: &Shelf, source: &str) -> Said {
    let all = said(shelf);
    let one = all.iter().find(|said| {
        let known = said.source.as_deref().unwrap_or_default();
        known.contains(source)
    });
    one.unwrap_or_else(|| panic!("nobody is {source}: {all:#?}"))
        .clone()
}

fn corrections(shelf: &Shelf) -> Vec<Correction> {
    asked(shelf, |ledger| Ok(ledger.corrections()?))
}

fn body(fields: &[(&str, &str)]) -> Body {
    let mut form = form_urlencoded::Serializer::new(String::new());
    Body::from(form.extend_pairs(fields).finish())
}

/// Posts a form as a page of the room does.
fn posted(shelf: &Shelf, path: &str, cookie: &str, fields: &[(&str, &str)]) -> Answer {
    let request = request(Method::POST, path)
        .header("sec-fetch-site", "same-origin")
        .header(header::COOKIE, cookie)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(body(fields));
    sent(&shelf.room, request.expect("a request"))
}

fn changed(shelf: &Shelf, fields: &[(&str, &str)]) -> Answer {
    posted(shelf, "/desk/change", VARGA, fields)
}

/// Of two rulings on the same two the later wins, and the ledger's clock counts seconds.
fn later() {
    std::thread::sleep(Duration::from_millis(1100));
}

#[test]
fn a_reading_is_confirmed_and_leaves_the_queue() {
    let shelf = Shelf::new("desk-confirm");
    let one = by(&shelf, "Varga");
    let before = got(&shelf.room, "/desk");
    assert!(
        before.body.contains(&format!("id=\"s-{}\"", one.id)),
        "{}",
        before.body
    );
    let answer = changed(
        &shelf,
        &[("id", &one.id), ("change", "confirm"), ("back", "/desk")],
    );
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert!(answer.header("set-cookie").is_empty(), "known already");
    let made = corrections(&shelf).remove(0);
    assert_eq!(
        (made.who.as_str(), made.target.as_str()),
        ("Ines Varga", one.id.as_str())
    );
    assert_eq!(
        answer.header("location"),
        format!("/desk?noted={}", made.id)
    );
    let after = got(&shelf.room, answer.header("location"));
    assert!(
        after.body.contains("Noted:") && after.body.contains("Undo"),
        "{}",
        after.body
    );
    assert!(!after.body.contains(&format!("id=\"s-{}\"", one.id)));
}

#[test]
fn a_reading_is_rejected_and_put_back() {
    let shelf = Shelf::new("desk-reject");
    let one = by(&shelf, "Oud");
    let fields = [("id", one.id.as_str()), ("change", "reject")];
    assert_eq!(changed(&shelf, &fields).status, StatusCode::SEE_OTHER);
    assert!(said(&shelf).iter().all(|said| said.id != one.id));
    let screen = got(&shelf.room, &format!("/desk/statement/{}", one.id));
    assert_eq!(screen.status, StatusCode::OK);
    assert!(screen.body.contains("taken out"), "{}", screen.body);
    let made = corrections(&shelf).remove(0);
    let fields = [("id", made.id.as_str()), ("back", "/desk/corrections")];
    let undone = posted(&shelf, "/desk/withdraw", VARGA, &fields);
    assert_eq!(undone.status, StatusCode::SEE_OTHER);
    let list = got(&shelf.room, undone.header("location"));
    assert!(list.body.contains("Taken back:") && list.body.contains("Taken back on"));
    assert_eq!(by(&shelf, "Oud").id, one.id);
    let again = posted(&shelf, "/desk/withdraw", VARGA, &fields);
    assert_eq!(
        again.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "it stands no more"
    );
}

#[test]
fn source_and_stance_are_put_right() {
    let shelf = Shelf::new("desk-correct");
    let one = by(&shelf, "Varga");
    let back = format!("/articles/{}?at={}#n1", one.article, one.id);
    let answer = changed(
        &shelf,
        &[
            ("id", &one.id),
            ("change", "correct"),
            ("source", "Piet Oud"),
            ("stance", "denies"),
            ("certainty", ""),
            ("note", "It was he, he says"),
            ("back", &back),
        ],
    );
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let made = corrections(&shelf).remove(0);
    let target = format!(
        "/articles/{}?at={}&noted={}#n1",
        one.article, one.id, made.id
    );
    assert_eq!(answer.header("location"), target);
    assert_eq!(made.note.as_deref(), Some("It was he, he says"));
    let now = said(&shelf).into_iter().find(|said| said.id == one.id);
    let now = now.expect("still there");
    assert_eq!(now.source.as_deref(), Some("Piet Oud"));
    let who = (now.entity.as_deref(), now.kind.map(|kind| kind.name()));
    assert_eq!(
        who,
        (Some("Piet Oud"), Some("person")),
        "whom the article names so"
    );
    assert_eq!(now.stance.map(|stance| stance.name()), Some("denies"));
    assert_eq!(now.certainty, one.certainty, "left empty, left alone");
    let nobody = [
        ("id", one.id.as_str()),
        ("change", "correct"),
        ("no_source", "yes"),
    ];
    assert_eq!(changed(&shelf, &nobody).status, StatusCode::SEE_OTHER);
    let now = said(&shelf).into_iter().find(|said| said.id == one.id);
    assert_eq!(now.expect("still there").source, None);
}

#[test]
fn what_makes_no_sense_is_told_with_a_way_back() {
    let shelf = Shelf::new("desk-senseless");
    let id = by(&shelf, "Varga").id;
    let id = id.as_str();
    for fields in [
        &[("id", id), ("change", "correct")][..],
        &[("id", id), ("change", "correct"), ("stance", "shouts")],
        &[
            ("id", id),
            ("change", "correct"),
            ("source", "Nobody Of That Name"),
        ],
        &[("id", id), ("change", "erase")],
        &[("id", id)],
        &[("change", "confirm")],
        &[("id", id), ("change", "merge"), ("other", id)],
        &[("id", id), ("change", "together"), ("other", id)],
        &[("id", id), ("change", "bearing"), ("bearing", "")],
    ] {
        let mut fields = fields.to_vec();
        fields.push(("back", "/desk/corrections"));
        let answer = changed(&shelf, &fields);
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{fields:?}"
        );
        let back = "<a href=\"/desk/corrections\">Back to where you were</a>";
        assert!(answer.body.contains(back), "{fields:?}: {}", answer.body);
    }
    for unknown in ["0000000000000000", "zz", "'; DROP TABLE"] {
        let answer = changed(&shelf, &[("id", unknown), ("change", "confirm")]);
        assert_eq!(
            answer.status,
            StatusCode::NOT_FOUND,
            "{unknown}: {}",
            answer.body
        );
        let answer = posted(&shelf, "/desk/withdraw", VARGA, &[("id", unknown)]);
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{unknown}");
    }
    let endless = "x".repeat(super::LONGEST);
    let answer = changed(
        &shelf,
        &[("id", id), ("change", "confirm"), ("note", &endless)],
    );
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    let other = request(Method::POST, "/desk/change").body(Body::from("{}"));
    let answer = sent(&shelf.room, other.expect("a request"));
    assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert_eq!(corrections(&shelf), []);
}

#[test]
fn other_sites_correct_nothing() {
    let shelf = Shelf::new("desk-foreign");
    let id = by(&shelf, "Varga").id;
    for path in ["/desk/change", "/desk/withdraw", "/desk/who"] {
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "http://attacker.example"),
            ("origin", "null"),
        ] {
            let request = request(Method::POST, path)
                .header(name, value)
                .header(header::COOKIE, VARGA)
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(body(&[
                    ("id", &id),
                    ("change", "reject"),
                    ("who", "Mallory"),
                ]));
            let answer = sent(&shelf.room, request.expect("a request"));
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} {value}");
            assert!(answer.header("set-cookie").is_empty());
        }
    }
    assert_eq!(corrections(&shelf), []);
}

#[test]
fn who_signs_is_asked_once() {
    let shelf = Shelf::new("desk-who");
    let id = by(&shelf, "Varga").id;
    let fields = [
        ("id", id.as_str()),
        ("change", "confirm"),
        ("note", "a \"b\" <c>"),
    ];
    let question = posted(&shelf, "/desk/change", "", &fields);
    assert_eq!(question.status, StatusCode::OK);
    assert!(question.body.contains("Who signs?"));
    // What was filled in is kept, as text.
    assert!(
        question
            .body
            .contains("name=\"note\" value=\"a &#34;b&#34; &#60;c&#62;\""),
        "{}",
        question.body
    );
    assert_eq!(corrections(&shelf), []);
    let mut signed = fields.to_vec();
    signed.push(("who", "Åse Lund"));
    let answer = posted(&shelf, "/desk/change", "", &signed);
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let cookie = answer.header("set-cookie");
    assert!(
        cookie.contains("SameSite=Strict") && cookie.contains("HttpOnly"),
        "{cookie}"
    );
    assert_eq!(corrections(&shelf)[0].who, "Åse Lund");
    let pair = cookie.split(';').next().expect("a pair").to_owned();
    let again = request(Method::GET, "/desk")
        .header(header::COOKIE, pair)
        .body(Body::empty());
    let again = sent(&shelf.room, again.expect("a request"));
    assert!(again.body.contains("Åse Lund"), "{}", again.body);
    let named = posted(&shelf, "/desk/who", "", &[("who", "Piet")]);
    assert_eq!(named.status, StatusCode::SEE_OTHER);
    assert!(named.header("set-cookie").starts_with("hearsay-who=Piet;"));
    let blank = posted(&shelf, "/desk/who", "", &[("who", "  ")]);
    assert_eq!(blank.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[test]
fn names_are_put_together_and_taken_apart() {
    let shelf = Shelf::new("desk-names");
    let all = asked(&shelf, |ledger| {
        Ok(ledger.entity_list(&EntityFilter::default())?)
    });
    let id = |name: &str| {
        let one = all.iter().find(|one| one.name.contains(name));
        one.unwrap_or_else(|| panic!("nobody is {name}: {all:?}"))
            .id
            .clone()
    };
    let (varga, oud) = (id("Varga"), id("Oud"));
    let screen = got(&shelf.room, &format!("/desk/entity/{varga}?q=Oud"));
    assert!(
        screen.body.contains(&format!("value=\"{oud}\"")),
        "{}",
        screen.body
    );
    let fields = [("id", varga.as_str()), ("other", &oud), ("change", "merge")];
    let answer = changed(&shelf, &fields);
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let screen = got(&shelf.room, &format!("/desk/entity/{varga}"));
    assert!(
        screen.body.contains("This one is another"),
        "{}",
        screen.body
    );
    later();
    let fields = [
        ("id", varga.as_str()),
        ("other", &oud),
        ("change", "separate"),
    ];
    assert_eq!(changed(&shelf, &fields).status, StatusCode::SEE_OTHER);
    let screen = got(&shelf.room, &format!("/desk/entity/{varga}"));
    assert!(
        !screen.body.contains("This one is another"),
        "{}",
        screen.body
    );
    let made: Vec<String> = corrections(&shelf)
        .into_iter()
        .map(|made| made.kind)
        .collect();
    assert_eq!(made, ["merge", "separate"]);
}

#[test]
fn statements_are_put_to_claims_and_taken_from_them() {
    let shelf = Shelf::new("desk-claims");
    let (varga, oud) = (by(&shelf, "Varga").id, by(&shelf, "Oud").id);
    let claims = |shelf: &Shelf| {
        asked(shelf, |ledger| {
            Ok(ledger.account(&ClaimFilter::default())?.claims)
        })
    };
    let fields = [
        ("id", varga.as_str()),
        ("other", &oud),
        ("change", "together"),
    ];
    assert_eq!(changed(&shelf, &fields).status, StatusCode::SEE_OTHER);
    let found = claims(&shelf);
    let one = found.iter().find(|claim| {
        let bears = |id: &str| claim.statements.iter().any(|one| one.attribution == id);
        bears(&varga) && bears(&oud)
    });
    let claim = one
        .unwrap_or_else(|| panic!("not together: {found:#?}"))
        .clone();
    let screen = got(&shelf.room, &format!("/desk/claim/{}", claim.id));
    assert_eq!(screen.status, StatusCode::OK);
    assert!(
        screen.body.contains("It is about another claim"),
        "{}",
        screen.body
    );
    let fields = [
        ("id", oud.as_str()),
        ("bearing", "doubts"),
        ("change", "bearing"),
    ];
    assert_eq!(changed(&shelf, &fields).status, StatusCode::SEE_OTHER);
    let doubts = claims(&shelf).into_iter().any(|claim| {
        let mut all = claim.statements.iter();
        all.any(|one| one.attribution == oud && one.stance == Bearing::Doubts)
    });
    assert!(doubts, "{:#?}", claims(&shelf));
    later();
    let fields = [
        ("id", oud.as_str()),
        ("other", &claim.id),
        ("change", "apart"),
    ];
    assert_eq!(changed(&shelf, &fields).status, StatusCode::SEE_OTHER);
    let apart = claims(&shelf).iter().all(|claim| {
        let bears = |id: &str| claim.statements.iter().any(|one| one.attribution == id);
        !(bears(&varga) && bears(&oud))
    });
    assert!(apart, "{:#?}", claims(&shelf));
}

#[test]
fn screens_of_nothing_are_not_there() {
    let shelf = Shelf::new("desk-nothing");
    let article = by(&shelf, "Varga").article;
    for what in ["statement", "claim", "entity"] {
        for id in ["0000000000000000", "zz", article.as_str()] {
            let answer = got(&shelf.room, &format!("/desk/{what}/{id}"));
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{what} {id}");
        }
    }
    let empty = got(&shelf.room, "/desk/corrections?page=18446744073709551615");
    assert_eq!(empty.status, StatusCode::OK);
    assert_eq!(got(&shelf.room, "/desk?noted=gone").status, StatusCode::OK);
    assert_eq!(
        got(&shelf.room, "/desk?sure=x").status,
        StatusCode::BAD_REQUEST
    );
}
