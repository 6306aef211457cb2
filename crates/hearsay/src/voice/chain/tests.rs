//! Chains of what the tagger gives for sentences of each pattern: source, cue and content as they come, the chain as it
//! should be.

use super::super::{Heard, Link};
use crate::article::tests::lines;
use crate::article::{Article, Signalled};
use crate::attribution::Attribution;
use crate::attribution::tests::indirect;

/// Attributions of these sources, cues and contents (empty for none); each is found behind the start of the one
/// before it.
fn attributions(text: &str, found: &[[&str; 3]]) -> Vec<Attribution> {
    let mut all: Vec<Attribution> = found.iter().map(|one| indirect(text, one)).collect();
    all.sort_by_key(Attribution::start);
    all
}

/// The page of "The Ellery Lamp", a paragraph a line.
fn page(text: &str) -> Article {
    Article {
        outlet: Some(Signalled::new("The Ellery Lamp".to_owned(), "test")),
        ..lines(text)
    }
}

/// The chains in reading order, each as one line, innermost last, in the words of the text.
fn chains(text: &str, found: &[[&str; 3]]) -> Vec<String> {
    of(&page(text), found)
}

fn of(article: &Article, found: &[[&str; 3]]) -> Vec<String> {
    let heard = Heard::of(article, attributions(&article.text, found));
    heard
        .voices
        .iter()
        .map(|voice| {
            let words = |link: &Link| match &link.span {
                Some(span) => span.text(&article.text),
                None => link.text.clone(),
            };
            let links: Vec<String> = voice.chain.iter().map(words).collect();
            links.join(" > ")
        })
        .collect()
}

#[test]
fn voices_inside_the_source() {
    for (text, found, wanted) in [
        (
            "The Norvia Herald, citing two clerks, wrote that it rains.",
            [
                "The Norvia Herald, citing two clerks,",
                "wrote",
                "that it rains",
            ],
            "The Norvia Herald > two clerks",
        ),
        (
            "A memo seen by Radio Norvia says so.",
            ["A memo seen by Radio Norvia", "says", "so"],
            "Radio Norvia > A memo",
        ),
        (
            "A memo, a copy of which was obtained last week by the Norvia Herald, says so.",
            [
                "A memo, a copy of which was obtained last week by the Norvia Herald,",
                "says",
                "so",
            ],
            "the Norvia Herald > A memo",
        ),
        (
            "A memo, handed to both banks in May and leaked to KNA, says so.",
            ["A memo,", "says", "so"],
            "KNA > A memo",
        ),
        (
            "A memo that the Norvia Herald has seen says so.",
            ["A memo that the Norvia Herald has seen", "says", "so"],
            "the Norvia Herald > A memo",
        ),
        (
            "A memo seen by the Lamp says so.",
            ["A memo seen by the Lamp", "says", "so"],
            "A memo seen by the Lamp",
        ),
        (
            "It rains, according to a report in the Norvia Herald.",
            ["a report in the Norvia Herald", "according to", "It rains"],
            "the Norvia Herald",
        ),
        (
            "The Norvia Herald's source said so.",
            ["The Norvia Herald's source", "said", "so"],
            "The Norvia Herald > source",
        ),
    ] {
        assert_eq!(chains(text, &[found]), [wanted], "{text}");
    }
}

#[test]
fn voices_that_are_cited() {
    for (text, found, wanted) in [
        (
            "The Norvia Herald reported, citing the clerk, Ida Moe, that it rains.",
            [
                "The Norvia Herald",
                "reported",
                "the clerk, Ida Moe, that it rains",
            ],
            "The Norvia Herald > the clerk, Ida Moe",
        ),
        (
            "The agency Volna quoted a clerk, Ida Moe, as warning that it rains.",
            [
                "The agency Volna",
                "quoted",
                "a clerk, Ida Moe, as warning that it rains",
            ],
            "The agency Volna > a clerk, Ida Moe",
        ),
        (
            "It rains, the Norvia Herald reported, citing two clerks.",
            ["the Norvia Herald", "reported", "It rains"],
            "the Norvia Herald > two clerks",
        ),
        (
            "According to the Norvia Herald, which refers to a clerk, it rains a lot.",
            [
                "the Norvia Herald",
                "According to",
                "which refers to a clerk, it rains a lot",
            ],
            "the Norvia Herald > a clerk",
        ),
        (
            "The Norvia Herald reported that it rains, citing two clerks.",
            [
                "The Norvia Herald",
                "reported",
                "that it rains, citing two clerks",
            ],
            "The Norvia Herald > two clerks",
        ),
        (
            "Norvia Today says there's a pond, on the word of a planning officer.",
            [
                "Norvia Today",
                "says",
                "there's a pond, on the word of a planning officer",
            ],
            "Norvia Today > a planning officer",
        ),
        (
            "The Norvia Herald reported, without naming its source, that it rains.",
            ["The Norvia Herald", "reported", "its source, that it rains"],
            "The Norvia Herald",
        ),
    ] {
        assert_eq!(chains(text, &[found]), [wanted], "{text}");
    }
}

