//! Articles of our own about one matter, and a ledger to put them in.

use std::path::PathBuf;
use std::time::Duration;

use hearsay::account::{Account, Bearing};
use hearsay::ledger::{Capture, ClaimFilter, Ledger, Run, Signature, capture_key, nearest};
use hearsay::reading::Reading;
use serde_json::json;

pub(crate) const WAIT: Duration = Duration::from_secs(5);

/// One who speaks: name, kind, cue, content, stance.
pub(crate) type Saying = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

/// An article: address, outlet, day, text, what is said.
pub(crate) struct Told {
    pub(crate) url: &'static str,
    pub(crate) outlet: &'static str,
    pub(crate) day: &'static str,
    pub(crate) text: &'static str,
    pub(crate) said: &'static [Saying],
}

pub(crate) const DAM: [Told; 4] = [
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

pub(crate) const BAKERS: Told = Told {
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
    pub(crate) fn reading(&self) -> Reading {
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

pub(crate) fn run() -> Run {
    Run {
        command: "add".to_owned(),
        program: "test 1".to_owned(),
        model: "m".to_owned(),
        settings: serde_json::Map::new(),
        started: "2031-02-07T08:00:00Z".to_owned(),
    }
}

pub(crate) fn by(made: &'static str) -> Signature<'static> {
    Signature {
        who: "desk",
        made,
        note: Some("asked her"),
    }
}

/// A ledger in a folder of its own.
pub(crate) struct Desk {
    pub(crate) folder: PathBuf,
    pub(crate) ledger: Ledger,
}

impl Desk {
    pub(crate) fn new(name: &str) -> Self {
        let folder =
            std::env::temp_dir().join(format!("hearsay-account-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("a folder");
        let ledger = Ledger::create(&folder.join("test.db"), WAIT).expect("a ledger");
        Self { folder, ledger }
    }

    pub(crate) fn with<'a>(name: &str, told: impl IntoIterator<Item = &'a Told>) -> Self {
        let mut desk = Self::new(name);
        for told in told {
            desk.store(told);
        }
        desk.anew();
        desk
    }

    pub(crate) fn store(&mut self, told: &Told) {
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

    pub(crate) fn anew(&mut self) -> usize {
        self.ledger.account_anew(&run()).expect("accounted for")
    }

    pub(crate) fn all(&self) -> Account {
        self.ledger
            .account(&ClaimFilter::default())
            .expect("an account")
    }

    /// Everything that may be looked at: claims, and the readings with their ids.
    pub(crate) fn whole(&self) -> String {
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
    pub(crate) fn problems(&self) -> Vec<String> {
        let mut found = self.ledger.verify(|_| ()).expect("a check");
        found.extend(self.ledger.verify_accounts(&run()).expect("a check"));
        found
            .into_iter()
            .map(|problem| format!("{}: {}", problem.place, problem.text))
            .collect()
    }

    pub(crate) fn holds(&self) {
        assert_eq!(self.problems(), Vec::<String>::new());
    }

    pub(crate) fn raw<T: rusqlite::types::FromSql>(&self, sql: &str) -> T {
        rusqlite::Connection::open(self.folder.join("test.db"))
            .and_then(|conn| conn.query_row(sql, [], |row| row.get(0)))
            .expect("plain SQL")
    }

    /// The attribution of the article at this address.
    pub(crate) fn said(&self, told: &Told) -> String {
        self.reading(told).attributions[0].id.clone()
    }

    pub(crate) fn reading(&self, told: &Told) -> Reading {
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
    pub(crate) fn claim_of(&self, attribution: &str) -> Option<(String, Bearing)> {
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
