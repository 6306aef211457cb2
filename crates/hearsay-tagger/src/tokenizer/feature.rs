//! What the lower-cased pieces no longer show: casing, and whether a word stands in quotes.

use unicode_categories::UnicodeCategories;

/// Case classes; a word inside double quotes has its class plus this.
pub(super) const CASES: u8 = 7;

/// The class of special pieces and paragraph breaks.
pub(super) const SPECIAL: u8 = 0;

const LOWER: u8 = 1;
const TITLE: u8 = 2;
const UPPER: u8 = 3;
const MIXED: u8 = 4;
const DIGITS: u8 = 5;
const OTHER: u8 = 6;

/// The case class of a word, by its letters alone; a word of digits, or of neither, has a class of
/// its own.
pub(super) fn case_class(word: &str) -> u8 {
    let mut letters = 0;
    let (mut upper, mut lower) = (0, 0);
    let mut first_is_upper = false;
    for letter in word.chars().filter(|&letter| is_letter(letter)) {
        letters += 1;
        if letter.is_uppercase() {
            upper += 1;
            first_is_upper |= letters == 1;
        } else if letter.is_lowercase() {
            lower += 1;
        }
    }
    match (letters, upper, lower) {
        (0, ..) if word.chars().any(char::is_numeric) => DIGITS,
        (0, ..) => OTHER,
        (_, 0, _) => LOWER,
        (1, ..) => TITLE,
        (_, _, 0) => UPPER,
        (_, 1, _) if first_is_upper => TITLE,
        _ => MIXED,
    }
}

/// A letter by its category: `Alphabetic` without the marks, symbols and numbers that have it too.
fn is_letter(letter: char) -> bool {
    letter.is_alphabetic() && !letter.is_mark() && !letter.is_symbol() && !letter.is_number()
}

/// Follows double quotation marks through one paragraph. Single ones are left alone: most of them
/// are apostrophes.
#[derive(Debug, Default)]
pub(super) struct Quotes {
    open: bool,
}

impl Quotes {
    /// Whether the next word stands inside; a quotation mark itself does.
    pub(super) fn holds(&mut self, word: &str) -> bool {
        let (opens, closes) = match word {
            "“" | "„" | "«" => (true, false),
            "”" | "»" => (false, true),
            "\"" => (!self.open, self.open),
            _ => (false, false),
        };
        let inside = self.open || opens;
        self.open = inside && !closes;
        inside
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes() {
        for (word, class) in [
            ("said", LOWER),
            ("Ozma", TITLE),
            ("A", TITLE),
            ("NATO", UPPER),
            ("McCoy", MIXED),
            ("iPad", MIXED),
            ("2019", DIGITS),
            ("5th", LOWER),
            ("3G", TITLE),
            ("—", OTHER),
            ("中", LOWER),
        ] {
            assert_eq!(case_class(word), class, "{word}");
        }
    }

    #[test]
    fn marks_count_as_inside() {
        let mut quotes = Quotes::default();
        let inside: Vec<bool> = ["he", "\"", "no", "\"", "said", "“", "yes", "”", "x"]
            .map(|word| quotes.holds(word))
            .into();
        assert_eq!(
            inside,
            [false, true, true, true, false, true, true, true, false]
        );
    }
}
