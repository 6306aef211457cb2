//! Sentences that are hearsay by one adverb: "Reportedly, the two met."
//!
//! Nobody is named, so there is no source to link and the tagger often lets such a sentence pass.
//! An adverb of the list that stands in no attribution becomes a cue without a source; its content
//! is the rest of its sentence, as far as nothing else in it is already attributed. What the
//! tagger found in the sentence gives way if it names nobody either and is less sure.

use std::ops::Range;

use super::link::Joined;
use super::scores::Word;
use crate::lexicon::{self, CueWord};

/// The belief in such an attribution: of the adverbs in PolNeAR train that stand in nobody's
/// content, people marked about two in three as a cue.
const CONFIDENCE: f32 = 0.65;

/// Adds to `found` the attributions that adverbs make.
pub(super) fn add_sentences(text: &str, words: &[Word], found: &mut Vec<Joined>) {
    let mut taken = vec![0_usize; words.len()];
    for run in found.iter().flat_map(Joined::runs) {
        taken[run.clone()].iter_mut().for_each(|n| *n += 1);
    }
    for at in 0..words.len() {
        let word = text[words[at].range.clone()].to_lowercase();
        if lexicon::cue_word(&word) != Some(CueWord::HearsayAdverb) {
            continue;
        }
        let sentence = sentence(text, words, at);
        let gives_way = |joined: &Joined| {
            joined.source.is_none()
                && joined.confidence < CONFIDENCE
                && joined
                    .runs()
                    .all(|run| sentence.contains(&run.start) && run.end <= sentence.end)
        };
        let holds = |joined: &Joined| joined.runs().any(|run| run.contains(&at));
        if found.iter().any(|one| holds(one) && !gives_way(one)) {
            continue;
        }
        for gone in found.extract_if(.., |joined| gives_way(joined)) {
            for run in gone.runs() {
                taken[run.clone()].iter_mut().for_each(|n| *n -= 1);
            }
        }
        let start = (sentence.start..at)
            .rev()
            .find(|&word| taken[word] > 0)
            .map_or(sentence.start, |word| word + 1);
        let end = (at + 1..sentence.end)
            .find(|&word| taken[word] > 0)
            .unwrap_or(sentence.end);
        let content: Vec<Range<usize>> = [start..at, at + 1..end]
            .into_iter()
            .map(|part| without_marks(text, words, part))
            .filter(|part| !part.is_empty())
            .collect();
        if !content.is_empty() {
            taken[start..end].iter_mut().for_each(|n| *n += 1);
            found.push(Joined {
                source: None,
                cue: Some(at..at + 1),
                content,
                confidence: CONFIDENCE,
            });
        }
    }
}

/// The words of the sentence around word `at`.
fn sentence(text: &str, words: &[Word], at: usize) -> Range<usize> {
    let border = |word: &usize| words[*word].is_break || ends_sentence(text, words, *word);
    let start = (0..at).rev().find(border).map_or(0, |word| word + 1);
    let end = (at..words.len()).find(border).unwrap_or(words.len());
    start..end
}

/// Whether the sentence ends at this word: a full stop, question or exclamation mark before a
/// blank and a word that does not go on in small letters.
fn ends_sentence(text: &str, words: &[Word], word: usize) -> bool {
    let is = &text[words[word].range.clone()];
    if !matches!(is, "." | "!" | "?") {
        return false;
    }
    let abbreviation = word
        .checked_sub(1)
        .map(|before| &text[words[before].range.clone()])
        .is_some_and(|before| is == "." && lexicon::is_title(before));
    let rest = &text[words[word].range.end..];
    let next = rest.trim_start();
    let apart = rest.len() != next.len() || rest.is_empty();
    apart && !abbreviation && !next.starts_with(char::is_lowercase)
}

/// The words without punctuation marks at either end.
fn without_marks(text: &str, words: &[Word], part: Range<usize>) -> Range<usize> {
    let is_mark = |word: &usize| {
        matches!(
            &text[words[*word].range.clone()],
            "," | ";" | ":" | "-" | "–" | "—" | "." | "!" | "?"
        )
    };
    let start = part.clone().find(|word| !is_mark(word)).unwrap_or(part.end);
    let end = part
        .clone()
        .rev()
        .find(|word| !is_mark(word))
        .map_or(start, |word| word + 1);
    start..end.max(start)
}

#[cfg(test)]
#[expect(
    clippy::single_range_in_vec_init,
    reason = "a content of one run is a list of one range"
)]
mod tests {
    use super::super::scores::{text_of, words_of};
    use super::*;

    fn contents(text: &str, mut found: Vec<Joined>) -> Vec<Vec<String>> {
        let words = words_of(text);
        add_sentences(text, &words, &mut found);
        let part = |part: &Range<usize>| text_of(text, &words, part);
        found
            .iter()
            .map(|joined| joined.content.iter().map(part).collect())
            .collect()
    }

    #[test]
    fn the_rest_of_the_sentence_is_hearsay() {
        let text = "It rained. Reportedly, Mr. Oud met the dredgers. He left.";
        assert_eq!(contents(text, Vec::new()), [["Mr. Oud met the dredgers"]]);
        let text = "It rained. Oud has allegedly met them! He left.";
        assert_eq!(contents(text, Vec::new()), [["Oud has", "met them"]]);
    }

    #[test]
    fn an_adverb_that_somebody_said_is_his() {
        let text = "Oud said that they reportedly met.";
        let said = Joined {
            source: Some(0..1),
            cue: Some(1..2),
            content: vec![2..6],
            confidence: 1.0,
        };
        assert_eq!(contents(text, vec![said]), [["that they reportedly met"]]);
    }

    #[test]
    fn what_names_nobody_and_is_less_sure_gives_way() {
        let text = "Reportedly, a visit is planned for May.";
        let weak = |source| Joined {
            source,
            cue: Some(4..6),
            content: vec![2..4],
            confidence: 0.3,
        };
        assert_eq!(
            contents(text, vec![weak(None)]),
            [["a visit is planned for May"]]
        );
        assert_eq!(contents(text, vec![weak(Some(7..8))]), [["a visit"]]);
    }

    #[test]
    fn an_adverb_alone_says_nothing() {
        assert!(contents("Reportedly.", Vec::new()).is_empty());
        assert!(contents("", Vec::new()).is_empty());
    }
}
