//! Values that elements declare: `meta`, `link`, microdata, `time`.

use crate::date;
use crate::page::html::dom::Dom;
use crate::page::html::marks::{Marks, is_dropped};
use crate::page::words::Role;

/// `meta` elements that give the publication time, the surest first.
const DATES: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "article.published",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "publication_date",
    "publish-date",
    "publishdate",
    "publish_date",
    "published",
    "pubdate",
    "originalpublicationdate",
    "article_date_original",
    "rnews:datepublished",
    "date",
    "dc.date",
    "dcterms.date",
    "citation_publication_date",
    "creation_date",
    "created",
    "last-published",
];

const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "og:article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "citation_author",
    "twitter:data1",
];

const OUTLETS: &[&str] = &[
    "og:site_name",
    "application-name",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "al:ios:app_name",
];

/// RDFa properties of the publication time, as content management systems write them.
const RDFA_DATES: &[&str] = &["schema:datePublished", "schema:dateCreated", "dc:created"];

const TITLES: &[&str] = &[
    "og:title",
    "twitter:title",
    "dc.title",
    "parsely-title",
    "sailthru.title",
];

/// The content of the first `meta` of these names that passes, with its signal.
fn meta<T>(dom: &Dom, names: &[&str], pass: impl Fn(&str) -> Option<T>) -> Option<(T, String)> {
    let metas: Vec<(String, &str)> = dom
        .nodes
        .iter()
        .filter(|node| node.is(&["meta"]))
        .filter_map(|node| {
            let name = node
                .attribute("property")
                .or_else(|| node.attribute("name"))
                .or_else(|| node.attribute("itemprop"))
                .or_else(|| node.attribute("http-equiv"))?;
            Some((
                name.trim().to_ascii_lowercase(),
                node.attribute("content")?.trim(),
            ))
        })
        .filter(|(_, content)| !content.is_empty() && content.len() < 1000)
        .collect();
    names.iter().find_map(|wanted| {
        metas
            .iter()
            .filter(|(name, _)| name == wanted)
            .find_map(|(name, content)| Some((pass(content)?, format!("meta:{name}"))))
    })
}

/// A time stamp that `meta` declares.
pub(crate) fn declared_date(dom: &Dom) -> Option<(String, String)> {
    meta(dom, DATES, date::stamp)
}

/// An outlet that `meta` declares.
pub(crate) fn declared_outlet(dom: &Dom) -> Option<(String, String)> {
    meta(dom, OUTLETS, |name| {
        (!name.starts_with(['@', 'h']) || !name.contains("://"))
            .then(|| name.trim_start_matches('@').to_owned())
    })
}

/// A headline that `meta` declares.
pub(crate) fn declared_title(dom: &Dom) -> Option<(String, String)> {
    meta(dom, TITLES, |title| Some(title.to_owned()))
}

/// By-line words that `meta` declares: neither addresses nor accounts.
pub(crate) fn declared_author(dom: &Dom) -> Option<(String, String)> {
    meta(dom, AUTHORS, |author| {
        let name = !author.contains("://")
            && !author.starts_with('@')
            && author.contains(char::is_alphabetic);
        let time = date::find(author).is_some() || author.contains("min");
        (name && !time).then(|| author.to_owned())
    })
}

/// The canonical address.
pub(crate) fn address(dom: &Dom) -> Option<(String, String)> {
    let absolute = |url: &str| url.starts_with("http").then(|| url.trim().to_owned());
    let link = dom
        .nodes
        .iter()
        .filter(|node| {
            node.is(&["link"])
                && node
                    .attribute("rel")
                    .is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"))
        })
        .find_map(|node| absolute(node.attribute("href")?));
    link.map(|url| (url, "link:canonical".to_owned()))
        .or_else(|| meta(dom, &["og:url", "twitter:url", "parsely-link"], absolute))
}

/// The language that the page declares.
pub(crate) fn language(dom: &Dom) -> Option<(String, String)> {
    let tag = |value: &str| {
        let value = value.trim().replace('_', "-");
        let plain = value.len() >= 2
            && value.len() <= 35
            && value
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-');
        plain.then_some(value)
    };
    dom.first("html")
        .and_then(|html| {
            dom.nodes[html]
                .attribute("lang")
                .or_else(|| dom.nodes[html].attribute("xml:lang"))
        })
        .and_then(tag)
        .map(|value| (value, "html:lang".to_owned()))
        .or_else(|| {
            meta(
                dom,
                &["content-language", "og:locale", "language", "dc.language"],
                tag,
            )
        })
}

