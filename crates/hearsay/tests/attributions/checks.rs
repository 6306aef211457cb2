//! What must hold of the attributions of any text, for the property tests and for the fuzzer.

use hearsay::attribution::{Attribution, Quotation};
use hearsay::page::{self, PageOptions};
use hearsay::span::Span;
use hearsay::voice::{By, Field, Heard, SourceKind, Voice};

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
            check_chain(&article.text, voice);
            check_parent(&heard, one, voice);
        }
    }
}

/// Nobody twice in a chain, and its spans lie in the text.
fn check_chain(text: &str, voice: &Voice) {
    for (at, link) in voice.chain.iter().enumerate() {
        assert!(!link.text.trim().is_empty(), "a voice without a name");
        if let Some(span) = &link.span {
            check_span(text, span);
        }
        let again = voice.chain[..at].iter().any(|before| {
            before.entity.is_some() && before.entity == link.entity || before.text == link.text
        });
        assert!(!again, "{} twice in a chain", link.text);
    }
}

/// A parent stands before its child, its content holds all words of the child and is longer than the child's.
fn check_parent(heard: &Heard, one: &Attribution, voice: &Voice) {
    let Some(parent) = voice.parent else {
        return;
    };
    let parent = &heard.attributions[parent];
    let content = parent.content.as_ref().expect("a parent says something");
    for range in one.spans().flat_map(Span::ranges) {
        let holds =
            |outer: &std::ops::Range<usize>| outer.start <= range.start && range.end <= outer.end;
        assert!(
            content.ranges().iter().any(holds),
            "a child outside of its parent"
        );
    }
    let length = |span: &Span| -> usize {
        span.ranges()
            .iter()
            .map(|range| range.end - range.start)
            .sum()
    };
    assert!(
        one.content
            .as_ref()
            .is_some_and(|own| length(own) < length(content)),
        "a child as long as its parent"
    );
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
