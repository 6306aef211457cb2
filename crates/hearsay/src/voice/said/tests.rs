//! Which time expression dates a saying, and who goes on from it.

use proptest::prelude::*;

use super::super::{By, Field, Heard};
use crate::article::tests::lines;
use crate::article::{Article, Signalled};
use crate::attribution::tests::indirect;
use crate::attribution::{Attribution, Quotation};
use crate::span::Span;

/// An article whose paragraphs are the lines of `text`, published on a Wednesday.
fn page(text: &str) -> Article {
    Article {
        published: Some(Signalled::new("2031-03-12".to_owned(), "user")),
        ..lines(text)
    }
}

/// The days of the sayings that are marked in a text: `{who}`, `<how>` and `[what]`, in this order each
/// begins a new one as soon as the one before has such a part.
fn days(marked: &str) -> Vec<String> {
    let mut text = String::new();
    let mut open = 0;
    let mut found: Vec<[Vec<std::ops::Range<usize>>; 3]> = vec![Default::default()];
    for c in marked.chars() {
        match c {
            '{' | '<' | '[' => open = text.len(),
            '}' | '>' | ']' => {
                let part = match c {
                    '}' => 0,
                    '>' => 1,
                    _ => 2,
                };
                found.last_mut().expect("one")[part].push(open..text.len());
            }
            '|' => found.push(Default::default()),
            c => text.push(c),
        }
    }
    let attributions = found
        .into_iter()
        .map(|[who, how, what]| Attribution {
            source: Span::new(who),
            cue: Span::new(how),
            content: Span::new(what),
            quotation: Quotation::Indirect,
            confidence: 1.0,
        })
        .collect();
    let heard = Heard::of(&page(&text), attributions);
    let said = heard.voices.iter().map(|voice| match &voice.said {
        None => "-".to_owned(),
        Some(said) if said.from == said.to => said.from.strftime("%d.%m").to_string(),
        Some(said) => format!(
            "{}-{}",
            said.from.strftime("%d.%m"),
            said.to.strftime("%d.%m")
        ),
    });
    said.collect()
}

