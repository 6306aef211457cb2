//! Reads brat stand-off files of the PolNeAR form.
//!
//! `T1<TAB>Source 10 14;20 25<TAB>text` is a span: pairs of code point offsets into the text.
//! `E1<TAB>Attribution:T4 Source:T1 Cue:T2 Content:T3 Content2:T5` joins spans; `Content2` is
//! part of the content. Other spans (`Discard`, ...), notes and comments are ignored. The text
//! field of a span may run over several lines; it is only compared with the text itself, since
//! the offsets decide.

use super::document::{Coding, Relation, TokenSet};
use super::tokens::Tokens;
use std::collections::HashMap;
use std::ops::Range;

/// A `T` line with the lines its text field runs over.
struct Line<'a> {
    kind: &'a str,
    offsets: &'a str,
    quoted: String,
    number: usize,
}

/// The span lines by id, in file order, and the event lines with their line numbers.
type Records<'a> = (Vec<(&'a str, Line<'a>)>, Vec<(usize, &'a str)>);

/// The code point ranges of an attribution's source, cue and content; empty for a part that it lacks.
pub(in crate::eval) type Parts = [Vec<Range<usize>>; 3];

/// The coding in `ann`, a brat file over `text`, and warnings that say line and flaw.
pub(crate) fn parse(ann: &str, text: &str, tokens: &Tokens) -> (Coding, Vec<String>) {
    let (attributions, warnings) = attributions(ann, text);
    let relations = attributions.into_iter().map(|parts| {
        let [source, cue, content] = parts.map(|ranges| tokens.within(&ranges));
        Relation {
            content,
            source,
            cue,
        }
    });
    (Coding::new(relations.collect()), warnings)
}

/// The attributions of `ann`, in its order, and warnings that say line and flaw.
pub(in crate::eval) fn attributions(ann: &str, text: &str) -> (Vec<Parts>, Vec<String>) {
    let mut warnings = Vec::new();
    let (lines, events) = split(ann);
    let chars: Vec<char> = text.chars().collect();
    let spans: HashMap<&str, (&str, Vec<Range<usize>>)> = lines
        .iter()
        .filter(|(_, line)| matches!(line.kind, "Source" | "Cue" | "Content"))
        .map(|(id, line)| (*id, (line.kind, ranges(line, &chars, &mut warnings))))
        .collect();
    let mut attributions = Vec::new();
    for (number, event) in events {
        let mut parts: Parts = [Vec::new(), Vec::new(), Vec::new()];
        let mut is_attribution = false;
        for argument in event.split_whitespace() {
            let Some((role, id)) = argument.split_once(':') else {
                continue;
            };
            let slot = match role {
                "Attribution" | "Attribution-no-source" => {
                    is_attribution = true;
                    continue;
                }
                "Source" => 0,
                "Cue" => 1,
                "Content" | "Content2" => 2,
                _ => continue,
            };
            match spans.get(id) {
                Some((_, ranges)) => parts[slot].extend(ranges.iter().cloned()),
                None => warnings.push(format!("line {number}: {role} {id} is not in the file")),
            }
        }
        if !is_attribution {
            continue;
        }
        if parts[2].is_empty() {
            warnings.push(format!(
                "line {number}: attribution without content: left out of the attribution figures"
            ));
        }
        attributions.push(parts);
    }
    (attributions, warnings)
}

/// Sorts the lines of a file; a line that starts no record runs on from the span above it.
fn split(ann: &str) -> Records<'_> {
    let (mut lines, mut events): Records<'_> = (Vec::new(), Vec::new());
    let mut continues = false;
    for (at, raw) in ann.split('\n').enumerate() {
        let raw = raw.strip_suffix('\r').unwrap_or(raw);
        if let Some((id, rest)) = record(raw, 'T') {
            let (head, quoted) = rest.split_once('\t').unwrap_or((rest, ""));
            let (kind, offsets) = head.split_once(' ').unwrap_or((head, ""));
            lines.push((
                id,
                Line {
                    kind,
                    offsets,
                    quoted: quoted.to_owned(),
                    number: at + 1,
                },
            ));
            continues = true;
        } else if let Some((_, rest)) = record(raw, 'E') {
            events.push((at + 1, rest));
            continues = false;
        } else if raw.starts_with('#') {
            continues = false;
        } else if let (true, Some((_, line))) = (continues, lines.last_mut()) {
            line.quoted.push('\n');
            line.quoted.push_str(raw);
        }
    }
    (lines, events)
}

