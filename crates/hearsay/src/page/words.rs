//! The word lists of the page reader, out of `assets/page/*.csv`.
//!
//! Each list has a header, is sorted, holds no duplicates and shows an example a row; the tests
//! below hold it to that. Phrases are compared after [`fold`].

use std::collections::HashMap;
use std::sync::LazyLock;

use super::lines;

/// What a line that matches a furniture phrase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Furniture {
    /// A line to drop.
    Line,
    /// The end of the article: nothing below it is text.
    Tail,
    /// The heading of a box: its short lines go with it.
    Box,
}

/// What the class or id of an element says about what stands in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Furniture,
    Comments,
    /// Furniture if it is mostly links.
    Links,
    Hidden,
    Caption,
    Credit,
    Byline,
    Date,
    Meta,
    Title,
    Standfirst,
    /// A standfirst where it stands apart from the text, else its first paragraph.
    Lead,
    Masthead,
}

/// A list of phrases for whole lines and for the ends of lines.
struct Phrases<T> {
    whole: HashMap<String, T>,
    start: Vec<(String, T)>,
    middle: Vec<(String, T)>,
    /// Rows of `middle` by their first word.
    openings: HashMap<String, Vec<usize>>,
    end: Vec<(String, T)>,
}

const FURNITURE: &str = include_str!("../../assets/page/furniture.csv");
const CAPTIONS: &str = include_str!("../../assets/page/captions.csv");
const OUTLETS: &str = include_str!("../../assets/page/outlets.csv");
const BYLINES: &str = include_str!("../../assets/page/bylines.csv");
const COMPANIES: &str = include_str!("../../assets/page/companies.csv");
const JOBS: &str = include_str!("../../assets/page/jobs.csv");
const JOINTS: &str = include_str!("../../assets/page/joints.csv");

static FURNITURE_PHRASES: LazyLock<Phrases<Furniture>> = LazyLock::new(|| {
    phrases(FURNITURE, |role| match role {
        "tail" => Furniture::Tail,
        "box" => Furniture::Box,
        _ => Furniture::Line,
    })
});
static CAPTION_PHRASES: LazyLock<Phrases<Role>> = LazyLock::new(|| phrases(CAPTIONS, role));
static OUTLET_WORDS: LazyLock<Vec<String>> = LazyLock::new(|| firsts(OUTLETS));
static BYLINE_OPENERS: LazyLock<Vec<String>> = LazyLock::new(|| firsts(BYLINES));
static COMPANY_WORDS: LazyLock<Vec<String>> = LazyLock::new(|| firsts(COMPANIES));
static JOB_WORDS: LazyLock<Vec<String>> = LazyLock::new(|| firsts(JOBS));
static JOINT_WORDS: LazyLock<Vec<String>> = LazyLock::new(|| firsts(JOINTS));

/// The role that a list writes so.
pub(super) fn role(word: &str) -> Role {
    match word {
        "comments" => Role::Comments,
        "links" => Role::Links,
        "hidden" => Role::Hidden,
        "caption" => Role::Caption,
        "credit" => Role::Credit,
        "byline" => Role::Byline,
        "date" => Role::Date,
        "meta" => Role::Meta,
        "title" => Role::Title,
        "standfirst" => Role::Standfirst,
        "lead" => Role::Lead,
        "masthead" => Role::Masthead,
        _ => Role::Furniture,
    }
}

