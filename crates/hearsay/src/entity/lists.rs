//! The word lists of this stage, read from `assets/entity/`: one table a list.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::mention::{Class, Gender};
use crate::grammar::lemma;
use crate::grammar::table::rows;

const GENDERS: &str = include_str!("../../assets/entity/genders.csv");
const THINGS: &str = include_str!("../../assets/entity/things.csv");
const WIDER: &str = include_str!("../../assets/entity/wider.csv");

static GENDER: LazyLock<HashMap<&'static str, Gender>> = LazyLock::new(|| {
    rows(GENDERS, 3)
        .filter_map(|row| {
            Some((
                row[0],
                match row[1] {
                    "male" => Gender::Male,
                    "female" => Gender::Female,
                    _ => return None,
                },
            ))
        })
        .collect()
});

static THING: LazyLock<HashMap<&'static str, Class>> = LazyLock::new(|| {
    rows(THINGS, 3)
        .filter_map(|row| {
            Some((
                row[0],
                match row[1] {
                    "vessel" => Class::Vessel,
                    "place" => Class::Place,
                    _ => return None,
                },
            ))
        })
        .collect()
});

static NARROWER: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    rows(WIDER, 3)
        .map(|row| (row[0], row[1].split(" / ").collect()))
        .collect()
});

/// Whether a word, a noun, title or first name in lower case, is a man's or a woman's.
pub(crate) fn gender(word: &str) -> Option<Gender> {
    GENDER.get(word).copied()
}

/// The class of a thing that is named but is no source, such as a ship or a town, and whether the
/// form is a plural.
pub(super) fn thing(word: &str) -> Option<(Class, bool)> {
    if let Some(&class) = THING.get(word) {
        return Some((class, false));
    }
    lemma::of(word).find_map(|lemma| Some((*THING.get(&*lemma)?, true)))
}

/// Whether the noun names what has a narrower name mostly: "the company".
pub(crate) fn is_wide(noun: &str) -> bool {
    NARROWER.contains_key(noun)
}

/// Whether what one noun names can later be called by the other.
pub(super) fn is_wider(wide: &str, narrow: &str) -> bool {
    NARROWER.get(wide).is_some_and(|all| all.contains(&narrow))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::table::tests::check;

    #[test]
    fn lists_are_sorted_without_duplicates_and_with_examples() {
        check(GENDERS, "genders", 3);
        check(THINGS, "things", 3);
        check(WIDER, "wider", 3);
        assert_eq!(GENDER.len(), rows(GENDERS, 3).count());
        assert_eq!(THING.len(), rows(THINGS, 3).count());
    }
}