/// The publication time of microdata and `time` elements: those that say so first, then the
/// first `time` that stands in no furniture.
pub(crate) fn element_date(dom: &Dom, marks: &Marks) -> Option<(String, String)> {
    let value = |index: usize| {
        let node = &dom.nodes[index];
        ["datetime", "content", "title"]
            .iter()
            .find_map(|name| date::stamp(node.attribute(name)?))
            .or_else(|| date::find(&dom.text(index)).map(|found| found.day.to_string()))
    };
    let class = |index: usize, word: &str| {
        let node = &dom.nodes[index];
        ["class", "itemprop", "pubdate"].iter().any(|name| {
            let value = node
                .attribute(name)
                .unwrap_or_default()
                .to_ascii_lowercase();
            value.contains(word)
                || *name == "pubdate" && word == "publish" && node.attribute("pubdate").is_some()
        })
    };
    let shown = |index: usize| marks.of(index) != Some(Role::Comments);
    let all =
        || (0..dom.nodes.len()).filter(|&index| !dom.nodes[index].name.is_empty() && shown(index));
    all()
        .filter(|&index| dom.nodes[index].attribute("itemprop") == Some("datePublished"))
        .find_map(|index| Some((value(index)?, "itemprop:datePublished".to_owned())))
        .or_else(|| {
            let rdfa = |index: usize| {
                let names = dom.nodes[index].attribute("property").unwrap_or_default();
                let name = names
                    .split_whitespace()
                    .find(|name| RDFA_DATES.contains(name))?;
                Some((value(index)?, format!("property:{name}")))
            };
            all().find_map(rdfa)
        })
        .or_else(|| {
            all()
                .filter(|&index| {
                    dom.nodes[index].is(&["time", "abbr"])
                        && class(index, "publish")
                        && !class(index, "updated published")
                })
                .find_map(|index| {
                    Some((
                        value(index)?,
                        format!("{}.published", dom.nodes[index].name),
                    ))
                })
        })
        .or_else(|| {
            all()
                .filter(|&index| {
                    dom.nodes[index].is(&["time"])
                        && !is_dropped(marks.of(index))
                        && !class(index, "updated")
                        && !class(index, "modified")
                })
                .find_map(|index| Some((value(index)?, "time".to_owned())))
        })
}

/// Names of authors in microdata, `rel=author` links and cards.
pub(crate) fn element_authors(dom: &Dom, marks: &Marks) -> Vec<(String, &'static str)> {
    let author = |index: usize| -> Option<&'static str> {
        let node = &dom.nodes[index];
        // Comments have authors too, and so have pictures.
        let other = [Role::Comments, Role::Caption, Role::Credit];
        if marks.of(index).is_some_and(|role| other.contains(&role)) {
            return None;
        }
        if node.attribute("itemprop") == Some("author") {
            return Some("itemprop:author");
        }
        let rel = node
            .attribute("rel")
            .is_some_and(|rel| rel.split(' ').any(|word| word == "author"));
        rel.then_some("rel:author")
    };
    let mut authors: Vec<(String, &'static str)> = Vec::new();
    let mut index = 0;
    while index < dom.nodes.len() {
        if let Some(signal) = author(index) {
            let inside = dom.inside(index);
            let named = inside
                .clone()
                .find(|&i| i != index && dom.nodes[i].attribute("itemprop") == Some("name"));
            let place = named.unwrap_or(index);
            let text = dom.nodes[place]
                .attribute("content")
                .map_or_else(|| dom.text(place), str::to_owned);
            authors.push((text, signal));
            index = inside.end;
        } else {
            index += 1;
        }
    }
    let first = authors.first().map(|(_, signal)| *signal);
    authors.retain(|(_, signal)| Some(*signal) == first);
    authors
}

/// The name of the publisher in microdata.
pub(crate) fn element_publisher(dom: &Dom) -> Option<(String, String)> {
    let place = dom
        .nodes
        .iter()
        .position(|node| node.attribute("itemprop") == Some("publisher"))?;
    let named = dom
        .inside(place)
        .find(|&i| i != place && dom.nodes[i].attribute("itemprop") == Some("name"));
    let place = named.unwrap_or(place);
    let text = dom.nodes[place]
        .attribute("content")
        .map_or_else(|| dom.text(place), str::to_owned);
    (!text.is_empty() && text.len() < 100).then(|| (text, "itemprop:publisher".to_owned()))
}

#[cfg(test)]
mod tests {
    use crate::page::{PageOptions, read};

    #[test]
    fn the_date_of_rdfa_is_read() {
        let page = "<html><body><h1>Quay closed</h1><footer>Submitted on <span property='dc:date dc:created' \
            content='2031-03-04T09:15:00+01:00'>Tue, 03/04/2031 - 09:15</span></footer>\
            <p>The quay was closed on Monday after a fire, the mayor said.</p></body></html>";
        let article = read(page.as_bytes(), &PageOptions::default()).expect("an article");
        let published = article.published.expect("a date");
        assert_eq!(published.value, "2031-03-04T09:15:00+01:00");
        assert_eq!(published.signal, "property:dc:created");
    }
}
