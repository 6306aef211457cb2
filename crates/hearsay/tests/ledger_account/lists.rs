//! Lists and profiles: who is named over articles, heads of articles, claims without their texts.

use hearsay::account::Bearing;
use hearsay::ledger::{ClaimFilter, LedgerError, Query, Words};

use super::desk::*;

#[test]
fn a_profile_gathers_one_person_over_articles() {
    let desk = Desk::with("profile", &DAM);
    let lark = Words::parse("Jo Lark").expect("words");
    let found = desk.ledger.named(&lark, 5).expect("a list");
    assert_eq!(found.len(), 1, "two articles, one person: {found:?}");
    let (id, name, kind) = &found[0];
    assert_eq!((name.as_str(), kind.as_str()), ("Jo Lark", "person"));
    let profile = desk.ledger.profile(id).expect("a profile");
    assert_eq!(profile.articles, 2);
    assert_eq!(profile.names, [("Jo Lark".to_owned(), 2)]);
    let outlets: Vec<&str> = profile.heard_by.iter().map(|tie| &*tie.name).collect();
    assert_eq!(outlets, ["Mill Gazette", "Weir Post"]);
    assert_eq!((profile.cites, profile.cited_by), (vec![], vec![]));
    let said = Query {
        speaker: Some(id.clone()),
        ..Query::default()
    };
    assert_eq!(desk.ledger.said(&said).expect("a list").1, 2);
    let of = Query {
        of: Some(id.clone()),
        ..Query::default()
    };
    assert_eq!(desk.ledger.said(&of).expect("a list").1, 0);
    assert!(matches!(
        desk.ledger.profile("00000000"),
        Err(LedgerError::NoSuchId(_))
    ));
}

#[test]
fn lists_name_articles_and_claims_without_their_texts() {
    let desk = Desk::with("heads", &DAM);
    let latest = desk.ledger.latest(2, 1).expect("a list");
    let days: Vec<Option<&str>> = latest.iter().map(|head| head.day()).collect();
    assert_eq!(days, [Some("2031-02-05"), Some("2031-02-04")]);
    assert_eq!(latest[0].name(), "Mill Gazette");
    let heads = desk.ledger.heads(["nothing", latest[1].id.as_str()]);
    assert_eq!(heads.expect("a list"), latest[1..]);
    let filter = ClaimFilter {
        contested: true,
        ..ClaimFilter::default()
    };
    let claims = desk.ledger.claims(&filter).expect("a list");
    assert_eq!(
        claims,
        desk.ledger.account(&filter).expect("an account").claims
    );
    let bears = desk.ledger.bears(&latest[1].id).expect("a list");
    assert_eq!(bears.len(), 1);
    assert_eq!(bears[0].stance, Bearing::Denies);
    assert_eq!(bears[0].claim, claims[0].id);
    let versions = desk.ledger.version_heads(&latest[0].id).expect("a list");
    assert_eq!(versions.len(), 1);
}
