//! The article that a page describes in JSON-LD (schema.org).

use serde_json::{Map, Value};

use crate::date;
use crate::page::byline;
use crate::page::html::dom::{Dom, squeeze};

/// What the description gives; empty where it is silent.
#[derive(Debug, Default)]
pub(crate) struct JsonLd {
    pub(crate) headline: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) language: Option<String>,
    /// The text itself, for pages that scripts would fill.
    pub(crate) body: Option<String>,
}

type Object = Map<String, Value>;

/// Reads the descriptions of a page and keeps the article's.
pub(crate) fn read(dom: &Dom) -> JsonLd {
    let mut objects: Vec<Object> = Vec::new();
    for (index, node) in dom.nodes.iter().enumerate() {
        let kind = node.attribute("type").unwrap_or_default();
        if node.is(&["script"]) && kind.trim().eq_ignore_ascii_case("application/ld+json") {
            let text: String = dom.nodes[dom.inside(index)]
                .iter()
                .map(|node| &*node.text)
                .collect();
            if let Some(value) = parse(&text) {
                collect(value, &mut objects);
            }
        }
    }
    let article = objects
        .iter()
        .filter_map(|object| Some((rank(object)?, object)))
        .min_by_key(|(rank, _)| *rank);
    let Some((_, article)) = article else {
        let site = objects.iter().find(|object| is_type(object, "WebSite"));
        return JsonLd {
            publisher: site.and_then(|site| text(site.get("name")?)),
            ..JsonLd::default()
        };
    };
    let names = |key: &str| {
        article
            .get(key)
            .map(|value| names(value, &objects))
            .unwrap_or_default()
    };
    let string = |key: &str| article.get(key).and_then(text);
    let page = |key: &str| {
        let value = article.get(key)?;
        text(value).or_else(|| text(value.get("@id")?))
    };
    let people = |key: &str| {
        article
            .get(key)
            .map(|value| people(value, &objects))
            .unwrap_or_default()
    };
    let mut authors = people("author");
    if authors.is_empty() {
        authors = people("creator");
    }
    JsonLd {
        headline: string("headline").or_else(|| string("name")),
        authors,
        publisher: names("publisher")
            .into_iter()
            .next()
            .or_else(|| names("sourceOrganization").into_iter().next()),
        published: ["datePublished", "dateCreated", "uploadDate"]
            .iter()
            .find_map(|key| date::stamp(&string(key)?)),
        url: page("mainEntityOfPage")
            .or_else(|| string("url"))
            .filter(|url| url.starts_with("http")),
        language: string("inLanguage"),
        body: article
            .get("articleBody")
            .and_then(Value::as_str)
            .filter(|body| !body.contains('<'))
            .map(unescape),
    }
}

/// JSON as pages write it: in comments or CDATA, with raw line ends inside strings.
fn parse(text: &str) -> Option<Value> {
    let bare = text
        .trim()
        .trim_start_matches("<!--")
        .trim_end_matches("-->")
        .trim();
    let bare = bare
        .trim_start_matches("//")
        .trim_start_matches("<![CDATA[")
        .trim_end_matches("]]>");
    let bare = bare
        .trim_end_matches(['/', ' ', '\n', '\r'])
        .trim_end_matches("]]>")
        .trim()
        .trim_end_matches(';');
    serde_json::from_str(bare).ok().or_else(|| {
        let flat: String = bare
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        serde_json::from_str(&flat).ok()
    })
}

/// All objects of a description, outer before inner: lists, `@graph`, and pages around articles.
fn collect(value: Value, objects: &mut Vec<Object>) {
    match value {
        Value::Array(items) => items.into_iter().for_each(|item| collect(item, objects)),
        Value::Object(mut object) => {
            for key in ["@graph", "mainEntity"] {
                if let Some(inner) = object.remove(key) {
                    collect(inner, objects);
                }
            }
            objects.push(object);
        }
        _ => {}
    }
}

fn is_type(object: &Object, name: &str) -> bool {
    match object.get("@type") {
        Some(Value::String(one)) => one == name,
        Some(Value::Array(many)) => many.iter().any(|one| one.as_str() == Some(name)),
        _ => false,
    }
}

/// How sure a description is the article's: lower is surer, `None` is no article.
fn rank(object: &Object) -> Option<usize> {
    const TYPES: &[&str] = &[
        "NewsArticle",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "OpinionNewsArticle",
        "BackgroundNewsArticle",
        "ReviewNewsArticle",
        "LiveBlogPosting",
        "Article",
        "BlogPosting",
        "Report",
        "SocialMediaPosting",
        "WebPage",
    ];
    TYPES.iter().position(|name| is_type(object, name))
}

fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => squeeze(&unescape(text)),
        Value::Array(items) => return items.first().and_then(text),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// Some sites escape for HTML inside JSON too.
fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    [
        "&quot;\"",
        "&#39;'",
        "&#039;'",
        "&apos;'",
        "&rsquo;’",
        "&lsquo;‘",
        "&ldquo;“",
        "&rdquo;”",
        "&nbsp; ",
        "&amp;&",
    ]
    .iter()
    .fold(text.to_owned(), |text, pair| {
        let at = pair.find(';').map_or(pair.len(), |at| at + 1);
        text.replace(&pair[..at], &pair[at..])
    })
}

/// Names of people and organizations: strings, objects with a `name`, lists, references by `@id`.
fn names(value: &Value, objects: &[Object]) -> Vec<String> {
    match value {
        Value::String(name) if !name.contains("://") => text(value).into_iter().collect(),
        Value::Array(items) => items.iter().flat_map(|item| names(item, objects)).collect(),
        Value::Object(object) => match object.get("name") {
            Some(name) => names(name, &[]),
            None => {
                let id = object.get("@id");
                let known = objects.iter().find(|other| {
                    id.is_some() && other.get("@id") == id && other.contains_key("name")
                });
                known
                    .and_then(|other| text(other.get("name")?))
                    .into_iter()
                    .collect()
            }
        },
        _ => Vec::new(),
    }
}

/// Names of authors, an agency beside people among them; several people may share one name field.
fn people(value: &Value, objects: &[Object]) -> Vec<String> {
    names(value, objects)
        .iter()
        .flat_map(|name| byline::clean(name))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use dom_query::Document;

    fn of(json: &str) -> JsonLd {
        read(&Dom::new(&Document::from(format!(
            "<script type='application/ld+json'>{json}</script><p>x"
        ))))
    }

    #[test]
    fn graphs_references_and_raw_line_ends() {
        let found = of(
            r##"{"@graph":[{"@type":"Organization","@id":"#o","name":"The Kite"},{"@type":"Person","@id":"#p","name":"Ada Lund"},
            {"@type":["NewsArticle"],"headline":"Quay
 closed &amp; guarded","author":{"@id":"#p"},"publisher":{"@id":"#o"},"datePublished":"2031-03-04T05:30:00+01:00"}]}"##,
        );
        assert_eq!(found.headline.as_deref(), Some("Quay closed & guarded"));
        assert_eq!(found.authors, ["Ada Lund"]);
        assert_eq!(found.publisher.as_deref(), Some("The Kite"));
        assert_eq!(
            found.published.as_deref(),
            Some("2031-03-04T05:30:00+01:00")
        );
    }

    #[test]
    fn broken_json_gives_nothing() {
        assert!(of("{\"@type\":\"NewsArticle\",").headline.is_none());
    }
}
