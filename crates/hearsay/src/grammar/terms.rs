//! The telling words of a text: base forms, each with a weight by how rare it is in English.
//!
//! How rare a word is comes from its place in the tagger's vocabulary, which is in the order of how often words were
//! met; what does not stand there is rare. So a weight depends on the word alone, never on what else was read.

use hearsay_tagger::Tokenizer;

use super::{lemma, vocabulary};

/// A telling word.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Term {
    /// Its base form in small letters.
    pub(crate) word: String,
    /// How telling it is: 0.3 for the most common, [`RARE`] for what the vocabulary lacks.
    pub(crate) weight: f32,
    /// Whether it is written with digits.
    pub(crate) is_number: bool,
}

/// The weight of a word that is not in the vocabulary, such as most names.
pub(crate) const RARE: f32 = 9.0;

/// The first number of a whole word in the vocabulary, less what keeps the logarithm finite.
const FIRST_WORD: u32 = 1_990;

/// The telling words of `text`, in order: no function words, pronouns, determiners or negators.
pub(crate) fn of(text: &str) -> Vec<Term> {
    words(text)
        .filter_map(|word| {
            let word = word.to_lowercase().replace('’', "'");
            let word = word.strip_suffix("'s").unwrap_or(&word);
            let is_number = word.starts_with(|c: char| c.is_numeric());
            let telling = is_number
                || word.chars().nth(1).is_some()
                    && vocabulary::function(word).is_none()
                    && vocabulary::pronoun(word).is_none()
                    && vocabulary::determiner(word).is_none()
                    && vocabulary::negator(word).is_none();
            telling.then(|| Term {
                weight: if is_number { RARE / 2.0 } else { weight(word) },
                word: base(word),
                is_number,
            })
        })
        .collect()
}

/// Runs of letters and digits, with the apostrophes, hyphens, points and commas inside them.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '.' | ',')))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .flat_map(|word| {
            // A point or comma stays inside numbers only.
            let number = word.starts_with(|c: char| c.is_ascii_digit());
            word.split(move |c: char| !number && matches!(c, '.' | ',' | '-'))
        })
        .filter(|word| !word.is_empty())
}

/// A word as a number (FNV-1a, 32 bits). Ledgers store it, so it may never change.
pub(crate) fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

/// How telling a word in small letters is.
fn weight(word: &str) -> f32 {
    match Tokenizer::shared().word(word) {
        Some(number) if number > FIRST_WORD => {
            let rank = number.saturating_sub(FIRST_WORD) as f32;
            (rank / 12.0).ln().clamp(0.3, RARE)
        }
        Some(_) => 0.3,
        None => RARE,
    }
}

/// The base form that the vocabulary knows; the word itself where it knows none.
fn base(word: &str) -> String {
    let known =
        |form: &String| form.chars().nth(2).is_some() && Tokenizer::shared().word(form).is_some();
    lemma::of(word)
        .find(known)
        .unwrap_or_else(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str) -> Vec<String> {
        of(text).into_iter().map(|term| term.word).collect()
    }

    #[test]
    fn telling_words_are_base_forms_without_small_words() {
        assert_eq!(
            list("The overhauls were stopped, and it wasn’t the minister's idea."),
            ["overhaul", "stop", "minister", "idea"]
        );
    }

    #[test]
    fn numbers_stay_whole() {
        assert_eq!(list("1,200 of 11.5 million."), ["1,200", "11.5", "million"]);
        assert!(of("1,200")[0].is_number);
    }

    #[test]
    fn a_name_weighs_more_than_a_common_word() {
        let terms = of("Zarkhovia government");
        assert!(terms[0].weight > terms[1].weight, "{terms:?}");
    }
}
