//! The pair model: how two texts stand to each other.
//!
//! Each text goes alone through the lower layers, and what comes out can be kept and put to any
//! number of others; both go together through the upper layers (PreTTR, MacAvaney et al. 2020).
//! The word rows are the tagger's. See `training/hearsay_training/pair` for how it was trained.

use std::sync::LazyLock;

use crate::encoder::{Encoder, Precision};
use crate::forward::{self, Input, Scratch};
use crate::kernel::Kernel;
use crate::model;
use crate::tokenizer::Tokenizer;
use crate::weights::{File, WeightsError, fingerprint};

static WEIGHTS: &[u8] = include_bytes!("../weights/pair.safetensors");

/// The layout of the file, as its metadata names it.
const FORMAT: &str = "hearsay-pair/1";

/// Ids of the two pieces that open and close a text.
pub(crate) const OPEN: u32 = 101;
pub(crate) const CLOSE: u32 = 102;

/// Scores of a pair: three of a relation, four of a stance, three of a difference, two of an event.
const OUTPUTS: usize = 12;

/// Layers that see one text alone.
const ALONE: usize = 2;

/// Pieces of a text that are read, the opening and closing one among them.
const TEXT: usize = 120;

/// Pieces of a pair that are read.
const PAIR: usize = 128;

/// A text as the lower layers leave it.
#[derive(Debug, Clone)]
pub struct TextRows {
    rows: Vec<f32>,
    pieces: usize,
}

/// Scores (logits) of a pair, a task each; every task's are to be put through a softmax.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PairScores {
    /// The second states what the first does, the opposite of it, or another thing.
    pub relation: [f32; 3],
    /// The second (a body) agrees with the first (a headline), disagrees, discusses it, or has
    /// nothing to do with it.
    pub stance: [f32; 4],
    /// The second strengthens the first, weakens it, or neither.
    pub differ: [f32; 3],
    /// Both tell of one event, or do not.
    pub event: [f32; 2],
}

/// A pair model, ready to read. Shared between threads; each brings its own [`Scratch`].
#[derive(Debug)]
pub struct PairModel {
    encoder: Encoder,
    /// Added to the rows of the first text, and of the second.
    side: Vec<f32>,
    weight: Vec<f32>,
    bias: Vec<f32>,
}

impl PairModel {
    /// The weights inside the program, by the first 12 digits of their SHA-256.
    pub fn fingerprint() -> &'static str {
        fingerprint("pair.safetensors")
    }

    /// The model inside the program, on the fastest kernel of this processor.
    ///
    /// # Panics
    /// If the weights inside the program are broken, which its tests rule out.
    pub fn shared() -> &'static Self {
        static SHARED: LazyLock<PairModel> = LazyLock::new(|| {
            let kernel = Kernel::detect();
            PairModel::embedded(Precision::best(kernel), kernel)
                .expect("the weights inside the program are whole")
        });
        &SHARED
    }

    /// The weights inside the program with a precision and a kernel of choice. A kernel that this
    /// processor lacks becomes [`Kernel::Portable`].
    pub fn embedded(precision: Precision, kernel: Kernel) -> Result<Self, WeightsError> {
        Self::from_bytes(WEIGHTS, precision, kernel)
    }

    /// A model of the weights in `bytes`, a safetensors file of format `hearsay-pair/1`.
    pub fn from_bytes(
        bytes: &[u8],
        precision: Precision,
        kernel: Kernel,
    ) -> Result<Self, WeightsError> {
        let file = File::open(bytes, FORMAT)?;
        let encoder = Encoder::open(&file, model::words()?, precision, kernel)?;
        let hidden = encoder.hidden;
        if encoder.layers.len() < ALONE || encoder.window() < TEXT {
            return Err(WeightsError::Tensor {
                name: "layers".to_owned(),
                problem: format!(
                    "{} layers over {} pieces, expected at least {ALONE} over {TEXT}",
                    encoder.layers.len(),
                    encoder.window()
                ),
            });
        }
        Ok(Self {
            side: file.floats("side", &[Some(2), Some(hidden)])?,
            weight: file.floats("heads.weight", &[Some(OUTPUTS), Some(2 * hidden)])?,
            bias: file.floats("heads.bias", &[Some(OUTPUTS)])?,
            encoder,
        })
    }

    /// One text through the lower layers. Its first 118 pieces count; paragraph breaks do not.
    pub fn text(&self, text: &str, scratch: &mut Scratch) -> TextRows {
        let pieces = Tokenizer::shared().encode(text);
        let mut ids = vec![OPEN];
        ids.extend(
            pieces
                .iter()
                .filter(|piece| !piece.is_break())
                .map(|piece| piece.id)
                .take(TEXT - 2),
        );
        ids.push(CLOSE);
        self.lower(&ids, scratch);
        TextRows {
            rows: scratch.hidden[..ids.len() * self.encoder.hidden].to_vec(),
            pieces: ids.len(),
        }
    }

    /// Some pieces through the lower layers; their rows are left in the scratch.
    pub(crate) fn lower(&self, ids: &[u32], scratch: &mut Scratch) {
        let features = vec![0; ids.len()];
        self.encoder.read(ids, &features, 0..ALONE, scratch);
    }

    /// How the second text stands to the first.
    pub fn compare(
        &self,
        first: &TextRows,
        second: &TextRows,
        scratch: &mut Scratch,
    ) -> PairScores {
        let hidden = self.encoder.hidden;
        let (one, other) = kept(first.pieces, second.pieces);
        scratch.hidden.clear();
        for (text, pieces, side) in [(first, one, 0), (second, other, 1)] {
            let side = &self.side[side * hidden..][..hidden];
            for row in text.rows.chunks_exact(hidden).take(pieces) {
                scratch
                    .hidden
                    .extend(row.iter().zip(side).map(|(value, side)| value + side));
            }
        }
        let layers = ALONE..self.encoder.layers.len();
        forward::run(&self.encoder, Input::Rows(one + other), layers, scratch);
        let opening = |piece: usize| &scratch.hidden[piece * hidden..][..hidden];
        let (a, b) = (opening(0), opening(one));
        let mut out = [0.0; OUTPUTS];
        for ((out, bias), weight) in out
            .iter_mut()
            .zip(&self.bias)
            .zip(self.weight.chunks_exact(2 * hidden))
        {
            let (left, right) = weight.split_at(hidden);
            *out = bias + product(a, left) + product(b, right);
        }
        let [r0, r1, r2, s0, s1, s2, s3, d0, d1, d2, e0, e1] = out;
        PairScores {
            relation: [r0, r1, r2],
            stance: [s0, s1, s2, s3],
            differ: [d0, d1, d2],
            event: [e0, e1],
        }
    }
}

/// Rows that are kept of two texts with so many: all, or of the longer one what leaves room.
fn kept(first: usize, second: usize) -> (usize, usize) {
    if first + second <= PAIR {
        return (first, second);
    }
    let first = PAIR.saturating_sub(second).max(first.min(PAIR / 2));
    (first, PAIR - first)
}

fn product(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longer_text_gives_way() {
        assert_eq!(kept(20, 100), (20, 100));
        assert_eq!(kept(50, 120), (50, 78));
        assert_eq!(kept(120, 50), (78, 50));
        assert_eq!(kept(120, 120), (64, 64));
    }
}
