//! Whatever the bytes, the page reader gives an article that holds together, or an error.
//!
//! The same checks run under cargo-fuzz in `fuzz/fuzz_targets/page.rs`.

#[path = "robust/checks.rs"]
mod checks;

use checks::check;
use hearsay::article::text;
use hearsay::intake::Known;
use hearsay::page::{self, MAX_BYTES, PageError, PageOptions};
use proptest::prelude::*;

/// Pieces of markup and text that strange pages are made of.
const SCRAPS: &[&str] = &[
    "<div>",
    "</div>",
    "<p>",
    "</p>",
    "<br>",
    "<br><br>",
    "<figure>",
    "<figcaption>",
    "</figure>",
    "<h1>",
    "</h1>",
    "<h2>",
    "<table><tr><td>",
    "</table>",
    "<svg>",
    "<b>",
    "<a href=/>",
    "</a>",
    "<blockquote>",
    "<ul><li>",
    "</ul>",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<script type='application/ld+json'>{\"@type\":\"NewsArticle\"",
    "}",
    "<title>",
    "</title>",
    "<pre>",
    "<img src=x>",
    "<p class=caption>",
    "<div class='share comments'>",
    "<time datetime=2031-03-04>",
    "&amp;",
    "&#0;",
    "&#xD800;",
    "\u{0}",
    "\u{FEFF}",
    "\u{2029}",
    "\r",
    "\n",
    "\n\n",
    " ",
    "Photo: x",
    "By Ada Lund",
    "4 March 2031",
    "2031-03-",
    "Comments",
    "Read more",
    "Skip to content",
    "…",
    "...",
    "© 2031",
    "é",
    "Порт",
    "日本語。",
    "🚢",
    "İ",
    "ß",
    "The harbour was closed on Monday after a fire, the mayor said. ",
    "“We waited,” she added.",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn bytes(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        check(&bytes);
    }

    #[test]
    fn strings(text in "\\PC{0,300}") {
        check(text.as_bytes());
    }

    #[test]
    fn scraps(picks in proptest::collection::vec(0..SCRAPS.len(), 0..120), html in any::<bool>()) {
        let body: String = picks.iter().map(|&pick| SCRAPS[pick]).collect();
        check(format!("{}{body}", if html { "<!doctype html>" } else { "" }).as_bytes());
    }

    #[test]
    fn archives(picks in proptest::collection::vec(0..SCRAPS.len(), 0..40), cut in 0..400_usize) {
        let body: String = picks.iter().map(|&pick| SCRAPS[pick]).collect();
        let mail = format!(
            "From: x\r\nMIME-Version: 1.0\r\nDate: {body}\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n\
             Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<html>{body}\r\n--b--"
        );
        check(&mail.as_bytes()[..mail.len().saturating_sub(cut)]);
    }
}

/// As [`check`]; a reader that takes the square of the input's length never ends here.
fn check_text(page: impl AsRef<[u8]>) {
    check(page.as_ref());
}

const SENTENCE: &str = "The harbour was closed on Monday after a fire, the mayor said. ";

#[test]
fn deep_markup_neither_overflows_nor_stalls() {
    check_text(format!(
        "<html>{}{SENTENCE}{}",
        "<div>".repeat(100_000),
        "</div>".repeat(100_000)
    ));
    check_text(format!("<html>{}{SENTENCE}", "<b>".repeat(100_000)));
    check_text(format!("<html><svg>{}{SENTENCE}", "<td>".repeat(20_000)));
}

#[test]
fn many_attributes_do_not_stall() {
    check_text(format!(
        "<html><p {}>{SENTENCE}",
        "a=1 b c=2 ".repeat(50_000)
    ));
}

#[test]
fn a_line_of_five_megabytes_is_read_and_said() {
    let article = page::read(SENTENCE.repeat(80_000).as_bytes(), &PageOptions::default())
        .expect("an article");
    assert!(
        article
            .warnings
            .iter()
            .any(|warning| warning.contains("very long line")),
        "{:?}",
        article.warnings
    );
}

#[test]
fn too_much_markup_is_clipped_and_said() {
    let page = format!("<html><p>{SENTENCE}{}", " ".repeat(9 << 20));
    let article = page::read(page.as_bytes(), &PageOptions::default()).expect("an article");
    assert_eq!(article.text, SENTENCE.trim());
    assert!(
        article
            .warnings
            .iter()
            .any(|warning| warning.contains("clipped")),
        "{:?}",
        article.warnings
    );
}

#[test]
fn what_cannot_be_read_is_an_error() {
    let of = |bytes: &[u8]| page::read(bytes, &PageOptions::default()).expect_err("an error");
    assert_eq!(of(b""), PageError::Empty);
    assert_eq!(of(b" \r\n\t\n"), PageError::Empty);
    assert_eq!(
        of(b"%PDF-1.7\n1 0 obj"),
        PageError::Binary {
            kind: "a PDF document"
        }
    );
    assert_eq!(of(b"<!doctype html><div></div>"), PageError::NoText);
    let large = vec![b'x'; MAX_BYTES + 1];
    assert!(matches!(of(&large), PageError::TooLarge { .. }));
    for error in [of(b""), of(b"%PDF-"), of(&large)] {
        assert!(error.to_string().contains("hint:"), "{error}");
    }
}

#[test]
fn verbatim_text_is_the_input() {
    let options = PageOptions {
        verbatim: true,
        ..PageOptions::default()
    };
    let input = "Skip to content\r\n\r\n  A line.  \nComments\n\n<p>not a tag\u{2028}é</p>\n";
    let article = page::read(input.as_bytes(), &options).expect("an article");
    assert_eq!(article.text, input);
    assert_eq!(article.id, text::id(input));
    let blocks: Vec<&str> = article
        .blocks
        .iter()
        .map(|block| &input[block.range.clone()])
        .collect();
    assert_eq!(
        blocks,
        [
            "Skip to content",
            "A line.",
            "Comments",
            "<p>not a tag\u{2028}é</p>"
        ]
    );
}

#[test]
fn what_the_user_says_overrules_the_page() {
    let page = format!(
        "<html><head><meta name=date content=2031-03-04><link rel=canonical href=https://kite.example/a></head><p>{SENTENCE}"
    );
    let options = PageOptions {
        user: Known {
            url: Some("https://tarn.example/b".to_owned()),
            published: Some("2030-01-02".to_owned()),
            ..Known::default()
        },
        ..PageOptions::default()
    };
    let article = page::read(page.as_bytes(), &options).expect("an article");
    let url = article.url.expect("an address");
    let published = article.published.expect("a date");
    assert_eq!(
        (url.value.as_str(), url.signal.as_str()),
        ("https://tarn.example/b", "user")
    );
    assert_eq!(
        (published.value.as_str(), published.signal.as_str()),
        ("2030-01-02", "user")
    );
}