#[test]
fn outlets_that_were_told_or_report() {
    for (text, found, wanted) in [
        (
            "Ida Moe told Volna that it rains.",
            ["Ida Moe", "told", "that it rains"],
            "Volna > Ida Moe",
        ),
        (
            "Ida Moe told the Lamp that it rains.",
            ["Ida Moe", "told", "that it rains"],
            "Ida Moe",
        ),
        (
            "Ida Moe told the council that it rains.",
            ["Ida Moe", "told", "that it rains"],
            "Ida Moe",
        ),
        (
            "Ida Moe said in an interview with Radio Norvia on Monday that it rains.",
            ["Ida Moe", "said", "that it rains"],
            "Radio Norvia > Ida Moe",
        ),
        (
            "“It rains,” Ida Moe complained on Monday to the agency Volna.",
            ["Ida Moe", "complained", "“It rains,”"],
            "the agency Volna > Ida Moe",
        ),
        (
            "Ida Moe told the hospital radio on Monday that it rains.",
            ["Ida Moe", "told", "that it rains"],
            "the hospital radio > Ida Moe",
        ),
        (
            "Ida Moe told state media that it rains.",
            ["Ida Moe", "told", "that it rains"],
            "state media > Ida Moe",
        ),
        (
            "Ida Moe told the press that it rains.",
            ["Ida Moe", "told", "that it rains"],
            "Ida Moe",
        ),
        (
            "As Radio Norvia transmitted last week, Ida Moe warned that it rains.",
            ["Ida Moe", "warned", "that it rains"],
            "Radio Norvia > Ida Moe",
        ),
        (
            "Ida Moe told reporters that it rains, KNA reported.",
            ["Ida Moe", "told", "that it rains"],
            "KNA > Ida Moe",
        ),
        (
            "It rains, hopes Ida Moe, reports the weekly Norvia Today.",
            ["Ida Moe", "hopes", "It rains"],
            "the weekly Norvia Today > Ida Moe",
        ),
        (
            "The Norvia Herald published a letter, in which it is written that it rains.",
            ["The Norvia Herald", "published", "that it rains"],
            "Norvia Herald > a letter",
        ),
    ] {
        assert_eq!(chains(text, &[found]), [wanted], "{text}");
    }
}

#[test]
fn the_paper_is_the_one_named_before() {
    let text = "The Norvia Herald names him. Oud told the paper that it rains.";
    let oud = ["Oud", "told", "that it rains"];
    assert_eq!(chains(text, &[oud]), ["Norvia Herald > Oud"]);
    assert_eq!(chains("Oud told the paper that it rains.", &[oud]), ["Oud"]);
}

#[test]
fn who_spoke_through_others_speaks_again() {
    let text = "A clerk told Volna that it rains. The clerk said that it pours.\nThe clerk added that it hails.";
    let found = [
        ["A clerk", "told", "that it rains"],
        ["The clerk", "said", "that it pours"],
        ["The clerk", "added", "that it hails"],
    ];
    assert_eq!(
        chains(text, &found)[..2],
        ["Volna > A clerk", "Volna > The clerk"]
    );
    let text =
        "Ida Moe told Volna that it rains. She added that it hails.\nShe said that it pours.";
    let found = [
        ["Ida Moe", "told", "that it rains"],
        ["She", "added", "that it hails"],
    ];
    assert_eq!(chains(text, &found), ["Volna > Ida Moe", "Volna > She"]);
}

