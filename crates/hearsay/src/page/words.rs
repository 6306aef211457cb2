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
    Masthead,
}

/// A list of phrases for whole lines and for the ends of lines.
struct Phrases<T> {
    whole: HashMap<String, T>,
    start: Vec<(String, T)>,
    middle: Vec<(String, T)>,
    end: Vec<(String, T)>,
}

const FURNITURE: &str = include_str!("../../assets/page/furniture.csv");
const CAPTIONS: &str = include_str!("../../assets/page/captions.csv");
const CLASSES: &str = include_str!("../../assets/page/classes.csv");
const OUTLETS: &str = include_str!("../../assets/page/outlets.csv");

static FURNITURE_PHRASES: LazyLock<Phrases<Furniture>> = LazyLock::new(|| {
    phrases(FURNITURE, |role| match role {
        "tail" => Furniture::Tail,
        "box" => Furniture::Box,
        _ => Furniture::Line,
    })
});
static CAPTION_PHRASES: LazyLock<Phrases<Role>> = LazyLock::new(|| phrases(CAPTIONS, role));
static ROLES: LazyLock<HashMap<String, Role>> = LazyLock::new(|| {
    rows(CLASSES)
        .into_iter()
        .map(|[name, word, ..]| (name, role(&word)))
        .collect()
});
static OUTLET_WORDS: LazyLock<Vec<String>> =
    LazyLock::new(|| rows(OUTLETS).into_iter().map(|[word, ..]| word).collect());
fn role(word: &str) -> Role {
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
        "masthead" => Role::Masthead,
        _ => Role::Furniture,
    }
}

/// The rows of a list, filled up to four fields.
fn rows(list: &str) -> Vec<[String; 4]> {
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

fn phrases<T>(list: &str, of: fn(&str) -> T) -> Phrases<T> {
    let mut phrases = Phrases {
        whole: HashMap::new(),
        start: Vec::new(),
        middle: Vec::new(),
        end: Vec::new(),
    };
    for [phrase, place, word, _] in rows(list) {
        let value = of(&word);
        match place.as_str() {
            "start" => phrases.start.push((phrase, value)),
            "middle" => phrases.middle.push((phrase, value)),
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
    for c in line.chars().flat_map(char::to_lowercase) {
        if c.is_ascii_digit() || number && matches!(c, ',' | '.') {
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
            c => folded.push(c),
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
    if line.len() > LONGEST * 2 {
        return None;
    }
    let lower = line.trim().to_lowercase().replace('’', "'");
    let folded = fold(line);
    let list = &*FURNITURE_PHRASES;
    if let Some(found) = list.whole.get(&folded) {
        return Some(*found);
    }
    if folded.len() > LONGEST {
        return None;
    }
    let sentence = lines::is_prose(line);
    let starts = |phrase: &str| {
        // A phrase that ends in a colon must keep it.
        folded.starts_with(phrase) || phrase.ends_with(':') && lower.starts_with(phrase)
    };
    list.start
        .iter()
        .filter(|(phrase, _)| !sentence || is_telling(phrase))
        .find(|(phrase, _)| starts(phrase) && word_border(&folded, phrase.len()))
        .or_else(|| {
            let bare = folded.trim_end_matches('.');
            list.end.iter().find(|(phrase, _)| {
                folded.ends_with(phrase.as_str()) || bare.ends_with(phrase.as_str())
            })
        })
        .map(|(_, found)| *found)
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

/// Roles of a class or id attribute: of each of its names, and of the words in each.
pub(crate) fn roles(attribute: &str) -> impl Iterator<Item = Role> {
    let mut found = Vec::new();
    for name in attribute.split_whitespace().take(40) {
        // Page builders name every element a widget.
        if name.len() > 80 || name.starts_with("elementor") {
            continue;
        }
        let kebab = kebab(name);
        let words: Vec<&str> = kebab.split('-').filter(|word| !word.is_empty()).collect();
        let mut start = 0;
        while start < words.len() {
            let mut next = start + 1;
            for end in (start + 1..=words.len().min(start + 4)).rev() {
                // A single word in front qualifies what follows: "author-quote" is a quote.
                let inner = end - start == 1 && end < words.len() && words.len() > 1;
                if let Some(role) = ROLES.get(&words[start..end].join("-")) {
                    if !inner || matches!(role, Role::Furniture | Role::Comments) {
                        found.push(*role);
                    }
                    next = end;
                    break;
                }
            }
            start = next;
        }
    }
    found.into_iter()
}

/// `photoCaption`, `photo_caption` and `photo--caption` as `photo-caption`.
fn kebab(name: &str) -> String {
    let mut kebab = String::with_capacity(name.len() + 4);
    let mut lower = false;
    for c in name.chars() {
        if c.is_uppercase() && lower {
            kebab.push('-');
        }
        lower = c.is_lowercase();
        if c.is_alphanumeric() {
            kebab.extend(c.to_lowercase());
        } else {
            kebab.push('-');
        }
    }
    kebab
}

/// Whether a name has a word that names of outlets have: Herald, Times, News.
pub(crate) fn names_outlet(name: &str) -> bool {
    name.split(|c: char| !c.is_alphanumeric())
        .any(|word| OUTLET_WORDS.binary_search(&word.to_lowercase()).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_without_duplicates_and_with_examples() {
        for (name, list, keys) in [
            ("furniture", FURNITURE, 2),
            ("captions", CAPTIONS, 2),
            ("classes", CLASSES, 1),
            ("outlets", OUTLETS, 1),
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
        for [name, word, example, _] in rows(CLASSES) {
            assert!(
                roles(&example).any(|found| found == role(&word)),
                "{name}: {example}"
            );
        }
        for [word, example, ..] in rows(OUTLETS) {
            assert!(names_outlet(&example), "{word}: {example}");
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

    #[test]
    fn class_names_are_read_by_their_words() {
        let all = |names: &str| roles(names).collect::<Vec<_>>();
        assert_eq!(all("c-media__caption"), [Role::Caption]);
        assert_eq!(all("articlePhotoCaption"), [Role::Caption]);
        assert_eq!(all("post hentry category-news"), []);
        assert_eq!(
            all("single-post has-sidebar-off elementor-widget-sidebar"),
            [Role::Furniture]
        );
        assert_eq!(all("download-list shadow"), [Role::Links]);
    }
}
