//! Who published a text, who wrote it, and when, by the lines around its headline.

use super::headline;
use super::line::{Kind, Line};
use crate::article::Signalled;
use crate::page::meta::outlet::{self, copyright, is_name};
use crate::page::meta::visible;
use crate::page::{Draft, byline, words};

/// Lines below the first paragraph in which a by-line may stand.
const REACH: usize = 4;

/// Lines of a menu among which the name of the site is looked for.
const MENU: usize = 300;

/// Reads outlet, authors and date into the draft. `first` is the first paragraph, `tail` what
/// stands under the article.
pub(super) fn read(
    lines: &[Line],
    tail: &[Line],
    title: Option<usize>,
    first: usize,
    draft: &mut Draft,
) {
    let near = title.unwrap_or(0);
    let end = (first + REACH).min(lines.len());
    let foot = lines
        .iter()
        .rposition(|line| line.kind == Kind::Prose)
        .map_or(end, |at| at + 1)
        .max(end);
    // The nearest first: under the headline, over it, under the text.
    let signatures: Vec<visible::Line> = lines[near..end]
        .iter()
        .chain(lines[..near].iter().rev())
        .chain(&lines[foot..])
        .filter_map(Line::signature)
        .collect();
    // Labelled lines said it already, perhaps.
    let day = signatures.iter().find_map(|found| found.date.clone());
    let day = day.map(|date| Signalled::new(date, "byline"));
    draft.published = draft.published.take().or(day);
    let outlet = draft.outlet.take();
    draft.outlet = outlet.or_else(|| outlet_of(lines, tail, title, first, &signatures));
    if !draft.authors.is_empty() {
        return;
    }
    let signed = signatures
        .iter()
        .find(|found| !found.authors.is_empty())
        .map(|found| found.authors.clone())
        .or_else(|| unannounced(&lines[..end], title, &signatures, draft.outlet.as_ref()))
        .unwrap_or_default();
    draft.authors = signed
        .into_iter()
        .map(|name| Signalled::new(name, "byline"))
        .collect();
}

/// An author that no word announces: a name in the line of the date, or in the line beside it.
fn unannounced(
    lines: &[Line],
    title: Option<usize>,
    signatures: &[visible::Line],
    outlet: Option<&Signalled<String>>,
) -> Option<Vec<String>> {
    let is_author = |name: &&String| {
        byline::is_person(name) && outlet.is_none_or(|outlet| outlet.value != **name)
    };
    let dated = signatures
        .iter()
        .filter(|found| found.date.is_some())
        .find_map(|found| found.rest.iter().find(is_author));
    let under = title? + 1..lines.len();
    let beside = || {
        under.clone().find(|&at| {
            let signed = |at: usize| under.contains(&at) && lines[at].kind == Kind::Signature;
            let job = |at: usize| {
                lines
                    .get(at)
                    .is_some_and(|line| line.words() <= 6 && byline::is_beside(&line.text))
            };
            lines[at].kind == Kind::Short
                && is_author(&&lines[at].text)
                && (signed(at + 1) || at > 0 && signed(at - 1) || job(at + 1))
        })
    };
    dated
        .cloned()
        .or_else(|| beside().map(|at| lines[at].text.clone()))
        .map(|name| vec![name])
}

