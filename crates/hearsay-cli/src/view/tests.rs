//! The view of readings made by hand.

use super::*;
use hearsay::entity::{Entities, Entity, EntityKind, Form, Mention};
use hearsay::voice::{Link, Mode, Polarity, Said};

const TEXT: &str = "Ferry stays in port\n\n“The quay won’t hold,” said Åse Brandvik, harbour master \
    of Østholm, adding that “the winter is long”.\n\nThe quay on Friday.\n\nNobody asked \u{1b}[31mus.";

fn at(words: &str) -> std::ops::Range<usize> {
    let start = TEXT.find(words).expect("the words stand there");
    start..start + words.len()
}

fn span(words: &[&str]) -> Option<Span> {
    Span::new(words.iter().map(|words| at(words)).collect())
}

fn reading() -> (Article, Vec<Attribution>) {
    let signalled = |value: &str| Signalled {
        value: value.to_owned(),
        signal: "user".to_owned(),
    };
    let mut blocks = Vec::new();
    let kinds = [
        BlockKind::Title,
        BlockKind::Paragraph,
        BlockKind::Caption,
        BlockKind::Quote,
    ];
    for (kind, words) in kinds.into_iter().zip(TEXT.split("\n\n")) {
        blocks.push(Block {
            kind,
            range: at(words),
        });
    }
    let article = Article {
        id: "0".to_owned(),
        url: None,
        outlet: Some(signalled("Østholm Tidende")),
        title: Some(signalled("Ferry stays in port")),
        authors: vec![signalled("Ida Moe")],
        published: Some(signalled("2031-05-17")),
        language: None,
        text: TEXT.to_owned(),
        blocks,
        warnings: Vec::new(),
    };
    let who = span(&["Åse Brandvik, harbour master of Østholm"]);
    let attribution = |cue: &str, content: &[&str], quotation| Attribution {
        source: who.clone(),
        cue: span(&[cue]),
        content: span(content),
        quotation,
        confidence: 0.91,
    };
    let found = vec![
        attribution(
            "said",
            &["“The quay won’t hold,”"],
            hearsay::attribution::Quotation::Direct,
        ),
        attribution(
            "adding",
            &["that “the winter", "long”"],
            hearsay::attribution::Quotation::Mixed,
        ),
        Attribution {
            source: None,
            cue: None,
            content: span(&["Nobody asked"]),
            quotation: hearsay::attribution::Quotation::Indirect,
            confidence: 0.4,
        },
    ];
    (article, found)
}

fn voices() -> [Voice; 3] {
    let plain = Voice {
        kind: SourceKind::Person,
        entity: None,
        parent: None,
        chain: Vec::new(),
        said: None,
        count: None,
        mode: Mode::Speech,
        stance: Stance::Asserts,
        certainty: Certainty::Certain,
        polarity: Polarity::Positive,
        why: Vec::new(),
    };
    let link = |text: &str, kind| Link {
        span: None,
        text: text.to_owned(),
        kind,
        entity: None,
    };
    let hidden = Voice {
        parent: Some(0),
        chain: vec![
            link("Østholm Radio", SourceKind::Outlet),
            link("two pilots", SourceKind::Anonymous),
        ],
        said: Some(Said {
            from: jiff::civil::date(2031, 5, 11),
            to: jiff::civil::date(2031, 5, 17),
            span: Span::new(vec![at("Friday")]).expect("a span"),
        }),
        kind: SourceKind::Anonymous,
        count: Some(2),
        stance: Stance::Denies,
        certainty: Certainty::Possible,
        ..plain.clone()
    };
    let silent = Voice {
        kind: SourceKind::None,
        stance: Stance::Declines,
        certainty: Certainty::Unknown,
        ..plain.clone()
    };
    [plain, hidden, silent]
}

const PLAIN: &str = "\
Ferry stays in port

Østholm Tidende · 2031-05-17 · by Ida Moe

{1 “The quay won’t hold,”} <1 said> [1,2 Åse Brandvik,
harbour master of Østholm], <2 adding> {2 that “the winter}
is {2 long”}.

  caption: The quay on Friday.

  quote: {3 Nobody asked} \u{fffd}[31mus.

Who says what

In the text: [1 who] <1 how> {1 what}

1. Åse Brandvik, harbour master of Østholm — said — “The
   quay won’t hold,” (direct, 0.91)
2. Østholm Radio ← Åse Brandvik, harbour master of Østholm =
   two pilots — adding — that “the winter … long” (2
   anonymous, denies, possible, 2031-05-11 to 2031-05-17,
   within 1, mixed, 0.91)
3. (nobody named) — (no word for it) — Nobody asked
   (declines, indirect, 0.40)

Who is named

- Åse Brandvik (person; harbour master of Østholm), also
  Brandvik: 3 mentions

";

fn shown(colour: bool, columns: usize) -> String {
    let (article, found) = reading();
    let voices = voices();
    let mention = |words, form| Mention {
        range: at(words),
        form,
    };
    let brandvik = Entity {
        name: "Åse Brandvik".to_owned(),
        kind: EntityKind::Person,
        roles: vec!["harbour master of Østholm".to_owned()],
        mentions: vec![
            mention("Åse Brandvik", Form::Name),
            mention("Brandvik", Form::Name),
            mention("harbour master", Form::Role),
        ],
    };
    let heard = Heard {
        attributions: found,
        entities: Entities::new(vec![brandvik]),
        voices: voices.to_vec(),
    };
    view(&article, &heard, None, Screen { colour, columns })
}

#[test]
fn the_plain_view_says_everything() {
    assert_eq!(shown(false, 60), PLAIN);
}

#[test]
fn colour_adds_nothing_but_colour() {
    let coloured = shown(true, 60);
    assert!(coloured.contains("\u{1b}["));
    assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), PLAIN);
}

#[test]
fn no_line_is_wider_than_the_screen() {
    use unicode_width::UnicodeWidthStr;
    for columns in 24..100 {
        for line in shown(false, columns).lines() {
            assert!(line.width() <= columns, "{columns}: {line}");
        }
    }
}

#[test]
fn wide_signs_and_endless_words_are_broken() {
    let mut out = String::new();
    let screen = Screen {
        colour: false,
        columns: 10,
    };
    let mut wrap = Wrap::new(&mut out, screen, "- ", "  ");
    wrap.text("港口关闭至周五 ab cde\u{301}fghijklmnopq", Look::PLAIN);
    wrap.end();
    assert_eq!(
        out,
        "- 港口关闭\n  至周五\n  ab\n  cde\u{301}fghij\n  klmnopq\n"
    );
}

#[test]
fn an_article_without_voices_says_so() {
    let (article, _) = reading();
    let screen = Screen {
        colour: false,
        columns: 60,
    };
    let view = view(&article, &Heard::default(), Some("a.html"), screen);
    assert!(view.starts_with("── a.html\n"));
    assert!(view.ends_with("Nobody is found to say anything here.\n\n"));
}
