//! Base forms of English verbs and nouns: the words that a form can come from.
//!
//! Endings are taken off by rule, which gives more than one candidate; a list with the base
//! forms decides which is a word. Forms that follow no rule are a list, `assets/grammar/irregular.csv`.

use std::collections::HashMap;
use std::sync::LazyLock;

const IRREGULAR: &str = include_str!("../../assets/grammar/irregular.csv");

static FORMS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    IRREGULAR
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.split(',');
            Some((cells.next()?, cells.next()?))
        })
        .collect()
});

/// Endings, and what takes their place.
const ENDINGS: &[(&str, &str)] = &[
    ("ies", "y"),
    ("es", ""),
    ("s", ""),
    ("ied", "y"),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
];

/// The base forms that `word`, in lower case, can come from; the word itself is not among them.
pub(crate) fn of(word: &str) -> impl Iterator<Item = String> + '_ {
    let irregular = FORMS.get(word).map(|lemma| (*lemma).to_owned());
    let regular = ENDINGS.iter().flat_map(move |&(ending, instead)| {
        let stem = word.strip_suffix(ending).filter(|stem| stem.len() > 1);
        let whole = stem.map(|stem| format!("{stem}{instead}"));
        // "planned" is of "plan".
        let single = stem
            .filter(|_| instead.is_empty() && ending != "s")
            .and_then(|stem| {
                let last = stem.chars().next_back()?;
                let short = stem.strip_suffix(last)?;
                short.ends_with(last).then(|| short.to_owned())
            });
        [whole, single].into_iter().flatten()
    });
    irregular.into_iter().chain(regular)
}

/// Whether the word, in lower case, is a form that follows no rule.
pub(crate) fn is_irregular(word: &str) -> bool {
    FORMS.contains_key(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn candidates_hold_the_base_form() {
        for (form, base) in [
            ("said", "say"),
            ("denies", "deny"),
            ("denied", "deny"),
            ("denying", "deny"),
            ("planned", "plan"),
            ("declined", "decline"),
            ("accuses", "accuse"),
            ("dismisses", "dismiss"),
            ("agencies", "agency"),
            ("women", "woman"),
        ] {
            assert!(of(form).any(|lemma| lemma == base), "{form}");
        }
        assert_eq!(of("is").count(), 0);
        assert_eq!(of("").count(), 0);
    }

    #[test]
    fn irregular_forms_are_sorted() {
        let forms: Vec<&str> = IRREGULAR
            .lines()
            .skip(1)
            .filter_map(|line| line.split(',').next())
            .collect();
        assert!(forms.is_sorted_by(|a, b| a < b), "{forms:?}");
    }
}
