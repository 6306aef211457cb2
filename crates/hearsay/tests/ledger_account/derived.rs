//! What is derived: the same in any order, and only of what was touched.

use hearsay::account::{Account, Bearing, Rulings};
use hearsay::ledger::{ClaimFilter, Edit, LedgerError, Stored, Words, nearest};
use hearsay::reading::Reading;

use super::desk::*;

fn permutations(count: usize) -> Vec<Vec<usize>> {
    if count == 0 {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for shorter in permutations(count - 1) {
        for at in 0..count {
            let mut longer = shorter.clone();
            longer.insert(at, count - 1);
            all.push(longer);
        }
    }
    all
}

#[test]
fn the_order_of_articles_makes_no_difference() {
    let told: Vec<&Told> = DAM.iter().chain([&BAKERS]).collect();
    let at_once = Desk::with("order", told.iter().copied());
    assert_eq!(at_once.raw::<i64>("SELECT count(*) FROM stories"), 2);
    assert!(!at_once.all().claims.is_empty());
    at_once.holds();
    let wanted = at_once.whole();
    for (number, mut order) in permutations(DAM.len()).into_iter().enumerate() {
        order.insert(number % told.len(), DAM.len());
        // One after the other, accounted for after each, or now and then.
        let mut desk = Desk::new(&format!("order-{number}"));
        for (at, which) in order.iter().enumerate() {
            desk.store(told[*which]);
            if number % 3 != 2 || at % 2 == 0 {
                desk.anew();
            }
        }
        desk.anew();
        assert_eq!(desk.whole(), wanted, "{order:?}");
        if number % 12 == 0 {
            desk.holds();
        }
    }
}

#[test]
fn what_is_stored_is_the_account_of_the_readings() {
    let desk = Desk::with("same", &DAM);
    let readings: Vec<Reading> = DAM.iter().map(|told| desk.reading(told)).collect();
    // With the ledger's ids for persons the account is the same but for what names a person's first article.
    let account = Account::of(&readings, &Rulings::default());
    let stored = desk.all();
    let texts = |account: &Account| -> Vec<_> {
        account
            .claims
            .iter()
            .map(|claim| {
                (
                    claim.text.clone(),
                    claim.statements.len(),
                    claim.origins,
                    claim.status,
                )
            })
            .collect()
    };
    let (mut one, mut other) = (texts(&account), texts(&stored));
    one.sort_by(|a, b| a.0.cmp(&b.0));
    other.sort_by(|a, b| a.0.cmp(&b.0));
    assert_eq!(one, other);
    assert_eq!(account.entities.len(), stored.entities.len());
}

#[test]
fn only_what_is_touched_is_accounted_for_anew() {
    let mut desk = Desk::with("touched", DAM[..3].iter().chain([&BAKERS]));
    assert!(!desk.ledger.is_behind().expect("an answer"));
    assert_eq!(desk.anew(), 0);
    let bakers: i64 = desk.raw("SELECT story_id FROM articles WHERE text LIKE 'Bakers%'");
    desk.store(&DAM[3]);
    assert!(desk.ledger.is_behind().expect("an answer"));
    desk.holds();
    assert_eq!(desk.anew(), 1);
    assert_eq!(
        desk.raw::<i64>("SELECT story_id FROM articles WHERE text LIKE 'Bakers%'"),
        bakers
    );
    assert_eq!(
        desk.raw::<i64>("SELECT articles FROM stories WHERE articles > 1"),
        4
    );
    desk.holds();
}

#[test]
fn one_full_name_is_one_person_over_all_stories() {
    let desk = Desk::with("names", [&DAM[0], &BAKERS, &DAM[1]]);
    let (dam, bakers) = (desk.reading(&DAM[0]), desk.reading(&BAKERS));
    assert_eq!(dam.entities[0].id, bakers.entities[0].id);
    let source = |reading: &Reading| reading.attributions[0].source.clone().expect("who").entity;
    assert_eq!(source(&dam), source(&bakers));
    assert_eq!(dam.attributions[0].chain[0].entity, source(&dam));
    assert_ne!(dam.entities[0].id, desk.reading(&DAM[1]).entities[0].id);
}

#[test]
fn only_the_latest_version_counts_and_what_is_rejected_does_not() {
    let mut desk = Desk::with("version", &DAM[..3]);
    let edited = Told {
        text: "The page was taken down at the request of the keeper.",
        said: &[],
        ..DAM[0]
    };
    let before = desk.said(&DAM[0]);
    assert!(desk.claim_of(&before).is_some());
    let rejected = desk.said(&DAM[1]);
    desk.ledger
        .reject(&rejected, by("2031-02-08T08:00:00Z"), &run())
        .expect("rejected");
    desk.anew();
    assert!(desk.claim_of(&rejected).is_none());
    desk.holds();
    desk.store(&edited);
    desk.holds();
    desk.anew();
    desk.holds();
    assert!(
        desk.claim_of(&before).is_none(),
        "the older version does not count"
    );
    assert_eq!(desk.raw::<i64>("SELECT count(*) FROM stories"), 2);
    assert!(!desk.ledger.is_behind().expect("an answer"));
}

#[test]
fn a_print_is_kept_until_its_words_are_others() {
    let mut desk = Desk::with("prints", &DAM);
    let said = desk.said(&DAM[0]);
    let print = |desk: &Desk| -> Vec<u8> {
        desk.raw(&format!(
            "SELECT bytes FROM prints WHERE attribution_id = (SELECT id FROM attributions WHERE key = '{said}')"
        ))
    };
    let before = print(&desk);
    // A mark that stays as long as nobody makes the print anew.
    let marked: Vec<u8> = before.iter().map(|byte| byte ^ 1).collect();
    rusqlite::Connection::open(desk.folder.join("test.db"))
        .and_then(|conn| {
            conn.execute(
                "UPDATE prints SET bytes = ?1 WHERE bytes = ?2",
                (&marked, &before),
            )
        })
        .expect("plain SQL");
    desk.store(&DAM[0]);
    desk.ledger
        .bear(&said, Bearing::Doubts, by("2031-02-08T08:00:00Z"))
        .expect("ruled");
    desk.anew();
    assert_eq!(print(&desk), marked);
    let edit = Edit {
        content: nearest(DAM[0].text, "Engineers inspected the Ostrel dam", 0),
        ..Edit::default()
    };
    desk.ledger
        .correct(&said, &edit, by("2031-02-08T09:00:00Z"), &run())
        .expect("corrected");
    desk.anew();
    assert_ne!(print(&desk), marked);
    assert_ne!(print(&desk), before);
    desk.holds();
}

#[test]
fn claims_are_found_shown_and_compared() {
    let desk = Desk::with("ask", DAM.iter().chain([&BAKERS]));
    let claim = desk.claim_of(&desk.said(&DAM[0])).expect("a claim").0;
    assert_eq!(
        desk.ledger.find(&claim[..8]).expect("found"),
        Stored::Claim(claim.clone())
    );
    let one = desk.ledger.claim(&claim).expect("a claim");
    assert_eq!(one.claims.len(), 1);
    assert!(!one.entities.is_empty());
    assert!(matches!(
        desk.ledger.claim("beef"),
        Err(LedgerError::NoSuchId(_))
    ));
    let found = |filter: ClaimFilter| {
        desk.ledger
            .account(&filter)
            .expect("an account")
            .claims
            .len()
    };
    let all = found(ClaimFilter::default());
    assert!(all > 1);
    let words = |text: &str| ClaimFilter {
        words: Words::parse(text),
        ..ClaimFilter::default()
    };
    assert_eq!(found(words("cracking spillway")), 1, "words are stemmed");
    assert_eq!(found(words("flour")), 1);
    assert_eq!(found(words("zeppelin")), 0);
    assert_eq!(
        found(ClaimFilter {
            since: Some("2031-03".to_owned()),
            ..ClaimFilter::default()
        }),
        0
    );
    assert_eq!(
        found(ClaimFilter {
            limit: 1,
            ..ClaimFilter::default()
        }),
        1
    );
    let bakers = desk.reading(&BAKERS).article.id;
    assert_eq!(
        found(ClaimFilter {
            story_of: Some(bakers),
            ..ClaimFilter::default()
        }),
        1
    );
    let contested = desk
        .ledger
        .account(&ClaimFilter {
            contested: true,
            ..ClaimFilter::default()
        })
        .expect("an account");
    assert!(
        contested
            .claims
            .iter()
            .all(|claim| claim.status == hearsay::account::Status::Contested)
    );
}

#[test]
fn accounts_that_are_tampered_with_are_found() {
    let cases = [
        (
            "UPDATE claims SET status = 'retracted'",
            "its account is not that of its articles",
        ),
        (
            "UPDATE claims SET text = 'The moon is cheese'",
            "its account is not",
        ),
        (
            "DELETE FROM statements WHERE id = (SELECT max(id) FROM statements)",
            "its account is not",
        ),
        ("UPDATE stories SET articles = 7", "counts 7"),
        (
            "UPDATE claims SET statements = 9",
            "not as many statements as it counts",
        ),
        (
            "UPDATE articles SET story_id = NULL, current = 0 WHERE text LIKE 'Jo Lark%'",
            "not of its story",
        ),
        (
            "INSERT INTO citations (name, story_id, position, article_id, spans) \
             SELECT 'the moon', story_id, 99, id, '[[0,3]]' FROM articles LIMIT 1",
            "of a citation are not those of its spans",
        ),
        ("DELETE FROM kin", "not those that hang together"),
        (
            "UPDATE sketches SET terms = x'00'",
            "the sketch is not that of its text",
        ),
        (
            "UPDATE stories SET key = 'beef' || id",
            "the id is not that of its earliest article",
        ),
    ];
    for (at, (sql, wanted)) in cases.iter().enumerate() {
        let desk = Desk::with(&format!("tamper-{at}"), &DAM);
        desk.holds();
        rusqlite::Connection::open(desk.folder.join("test.db"))
            .and_then(|conn| conn.execute_batch(sql))
            .expect("plain SQL");
        let found = desk.problems();
        assert!(
            found.iter().any(|problem| problem.contains(wanted)),
            "{sql}: {found:?}"
        );
    }
}
