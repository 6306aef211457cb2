//! The pair model's forward pass against the training framework, on texts of our own.
//!
//! `pairs.safetensors` is written by `python -m hearsay_training.pair.golden` for the weights that
//! ship; it is written anew whenever they change.

use hearsay_tagger::{Kernel, PairModel, PairScores, Precision, Scratch};
use safetensors::SafeTensors;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden");

struct Golden {
    pairs: Vec<(String, String)>,
    /// Scores of the stored weights.
    scores: Vec<[f32; 12]>,
    /// Scores of the weights before they were made bytes.
    trained: Vec<[f32; 12]>,
    /// Embeddings of the first texts, by the stored weights.
    means: Vec<Vec<f32>>,
    /// The same by the base model.
    base: Vec<Vec<f32>>,
}

fn golden() -> Golden {
    let bytes = std::fs::read(format!("{FOLDER}/pairs.safetensors")).expect("the golden file");
    let file = SafeTensors::deserialize(&bytes).expect("a safetensors file");
    let rows = |name| -> Vec<Vec<f32>> {
        let view = file.tensor(name).expect(name);
        view.data()
            .chunks_exact(4 * view.shape()[1])
            .map(|row| {
                row.chunks_exact(4)
                    .map(|four| f32::from_le_bytes(four.try_into().expect("four bytes")))
                    .collect()
            })
            .collect()
    };
    let twelve = |name| -> Vec<[f32; 12]> {
        rows(name)
            .into_iter()
            .map(|row| row.try_into().expect("twelve scores"))
            .collect()
    };
    let text = std::fs::read_to_string(format!("{FOLDER}/pairs.tsv")).expect("the pairs");
    Golden {
        pairs: text
            .lines()
            .map(|line| line.split_once('\t').expect("two texts"))
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .collect(),
        scores: twelve("scores"),
        trained: twelve("trained"),
        means: rows("means"),
        base: rows("base"),
    }
}

fn flat(scores: PairScores) -> [f32; 12] {
    let parts = [
        &scores.relation[..],
        &scores.stance,
        &scores.differ,
        &scores.event,
    ];
    parts.concat().try_into().expect("twelve scores")
}

fn outputs(pairs: &[(String, String)], precision: Precision, kernel: Kernel) -> Vec<[f32; 12]> {
    let model = PairModel::embedded(precision, kernel).expect("the weights");
    let mut scratch = Scratch::default();
    pairs
        .iter()
        .map(|(a, b)| {
            let (a, b) = (model.text(a, &mut scratch), model.text(b, &mut scratch));
            flat(model.compare(&a, &b, &mut scratch))
        })
        .collect()
}

fn off(is: &[f32; 12], want: &[f32; 12]) -> f32 {
    is.iter()
        .zip(want)
        .map(|(a, b)| (a - b).abs())
        .fold(0.0, f32::max)
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
        let out = outputs(&golden.pairs, Precision::F32, kernel);
        for (pair, (is, want)) in out.iter().zip(&golden.scores).enumerate() {
            let off = off(is, want);
            assert!(off < 1e-3, "{kernel:?}: pair {pair} is off by {off}");
        }
    }
}

#[test]
fn bytes_stay_near_the_trained_weights() {
    let golden = golden();
    for kernel in kernels() {
        let out = outputs(&golden.pairs, Precision::Int8, kernel);
        for (pair, (is, want)) in out.iter().zip(&golden.trained).enumerate() {
            let off = off(is, want);
            assert!(off < 0.5, "{kernel:?}: pair {pair} is off by {off}");
        }
    }
}

#[test]
fn embeddings_are_those_of_the_base_model() {
    let golden = golden();
    let product = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
    for (precision, wanted, least) in [
        (Precision::F32, &golden.means, 0.99999),
        (Precision::Int8, &golden.base, 0.98),
    ] {
        let model = PairModel::embedded(precision, Kernel::detect()).expect("the weights");
        let mut scratch = Scratch::default();
        for ((text, _), wanted) in golden.pairs.iter().zip(wanted) {
            let (whole, _) = model.embed(text, &[], &mut scratch);
            let like = product(&whole, wanted);
            assert!(like > least, "{precision:?}: {like} alike: {text}");
        }
    }
}

#[test]
fn parts_of_a_text_have_embeddings_of_their_own() {
    let model = PairModel::shared();
    let mut scratch = Scratch::default();
    let text = "The ferry left at nine. It rained in the hills.";
    let (whole, parts) = model.embed(text, &[0..23, 24..47, 0..text.len(), 0..0], &mut scratch);
    let rows = model.text(text, &mut scratch);
    assert_eq!(model.embedding(&rows, &mut scratch), whole);
    assert_ne!(parts[0], parts[1]);
    assert_ne!(
        parts[2], whole,
        "a part leaves the opening and closing piece out"
    );
    assert_eq!(parts[3], whole, "a part of nothing");
    for one in parts.iter().chain([&whole]) {
        let length: f32 = one.iter().map(|value| value * value).sum();
        assert!((length - 1.0).abs() < 1e-4);
    }
}

#[test]
fn a_kept_text_is_as_good_as_a_new_one() {
    let model = PairModel::shared();
    let mut scratch = Scratch::default();
    let one = model.text("the ferry left at nine", &mut scratch);
    let other = model.text("no ferry left that day", &mut scratch);
    let first = model.compare(&one, &other, &mut scratch);
    let _ = model.compare(&other, &one, &mut scratch);
    assert_eq!(first, model.compare(&one, &other, &mut scratch));
    assert_eq!(
        first,
        model.compare(&one, &other.clone(), &mut Scratch::default())
    );
}

#[test]
fn any_text_can_be_compared() {
    let model = PairModel::shared();
    let mut scratch = Scratch::default();
    let texts = ["", " ", "\n\n", "a", "\u{0}\u{301}", &"sea ".repeat(5000)]
        .map(|text| model.text(text, &mut scratch));
    for a in &texts {
        for b in &texts {
            let scores = flat(model.compare(a, b, &mut scratch));
            assert!(scores.iter().all(|score| score.is_finite()));
        }
    }
}
