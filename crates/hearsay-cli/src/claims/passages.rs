//! Passages that two texts share word for word, or nearly, and the words that differ in them.
//!
//! A passage grows from a run of words that both have, over small changes, to the next words that both have. What
//! stands between passages is each text's own.

use similar::{Algorithm, DiffTag, capture_diff_slices};

/// Words in a row that only a copy shares.
const RUN: usize = 8;
/// The most words that a change within a passage has on either side.
const CHANGE: usize = 12;
/// Words in a row that carry a passage on over a change.
const LINK: usize = 3;

/// What two texts share.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Shared {
    /// Words of the passages in both texts.
    pub(crate) words: usize,
    /// Words of the first text, and of the second.
    pub(crate) of: [usize; 2],
    /// What differs within the passages, in text order.
    pub(crate) changes: Vec<Change>,
}

/// Words that differ within a passage.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
#[schema(as = WordChange)]
pub(crate) struct Change {
    /// Words before it that both have.
    pub(crate) before: String,
    /// The words of the first text.
    pub(crate) a: String,
    /// The words of the second.
    pub(crate) b: String,
    /// Words after it that both have.
    pub(crate) after: String,
}

/// Words around a change that are shown.
const CONTEXT: usize = 5;

/// A run of words that both have, or that differ.
enum Run<'a> {
    Same(Vec<&'a str>),
    Differ(Vec<&'a str>, Vec<&'a str>),
}

impl Shared {
    /// What these texts share.
    pub(crate) fn between(a: &str, b: &str) -> Self {
        let words: [Vec<&str>; 2] = [a, b].map(|text| text.split_whitespace().collect());
        let runs = runs(&words);
        let inside = inside(&runs);
        let mut shared = Self {
            of: [words[0].len(), words[1].len()],
            ..Self::default()
        };
        for (at, run) in runs.iter().enumerate().filter(|(at, _)| inside[*at]) {
            match run {
                Run::Same(words) => shared.words += words.len(),
                Run::Differ(a, b) => shared.changes.push(Change {
                    before: words_of(&runs, at.checked_sub(1), |words| {
                        &words[words.len().saturating_sub(CONTEXT)..]
                    }),
                    a: a.join(" "),
                    b: b.join(" "),
                    after: words_of(&runs, Some(at + 1), |words| {
                        &words[..words.len().min(CONTEXT)]
                    }),
                }),
            }
        }
        shared
    }

    /// The share of the shorter text that stands in the other, 0 to 1.
    pub(crate) fn share(&self) -> f64 {
        self.words as f64 / self.of[0].min(self.of[1]).max(1) as f64
    }
}

fn runs<'a>(words: &[Vec<&'a str>; 2]) -> Vec<Run<'a>> {
    let mut runs: Vec<Run<'a>> = Vec::new();
    let keys = [&words[0], &words[1]].map(|words| words.iter().map(|word| key(word)).collect());
    let [a, b]: [Vec<String>; 2] = keys;
    for step in capture_diff_slices(Algorithm::Myers, &a, &b) {
        let (a, b) = (&words[0][step.old_range()], &words[1][step.new_range()]);
        match (step.tag(), runs.last_mut()) {
            (DiffTag::Equal, Some(Run::Same(run))) => run.extend(a),
            (DiffTag::Equal, _) => runs.push(Run::Same(a.to_vec())),
            (_, Some(Run::Differ(one, other))) => {
                one.extend(a);
                other.extend(b);
            }
            (_, _) => runs.push(Run::Differ(a.to_vec(), b.to_vec())),
        }
    }
    runs
}

/// A word by which two are the same: the form of quotation marks and dashes is the printer's.
fn key(word: &str) -> String {
    let plain = |c: char| match c {
        '“' | '”' | '„' | '«' | '»' => '"',
        '’' | '‘' => '\'',
        '–' | '—' => '-',
        c => c,
    };
    word.chars().map(plain).collect()
}

/// Which runs belong to a passage.
fn inside(runs: &[Run<'_>]) -> Vec<bool> {
    let mut inside: Vec<bool> = runs
        .iter()
        .map(|run| matches!(run, Run::Same(words) if words.len() >= RUN))
        .collect();
    // Runs of the same words and runs that differ take turns.
    let carries = |at: usize| matches!(&runs[at], Run::Same(words) if words.len() >= LINK);
    let small =
        |at: usize| matches!(&runs[at], Run::Differ(a, b) if a.len().max(b.len()) <= CHANGE);
    for at in 2..runs.len() {
        if inside[at - 2] && small(at - 1) && carries(at) {
            inside[at - 1] = true;
            inside[at] = true;
        }
    }
    for at in (2..runs.len()).rev() {
        if inside[at] && small(at - 1) && carries(at - 2) {
            inside[at - 1] = true;
            inside[at - 2] = true;
        }
    }
    inside
}

/// Some of the words of a run that both have.
fn words_of(
    runs: &[Run<'_>],
    at: Option<usize>,
    some: impl for<'a, 'b> Fn(&'a [&'b str]) -> &'a [&'b str],
) -> String {
    match at.and_then(|at| runs.get(at)) {
        Some(Run::Same(words)) => some(words).join(" "),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_changes_belong_to_a_copy() {
        let a = "The keeper of the weir at Lund said on Monday that “nobody” had asked him about the gates in all of March.";
        let b = "Lund News: The keeper of the weir at Lund claimed on Monday that \"nobody\" had asked him about the gates in all of March. He is 60.";
        let shared = Shared::between(a, b);
        assert_eq!((shared.words, shared.of), (21, [22, 27]));
        assert_eq!(
            shared.changes,
            [Change {
                before: "of the weir at Lund".to_owned(),
                a: "said".to_owned(),
                b: "claimed".to_owned(),
                after: "on Monday that “nobody” had".to_owned(),
            }]
        );
        assert!(shared.share() > 0.9);
    }

    #[test]
    fn common_words_are_no_copy() {
        let shared = Shared::between(
            "The mayor said on Monday that the bridge was safe",
            "The bridge, an engineer said on Tuesday, was not in danger",
        );
        assert_eq!(shared.words, 0);
        assert_eq!(shared.changes, []);
        assert_eq!(Shared::between("", "").share(), 0.0);
    }
}
