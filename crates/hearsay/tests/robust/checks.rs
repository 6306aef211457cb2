//! What must hold of every reading, for the property tests and for the fuzzer.

use hearsay::article::text;
use hearsay::page::{self, PageOptions};

/// Reads the bytes in both ways and checks the articles.
///
/// # Panics
/// If an article does not hold together.
pub(crate) fn check(bytes: &[u8]) {
    for verbatim in [false, true] {
        let options = PageOptions {
            verbatim,
            ..PageOptions::default()
        };
        let Ok(article) = page::read(bytes, &options) else {
            continue;
        };
        let mut end = 0;
        for block in &article.blocks {
            assert!(block.range.start >= end, "blocks overlap");
            end = block.range.end;
            let block = article
                .text
                .get(block.range.clone())
                .expect("borders of characters");
            assert!(!block.trim().is_empty(), "an empty block");
        }
        assert!(end <= article.text.len());
        assert_eq!(article.id, text::id(&article.text));
        if verbatim {
            if let Ok(input) = std::str::from_utf8(bytes) {
                let input = input.strip_prefix('\u{FEFF}').unwrap_or(input);
                assert!(
                    article.text == input || input.contains('\0'),
                    "verbatim text differs"
                );
            }
        } else {
            let blocks: Vec<&str> = article
                .blocks
                .iter()
                .map(|block| &article.text[block.range.clone()])
                .collect();
            assert_eq!(blocks.join(text::SEPARATOR), article.text);
        }
        if let Some(published) = &article.published {
            assert!(published.value.len() >= 10, "{}", published.value);
        }
        let again = page::read(bytes, &options).expect("a second reading");
        assert_eq!(again, article, "two readings differ");
    }
}