/// The rows of a list, filled up to four fields.
pub(super) fn rows(list: &str) -> Vec<[String; 4]> {
    let mut reader = csv::Reader::from_reader(list.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records().flatten() {
        let mut row: [String; 4] = Default::default();
        for (field, value) in row.iter_mut().zip(record.iter()) {
            value.clone_into(field);
        }
        rows.push(row);
    }
    rows
}

/// The first fields of a list, in its order.
fn firsts(list: &str) -> Vec<String> {
    rows(list).into_iter().map(|[word, ..]| word).collect()
}

fn phrases<T>(list: &str, of: fn(&str) -> T) -> Phrases<T> {
    let mut phrases = Phrases {
        whole: HashMap::new(),
        start: Vec::new(),
        middle: Vec::new(),
        openings: HashMap::new(),
        end: Vec::new(),
    };
    for [phrase, place, word, _] in rows(list) {
        let value = of(&word);
        match place.as_str() {
            "start" => phrases.start.push((phrase, value)),
            "middle" => {
                let first = phrase.split(' ').next().unwrap_or_default().to_owned();
                let row = phrases.middle.len();
                phrases.openings.entry(first).or_default().push(row);
                phrases.middle.push((phrase, value));
            }
            "end" => phrases.end.push((phrase, value)),
            _ => {
                phrases.whole.insert(phrase, value);
            }
        }
    }
    phrases
}

/// A line as phrases are written: lower case, straight quotation marks, numbers as `#`, single
/// blanks, without bullets, arrows and colons at its ends.
pub(crate) fn fold(line: &str) -> String {
    let mut folded = String::with_capacity(line.len());
    let mut number = false;
    for (at, c) in line.char_indices() {
        // "1 204" is one number.
        let grouped = || {
            let rest = &line.as_bytes()[at + c.len_utf8()..];
            let digits = rest
                .iter()
                .take(4)
                .take_while(|byte| byte.is_ascii_digit())
                .count();
            c.is_whitespace() && digits == 3
        };
        if c.is_ascii_digit() || number && (matches!(c, ',' | '.') || grouped()) {
            if !number {
                folded.push('#');
            }
            number = true;
            continue;
        }
        number = false;
        match c {
            '’' | '‘' => folded.push('\''),
            '“' | '”' | '„' | '«' | '»' => folded.push('"'),
            '…' => folded.push_str("..."),
            c if c.is_whitespace() => {
                if !folded.is_empty() && !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            c => folded.extend(c.to_lowercase()),
        }
    }
    let odd = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '•' | '►'
                    | '▼'
                    | '▶'
                    | '»'
                    | '›'
                    | '→'
                    | '←'
                    | '|'
                    | '·'
                    | '*'
                    | '>'
                    | '<'
                    | '+'
                    | '-'
                    | '–'
                    | '—'
                    | '■'
                    | '●'
            )
    };
    folded
        .trim_matches(odd)
        .trim_end_matches([':', ' '])
        .to_owned()
}

/// Longest line, in bytes, that can be furniture by its first or last words.
const LONGEST: usize = 180;

/// Whether a line is furniture by its words.
pub(crate) fn furniture(line: &str) -> Option<Furniture> {
    if line.len() > LONGEST * 3 {
        return None;
    }
    let lower = line.trim().to_lowercase().replace('’', "'");
    let folded = fold(line);
    let list = &*FURNITURE_PHRASES;
    if let Some(found) = list.whole.get(&folded) {
        return Some(*found);
    }
    if let Some(found) = begs(&folded) {
        return Some(found);
    }
    if folded.len() > LONGEST {
        return None;
    }
    let starts = |phrase: &str| {
        // A phrase that ends in a colon must keep it.
        folded.starts_with(phrase) || phrase.ends_with(':') && lower.starts_with(phrase)
    };
    list.start
        .iter()
        .filter(|(phrase, _)| starts(phrase) && word_border(&folded, phrase.len()))
        .find(|(phrase, _)| is_telling(phrase) || !lines::is_prose(line))
        .or_else(|| {
            let bare = folded.trim_end_matches('.');
            list.end.iter().find(|(phrase, _)| {
                folded.ends_with(phrase.as_str()) || bare.ends_with(phrase.as_str())
            })
        })
        .map(|(_, found)| *found)
}

