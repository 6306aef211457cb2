//! Asks the program and two plain judges how the texts of pairs stand to each other.

use std::collections::HashMap;

use hearsay::pair::{PairReader, evidence, same_event};

use super::corpus::Pair;
use super::figures::Judged;
use crate::parallel;

/// Pairs that a thread takes at once.
const CHUNK: usize = 64;

/// Which question is asked of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Question {
    /// How a body stands to a headline.
    Stance,
    /// What a claim does to another.
    Difference,
    /// Whether both tell of one event.
    Event,
    /// How a content stands to another.
    Relation,
}

impl Question {
    /// How many answers it has.
    fn labels(self) -> usize {
        match self {
            Self::Stance => 4,
            Self::Difference | Self::Relation => 3,
            Self::Event => 2,
        }
    }

    /// What the program answers.
    fn asked(self, reader: &mut PairReader, a: &str, b: &str) -> Vec<f32> {
        match self {
            Self::Stance => {
                let one = reader.stance(a, b);
                vec![one.agree, one.disagree, one.discuss, one.unrelated]
            }
            Self::Difference => {
                let one = reader.difference(a, b);
                vec![one.strengthens, one.weakens, one.neither]
            }
            Self::Event => {
                let same = same_event(a, b);
                vec![same, 1.0 - same]
            }
            Self::Relation => {
                let one = reader.relation(a, b);
                vec![one.same, one.opposite, one.other]
            }
        }
    }

    /// What words in common answer: a body that shares no third of the headline's words is
    /// unrelated, else it discusses; of two claims, the fewer words in common the likelier one
    /// weakens; of others, the more the likelier they are the same.
    fn by_words(self, a: &str, b: &str) -> Vec<f32> {
        if self == Self::Stance {
            let wanted = evidence::stems(a);
            let shared = wanted
                .intersection(&evidence::stems(&evidence::choose(a, b)))
                .count();
            let related = 3 * shared >= wanted.len();
            return vec![0.0, 0.0, f32::from(related), f32::from(!related)];
        }
        let (a, b) = (evidence::stems(a), evidence::stems(b));
        let shared = a.intersection(&b).count() as f32;
        let like = shared / (a.len() + b.len()).max(1) as f32 * 2.0;
        match self {
            Self::Difference => vec![like, 1.0 - like, 0.0],
            Self::Event => vec![like, 1.0 - like],
            Self::Stance | Self::Relation => vec![like, 0.0, 1.0 - like],
        }
    }
}

/// All pairs with all answers, and how many groups they are of.
pub(super) fn all(pairs: &[Pair], question: Question, jobs: usize) -> (Vec<Judged>, usize) {
    let mut groups: HashMap<&str, usize> = HashMap::new();
    let mut counts = vec![0; question.labels()];
    for pair in pairs {
        if let Some(count) = counts.get_mut(pair.gold) {
            *count += 1;
        }
    }
    let most = (0..counts.len()).max_by_key(|&label| counts[label]);
    let most: Vec<f32> = (0..counts.len())
        .map(|label| f32::from(Some(label) == most))
        .collect();
    let mut out = Vec::with_capacity(pairs.len());
    let work = |chunk: &[Pair]| -> Vec<[Vec<f32>; 2]> {
        let mut reader = PairReader::new();
        chunk
            .iter()
            .map(|pair| {
                [
                    question.asked(&mut reader, &pair.first, &pair.second),
                    question.by_words(&pair.first, &pair.second),
                ]
            })
            .collect()
    };
    let mut at = 0;
    parallel::ordered(pairs.chunks(CHUNK), jobs, work, |answers| {
        for [program, words] in answers {
            let pair = &pairs[at];
            at += 1;
            let next = groups.len();
            out.push(Judged {
                group: *groups.entry(&pair.group).or_insert(next),
                gold: pair.gold,
                shares: [program, words, most.clone()],
            });
        }
        true
    });
    let count = groups.len();
    (out, count)
}
