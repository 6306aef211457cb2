//! Feeds the page reader with anything: `cargo +nightly fuzz run page`.

#![no_main]

#[path = "../../crates/hearsay/tests/robust/checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::check(bytes));