fn check(table: &[(&str, &[&str])]) {
    let wrong: Vec<String> = table
        .iter()
        .map(|(text, wanted)| (text, days(text), wanted))
        .filter(|(_, got, wanted)| got != *wanted)
        .map(|(text, got, wanted)| format!("{text}\n  got {got:?}, wanted {wanted:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn beside_the_reporting_words() {
    check(&[
        ("{The mate} <said> on Sunday that [it sank].", &["09.03"]),
        ("{The mate} <said> [on Sunday that it sank].", &["09.03"]),
        ("{The mate} <said on Sunday> [it sank].", &["09.03"]),
        (
            "{The mate} <told> the radio in Brill on Monday that [it sank].",
            &["10.03"],
        ),
        (
            "{The mate} <declared> on Monday to the agency: [“It sank.”]",
            &["10.03"],
        ),
        (
            "{The mate} <declared> to the agency on Monday: [“It sank.”]",
            &["10.03"],
        ),
        ("{The mate} on Monday <denied> [the report].", &["10.03"]),
        ("{The mate}, on Monday, <denied> [the report].", &["10.03"]),
        ("{The bank on Monday} <denied> [the report].", &["10.03"]),
        (
            "{The man arrested on Monday} <denied> [the report].",
            &["-"],
        ),
        ("{The mate} yesterday <denied> [the report].", &["11.03"]),
        ("{The mate} <denied> [the report] on Monday.", &["10.03"]),
        ("{The mate} <rejected> [the charge on Monday].", &["10.03"]),
        (
            "{The mate} <called> [the plan “a joke”] on Monday.",
            &["10.03"],
        ),
        (
            "{The mate} <called> [the plan “a joke”] in a post on Monday.",
            &["10.03"],
        ),
        (
            "{The mate} <accused> [the bank on Monday of theft].",
            &["10.03"],
        ),
        ("[“It sank,”] {the mate} <said> on Monday.", &["10.03"]),
        (
            "[“It sank,”] <said> {Ida Moe, who steered it,} on Monday.",
            &["10.03"],
        ),
        (
            "[“It sank,”] {Ida Moe} <said> when asked on Monday.",
            &["10.03"],
        ),
        (
            "[It sank], {the mate} <said> in a statement on Monday.",
            &["10.03"],
        ),
        (
            "[It sank], {the mate} <said> at a briefing in the old town hall on Monday.",
            &["10.03"],
        ),
        (
            "{The mate}, speaking in Brill on Monday, <said> [it sank].",
            &["10.03"],
        ),
        (
            "{The mate}, in a statement on Monday, <said> [it sank].",
            &["10.03"],
        ),
        (
            "{The mate} of the Brill pilots on Monday <said> [it sank].",
            &["10.03"],
        ),
        ("<It was announced> on Monday that [it sank].", &["10.03"]),
        (
            "<According to> {the mate} on Monday, [it sank].",
            &["10.03"],
        ),
        (
            "{The mate} <said> late last week [it sank].",
            &["07.03-09.03"],
        ),
        (
            "{The mate} <would not say> on Monday [why it sank].",
            &["10.03"],
        ),
        (
            "{Moe}, who on Monday <denied> [the report], left.",
            &["10.03"],
        ),
        (
            "[It is possible], {she} <said> on Friday, [that it sank].",
            &["07.03"],
        ),
    ]);
}

#[test]
fn at_the_head_of_the_clause() {
    check(&[
        ("On Monday {the mate} <said> [it sank].", &["10.03"]),
        ("But on Monday {the mate} <said> [it sank].", &["10.03"]),
        (
            "On Monday, before the storm, {the mate} <said> [it sank].",
            &["10.03"],
        ),
        (
            "On Monday, as the rain began, {the mate} <said> [it sank].",
            &["10.03"],
        ),
        (
            "In a statement issued on Monday, {the bank} <said> [it was full].",
            &["10.03"],
        ),
        (
            "In its report, published on Monday, {it} <finds> [no crack].",
            &["10.03"],
        ),
        (
            "In an interview with the radio on Monday, {the mate} <said> [it sank].",
            &["10.03"],
        ),
        (
            "It was on Monday that {the mate} first <spoke> [of rust].",
            &["10.03"],
        ),
        (
            "{The report}, made public on Monday after weeks, <blames> [rust].",
            &["10.03"],
        ),
        (
            "{A spokesman} reached by telephone on Monday <would not say> [why].",
            &["10.03"],
        ),
        (
            "In Monday’s Brill Herald {the mate} <denied> [it].",
            &["10.03"],
        ),
        (
            "Three days after the leak, on Monday, {the bank} <confirmed> [it].",
            &["10.03"],
        ),
        (
            "When Oud was asked about it on Monday, {he} <said> [no].",
            &["10.03"],
        ),
        (
            "In its February issue {the paper} <withdrew> [the story].",
            &["01.02-28.02"],
        ),
        (
            "In Monday’s edition {the paper} <withdrew> [the story].",
            &["10.03"],
        ),
        (
            "At the quay on Monday {the mate} <said> [it sank].",
            &["10.03"],
        ),
        (
            "Speaking on Monday, {the mate} <said> [it sank].",
            &["10.03"],
        ),
        (
            "Asked about it on Monday, {the mate} <said> [it sank].",
            &["10.03"],
        ),
        (
            "It sank. A day earlier, on Sunday, {the mate} <said> [it leaked].",
            &["09.03"],
        ),
        (
            "{The mate} <said> [it sank], and on Monday |{the bank} <said> [it was full].",
            &["-", "10.03"],
        ),
        (
            "It began on Monday. Hours later {the mate} <said> [it sank].",
            &["10.03"],
        ),
    ]);
}

#[test]
fn what_is_told_keeps_its_time() {
    check(&[
        ("[The ferry sank on Sunday], {the mate} <said>.", &["-"]),
        ("{The mate} <said> [the ferry sank on Sunday].", &["-"]),
        ("{The mate} <said>: [“On Sunday it sank.”]", &["-"]),
        (
            "{Norgas}, whose ferry sank on Sunday, <said> [it was insured].",
            &["-"],
        ),
        (
            "{The mate} <said> [it sank], and the divers left on Sunday.",
            &["-"],
        ),
        (
            "Sunday’s storm was over. {The mate} <said> [it sank].",
            &["-"],
        ),
        (
            "After the storm on Sunday the quay was shut. {The mate} <said> [it sank].",
            &["-"],
        ),
        ("{The mate} has <not said> [a word] since Sunday.", &["-"]),
        ("<It is said> [to have sunk on Sunday].", &["-"]),
        (
            "The inquiry into the wreck of 4 March goes on, {the mate} <said>: [it sank].",
            &["-"],
        ),
        (
            "{The inquiry into the February storm} <found> [no crack].",
            &["-"],
        ),
        ("{The divers who left on Sunday} <said> [it sank].", &["-"]),
    ]);
}

#[test]
fn papers() {
    check(&[
        ("{A letter dated 4 March} <warns> [of rust].", &["04.03"]),
        (
            "{The memo}, dated February, <puts> [it at nine].",
            &["01.02-28.02"],
        ),
        (
            "{The report}, which was published on Monday, <says> [it leaks].",
            &["10.03"],
        ),
        (
            "{A report filed in February} <gives> [nine].",
            &["01.02-28.02"],
        ),
        (
            "<According to> {a report} published on Monday, [it leaks].",
            &["10.03"],
        ),
        (
            "A letter dated 4 March and seen by {the radio} <warns> [of rust].",
            &["04.03"],
        ),
        ("{A statement on Monday} <warned> [of rust].", &["10.03"]),
        (
            "{The Brill Herald of 4 March} <reported> [a leak].",
            &["04.03"],
        ),
        ("{A letter of 4 March} <warns> [of rust].", &["04.03"]),
        (
            "Last week’s remarks by {Ida Moe}, who <said> [it leaks], were brief.",
            &["03.03-09.03"],
        ),
        (
            "{Two pilots}, quoted last week by the radio, <think> [it leaks].",
            &["03.03-09.03"],
        ),
        (
            "{The memo}, dated February, <puts> [it at nine]. |{The memo} <says> [no more].",
            &["01.02-28.02", "01.02-28.02"],
        ),
    ]);
}

#[test]
fn scenes() {
    check(&[
        (
            "The envoy, Ida Moe, was called in on Monday. [“We know nothing,”] {she} <said>.",
            &["10.03"],
        ),
        (
            "The envoy, Ida Moe, was called in on Monday. {She} <said> [they knew nothing].",
            &["10.03"],
        ),
        (
            "Both men met on Monday. {Jan Oud} <said> afterwards that [they agreed].",
            &["10.03"],
        ),
        (
            "Both men met on Monday. After the talks {Jan Oud} <said> [they agreed].",
            &["10.03"],
        ),
        (
            "{Jan Oud} resigned on Monday, <saying> [he was tired].",
            &["10.03"],
        ),
        (
            "{Jan Oud} came to Brill on Monday and <told> reporters that [he was tired].",
            &["10.03"],
        ),
        (
            "The bank was searched on Monday. {Its clerk, Jan Oud,} <said> [it was empty].",
            &["-"],
        ),
        (
            "Ida Moe lost a boat in May. [“It leaked,”] {she} <said>.",
            &["-"],
        ),
    ]);
}

#[test]
fn times_of_a_clause() {
    check(&[
        (
            "{The mate} <said> on Monday that [it sank], three days after |{the radio} <reported> [a leak].",
            &["10.03", "07.03"],
        ),
        (
            "{The mate} <denied> [it] a day after |{a daily} <reported> [a leak].",
            &["-", "-"],
        ),
    ]);
}

#[test]
fn the_same_source_goes_on() {
    check(&[
        (
            "{Ida Moe} <said> on Monday [it sank]. |{She} <added> [that it leaked].",
            &["10.03", "10.03"],
        ),
        (
            "{Ida Moe} <said> on Monday [it sank]. |[“It leaked.”]",
            &["10.03", "10.03"],
        ),
        (
            "{Ida Moe} <said> on Monday [it sank].\n|{The bank} <said> [it was full].\n|{Moe} <refused> [to guess].",
            &["10.03", "-", "10.03"],
        ),
        (
            "{The bank’s head, Jan Oud,} <said> on Monday [it was full].\n|{Jan Moe} <disagreed>: [it was empty].",
            &["10.03", "-"],
        ),
        (
            "{The mate} <scoffed at> [the talk]. |[“Never,”] {he} <said> on Monday.",
            &["10.03", "10.03"],
        ),
        (
            "{The mate} <has long said> [it leaks]. |[“It does,”] {he} <said> on Monday.",
            &["-", "10.03"],
        ),
        (
            "{The mate} <says> [it leaks]. |[“It does,”] {he} <said> on Monday.",
            &["-", "10.03"],
        ),
        (
            "{The daily Lamp} <reported> on Monday, citing a clerk, that [it sank].\n|{The clerk} <named> [a witness].",
            &["10.03", "-"],
        ),
        (
            "{The guild} <said> on Monday [it would strike].\n|[“We are tired,”] {Ida Moe} <told> reporters.\n|{The bank} <said> [it was full].",
            &["10.03", "10.03", "-"],
        ),
    ]);
}

#[test]
fn reasons_name_the_rule_and_the_words() {
    let text = "The mate said on Sunday that it sank. She added that it leaked.";
    let found = vec![
        indirect(text, &["The mate", "said", "that it sank"]),
        indirect(text, &["She", "added", "that it leaked"]),
    ];
    let heard = Heard::of(&page(text), found);
    let reasons = |number: usize| -> Vec<(By, &str)> {
        let why = heard.voices[number].why.iter();
        why.filter(|reason| reason.field == Field::Said)
            .map(|reason| (reason.by, &text[reason.words.clone().expect("words")]))
            .collect()
    };
    let sunday = By::Row {
        list: "date/weekdays",
        row: "sunday",
    };
    let day = By::Rule("a bare weekday is the most recent one");
    assert_eq!(
        reasons(0),
        [
            (
                By::Rule("it stands behind the reporting words"),
                "on Sunday"
            ),
            (day, "on Sunday"),
            (sunday, "on Sunday"),
        ]
    );
    assert_eq!(
        reasons(1)[0],
        (
            By::Rule("the last day on which the same source spoke"),
            "on Sunday"
        )
    );
}

/// Words of sayings and of times.
const SCRAPS: &[&str] = &[
    "Ida Moe",
    "She",
    "the bank",
    "a letter",
    "dated",
    "published",
    "said",
    "told",
    "denied",
    "who",
    "that",
    "on Sunday",
    "On Monday",
    "last week",
    "three days after",
    "4 March",
    "2031",
    "’s",
    "“",
    "”",
    ",",
    ".",
    "and",
    "remarks",
    "é",
    "\n",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn days_of_any_text_lie_in_it(
        picks in proptest::collection::vec(0..SCRAPS.len(), 1..60),
        parts in proptest::collection::vec((0..60_usize, 1..4_usize, 1..4_usize, 1..8_usize), 0..8),
    ) {
        let words: Vec<&str> = picks.iter().map(|&at| SCRAPS[at]).collect();
        let mut starts = vec![0];
        for word in &words {
            starts.push(starts[starts.len() - 1] + word.len() + 1);
        }
        let text = words.join(" ");
        let span = |from: usize, count: usize| {
            let from = starts.get(from).copied()?;
            let to = starts.get(from + count).map_or(text.len(), |to| to - 1).min(text.len());
            let fits = from < to && text.is_char_boundary(from) && text.is_char_boundary(to);
            Span::new(std::iter::once(from..to).filter(|_| fits).collect())
        };
        let mut found: Vec<Attribution> = parts
            .iter()
            .map(|&(at, who, how, what)| Attribution {
                source: span(at, who),
                cue: span(at + who, how),
                content: span(at + who + how, what),
                quotation: Quotation::Direct,
                confidence: 1.0,
            })
            .filter(|one| one.spans().next().is_some())
            .collect();
        found.sort_by_key(Attribution::start);
        let article = page(&text);
        let heard = Heard::of(&article, found.clone());
        prop_assert_eq!(&heard, &Heard::of(&article, found));
        for said in heard.voices.iter().filter_map(|voice| voice.said.as_ref()) {
            prop_assert!(said.from <= said.to, "{said:?}");
            prop_assert!(!said.span.text(&text).is_empty());
        }
    }
}
