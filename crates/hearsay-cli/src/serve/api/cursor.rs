//! Where a list goes on: a place in its order, as a word that callers carry and do not read.
//!
//! A place is made of the values that the list is ordered by, so that rows which come or go in between neither shift
//! what follows nor show a row twice.

use crate::serve::fault::Fault;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The place after which the list of this name goes on.
pub(super) fn write(list: &str, place: &impl Serialize) -> String {
    // Words and numbers always have a form in JSON.
    let text = serde_json::to_vec(&(list, place)).unwrap_or_default();
    text.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The place that such a word stands for.
///
/// # Errors
/// If it is none of this list.
pub(super) fn read<T: DeserializeOwned>(list: &str, word: &str) -> Result<T, Fault> {
    let place = bytes(word).and_then(|bytes| serde_json::from_slice::<(String, T)>(&bytes).ok());
    match place {
        Some((of, place)) if of == list => Ok(place),
        _ => Err(Fault::senseless(
            "the cursor is none of this list\n  hint: take it from \"next\" of the page before, as it is",
        )),
    }
}

fn bytes(word: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = word
        .chars()
        .map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect();
    let digits = digits.filter(|digits| digits.len() % 2 == 0)?;
    Some(
        digits
            .chunks(2)
            .map(|pair| pair[0] * 16 + pair[1])
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_comes_back_and_only_to_its_list() {
        let place = (Some("2031-02-03".to_owned()), 0.1f64.to_bits());
        let word = write("articles", &place);
        assert_eq!(
            read::<(Option<String>, u64)>("articles", &word).ok(),
            Some(place)
        );
        for (list, word) in [
            ("claims", word.as_str()),
            ("articles", ""),
            ("articles", "é"),
            ("articles", "5b"),
            ("articles", "5"),
            ("articles", &word[2..]),
        ] {
            assert!(read::<(Option<String>, u64)>(list, word).is_err(), "{word}");
        }
    }
}
