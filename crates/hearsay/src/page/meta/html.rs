//! Asks the signals of a page with markup, in their order.

use super::{authors, json_ld, outlet, tags, title, visible};
use crate::article::Signalled;
use crate::date;
use crate::page::html::dom::Dom;
use crate::page::html::marks::{Marks, is_dropped};
use crate::page::html::pieces::{Piece, Tag};
use crate::page::words::Role;
use crate::page::{Draft, byline, calendar, words};

/// The metadata as a draft without blocks.
pub(crate) struct Metadata {
    pub(crate) draft: Draft,
    /// The piece that is the headline.
    pub(crate) title_at: Option<usize>,
    /// The text that the description carries.
    pub(crate) body: Option<String>,
}

/// Reads the metadata of a page.
pub(crate) fn read(dom: &Dom, marks: &Marks, pieces: &[Piece]) -> Metadata {
    let json = json_ld::read(dom);
    let page_title = dom
        .first("title")
        .map(|at| dom.raw_text(at))
        .filter(|title| !title.is_empty());
    let declared = tags::declared_title(dom);
    let titles: Vec<String> = [
        json.headline.clone(),
        declared.as_ref().map(|(title, _)| title.clone()),
        page_title.clone(),
    ]
    .into_iter()
    .flatten()
    .collect();
    let title_at = title::shown(dom, pieces, &titles);
    let headline = title_at.map(|at| pieces[at].text.as_str());
    let around = around(pieces, title_at);
    let outlet = outlet_of(dom, marks, &json, page_title.as_deref(), headline, &around);
    let title = match title_at {
        Some(at) => Some(Signalled::new(
            pieces[at].text.clone(),
            tag_name(pieces[at].tag, pieces[at].bold),
        )),
        None => declared_title(&json, declared, page_title.as_deref(), outlet.as_ref()),
    };
    let url = tags::address(dom)
        .or_else(|| Some((json.url.clone()?, "json-ld".to_owned())))
        .map(|(url, signal)| Signalled::new(url, signal));
    let published = published(dom, marks, &json, &around, url.as_ref());
    let named = outlet.as_ref().map(|outlet| outlet.value.as_str());
    let authors = authors::read(dom, marks, &json, &around, named);
    let language = tags::language(dom)
        .or_else(|| Some((json.language.clone()?, "json-ld".to_owned())))
        .map(|(tag, signal)| Signalled::new(tag, signal));
    Metadata {
        draft: Draft {
            authors,
            title,
            outlet,
            url,
            published,
            language,
            ..Draft::default()
        },
        title_at,
        body: json.body,
    }
}

/// The lines near the headline that say who and when: up to twelve pieces on both sides.
fn around(pieces: &[Piece], title_at: Option<usize>) -> Vec<visible::Line> {
    let at = title_at.unwrap_or(0);
    let above = pieces[at.saturating_sub(6)..at].iter().rev();
    let below = pieces[at..]
        .iter()
        .skip(usize::from(title_at.is_some()))
        .take(12);
    let mut lines: Vec<visible::Line> = below
        .chain(above)
        .filter(|piece| {
            !is_dropped(piece.role)
                || piece.role == Some(Role::Furniture) && calendar::is_date_line(&piece.text)
        })
        .filter_map(|piece| visible::read(&piece.text))
        .collect();
    // A name in a line of its own, over or under the date.
    let under = pieces.get(at + 1..).unwrap_or_default();
    let pairs = under.windows(2).take(10).filter(|pair| {
        pair.iter()
            .all(|piece| !is_dropped(piece.role) && piece.role != Some(Role::Caption))
    });
    for pair in pairs {
        for (name, date) in [(&pair[0], &pair[1]), (&pair[1], &pair[0])] {
            let dated = visible::read(&date.text).and_then(|line| line.date);
            if dated.is_some() && byline::is_person(&name.text) {
                lines.push(visible::Line {
                    date: dated,
                    rest: vec![name.text.clone()],
                    ..visible::Line::default()
                });
            }
        }
    }
    lines
}

fn tag_name(tag: Tag, bold: bool) -> String {
    match tag {
        Tag::Heading(rank) => format!("h{rank}"),
        _ if bold => "bold".to_owned(),
        _ => "class:title".to_owned(),
    }
}

