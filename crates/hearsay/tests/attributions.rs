//! Who says what in texts of our own: reviewed snapshots, a line of text with its marks under it;
//! and what holds of any text.

use std::fmt::Write as _;
use std::fs;

use hearsay::article::Article;
use hearsay::attribution::Attribution;
use hearsay::page::{self, PageOptions};
use hearsay::span::Span;
use hearsay::voice::Heard;
use proptest::prelude::*;

#[path = "attributions/checks.rs"]
mod checks;

/// Under each line of text a line for each role that has marks in it: the number of the attribution
/// (last digit) under every character of its words.
fn interlinear(article: &Article, heard: &Heard) -> String {
    let found = &heard.attributions;
    let mut shown = String::new();
    let mut start = 0;
    for line in article.text.split('\n') {
        writeln!(shown, "  {line}").expect("a string takes all");
        for (sign, role) in [
            (
                's',
                (|one| one.source.as_ref()) as fn(&Attribution) -> Option<&Span>,
            ),
            ('c', |one| one.cue.as_ref()),
            ('t', |one| one.content.as_ref()),
        ] {
            let mut marks: Vec<char> = line.chars().map(|_| ' ').collect();
            for (number, one) in found.iter().enumerate() {
                for range in role(one).into_iter().flat_map(Span::ranges) {
                    for (at, (byte, _)) in line.char_indices().enumerate() {
                        if range.contains(&(start + byte)) {
                            marks[at] =
                                char::from_digit(((number + 1) % 10) as u32, 10).unwrap_or('?');
                        }
                    }
                }
            }
            let marks: String = marks.into_iter().collect();
            if !marks.trim().is_empty() {
                writeln!(shown, "{sign} {}", marks.trim_end()).expect("a string takes all");
            }
        }
        start += line.len() + 1;
    }
    for (number, (one, voice)) in heard.iter().enumerate() {
        let words = |span: Option<&Span>| {
            span.map_or("-".to_owned(), |span| {
                let parts: Vec<&str> = span
                    .ranges()
                    .iter()
                    .map(|range| &article.text[range.clone()])
                    .collect();
                parts.join(" … ")
            })
        };
        writeln!(
            shown,
            "{}. {} | {} | {} | {:?}\n   {}{} · {} · {} · {} · {}",
            number + 1,
            words(one.source.as_ref()),
            words(one.cue.as_ref()),
            words(one.content.as_ref()),
            one.quotation,
            voice
                .count
                .map_or(String::new(), |count| format!("{count} ")),
            voice.kind,
            voice.mode,
            voice.stance,
            voice.certainty,
            voice.polarity
        )
        .expect("a string takes all");
        if voice.chain.len() > 1 || voice.parent.is_some() {
            let voices: Vec<&str> = voice.chain.iter().map(|link| link.text.as_str()).collect();
            let parent = voice
                .parent
                .map_or(String::new(), |at| format!(" · in {}", at + 1));
            writeln!(shown, "   {}{parent}", voices.join(" ← ")).expect("a string takes all");
        }
    }
    shown
}

#[test]
fn texts_read_as_reviewed() {
    insta::glob!("attributions/texts/*", |path| {
        let bytes = fs::read(path).expect("the text");
        let options = PageOptions {
            verbatim: path.extension().is_some_and(|ending| ending == "txt"),
            ..PageOptions::default()
        };
        let article = page::read(&bytes, &options).expect("an article");
        insta::assert_snapshot!(interlinear(&article, &Heard::read(&article)));
    });
}

const SCRAPS: &[&str] = &[
    "The mayor ",
    "she ",
    "Mr. Oud ",
    "officials ",
    "said ",
    "told reporters ",
    "denied ",
    "that ",
    "according to ",
    "Reportedly, ",
    "allegedly ",
    "“",
    "”",
    "\"",
    "'",
    "the quay is closed",
    ", ",
    ". ",
    "? ",
    "! ",
    "\n",
    "\n\n",
    ": ",
    "— ",
    "- ",
    "Østholm ",
    "🚢",
    "e\u{301}",
    "\u{200b}",
    "港口",
    " ",
    "\t",
    "\u{a0}",
    "U.S. ",
    "1,200 ",
    "…",
    "(",
    ")",
    "‘",
    "’",
    "«",
    "»",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn spans_lie_in_the_text(picks in proptest::collection::vec(0..SCRAPS.len(), 0..400)) {
        let text: String = picks.iter().map(|&pick| SCRAPS[pick]).collect();
        checks::check(text.as_bytes());
    }

    #[test]
    fn any_text(text in "\\PC{0,300}") {
        checks::check(text.as_bytes());
    }
}

#[test]
fn long_texts_and_long_words() {
    let sentence = "“The quay is closed,” the mayor said on Friday. ";
    checks::check(sentence.repeat(400).as_bytes());
    checks::check("a".repeat(20_000).as_bytes());
    checks::check("“".repeat(5_000).as_bytes());
    checks::check("\n".repeat(5_000).as_bytes());
}

#[test]
fn threads_read_alike() {
    let text = "The mayor said on Monday that the quay, which she called “a ruin”, may be closed. \
        He denied it. Reportedly, two pilots told the radio so.\n\nNobody asked them, the guild says."
        .repeat(4);
    let options = PageOptions::default();
    let article = page::read(text.as_bytes(), &options).expect("an article");
    let alone = Heard::read(&article);
    let together: Vec<Heard> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| Heard::read(&article)))
            .collect();
        let joined = threads.into_iter().map(|one| one.join());
        joined.map(|heard| heard.expect("a reading")).collect()
    });
    assert!(together.iter().all(|heard| *heard == alone));
}
