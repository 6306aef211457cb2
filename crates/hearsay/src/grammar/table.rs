//! Word lists as tables: CSV without quoting, a header, and an example at the end of each row.

use std::collections::HashMap;

/// A row of a word list: what says which one decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Row {
    /// The list: its file without its ending.
    pub(crate) list: &'static str,
    /// The row's key.
    pub(crate) key: &'static str,
}

/// Phrases by their first word.
pub(crate) type Phrases<T> = HashMap<&'static str, Vec<(&'static str, T)>>;

pub(crate) fn rows(list: &'static str, columns: usize) -> impl Iterator<Item = Vec<&'static str>> {
    list.lines()
        .skip(1)
        .map(move |line| line.splitn(columns, ',').collect())
}

pub(crate) fn phrases<T>(all: impl Iterator<Item = (&'static str, T)>) -> Phrases<T> {
    let mut out: Phrases<T> = HashMap::new();
    for (words, value) in all {
        let first = words.split(' ').next().unwrap_or(words);
        out.entry(first).or_default().push((words, value));
    }
    for rows in out.values_mut() {
        rows.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }
    out
}

pub(crate) fn longest<T: Copy>(
    phrases: &Phrases<T>,
    first: &str,
    stands: impl Fn(&str) -> bool,
) -> Option<(&'static str, T)> {
    phrases
        .get(first)?
        .iter()
        .find(|(words, _)| stands(words))
        .copied()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::super::lemma;
    use super::*;

    /// Sorted, no duplicates, each row whole, and each example has the words of its row.
    pub(crate) fn check(list: &'static str, name: &str, columns: usize) {
        let mut before = "";
        for row in rows(list, columns) {
            assert_eq!(row.len(), columns, "{name}: {row:?}");
            let (key, example) = (row[0], row[columns - 1]);
            assert!(
                before < key,
                "{name}: `{key}` is a duplicate or out of order"
            );
            before = key;
            let lower = example.to_lowercase();
            let words: Vec<&str> = lower
                .split(|c: char| !c.is_alphanumeric() && c != '-' && c != '\'')
                .collect();
            let parts: Vec<&str> = key.split(' ').collect();
            let fits = |at: usize| {
                parts.iter().enumerate().all(|(n, part)| {
                    words.get(at + n).is_some_and(|word| {
                        word == part || lemma::of(word).any(|lemma| lemma == *part)
                    })
                })
            };
            assert!(
                (0..words.len()).any(fits),
                "{name}: `{example}` has no `{key}`"
            );
        }
    }
}
