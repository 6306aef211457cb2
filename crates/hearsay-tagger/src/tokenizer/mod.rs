//! Text to word pieces.
//!
//! Word pieces (Schuster and Nakajima 2012) with the vocabulary of BERT uncased, as the base model
//! was trained on, and beside each piece a feature row for what the lower-casing loses. A run of
//! white space with a line feed in it becomes one piece of its own, a paragraph break.
//! The same as `training/hearsay_training/encode.py`, which a golden file holds it to.

mod feature;
mod normalize;

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use feature::Quotes;
use normalize::{Letter, is_punctuation, is_space, normalize};

static VOCABULARY: &str = include_str!("../../weights/vocab.txt");

/// `[unused0]`: a paragraph break.
const BREAK: u32 = 1;

/// `[UNK]`: a word that no pieces make up.
const UNKNOWN: u32 = 100;

/// Longer words are unknown, as in the reference.
const LONGEST_WORD: usize = 100;

/// A word piece and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its number in the vocabulary.
    pub id: u32,
    /// Its feature row: case class, plus seven inside double quotes.
    pub feature: u8,
    /// First byte in the text.
    pub start: usize,
    /// One past its last byte; both lie on character borders.
    pub end: usize,
    /// Whether it is the first piece of a word.
    pub starts_word: bool,
}

impl Piece {
    /// A paragraph break over these bytes.
    pub fn paragraph_break(range: Range<usize>) -> Self {
        Self {
            id: BREAK,
            feature: feature::SPECIAL,
            start: range.start,
            end: range.end,
            starts_word: true,
        }
    }

    /// Whether it is a paragraph break.
    pub fn is_break(&self) -> bool {
        self.id == BREAK
    }

    /// Whether its word stands inside double quotation marks.
    pub fn is_quoted(&self) -> bool {
        self.feature > feature::CASES
    }

    /// The same piece `offset` bytes further on.
    pub fn moved(self, offset: usize) -> Self {
        Self {
            start: self.start + offset,
            end: self.end + offset,
            ..self
        }
    }
}

/// The vocabulary, ready to look pieces up.
#[derive(Debug)]
pub struct Tokenizer {
    /// Pieces that start a word.
    starts: FxHashMap<&'static str, u32>,
    /// Pieces that go on with one, without their `##`.
    inner: FxHashMap<&'static str, u32>,
}

impl Tokenizer {
    /// The tokenizer; built once.
    pub fn shared() -> &'static Self {
        static SHARED: LazyLock<Tokenizer> = LazyLock::new(|| {
            let mut tokenizer = Tokenizer {
                starts: FxHashMap::default(),
                inner: FxHashMap::default(),
            };
            for (id, piece) in (0..).zip(VOCABULARY.lines()) {
                match piece.strip_prefix("##") {
                    Some(rest) if !rest.is_empty() => tokenizer.inner.insert(rest, id),
                    _ => tokenizer.starts.insert(piece, id),
                };
            }
            tokenizer
        });
        &SHARED
    }

    /// The number of a piece that is a whole word, in lower case. Common words have low numbers: the vocabulary is in the
    /// order of how often its words were met.
    pub fn word(&self, word: &str) -> Option<u32> {
        self.starts.get(word).copied()
    }

    /// The pieces of a text, in text order. Linear in the text's length.
    pub fn encode(&self, text: &str) -> Vec<Piece> {
        let mut out: Vec<Piece> = Vec::with_capacity(text.len() / 4);
        let mut at = 0;
        let mut gap: Option<Range<usize>> = None;
        while at <= text.len() {
            let next = next_break(text, at);
            let end = next.as_ref().map_or(text.len(), |gap| gap.start);
            if let Some(gap) = gap.take()
                && out.last().is_some_and(|last| !last.is_break())
            {
                out.push(Piece::paragraph_break(gap));
            }
            self.encode_stretch(text, at..end, &mut out);
            let Some(found) = next else { break };
            at = found.end;
            gap = Some(found);
        }
        while out.last().is_some_and(Piece::is_break) {
            out.pop();
        }
        out
    }

    fn encode_stretch(&self, text: &str, range: Range<usize>, out: &mut Vec<Piece>) {
        let letters = normalize(&text[range.clone()], range.start);
        let mut quotes = Quotes::default();
        let mut i = 0;
        let mut buffer = String::new();
        while i < letters.len() {
            if is_space(letters[i].letter) {
                i += 1;
                continue;
            }
            let mut end = i + 1;
            if !is_punctuation(letters[i].letter) {
                while end < letters.len()
                    && !is_space(letters[end].letter)
                    && !is_punctuation(letters[end].letter)
                {
                    end += 1;
                }
            }
            self.encode_word(text, &letters[i..end], &mut quotes, &mut buffer, out);
            i = end;
        }
    }

    /// Greedy longest match from the left.
    fn encode_word(
        &self,
        text: &str,
        word: &[Letter],
        quotes: &mut Quotes,
        buffer: &mut String,
        out: &mut Vec<Piece>,
    ) {
        let first = out.len();
        let (start, end) = (word[0].range.start, word[word.len() - 1].range.end);
        let form = &text[start.min(end)..end];
        let class = feature::case_class(form);
        let feature = class
            + if quotes.holds(form) {
                feature::CASES
            } else {
                0
            };
        let mut at = 0;
        if word.len() <= LONGEST_WORD {
            buffer.clear();
            buffer.extend(word.iter().map(|letter| letter.letter));
            let mut byte = 0;
            while at < word.len() {
                let table = if at == 0 { &self.starts } else { &self.inner };
                let mut stop = word.len();
                let mut stop_byte = buffer.len();
                let found = loop {
                    if stop == at {
                        break None;
                    }
                    if let Some(&id) = table.get(&buffer[byte..stop_byte]) {
                        break Some(id);
                    }
                    stop -= 1;
                    stop_byte -= word[stop].letter.len_utf8();
                };
                let Some(id) = found else { break };
                out.push(Piece {
                    id,
                    feature,
                    start: word[at].range.start,
                    end: word[stop - 1].range.end,
                    starts_word: at == 0,
                });
                at = stop;
                byte = stop_byte;
            }
        }
        if at < word.len() {
            out.truncate(first);
            out.push(Piece {
                id: UNKNOWN,
                feature,
                start,
                end,
                starts_word: true,
            });
        }
    }
}

/// The next run of white space with a line feed in it, from byte `at` on.
fn next_break(text: &str, at: usize) -> Option<Range<usize>> {
    // White space here is wider than the tokenizer's: it has the four information separators.
    let blank = |letter: char| letter.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&letter);
    let feed = at + text[at..].find('\n')?;
    let start = at + text[at..feed].trim_end_matches(blank).len();
    let end = text.len() - text[feed..].trim_start_matches(blank).len();
    Some(start..end)
}
