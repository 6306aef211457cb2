//! Whole texts through this stage.

use proptest::prelude::*;

use super::*;
use crate::article::tests::article;
use crate::article::{Block, BlockKind};
use crate::attribution::Quotation;
use crate::span::Span;

/// The entities of a text whose sources are these words, each its first occurrence behind the one before.
fn entities(text: &str, sources: &[&str]) -> Entities {
    read(&article(text), &said(text, sources))
}

/// One range of bytes.
fn span(bytes: std::ops::Range<usize>) -> Option<Span> {
    Span::new(std::iter::once(bytes).collect())
}

fn said(text: &str, sources: &[&str]) -> Vec<Attribution> {
    let mut from = 0;
    let mut out = Vec::new();
    for source in sources {
        let start = from + text[from..].find(source).expect("the source stands there");
        from = start + source.len();
        out.push(Attribution {
            source: span(start..from),
            cue: None,
            content: None,
            quotation: Quotation::Indirect,
            confidence: 1.0,
        });
    }
    out
}

/// What the words of the last source, or the last occurrence of them, are called.
fn called(text: &str, sources: &[&str]) -> Option<String> {
    let all = entities(text, sources);
    let last = sources.last().expect("a source");
    let start = text.rfind(last).expect("the source stands there");
    let span = span(start..start + last.len()).expect("words");
    all.of(&span).map(|at| all.all()[at].name.clone())
}

#[test]
fn sources_are_called_by_their_fullest_name() {
    for (text, sources, wanted) in [
        (
            "Ida Moe said so. Later Moe left.",
            &["Ida Moe", "Moe"][..],
            Some("Ida Moe"),
        ),
        (
            "Jan Oud said so. He left.",
            &["Jan Oud", "He"],
            Some("Jan Oud"),
        ),
        (
            "Anna Reet met Jan Oud. She said so.",
            &["She"],
            Some("Anna Reet"),
        ),
        (
            "Its chairman, Jan Oud, said so. The chairman left.",
            &["Its chairman, Jan Oud,", "The chairman"],
            Some("Jan Oud"),
        ),
        (
            "Ida Moe, a doctor, said so. Then the doctor left.",
            &["the doctor"],
            Some("Ida Moe"),
        ),
        (
            "Energy Minister Ida Moe said so. The minister left.",
            &["Energy Minister Ida Moe", "The minister"],
            Some("Ida Moe"),
        ),
        (
            "A senior official said so. The official left. He was late.",
            &["A senior official", "The official", "He"],
            Some("a senior official"),
        ),
        (
            "The Norvia Power Authority (NPA) said so. Then the NPA left.",
            &["the NPA"],
            Some("Norvia Power Authority"),
        ),
        (
            "The Ellery Courier wrote so. Then the Courier withdrew it.",
            &["the Courier"],
            Some("Ellery Courier"),
        ),
        (
            "A newspaper wrote so. The Herold newspaper wrote more. The paper left.",
            &["A newspaper", "The Herold newspaper"],
            Some("Herold"),
        ),
        (
            "The Pilots' Union said so. Then the union left.",
            &["The Pilots' Union", "the union"],
            Some("Pilots' Union"),
        ),
        (
            "The operator Norgas said so. The company left.",
            &["The operator Norgas", "The company"],
            Some("Norgas"),
        ),
        (
            "The director of the mint said so. “It pours,” Ida Moe told the board. She left.",
            &["The director of the mint", "Ida Moe", "She"],
            Some("Ida Moe"),
        ),
        (
            "General Khalil Haftar said so. Haftorah left.",
            &["Haftorah"],
            Some("Khalil Haftar"),
        ),
    ] {
        assert_eq!(called(text, sources).as_deref(), wanted, "{text}");
    }
}

#[test]
fn two_people_of_one_surname_stay_two() {
    let text = "Jan Oud met his sister Ida Oud. Mrs Oud left. Mr Oud stayed.";
    let all = entities(text, &[]);
    let of = |words: &str| {
        let start = text.find(words).expect("it stands there");
        let at = all.of(&span(start..start + words.len()).expect("words"));
        at.map(|at| all.all()[at].name.as_str())
    };
    assert_eq!(of("Mrs Oud"), Some("Ida Oud"));
    assert_eq!(of("Mr Oud"), Some("Jan Oud"));
}

