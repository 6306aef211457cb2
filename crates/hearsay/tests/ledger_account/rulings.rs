//! What people rule holds, follows newer readings, and can be taken back.

use hearsay::account::Bearing;
use hearsay::ledger::{Capture, LedgerError, capture_key, nearest};

use super::desk::*;

#[test]
fn people_say_who_is_not_one_and_take_it_back() {
    let mut desk = Desk::with("separate", [&DAM[0], &BAKERS, &DAM[2]]);
    let before = desk.whole();
    let own: Vec<String> = ["Bakers%", "The sluice%"]
        .iter()
        .map(|text| desk.raw(&format!("SELECT e.key FROM entities AS e JOIN articles AS w ON w.id = e.article_id WHERE w.text LIKE '{text}'")))
        .collect();
    let id = desk
        .ledger
        .separate(&own[0], &own[1], by("2031-02-08T08:00:00Z"))
        .expect("ruled");
    for round in 0..2 {
        desk.anew();
        let ids = [&DAM[0], &DAM[2], &BAKERS].map(|told| desk.reading(told).entities[0].id.clone());
        assert_eq!(ids[0], ids[1], "{round}");
        assert_ne!(ids[0], ids[2], "{round}");
        desk.holds();
        // It holds when an article of the same person comes.
        desk.store(&DAM[3]);
    }
    assert_eq!(
        desk.ledger.corrections().expect("a list")[0].text,
        "Jo Lark is not Jo Lark"
    );
    desk.ledger
        .withdraw(&id, by("2031-02-09T08:00:00Z"), &run())
        .expect("withdrawn");
    desk.anew();
    let ids = [&DAM[0], &BAKERS].map(|told| desk.reading(told).entities[0].id.clone());
    assert_eq!(ids[0], ids[1]);
    let plain = Desk::with("separate-plain", [&DAM[0], &BAKERS, &DAM[2], &DAM[3]]);
    assert_eq!(desk.whole(), plain.whole());
    assert_ne!(desk.whole(), before);
}

#[test]
fn merged_persons_stay_merged() {
    let mut desk = Desk::with("merge", [&DAM[0], &BAKERS, &DAM[1]]);
    let (lark, venn) = (
        desk.reading(&DAM[0]).entities[0].id.clone(),
        desk.reading(&DAM[1]).entities[0].id.clone(),
    );
    let id = desk
        .ledger
        .merge(&venn, &lark, by("2031-02-08T08:00:00Z"))
        .expect("ruled");
    desk.anew();
    for told in [&DAM[0], &DAM[1], &BAKERS] {
        assert_eq!(desk.reading(told).entities[0].id, venn);
    }
    desk.store(&DAM[2]);
    desk.anew();
    assert_eq!(desk.reading(&DAM[2]).entities[0].id, venn);
    desk.holds();
    desk.ledger
        .withdraw(&id, by("2031-02-09T08:00:00Z"), &run())
        .expect("withdrawn");
    desk.anew();
    assert_eq!(desk.reading(&DAM[1]).entities[0].id, venn);
    assert_ne!(desk.reading(&BAKERS).entities[0].id, venn);
    desk.holds();
}

#[test]
fn rulings_on_claims_hold_and_can_be_withdrawn() {
    let mut desk = Desk::with("rule", &DAM);
    let before = desk.whole();
    let (first, second, last) = (desk.said(&DAM[0]), desk.said(&DAM[1]), desk.said(&DAM[3]));
    assert_eq!(
        desk.claim_of(&first).map(|found| found.0),
        desk.claim_of(&second).map(|found| found.0)
    );
    assert_ne!(
        desk.claim_of(&first).map(|found| found.0),
        desk.claim_of(&last).map(|found| found.0)
    );
    let claim = desk.claim_of(&first).expect("a claim").0;
    let ids = [
        desk.ledger
            .apart(&second, &claim, by("2031-02-08T08:00:00Z"))
            .expect("ruled"),
        desk.ledger
            .together(&last, &first, by("2031-02-08T09:00:00Z"))
            .expect("ruled"),
        desk.ledger
            .bear(&last, Bearing::Denies, by("2031-02-08T10:00:00Z"))
            .expect("ruled"),
    ];
    assert!(desk.ledger.is_behind().expect("an answer"));
    desk.anew();
    for _ in 0..2 {
        assert_ne!(
            desk.claim_of(&first).map(|found| found.0),
            desk.claim_of(&second).map(|found| found.0)
        );
        let (joined, bearing) = desk.claim_of(&last).expect("a claim");
        assert_eq!(Some(joined), desk.claim_of(&first).map(|found| found.0));
        assert_eq!(bearing, Bearing::Denies);
        desk.holds();
        desk.store(&BAKERS);
        desk.anew();
    }
    assert_eq!(desk.ledger.corrections().expect("a list").len(), 3);
    for id in &ids {
        desk.ledger
            .withdraw(id, by("2031-02-09T08:00:00Z"), &run())
            .expect("withdrawn");
    }
    desk.anew();
    desk.holds();
    let plain = Desk::with("rule-plain", DAM.iter().chain([&BAKERS]));
    assert_eq!(desk.whole(), plain.whole());
    assert_ne!(desk.whole(), before);
}

