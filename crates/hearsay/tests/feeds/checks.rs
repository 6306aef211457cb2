//! What must hold of every feed, for the property tests and for the fuzzer.

use hearsay::intake::feed;

/// Reads the bytes and checks the entries.
///
/// # Panics
/// If a feed does not hold together.
pub(crate) fn check(bytes: &[u8]) {
    let read = feed::read(bytes);
    assert_eq!(feed::read(bytes), read, "two readings differ");
    let feed = match read {
        Ok(feed) => feed,
        Err(error) => {
            let text = error.to_string();
            assert!(!text.trim().is_empty(), "an error without words");
            return;
        }
    };
    for entry in &feed.entries {
        assert!(!entry.id.is_empty(), "an entry without an id");
        for text in [&entry.url, &entry.title, &entry.html]
            .into_iter()
            .flatten()
        {
            assert!(!text.trim().is_empty(), "blank: {entry:?}");
        }
        assert!(entry.authors.iter().all(|name| !name.trim().is_empty()));
        if let Some(published) = &entry.published {
            let day = published.parse::<jiff::civil::Date>();
            let time = published.parse::<jiff::Timestamp>();
            assert!(day.is_ok() || time.is_ok(), "{published}");
        }
    }
}
