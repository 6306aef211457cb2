//! Feeds the containers with anything: `cargo +nightly fuzz run intake`.

#![no_main]

#[path = "../../crates/hearsay/tests/intake/checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::check(bytes));
