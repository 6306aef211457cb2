//! Word lists: which words report what people say, and which end in a full stop.
//!
//! The lists are CSV files under `assets/`, sorted, each row with an example sentence. They say
//! what a word can be; what it is in its sentence is left to the caller.

use std::collections::HashMap;
use std::sync::LazyLock;

const SPEECH_VERBS: &str = include_str!("../assets/speech_verbs.csv");
const CUE_WORDS: &str = include_str!("../assets/cue_words.csv");
const TITLES: &str = include_str!("../assets/titles.csv");

/// What a word of a cue can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CueWord {
    /// A form of a verb of speaking or writing, such as "said".
    SpeechVerb,
    /// A noun whose form is a verb's too, such as "support".
    NounOrVerb,
    /// A word that is no verb: a noun, adverb, adjective, preposition or function word, such as
    /// "criticism" or "according".
    NoVerb,
    /// An adverb that makes hearsay of its whole sentence, such as "reportedly".
    HearsayAdverb,
}

static WORDS: LazyLock<HashMap<&'static str, CueWord>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    for row in rows(CUE_WORDS) {
        if let [word, class, _] = row[..] {
            let class = match class {
                "either" => CueWord::NounOrVerb,
                "hearsay adverb" => CueWord::HearsayAdverb,
                _ => CueWord::NoVerb,
            };
            words.insert(word, class);
        }
    }
    for row in rows(SPEECH_VERBS) {
        if let [_, forms, _] = row[..] {
            words.extend(forms.split(' ').map(|form| (form, CueWord::SpeechVerb)));
        }
    }
    words
});

/// What `word`, in lower case, can be in a cue; `None` if no list has it.
pub fn cue_word(word: &str) -> Option<CueWord> {
    WORDS.get(word).copied()
}

/// Whether `word` is the abbreviation of a title, without its full stop, such as "Mr".
pub fn is_title(word: &str) -> bool {
    rows(TITLES).any(|row| row[0] == word)
}

/// The rows below the header of a list with three columns. Only the last column may be quoted.
fn rows(list: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    list.lines()
        .skip(1)
        .map(|line| line.splitn(3, ',').collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(list: &'static str, name: &str) {
        let mut before = "";
        for row in rows(list) {
            let [key, values, example] = row[..] else {
                panic!("{name}: {row:?} has not three columns")
            };
            assert!(
                before < key,
                "{name}: `{key}` is a duplicate or out of order"
            );
            before = key;
            let forms: Vec<&str> = if name == "speech verbs" {
                values.split(' ').collect()
            } else {
                vec![key]
            };
            assert!(forms.contains(&key), "{name}: the forms of `{key}` lack it");
            let words: Vec<String> = example
                .split(|c: char| !c.is_alphanumeric())
                .flat_map(|word| [word.to_owned(), word.to_lowercase()])
                .collect();
            assert!(
                forms
                    .iter()
                    .any(|form| words.iter().any(|word| word == form)),
                "{name}: `{example}` has no `{key}`"
            );
        }
    }

    #[test]
    fn lists_are_sorted_without_duplicates_and_with_examples() {
        check(SPEECH_VERBS, "speech verbs");
        check(CUE_WORDS, "cue words");
        check(TITLES, "titles");
    }

    #[test]
    fn no_form_stands_under_two_verbs_or_in_both_lists() {
        let mut seen = HashMap::new();
        for row in rows(SPEECH_VERBS) {
            for form in row[1].split(' ') {
                assert_eq!(seen.insert(form, row[0]), None, "`{form}` stands twice");
            }
        }
        for row in rows(CUE_WORDS) {
            assert_eq!(
                seen.get(row[0]),
                None,
                "`{}` is a speech verb already",
                row[0]
            );
        }
    }

    #[test]
    fn words_are_found_by_any_form() {
        assert_eq!(cue_word("told"), Some(CueWord::SpeechVerb));
        assert_eq!(cue_word("support"), Some(CueWord::NounOrVerb));
        assert_eq!(cue_word("according"), Some(CueWord::NoVerb));
        assert_eq!(cue_word("ferry"), None);
    }
}
