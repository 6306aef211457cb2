//! Prints: what a statement is about, in its paragraph, as a small vector.
//!
//! A print takes a pass of the encoder, and with the same weights it never changes; so a caller may keep them.

use std::ops::Range;

use hearsay_tagger::PairModel;

use crate::pair::PairReader;

/// Where prints are kept between accounts.
pub trait Prints {
    /// The print of an attribution, if it was kept.
    fn recall(&mut self, attribution: &str) -> Option<Vec<i8>>;
    /// Keeps a print, of [`LENGTH`] numbers.
    fn keep(&mut self, attribution: &str, print: &[i8]);
}

/// Numbers of a print: four that name the weights it was made with, and those of the vector.
pub const LENGTH: usize = MADE + VECTOR;

/// Numbers of a vector.
const VECTOR: usize = 384;

/// Numbers that name the weights.
const MADE: usize = 4;

/// No prints are kept.
#[derive(Debug, Clone, Copy, Default)]
pub struct Forgetful;

impl Prints for Forgetful {
    fn recall(&mut self, _attribution: &str) -> Option<Vec<i8>> {
        None
    }

    fn keep(&mut self, _attribution: &str, _print: &[i8]) {}
}

/// Makes prints; one a thread.
#[derive(Debug, Default)]
pub(super) struct Printer {
    reader: PairReader,
}

impl Printer {
    /// The prints of contents, each a range of bytes of one paragraph: the content's vector and the paragraph's, summed.
    pub(super) fn print(&mut self, paragraph: &str, ranges: &[Range<usize>]) -> Vec<Vec<i8>> {
        let found = self.reader.embed(paragraph, ranges);
        found
            .parts
            .into_iter()
            .map(|part| {
                let sum: Vec<f32> = part.iter().zip(&found.whole).map(|(a, b)| a + b).collect();
                let mut print = made_with().to_vec();
                print.extend(bytes(&sum));
                print
            })
            .collect()
    }
}

/// The first numbers of every print that the weights inside the program make: the start of their checksum.
pub fn made_with() -> [i8; MADE] {
    let digits = PairModel::fingerprint().as_bytes();
    std::array::from_fn(|at| digits.get(at).copied().unwrap_or_default().cast_signed())
}

/// Whether a print that was kept is one that these weights would make.
pub(super) fn is_current(print: &[i8]) -> bool {
    print.len() == LENGTH && print.starts_with(&made_with())
}

/// A vector with its largest number at 127.
fn bytes(vector: &[f32]) -> Vec<i8> {
    let most = vector
        .iter()
        .fold(0.0f32, |most, value| most.max(value.abs()));
    let scale = if most > 0.0 { 127.0 / most } else { 0.0 };
    vector
        .iter()
        .map(|value| (value * scale).round() as i8)
        .collect()
}

/// The vectors of prints, each less half of what all have in common: a story's own matter tells no claims apart. All have
/// the length 1.
pub(super) fn vectors(prints: &[Vec<i8>]) -> Vec<Vec<f32>> {
    let mut out: Vec<Vec<f32>> = prints
        .iter()
        .map(|print| {
            let vector = print.iter().skip(MADE);
            vector.map(|value| f32::from(*value)).collect()
        })
        .collect();
    out.iter_mut().for_each(|vector| unit(vector));
    let mut common = vec![0.0f32; VECTOR];
    for vector in &out {
        for (common, value) in common.iter_mut().zip(vector) {
            *common += value / (2 * prints.len()) as f32;
        }
    }
    for vector in &mut out {
        for (value, common) in vector.iter_mut().zip(&common) {
            *value -= common;
        }
        unit(vector);
    }
    out
}

fn unit(vector: &mut [f32]) {
    let length = vector.iter().map(|value| value * value).sum::<f32>().sqrt();
    if length > 0.0 {
        vector.iter_mut().for_each(|value| *value /= length);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_of_one_matter_are_nearer() {
        let text = "The tanker ran aground on Friday, the pilot said. \
                    Her owner denied that the tanker had touched the rocks. The cook wants his wages.";
        let prints = Printer::default().print(text, &[0..32, 50..104, 106..132]);
        assert!(prints.iter().all(|print| print.len() == LENGTH));
        let vectors = vectors(&prints);
        let near = |a: usize, b: usize| -> f32 {
            vectors[a].iter().zip(&vectors[b]).map(|(a, b)| a * b).sum()
        };
        assert!(near(0, 1) > near(0, 2), "{} {}", near(0, 1), near(0, 2));
    }

    #[test]
    fn prints_of_other_weights_are_made_anew() {
        let mut print = Printer::default()
            .print("It sank.", &[0..2, 3..7])
            .remove(0);
        assert!(is_current(&print));
        print[0] ^= 1;
        assert!(!is_current(&print));
        assert!(!is_current(&[]));
    }
}