/// A phrase that gives a line away wherever it stands, but for what somebody is quoted with.
fn begs(folded: &str) -> Option<Furniture> {
    let list = &*FURNITURE_PHRASES;
    let mut starts = folded.match_indices(' ').map(|(at, _)| at + 1);
    std::iter::once(0).chain(starts.by_ref()).find_map(|at| {
        let rest = folded[at..].trim_start_matches('"');
        let quoted = || folded[..folded.len() - rest.len()].matches('"').count() % 2 == 1;
        let end = rest.find(' ').unwrap_or(rest.len());
        list.openings
            .get(rest[..end].trim_end_matches([',', '.']))?
            .iter()
            .map(|&row| &list.middle[row])
            .find(|(phrase, _)| {
                rest.starts_with(phrase.as_str()) && word_border(rest, phrase.len()) && !quoted()
            })
            .map(|(_, found)| *found)
    })
}

/// Whether a phrase is furniture even at the head of a sentence: "More from" may open one of the
/// article's, "Sign up for" hardly does.
fn is_telling(phrase: &str) -> bool {
    phrase.ends_with(':') || phrase.split(' ').count() >= 3 || phrase.contains(['©', '#'])
}

fn word_border(text: &str, at: usize) -> bool {
    let before = text[..at.min(text.len())].chars().next_back();
    let after = text.get(at..).and_then(|rest| rest.chars().next());
    !(before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric))
}

/// Headings that nothing of an article ever follows.
pub(crate) fn ends_page(text: &str) -> bool {
    let folded = fold(text);
    [
        "comment",
        "popular posts",
        "leave a",
        "post a",
        "# thoughts",
        "one thought",
        "# responses",
        "be the first",
        "blog archive",
    ]
    .iter()
    .any(|start| folded.starts_with(start))
        || folded.starts_with("# comment")
}

/// Whether a line is a caption or a credit by its words: `Photo: ...`, `(file photo)`.
pub(crate) fn caption(line: &str) -> Option<Role> {
    let lower = line.trim().to_lowercase();
    let folded = fold(line);
    let list = &*CAPTION_PHRASES;
    let bare = lower.trim_end_matches(['.', ' ']);
    list.start
        .iter()
        .find(|(phrase, _)| {
            lower.starts_with(phrase.as_str()) || folded.starts_with(phrase.as_str())
        })
        .or_else(|| {
            list.end
                .iter()
                .find(|(phrase, _)| bare.ends_with(phrase.as_str()))
        })
        .or_else(|| {
            list.middle.iter().find(|(phrase, _)| {
                lower
                    .split_once(phrase.as_str())
                    .is_some_and(|(before, _)| phrase.starts_with('(') || opens(before))
            })
        })
        .map(|(_, role)| *role)
}

/// Whether a new sentence or a bracket opens after these words.
fn opens(before: &str) -> bool {
    let trimmed = before.trim_end();
    before.is_empty()
        || trimmed.ends_with(['.', '|', '!', '?', '"', '”', '(', '[', '/', '–', '—'])
        || trimmed.len() < before.len() && before.ends_with('\n')
        || before.ends_with(". ")
}

/// Whether a name has a word that names of outlets have: Herald, Times, News.
pub(crate) fn names_outlet(name: &str) -> bool {
    name.split(|c: char| !c.is_alphanumeric())
        .any(|word| OUTLET_WORDS.binary_search(&word.to_lowercase()).is_ok())
}

/// What follows the words that open a by-line (`By`, `Text:`); `None` if none does.
pub(crate) fn byline(line: &str) -> Option<&str> {
    let lower = line.to_lowercase();
    let rest = |opener: &String| {
        let rest = line.get(opener.len()..)?;
        let apart = rest.starts_with(char::is_whitespace) || opener.ends_with(':');
        (apart && lower.starts_with(opener.as_str())).then(|| rest.trim_start())
    };
    BYLINE_OPENERS.iter().rev().find_map(rest)
}

