//! Feeds what reads files back with anything: `cargo +nightly fuzz run import`.

#![no_main]

#[path = "../../crates/hearsay/tests/export/checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::check(bytes));
