//! A ledger of one small page, for tests: made in a folder of its own, gone with the test.

use std::path::PathBuf;

use hearsay::intake::{Known, Page};

use super::guard::Door;
use super::room::Room;
use crate::add::{Keeper, Keeping, store};
use crate::args::LedgerArgs;
use crate::ledger;

/// A room over a ledger of its own.
pub(super) struct Shelf {
    /// The room.
    pub(super) room: Room,
    folder: PathBuf,
}

/// An address and what stands there.
type Leaf<'a> = (&'a str, &'a str);

const PAGE: Leaf<'_> = (
    "https://lund.example/ferry",
    "<html lang=en><title>Ferry to stop in May</title><article><h1>Ferry to stop in May</h1>\
     <p>The ferry across the Lund will stop in May, the harbour master, Ines Varga, said on Monday.</p>\
     <p>The shipping line denied that the ferry across the Lund would stop in May. \"Nobody has asked us,\" its director Piet Oud said.</p></article>",
);

impl Shelf {
    /// A room that this machine alone visits, over a ledger of the sample page; `name` is the test's.
    pub(super) fn new(name: &str) -> Self {
        Self::behind(name, None, &[PAGE])
    }

    /// The same with a token.
    pub(super) fn with_token(name: &str, token: &str) -> Self {
        Self::behind(name, Some(token.to_owned()), &[PAGE])
    }

    /// The same with other pages.
    pub(super) fn of(name: &str, pages: &[Leaf<'_>]) -> Self {
        Self::behind(name, None, pages)
    }

    fn behind(name: &str, token: Option<String>, pages: &[Leaf<'_>]) -> Self {
        let folder = format!("hearsay-serve-{}-{name}", std::process::id());
        let folder = std::env::temp_dir().join(folder);
        std::fs::create_dir_all(&folder).expect("a folder");
        let place = LedgerArgs {
            ledger: folder.join("hearsay.db"),
            wait: 10,
        };
        let mut ledger = ledger::create(&place).expect("a ledger");
        let keeping = Keeping {
            verbatim: false,
            originals: false,
        };
        let keeper = Keeper::new(ledger::create(&place).expect("a ledger"), keeping);
        let run = ledger::run("add", serde_json::Map::new());
        for page in pages {
            let prepared = keeper.prepare("sample", found(page)).expect("a page");
            store(&mut ledger, &prepared, &run).expect("stored");
        }
        ledger.account_anew(&run).expect("accounted for");
        let door = Door::new([127, 0, 0, 1].into(), &[], token);
        Self {
            room: Room::new(place, door).expect("a room"),
            folder,
        }
    }
}

fn found((address, html): &Leaf<'_>) -> Page {
    Page {
        place: String::new(),
        bytes: html.as_bytes().to_vec(),
        verbatim: false,
        charset: Some("utf-8".to_owned()),
        address: Some((*address).to_owned()),
        fetched: None,
        signal: "sample",
        known: Known::default(),
        overrules: false,
        fields: serde_json::Map::new(),
    }
}

impl Drop for Shelf {
    fn drop(&mut self) {
        // What stays behind is the system's to clear away.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
