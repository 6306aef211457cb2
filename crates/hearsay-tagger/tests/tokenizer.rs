//! The tokenizer against the reference, on 10,000 lines of odd Unicode, and its promises on any text.
//!
//! `tokenizer.tsv` is written by `python -m hearsay_training.fuzz_tokenizer`, which makes the same
//! lines from the same generator: a line holds the number of pieces and a hash over all of them.

use hearsay_tagger::{Piece, Tokenizer};
use proptest::prelude::*;

const RANGES: [(u32, u32); 35] = [
    (0x20, 0x7E),
    (0x20, 0x7E),
    (0x61, 0x7A),
    (0x41, 0x5A),
    (0x00, 0x1F),
    (0x7F, 0xA0),
    (0xA1, 0xFF),
    (0x100, 0x24F),
    (0x300, 0x36F),
    (0x370, 0x3FF),
    (0x400, 0x4FF),
    (0x590, 0x6FF),
    (0x900, 0x97F),
    (0xE00, 0xE7F),
    (0x1100, 0x11FF),
    (0x1E00, 0x1FFF),
    (0x2000, 0x206F),
    (0x20A0, 0x20BF),
    (0x2100, 0x214F),
    (0x2460, 0x24FF),
    (0x2E80, 0x2FDF),
    (0x3000, 0x30FF),
    (0x3400, 0x3450),
    (0x4E00, 0x4FFF),
    (0xAC00, 0xACFF),
    (0xE000, 0xE010),
    (0xF900, 0xF9FF),
    (0xFB00, 0xFB06),
    (0xFE00, 0xFE0F),
    (0xFF00, 0xFFEF),
    (0xFFF9, 0xFFFD),
    (0x1D400, 0x1D4FF),
    (0x1F300, 0x1F64F),
    (0x20000, 0x20010),
    (0xE0001, 0xE007F),
];

fn words() -> Vec<String> {
    let mut words: Vec<String> = [
        "said",
        "Brandvoll",
        "NATO",
        "don't",
        "“No”",
        "\"quite",
        "so,\"",
        "ÅNGSTRÖM",
        "café",
        "cafe\u{301}",
        "naïve",
        "e-mail",
        "3.5%",
        "$40bn",
        "U.N.",
        "İzmir",
        "ﬁeld",
        "ẞtraße",
        "\u{200b}zero",
        "a\u{ad}b",
        "№5",
        "２０２６",
        "\n",
        "\n\n",
        " \n\t",
        "—",
        "…",
        "’s",
        "according",
        "to",
    ]
    .map(str::to_owned)
    .into();
    words.extend([
        "x".repeat(101),
        "y".repeat(100),
        "unbelievabilities".to_owned(),
    ]);
    words
}

/// xorshift64*, the same as in Python.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        let mut x = self.0;
        x ^= x >> 12;
        x ^= x << 25;
        x ^= x >> 27;
        self.0 = x;
        ((x.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % limit as u64) as usize
    }
}

fn line(random: &mut Random, words: &[String]) -> String {
    let mut line = String::new();
    for _ in 0..1 + random.below(24) {
        if random.below(2) == 1 {
            line.push_str(&words[random.below(words.len())]);
            line.push(' ');
        } else {
            let (first, last) = RANGES[random.below(RANGES.len())];
            for _ in 0..1 + random.below(4) {
                let code = first + random.below((last - first + 1) as usize) as u32;
                line.push(char::from_u32(code).expect("no surrogates in the table"));
            }
        }
    }
    line
}

fn fold(text: &str, pieces: &[Piece]) -> u32 {
    let points = |byte: usize| text[..byte].chars().count() as u64;
    let mut value = 0xCBF2_9CE4_8422_2325_u64;
    for piece in pieces {
        for number in [
            u64::from(piece.id),
            u64::from(piece.feature),
            points(piece.start),
            points(piece.end),
            u64::from(piece.starts_word),
        ] {
            value = (value ^ number).wrapping_mul(0x100_0000_01B3);
        }
    }
    value as u32
}

#[test]
fn equals_the_reference_on_odd_unicode() {
    let golden = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/golden/tokenizer.tsv"
    ))
    .expect("the golden file");
    let words = words();
    let mut random = Random(20_260_101);
    let mut lines = 0;
    let mut wrong = Vec::new();
    for want in golden.lines() {
        let line = line(&mut random, &words);
        let pieces = Tokenizer::shared().encode(&line);
        let is = format!("{}\t{:08x}", pieces.len(), fold(&line, &pieces));
        if is != want {
            wrong.push(format!("{line:?}: {is}, not {want}"));
        }
        lines += 1;
    }
    assert_eq!(lines, 10_000);
    assert!(
        wrong.is_empty(),
        "{} of {lines} lines differ, the first:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(5)].join("\n")
    );
}

proptest! {
    #[test]
    fn pieces_stand_in_the_text(text in "\\PC{0,200}|[ -~\n“”\u{300}é中]{0,200}") {
        let pieces = Tokenizer::shared().encode(&text);
        for piece in &pieces {
            prop_assert!(piece.start <= piece.end && piece.end <= text.len());
            prop_assert!(text.is_char_boundary(piece.start) && text.is_char_boundary(piece.end));
        }
        prop_assert!(pieces.windows(2).all(|two| two[0].start <= two[1].start));
        prop_assert!(pieces.first().is_none_or(|first| first.starts_word && !first.is_break()));
        prop_assert!(pieces.last().is_none_or(|last| !last.is_break()));
    }
}
