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
}

fn golden() -> Golden {
    let bytes = std::fs::read(format!("{FOLDER}/pairs.safetensors")).expect("the golden file");
    let file = SafeTensors::deserialize(&bytes).expect("a safetensors file");
    let rows = |name| -> Vec<[f32; 12]> {
        file.tensor(name)
            .expect(name)
            .data()
            .chunks_exact(48)
            .map(|row| {
                std::array::from_fn(|i| {
                    f32::from_le_bytes(row[4 * i..][..4].try_into().expect("four bytes"))
                })
            })
            .collect()
    };
    let text = std::fs::read_to_string(format!("{FOLDER}/pairs.tsv")).expect("the pairs");
    Golden {
        pairs: text
            .lines()
            .map(|line| line.split_once('\t').expect("two texts"))
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .collect(),
        scores: rows("scores"),
        trained: rows("trained"),
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
