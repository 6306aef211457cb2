//! The pair model: how two texts stand to each other.
//!
//! Each text goes alone through the lower layers, and what comes out can be kept and put to any
//! number of others; both go together through the upper layers (PreTTR, MacAvaney et al. 2020).
//! The lower layers are the base model's, whose own upper layers are there, too: one text alone
//! has its embedding. The word rows are the tagger's. See `training/hearsay_training/pair` for how it was trained.

use std::ops::Range;
use std::sync::LazyLock;

use crate::encoder::{Encoder, Precision};
use crate::forward::{self, Input, Scratch};
use crate::kernel::Kernel;
use crate::model;
use crate::tokenizer::{Piece, Tokenizer};
use crate::weights::{File, WeightsError, fingerprint};

static WEIGHTS: &[u8] = include_bytes!("../weights/pair.safetensors");

/// The layout of the file, as its metadata names it.
const FORMAT: &str = "hearsay-pair/1";

/// Ids of the two pieces that open and close a text.
const OPEN: u32 = 101;
const CLOSE: u32 = 102;

/// Scores of a pair: three of a relation, four of a stance, three of a difference, two of an event.
const OUTPUTS: usize = 12;

/// Layers that see one text alone.
const ALONE: Range<usize> = 0..2;

/// Layers that see both texts.
const TOGETHER: Range<usize> = 2..6;

/// The base model's layers over one text alone, behind [`ALONE`].
const SINGLE: Range<usize> = 6..10;

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
        if encoder.layers.len() != SINGLE.end || encoder.window() < TEXT {
            return Err(WeightsError::Tensor {
                name: "layers".to_owned(),
                problem: format!(
                    "{} layers over {} pieces, expected {} over {TEXT}",
                    encoder.layers.len(),
                    encoder.window(),
                    SINGLE.end
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
        let pieces = pieces(text, TEXT);
        self.read(&pieces, scratch);
        TextRows {
            rows: scratch.hidden[..(pieces.len() + 2) * self.encoder.hidden].to_vec(),
            pieces: pieces.len() + 2,
        }
    }

    /// The base model's embedding of a text, of length one: the mean over its rows.
    pub fn embedding(&self, text: &TextRows, scratch: &mut Scratch) -> Vec<f32> {
        scratch.hidden.clear();
        scratch.hidden.extend_from_slice(&text.rows);
        forward::run(&self.encoder, Input::Rows(text.pieces), SINGLE, scratch);
        let hidden = self.encoder.hidden;
        unit(scratch.hidden.chunks_exact(hidden).take(text.pieces))
    }

    /// The base model's embeddings of a text and of parts of it (byte ranges), each of length one:
    /// the mean over the rows of its pieces. The first 254 pieces of the text count; a part that
    /// none of them touches has the embedding of the whole.
    pub fn embed(
        &self,
        text: &str,
        parts: &[Range<usize>],
        scratch: &mut Scratch,
    ) -> (Vec<f32>, Vec<Vec<f32>>) {
        let pieces = pieces(text, self.encoder.window());
        self.read(&pieces, scratch);
        let rows = pieces.len() + 2;
        forward::run(&self.encoder, Input::Rows(rows), SINGLE, scratch);
        let row = |at: usize| &scratch.hidden[at * self.encoder.hidden..][..self.encoder.hidden];
        let whole = unit((0..rows).map(row));
        let of = |part: &Range<usize>| {
            let inside = pieces
                .iter()
                .enumerate()
                .filter(|(_, piece)| piece.start < part.end && part.start < piece.end)
                .map(|(at, _)| at + 1);
            let mut inside = inside.peekable();
            if inside.peek().is_none() {
                return whole.clone();
            }
            unit(inside.map(row))
        };
        let parts = parts.iter().map(of).collect();
        (whole, parts)
    }

    /// Pieces, between the opening and the closing one, through the lower layers.
    fn read(&self, pieces: &[Piece], scratch: &mut Scratch) {
        let mut ids = vec![OPEN];
        ids.extend(pieces.iter().map(|piece| piece.id));
        ids.push(CLOSE);
        let features = vec![0; ids.len()];
        self.encoder.read(&ids, &features, ALONE, scratch);
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
        forward::run(&self.encoder, Input::Rows(one + other), TOGETHER, scratch);
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

/// The first pieces of a text, without paragraph breaks; room is left for the opening and the
/// closing one.
fn pieces(text: &str, room: usize) -> Vec<Piece> {
    let mut pieces = Tokenizer::shared().encode(text);
    pieces.retain(|piece| !piece.is_break());
    pieces.truncate(room - 2);
    pieces
}

/// The mean of rows, at length one.
fn unit<'a>(rows: impl Iterator<Item = &'a [f32]>) -> Vec<f32> {
    let mut sum: Vec<f32> = Vec::new();
    for row in rows {
        sum.resize(row.len(), 0.0);
        for (sum, value) in sum.iter_mut().zip(row) {
            *sum += value;
        }
    }
    let length = product(&sum, &sum).sqrt().max(f32::MIN_POSITIVE);
    sum.iter().map(|value| value / length).collect()
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
