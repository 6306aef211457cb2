//! brat stand-off files, in the form that `hearsay eval brat` reads: spans `T`, attributions as
//! events `E`. Offsets are code points.

use std::fmt::Write;

use crate::reading::{Marked, Reading};

/// The files of one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Files {
    /// Their name without an ending: the article's id.
    pub name: String,
    /// `.txt`: the text.
    pub txt: String,
    /// `.ann`: the annotation.
    pub ann: String,
}

/// The files of a reading.
pub fn files(reading: &Reading) -> Files {
    let mut ann = String::new();
    let mut spans = 0;
    for (at, value) in reading.attributions.iter().enumerate() {
        let parts = [
            ("Source", value.source.as_ref().map(|source| &source.words)),
            ("Cue", value.cue.as_ref()),
            ("Content", value.content.as_ref()),
        ];
        let mut arguments = String::new();
        for (role, marked) in parts {
            if let Some(marked) = marked {
                spans += 1;
                span(&mut ann, spans, role, marked);
                let _ = write!(arguments, " {role}:T{spans}");
            }
        }
        // An event stands on words of its own: those that report, or else what is said.
        let Some(trigger) = value.cue.as_ref().or(value.content.as_ref()) else {
            continue;
        };
        spans += 1;
        span(&mut ann, spans, "Attribution", trigger);
        let _ = writeln!(ann, "E{}\tAttribution:T{spans}{arguments}", at + 1);
    }
    let safe = |c: char| {
        if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') {
            c
        } else {
            '_'
        }
    };
    Files {
        name: reading.article.id.chars().map(safe).collect(),
        txt: reading.article.text.clone(),
        ann,
    }
}

fn span(ann: &mut String, number: usize, role: &str, marked: &Marked) {
    let ranges: Vec<String> = marked
        .spans
        .iter()
        .map(|[start, end]| format!("{start} {end}"))
        .collect();
    // The text field of a span is one line.
    let words: String = marked
        .text
        .chars()
        .map(|c| {
            if matches!(c, '\n' | '\r' | '\t') {
                ' '
            } else {
                c
            }
        })
        .collect();
    let _ = writeln!(ann, "T{number}\t{role} {}\t{words}", ranges.join(";"));
}