#[test]
fn roles_are_gathered() {
    let text = "Ida Moe, chief executive of Norgas, said so. Former minister Ida Moe left.";
    let all = entities(text, &["Ida Moe"]);
    let moe = all.all().iter().find(|one| one.name == "Ida Moe");
    let moe = moe.expect("she is named");
    assert_eq!(moe.roles, ["chief executive of Norgas", "Former minister"]);
    assert_eq!(moe.kind, EntityKind::Person);
}

#[test]
fn who_it_is_inside_of_a_quotation() {
    let text = "“I will stay,” Jan Oud said.";
    let start = text.find("Jan").expect("it stands there");
    let quote = text.find('I').expect("it stands there");
    let found = Attribution {
        source: span(start..start + 7),
        cue: None,
        content: span(quote..quote + 11),
        quotation: Quotation::Direct,
        confidence: 1.0,
    };
    let all = read(&article(text), &[found]);
    let i = all.of(&span(quote..quote + 1).expect("a word"));
    assert_eq!(i.map(|at| all.all()[at].name.as_str()), Some("Jan Oud"));
}

#[test]
fn documents_are_no_entities_but_are_referred_to() {
    let text = "The memo said so. It named him.";
    let all = entities(text, &["The memo", "It"]);
    let it = text.find("It").expect("it stands there");
    let it = span(it..it + 2).expect("a word");
    assert_eq!(all.of(&it), None);
    assert_eq!(all.fullest(&it).map(|words| &text[words]), Some("The memo"));
}

/// Words that this stage looks for, marks, and what is neither.
fn text() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "Ida",
        "Moe",
        "Jan",
        "Oud",
        "Norgas",
        "NPA",
        "the",
        "The",
        "a",
        "its",
        "his",
        "minister",
        "Minister",
        "company",
        "union",
        "daily",
        "memo",
        "he",
        "She",
        "it",
        "They",
        "who",
        "I",
        "we",
        "said",
        "told",
        "is",
        "of",
        "in",
        ",",
        ".",
        "“",
        "”",
        "\"",
        "'s",
        "’s",
        "(",
        ")",
        "«",
        "»",
        "-",
        "\n",
        "Mr",
        "Dr.",
        "chief",
        "executive",
        "former",
        "official",
        "al-Oud",
        "É",
        "𝒳",
        "ß",
        "İ",
    ]);
    prop::collection::vec(words, 0..60).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn mentions_lie_in_the_text_and_reading_repeats(
        text in text(),
        cuts in prop::collection::vec((0_usize..400, 1_usize..12), 0..6),
    ) {
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let cut = |start: usize, length: usize| {
            let start = start.min(places.len() - 1);
            let end = (start + length).min(places.len() - 1);
            span(places[start]..places[end])
        };
        let found: Vec<Attribution> = cuts
            .iter()
            .map(|&(start, length)| Attribution {
                source: cut(start, length),
                cue: cut(start + length, 3),
                content: cut(start + length + 4, 40),
                quotation: Quotation::Direct,
                confidence: 1.0,
            })
            .collect();
        let mut page = article(&text);
        if let Some(line) = text.find('\n') {
            page.blocks = vec![
                Block { kind: BlockKind::Title, range: 0..line },
                Block { kind: BlockKind::Paragraph, range: line..text.len() },
            ];
        }
        let all = read(&page, &found);
        for entity in all.all() {
            prop_assert!(!entity.name.is_empty());
            let mut end = 0;
            for mention in &entity.mentions {
                prop_assert!(mention.range.start >= end);
                prop_assert!(mention.range.start < mention.range.end);
                prop_assert!(text.get(mention.range.clone()).is_some());
                end = mention.range.end;
            }
        }
        for found in &found {
            if let Some(source) = &found.source {
                if let Some(words) = all.fullest(source) {
                    prop_assert!(text.get(words).is_some());
                }
                prop_assert!(all.of(source).is_none_or(|at| at < all.all().len()));
            }
        }
        prop_assert_eq!(read(&page, &found), all);
    }
}