/// Whether the last word of a name says that it is a company's: Ltd, Media, Group.
pub(crate) fn is_company(name: &str) -> bool {
    let last = name.trim_end_matches('.').rsplit(' ').next();
    last.is_some_and(|word| COMPANY_WORDS.binary_search(&word.to_lowercase()).is_ok())
}

/// Whether a word in lower case names a job in a newsroom.
pub(crate) fn is_job(word: &str) -> bool {
    JOB_WORDS
        .binary_search_by(|job| job.as_str().cmp(word))
        .is_ok()
}

/// Whether a word in lower case leads on, so that no line of its own ends with it.
pub(crate) fn leads_on(word: &str) -> bool {
    JOINT_WORDS
        .binary_search_by(|joint| joint.as_str().cmp(word))
        .is_ok()
}

#[cfg(test)]
mod tests {
    use super::super::classes;
    use super::*;

    #[test]
    fn lists_are_sorted_without_duplicates_and_with_examples() {
        for (name, list, keys) in [
            ("furniture", FURNITURE, 2),
            ("captions", CAPTIONS, 2),
            ("classes", classes::LIST, 1),
            ("outlets", OUTLETS, 1),
            ("bylines", BYLINES, 1),
            ("companies", COMPANIES, 1),
            ("jobs", JOBS, 1),
            ("joints", JOINTS, 1),
        ] {
            let lines = list.lines().count();
            let rows = rows(list);
            assert_eq!(rows.len() + 1, lines, "{name}: a row that is no CSV");
            let width = list
                .lines()
                .next()
                .map_or(0, |head| head.split(',').count());
            for pair in rows.windows(2) {
                assert!(
                    pair[0][..keys] < pair[1][..keys],
                    "{name}: {:?} before {:?}",
                    pair[0],
                    pair[1]
                );
            }
            for row in &rows {
                assert!(
                    row[..width].iter().all(|field| !field.is_empty()),
                    "{name}: {row:?}"
                );
            }
        }
    }

    #[test]
    fn every_example_is_recognised() {
        for [phrase, _, word, example] in rows(FURNITURE) {
            let expected = match word.as_str() {
                "tail" => Furniture::Tail,
                "box" => Furniture::Box,
                _ => Furniture::Line,
            };
            assert_eq!(furniture(&example), Some(expected), "{phrase}: {example}");
        }
        for [phrase, _, word, example] in rows(CAPTIONS) {
            assert_eq!(caption(&example), Some(role(&word)), "{phrase}: {example}");
        }
        for [word, example, ..] in rows(OUTLETS) {
            assert!(names_outlet(&example), "{word}: {example}");
        }
        for [opener, example, ..] in rows(BYLINES) {
            assert!(
                byline(&example)
                    .is_some_and(|rest| rest.starts_with("Ada Lund") || opener == "from our"),
                "{opener}: {example}"
            );
        }
        for [word, example, ..] in rows(COMPANIES) {
            assert!(is_company(&example), "{word}: {example}");
        }
        for [word, example, ..] in rows(JOBS) {
            let lower = example.to_lowercase();
            let job = lower.split(' ').find(|word| is_job(word));
            assert_eq!(job.map(str::to_owned), Some(word), "{example}");
        }
        for [word, example, ..] in rows(JOINTS) {
            let last = example.rsplit(' ').next().unwrap_or_default();
            assert!(leads_on(last) && last == word, "{word}: {example}");
        }
    }

    #[test]
    fn prose_is_no_furniture() {
        for line in [
            "Read the letter again, the judge told him.",
            "Comments by the minister angered the union, which had called for a strike.",
            "More from the opposition came on Friday, when it called for a vote.",
            "Share prices fell by 3 percent.",
            "The photo: a quay, a crane, nothing else, he said.",
            "Sourced from the harbour office, the figures were disputed.",
        ] {
            assert_eq!(furniture(line), None, "{line}");
            assert_eq!(caption(line), None, "{line}");
        }
    }
}
