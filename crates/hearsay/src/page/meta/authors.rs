//! Who wrote a page with markup: the signals that name authors, and which of them is believed.
//!
//! Declared names come first. Where the line under the headline names the same people and more,
//! it is believed: many templates declare one author only. The outlet itself is no author.

use super::json_ld::JsonLd;
use super::{tags, visible};
use crate::article::Signalled;
use crate::page::html::dom::Dom;
use crate::page::html::marks::Marks;
use crate::page::words::{self, Role};
use crate::page::{byline, classes};

/// Most authors that one line is believed to name.
const MOST: usize = 8;

/// The authors, each with its signal.
pub(crate) fn read(
    dom: &Dom,
    marks: &Marks,
    json: &JsonLd,
    around: &[visible::Line],
    outlet: Option<&str>,
) -> Vec<Signalled<String>> {
    let line = around
        .iter()
        .find(|line| !line.authors.is_empty())
        .map(|line| line.authors.clone())
        .unwrap_or_default();
    let (marked, signal) = element(dom, marks);
    let (meta, meta_signal) = tags::declared_author(dom)
        .map(|(text, signal)| (byline::clean(&text), signal))
        .unwrap_or_default();
    // "Ada Lund, 4 March 2031" without a word that says "by".
    let dated = around
        .iter()
        .filter(|line| line.date.is_some())
        .find_map(|line| line.rest.iter().find(|part| byline::is_person(part)))
        .cloned();
    let found: Vec<(Vec<String>, String)> = [
        (json.authors.clone(), "json-ld".to_owned()),
        (marked, signal.to_owned()),
        (line, "byline".to_owned()),
        (meta, meta_signal),
        (called(dom, marks), "class:author".to_owned()),
        (dated.into_iter().collect(), "byline".to_owned()),
        (carded(dom, marks), "class:author".to_owned()),
    ]
    .into_iter()
    .map(|(names, signal)| (distinct(names, outlet), signal))
    .filter(|(names, _)| !names.is_empty())
    .collect();
    let Some((first, signal)) = found.first() else {
        return Vec::new();
    };
    let more = found[1..].iter().find(|(names, _)| {
        let all = first.iter().all(|name| names.contains(name));
        let people = names.iter().all(|name| byline::is_person(name));
        all && people && (first.len() + 1..=MOST).contains(&names.len())
    });
    let (names, signal) = more.map_or((first, signal), |(names, signal)| (names, signal));
    names
        .iter()
        .map(|name| Signalled::new(name.clone(), signal))
        .collect()
}

/// The names without the outlet's own and without doubles.
fn distinct(names: Vec<String>, outlet: Option<&str>) -> Vec<String> {
    let bare = |name: &str| {
        let folded = words::fold(name);
        folded.strip_prefix("the ").unwrap_or(&folded).to_owned()
    };
    let outlet = outlet.map(bare);
    let mut seen: Vec<String> = Vec::new();
    for name in names {
        if outlet.as_ref() != Some(&bare(&name)) && !seen.contains(&name) {
            seen.push(name);
        }
    }
    seen
}

/// Names in microdata, `rel=author` links and cards.
fn element(dom: &Dom, marks: &Marks) -> (Vec<String>, &'static str) {
    let elements = tags::element_authors(dom, marks);
    let signal = elements.first().map_or("", |(_, signal)| *signal);
    let names = elements
        .iter()
        .flat_map(|(text, _)| byline::clean(text))
        .collect();
    (names, signal)
}

/// Names in the first element that is called author or by-line, also under the text.
fn called(dom: &Dom, marks: &Marks) -> Vec<String> {
    let is_called = |index: usize| {
        let node = &dom.nodes[index];
        let role = marks.of(index);
        (2..160).contains(&node.chars)
            && !node.name.is_empty()
            && !matches!(role, Some(Role::Comments | Role::Caption | Role::Credit))
            && ["class", "data-block", "data-component", "data-testid"]
                .iter()
                .filter_map(|name| node.attribute(name))
                .any(|value| classes::roles(value).any(|role| role == Role::Byline))
    };
    (0..dom.nodes.len())
        .filter(|&index| is_called(index))
        .map(|index| {
            let people = people(dom, index);
            if people.is_empty() {
                let inner = dom
                    .inside(index)
                    .find(|&i| i != index && is_called(i))
                    .unwrap_or(index);
                byline::clean(&dom.text(inner))
            } else {
                people
            }
        })
        .find(|names| {
            names
                .iter()
                .any(|name| name.starts_with(char::is_uppercase))
        })
        .unwrap_or_default()
}

/// The first name in a card about the author, on pages that name nobody elsewhere.
fn carded(dom: &Dom, marks: &Marks) -> Vec<String> {
    let is_card = |index: &usize| {
        let node = &dom.nodes[*index];
        let class = node.attribute("class").unwrap_or_default();
        let role = marks.of(*index);
        class
            .split(|c: char| !c.is_alphabetic())
            .any(|word| word == "author")
            && node.chars < 1000
            && !matches!(role, Some(Role::Comments | Role::Caption | Role::Credit))
    };
    (0..dom.nodes.len())
        .filter(is_card)
        .find_map(|index| people(dom, index).into_iter().next())
        .into_iter()
        .collect()
}

/// People whose names stand each in an element of its own: `<a>Ada Lund</a><i>Reporter</i>`. A
/// place beside a name is not told from one, so names that are links count alone.
fn people(dom: &Dom, place: usize) -> Vec<String> {
    let named = |linked: bool| -> Vec<String> {
        dom.inside(place)
            .filter(|&index| dom.nodes[index].name.is_empty())
            .filter(|&index| {
                !linked
                    || dom
                        .ancestors(index)
                        .take(3)
                        .any(|up| dom.nodes[up].is(&["a"]))
            })
            .flat_map(|index| {
                let text = dom.nodes[index].text.trim();
                byline::clean(text.trim_matches([',', '|', '·', '•', ' ']))
            })
            .filter(|name| byline::is_person(name))
            .collect()
    };
    let links = named(true);
    if links.is_empty() {
        named(false)
    } else {
        links
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dom_query::Document;

    fn of(html: &str, outlet: Option<&str>) -> Vec<String> {
        let dom = Dom::new(&Document::from(html));
        let marks = Marks::new(&dom);
        read(
            &dom,
            &marks,
            &super::super::json_ld::read(&dom),
            &[],
            outlet,
        )
        .into_iter()
        .map(|author| author.value)
        .collect()
    }

    #[test]
    fn the_line_on_the_page_names_more_than_the_template() {
        let html = "<meta name=author content='Ada Lund'><div data-testid=bylines><div><span>Ada Lund</span> \
                    <span>Correspondent</span></div><div><span>Ivo Tarn</span> <span>Reporter</span></div></div>";
        assert_eq!(of(html, None), ["Ada Lund", "Ivo Tarn"]);
    }

    #[test]
    fn neither_the_outlet_nor_its_photographer_is_an_author() {
        let html =
            "<meta name=author content='The Kite'><div class=photo-author>Ivo Tarn</div><p>x";
        assert!(of(html, Some("Kite")).is_empty());
    }

    #[test]
    fn an_agency_signs_beside_a_person() {
        let html = r#"<script type="application/ld+json">{"@type":"NewsArticle","author":[{"@type":"Person","name":"Ada Lund"},
            {"@type":"Organization","name":"Coast News Agency"}]}</script><p>x"#;
        assert_eq!(of(html, None), ["Ada Lund", "Coast News Agency"]);
    }
}
