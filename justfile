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

# Speed and memory of the ledger: add, the store's share, questions to 100,000 attributions
bench-ledger:
    cargo bench -p hearsay-cli --bench ledger

# Stories and claims over generated articles: time, memory, and what one more article costs (minutes)
bench-claims articles="100000":
    cargo bench -p hearsay --features ledger --bench claims -- {{articles}}

# 200 kills of an `add` of 2,000 articles, then compare with an undisturbed run (minutes)
kills:
    HEARSAY_KILLS=200 HEARSAY_ARTICLES=2000 cargo test --release -p hearsay-cli --test whole kill -- --nocapture

# 1,000 hostile inputs; prints the peak of memory (minutes)
hostile:
    HEARSAY_HOSTILE=1000 cargo test --release -p hearsay-cli --test whole hostile -- --nocapture

# An `add` onto a full disk (a tmpfs of its own; needs root)
full-disk:
    tests/full-disk/run

# Exports and a ledger in the programs they are made for (Python 3 with network, for the first time)
interop:
    tests/interop/run

# What the API's document allows and forbids, tried on a served ledger (Python 3 with network, for the first time)
api:
    tests/api/run

# Every screen of the reading room and every correction in Chromium (installs Node and Chromium where root may)
browser *words:
    tests/browser/run {{words}}

# The README's pictures, docs/img/*.png, again
shots:
    tests/browser/shots

# The reading room under 50 readers while an `add` runs: median and 95th percentile by page (minutes)
bench-serve articles="10000":
    cargo bench -p hearsay-cli --bench serve -- {{articles}}

# Fuzz one target for a minute (needs nightly Rust and cargo-fuzz)
fuzz target="page":
    cargo +nightly fuzz run {{target}} -- -max_total_time=60
