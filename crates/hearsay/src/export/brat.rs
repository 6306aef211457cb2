//! brat stand-off: a text file and an annotation file for each article.
//!
//! The scheme is PolNeAR's, which `hearsay eval brat` reads: an `Attribution` event with the
//! arguments `Source`, `Cue` and `Content`. Its trigger is the cue, or else the source, or else the
//! content. Offsets are code points. brat shows a span within a line only, so a span that runs
//! over a line break is written as two ranges.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::points::Points;
use crate::article::text;
use crate::attribution::Quotation;
use crate::reading::{AttributionValue, Reading};
use crate::voice::{Certainty, Mode, Polarity, Stance};

/// The files of one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Files {
    /// Their name without its ending; letters, digits, hyphens and underscores only.
    pub name: String,
    /// What goes into `NAME.txt`: the article's text.
    pub txt: String,
    /// What goes into `NAME.ann`.
    pub ann: String,
}

/// The files of a reading. Two readings have the same name only if their articles have the same
/// id.
pub fn files(reading: &Reading) -> Files {
    Files {
        name: name(&reading.article.id),
        txt: reading.article.text.clone(),
        ann: annotations(reading),
    }
}

/// The `annotation.conf` that brat needs beside the files.
pub fn config() -> String {
    let mut config = "[entities]\nSource\nCue\nContent\n\n[relations]\n\n[events]\n\
        Attribution\tSource?:Source, Cue?:Cue, Content?:Content\n\n[attributes]\n"
        .to_owned();
    let mut attribute = |name: &str, words: Vec<&str>| {
        // Writing to a string cannot fail.
        let _ = writeln!(config, "{name}\tArg:Attribution, Value:{}", words.join("|"));
    };
    attribute(
        "Quotation",
        Quotation::ALL.iter().map(|word| word.name()).collect(),
    );
    attribute("Mode", Mode::ALL.iter().map(|word| word.name()).collect());
    attribute(
        "Stance",
        Stance::ALL.iter().map(|word| word.name()).collect(),
    );
    attribute(
        "Certainty",
        Certainty::ALL.iter().map(|word| word.name()).collect(),
    );
    attribute(
        "Polarity",
        Polarity::ALL.iter().map(|word| word.name()).collect(),
    );
    config
}

/// `article-ID`; an id that no file system could take is named by its hash.
fn name(id: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    // Some file systems do not tell upper case from lower.
    let lower = !id.bytes().any(|byte| byte.is_ascii_uppercase());
    if !id.is_empty() && id.len() <= 100 && lower && id.bytes().all(plain) {
        format!("article-{id}")
    } else {
        format!("article-{}", text::id(id))
    }
}

fn annotations(reading: &Reading) -> String {
    let mut spans = Spans {
        points: Points::new(&reading.article.text),
        lines: String::new(),
        known: HashMap::new(),
    };
    // A line that is neither span nor event nor note is read as part of the span above it, so
    // all spans go first and what belongs to an event follows one.
    let (mut events, mut number, mut attributes) = (String::new(), 0_usize, 0_usize);
    for attribution in &reading.attributions {
        let arguments = arguments(attribution, &mut spans);
        let words = trigger(attribution);
        let Some(trigger) = words.and_then(|ranges| spans.add("Attribution", ranges)) else {
            continue;
        };
        number += 1;
        let _ = writeln!(events, "E{number}\tAttribution:T{trigger}{arguments}");
        for (name, value) in properties(attribution) {
            attributes += 1;
            let _ = writeln!(events, "A{attributes}\t{name} E{number} {value}");
        }
        let id: String = attribution.id.split_whitespace().collect();
        let _ = writeln!(events, "#{number}\tAnnotatorNotes E{number}\thearsay {id}");
    }
    spans.lines + &events
}

/// The ranges of the words that stand for the whole.
fn trigger(attribution: &AttributionValue) -> Option<&[[usize; 2]]> {
    let source = attribution.source.as_ref().map(|source| &source.words);
    let marked = attribution
        .cue
        .as_ref()
        .or(source)
        .or(attribution.content.as_ref())?;
    Some(&marked.spans)
}

