//! How a text stands to another, by the pair model of `hearsay-tagger`.
//!
//! The model reads words, not the world: "same" says that two contents would be true together and
//! false together, as far as their words tell. Whether the sources assert or deny their contents is
//! for the caller. A content of a bare pronoun ("this") carries no proposition and should not be asked about.

pub mod evidence;

use std::ops::Range;

use hearsay_tagger::{PairModel, Scratch, TextRows};

/// How the proposition of a content stands to that of another, as probabilities.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Relation {
    /// Both have the same truth conditions.
    pub same: f32,
    /// Both are about one claim, one for it and one against it: they cannot both be true.
    pub opposite: f32,
    /// They are about different claims.
    pub other: f32,
}

impl Relation {
    /// The probability that both are about one claim, on whatever side.
    pub fn claim(&self) -> f32 {
        self.same + self.opposite
    }
}

/// The stance of a body to a headline, as probabilities.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BodyStance {
    /// It says what the headline says.
    pub agree: f32,
    /// It says that the headline is wrong.
    pub disagree: f32,
    /// It reports the matter and takes no side.
    pub discuss: f32,
    /// It is about something else.
    pub unrelated: f32,
}

/// What a claim does to another of the same topic, as probabilities.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// It makes the other more believable.
    pub strengthens: f32,
    /// It makes the other less believable.
    pub weakens: f32,
    /// Neither.
    pub neither: f32,
}

/// How a claim is told from others: weights of the model's log odds that two contents are about one,
/// and of the cosine of their embeddings, and a constant. A logistic regression on pairs from the
/// stories of our own that the model learnt from.
const CLAIM: [f32; 3] = [0.936, 4.842, -2.005];

/// How sentences on one event are told from others: weight of the share of words in common, and a
/// constant, by a logistic regression on the learnt topics of ECB+. What the model learnt there does
/// not carry over to other topics.
const EVENT: [f32; 2] = [4.631, 0.108];

/// A text as the lower layers leave it, and its embedding: to be made once and put to many others.
#[derive(Debug, Clone)]
pub struct Text {
    rows: TextRows,
    embedding: Vec<f32>,
}

/// Embeddings of a text and of parts of it; the product of two says how near they are in matter.
#[derive(Debug, Clone, PartialEq)]
pub struct Embeddings {
    /// Of the whole text.
    pub whole: Vec<f32>,
    /// Of each part that was asked for.
    pub parts: Vec<Vec<f32>>,
}

/// Reads pairs of texts; one a thread.
#[derive(Debug)]
pub struct PairReader {
    model: &'static PairModel,
    scratch: Scratch,
}

impl Default for PairReader {
    fn default() -> Self {
        Self::new()
    }
}

impl PairReader {
    /// A reader over the model inside the program.
    pub fn new() -> Self {
        Self {
            model: PairModel::shared(),
            scratch: Scratch::default(),
        }
    }

    /// A text, ready to be compared. Its first 118 word pieces count.
    pub fn text(&mut self, text: &str) -> Text {
        let rows = self.model.text(text, &mut self.scratch);
        Text {
            embedding: self.model.embedding(&rows, &mut self.scratch),
            rows,
        }
    }

    /// How the content `b` stands to the content `a`: the mean over both orders, so that swapping
    /// them changes nothing.
    pub fn relation(&mut self, a: &str, b: &str) -> Relation {
        let (a, b) = (self.text(a), self.text(b));
        self.relation_of(&a, &b)
    }

    /// The same for texts that are ready.
    pub fn relation_of(&mut self, a: &Text, b: &Text) -> Relation {
        let [there, back] = self.both_ways(&a.rows, &b.rows, |scores| softmax(scores.relation));
        let [same, opposite, other] = mean(there, back);
        let odds = (same + opposite).max(LEAST).ln() - other.max(LEAST).ln();
        let cosine: f32 = a
            .embedding
            .iter()
            .zip(&b.embedding)
            .map(|(a, b)| a * b)
            .sum();
        let claim = logistic(CLAIM[0] * odds + CLAIM[1] * cosine + CLAIM[2]);
        let share = claim / (same + opposite).max(LEAST);
        Relation {
            same: share * same,
            opposite: share * opposite,
            other: 1.0 - claim,
        }
    }

