//! One page read whole: who says what on whose word, how sure, and what the page says itself. The page is
//! a report of a report of a rumour, clumsy and full of furniture, as such pages are.

use hearsay::article::{Article, BlockKind};
use hearsay::attribution::Quotation::{self, Direct, Indirect};
use hearsay::entity::Form;
use hearsay::intake::Known;
use hearsay::page::{PageOptions, read};
use hearsay::voice::Certainty::{self, Certain, Probable, Unknown};
use hearsay::voice::SourceKind::{self, Author, Collective, None as Nobody, Person};
use hearsay::voice::Stance::{self, Asserts, Declines, Denies};
use hearsay::voice::{Heard, Polarity};

const PAGE: &str = include_str!("retelling/page.txt");

fn page() -> (Article, Heard) {
    let options = PageOptions {
        known: Known {
            published: Some("2017-01-18".to_owned()),
            ..Known::default()
        },
        signal: "user",
        ..PageOptions::default()
    };
    let article = read(PAGE.as_bytes(), &options).expect("a page");
    let heard = Heard::with_own_voice(&article);
    (article, heard)
}

/// A row of the table: words of the content, the chain, and what is read out of it.
struct Row {
    words: &'static str,
    quotation: Quotation,
    chain: &'static [&'static str],
    kind: SourceKind,
    stance: Stance,
    certainty: Certainty,
    said: Option<&'static str>,
}

const ROWS: [Row; 8] = [
    Row {
        words: "Vardia is holding no talks on seaplane bases in Ostrel",
        quotation: Indirect,
        chain: &["Volna", "Osvald Terin"],
        kind: Person,
        stance: Denies,
        certainty: Certain,
        said: Some("2017-01-15"),
    },
    Row {
        words: "No talks of that kind are being held",
        quotation: Direct,
        chain: &["Volna", "Osvald Terin"],
        kind: Person,
        stance: Denies,
        certainty: Certain,
        said: None,
    },
    Row {
        words: "had allegedly come to the Ostreli town of Qasr Banat for talks",
        quotation: Indirect,
        chain: &["Ostreli media"],
        kind: Collective,
        stance: Asserts,
        certainty: Unknown,
        said: None,
    },
    Row {
        words: "the Ostreli Admiral had allegedly signed an agreement on bases",
        quotation: Indirect,
        chain: &["Limmat Courier", "Talian and Straits media"],
        kind: Collective,
        stance: Asserts,
        certainty: Unknown,
        said: None,
    },
    Row {
        words: "the Ostreli Admiral had lunch with the Deputy Head",
        quotation: Indirect,
        chain: &[],
        kind: Nobody,
        stance: Asserts,
        certainty: Unknown,
        said: None,
    },
    Row {
        words: "Dourak is a creature of the Helvian secret service",
        quotation: Indirect,
        chain: &[],
        kind: Author,
        stance: Asserts,
        certainty: Certain,
        said: None,
    },
    Row {
        words: "most likely, he offers Vardia moorings",
        quotation: Indirect,
        chain: &[],
        kind: Author,
        stance: Asserts,
        certainty: Probable,
        said: None,
    },
    Row {
        words: "lasting arrangements between the two sides",
        quotation: Indirect,
        chain: &[],
        kind: Nobody,
        stance: Declines,
        certainty: Unknown,
        said: None,
    },
];

#[test]
fn every_row_of_the_table() {
    let (article, heard) = page();
    for row in &ROWS {
        let content = |one: &hearsay::attribution::Attribution| {
            one.content.as_ref().map(|span| span.text(&article.text))
        };
        // The headline's sentence stands twice: the one that is reported has two voices.
        let found = heard
            .iter()
            .filter(|(one, _)| content(one).is_some_and(|text| text.contains(row.words)))
            .max_by_key(|(_, voice)| voice.chain.len());
        let Some((one, voice)) = found else {
            panic!("nobody says: {}", row.words);
        };
        let chain: Vec<&str> = voice.chain.iter().map(|link| &*link.text).collect();
        let names: Vec<bool> = chain
            .iter()
            .zip(row.chain)
            .map(|(link, name)| link.contains(name))
            .collect();
        assert_eq!(chain.len(), row.chain.len(), "{}: {chain:?}", row.words);
        assert!(names.iter().all(|same| *same), "{}: {chain:?}", row.words);
        let said = voice.said.as_ref().map(|said| said.from.to_string());
        assert_eq!(
            (one.quotation, voice.kind, voice.stance, voice.certainty),
            (row.quotation, row.kind, row.stance, row.certainty),
            "{}",
            row.words
        );
        assert_eq!(said.as_deref(), row.said, "{}", row.words);
        let polarity = if row.stance == Denies {
            Polarity::Negative
        } else {
            Polarity::Positive
        };
        if row.stance != Declines {
            assert_eq!(voice.polarity, polarity, "{}", row.words);
        }
    }
}

#[test]
fn furniture_and_captions() {
    let (article, _) = page();
    for gone in [
        "Skip to main",
        "Comments",
        "Popular posts",
        "Lighthouse",
        "Salt",
    ] {
        assert!(!article.text.contains(gone), "{gone}");
    }
    let captions: Vec<&str> = article
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Caption)
        .map(|block| &article.text[block.range.clone()])
        .collect();
    assert_eq!(captions.len(), 2, "{captions:?}");
}

#[test]
fn one_man_by_name_role_pronoun_and_misspelt() {
    let (article, heard) = page();
    let all = heard.entities.all();
    let named = |name: &str| {
        let is = |(_, one): &(usize, &hearsay::entity::Entity)| one.name == name;
        let found: Vec<usize> = all
            .iter()
            .enumerate()
            .filter(is)
            .map(|(at, _)| at)
            .collect();
        assert_eq!(found.len(), 1, "{name}: {all:#?}");
        found[0]
    };
    let dourak = &all[named("Kasim Dourak")];
    let words: Vec<(&str, Form)> = dourak
        .mentions
        .iter()
        .map(|one| (&article.text[one.range.clone()], one.form))
        .collect();
    for wanted in [
        ("Dourak", Form::Name),
        ("Dourrak", Form::Name),
        ("the Ostreli Admiral", Form::Role),
        ("he", Form::Pronoun),
    ] {
        assert!(words.contains(&wanted), "{wanted:?} is not in {words:?}");
    }
    named("Osvald Terin");
}
