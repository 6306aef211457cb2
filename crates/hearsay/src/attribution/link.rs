//! Joins runs of words into attributions.
//!
//! Every cue stands for one attribution, or for one a paragraph where what is said goes on over a
//! paragraph border: then the part nearest to the cue has it, and the others have its source. A
//! content's fragments ask for their cue, a cue asks for its source, and the tagger's link
//! probabilities answer. Each cue first gets the fragment that suits it best while no other cue
//! has a better claim, so that no cue goes empty because its neighbour is a little stronger; what
//! is left over goes where it fits best, if it fits. Sources are shared out the same way, but one
//! source may serve several cues.

use std::collections::HashSet;
use std::ops::Range;

use super::quotation::{closes, opens};
use super::scores::{Link, Scores, Word};
use super::tags::{Role, Run};

/// A link below this probability is not used to give a cue or a source its first partner; tuned
/// on PolNeAR dev.
const FIRST: f32 = 0.1;

/// A further fragment joins a cue only if that is more likely than not: what is left over are often
/// contents of a cue that the tagger missed. Tuned on PolNeAR dev.
const JOIN: f32 = 0.5;

/// An attribution that is believed less than this is not made; tuned on PolNeAR dev.
const LEAST: f32 = 0.2;

/// A cue has no source when the best one is less than this share as likely as none; tuned on
/// PolNeAR dev.
const SOURCE_OVER_NONE: f32 = 0.25;

/// What a cue claims in another paragraph than its nearest content must be at least this likely to
/// be a content and its own. Else words in quotation marks are somebody's, but nobody's that is
/// found, and other words are no content. Tuned on PolNeAR dev.
const BEYOND_BORDER: f32 = 0.6;

/// One attribution, in words of the section.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Joined {
    pub(super) source: Option<Range<usize>>,
    pub(super) cue: Option<Range<usize>>,
    pub(super) content: Vec<Range<usize>>,
    pub(super) confidence: f32,
}

impl Joined {
    /// All its runs of words.
    pub(super) fn runs(&self) -> impl Iterator<Item = &Range<usize>> {
        self.source.iter().chain(&self.cue).chain(&self.content)
    }
}

/// Joins the runs of one section; the result is in the order of the cues.
pub(super) fn join(text: &str, scores: &Scores, runs: &[Run]) -> Vec<Joined> {
    let of = |role: Role| -> Vec<Range<usize>> {
        runs.iter()
            .filter(|run| run.role == role)
            .map(|run| run.words.clone())
            .collect()
    };
    let (sources, cues, contents) = (of(Role::Source), of(Role::Cue), of(Role::Content));
    let to_cue = scores.links(Link::ToCue, &contents, &cues);
    let to_source = scores.links(Link::ToSource, &cues, &sources);
    let mut cue_of = cues_of_contents(&to_cue, cues.len());
    let goes_on = continue_quotations(text, scores, &cues, &contents, &mut cue_of);
    let source_of = sources_of_cues(&to_source, sources.len());
    let sure = |role: Role, words: &Range<usize>| {
        mean(words.clone().map(|word| role.chance(&scores.words[word])))
    };
    let mut out = Vec::new();
    for (cue, cue_words) in cues.iter().enumerate() {
        let held: Vec<usize> = (0..contents.len())
            .filter(|&content| cue_of[content] == Some(cue))
            .collect();
        let source = source_of[cue];
        let source_sure = match source {
            Some(source) => to_source[cue][source] * sure(Role::Source, &sources[source]),
            None => to_source[cue][sources.len()],
        };
        let parts: Vec<&[usize]> = held
            .chunk_by(|&a, &b| !scores.breaks_between(contents[a].end, contents[b].start))
            .collect();
        let nearest = nearest(cue_words, &parts, &contents);
        for (number, part) in parts.into_iter().enumerate() {
            let content_sure = mean(
                part.iter()
                    .map(|&content| sure(Role::Content, &contents[content])),
            );
            let joined_sure = if goes_on[part[0]] {
                1.0
            } else {
                let chances = part.iter().map(|&content| to_cue[content][cue]);
                chances.fold(0.0, f32::max)
            };
            let likely = number == nearest || content_sure * joined_sure >= BEYOND_BORDER;
            let quoted = scores.words[contents[part[0]].start].quoted;
            if !likely && !quoted {
                continue;
            }
            let confidence =
                (sure(Role::Cue, cue_words) * content_sure * joined_sure * source_sure)
                    .sqrt()
                    .clamp(0.0, 1.0);
            if confidence < LEAST {
                continue;
            }
            out.push(Joined {
                source: source
                    .filter(|_| likely)
                    .map(|source| sources[source].clone()),
                cue: (number == nearest).then(|| cue_words.clone()),
                content: part
                    .iter()
                    .map(|&content| contents[content].clone())
                    .collect(),
                confidence,
            });
        }
    }
    out
}

