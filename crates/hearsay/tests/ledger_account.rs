//! The ledger across articles: stories, claims and persons are the same in whatever order articles came, follow what
//! people rule, and leave alone what is not touched.

use std::path::PathBuf;
use std::time::Duration;

use hearsay::account::{Account, Bearing, Rulings};
use hearsay::ledger::{
    Capture, ClaimFilter, Edit, Ledger, LedgerError, Query, Run, Signature, Stored, Words,
    capture_key, nearest,
};
use hearsay::reading::Reading;
use serde_json::json;

const WAIT: Duration = Duration::from_secs(5);

/// One who speaks: name, kind, cue, content, stance.
type Saying = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

/// An article: address, outlet, day, text, what is said.
struct Told {
    url: &'static str,
    outlet: &'static str,
    day: &'static str,
    text: &'static str,
    said: &'static [Saying],
}

const DAM: [Told; 4] = [
    Told {
        url: "https://weirpost.example/1",
        outlet: "Weir Post",
        day: "2031-02-03",
        text: "The sluice keeper Jo Lark said the Ostrel dam had cracked near the northern spillway. \
            Engineers inspected the Ostrel dam and the northern spillway at dawn.",
        said: &[(
            "Jo Lark",
            "person",
            "said",
            "the Ostrel dam had cracked near the northern spillway",
            "asserts",
        )],
    },
    Told {
        url: "https://tidings.example/a",
        outlet: "Tidings",
        day: "2031-02-04",
        text: "The minister Ada Venn denied that the Ostrel dam had cracked near the northern spillway. \
            Engineers at the Ostrel dam closed the northern spillway on Tuesday.",
        said: &[(
            "Ada Venn",
            "person",
            "denied",
            "that the Ostrel dam had cracked near the northern spillway",
            "denies",
        )],
    },
    Told {
        url: "https://millgazette.example/x",
        outlet: "Mill Gazette",
        day: "2031-02-05",
        text: "Jo Lark said again that the Ostrel dam had cracked near the northern spillway. \
            The northern spillway of the Ostrel dam stays closed. The Weir Post reported that lightning struck a barn.",
        said: &[
            (
                "Jo Lark",
                "person",
                "said",
                "that the Ostrel dam had cracked near the northern spillway",
                "asserts",
            ),
            (
                "The Weir Post",
                "outlet",
                "reported",
                "that lightning struck a barn",
                "asserts",
            ),
        ],
    },
    Told {
        url: "https://harbourecho.example/9",
        outlet: "Harbour Echo",
        day: "2031-02-06",
        text: "Engineers at the Ostrel dam told reporters two farmers fell ill after lunch. \
            The northern spillway of the Ostrel dam stays closed.",
        said: &[(
            "Engineers at the Ostrel dam",
            "collective",
            "told",
            "two farmers fell ill after lunch",
            "asserts",
        )],
    },
];

const BAKERS: Told = Told {
    url: "https://weirpost.example/2",
    outlet: "Weir Post",
    day: "2031-02-05",
    text: "Bakers in Quillhaven want cheaper flour, Jo Lark said. Rye loaves cost twice as much as wheat rolls.",
    said: &[(
        "Jo Lark",
        "person",
        "said",
        "Bakers in Quillhaven want cheaper flour",
        "asserts",
    )],
};

impl Told {
    fn reading(&self) -> Reading {
        let marked = |words: &str| {
            let marked = nearest(self.text, words, 0).expect("words of the text");
            json!({"spans": marked.spans, "text": marked.text})
        };
        let mut entities = Vec::new();
        let mut attributions = Vec::new();
        for (number, (source, kind, cue, content, stance)) in self.said.iter().enumerate() {
            let mut who = marked(source);
            who["kind"] = json!(kind);
            who["entity"] = json!(null);
            if ["person", "outlet"].contains(kind) {
                let id = format!("e{number}");
                who["entity"] = json!(id);
                let span = &who["spans"][0];
                entities.push(json!({"id": id, "name": source, "kind": kind, "roles": [],
                    "mentions": [{"start": span[0], "end": span[1], "text": source, "form": "name"}]}));
            }
            let voice = json!({"text": source, "kind": kind, "entity": who["entity"], "spans": who["spans"]});
            attributions.push(json!({
                "id": format!("a{number}"), "parent": null, "source": who, "cue": marked(cue),
                "content": marked(content), "quotation": "indirect", "mode": "speech", "stance": stance,
                "certainty": "certain", "polarity": "positive", "chain": [voice], "said": null, "confidence": 0.9
            }));
        }
        let length = self.text.chars().count();
        serde_json::from_value(json!({
            "schema": "hearsay.reading/1",
            "article": {
                "id": "x", "url": self.url, "outlet": self.outlet, "title": null, "authors": [],
                "published": self.day, "language": "en", "text": self.text,
                "blocks": [{"kind": "paragraph", "start": 0, "end": length}], "warnings": [],
                "signals": {"url": "canonical", "outlet": "json-ld", "title": null, "authors": [],
                            "published": "time", "language": "html"}
            },
            "entities": entities, "attributions": attributions
        }))
        .expect("a reading")
    }
}

