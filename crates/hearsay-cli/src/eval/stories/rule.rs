//! What rules alone find, to measure the tagger against: quotation marks and a list of verbs.
//!
//! In each sentence with a verb of speaking: who stands before or behind the verb says the quotation beside it, or what
//! follows the verb; "according to" names who says the rest. Newsrooms' programs go by such rules.

use std::ops::Range;

use hearsay::article::{Article, BlockKind};
use hearsay::attribution::{Attribution, Quotation};
use hearsay::lexicon::{CueWord, cue_word};
use hearsay::span::Span;

/// Words of a source, at most.
const SOURCE: usize = 12;

/// The attributions of the body, in reading order.
pub(super) fn read(article: &Article) -> Vec<Attribution> {
    let paragraphs = article
        .blocks
        .iter()
        .filter(|block| block.kind.is_body() && block.kind != BlockKind::Standfirst);
    paragraphs
        .flat_map(|block| sentences(&article.text, block.range.clone()))
        .filter_map(|sentence| said(&article.text, sentence))
        .collect()
}

/// The sentences of a block: they end at a stop before a blank and a capital or a mark, outside of quotation marks.
fn sentences(text: &str, block: Range<usize>) -> Vec<Range<usize>> {
    let part = &text[block.clone()];
    let (mut out, mut start, mut open, mut stop) = (Vec::new(), 0, false, false);
    for (at, c) in part.char_indices() {
        match c {
            '“' => open = true,
            '”' => open = false,
            '"' => open = !open,
            _ => {}
        }
        if stop && !open && c.is_whitespace() {
            out.push(block.start + start..block.start + at);
            start = at + 1;
        }
        stop = matches!(c, '.' | '?' | '!') || stop && matches!(c, '”' | '"');
    }
    out.push(block.start + start..block.end);
    out.retain(|sentence| !text[sentence.clone()].trim().is_empty());
    out
}

/// Who says what in the sentence.
fn said(text: &str, sentence: Range<usize>) -> Option<Attribution> {
    let part = &text[sentence.clone()];
    let words = words(part);
    let quote = quoted(part);
    let inside = |word: &Range<usize>| {
        let within = |quote: &Range<usize>| quote.start <= word.start && word.end <= quote.end;
        quote.as_ref().is_some_and(within)
    };
    let lower = |at: usize| {
        words
            .get(at)
            .map_or(String::new(), |word| part[word.clone()].to_lowercase())
    };
    let outside: Vec<usize> = (0..words.len()).filter(|&at| !inside(&words[at])).collect();
    let according = outside
        .iter()
        .copied()
        .find(|&at| lower(at) == "according" && lower(at + 1) == "to");
    let verb = outside.iter().copied().find(|&at| {
        cue_word(&lower(at)) == Some(CueWord::SpeechVerb) && !lower(at).ends_with("ing")
    });
    let at = according.or(verb)?;
    let cue = words[at].start..words[at + usize::from(according.is_some())].end;
    let until = |from: usize| {
        part[from..]
            .find([',', ';', ':', '“', '"', '.'])
            .map_or(part.len(), |end| from + end)
    };
    let before = part[..cue.start]
        .rfind([',', ';', ':', '”', '"'])
        .map_or(0, |at| at + 1);
    let before = before.max(
        part[..cue.start]
            .char_indices()
            .rev()
            .find(|&(at, _)| part[at..].starts_with('”'))
            .map_or(0, |(at, c)| at + c.len_utf8()),
    );
    let (source, rest) = if according.is_some() {
        let end = until(cue.end);
        let rest = if part[..cue.start].trim().is_empty() {
            end..part.len()
        } else {
            0..cue.start
        };
        (cue.end..end, rest)
    } else if part[before.min(cue.start)..cue.start].trim().is_empty() {
        (cue.end..until(cue.end), 0..before)
    } else {
        (
            before..cue.start,
            if before > 0 {
                0..before
            } else {
                cue.end..part.len()
            },
        )
    };
    let content = quote.clone().unwrap_or(rest);
    let quotation = if quote.is_some() {
        Quotation::Direct
    } else {
        Quotation::Indirect
    };
    let span = |range: &Range<usize>| {
        let is_mark = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '.');
        let text = &part[range.clone()];
        let start = range.start + text.len() - text.trim_start_matches(is_mark).len();
        let end = range.start + text.trim_end_matches(is_mark).len();
        (start < end).then(|| {
            Span::new(std::iter::once(sentence.start + start..sentence.start + end).collect())
        })?
    };
    let short = part[source.clone()].split_whitespace().count() <= SOURCE;
    Some(Attribution {
        source: span(&source).filter(|_| short),
        cue: span(&cue),
        content: Some(span(&content)?),
        quotation,
        confidence: 1.0,
    })
}

/// The words of a sentence.
fn words(part: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (at, c) in part.char_indices() {
        if !c.is_alphanumeric() {
            continue;
        }
        match out.last_mut().filter(|last| last.end == at) {
            Some(last) => last.end = at + c.len_utf8(),
            None => out.push(at..at + c.len_utf8()),
        }
    }
    out
}

/// The first quotation with its marks.
fn quoted(part: &str) -> Option<Range<usize>> {
    let open = part.find(['“', '"'])?;
    let first = part[open..].chars().next()?;
    let closing = if first == '“' { '”' } else { '"' };
    let behind = open + first.len_utf8();
    let end = part[behind..]
        .find(closing)
        .map_or(part.len(), |at| behind + at + closing.len_utf8());
    (part[open..end].contains(' ')).then_some(open..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks_and_verbs() {
        for (text, source, content) in [
            ("“It rains,” said Ida Moe.", "Ida Moe", "“It rains,”"),
            ("Ida Moe said that it rains.", "Ida Moe", "that it rains"),
            ("It rains, Ida Moe said.", "Ida Moe", "It rains"),
            ("According to Ida Moe, it rains.", "Ida Moe", "it rains"),
            ("It rains, according to Ida Moe.", "Ida Moe", "It rains"),
        ] {
            let one = said(text, 0..text.len()).expect(text);
            let words = |span: &Option<Span>| span.as_ref().map(|span| span.text(text));
            assert_eq!(words(&one.source).as_deref(), Some(source), "{text}");
            assert_eq!(words(&one.content).as_deref(), Some(content), "{text}");
        }
        assert!(said("It rains.", 0..9).is_none());
    }
}