/// Gives the cue of a quotation to its paragraphs that have no cue in them, and says of each content
/// whether it is such a paragraph.
fn continue_quotations(
    text: &str,
    scores: &Scores,
    cues: &[Range<usize>],
    contents: &[Range<usize>],
    cue_of: &mut [Option<usize>],
) -> Vec<bool> {
    let mut out = vec![false; contents.len()];
    for content in 1..contents.len() {
        let (before, this) = (&contents[content - 1], &contents[content]);
        let elsewhere = cue_of[content].is_none_or(|cue| {
            let cue = &cues[cue];
            scores.breaks_between(cue.start.min(this.start), cue.start.max(this.start))
        });
        if elsewhere && continues(text, &scores.words, before.end, this.start) {
            cue_of[content] = cue_of[content - 1];
            out[content] = true;
        }
    }
    out
}

/// Whether a quotation that ends before word `end` goes on at word `start` of the next paragraph: it
/// was not closed, and is opened anew, as is the custom for quotations of several paragraphs.
fn continues(text: &str, words: &[Word], end: usize, start: usize) -> bool {
    let is = |word: &Word, kind: fn(&str) -> bool| kind(&text[word.range.clone()]);
    let between = &words[end..start];
    let rest = between.iter().take_while(|word| !word.is_break).count();
    let closed = words[end - 1..end + rest]
        .iter()
        .any(|word| is(word, closes));
    !closed
        && words[end - 1].quoted
        && between[rest..].iter().all(|word| word.is_break)
        && is(&words[start], opens)
}

/// Which part of a content stands nearest to its cue.
fn nearest(cue: &Range<usize>, parts: &[&[usize]], contents: &[Range<usize>]) -> usize {
    let gap = |content: &Range<usize>| {
        content
            .start
            .saturating_sub(cue.end)
            .max(cue.start.saturating_sub(content.end))
    };
    (0..parts.len())
        .min_by_key(|&part| parts[part].iter().map(|&c| gap(&contents[c])).min())
        .unwrap_or(0)
}

fn mean(numbers: impl Iterator<Item = f32>) -> f32 {
    let (sum, count) = numbers.fold((0.0, 0.0), |(sum, count), number| {
        (sum + number, count + 1.0)
    });
    if count > 0.0 { sum / count } else { 0.0 }
}

/// Pairs of rows and columns, most likely first, each row and column once, none below [`FIRST`].
fn pairs(chances: &[Vec<f32>], columns: usize) -> Vec<(usize, usize)> {
    let mut all: Vec<(usize, usize)> = chances
        .iter()
        .enumerate()
        .flat_map(|(row, chances)| {
            (0..columns)
                .filter(|&column| chances[column] > FIRST)
                .map(move |column| (row, column))
        })
        .collect();
    all.sort_by(|a, b| {
        chances[b.0][b.1]
            .total_cmp(&chances[a.0][a.1])
            .then(a.cmp(b))
    });
    let (mut rows, mut taken) = (HashSet::new(), HashSet::new());
    all.retain(|&(row, column)| {
        let free = !rows.contains(&row) && !taken.contains(&column);
        if free {
            rows.insert(row);
            taken.insert(column);
        }
        free
    });
    all
}

