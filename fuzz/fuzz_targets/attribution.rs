//! Feeds tokenizer, tagger and linker with anything: `cargo +nightly fuzz run attribution`.

#![no_main]

#[path = "../../crates/hearsay/tests/attributions/checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::check(bytes));
