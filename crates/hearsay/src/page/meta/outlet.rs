//! Who publishes a page, where it does not declare so: its title, its masthead, its copyright line.

use super::title::is_home;
use crate::page::calendar;
use crate::page::html::dom::{Dom, squeeze};
use crate::page::html::marks::Marks;
use crate::page::words::{self, Role, fold};

/// Longest name of an outlet, in code points.
const NAME: usize = 50;

/// Whether words can be the name of an outlet.
pub(crate) fn is_name(name: &str) -> bool {
    let length = name.chars().count();
    (2..=NAME).contains(&length)
        && name.contains(char::is_alphabetic)
        && name.split_whitespace().count() <= 6
        && !name.ends_with(['.', '!', '?', ':', ','])
        && !calendar::is_date_line(name)
        && (words::furniture(name).is_none() || words::names_outlet(name) && name.contains(' '))
}

/// What stands between the parts of a page's title.
const SEPARATORS: &[&str] = &[
    " | ", " - ", " – ", " — ", " · ", " :: ", " » ", " « ", " // ", ": ", " • ",
];

/// The outlet in the `title` element: what is left of it beside the headline, or its last part,
/// or all of it where it shares nothing with the headline.
pub(crate) fn in_title(page_title: &str, headline: Option<&str>) -> Option<String> {
    let name = |part: &str| {
        let part = part.trim_matches(|c: char| {
            c.is_whitespace()
                || matches!(c, '|' | '-' | '–' | '—' | ':' | '·' | '»' | '«' | '/' | '•')
        });
        is_name(part).then(|| part.to_owned())
    };
    if let Some(headline) = headline {
        let (title, head) = (page_title.to_lowercase(), headline.to_lowercase());
        if let Some(at) = title
            .find(&head)
            .filter(|_| title.len() == page_title.len() && head.len() == headline.len())
        {
            let (before, after) = (page_title.get(..at)?, page_title.get(at + head.len()..)?);
            let rest = if after.trim().is_empty() {
                before
            } else {
                after
            };
            let parts = split(rest);
            return parts.iter().rev().find_map(|part| name(part));
        }
        if fold(page_title) == fold(headline) {
            return None;
        }
        let shared = head
            .split_whitespace()
            .filter(|word| word.len() > 3 && title.contains(word))
            .count();
        if shared == 0 {
            return split(page_title).last().and_then(|part| name(part));
        }
    }
    let parts: Vec<&str> = split(page_title)
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    match parts.as_slice() {
        [_, .., last] => name(last)
            .filter(|last| last.split_whitespace().count() <= 4 || words::names_outlet(last)),
        _ => None,
    }
}

/// The headline of a `title` element, without the outlet.
pub(crate) fn without_outlet(page_title: &str, outlet: &str) -> String {
    let trimmed = page_title.trim();
    for separator in SEPARATORS {
        if let Some(rest) = trimmed
            .strip_suffix(outlet)
            .and_then(|rest| rest.strip_suffix(separator))
        {
            return rest.trim().to_owned();
        }
        if let Some(rest) = trimmed
            .strip_prefix(outlet)
            .and_then(|rest| rest.strip_prefix(separator))
        {
            return rest.trim().to_owned();
        }
    }
    trimmed.to_owned()
}

/// Whether a name is one of the parts of a `title` element.
pub(crate) fn is_part(page_title: &str, name: &str) -> bool {
    let parts = split(page_title);
    parts.len() > 1 && parts.contains(&name)
}

/// Whether a name is only where to find the site: `kite.example`.
pub(crate) fn is_address(name: &str) -> bool {
    let inner = name.trim_end_matches('.');
    inner.contains('.') && !inner.contains(' ')
}

fn split(title: &str) -> Vec<&str> {
    let mut parts = vec![title];
    for separator in SEPARATORS {
        parts = parts
            .into_iter()
            .flat_map(|part| part.split(separator))
            .collect();
    }
    parts.into_iter().map(str::trim).collect()
}

