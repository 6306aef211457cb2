//! Transcripts of the command line: `tests/cmd` and the README are run as they stand, from the
//! root of the repository.
//!
//! `TRYCMD=overwrite cargo test -p hearsay-cli --test cli` writes them anew, for a person to review.

#[test]
fn transcripts() {
    std::env::set_current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
        .expect("the root of the repository");
    trycmd::TestCases::new()
        .env("NO_COLOR", "1")
        .env("HEARSAY_WHO", "desk")
        .env("SOURCE_DATE_EPOCH", "1930000000")
        .case("crates/hearsay-cli/tests/cmd/*.trycmd")
        .case("README.md");
}
