//! What a passage is about: a vector whose cosine with another's says how near they are.
//!
//! The sentence embedding of all-MiniLM-L6-v2 (the mean of the last layer's rows), its matrices in bytes. The lower
//! layers are those of the pair model, so the weight file holds only the upper ones; they were not trained further.

use std::ops::Range;
use std::sync::LazyLock;

use crate::encoder::{Encoder, Precision};
use crate::forward::{self, Input, Scratch};
use crate::kernel::Kernel;
use crate::model;
use crate::pair::{CLOSE, OPEN, PairModel};
use crate::tokenizer::Tokenizer;
use crate::weights::{File, WeightsError, fingerprint};

static WEIGHTS: &[u8] = include_bytes!("../weights/sense.safetensors");

/// The layout of the file, as its metadata names it.
const FORMAT: &str = "hearsay-sense/1";

/// Pieces that are read together, the opening and closing one among them; a longer passage is read in turns.
const TOGETHER: usize = 128;

/// Numbers of a vector.
pub const SENSE: usize = 384;

/// A model of what passages are about. Shared between threads; each brings its own [`Scratch`].
#[derive(Debug)]
pub struct SenseModel {
    upper: Encoder,
}

impl SenseModel {
    /// The weights inside the program, by the first 12 digits of their SHA-256.
    pub fn fingerprint() -> &'static str {
        fingerprint("sense.safetensors")
    }

    /// The model inside the program, on the fastest kernel of this processor.
    ///
    /// # Panics
    /// If the weights inside the program are broken, which its tests rule out.
    pub fn shared() -> &'static Self {
        static SHARED: LazyLock<SenseModel> = LazyLock::new(|| {
            let kernel = Kernel::detect();
            SenseModel::embedded(Precision::best(kernel), kernel)
                .expect("the weights inside the program are whole")
        });
        &SHARED
    }

    /// The weights inside the program with a precision and a kernel of choice. A kernel that this
    /// processor lacks becomes [`Kernel::Portable`].
    pub fn embedded(precision: Precision, kernel: Kernel) -> Result<Self, WeightsError> {
        let file = File::open(WEIGHTS, FORMAT)?;
        Ok(Self {
            upper: Encoder::open(&file, model::words()?, precision, kernel)?,
        })
    }

    /// Vectors of length 1 of the whole passage and of each of these ranges of its bytes, as they stand in the passage. A
    /// range without a piece has the passage's.
    pub fn read(
        &self,
        passage: &str,
        ranges: &[Range<usize>],
        scratch: &mut Scratch,
    ) -> (Vec<f32>, Vec<Vec<f32>>) {
        let pieces: Vec<_> = Tokenizer::shared()
            .encode(passage)
            .into_iter()
            .filter(|piece| !piece.is_break())
            .collect();
        let layers = 0..self.upper.layers.len();
        let mut rows: Vec<f32> = Vec::with_capacity(pieces.len() * SENSE);
        for turn in pieces.chunks(TOGETHER - 2) {
            let mut ids = vec![OPEN];
            ids.extend(turn.iter().map(|piece| piece.id));
            ids.push(CLOSE);
            PairModel::shared().lower(&ids, scratch);
            forward::run(&self.upper, Input::Rows(ids.len()), layers.clone(), scratch);
            rows.extend_from_slice(&scratch.hidden[SENSE..(ids.len() - 1) * SENSE]);
        }
        let whole = mean(rows.chunks_exact(SENSE));
        let parts = ranges
            .iter()
            .map(|range| {
                let inside = pieces
                    .iter()
                    .zip(rows.chunks_exact(SENSE))
                    .filter(|(piece, _)| piece.start < range.end && range.start < piece.end)
                    .map(|(_, row)| row);
                if inside.clone().next().is_some() {
                    mean(inside)
                } else {
                    whole.clone()
                }
            })
            .collect();
        (whole, parts)
    }
}

/// The mean of some rows, made one long; zeros of no rows.
fn mean<'a>(rows: impl Iterator<Item = &'a [f32]>) -> Vec<f32> {
    let mut sum = vec![0.0f32; SENSE];
    for row in rows {
        for (sum, value) in sum.iter_mut().zip(row) {
            *sum += value;
        }
    }
    let length = sum.iter().map(|value| value * value).sum::<f32>().sqrt();
    if length > 0.0 {
        for value in &mut sum {
            *value /= length;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cosine(a: &[f32], b: &[f32]) -> f32 {
        a.iter().zip(b).map(|(a, b)| a * b).sum()
    }

    #[test]
    fn passages_of_one_matter_are_nearer() {
        let model = SenseModel::shared();
        let mut scratch = Scratch::default();
        let mut of = |text: &str| model.read(text, &[], &mut scratch).0;
        let (dam, flood, bank) = (
            of("The dam above the village burst on Sunday night."),
            of("Water from the broken barrage drowned four hamlets."),
            of("The central bank left its interest rate unchanged."),
        );
        assert!(cosine(&dam, &flood) > cosine(&dam, &bank) + 0.2);
    }

    #[test]
    fn a_range_has_a_vector_of_its_own() {
        let text = "The mayor said the bridge was safe. The union wants higher wages.";
        let mut scratch = Scratch::default();
        let (whole, parts) =
            SenseModel::shared().read(text, &[15..34, 36..65, 900..901], &mut scratch);
        assert!(cosine(&parts[0], &parts[1]) < 0.95);
        assert_eq!(parts[2], whole);
    }
}