/// Splits `T12<TAB>rest` into its id and the rest, if `line` is such a record.
fn record(line: &str, letter: char) -> Option<(&str, &str)> {
    let (id, rest) = line.split_once('\t')?;
    let digits = id.strip_prefix(letter)?;
    (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some((id, rest))
}

/// The code point ranges of a span line, cut to the text; what is wrong with them is a warning.
fn ranges(line: &Line<'_>, chars: &[char], warnings: &mut Vec<String>) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut covered = String::new();
    for pair in line.offsets.split(';') {
        let numbers = pair
            .trim()
            .split_once(' ')
            .and_then(|(start, end)| Some((start.parse().ok()?, end.parse().ok()?)));
        match numbers {
            Some((start, end)) if start < end && end <= chars.len() => {
                covered.extend(&chars[start..end]);
                ranges.push(start..end);
            }
            Some((start, end)) => {
                warnings.push(format!(
                    "line {}: {start} to {end} lies outside the text or is empty",
                    line.number
                ));
            }
            None => warnings.push(format!(
                "line {}: no pair of offsets in `{pair}`",
                line.number
            )),
        }
    }
    let bare = |text: &str| {
        text.chars()
            .filter(|c| !c.is_whitespace())
            .collect::<String>()
    };
    if !line.quoted.is_empty() && bare(&line.quoted) != bare(&covered) {
        warnings.push(format!(
            "line {}: the text field differs from the text at its offsets",
            line.number
        ));
    }
    ranges
}

/// The tokens that a span of byte ranges holds in a text.
pub(crate) fn from_bytes(
    span: &hearsay::span::Span,
    points: &hearsay::span::CodePoints,
    tokens: &Tokens,
) -> Option<TokenSet> {
    let ranges: Vec<Range<usize>> = span
        .ranges()
        .iter()
        .map(|range| points.at(range.start)..points.at(range.end))
        .collect();
    tokens.within(&ranges)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Mara Oduya said “no”,\nand left.";

    fn read(ann: &str) -> (Coding, Vec<String>) {
        parse(ann, TEXT, &Tokens::new(TEXT))
    }

    #[test]
    fn joins_spans_and_content2_into_one_attribution() {
        let ann = "T1\tSource 0 10\tMara Oduya\nT2\tCue 11 15\tsaid\nT3\tContent 16 20\t“no”\nT4\tAttribution 11 15\tsaid\n\
                   T5\tContent 22 30\tand left\nT9\tDiscard 0 4\tMara\n#1\tAnnotatorNotes T1\tnote\n\
                   E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3 Content2:T5\n";
        let (coding, warnings) = read(ann);
        assert_eq!(warnings, Vec::<String>::new());
        let [relation] = coding.relations() else {
            panic!("one attribution")
        };
        assert_eq!(
            relation.source.as_ref().map(TokenSet::tokens),
            Some([0, 1].as_slice())
        );
        // “ no ” then, past the comma, "and left".
        assert_eq!(
            relation.content.as_ref().map(TokenSet::tokens),
            Some([3, 4, 5, 7, 8].as_slice())
        );
    }

    #[test]
    fn text_fields_may_run_over_lines() {
        let ann = "T3\tContent 16 30\t“no”,\nand left\nT2\tCue 11 15\tsaid\nE1\tAttribution-no-source:T2 Content:T3 Cue:T2\n";
        let (coding, warnings) = read(ann);
        assert_eq!(warnings, Vec::<String>::new());
        assert_eq!(
            coding.relations()[0]
                .content
                .as_ref()
                .map(|set| set.tokens().len()),
            Some(6)
        );
    }

    #[test]
    fn an_export_of_ours_is_read() {
        let text = "🚢 “No”, Orr said,\n“never” he did.";
        let reading = serde_json::json!({"schema": "hearsay.reading/1", "entities": [],
            "article": {"id": "0a", "url": null, "outlet": null, "title": null, "authors": [], "published": null,
                "language": null, "text": text, "blocks": [], "warnings": [],
                "signals": {"url": null, "outlet": null, "title": null, "authors": [], "published": null, "language": null}},
            "attributions": [{"id": "0b", "parent": null, "quotation": "direct", "mode": null, "stance": "denies",
                "certainty": null, "polarity": null, "chain": [], "said": null, "confidence": 0.5,
                "source": {"spans": [[8, 11]], "text": "Orr", "kind": null, "entity": null}, "cue": null,
                "content": {"spans": [[2, 6], [12, 25]], "text": "“No” said,\n“never”"}}]});
        let reading: hearsay::reading::Reading =
            serde_json::from_value(reading).expect("a reading");
        let files = hearsay::export::brat::files(&reading);
        assert_eq!(files.txt, text);
        let tokens = Tokens::new(text);
        let (coding, warnings) = parse(&files.ann, text, &tokens);
        assert_eq!(warnings, Vec::<String>::new());
        let set = |ranges: &[Range<usize>]| tokens.within(ranges);
        assert_eq!(
            coding,
            Coding::new(vec![Relation {
                content: set(&[2..6, 12..25]),
                source: set(std::slice::from_ref(&(8..11))),
                cue: None,
            }])
        );
    }

    #[test]
    fn flaws_are_warnings() {
        let ann = "T1\tSource 0 9\tMara Oduya\nT2\tCue 11 99\tsaid\nT3\tContent x\t\nE1\tAttribution:T4 Source:T1 Cue:T2 Content:T3\nE2\tAttribution:T4 Source:T7\n";
        let (coding, warnings) = read(ann);
        assert_eq!(coding.relations().len(), 2);
        let told = warnings.join("\n");
        for flaw in [
            "line 1: the text field differs",
            "line 2: 11 to 99 lies outside",
            "line 3: no pair of offsets in `x`",
            "line 4: attribution without content",
            "line 5: Source T7 is not in the file",
        ] {
            assert!(told.contains(flaw), "{flaw} is missing from:\n{told}");
        }
    }
}
