//! The forward pass against the training framework, on texts of our own.
//!
//! `golden.safetensors` is written by `python -m hearsay_training.golden` for the weights that
//! ship; it is written anew whenever they change.

use hearsay_tagger::{Kernel, LINK, Model, Precision, Scratch, TAGS};
use safetensors::SafeTensors;

/// Pieces that do not start a word have no tag.
const NO_TAG: u8 = 255;

struct Golden {
    windows: Vec<(Vec<u32>, Vec<u8>)>,
    logits: Vec<f32>,
    links: Vec<f32>,
    tags: Vec<u8>,
}

fn floats(bytes: &[u8]) -> Vec<f32> {
    bytes
        .chunks_exact(4)
        .map(|four| f32::from_le_bytes(four.try_into().expect("four bytes")))
        .collect()
}

fn golden() -> Golden {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/golden/golden.safetensors"
    );
    let bytes = std::fs::read(path).expect("the golden file");
    let file = SafeTensors::deserialize(&bytes).expect("a safetensors file");
    let data = |name| file.tensor(name).expect(name).data().to_vec();
    let whole = |name| -> Vec<u32> {
        data(name)
            .chunks_exact(4)
            .map(|four| u32::from_le_bytes(four.try_into().expect("four bytes")))
            .collect()
    };
    let (ids, features) = (whole("ids"), data("features"));
    let mut at = 0;
    let windows = whole("lengths")
        .into_iter()
        .map(|length| {
            let range = at..at + length as usize;
            at = range.end;
            (ids[range.clone()].to_vec(), features[range].to_vec())
        })
        .collect();
    Golden {
        windows,
        logits: floats(&data("logits")),
        links: floats(&data("links")),
        tags: data("tags"),
    }
}

/// Tag scores and link vectors of every piece of the golden windows.
fn outputs(precision: Precision, kernel: Kernel) -> Vec<(Vec<f32>, Vec<f32>)> {
    let model = Model::embedded(precision, kernel).expect("the weights");
    let mut scratch = Scratch::default();
    let mut out = Vec::new();
    for (ids, features) in golden().windows {
        let scores = model.read(&ids, &features, &mut scratch);
        for piece in 0..ids.len() {
            let links = [
                scores.to_cue(piece),
                scores.as_cue(piece),
                scores.to_source(piece),
                scores.as_source(piece),
            ];
            assert!(links.iter().all(|link| link.len() == LINK));
            out.push((scores.tags(piece).to_vec(), links.concat()));
        }
    }
    out
}

fn best(scores: &[f32]) -> u8 {
    (0..TAGS)
        .max_by(|&a, &b| scores[a].total_cmp(&scores[b]))
        .unwrap_or(0) as u8
}

fn kernels() -> impl Iterator<Item = Kernel> {
    Kernel::ALL
        .into_iter()
        .filter(|kernel| kernel.is_available())
}

#[test]
fn f32_equals_the_training_framework_within_a_thousandth() {
    let golden = golden();
    for kernel in kernels() {
        let out = outputs(Precision::F32, kernel);
        let off = |is: &[f32], want: &[f32]| {
            is.iter()
                .zip(want)
                .map(|(a, b)| (a - b).abs())
                .fold(0.0, f32::max)
        };
        for (piece, (tags, links)) in out.iter().enumerate() {
            let off_tags = off(tags, &golden.logits[piece * TAGS..][..TAGS]);
            assert!(
                off_tags < 1e-3,
                "{kernel:?}: tag scores of piece {piece} are off by {off_tags}"
            );
            if piece % 16 == 0 {
                let off_links = off(links, &golden.links[piece / 16 * 4 * LINK..][..4 * LINK]);
                assert!(
                    off_links < 1e-3,
                    "{kernel:?}: links of piece {piece} are off by {off_links}"
                );
            }
        }
    }
}

#[test]
fn bytes_keep_the_tags_of_the_trained_weights() {
    let golden = golden();
    for kernel in kernels() {
        let out = outputs(Precision::Int8, kernel);
        let words: Vec<_> = out
            .iter()
            .zip(&golden.tags)
            .filter(|(_, want)| **want != NO_TAG)
            .collect();
        let same = words
            .iter()
            .filter(|((tags, _), want)| best(tags) == **want)
            .count();
        let share = same as f64 / words.len() as f64;
        assert!(
            share >= 0.995,
            "{kernel:?}: {same} of {} tags are the same",
            words.len()
        );
    }
}

#[test]
fn all_kernels_agree() {
    let reference = outputs(Precision::Int8, Kernel::Portable);
    for kernel in kernels() {
        for (piece, (is, want)) in outputs(Precision::Int8, kernel)
            .iter()
            .zip(&reference)
            .enumerate()
        {
            let off =
                is.0.iter()
                    .zip(&want.0)
                    .map(|(a, b)| (a - b).abs())
                    .fold(0.0, f32::max);
            // Rounding of f32 differs between kernels and may move an activation by one step.
            assert!(
                off < 0.3,
                "{kernel:?}: tag scores of piece {piece} are off by {off}"
            );
        }
    }
}