#[test]
fn what_stands_in_a_content_has_a_parent() {
    let text = "Ida Moe said that the guild had promised her a boat and that it rains.";
    let moe = [
        "Ida Moe",
        "said",
        "that the guild had promised her a boat and that it rains",
    ];
    let guild = ["the guild", "had promised", "her a boat"];
    let article = page(text);
    let heard = Heard::of(&article, attributions(text, &[moe, guild]));
    let parents: Vec<Option<usize>> = heard.voices.iter().map(|voice| voice.parent).collect();
    assert_eq!(parents, [None, Some(0)]);
    assert_eq!(
        chains(text, &[moe, guild]),
        ["Ida Moe", "Ida Moe > the guild"]
    );
    let text = "Ida Moe would not say what the guild had promised her.";
    let moe = [
        "Ida Moe",
        "would not say",
        "what the guild had promised her",
    ];
    let guild = ["the guild", "had promised", "her"];
    assert_eq!(chains(text, &[moe, guild]), ["Ida Moe", "the guild"]);
}

#[test]
fn an_outlet_that_only_passes_on_is_one_with_its_source() {
    let text = "The Norvia Herald said that a clerk had told it that it rains.";
    let herald = [
        "The Norvia Herald",
        "said",
        "that a clerk had told it that it rains",
    ];
    let clerk = ["a clerk", "had told", "it that it rains"];
    assert_eq!(
        chains(text, &[herald, clerk]),
        ["The Norvia Herald > a clerk"]
    );
}

#[test]
fn who_says_that_another_says_so() {
    let text = "Ida Moe said that, according to the guild, it rains.";
    let moe = ["Ida Moe", "said", "that,"];
    let guild = ["the guild", "according to", "it rains"];
    let whole = ["Ida Moe", "said", "it rains"];
    let empty = ["the guild", "according to", "that,"];
    assert_eq!(chains(text, &[whole, empty]), ["Ida Moe > the guild"]);
    assert_eq!(chains(text, &[moe, guild]), ["Ida Moe > the guild"]);
}

#[test]
fn an_agencys_text_until_the_page_speaks_itself() {
    let text = "VELDEN (KNA) - It rains, Ida Moe said.\nIt reportedly pours.\nIt hails, Jan Oud told the Lamp.\nIt thaws, Pim Aal added.";
    let found = [
        ["Ida Moe", "said", "It rains"],
        ["", "reportedly", "It"],
        ["Jan Oud", "told", "It hails"],
        ["Pim Aal", "added", "It thaws"],
    ];
    assert_eq!(
        chains(text, &found),
        ["KNA > Ida Moe", "KNA", "Jan Oud", "Pim Aal"]
    );
    let text = "It rains, Ida Moe said.";
    let found = [["Ida Moe", "said", "It rains"]];
    for (byline, wanted) in [
        ("Lamp staff and KNA", "KNA > Ida Moe"),
        ("Velden News Agency", "Velden News Agency > Ida Moe"),
        ("PIM AAL", "Ida Moe"),
        ("Pim Aal", "Ida Moe"),
    ] {
        let article = Article {
            authors: vec![Signalled::new(byline.to_owned(), "test")],
            ..page(text)
        };
        assert_eq!(of(&article, &found), [wanted], "{byline}");
    }
}

#[test]
fn an_outlets_own_name_in_short() {
    let gazette = Article {
        outlet: Some(Signalled::new("Ellery Gazette".to_owned(), "test")),
        ..page("It rains, Ida Moe told the Ellery Gazette.")
    };
    assert_eq!(
        of(&gazette, &[["Ida Moe", "told", "It rains"]]),
        ["Ida Moe"]
    );
    let text = "VELDEN (ELAMP) - It rains, Ida Moe told ELAMP.";
    assert_eq!(
        chains(text, &[["Ida Moe", "told", "It rains"]]),
        ["Ida Moe"]
    );
    let text = "VELDEN (LAMPE) - It rains, Ida Moe told the council.";
    assert_eq!(
        chains(text, &[["Ida Moe", "told", "It rains"]]),
        ["LAMPE > Ida Moe"]
    );
}

#[test]
fn a_chain_names_nobody_twice() {
    let text = "VELDEN (KNA) - Ida Moe told KNA that it rains.";
    let found = [["Ida Moe", "told", "that it rains"]];
    assert_eq!(chains(text, &found), ["KNA > Ida Moe"]);
}
