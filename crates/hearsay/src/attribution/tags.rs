//! The best sequence of tags, and the runs of words it marks.

use std::ops::Range;

use hearsay_tagger::TAGS;

use super::scores::Word;

/// What a run of words is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Source,
    Cue,
    Content,
}

/// A run of words with one role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) role: Role,
    /// Its words.
    pub(super) words: Range<usize>,
}

/// How often one tag follows another, in the training part of PolNeAR (rows: from; O, then B and
/// I of source, cue, content). An I tag follows only its own kind.
const FOLLOWS: [[f32; TAGS]; TAGS] = [
    [0.9207, 0.0375, 0.0, 0.0123, 0.0, 0.0296, 0.0],
    [0.0440, 0.0001, 0.5098, 0.4443, 0.0, 0.0017, 0.0],
    [0.0552, 0.0008, 0.7996, 0.1420, 0.0, 0.0025, 0.0],
    [0.1965, 0.0516, 0.0, 0.0001, 0.4056, 0.3461, 0.0],
    [0.0651, 0.0303, 0.0, 0.0001, 0.5674, 0.3371, 0.0],
    [0.0351, 0.0098, 0.0, 0.0167, 0.0, 0.0001, 0.9384],
    [0.0496, 0.0084, 0.0, 0.0047, 0.0, 0.0011, 0.9362],
];

/// How much these frequencies weigh beside what the tagger says, which knows most of them itself;
/// tuned on PolNeAR dev.
const FOLLOWS_WEIGHT: f32 = 0.2;

/// What cues are worth more than the tagger says, as a logarithm: a cue that is missed loses its
/// attribution, one too many is mostly left without a content. Tuned on PolNeAR dev.
const CUE_LEANING: f32 = 0.3;

const LEANING: [f32; TAGS] = [0.0, 0.0, 0.0, CUE_LEANING, CUE_LEANING, 0.0, 0.0];

/// Whether `to` may follow `from`: an I tag needs a B or I of its kind before it.
fn allowed(from: usize, to: usize) -> bool {
    to == 0 || to % 2 == 1 || from == to || from + 1 == to
}

/// The best sequence of tags (Viterbi), as runs.
pub(super) fn decode(words: &[Word]) -> Vec<Run> {
    let Some(first) = words.first() else {
        return Vec::new();
    };
    let mut step = [[f32::NEG_INFINITY; TAGS]; TAGS];
    for (from, row) in step.iter_mut().enumerate() {
        for (to, cost) in row.iter_mut().enumerate() {
            if allowed(from, to) {
                *cost = FOLLOWS_WEIGHT * (FOLLOWS[from][to] + 1e-4).ln();
            }
        }
    }
    let log = |share: f32| share.max(1e-9).ln();
    let mut best = first.tags.map(log);
    for (tag, score) in best.iter_mut().enumerate() {
        *score += LEANING[tag];
        if !allowed(0, tag) {
            *score = f32::NEG_INFINITY;
        }
    }
    let mut back: Vec<[u8; TAGS]> = Vec::with_capacity(words.len());
    for word in &words[1..] {
        let mut next = [f32::NEG_INFINITY; TAGS];
        let mut from_tag = [0_u8; TAGS];
        for to in 0..TAGS {
            for from in 0..TAGS {
                let score = best[from] + step[from][to];
                if score > next[to] {
                    next[to] = score;
                    from_tag[to] = from as u8;
                }
            }
            next[to] += log(word.tags[to]) + LEANING[to];
        }
        best = next;
        back.push(from_tag);
    }
    let mut tag = (0..TAGS)
        .max_by(|&a, &b| best[a].total_cmp(&best[b]))
        .unwrap_or(0);
    let mut tags = vec![tag];
    for from_tag in back.iter().rev() {
        tag = usize::from(from_tag[tag]);
        tags.push(tag);
    }
    tags.reverse();
    runs(words, &tags)
}

/// The runs that these tags mark. No run crosses a paragraph border: of two thousand contents in
/// PolNeAR dev nine do.
fn runs(words: &[Word], tags: &[usize]) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    for (word, &tag) in tags.iter().enumerate() {
        let role = match tag {
            _ if words[word].is_break => continue,
            0 => continue,
            1 | 2 => Role::Source,
            3 | 4 => Role::Cue,
            _ => Role::Content,
        };
        match out.last_mut() {
            Some(run) if tag % 2 == 0 && run.words.end == word => run.words.end = word + 1,
            _ => out.push(Run {
                role,
                words: word..word + 1,
            }),
        }
    }
    out
}

impl Role {
    /// The probability that a word has this role.
    pub(super) fn chance(self, word: &Word) -> f32 {
        let begin = match self {
            Self::Source => 1,
            Self::Cue => 3,
            Self::Content => 5,
        };
        word.tags[begin] + word.tags[begin + 1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(tags: &[[f32; TAGS]]) -> Vec<Word> {
        tags.iter()
            .enumerate()
            .map(|(i, &tags)| Word {
                range: i..i + 1,
                quoted: false,
                is_break: false,
                tags,
            })
            .collect()
    }

    fn sure(tag: usize) -> [f32; TAGS] {
        let mut tags = [0.01; TAGS];
        tags[tag] = 0.94;
        tags
    }

    #[test]
    fn runs_follow_the_tags() {
        let runs = decode(&words(&[
            sure(1),
            sure(2),
            sure(3),
            sure(5),
            sure(6),
            sure(0),
            sure(5),
        ]));
        let expect = [
            (Role::Source, 0..2),
            (Role::Cue, 2..3),
            (Role::Content, 3..5),
            (Role::Content, 6..7),
        ];
        assert_eq!(
            runs.into_iter()
                .map(|run| (run.role, run.words))
                .collect::<Vec<_>>(),
            expect
        );
    }

    #[test]
    fn an_inside_tag_never_opens_a_run() {
        let runs = decode(&words(&[sure(6), sure(6), sure(0)]));
        assert_eq!(runs.len(), 1);
        assert_eq!(runs[0].words, 0..2);
    }

    #[test]
    fn a_paragraph_border_ends_a_run() {
        let mut words = words(&[sure(5), sure(6), sure(6), sure(6)]);
        words[2].is_break = true;
        let runs: Vec<_> = decode(&words).into_iter().map(|run| run.words).collect();
        assert_eq!(runs, [0..2, 3..4]);
    }

    #[test]
    fn no_words_no_runs() {
        assert_eq!(decode(&[]), []);
    }
}
