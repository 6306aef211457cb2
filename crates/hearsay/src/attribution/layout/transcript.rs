//! Transcripts: paragraphs that begin with who speaks and a colon, two or more of them.
//!
//! "VARGA: It rains." needs no more than capitals; "Reporter: Does it rain?" needs a word for somebody who speaks, and
//! sentences. Of an interview by "Q:" and "A:" the answers are those of the person who was named last before it. What
//! the tagger found in such paragraphs gives way, unless its source stands there too.

use std::ops::Range;

use super::{Page, Placed};
use crate::article::BlockKind;
use crate::grammar::names::Name;

/// Tokens of a label, at most.
const LABEL: usize = 6;

/// A transcript has at least this many labels: one may be a headline's "EXCLUSIVE:".
const LABELS: usize = 2;

/// Paragraphs from a label to the next one, at most.
const APART: usize = 3;

/// Words of what is said behind a label in small letters, at least.
const LEAST: usize = 2;

/// What a label is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    /// In capitals.
    Loud,
    /// Somebody who speaks.
    Speaker,
    /// "Q" or "A".
    Question,
    Answer,
}

pub(super) fn read(page: &Page<'_>) -> Vec<Placed> {
    let kinds = &[
        BlockKind::Paragraph,
        BlockKind::ListItem,
        BlockKind::Standfirst,
        BlockKind::Quote,
    ];
    let labels: Vec<(usize, Label, Placed)> = page
        .of(kinds)
        .filter_map(|(at, block)| {
            let (label, placed) = label(page, &block)?;
            Some((at, label, placed))
        })
        .collect();
    let loud = labels
        .iter()
        .filter(|(_, label, _)| *label == Label::Loud)
        .count();
    let near: Vec<bool> = (0..labels.len())
        .map(|this| {
            let (at, label, _) = &labels[this];
            if *label == Label::Loud {
                return loud >= LABELS;
            }
            let beside = [this.checked_sub(1), Some(this + 1)];
            beside
                .into_iter()
                .flatten()
                .filter_map(|other| labels.get(other))
                .any(|(other, label, _)| *label != Label::Loud && other.abs_diff(*at) <= APART)
        })
        .collect();
    let mut asked: Option<Range<usize>> = None;
    let mut out = Vec::new();
    for ((_, label, mut placed), near) in labels.into_iter().zip(near) {
        if !near {
            continue;
        }
        if matches!(label, Label::Question | Label::Answer) {
            asked = asked.or_else(|| person_before(page, placed.source.start));
        }
        match (label, &asked) {
            (Label::Question, _) | (Label::Answer, None) => continue,
            (Label::Answer, Some(person)) => {
                placed.cue = placed.source.start..placed.cue.end;
                placed.source = person.clone();
            }
            (Label::Loud | Label::Speaker, _) => {}
        }
        out.push(placed);
    }
    out
}

/// The label of a paragraph, perhaps behind a quotation mark, and what it says.
fn label(page: &Page<'_>, block: &Range<usize>) -> Option<(Label, Placed)> {
    let tokens = &page.tokens;
    let start = block.start + usize::from(matches!(tokens.lower(block.start), "“" | "\"" | "”"));
    let colon = (start..block.end)
        .take(LABEL + 1)
        .find(|&at| tokens.lower(at) == ":")?;
    let source = start..colon;
    let content = colon + 1..block.end;
    let last = content.clone().last()?;
    let sentence = matches!(tokens.lower(last), "." | "?" | "!" | "…" | "”" | "\"" | "»");
    let loud = source.clone().all(|at| {
        let token = tokens.get(at);
        token.is_some_and(|token| !token.is_word || token.acronym)
    });
    let letters: usize = source
        .clone()
        .filter_map(|at| tokens.get(at))
        .map(|token| token.range.len())
        .sum();
    let first = tokens.get(start)?;
    let alone = (source.len() == 1).then_some(&*first.lower);
    let label = match alone {
        Some("q" | "question") => Label::Question,
        Some("a" | "answer") => Label::Answer,
        _ if loud && letters > 1 && first.capital => Label::Loud,
        _ if first.capital
            && sentence
            && page.words(&content) >= LEAST
            && page.is_speaker(&source) =>
        {
            Label::Speaker
        }
        _ => return None,
    };
    Some((
        label,
        Placed {
            source,
            cue: colon..colon + 1,
            content: vec![content],
            quoted: true,
            rules: true,
        },
    ))
}

/// The name of the last person with more names than one before this token.
fn person_before(page: &Page<'_>, at: usize) -> Option<Range<usize>> {
    let all: Vec<&Range<usize>> = page.names.within(0..at).collect();
    let person = |name: &&&Range<usize>| {
        let bare = page.names.bare(&page.tokens, name);
        bare.len() > 1 && page.names.known(&page.tokens, name) == Some(Name::Person)
    };
    let name = all.iter().rev().find(person)?;
    Some(page.names.bare(&page.tokens, name))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{lined, said};

    fn pairs<const N: usize>(of: [(&str, &str); N]) -> Vec<(String, String)> {
        of.map(|(a, b)| (a.to_owned(), b.to_owned())).to_vec()
    }

    #[test]
    fn labels_make_a_transcript_when_there_are_two() {
        for (text, wanted) in [
            (
                "VARGA: It rains.\nOUD: Still?",
                pairs([("VARGA", "It rains."), ("OUD", "Still?")]),
            ),
            (
                "Reporter: Is the quay safe?\nMinister: It is.",
                pairs([("Reporter", "Is the quay safe?"), ("Minister", "It is.")]),
            ),
            (
                "We asked the pilot Ida Moe.\nQ: Is it safe?\nA: It is.\nQ: Why?\nA: I looked.",
                pairs([("Ida Moe", "It is."), ("Ida Moe", "I looked.")]),
            ),
        ] {
            assert_eq!(said(&lined(text)), wanted, "{text}");
        }
        for text in [
            "EXCLUSIVE: It rains.\nWho knew?",
            "Director: Ida Moe\nChairman: Jan Oud",
            "Minister: It is.\nThe quay is shut.",
            "Q: Is it safe?\nA: It is.",
        ] {
            assert!(said(&lined(text)).is_empty(), "{text}");
        }
    }
}
