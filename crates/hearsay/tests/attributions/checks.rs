//! What must hold of the attributions of any text, for the property tests and for the fuzzer.

use hearsay::attribution::Quotation;
use hearsay::page::{self, PageOptions};
use hearsay::span::Span;
use hearsay::voice::{By, Field, Heard, SourceKind};

/// Reads the bytes as verbatim text and as a page, and checks what is attributed.
///
/// # Panics
/// If a span does not lie in its text, or two readings differ.
pub(crate) fn check(bytes: &[u8]) {
    for verbatim in [false, true] {
        let options = PageOptions {
            verbatim,
            ..PageOptions::default()
        };
        let Ok(article) = page::read(bytes, &options) else {
            continue;
        };
        let heard = Heard::read(&article);
        let found = &heard.attributions;
        for one in found {
            assert!(one.content.is_some(), "nothing is said");
            assert!((0.0..=1.0).contains(&one.confidence), "{}", one.confidence);
            for span in one.spans() {
                check_span(&article.text, span);
                for range in span.ranges() {
                    assert!(
                        article
                            .blocks
                            .iter()
                            .any(|block| block.range.start <= range.start
                                && range.end <= block.range.end),
                        "{range:?} crosses the border of a block"
                    );
                }
            }
            if one.quotation == Quotation::Direct {
                let end = one
                    .content
                    .iter()
                    .flat_map(Span::ranges)
                    .map(|range| range.end)
                    .max();
                assert!(
                    article.text[..end.unwrap_or(0)].contains(is_quote),
                    "a direct quotation without a quotation mark"
                );
            }
        }
        assert_eq!(Heard::read(&article), heard, "two readings differ");
        assert_eq!(heard.voices.len(), found.len(), "a voice for each");
        for (one, voice) in heard.iter() {
            // "She left, and added that ...": the kind is that of who spoke before.
            let goes_on = voice
                .why
                .iter()
                .any(|reason| reason.field == Field::Kind && matches!(reason.by, By::Rule(_)));
            assert!(
                one.source.is_some() || voice.kind == SourceKind::None || goes_on,
                "a kind for nobody"
            );
            assert!(
                voice.count.is_none() || voice.kind == SourceKind::Anonymous,
                "only who is unnamed is counted"
            );
        }
    }
}

fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '‹' | '›' | '＂' | '‟'
    )
}

fn check_span(text: &str, span: &Span) {
    let mut end = 0;
    for range in span.ranges() {
        assert!(range.start >= end, "ranges overlap or are out of order");
        end = range.end;
        let words = text.get(range.clone()).expect("borders of characters");
        assert!(!words.is_empty(), "an empty range");
        assert_eq!(words.trim(), words, "blanks at the end of a range");
    }
}