fn arguments(attribution: &AttributionValue, spans: &mut Spans<'_>) -> String {
    let mut arguments = String::new();
    for (role, marked) in [
        (
            "Source",
            attribution.source.as_ref().map(|source| &source.words),
        ),
        ("Cue", attribution.cue.as_ref()),
        ("Content", attribution.content.as_ref()),
    ] {
        if let Some(id) = marked.and_then(|marked| spans.add(role, &marked.spans)) {
            let _ = write!(arguments, " {role}:T{id}");
        }
    }
    arguments
}

fn properties(
    attribution: &AttributionValue,
) -> impl Iterator<Item = (&'static str, &'static str)> {
    [
        ("Quotation", Some(attribution.quotation.name())),
        ("Mode", attribution.mode.map(|word| word.name())),
        ("Stance", attribution.stance.map(|word| word.name())),
        ("Certainty", attribution.certainty.map(|word| word.name())),
        ("Polarity", attribution.polarity.map(|word| word.name())),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name, value?)))
}

/// The `T` lines so far. The same words in the same role are one line.
struct Spans<'a> {
    points: Points<'a>,
    lines: String,
    known: HashMap<(&'static str, Vec<[usize; 2]>), usize>,
}

impl Spans<'_> {
    /// The number of the `T` line for these ranges; `None` if no words stand there.
    fn add(&mut self, kind: &'static str, ranges: &[[usize; 2]]) -> Option<usize> {
        let pieces: Vec<[usize; 2]> = ranges
            .iter()
            .flat_map(|&[start, end]| within_lines(start, self.points.slice(start, end)))
            .collect();
        if pieces.is_empty() {
            return None;
        }
        let words = self.points.words(&pieces)?;
        let next = self.known.len() + 1;
        let id = *self.known.entry((kind, pieces.clone())).or_insert(next);
        if id == next {
            let offsets: Vec<String> = pieces
                .iter()
                .map(|[start, end]| format!("{start} {end}"))
                .collect();
            let _ = writeln!(self.lines, "T{id}\t{kind} {}\t{words}", offsets.join(";"));
        }
        Some(id)
    }
}

/// The parts of `words`, which begin at code point `start`, that stand on one line each, without
/// the blanks around them.
fn within_lines(start: usize, words: Option<&str>) -> Vec<[usize; 2]> {
    // All that Python, in which brat is written, takes for the end of a line.
    let breaks = |c: char| {
        matches!(
            c,
            '\n' | '\r' | '\x0b' | '\x0c' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
    };
    let (mut pieces, mut at) = (Vec::new(), start);
    for line in words.unwrap_or_default().split(breaks) {
        let bare = line.trim_start();
        let first = at + line.chars().count() - bare.chars().count();
        let length = bare.trim_end().chars().count();
        if length > 0 {
            pieces.push([first, first + length]);
        }
        at += line.chars().count() + 1;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_cut_at_line_breaks() {
        assert_eq!(within_lines(10, Some("one two")), [[10, 17]]);
        assert_eq!(
            within_lines(10, Some(" 🚢e\n\n  two \r\n")),
            [[11, 13], [17, 20]]
        );
        assert_eq!(within_lines(0, Some("\n ")), Vec::<[usize; 2]>::new());
        assert_eq!(within_lines(0, None), Vec::<[usize; 2]>::new());
    }

    #[test]
    fn names_are_safe() {
        assert_eq!(name("0a1f"), "article-0a1f");
        for id in ["", "../x", "a/b", "é", "A1", "a.b", &"a".repeat(101)] {
            let name = name(id);
            assert_eq!(name.len(), "article-".len() + 64, "{name}");
        }
        assert_ne!(name("a/b"), name("a:b"));
    }

    #[test]
    fn the_configuration_knows_every_word() {
        let config = config();
        assert!(config.contains("Value:asserts|denies|confirms|doubts|asks|declines\n"));
        assert!(
            config.contains("Quotation\tArg:Attribution, Value:direct|indirect|mixed\n"),
            "{config}"
        );
    }
}
