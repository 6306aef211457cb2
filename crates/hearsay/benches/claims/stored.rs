//! Articles that are made by rule, put into a ledger.

use hearsay::ledger::{Capture, Ledger, Run, capture_key};

use crate::made::{Known, Maker};

/// Stores one more article.
pub(crate) fn store(ledger: &mut Ledger, maker: &mut Maker, known: &mut Known) {
    let reading = maker.next(known);
    let url = reading.article.url.clone().unwrap_or_default();
    let capture = Capture {
        key: capture_key(url.as_bytes(), &[]),
        input: "bench".to_owned(),
        place: String::new(),
        address: None,
        fetched: None,
        original: None,
        fields: serde_json::Map::new(),
    };
    ledger.store(&reading, &capture, &run()).expect("stored");
}

/// What stores and accounts for them.
pub(crate) fn run() -> Run {
    Run {
        command: "add".to_owned(),
        program: "bench".to_owned(),
        model: "none".to_owned(),
        settings: serde_json::Map::new(),
        started: "2031-01-01T00:00:00Z".to_owned(),
    }
}
