//! Attributions inside the contents of others: each content is read again as a text of its own.
//!
//! The tagger was taught to mark the outermost attribution only, so that it passes over "the guild said" in what a
//! minister says of the guild. By itself, without the minister's words around it, that is the outermost. Only contents
//! with a word of speaking in them are read again, and of what is found there only what names its source and its
//! word of speaking, since a content is short and the tagger sees ghosts in it.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use hearsay_tagger::{Model, Piece, Scratch, Tokenizer};

use super::quotation::{closes, opens};
use super::scores::{Scores, sections};
use super::{Attribution, read_scores};
use crate::article::Article;
use crate::grammar::table::rows;
use crate::grammar::{lemma, quotes, vocabulary};
use crate::lexicon::{self, CueWord};

const THOUGHTS: &str = include_str!("../../assets/attribution/thoughts.csv");

/// The belief from which an attribution inside another is made.
const LEAST: f32 = 0.4;

/// Bytes of a content that cannot hold a source, a word of speaking and something said.
const SHORT: usize = 20;

/// The attributions inside the contents of these, in no order. Each lies in one of the contents.
pub(crate) fn inside(article: &Article, found: &[Attribution], model: &Model) -> Vec<Attribution> {
    let mut scratch = Scratch::default();
    let mut out = Vec::new();
    let whole = quotes::doubled(article);
    for (range, reports) in contents(article, found) {
        let text = &whole[range.clone()];
        let (skipped, bare) = unquoted(text);
        let start = range.start + skipped;
        if bare.len() < SHORT || !reports && !speaks(bare) {
            continue;
        }
        let pieces: Vec<Piece> = Tokenizer::shared()
            .encode(bare)
            .into_iter()
            .map(|piece| piece.moved(start))
            .collect();
        for section in sections(&pieces) {
            let scores = Scores::read(section, model, &mut scratch);
            let inner = read_scores(&whole, &scores);
            out.extend(
                inner
                    .into_iter()
                    .filter(|one| stands(&article.text, one, reports)),
            );
        }
    }
    out
}

/// The ranges of the contents, and whether the words that report them are those of outlets.
fn contents<'a>(
    article: &'a Article,
    found: &'a [Attribution],
) -> impl Iterator<Item = (Range<usize>, bool)> + 'a {
    found.iter().flat_map(|one| {
        let cue = one
            .cue
            .as_ref()
            .map_or(String::new(), |cue| cue.text(&article.text).to_lowercase());
        let reports = cue.split(' ').any(|word| {
            matches!(
                word,
                "according" | "report" | "reported" | "reports" | "writes" | "wrote"
            )
        });
        let ranges = one.content.iter().flat_map(|span| span.ranges().to_vec());
        ranges.map(move |range| (range, reports))
    })
}

/// The words inside of the quotation marks, if these are around all of them, and how many bytes stand before.
fn unquoted(text: &str) -> (usize, &str) {
    let bare = text.trim_start_matches(is_mark);
    let skipped = text.len() - bare.len();
    let inner = bare.trim_end_matches(|c| is_mark(c) || c == ',');
    let whole = skipped > 0 && inner.len() < bare.len() && !inner.contains(is_mark);
    if whole { (skipped, inner) } else { (0, text) }
}

fn is_mark(c: char) -> bool {
    let mut bytes = [0; 4];
    let mark = c.encode_utf8(&mut bytes);
    opens(mark) || closes(mark)
}

/// Whether a word of speaking stands in the text.
fn speaks(text: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .any(|word| is_speech(&word.to_lowercase()))
}

fn is_speech(word: &str) -> bool {
    lexicon::cue_word(word) == Some(CueWord::SpeechVerb) || word == "according"
}

/// Words of thought that outlets report: "Oud hopes that it rains, the daily reports".
fn is_thought(word: &str) -> bool {
    static THOUGHT: LazyLock<HashSet<&'static str>> =
        LazyLock::new(|| rows(THOUGHTS, 2).map(|row| row[0]).collect());
    THOUGHT.contains(word) || lemma::of(word).any(|lemma| THOUGHT.contains(&*lemma))
}

/// Whether an attribution inside another is believed: it has a source of its own and a word of speaking. A pronoun is
/// mostly who speaks around it ("she said she had asked"), and who is told or does not speak is no voice.
fn stands(text: &str, one: &Attribution, reported: bool) -> bool {
    let (Some(source), Some(cue)) = (&one.source, &one.cue) else {
        return false;
    };
    let who = source.text(text).to_lowercase();
    let own = vocabulary::pronoun(&who).is_none() && vocabulary::negator(&who).is_none();
    let cue = cue.text(text).to_lowercase();
    let passive = cue
        .split(' ')
        .any(|word| matches!(word, "be" | "been" | "was" | "were"));
    // "Is conducting talks": what somebody does is no saying, whatever stands behind the verb.
    let small =
        |word: &&str| vocabulary::function(word).is_some() || vocabulary::negator(word).is_some();
    let verb = cue.split(' ').find(|word| !small(word)).unwrap_or(&cue);
    let says = is_speech(verb) || reported && is_thought(verb);
    one.confidence >= LEAST && own && !passive && says
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::table::tests::check;

    #[test]
    fn words_of_thought() {
        check(THOUGHTS, "thoughts", 2);
        for word in ["hopes", "hoped", "believed", "thought", "wants"] {
            assert!(is_thought(word), "{word}");
        }
        assert!(!is_thought("says"));
    }
}
