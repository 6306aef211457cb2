//! By-lines: which lines name the writers of a text, and who they are.
//!
//! Decides on words alone; where the line stood on the page is judged elsewhere. What stands
//! beside a name (a job, a place, an account) is no author; an agency that signs too is one, since its text is in
//! the page.

use super::{calendar, words};
use crate::date;

/// Longest by-line, in bytes.
const LONGEST: usize = 160;

/// The names of a by-line; `None` if the line is none.
pub(crate) fn read(line: &str) -> Option<Vec<String>> {
    let line = line.trim();
    if line.len() > LONGEST || line.chars().count() < 4 {
        return None;
    }
    let rest = words::byline(line)?;
    let rest = rest.split(['|', '·', '•', '—', '–']).next()?.trim();
    let initial = rest
        .rsplit(' ')
        .next()
        .is_some_and(|last| last.chars().count() <= 3);
    if rest.ends_with(['!', '?', ':', ';']) || rest.ends_with('.') && !initial {
        return None;
    }
    let name = undated(rest);
    let first = name.chars().next()?;
    let words = name.split_whitespace().count();
    let capitals = name
        .split_whitespace()
        .filter(|w| w.starts_with(char::is_uppercase))
        .count();
    let lower = name.to_lowercase();
    let staff = lower.starts_with("our ") || lower.contains("staff");
    if words > 16 || !(staff || first.is_uppercase() && capitals * 2 >= words) {
        return None;
    }
    Some(names(rest)).filter(|names| !names.is_empty())
}

/// A by-line's names, or the names in words that the markup calls one.
pub(crate) fn clean(text: &str) -> Vec<String> {
    read(text).unwrap_or_else(|| names(text))
}

/// The words before the date of a line, without what leads over to it: `on Friday, 4 March 2031`.
fn undated(text: &str) -> &str {
    let Some(found) = date::find(text) else {
        return text;
    };
    let mut before = text[..found.range.start].trim_end_matches([' ', ',', '(', '-', '–', '|']);
    while let Some((rest, last)) = before.rsplit_once([' ', ',']) {
        if !calendar::is_date_line(&format!("{last} 4 March 2031")) {
            break;
        }
        before = rest.trim_end_matches([' ', ',', '-', '–', '|']);
    }
    before
}

/// Single names out of a by-line's: split at commas, `and` and `&`, without dates and jobs.
pub(crate) fn names(text: &str) -> Vec<String> {
    let text = undated(text.trim());
    let lower = text.to_lowercase();
    let text = match lower
        .find(" for the ")
        .filter(|_| lower.len() == text.len())
    {
        Some(at) => &text[..at],
        None => text,
    };
    let parts: Vec<&str> = text
        .split([',', ';', '|', '·', '•', '\n'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" & "))
        .flat_map(|part| part.split(" und "))
        .map(|part| part.trim().trim_end_matches(['-', '–', '—', '/']).trim())
        .map(|part| part.strip_prefix("and ").unwrap_or(part))
        .map(|part| match part.split_once(" in ") {
            Some((name, _)) if is_person(name) => name,
            _ => part,
        })
        .filter(|part| !part.is_empty() && words::furniture(part).is_none())
        .collect();
    let people: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| !is_beside(part) && !calendar::is_date_line(part))
        .collect();
    let helped = people.len() > 1 && people.iter().any(|part| is_person(part));
    let personal = |part: &&str| part.starts_with(char::is_uppercase) || is_agency(part);
    let found = if people.is_empty() {
        // A signature such as "Kite Reporter" is all that the page gives.
        parts
            .first()
            .filter(|part| is_signature(part))
            .map(|part| vec![(*part).to_owned()])
            .unwrap_or_default()
    } else if people.iter().all(personal) && (helped || !shared(text)) {
        people.iter().map(|part| (*part).to_owned()).collect()
    } else {
        // "Tarn Gazette and agency" is one signature, not two people.
        let whole = text.trim_end_matches([',', '-', '–', '—', '|', ' ']);
        vec![whole.split(',').next().unwrap_or(whole).trim().to_owned()]
    };
    found
        .into_iter()
        .filter(|name| (2..=80).contains(&name.chars().count()) && !is_placeholder(name))
        .collect()
}

/// Whether an outlet signs together with somebody that has no name.
fn shared(text: &str) -> bool {
    words::names_outlet(text)
        && text
            .split(" and ")
            .skip(1)
            .any(|part| part.starts_with(char::is_lowercase))
}

/// Two words or more that all open with a capital, and no word of outlets among them.
pub(crate) fn is_person(name: &str) -> bool {
    let words = name.split_whitespace();
    let count = words.clone().count();
    let particle = |word: &str| word.chars().count() <= 3 && word.chars().all(char::is_alphabetic);
    (2..=5).contains(&count)
        && name.chars().count() <= 50
        && name.starts_with(char::is_uppercase)
        && words
            .clone()
            .all(|word| word.starts_with(char::is_uppercase) || particle(word))
        && words
            .filter(|word| word.starts_with(char::is_uppercase))
            .count()
            >= 2
        && !name.contains(|c: char| c.is_ascii_digit() || ":?!…".contains(c))
        && !words::names_outlet(name)
        && words::furniture(name).is_none()
        && !is_beside(name)
}

