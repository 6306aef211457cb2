//! Pull quotes: lines that say again, in large type, what a paragraph says already.

use std::collections::HashMap;

/// Fewest words of a line that is looked for elsewhere; fewer repeat by chance.
const WORDS: usize = 5;

/// Most words of a pull quote.
const LONGEST: usize = 60;

/// Most paragraphs in which one line is looked for.
const TRIES: usize = 8;

/// Which of the candidates (by index) stand word by word inside a longer text of another index.
/// Case, punctuation and quotation marks do not count.
pub(crate) fn find(candidates: &[(usize, &str)], texts: &[(usize, &str)]) -> Vec<usize> {
    let wanted: Vec<(usize, Vec<u64>)> = candidates
        .iter()
        .map(|(index, text)| (*index, words(unsigned(text))))
        .filter(|(_, words)| (WORDS..=LONGEST).contains(&words.len()))
        .collect();
    let mut openings: HashMap<&[u64], Vec<usize>> = HashMap::new();
    for (at, (_, words)) in wanted.iter().enumerate() {
        openings.entry(&words[..WORDS]).or_default().push(at);
    }
    if openings.is_empty() {
        return Vec::new();
    }
    let mut tries = vec![0; wanted.len()];
    let mut found = vec![false; wanted.len()];
    for (index, text) in texts {
        let all = words(text);
        for (start, opening) in all.windows(WORDS).enumerate() {
            let Some(waiting) = openings.get_mut(opening) else {
                continue;
            };
            waiting.retain(|&at| {
                let (own, words) = &wanted[at];
                if own == index {
                    return true;
                }
                tries[at] += 1;
                found[at] = words.len() < all.len() && all[start..].starts_with(words);
                !found[at] && tries[at] < TRIES
            });
        }
    }
    wanted
        .iter()
        .zip(found)
        .filter(|(_, found)| *found)
        .map(|((index, _), _)| *index)
        .collect()
}

/// A quotation without the name set under it: `“Nobody told us” — Ada Lund, pilot`.
fn unsigned(text: &str) -> &str {
    let closed = text.starts_with(['“', '"']) && !text.ends_with(['.', '!', '?']);
    match text.rfind(['”', '"']) {
        Some(end) if closed && end > 0 => &text[..end],
        _ => text,
    }
}

/// The words, each as a number (FNV-1a over its letters in lower case): texts are long, and only
/// whole words are compared.
fn words(text: &str) -> Vec<u64> {
    const SEED: u64 = 0xcbf2_9ce4_8422_2325;
    let mut words = Vec::with_capacity(text.len() / 5);
    let mut word = SEED;
    for c in text.chars() {
        if c.is_alphanumeric() {
            for lower in c.to_lowercase() {
                word = (word ^ u64::from(u32::from(lower))).wrapping_mul(0x0100_0000_01b3);
            }
        } else if !matches!(c, '\'' | '’') && word != SEED {
            words.push(word);
            word = SEED;
        }
    }
    if word != SEED {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pull_quote_stands_in_a_paragraph() {
        let texts = [
            (
                0,
                "“We have no boat,” she said. “Nobody told us that it was sold.”",
            ),
            (1, "“Nobody told us that it was sold” — Ada Lund, pilot"),
            (2, "Nobody told us that it was sold, and nobody told them."),
        ];
        let candidates = [(1, texts[1].1), (2, texts[2].1)];
        assert_eq!(find(&candidates, &texts), [1]);
    }

    #[test]
    fn few_words_repeat_by_chance() {
        let texts = [(0, "The mayor said on Monday that the quay is closed.")];
        assert!(find(&[(1, "The quay is closed")], &texts).is_empty());
    }
}