/// The outlet in the masthead: an element that is called so, or the first link home.
pub(crate) fn in_masthead(dom: &Dom, marks: &Marks) -> Option<(String, &'static str)> {
    let called = (0..dom.nodes.len())
        .filter(|&index| {
            !dom.nodes[index].name.is_empty() && marks.of(index) == Some(Role::Masthead)
        })
        .find_map(|index| {
            let heading = dom
                .inside(index)
                .find(|&i| dom.nodes[i].is(&["h1", "h2", "a", "p", "span"]));
            [Some(index), heading]
                .into_iter()
                .flatten()
                .map(|i| dom.text(i))
                .find(|text| is_name(text))
        });
    if let Some(name) = called {
        return Some((name, "masthead"));
    }
    let named_home = |index: usize| {
        let node = &dom.nodes[index];
        let home = node.is(&["a"]) && node.attribute("href").is_some_and(is_home);
        let text = dom.text(index);
        let picture = || {
            dom.nodes[dom.inside(index)]
                .iter()
                .find(|n| n.is(&["img"]))
                .and_then(|n| n.attribute("alt"))
        };
        let name = if text.is_empty() {
            picture().unwrap_or_default().to_owned()
        } else {
            text
        };
        let bare = name
            .trim_end_matches(" logo")
            .trim_end_matches(" home")
            .trim()
            .to_owned();
        (home && is_name(&bare) && bare.starts_with(char::is_uppercase)).then_some(bare)
    };
    (0..dom.nodes.len())
        .find_map(named_home)
        .map(|name| (name, "link:home"))
}

/// The first name in the element at the top of a page, on pages that mark nothing else.
pub(crate) fn in_header(dom: &Dom) -> Option<String> {
    let is_header = |index: usize| {
        let node = &dom.nodes[index];
        let called = ["class", "id"].iter().any(|name| {
            let value = node.attribute(name).unwrap_or_default();
            [
                "header",
                "head",
                "top",
                "site-header",
                "page-header",
                "banner",
            ]
            .contains(&value)
        });
        node.is(&["header"]) || node.is(&["div", "td"]) && called
    };
    let header = (0..dom.nodes.len()).find(|&index| is_header(index))?;
    dom.nodes[dom.inside(header)]
        .iter()
        .filter(|node| node.name.is_empty())
        .map(|node| squeeze(&node.text))
        .find(|text| !text.is_empty())
        .filter(|text| is_name(text) && text.starts_with(char::is_uppercase))
}

/// The outlet in a copyright line: `© 2031 The Kite. All rights reserved.`
pub(crate) fn in_copyright(dom: &Dom) -> Option<String> {
    dom.nodes
        .iter()
        .filter(|node| node.name.is_empty() && node.text.len() < 400)
        .find_map(|node| copyright(&node.text))
}

/// The name in a copyright line.
pub(crate) fn copyright(line: &str) -> Option<String> {
    let rest = line.split_once('©').or_else(|| line.split_once("(c)"))?.1;
    let rest = rest.trim_start_matches(|c: char| !c.is_alphabetic());
    let rest = rest.strip_prefix("by ").unwrap_or(rest);
    let name = rest.split([',', '|', '·', '\n']).next()?;
    let name = name.split(". ").next()?;
    let lower = name.to_lowercase();
    let cut = lower
        .find(" all rights")
        .filter(|_| lower.len() == name.len())
        .unwrap_or(name.len());
    let name = name[..cut]
        .trim()
        .trim_end_matches(['.', ' '])
        .trim_end_matches(|c: char| c.is_ascii_digit())
        .trim();
    let bare = name.rsplit_once(' ').map_or(name, |(bare, _)| bare);
    let name = if words::is_company(name) { bare } else { name };
    (is_name(name) && name.starts_with(char::is_uppercase)).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_titles() {
        let of = |title, headline| in_title(title, headline);
        assert_eq!(
            of("Quay closed | The Kite", Some("Quay closed")).as_deref(),
            Some("The Kite")
        );
        assert_eq!(
            of("Tarn Watch: Quay closed", Some("Quay closed")).as_deref(),
            Some("Tarn Watch")
        );
        assert_eq!(
            of("Quay closed - Harbour - The Kite", Some("Quay closed")).as_deref(),
            Some("The Kite")
        );
        assert_eq!(
            of("The Kite", Some("Quay closed")).as_deref(),
            Some("The Kite")
        );
        assert_eq!(of("Quay closed", Some("Quay closed")), None);
        assert_eq!(
            of("Quay closed for a week – Tarn Gazette", None).as_deref(),
            Some("Tarn Gazette")
        );
        assert!(is_part("Quay closed — The Kite — Since 1902", "The Kite"));
        assert!(!is_part("The Kite", "The Kite") && is_address("kite.example"));
        assert_eq!(
            without_outlet("Quay closed – Tarn Gazette", "Tarn Gazette"),
            "Quay closed"
        );
    }

    #[test]
    fn names_in_copyright_lines() {
        assert_eq!(
            copyright("© 2031 The Kite. All rights reserved.").as_deref(),
            Some("The Kite")
        );
        assert_eq!(
            copyright("Copyright © 2029-2031 Tarn Gazette All Rights Reserved").as_deref(),
            Some("Tarn Gazette")
        );
        assert_eq!(
            copyright("© Tarn Gazette Ltd 2031").as_deref(),
            Some("Tarn Gazette")
        );
        assert_eq!(copyright("© 2031"), None);
    }
}