fn declared_title(
    json: &json_ld::JsonLd,
    declared: Option<(String, String)>,
    page_title: Option<&str>,
    outlet: Option<&Signalled<String>>,
) -> Option<Signalled<String>> {
    if let Some(headline) = &json.headline {
        return Some(Signalled::new(headline.clone(), "json-ld"));
    }
    let strip = |title: &str| {
        outlet.map_or_else(
            || title.to_owned(),
            |outlet| outlet::without_outlet(title, &outlet.value),
        )
    };
    if let Some((title, signal)) = declared {
        return Some(Signalled::new(strip(&title), signal));
    }
    let title = strip(page_title?);
    let name = outlet.is_some_and(|outlet| outlet.value == title);
    (!name).then(|| Signalled::new(title, "title"))
}

fn outlet_of(
    dom: &Dom,
    marks: &Marks,
    json: &json_ld::JsonLd,
    page_title: Option<&str>,
    headline: Option<&str>,
    around: &[visible::Line],
) -> Option<Signalled<String>> {
    // The publisher may be a company; the name of the site is the outlet's, unless its address.
    let site = tags::declared_outlet(dom)
        .filter(|(name, signal)| signal == "meta:og:site_name" && !outlet::is_address(name));
    let publisher = json
        .publisher
        .clone()
        .filter(|name| site.is_none() || !words::is_company(name));
    let declared = publisher
        .map(|name| (name, "json-ld".to_owned()))
        .or(site)
        .or_else(|| tags::element_publisher(dom))
        .or_else(|| tags::declared_outlet(dom).filter(|(name, _)| !outlet::is_address(name)));
    let visible = || {
        let masthead = outlet::in_masthead(dom, marks);
        let titled = page_title.and_then(|title| outlet::in_title(title, headline));
        // A title's tail may be a section; the masthead decides where the two differ in kind.
        // The masthead decides which part of a title is the outlet.
        let part = |name: &str| page_title.is_some_and(|title| outlet::is_part(title, name));
        if let Some((name, _)) = masthead.as_ref().filter(|(name, _)| part(name)) {
            return Some((name.clone(), "title".to_owned()));
        }
        match (titled, masthead) {
            (Some(titled), Some((name, signal)))
                if words::names_outlet(&name)
                    && !words::names_outlet(&titled)
                    && signal == "masthead" =>
            {
                Some((name, signal.to_owned()))
            }
            (Some(titled), _) => Some((titled, "title".to_owned())),
            (None, Some((name, signal))) => Some((name, signal.to_owned())),
            (None, None) => None,
        }
    };
    let line = || {
        around
            .iter()
            .flat_map(|line| &line.rest)
            .find(|part| words::names_outlet(part) && outlet::is_name(part))
            .cloned()
    };
    declared
        .or_else(visible)
        .or_else(|| Some((line()?, "byline".to_owned())))
        .or_else(|| Some((outlet::in_copyright(dom)?, "copyright".to_owned())))
        .or_else(|| Some((outlet::in_header(dom)?, "header".to_owned())))
        .or_else(|| tags::declared_outlet(dom))
        .map(|(name, signal)| Signalled::new(name, signal))
}

/// The surest date; of two that name the same day, the one with a time of day.
fn published(
    dom: &Dom,
    marks: &Marks,
    json: &json_ld::JsonLd,
    around: &[visible::Line],
    url: Option<&Signalled<String>>,
) -> Option<Signalled<String>> {
    let candidates: Vec<(String, String)> = [
        json.published
            .clone()
            .map(|date| (date, "json-ld".to_owned())),
        tags::declared_date(dom),
        tags::element_date(dom, marks),
        around
            .iter()
            .find_map(|line| Some((line.date.clone()?, "byline".to_owned()))),
        called_date(dom, marks),
        url.and_then(|url| Some((super::url_date(&url.value)?, "url".to_owned()))),
    ]
    .into_iter()
    .flatten()
    .collect();
    let first = candidates.first()?;
    let day = first.0.get(..10)?;
    let best = candidates
        .iter()
        .find(|(date, _)| date.starts_with(day) && date.len() > 10)
        .unwrap_or(first);
    Some(Signalled::new(best.0.clone(), best.1.clone()))
}

/// The text of an element whose class calls it a date, where it is nothing else.
fn called_date(dom: &Dom, marks: &Marks) -> Option<(String, String)> {
    (0..dom.nodes.len())
        .filter(|&index| !dom.nodes[index].name.is_empty() && marks.of(index) == Some(Role::Date))
        .find_map(|index| {
            Some((
                date::find(&dom.text(index))?.day.to_string(),
                "class:date".to_owned(),
            ))
        })
}