#[test]
fn a_ruling_brings_two_stories_together() {
    let mut desk = Desk::with("bring", [&DAM[0], &BAKERS]);
    let (dam, bakers) = (desk.said(&DAM[0]), desk.said(&BAKERS));
    let id = desk
        .ledger
        .together(&dam, &bakers, by("2031-02-08T08:00:00Z"))
        .expect("ruled");
    desk.anew();
    assert_eq!(
        desk.claim_of(&dam).map(|found| found.0),
        desk.claim_of(&bakers).map(|found| found.0)
    );
    desk.holds();
    desk.ledger
        .withdraw(&id, by("2031-02-09T08:00:00Z"), &run())
        .expect("withdrawn");
    desk.anew();
    assert_eq!(desk.raw::<i64>("SELECT count(*) FROM stories"), 2);
    desk.holds();
}

#[test]
fn exported_rulings_come_in_again() {
    let mut desk = Desk::with("lines", DAM.iter().chain([&BAKERS]));
    let (first, second) = (desk.said(&DAM[0]), desk.said(&DAM[1]));
    let (lark, venn) = (
        desk.reading(&DAM[0]).entities[0].id.clone(),
        desk.reading(&DAM[1]).entities[0].id.clone(),
    );
    desk.ledger
        .apart(&first, &second, by("2031-02-08T08:00:00Z"))
        .expect("ruled");
    desk.ledger
        .merge(&venn, &lark, by("2031-02-08T09:00:00Z"))
        .expect("ruled");
    let bear = desk
        .ledger
        .bear(&first, Bearing::Doubts, by("2031-02-08T10:00:00Z"))
        .expect("ruled");
    desk.ledger
        .withdraw(&bear, by("2031-02-08T11:00:00Z"), &run())
        .expect("withdrawn");
    desk.anew();
    let lines = desk.ledger.ruling_lines().expect("lines");
    assert_eq!(lines.len(), 3);
    let mut copy = Desk::new("lines-copy");
    for id in desk.ledger.articles().expect("ids") {
        let reading = desk.ledger.reading(&id).expect("a reading");
        let capture = Capture {
            key: capture_key(id.as_bytes(), &[]),
            input: "all.jsonl".to_owned(),
            place: String::new(),
            address: None,
            fetched: None,
            original: None,
            fields: serde_json::Map::new(),
        };
        copy.ledger
            .store(&reading, &capture, &run())
            .expect("stored");
    }
    for line in &lines {
        let text = serde_json::to_string(line).expect("JSON");
        let line = serde_json::from_str(&text).expect("a line");
        assert!(copy.ledger.restore_ruling(&line).expect("restored"));
        assert!(!copy.ledger.restore_ruling(&line).expect("known"));
    }
    copy.anew();
    copy.holds();
    assert_eq!(copy.ledger.ruling_lines().expect("lines"), lines);
    assert_eq!(copy.whole(), desk.whole());
    let mut elsewhere = Desk::with("lines-elsewhere", [&BAKERS]);
    assert!(matches!(
        elsewhere.ledger.restore_ruling(&lines[0]),
        Err(LedgerError::NoSuchId(_))
    ));
}

#[test]
fn rulings_follow_a_newer_reading() {
    let mut desk = Desk::with("reread", &DAM);
    let (first, last) = (desk.said(&DAM[0]), desk.said(&DAM[3]));
    desk.ledger
        .together(&last, &first, by("2031-02-08T09:00:00Z"))
        .expect("ruled");
    let mut newer = DAM[3].reading();
    newer.attributions[0].content = nearest(DAM[3].text, "farmers fell ill after lunch", 0);
    let article = desk.reading(&DAM[3]).article.id;
    desk.ledger
        .reread(&article, &newer, &run())
        .expect("read anew");
    desk.anew();
    let again = desk.said(&DAM[3]);
    assert_ne!(again, last);
    assert_eq!(
        desk.claim_of(&again).map(|found| found.0),
        desk.claim_of(&first).map(|found| found.0)
    );
    // What is no longer read at all stays, since somebody ruled on it.
    newer.attributions.clear();
    desk.ledger
        .reread(&article, &newer, &run())
        .expect("read anew");
    desk.anew();
    assert_eq!(desk.said(&DAM[3]), again);
    desk.holds();
}
