//! Feeds the feed reader with anything: `cargo +nightly fuzz run feed`.

#![no_main]

#[path = "../../crates/hearsay/tests/feeds/checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::check(bytes));