/// The likeliest column but the last (`none`), if there is one.
fn likeliest(chances: &[f32], columns: usize) -> Option<usize> {
    (0..columns)
        .filter(|&column| chances[column] > 0.0)
        .max_by(|&a, &b| chances[a].total_cmp(&chances[b]).then(b.cmp(&a)))
}

/// For every content fragment, its cue.
fn cues_of_contents(to_cue: &[Vec<f32>], cues: usize) -> Vec<Option<usize>> {
    let mut out: Vec<Option<usize>> = to_cue
        .iter()
        .map(|chances| likeliest(chances, cues).filter(|&cue| chances[cue] > JOIN))
        .collect();
    for (content, cue) in pairs(to_cue, cues) {
        out[content] = Some(cue);
    }
    out
}

/// For every cue, its source, if it has one.
fn sources_of_cues(to_source: &[Vec<f32>], sources: usize) -> Vec<Option<usize>> {
    let mut out: Vec<Option<usize>> = to_source
        .iter()
        .map(|chances| {
            likeliest(chances, sources)
                .filter(|&best| chances[best] > SOURCE_OVER_NONE * chances[sources])
        })
        .collect();
    let used: HashSet<usize> = out.iter().flatten().copied().collect();
    for (cue, source) in pairs(to_source, sources) {
        if !used.contains(&source) {
            out[cue] = Some(source);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::scores::words_of;
    use super::*;

    #[test]
    fn no_cue_goes_empty_beside_a_stronger_one() {
        // Both fragments like cue 0 best; cue 1 has a fair claim on the second.
        let chances = [vec![0.9, 0.05, 0.05], vec![0.6, 0.3, 0.1]];
        assert_eq!(cues_of_contents(&chances, 2), [Some(0), Some(1)]);
    }

    #[test]
    fn a_weak_claim_takes_nothing() {
        let chances = [vec![0.9, 0.05, 0.05], vec![0.6, 0.08, 0.1]];
        assert_eq!(cues_of_contents(&chances, 2), [Some(0), Some(0)]);
        let chances = [vec![0.9, 0.05, 0.05], vec![0.4, 0.08, 0.1]];
        assert_eq!(cues_of_contents(&chances, 2), [Some(0), None]);
    }

    #[test]
    fn one_source_serves_two_cues_and_a_cue_may_have_none() {
        let chances = [vec![0.9, 0.1], vec![0.8, 0.1], vec![0.05, 0.9]];
        assert_eq!(sources_of_cues(&chances, 1), [Some(0), Some(0), None]);
    }

    #[test]
    fn a_quotation_goes_on_if_it_is_opened_anew_without_being_closed() {
        for (first, second, expected) in [
            ("“It fell.", "\n“It rose.”", true),
            ("“It fell.", "\n\n“It rose.”", true),
            ("“It fell.”", "\n“It rose.”", false),
            ("“It fell.", "\nIt rose.", false),
            ("“It fell.", "\nThen: “It rose.”", false),
        ] {
            let text = &format!("{first}{second}");
            let mut words = words_of(text);
            words.iter_mut().for_each(|word| word.quoted = true);
            let end = words_of(first).len();
            let second = second.find('“').or(second.find("It")).unwrap_or(0);
            let start = words
                .iter()
                .position(|word| word.range.start == first.len() + second)
                .unwrap_or(0);
            assert_eq!(continues(text, &words, end, start), expected, "{text:?}");
        }
    }

    #[test]
    fn nothing_to_join_with() {
        assert_eq!(cues_of_contents(&[vec![1.0]], 0), [None]);
        assert_eq!(sources_of_cues(&[vec![1.0]], 0), [None]);
    }
}
