//! Speakers that the layout names: a line "― Ilse Varga, ferrywoman" below a quotation, and a
//! transcript's "VARGA:" before what is said.
//!
//! No verb says it, so the tagger often gives such words to whoever spoke before. The dash or the
//! colon is the cue; what is said is the paragraph above or behind it. What the tagger found
//! there gives way if its source stands elsewhere.

use std::ops::Range;

use super::link::Joined;
use super::scores::Word;

/// The belief in such an attribution.
const CONFIDENCE: f32 = 0.9;

/// A speaker's name has at most this many words.
const NAME: usize = 6;

/// A transcript has at least this many labels: one may be a headline's "EXCLUSIVE:".
const LABELS: usize = 2;

/// Adds to `found` the attributions to speakers that the layout names.
pub(super) fn add(text: &str, words: &[Word], found: &mut Vec<Joined>) {
    let paragraphs: Vec<Range<usize>> = paragraphs(words);
    let signed = paragraphs
        .windows(2)
        .filter_map(|two| signature(text, words, &two[0], &two[1]));
    let labels: Vec<Spoken> = paragraphs
        .iter()
        .filter_map(|paragraph| label(text, words, paragraph))
        .collect();
    let labels = if labels.len() >= LABELS {
        labels
    } else {
        Vec::new()
    };
    for spoken in signed.chain(labels).collect::<Vec<_>>() {
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

/// A quotation and the line below it that a dash opens and a name follows.
fn signature(
    text: &str,
    words: &[Word],
    above: &Range<usize>,
    line: &Range<usize>,
) -> Option<Spoken> {
    let word = |at: usize| &text[words[at].range.clone()];
    let opens = matches!(word(above.start), "“" | "\"" | "”" | "„" | "«");
    let closes = matches!(word(above.end - 1), "”" | "\"" | "“" | "»");
    let dashes = line
        .clone()
        .take_while(|&at| matches!(word(at), "―" | "—" | "–" | "-"))
        .count();
    let name = line.start + dashes..line.end;
    let end = name
        .clone()
        .find(|&at| matches!(word(at), "," | "(" | ";" | "." | "/"))
        .unwrap_or(name.end);
    let name = name.start..end;
    (opens && closes && dashes > 0 && is_name(text, words, &name, char::is_uppercase)).then(|| {
        Spoken {
            sign: line.start..name.start,
            name,
            content: above.clone(),
        }
    })
}

/// A paragraph that begins with a name in capitals and a colon, perhaps behind a quotation mark.
fn label(text: &str, words: &[Word], paragraph: &Range<usize>) -> Option<Spoken> {
    let word = |at: usize| &text[words[at].range.clone()];
    let quoted = matches!(word(paragraph.start), "“" | "\"");
    let start = paragraph.start + usize::from(quoted);
    let colon = (start..paragraph.end)
        .take(NAME + 1)
        .find(|&at| word(at) == ":")?;
    let name = start..colon;
    let capitals = name
        .clone()
        .all(|at| !word(at).chars().any(char::is_lowercase));
    let content = colon + 1..paragraph.end;
    (capitals && !content.is_empty() && is_name(text, words, &name, char::is_uppercase)).then(
        || Spoken {
            sign: colon..colon + 1,
            name,
            content,
        },
    )
}

/// Whether the words can be a person's name: few, the first with a letter that is `first`, and of
/// more than one letter.
fn is_name(text: &str, words: &[Word], name: &Range<usize>, first: fn(char) -> bool) -> bool {
    let length = name.clone().map(|at| words[at].range.len()).sum::<usize>();
    !name.is_empty()
        && name.len() <= NAME
        && length > 1
        && text[words[name.start].range.clone()].starts_with(first)
}
