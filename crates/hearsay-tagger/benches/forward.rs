//! One pass over a full window of 256 pieces, a kernel and a precision a line.

use divan::{Bencher, counter::ItemsCount};
use hearsay_tagger::{Kernel, Model, Precision, Scratch};

fn main() {
    divan::main();
}

const CASES: [(Precision, Kernel); 8] = [
    (Precision::Int8, Kernel::Avx512Vnni),
    (Precision::Int8, Kernel::AvxVnni),
    (Precision::Int8, Kernel::Avx2),
    (Precision::Int8, Kernel::Portable),
    (Precision::F32, Kernel::Avx512Vnni),
    (Precision::F32, Kernel::AvxVnni),
    (Precision::F32, Kernel::Avx2),
    (Precision::F32, Kernel::Portable),
];

#[divan::bench(args = CASES.into_iter().filter(|case| case.1.is_available()).map(|case| format!("{case:?}")))]
fn pieces(bencher: Bencher, case: &str) {
    let (precision, kernel) = CASES
        .into_iter()
        .find(|known| format!("{known:?}") == case)
        .expect("one of the cases");
    let model = Model::embedded(precision, kernel).expect("the weights");
    let ids: Vec<u32> = (0..256).map(|i| 1000 + 37 * i).collect();
    let features = vec![1; 256];
    let mut scratch = Scratch::default();
    bencher
        .counter(ItemsCount::new(256_usize))
        .bench_local(|| model.read(&ids, &features, &mut scratch).tags(0)[0]);
}

#[divan::bench]
fn load() -> Model {
    Model::embedded(Precision::Int8, Kernel::detect()).expect("the weights")
}
