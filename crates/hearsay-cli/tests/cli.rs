//! Transcripts of the command line: `tests/cmd` and the README are run as they stand, from the
//! root of the repository.
//!
//! `TRYCMD=overwrite cargo test -p hearsay-cli --test cli` writes them anew, for a person to review.

/// Transcripts without the environment of whoever runs them.
fn cases() -> trycmd::TestCases {
    std::env::set_current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
        .expect("the root of the repository");
    let cases = trycmd::TestCases::new();
    cases
        .env("NO_COLOR", "1")
        .env("HEARSAY_WHO", "desk")
        .env("SOURCE_DATE_EPOCH", "1930000000");
    cases
}

#[test]
fn transcripts() {
    cases().case("crates/hearsay-cli/tests/cmd/*.trycmd");
}

/// The README's transcripts share a ledger that is not in the repository.
#[test]
fn readme() {
    let ledger = std::env::temp_dir().join(format!("hearsay-readme-{}.db", std::process::id()));
    let _ = std::fs::remove_file(&ledger);
    cases()
        .env("HEARSAY_LEDGER", ledger.display().to_string())
        .case("README.md")
        .run();
    let _ = std::fs::remove_file(&ledger);
}
