//! Speakers that sign a quotation: a line "― Ilse Varga, ferrywoman" below it.
//!
//! No verb says it, so the tagger often gives such words to whoever spoke before. The dash is the cue; what is said is
//! the quotation above or before it. What the tagger found there gives way if its source stands elsewhere.

use std::ops::Range;

use super::link::Joined;
use super::quotation::{closes, opens};
use super::scores::Word;

/// The belief in such an attribution.
const CONFIDENCE: f32 = 0.9;

/// A speaker's name has at most this many words.
const NAME: usize = 6;

/// Adds to `found` the attributions to speakers that sign.
pub(super) fn add(text: &str, words: &[Word], found: &mut Vec<Joined>) {
    let paragraphs: Vec<Range<usize>> = paragraphs(words);
    let below = paragraphs
        .windows(2)
        .filter_map(|two| signature(text, words, two[0].clone(), two[1].clone()));
    let behind = paragraphs
        .iter()
        .filter_map(|paragraph| line_end(text, words, paragraph));
    for spoken in below.chain(behind) {
        let within =
            |run: &Range<usize>| spoken.content.start <= run.start && run.end <= spoken.content.end;
        let around =
            spoken.content.start.min(spoken.name.start)..spoken.content.end.max(spoken.name.end);
        let touches = |run: &Range<usize>| run.start < around.end && around.start < run.end;
        found.retain(|joined| {
            let elsewhere = joined.source.as_ref().is_none_or(|source| !within(source));
            !(elsewhere && joined.content.iter().chain(&joined.cue).any(touches))
        });
        found.push(Joined {
            source: Some(spoken.name),
            cue: Some(spoken.sign),
            content: vec![spoken.content],
            confidence: CONFIDENCE,
        });
    }
}

/// Who speaks, the sign that says so, and what is said.
struct Spoken {
    name: Range<usize>,
    sign: Range<usize>,
    content: Range<usize>,
}

/// The words of each paragraph.
fn paragraphs(words: &[Word]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, word) in words.iter().enumerate() {
        if word.is_break {
            out.push(start..at);
            start = at + 1;
        }
    }
    out.push(start..words.len());
    out.retain(|paragraph| !paragraph.is_empty());
    out
}

/// A quotation with a dash and a name at the end of its own paragraph.
fn line_end(text: &str, words: &[Word], paragraph: &Range<usize>) -> Option<Spoken> {
    let dash = paragraph
        .clone()
        .rev()
        .take(NAME + 2)
        .find(|&at| is_dash(text, words, at))?;
    signature(text, words, paragraph.start..dash, dash..paragraph.end)
}

/// A quotation and what may be its signature: a dash, a name, and perhaps more behind a comma.
fn signature(
    text: &str,
    words: &[Word],
    quotation: Range<usize>,
    signature: Range<usize>,
) -> Option<Spoken> {
    let word = |at: usize| &text[words[at].range.clone()];
    if quotation.is_empty() {
        return None;
    }
    let quoted = opens(word(quotation.start)) && closes(word(quotation.end - 1));
    let dashes = signature
        .clone()
        .take_while(|&at| is_dash(text, words, at))
        .count();
    let start = signature.start + dashes;
    let end = (start..signature.end)
        .find(|&at| {
            matches!(word(at), "," | "(" | ";" | "/") || word(at) == "." && at + 1 == signature.end
        })
        .unwrap_or(signature.end);
    let name = start..end;
    (quoted && dashes > 0 && is_name(text, words, &name)).then_some(Spoken {
        sign: signature.start..start,
        name,
        content: quotation,
    })
}

fn is_dash(text: &str, words: &[Word], at: usize) -> bool {
    matches!(&text[words[at].range.clone()], "―" | "—" | "–" | "-")
}

/// Whether the words can be a person's name: few, in all more than one letter, the first a capital.
fn is_name(text: &str, words: &[Word], name: &Range<usize>) -> bool {
    let letters: usize = name.clone().map(|at| words[at].range.len()).sum();
    !name.is_empty()
        && name.len() <= NAME
        && letters > 1
        && text[words[name.start].range.start..].starts_with(char::is_uppercase)
}

#[cfg(test)]
#[expect(
    clippy::single_range_in_vec_init,
    reason = "a content of one run is a list of one range"
)]
mod tests {
    use super::super::scores::{text_of, words_of};
    use super::*;

    /// Who says what, as text.
    fn said(text: &str, mut found: Vec<Joined>) -> Vec<(String, String)> {
        let words = words_of(text);
        add(text, &words, &mut found);
        let part = |part: &Range<usize>| text_of(text, &words, part);
        found
            .iter()
            .map(|joined| {
                let source = joined.source.as_ref().map_or(String::new(), part);
                (source, joined.content.iter().map(part).collect())
            })
            .collect()
    }

    fn pairs<const N: usize>(of: [(&str, &str); N]) -> Vec<(String, String)> {
        of.map(|(a, b)| (a.to_owned(), b.to_owned())).to_vec()
    }

    #[test]
    fn a_dash_signs_the_quotation_before_it() {
        for text in [
            "“It rains.”\n― Ilse Varga, ferrywoman",
            "“It rains.” — Ilse Varga",
            "\"It rains.\"\n-- Ilse Varga.",
        ] {
            let quoted = text[..text.find(['\n', '—']).unwrap_or(0)].trim();
            assert_eq!(
                said(text, Vec::new()),
                pairs([("Ilse Varga", quoted)]),
                "{text}"
            );
        }
    }

    #[test]
    fn a_dash_that_signs_nothing() {
        for text in [
            "It rains.\n― Ilse Varga",
            "“It rains.” — that was all",
            "“It rains.”\n― Ilse Varga went on to say that it would rain for days and days",
            "“It rains.” —",
            "― Ilse Varga",
        ] {
            assert_eq!(said(text, Vec::new()), [], "{text}");
        }
    }

    #[test]
    fn a_source_elsewhere_gives_way_and_one_inside_stays() {
        let text = "He spoke.\n“Oud said it rains.” — Ilse Varga";
        let found = |source| Joined {
            source: Some(source),
            cue: None,
            content: vec![7..9],
            confidence: 0.5,
        };
        let varga = ("Ilse Varga", "“Oud said it rains.”");
        assert_eq!(said(text, vec![found(0..1)]), pairs([varga]));
        assert_eq!(
            said(text, vec![found(5..6)]),
            pairs([("Oud", "it rains"), varga])
        );
    }
}
