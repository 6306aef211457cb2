//! Whether a content is quoted word for word.

use std::ops::Range;

use super::Quotation;
use super::scores::Word;

/// Whether the word is a mark that can open a quotation; a few newsrooms open with the closing mark.
pub(super) fn opens(word: &str) -> bool {
    matches!(word, "“" | "\"" | "”" | "„" | "«")
}

/// Whether the word is a mark that can close a quotation.
pub(super) fn closes(word: &str) -> bool {
    matches!(word, "”" | "\"" | "“" | "»")
}

/// The quotation of the content over these words: direct if all its words stand inside double
/// quotation marks, mixed if some do, indirect if none. Punctuation does not count.
pub(super) fn of(text: &str, words: &[Word], content: &[Range<usize>]) -> Quotation {
    let mut inside = 0;
    let mut outside = 0;
    for word in content.iter().flat_map(|range| &words[range.clone()]) {
        if word.is_break || !text[word.range.clone()].chars().any(char::is_alphanumeric) {
            continue;
        }
        if word.quoted {
            inside += 1;
        } else {
            outside += 1;
        }
    }
    match (inside, outside) {
        (0, _) => Quotation::Indirect,
        (_, 0) => Quotation::Direct,
        _ => Quotation::Mixed,
    }
}

#[cfg(test)]
#[expect(
    clippy::single_range_in_vec_init,
    reason = "a content of one run is a list of one range"
)]
mod tests {
    use super::*;

    fn word(range: Range<usize>, quoted: bool) -> Word {
        Word {
            range,
            quoted,
            is_break: false,
            tags: [0.0; hearsay_tagger::TAGS],
        }
    }

    #[test]
    fn punctuation_does_not_count() {
        let text = "\"No\", he";
        let words = [
            word(0..1, true),
            word(1..3, true),
            word(3..4, true),
            word(4..5, false),
            word(6..8, false),
        ];
        assert_eq!(of(text, &words, &[0..4]), Quotation::Direct);
        assert_eq!(of(text, &words, &[0..5]), Quotation::Mixed);
        assert_eq!(of(text, &words, &[4..5]), Quotation::Indirect);
    }
}