fn run() -> Run {
    Run {
        command: "add".to_owned(),
        program: "test 1".to_owned(),
        model: "m".to_owned(),
        settings: serde_json::Map::new(),
        started: "2031-02-07T08:00:00Z".to_owned(),
    }
}

fn by(made: &'static str) -> Signature<'static> {
    Signature {
        who: "desk",
        made,
        note: Some("asked her"),
    }
}

/// A ledger in a folder of its own.
struct Desk {
    folder: PathBuf,
    ledger: Ledger,
}

impl Desk {
    fn new(name: &str) -> Self {
        let folder =
            std::env::temp_dir().join(format!("hearsay-account-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("a folder");
        let ledger = Ledger::create(&folder.join("test.db"), WAIT).expect("a ledger");
        Self { folder, ledger }
    }

    fn with<'a>(name: &str, told: impl IntoIterator<Item = &'a Told>) -> Self {
        let mut desk = Self::new(name);
        for told in told {
            desk.store(told);
        }
        desk.anew();
        desk
    }

    fn store(&mut self, told: &Told) {
        let reading = told.reading();
        let capture = Capture {
            key: capture_key(told.text.as_bytes(), &[told.url]),
            input: told.url.to_owned(),
            place: String::new(),
            address: None,
            fetched: None,
            original: None,
            fields: serde_json::Map::new(),
        };
        self.ledger
            .store(&reading, &capture, &run())
            .expect("stored");
    }

    fn anew(&mut self) -> usize {
        self.ledger.account_anew(&run()).expect("accounted for")
    }

    fn all(&self) -> Account {
        self.ledger
            .account(&ClaimFilter::default())
            .expect("an account")
    }

    /// Everything that may be looked at: claims, and the readings with their ids.
    fn whole(&self) -> String {
        let articles = self.ledger.articles().expect("ids");
        let readings: Vec<Reading> = articles
            .iter()
            .map(|id| self.ledger.reading(id).expect("a reading"))
            .collect();
        let mut account = self.all();
        account.origins.sort_by(|a, b| a.id.cmp(&b.id));
        account.entities.sort_by(|a, b| a.id.cmp(&b.id));
        account.citations.sort_by(|a, b| a.from.cmp(&b.from));
        account.copies.sort();
        for figure in &mut account.entities {
            figure.roles.sort();
            figure.members.sort();
        }
        let members: Vec<_> = account
            .entities
            .iter()
            .map(|figure| figure.members.clone())
            .collect();
        json!([account, members, readings]).to_string()
    }

    /// What does not hold, in words.
    fn problems(&self) -> Vec<String> {
        let mut found = self.ledger.verify(|_| ()).expect("a check");
        found.extend(self.ledger.verify_accounts(&run()).expect("a check"));
        found
            .into_iter()
            .map(|problem| format!("{}: {}", problem.place, problem.text))
            .collect()
    }

    fn holds(&self) {
        assert_eq!(self.problems(), Vec::<String>::new());
    }

    fn raw<T: rusqlite::types::FromSql>(&self, sql: &str) -> T {
        rusqlite::Connection::open(self.folder.join("test.db"))
            .and_then(|conn| conn.query_row(sql, [], |row| row.get(0)))
            .expect("plain SQL")
    }

    /// The attribution of the article at this address.
    fn said(&self, told: &Told) -> String {
        self.reading(told).attributions[0].id.clone()
    }

    fn reading(&self, told: &Told) -> Reading {
        let ids = self.ledger.articles().expect("ids");
        let readings = ids
            .iter()
            .map(|id| self.ledger.reading(id).expect("a reading"));
        readings
            .into_iter()
            .find(|reading| reading.article.url.as_deref() == Some(told.url))
            .expect("it is stored")
    }

    /// The claim that an attribution bears on, and how.
    fn claim_of(&self, attribution: &str) -> Option<(String, Bearing)> {
        let account = self.all();
        account.claims.iter().find_map(|claim| {
            let found = claim
                .statements
                .iter()
                .find(|statement| statement.attribution == attribution)?;
            Some((claim.id.clone(), found.stance))
        })
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

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
