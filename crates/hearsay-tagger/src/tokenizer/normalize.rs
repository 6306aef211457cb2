//! From text to the characters that word pieces are looked up by.
//!
//! As BERT uncased: control characters go, CJK characters stand alone, accents go (canonical
//! decomposition without non-spacing marks), letters become lower case. Tables are those of the
//! reference tokenizer, an older Unicode than the standard library's, so that both cut alike.

use std::ops::Range;

use unicode_categories::UnicodeCategories;
use unicode_normalization_alignments::UnicodeNormalization;

/// A character as looked up, and the bytes of the text it came from.
#[derive(Debug, Clone)]
pub(super) struct Letter {
    pub(super) letter: char,
    pub(super) range: Range<usize>,
}

/// Normalises `text`; ranges are counted from `offset`.
pub(super) fn normalize(text: &str, offset: usize) -> Vec<Letter> {
    if text.is_ascii() {
        return text
            .bytes()
            .enumerate()
            .filter(|(_, byte)| !byte.is_ascii_control() || matches!(byte, b'\t' | b'\n' | b'\r'))
            .map(|(i, byte)| Letter {
                letter: if is_space(byte.into()) {
                    ' '
                } else {
                    byte.to_ascii_lowercase().into()
                },
                range: offset + i..offset + i + 1,
            })
            .collect();
    }
    let mut cleaned: Vec<Letter> = Vec::with_capacity(text.len());
    for (i, letter) in text.char_indices() {
        let range = offset + i..offset + i + letter.len_utf8();
        if letter == '\0' || letter == '\u{fffd}' || is_control(letter) {
            continue;
        }
        if is_cjk(letter) {
            cleaned.push(Letter {
                letter: ' ',
                range: range.clone(),
            });
            cleaned.push(Letter {
                letter,
                range: range.clone(),
            });
            cleaned.push(Letter { letter: ' ', range });
        } else {
            cleaned.push(Letter {
                letter: if is_space(letter) { ' ' } else { letter },
                range,
            });
        }
    }
    let mut out: Vec<Letter> = Vec::with_capacity(cleaned.len());
    let mut next = 0;
    let mut range = offset..offset;
    for (letter, change) in cleaned.iter().map(|from| from.letter).nfd() {
        // A change of 0 is the next character of the input; more is a part of the one before.
        if change <= 0 {
            if let Some(from) = cleaned.get(next) {
                range = from.range.clone();
            }
            next += 1;
        }
        if letter.is_mark_nonspacing() {
            continue;
        }
        out.extend(letter.to_lowercase().map(|letter| Letter {
            letter,
            range: range.clone(),
        }));
    }
    out
}

/// White space as the tokenizer sees it.
pub(super) fn is_space(letter: char) -> bool {
    letter.is_whitespace()
}

/// Punctuation, which stands alone as a word.
pub(super) fn is_punctuation(letter: char) -> bool {
    letter.is_ascii_punctuation() || letter.is_punctuation()
}

fn is_control(letter: char) -> bool {
    !matches!(letter, '\t' | '\n' | '\r') && letter.is_other()
}

fn is_cjk(letter: char) -> bool {
    matches!(
        u32::from(letter),
        0x4E00..=0x9FFF
            | 0x3400..=0x4DBF
            | 0x20000..=0x2A6DF
            | 0x2A700..=0x2B73F
            | 0x2B740..=0x2B81F
            | 0x2B920..=0x2CEAF
            | 0xF900..=0xFAFF
            | 0x2F800..=0x2FA1F
    )
}
