# One front door: `just` lists the recipes.

shared := env("HEARSAY_DATA", "../shared")

_default:
    @just --list --unsorted

# Read the example page
demo:
    cargo run --release -- read examples/harbour-talks.html

# All tests (the README's command)
test:
    cargo test --workspace

# Format, lints, tests: what must pass before a change lands
check:
    .ci/run

# Licences, advisories, sources (needs cargo-deny)
deny:
    cargo deny check

# Speed of the tagger, by kernel and precision
bench:
    cargo bench -p hearsay-tagger

# The tagger beside ONNX Runtime and rten on the same weights (needs Python packages, see eval/engines)
bench-engines:
    eval/engines/run

# Write eval/RESULTS.md again: every figure, from the corpora in HEARSAY_DATA
eval:
    eval/run "{{shared}}"

# From the corpus to crates/hearsay-tagger/weights (hours; needs Python 3.11)
train:
    training/run "{{shared}}/data"

# Fuzz one target for a minute (needs nightly Rust and cargo-fuzz)
fuzz target="page":
    cargo +nightly fuzz run {{target}} -- -max_total_time=60