/// `agencies`, `QNS`: who supplied a part of the text.
fn is_agency(part: &str) -> bool {
    let letters = part.chars().count();
    let short = letters <= 6 && part.chars().all(|c| c.is_uppercase());
    let lower = part.to_lowercase();
    short
        || ["agency", "agencies", "wire", "wires", "wire services"].contains(&lower.as_str())
        || ["news agency", "news agencies", "news service"]
            .iter()
            .any(|end| lower.ends_with(end))
}

/// What a publishing system signs with where nobody did.
fn is_placeholder(name: &str) -> bool {
    [
        "admin",
        "administrator",
        "anonymous",
        "author",
        "editor",
        "guest",
        "root",
        "unknown",
        "user",
        "webmaster",
    ]
    .contains(&name.to_lowercase().as_str())
}

/// `Kite Reporter`: a job with the name of a house before it.
fn is_signature(part: &str) -> bool {
    is_job(part)
        && part.split_whitespace().count() >= 2
        && part
            .split_whitespace()
            .all(|word| word.starts_with(char::is_uppercase))
}

fn is_job(part: &str) -> bool {
    part.split(|c: char| !c.is_alphanumeric())
        .any(|word| words::is_job(&word.to_lowercase()))
}

/// `Staff Writer`, `in Brack`, `@kite`: what stands beside a name.
pub(crate) fn is_beside(part: &str) -> bool {
    part.contains('@')
        || part.contains("://")
        || part.chars().any(|c| c.is_ascii_digit())
        || is_job(part)
        || part.to_lowercase().starts_with("in ")
}

/// Longest line on an author, in code points.
const BIO: usize = 300;

/// Whether a line under a text only tells who its author is: `Ada Lund is the Kite's editor.`
pub(crate) fn is_bio(line: &str, author: &str) -> bool {
    let Some(rest) = line.strip_prefix(author).filter(|_| is_person(author)) else {
        return false;
    };
    let told = [
        " is a", " is an", " is the", " is our", " writes", " covers", " reports",
    ];
    told.iter()
        .any(|word| rest.starts_with(&format!("{word} ")))
        && line.chars().count() <= BIO
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines() {
        let of = |line: &str| read(line).unwrap_or_default();
        assert_eq!(of("By Ada Lund and Ivo Tarn"), ["Ada Lund", "Ivo Tarn"]);
        assert_eq!(of("Posted by R. Tarn"), ["R. Tarn"]);
        assert_eq!(of("By ADA LUND, Staff Writer | 4 March 2031"), ["ADA LUND"]);
        assert_eq!(of("By ADA LUND FOR THE TARN MAIL"), ["ADA LUND"]);
        assert_eq!(of("By our foreign staff"), ["our foreign staff"]);
        assert_eq!(of("Text: Ada Lund"), ["Ada Lund"]);
        assert_eq!(of("By Ada Lund in Brack"), ["Ada Lund"]);
        assert_eq!(
            of("Submitted by Kite staff on Tue, 4 March 2031 - 09:15"),
            ["Kite staff"]
        );
        assert_eq!(
            of("By Tarn Gazette and agency"),
            ["Tarn Gazette and agency"]
        );
        assert_eq!(
            read("By Monday the quay was empty, the harbour master said."),
            None
        );
        assert_eq!(read("By the end of the month"), None);
        assert_eq!(read("Text: the letter in full"), None);
    }

    #[test]
    fn agencies_sign_beside_people() {
        let of = |line: &str| read(line).unwrap_or_default();
        assert_eq!(of("By Ada Lund and agencies"), ["Ada Lund", "agencies"]);
        assert_eq!(of("By Ada Lund, CNA"), ["Ada Lund", "CNA"]);
        assert_eq!(of("By CNA"), ["CNA"]);
        assert_eq!(
            names("Ada Lund, Harbour correspondent in Brack"),
            ["Ada Lund"]
        );
        assert!(names("admin").is_empty());
    }

    #[test]
    fn lines_about_the_author() {
        assert!(is_bio(
            "Ada Lund is the harbour editor of the Kite.",
            "Ada Lund"
        ));
        assert!(!is_bio(
            "Ada Lund is said to have sold the ferry.",
            "Ada Lund"
        ));
        assert!(!is_bio("Ivo Tarn writes letters to the mayor.", "Ada Lund"));
    }

    #[test]
    fn people_by_their_words() {
        assert!(is_person("Ada Lund") && is_person("Ivo van Tarn"));
        for line in ["Tarn Observer", "Night editor", "Ada", "Old quay closed"] {
            assert!(!is_person(line), "{line}");
        }
    }
}
