//! What it costs to turn one word of a name into another.
//!
//! The optimal string alignment distance (Damerau, 1964; restricted transpositions) with lower costs for
//! what transliteration, hearing and hands do to names: vowels for vowels, letters of one sound, doubled
//! letters, a silent `h`, digits that look like letters.

/// Letters that stand for each other in names from other scripts, or sound alike.
const ALIKE: &[&str] = &[
    "aeiouy", "kcqg", "szc", "vwf", "dt", "bp", "mn", "gh", "lr", "jsx",
];

/// Letters for one sound in transliterations: "Yelena", "Jelena", "Ielena".
const SEMIVOWELS: &[&str] = &["ijy"];

/// Digits and the letters that they are taken for.
const LOOKALIKE: &[&str] = &["0o", "1l", "1i", "9g", "5s", "3e", "8b"];

const ONE: f64 = 1.0;
const SOUND: f64 = 0.5;
const SEMIVOWEL: f64 = 0.3;
const LOOK: f64 = 0.2;
const DOUBLED: f64 = 0.3;
const WEAK: f64 = 0.6;
const SWAPPED: f64 = 0.7;

fn exchange(a: u8, b: u8) -> f64 {
    let both = |set: &str| set.as_bytes().contains(&a) && set.as_bytes().contains(&b);
    if a == b {
        0.0
    } else if SEMIVOWELS.iter().any(|set| both(set)) {
        SEMIVOWEL
    } else if LOOKALIKE.iter().any(|set| both(set)) {
        LOOK
    } else if ALIKE.iter().any(|set| both(set)) {
        SOUND
    } else {
        ONE
    }
}

/// The cost of leaving out the letter at `at`.
fn omission(word: &[u8], at: usize) -> f64 {
    if at > 0 && word[at - 1] == word[at] {
        DOUBLED
    } else if matches!(word[at], b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'h') {
        WEAK
    } else {
        ONE
    }
}

/// The cost of turning `a` into `b`, both in small ASCII letters and digits; 0 for equal words, about 1 for
/// one letter that is another.
pub(crate) fn cost(a: &str, b: &str) -> f64 {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    // Three rows: the one before the last is needed for transpositions.
    let mut before: Vec<f64> = Vec::new();
    let mut last: Vec<f64> = std::iter::once(0.0)
        .chain((0..b.len()).scan(0.0, |sum, at| {
            *sum += omission(b, at);
            Some(*sum)
        }))
        .collect();
    for i in 1..=a.len() {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(last[0] + omission(a, i - 1));
        for j in 1..=b.len() {
            let mut best = (last[j] + omission(a, i - 1))
                .min(row[j - 1] + omission(b, j - 1))
                .min(last[j - 1] + exchange(a[i - 1], b[j - 1]));
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before[j - 2] + SWAPPED);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sounds_alike_costs_less() {
        assert_eq!(cost("tamim", "tamim"), 0.0);
        assert_eq!(cost("tamim", ""), 4.2);
        assert!(cost("tamim", "temim") < cost("tamim", "taxim"));
        assert!(cost("tammim", "tamim") < cost("tambim", "tamim"));
        assert!(cost("tamim", "tamim1") <= 1.0);
        assert_eq!(cost("01", "ol"), 0.4);
        assert_eq!(cost("ab", "ba"), 0.7);
    }
}
