//! Time expressions against fixed days of publication, and what holds of any text.

use proptest::prelude::*;

use super::*;
use crate::article::Signalled;
use crate::article::tests::article;

/// The expressions of a text: their words, and what lies on which side of which days.
fn found(text: &str, published: &str) -> Vec<String> {
    let mut article = article(text);
    article.published =
        (!published.is_empty()).then(|| Signalled::new(published.to_owned(), "user"));
    let tokens = Tokens::new(&article);
    read(&article, &tokens)
        .iter()
        .map(|one| {
            let days = if one.from == one.to {
                one.from.to_string()
            } else {
                format!("{}/{}", one.from, one.to)
            };
            let edge = match one.edge {
                Edge::At => "",
                Edge::Since => "since ",
                Edge::After => "after ",
                Edge::Until => "until ",
            };
            format!("{} = {edge}{days}", &text[one.range.clone()])
        })
        .collect()
}

fn check(published: &str, table: &[(&str, &[&str])]) {
    let wrong: Vec<String> = table
        .iter()
        .map(|(text, wanted)| (text, found(text, published), wanted))
        .filter(|(_, got, wanted)| got != *wanted)
        .map(|(text, got, wanted)| format!("{text}\n  got    {got:?}\n  wanted {wanted:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A Wednesday.
const WEDNESDAY: &str = "2031-03-12";

#[test]
fn weekdays() {
    check(
        WEDNESDAY,
        &[
            ("The mate spoke on Sunday.", &["on Sunday = 2031-03-09"]),
            ("The mate spoke on Monday.", &["on Monday = 2031-03-10"]),
            (
                "The mate spoke on Wednesday.",
                &["on Wednesday = 2031-03-12"],
            ),
            ("The mate spoke on Thursday.", &["on Thursday = 2031-03-06"]),
            ("The mate said Tuesday it sank.", &["Tuesday = 2031-03-11"]),
            (
                "It sank on Tuesday evening.",
                &["on Tuesday evening = 2031-03-11"],
            ),
            ("It sank late on Monday.", &["late on Monday = 2031-03-10"]),
            ("It sank late Monday.", &["late Monday = 2031-03-10"]),
            (
                "It sank early on Monday morning.",
                &["early on Monday morning = 2031-03-10"],
            ),
            (
                "It sank in the early hours of Sunday.",
                &["in the early hours of Sunday = 2031-03-09"],
            ),
            (
                "It sank on the night of Sunday.",
                &["on the night of Sunday = 2031-03-09"],
            ),
            ("It sank last Friday.", &["last Friday = 2031-03-07"]),
            ("It sank last Wednesday.", &["last Wednesday = 2031-03-05"]),
            ("They meet next Friday.", &["next Friday = 2031-03-14"]),
            ("They will meet on Friday.", &["on Friday = 2031-03-14"]),
            (
                "They will meet on Wednesday.",
                &["on Wednesday = 2031-03-12"],
            ),
            ("A hearing is due on Monday.", &["on Monday = 2031-03-17"]),
            ("It will be held on Monday.", &["on Monday = 2031-03-17"]),
            (
                "On Friday the guild will meet.",
                &["On Friday = 2031-03-14"],
            ),
            ("On Friday the guild met.", &["On Friday = 2031-03-07"]),
            ("They met this Monday.", &["this Monday = 2031-03-10"]),
            ("They will meet this Friday.", &["this Friday = 2031-03-14"]),
            (
                "They will meet this coming Monday.",
                &["this coming Monday = 2031-03-17"],
            ),
            (
                "It sank on Friday last week.",
                &["on Friday last week = 2031-03-07"],
            ),
            (
                "It sank on Monday of last week.",
                &["on Monday of last week = 2031-03-03"],
            ),
            (
                "It sank last week on Tuesday.",
                &["last week on Tuesday = 2031-03-04"],
            ),
            (
                "They meet on Friday next week.",
                &["on Friday next week = 2031-03-21"],
            ),
            ("Sunday’s fire spread.", &["Sunday = 2031-03-09"]),
            (
                "It sank on Sunday, March 2.",
                &["on Sunday, March 2 = 2031-03-02"],
            ),
            (
                "It sank on Sunday (2 March), she said.",
                &["on Sunday (2 March) = 2031-03-02"],
            ),
            (
                "It sank on Sun. 2 March 2031.",
                &["on Sun. 2 March 2031 = 2031-03-02"],
            ),
            (
                "They met on Monday and Tuesday.",
                &["on Monday and Tuesday = 2031-03-10/2031-03-11"],
            ),
            (
                "They met from Friday to Monday.",
                &["from Friday to Monday = 2031-03-07/2031-03-10"],
            ),
            (
                "They met between Friday and Monday.",
                &["between Friday and Monday = 2031-03-07/2031-03-10"],
            ),
            (
                "The quay is shut since Sunday.",
                &["since Sunday = since 2031-03-09/2031-03-12"],
            ),
            (
                "Nobody slept after Sunday.",
                &["after Sunday = after 2031-03-09"],
            ),
            ("It must open by Friday.", &["by Friday = until 2031-03-14"]),
            (
                "The quay was shut until Tuesday.",
                &["until Tuesday = until 2031-03-11"],
            ),
            (
                "On Monday it sank. They met on that Friday.",
                &["On Monday = 2031-03-10", "on that Friday = 2031-03-14"],
            ),
            ("She said that Monday was busy.", &["Monday = 2031-03-10"]),
        ],
    );
}

#[test]
fn no_certain_day() {
    check(
        WEDNESDAY,
        &[
            ("They meet on Mondays.", &[]),
            ("They meet every Monday.", &[]),
            ("It happened on a Monday.", &[]),
            ("The Sunday Times wrote of it.", &[]),
            ("The mate sat in the sun.", &[]),
            ("It fell on Black Friday.", &[]),
            ("It may sink, and they march on.", &[]),
            ("May Holt saw it, and April Moe too.", &[]),
            ("They counted in 2000 boats.", &[]),
            ("The boat cost 2016 crowns.", &[]),
            ("It sank a day earlier.", &[]),
            ("It sank the previous day.", &[]),
            ("It sank two days after the storm.", &[]),
            ("They sailed for three days.", &[]),
            ("They sailed on 31 February.", &[]),
            ("The score was 3-5 in the second half.", &[]),
            ("Recently the mate left.", &[]),
            ("A couple of days passed.", &[]),
            (
                "They fell in the fall.",
                &["in the fall = 2030-09-01/2030-11-30"],
            ),
        ],
    );
    for text in [
        "It sank on Sunday.",
        "It sank yesterday.",
        "It sank last week, in March, on 4 March, three days ago and since 2016.",
        "It sank at the weekend.",
    ] {
        assert_eq!(found(text, ""), [""; 0], "{text}");
        assert_eq!(found(text, "one day"), [""; 0], "{text}");
    }
}

#[test]
fn days_from_another() {
    check(
        WEDNESDAY,
        &[
            ("It sank yesterday.", &["yesterday = 2031-03-11"]),
            (
                "It sank yesterday evening.",
                &["yesterday evening = 2031-03-11"],
            ),
            ("It sank today.", &["today = 2031-03-12"]),
            ("It sank earlier today.", &["earlier today = 2031-03-12"]),
            ("They dive tonight.", &["tonight = 2031-03-12"]),
            ("It sank this morning.", &["this morning = 2031-03-12"]),
            (
                "It sank early this morning.",
                &["early this morning = 2031-03-12"],
            ),
            ("It sank last night.", &["last night = 2031-03-11"]),
            ("It sank overnight.", &["overnight = 2031-03-11/2031-03-12"]),
            ("They dive tomorrow.", &["tomorrow = 2031-03-13"]),
            (
                "It sank the day before yesterday.",
                &["the day before yesterday = 2031-03-10"],
            ),
            (
                "They dive the day after tomorrow.",
                &["the day after tomorrow = 2031-03-14"],
            ),
            ("It sank three days ago.", &["three days ago = 2031-03-09"]),
            ("It sank 10 days ago.", &["10 days ago = 2031-03-02"]),
            (
                "It sank a couple of days ago.",
                &["a couple of days ago = 2031-03-10"],
            ),
            (
                "It sank a week ago.",
                &["a week ago = 2031-03-03/2031-03-09"],
            ),
            (
                "It sank two weeks ago.",
                &["two weeks ago = 2031-02-24/2031-03-02"],
            ),
            (
                "It sank three months ago.",
                &["three months ago = 2030-12-01/2030-12-31"],
            ),
            (
                "It sank two years ago.",
                &["two years ago = 2029-01-01/2029-12-31"],
            ),
            (
                "It sank an hour ago.",
                &["an hour ago = 2031-03-11/2031-03-12"],
            ),
            (
                "It sank ten minutes ago.",
                &["ten minutes ago = 2031-03-12"],
            ),
            (
                "They dive in two weeks’ time.",
                &["in two weeks’ time = 2031-03-24/2031-03-30"],
            ),
            (
                "It sank on Monday. A day earlier it had sailed.",
                &["on Monday = 2031-03-10", "A day earlier = 2031-03-09"],
            ),
            (
                "It sank on Monday, a day after the race.",
                &["on Monday = 2031-03-10", "a day after = 2031-03-09"],
            ),
            (
                "It sank on Monday. The previous day it had sailed.",
                &["on Monday = 2031-03-10", "The previous day = 2031-03-09"],
            ),
            (
                "It sank on Monday. The following day they dived.",
                &["on Monday = 2031-03-10", "The following day = 2031-03-11"],
            ),
            (
                "It sank on Monday. They dived the next morning.",
                &["on Monday = 2031-03-10", "the next morning = 2031-03-11"],
            ),
            (
                "It sank on Monday. Later that day they dived.",
                &["on Monday = 2031-03-10", "Later that day = 2031-03-10"],
            ),
            (
                "It sank on Monday. In the evening they dived.",
                &["on Monday = 2031-03-10", "In the evening = 2031-03-10"],
            ),
            (
                "It sank on Monday. Two days later they dived.",
                &["on Monday = 2031-03-10", "Two days later = 2031-03-12"],
            ),
            (
                "It sank on 3 March. The week before, it had sailed.",
                &["on 3 March = 2031-03-03", "The week before = 2031-02-24"],
            ),
            (
                "It sank on 3 March. They dived the same week.",
                &[
                    "on 3 March = 2031-03-03",
                    "the same week = 2031-03-03/2031-03-09",
                ],
            ),
            (
                "It sank in May 2029. They dived the following month.",
                &[
                    "in May 2029 = 2029-05-01/2029-05-31",
                    "the following month = 2029-06-01/2029-06-30",
                ],
            ),
            (
                "They dived two days after the 3 March storm.",
                &["two days after the 3 March = 2031-03-05"],
            ),
            (
                "They dived the day after Sunday’s storm.",
                &["the day after Sunday = 2031-03-10"],
            ),
            (
                "It sank three weeks before 4 March 2031.",
                &["three weeks before 4 March 2031 = 2031-02-11"],
            ),
            (
                "It sank a year before 4 March 2031.",
                &["a year before 4 March 2031 = 2030-01-01/2030-12-31"],
            ),
        ],
    );
}

#[test]
fn dates() {
    check(
        WEDNESDAY,
        &[
            (
                "It sank on 4 March 2029.",
                &["on 4 March 2029 = 2029-03-04"],
            ),
            (
                "It sank on March 4, 2029.",
                &["on March 4, 2029 = 2029-03-04"],
            ),
            ("It sank on 2029-03-04.", &["on 2029-03-04 = 2029-03-04"]),
            ("It sank on 04.03.2029.", &["on 04.03.2029 = 2029-03-04"]),
            ("It sank on Jan. 31.", &["on Jan. 31 = 2031-01-31"]),
            ("It sank on 31 January.", &["on 31 January = 2031-01-31"]),
            (
                "It sank on January 31st.",
                &["on January 31st = 2031-01-31"],
            ),
            (
                "It sank on the 31st of January.",
                &["on the 31st of January = 2031-01-31"],
            ),
            ("It sank on 12 March.", &["on 12 March = 2031-03-12"]),
            ("It sank on 13 March.", &["on 13 March = 2030-03-13"]),
            ("They will meet on 13 March.", &["on 13 March = 2031-03-13"]),
            ("They will meet on 11 March.", &["on 11 March = 2032-03-11"]),
            ("It sank on 28 December.", &["on 28 December = 2030-12-28"]),
            ("It sank on 29 February.", &["on 29 February = 2028-02-29"]),
            (
                "It sank on 4 May last year.",
                &["on 4 May last year = 2030-05-04"],
            ),
            (
                "A letter dated June 3 names it.",
                &["dated June 3 = 2030-06-03"],
            ),
            (
                "A letter dated February names it.",
                &["dated February = 2031-02-01/2031-02-28"],
            ),
            (
                "The wreck of 4 March is gone.",
                &["of 4 March = 2031-03-04"],
            ),
            (
                "They met between May 3 and 5.",
                &["between May 3 and 5 = 2030-05-03/2030-05-05"],
            ),
            (
                "They met between 3 and 5 May.",
                &["between 3 and 5 May = 2030-05-03/2030-05-05"],
            ),
            (
                "They met from May 3 to 5.",
                &["from May 3 to 5 = 2030-05-03/2030-05-05"],
            ),
            (
                "They met on 3-5 May.",
                &["on 3-5 May = 2030-05-03/2030-05-05"],
            ),
            (
                "They met on May 3–5.",
                &["on May 3–5 = 2030-05-03/2030-05-05"],
            ),
            (
                "They met from 30 January to 2 February.",
                &["from 30 January to 2 February = 2031-01-30/2031-02-02"],
            ),
            (
                "They met from 30 December to 2 January.",
                &["from 30 December to 2 January = 2030-12-30/2031-01-02"],
            ),
            ("It sank on Boxing Day.", &["on Boxing Day = 2030-12-26"]),
            (
                "It sank on New Year’s Day.",
                &["on New Year’s Day = 2031-01-01"],
            ),
            (
                "It will sail from 20 March.",
                &["from 20 March = since 2031-03-20"],
            ),
            (
                "It sank at 7.30 p.m. on 4 March.",
                &["on 4 March = 2031-03-04"],
            ),
        ],
    );
}

#[test]
fn longer_stretches() {
    check(
        WEDNESDAY,
        &[
            ("It sank last week.", &["last week = 2031-03-03/2031-03-09"]),
            ("It sank this week.", &["this week = 2031-03-10/2031-03-12"]),
            (
                "They will dive this week.",
                &["this week = 2031-03-12/2031-03-16"],
            ),
            (
                "It sank earlier this week.",
                &["earlier this week = 2031-03-10/2031-03-11"],
            ),
            (
                "They dive later this week.",
                &["later this week = 2031-03-12/2031-03-16"],
            ),
            (
                "They dive next week.",
                &["next week = 2031-03-17/2031-03-23"],
            ),
            (
                "It sank early last week.",
                &["early last week = 2031-03-03/2031-03-04"],
            ),
            (
                "It sank late last week.",
                &["late last week = 2031-03-07/2031-03-09"],
            ),
            (
                "It sank in the past week.",
                &["in the past week = 2031-03-05/2031-03-12"],
            ),
            (
                "It rained over the last three days.",
                &["over the last three days = 2031-03-09/2031-03-12"],
            ),
            (
                "They dive in the next two weeks.",
                &["in the next two weeks = 2031-03-12/2031-03-26"],
            ),
            (
                "It sank over the weekend.",
                &["over the weekend = 2031-03-08/2031-03-09"],
            ),
            (
                "It sank at the weekend.",
                &["at the weekend = 2031-03-08/2031-03-09"],
            ),
            (
                "It sank last weekend.",
                &["last weekend = 2031-03-08/2031-03-09"],
            ),
            (
                "They will dive at the weekend.",
                &["at the weekend = 2031-03-15/2031-03-16"],
            ),
            (
                "They dive next weekend.",
                &["next weekend = 2031-03-22/2031-03-23"],
            ),
            (
                "It sank last month.",
                &["last month = 2031-02-01/2031-02-28"],
            ),
            (
                "It sank this month.",
                &["this month = 2031-03-01/2031-03-12"],
            ),
            (
                "It sank earlier this month.",
                &["earlier this month = 2031-03-01/2031-03-11"],
            ),
            (
                "It sank earlier in the month.",
                &["earlier in the month = 2031-03-01/2031-03-11"],
            ),
            (
                "It sank at the start of the month.",
                &["at the start of the month = 2031-03-01/2031-03-10"],
            ),
            (
                "It sank at the end of last month.",
                &["at the end of last month = 2031-02-21/2031-02-28"],
            ),
            ("It sank last year.", &["last year = 2030-01-01/2030-12-31"]),
            (
                "It sank late last year.",
                &["late last year = 2030-09-01/2030-12-31"],
            ),
            (
                "It sank earlier this year.",
                &["earlier this year = 2031-01-01/2031-03-11"],
            ),
            (
                "It sank in November 2016.",
                &["in November 2016 = 2016-11-01/2016-11-30"],
            ),
            (
                "It sank in November.",
                &["in November = 2030-11-01/2030-11-30"],
            ),
            (
                "It will sail in November.",
                &["in November = 2031-11-01/2031-11-30"],
            ),
            ("It sank in March.", &["in March = 2031-03-01/2031-03-12"]),
            (
                "It sank last March.",
                &["last March = 2030-03-01/2030-03-31"],
            ),
            (
                "It sank in March last year.",
                &["in March last year = 2030-03-01/2030-03-31"],
            ),
            (
                "It sank in early May.",
                &["in early May = 2030-05-01/2030-05-10"],
            ),
            (
                "It stood in its February issue.",
                &["February = 2031-02-01/2031-02-28"],
            ),
            (
                "It sank as far back as May 2029.",
                &["as far back as May 2029 = 2029-05-01/2029-05-31"],
            ),
            (
                "It sank in mid-May.",
                &["in mid-May = 2030-05-11/2030-05-20"],
            ),
            (
                "It sank in late May 2029.",
                &["in late May 2029 = 2029-05-21/2029-05-31"],
            ),
            (
                "It sank as early as January.",
                &["as early as January = 2031-01-01/2031-01-31"],
            ),
            ("In May 20 boats sank.", &["In May = 2030-05-01/2030-05-31"]),
            ("It sank in 2016.", &["in 2016 = 2016-01-01/2016-12-31"]),
            (
                "It sank in early 2016.",
                &["in early 2016 = 2016-01-01/2016-04-30"],
            ),
            (
                "It sank in mid-2016.",
                &["in mid-2016 = 2016-05-01/2016-08-31"],
            ),
            (
                "It leaked from 2010 to 2014.",
                &["from 2010 to 2014 = 2010-01-01/2014-12-31"],
            ),
            (
                "The quay is shut since March 2029.",
                &["since March 2029 = since 2029-03-01/2031-03-12"],
            ),
            (
                "The quay is shut since January.",
                &["since January = since 2031-01-01/2031-03-12"],
            ),
            (
                "It sank in the spring.",
                &["in the spring = 2031-03-01/2031-03-12"],
            ),
            (
                "It sank last summer.",
                &["last summer = 2030-06-01/2030-08-31"],
            ),
            (
                "It sank in the summer of 2029.",
                &["in the summer of 2029 = 2029-06-01/2029-08-31"],
            ),
            (
                "It sank last winter.",
                &["last winter = 2030-12-01/2031-02-28"],
            ),
            (
                "Traffic fell in the first quarter of 2030.",
                &["in the first quarter of 2030 = 2030-01-01/2030-03-31"],
            ),
            (
                "Traffic fell last quarter.",
                &["last quarter = 2030-10-01/2030-12-31"],
            ),
            (
                "They met between March and May 2029.",
                &["between March and May 2029 = 2029-03-01/2029-05-31"],
            ),
        ],
    );
}

#[test]
fn other_days_of_publication() {
    for (published, text, wanted) in [
        // A time stamp counts by its own clock: a Sunday night, west of Greenwich.
        (
            "2031-03-09T23:30:00-05:00",
            "It sank today.",
            "today = 2031-03-09",
        ),
        (
            "2031-03-09T23:30:00-05:00",
            "It sank on Sunday.",
            "on Sunday = 2031-03-09",
        ),
        (
            "2031-03-09",
            "It sank at the weekend.",
            "at the weekend = 2031-03-08/2031-03-09",
        ),
        (
            "2031-03-08",
            "It sank last weekend.",
            "last weekend = 2031-03-01/2031-03-02",
        ),
        (
            "2031-03-10",
            "It sank last week.",
            "last week = 2031-03-03/2031-03-09",
        ),
        (
            "2031-03-01",
            "It sank earlier this month.",
            "earlier this month = 2031-03-01",
        ),
        (
            "2031-01-01",
            "It sank on Tuesday.",
            "on Tuesday = 2030-12-31",
        ),
        (
            "2031-01-01",
            "It sank last month.",
            "last month = 2030-12-01/2030-12-31",
        ),
        (
            "2032-02-29",
            "It sank last year.",
            "last year = 2031-01-01/2031-12-31",
        ),
    ] {
        assert_eq!(found(text, published), [wanted], "{text} {published}");
    }
}

#[test]
fn absolute_dates_need_no_publication() {
    assert_eq!(
        found(
            "It sank in May 2029 and in 2016. A day earlier it sailed. It sank on 4 March 2029.",
            ""
        ),
        [
            "in May 2029 = 2029-05-01/2029-05-31",
            "in 2016 = 2016-01-01/2016-12-31",
            "on 4 March 2029 = 2029-03-04",
        ]
    );
}

#[test]
fn the_day_that_was_spoken_of_last_is_near() {
    let far = "It sank on Monday.\n\nNobody knew.\n\nThe previous day it had sailed.";
    let mut article = article(far);
    article.published = Some(Signalled::new(WEDNESDAY.to_owned(), "user"));
    article.blocks.clear();
    for range in [0..18, 20..32, 34..far.len()] {
        article.blocks.push(crate::article::Block {
            kind: crate::article::BlockKind::Paragraph,
            range,
        });
    }
    let tokens = Tokens::new(&article);
    assert_eq!(read(&article, &tokens).len(), 1);
    article.blocks.remove(1);
    let tokens = Tokens::new(&article);
    assert_eq!(read(&article, &tokens).len(), 2);
}

/// Words that make time expressions, and others.
const SCRAPS: &[&str] = &[
    "on",
    "in",
    "the",
    "last",
    "next",
    "this",
    "that",
    "same",
    "a",
    "two",
    "9999",
    "31",
    "31st",
    "0",
    "May",
    "Jan.",
    "March",
    "2031",
    "9999",
    "2000",
    "Sunday",
    "Sun.",
    "Friday",
    "Sundays",
    "week",
    "days",
    "year",
    "ago",
    "earlier",
    "later",
    "before",
    "after",
    "since",
    "until",
    "from",
    "to",
    "and",
    "between",
    "early",
    "late",
    "mid-May",
    "mid-2031",
    "of",
    "'s",
    "’s",
    "’",
    "time",
    "night",
    "evening",
    "the evening of",
    "yesterday",
    "that day",
    "the previous day",
    "summer",
    "the first quarter",
    "will",
    "was",
    "said",
    "”",
    "“",
    ",",
    ".",
    "(",
    ")",
    "é",
    "🚢",
    "\n",
    "–",
    "3-5",
    "04.03.2031",
    "weekend",
    "fortnight",
    "hours",
    "minutes",
    "past",
    "coming",
    "couple",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn expressions_lie_in_the_text(
        picks in proptest::collection::vec(0..SCRAPS.len(), 0..60),
        published in prop_oneof!["[0-9]{4}-[01][0-9]-[0-3][0-9]", Just(WEDNESDAY.to_owned()), Just(String::new())],
        cut in any::<bool>(),
    ) {
        let words: Vec<&str> = picks.iter().map(|&at| SCRAPS[at]).collect();
        let text = words.join(if cut { "" } else { " " });
        let mut article = article(&text);
        article.published = Some(Signalled::new(published, "user"));
        let tokens = Tokens::new(&article);
        let mut end = 0;
        for one in read(&article, &tokens) {
            prop_assert!(end <= one.range.start && one.range.start < one.range.end, "{one:?}");
            prop_assert!(text.get(one.range.clone()).is_some(), "{one:?}");
            prop_assert!(one.from <= one.to, "{one:?}");
            end = one.range.end;
        }
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,200}") {
        found(&text, WEDNESDAY);
    }

    #[test]
    fn a_bare_weekday_told_as_past_has_been(offset in 0..800_i64, weekday in 0..7_usize) {
        let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
        let published = jiff::civil::date(2031, 1, 1)
            .checked_add(jiff::Span::new().days(offset))
            .expect("a day");
        let mut article = article(&format!("The mate spoke on {}.", names[weekday]));
        article.published = Some(Signalled::new(published.to_string(), "user"));
        let all = read(&article, &Tokens::new(&article));
        prop_assert_eq!(all.len(), 1);
        let one = &all[0];
        prop_assert_eq!(one.from.weekday().to_monday_zero_offset() as usize, weekday);
        let days = one.from.until(published).expect("a span").get_days();
        prop_assert!((0..7).contains(&days), "{one:?}");
    }
}