fn outlet_of(
    lines: &[Line],
    tail: &[Line],
    title: Option<usize>,
    first: usize,
    signatures: &[visible::Line],
) -> Option<Signalled<String>> {
    // "The Kite — news of the coast": the name, then what it is.
    let text = |line: &&Line| {
        let cut = [" — ", " – ", " | ", " - "]
            .iter()
            .filter_map(|bar| line.text.find(bar))
            .min();
        line.text[..cut.unwrap_or(line.text.len())].to_owned()
    };
    let window = || {
        let at = title?;
        outlet::in_title(headline::window(lines, at)?, Some(&lines[at].text))
    };
    let is_short = |line: &&Line| line.kind == Kind::Short && is_name(&line.text);
    let names: Vec<&Line> = lines[..title.unwrap_or(first)]
        .iter()
        .take(MENU)
        .filter(is_short)
        .filter(|line| {
            line.text
                .starts_with(|c: char| c.is_uppercase() || c.is_numeric())
        })
        .collect();
    let masthead = || {
        names
            .iter()
            .find(|line| words::names_outlet(&line.text))
            .map(text)
    };
    let owner = lines[first..]
        .iter()
        .chain(tail)
        .find_map(|line| copyright(&line.text));
    let owned = || {
        let owner = owner.as_ref()?;
        names
            .iter()
            .find(|line| owner.starts_with(&line.text))
            .map(text)
    };
    let parts = || signatures.iter().flat_map(|found| &found.rest);
    // Beside an author a name is no author's.
    let beside = || {
        let signed = signatures.iter().filter(|found| !found.authors.is_empty());
        let mut names = signed.flat_map(|found| &found.rest);
        names
            .find(|part| is_name(part) && part.starts_with(char::is_uppercase))
            .cloned()
    };
    let signed = || {
        parts()
            .find(|part| words::names_outlet(part) && is_name(part))
            .cloned()
    };
    let below = || {
        lines[title.map_or(first, |at| at + 1)..first]
            .iter()
            .filter(is_short)
            .find(|line| words::names_outlet(&line.text))
            .map(|line| line.text.clone())
    };
    let other = || {
        let name = |part: &&String| {
            is_name(part) && part.starts_with(char::is_uppercase) && !byline::is_person(part)
        };
        parts().find(name).cloned()
    };
    let lone = || names.first().filter(|_| names.len() <= 2).map(text);
    let of = |name: Option<String>, signal: &str| name.map(|name| Signalled::new(name, signal));
    of(window(), "title")
        .or_else(|| of(masthead(), "masthead"))
        .or_else(|| of(signed(), "byline"))
        .or_else(|| of(below(), "byline"))
        .or_else(|| of(owned(), "masthead"))
        .or_else(|| of(beside(), "byline"))
        .or_else(|| of(other(), "byline"))
        .or_else(|| of(lone(), "masthead"))
        .or_else(|| of(owner.clone(), "copyright"))
}

#[cfg(test)]
mod tests {
    use super::super::dump;

    const PROSE: &str = "The harbour office closed the quay on Monday, two officials said.";

    fn of(head: &str, foot: &str) -> (String, Vec<String>, String) {
        let draft = dump::read(&format!(
            "{head}\n\n{PROSE}\n\n{PROSE}\n\n{PROSE}\n\n{foot}"
        ));
        (
            draft.outlet.map(|outlet| outlet.value).unwrap_or_default(),
            draft
                .authors
                .into_iter()
                .map(|author| author.value)
                .collect(),
            draft.published.map(|day| day.value).unwrap_or_default(),
        )
    }

    #[test]
    fn the_lines_around_the_headline() {
        for (head, foot) in [
            (
                "Coast Herald\nMenu\n\nQuay closed after fire\nBy Ada Lund\nPublished: 4 March 2031, 18:05",
                "",
            ),
            (
                "Quay closed after fire | Coast Herald\n\nQuay closed after fire\nAda Lund\nTue, 03/04/2031 - 14:05",
                "",
            ),
            (
                "Coast Herald\n4 March 2031\nQuay closed after fire\n\nText: Ada Lund",
                "",
            ),
            (
                "Coast Herald\n\nQuay closed after fire\nAda Lund | 4 March 2031 | 4 min read",
                "",
            ),
            (
                "Coast Herald | Quay closed after fire\n4 March 2031\n\nQuay closed after fire\n\nAda Lund\nStaff reporter",
                "",
            ),
            (
                "Quay closed after fire",
                "Ada Lund, 4 March 2031\n\n© 2031 Coast Herald",
            ),
        ] {
            let found = of(head, foot);
            assert_eq!(found.0, "Coast Herald", "{head}");
            assert_eq!(found.1, ["Ada Lund"], "{head}");
            assert_eq!(found.2, "2031-03-04", "{head}");
        }
    }
}