    /// How a body stands to a headline; [`evidence`] chooses what is read of the body.
    pub fn stance(&mut self, headline: &str, body: &str) -> BodyStance {
        let chosen = evidence::choose(headline, body);
        let a = self.model.text(headline, &mut self.scratch);
        let b = self.model.text(&chosen, &mut self.scratch);
        let scores = self.model.compare(&a, &b, &mut self.scratch);
        let [agree, disagree, discuss, unrelated] = softmax(scores.stance);
        BodyStance {
            agree,
            disagree,
            discuss,
            unrelated,
        }
    }

    /// What the claim `b` does to the claim `a`: the mean over both orders.
    pub fn difference(&mut self, a: &str, b: &str) -> Difference {
        let a = self.model.text(a, &mut self.scratch);
        let b = self.model.text(b, &mut self.scratch);
        let [there, back] = self.both_ways(&a, &b, |scores| softmax(scores.differ));
        let [strengthens, weakens, neither] = mean(there, back);
        Difference {
            strengthens,
            weakens,
            neither,
        }
    }

    /// The embeddings of a text, a paragraph say, and of parts of it (byte ranges): vectors of 384
    /// numbers and length one, those of all-MiniLM-L6-v2. What a part means depends on the words
    /// around it. The text's first 254 word pieces count.
    pub fn embed(&mut self, text: &str, parts: &[Range<usize>]) -> Embeddings {
        let (whole, parts) = self.model.embed(text, parts, &mut self.scratch);
        Embeddings { whole, parts }
    }

    fn both_ways<T>(
        &mut self,
        a: &TextRows,
        b: &TextRows,
        of: impl Fn(hearsay_tagger::PairScores) -> T,
    ) -> [T; 2] {
        [(a, b), (b, a)].map(|(a, b)| of(self.model.compare(a, b, &mut self.scratch)))
    }
}

/// The probability that two sentences of one story tell of one event, by their words in common.
pub fn same_event(a: &str, b: &str) -> f32 {
    let (a, b) = (evidence::stems(a), evidence::stems(b));
    let shared = 2.0 * a.intersection(&b).count() as f32 / (a.len() + b.len()).max(1) as f32;
    logistic(EVENT[0] * shared + EVENT[1])
}

/// The least probability that a logarithm is taken of.
const LEAST: f32 = 1e-6;

fn logistic(value: f32) -> f32 {
    1.0 / (1.0 + (-value).exp())
}

fn mean<const N: usize>(there: [f32; N], back: [f32; N]) -> [f32; N] {
    std::array::from_fn(|i| 0.5 * (there[i] + back[i]))
}

fn softmax<const N: usize>(scores: [f32; N]) -> [f32; N] {
    let most = scores.into_iter().fold(f32::NEG_INFINITY, f32::max);
    let grown = scores.map(|score| (score - most).exp());
    let sum: f32 = grown.iter().sum();
    grown.map(|value| value / sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_sum_to_one() {
        let [a, b, c] = softmax([1.0, -2.0, 900.0]);
        assert!((a + b + c - 1.0).abs() < 1e-6 && c > 0.99);
    }

    #[test]
    fn order_does_not_matter_to_a_relation() {
        let mut reader = PairReader::new();
        let (a, b) = ("the ferry left at nine", "no ferry left that day");
        assert_eq!(reader.relation(a, b), reader.relation(b, a));
    }

    #[test]
    fn a_repetition_is_nearer_than_another_matter() {
        let mut reader = PairReader::new();
        let a = "the council sold the ferry to a bank";
        let near = reader.relation(a, "the ferry was sold to a bank by the council");
        let far = reader.relation(a, "it rained for nine days in the hills");
        assert!(near.claim() > far.claim());
        assert!(far.other > 0.5);
        for one in [near, far] {
            assert!((one.same + one.opposite + one.other - 1.0).abs() < 1e-4);
        }
        assert!(same_event(a, "the ferry was sold") > same_event(a, "it rained"));
    }
}
