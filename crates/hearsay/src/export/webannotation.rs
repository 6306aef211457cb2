//! W3C Web Annotations (Web Annotation Data Model, 2017): one JSON-LD object an attribution.
//!
//! The target is what is said; who says it and the words that report it are bodies that point
//! into the same page, so that a client needs no vocabulary beyond the standard's. Offsets of a
//! `TextPositionSelector` are code points of the article's text, which is not the page's HTML:
//! clients find the words in the page by the `TextQuoteSelector`.

use std::io::{self, Write};

use serde::Serialize;

use super::json_ld::urn;
use super::points::Points;
use super::{line, named};
use crate::reading::{AttributionValue, Marked, Reading};

/// Code points of the text that a quote selector shows before and after the words.
pub const CONTEXT: usize = 32;

#[derive(Serialize)]
struct Annotation<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    motivation: &'static str,
    body: Vec<Body<'a>>,
    target: Vec<Target<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Body<'a> {
    Text {
        #[serde(rename = "type")]
        kind: &'static str,
        purpose: &'static str,
        format: &'static str,
        value: String,
    },
    Place {
        id: String,
        purpose: &'static str,
        #[serde(flatten)]
        target: Target<'a>,
    },
}

#[derive(Serialize)]
struct Target<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    source: &'a str,
    selector: [Selector<'a>; 2],
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum Selector<'a> {
    TextQuoteSelector {
        exact: &'a str,
        #[serde(skip_serializing_if = "str::is_empty")]
        prefix: &'a str,
        #[serde(skip_serializing_if = "str::is_empty")]
        suffix: &'a str,
    },
    TextPositionSelector {
        start: usize,
        end: usize,
    },
}

/// Writes a line for each attribution. One without any words has nothing to point at and is
/// left out.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write(out: &mut impl Write, reading: &Reading) -> io::Result<()> {
    let article = &reading.article;
    let points = Points::new(&article.text);
    let source = match &article.url {
        Some(url) => url.clone(),
        None => urn("article", &article.id),
    };
    for attribution in &reading.attributions {
        let words = attribution.source.as_ref().map(|source| &source.words);
        let cue = attribution.cue.as_ref();
        let content = attribution.content.as_ref();
        let Some(target) = content.or(cue).or(words) else {
            continue;
        };
        let id = urn("attribution", &attribution.id);
        let mut body = vec![text("describing", sentence(attribution))];
        body.extend(tags(reading, attribution).map(|tag| text("tagging", tag)));
        for (name, marked) in [("source", words), ("cue", cue)] {
            let targets = marked.map(|marked| targets(marked, &source, &points));
            let places = targets.unwrap_or_default().into_iter().enumerate();
            body.extend(places.map(|(at, target)| Body::Place {
                id: format!("{id}:{name}:{}", at + 1),
                purpose: "identifying",
                target,
            }));
        }
        line(
            out,
            &Annotation {
                context: "http://www.w3.org/ns/anno.jsonld",
                id,
                kind: "Annotation",
                motivation: "describing",
                body,
                target: targets(target, &source, &points),
            },
        )?;
    }
    Ok(())
}

fn text<'a>(purpose: &'static str, value: String) -> Body<'a> {
    Body::Text {
        kind: "TextualBody",
        purpose,
        format: "text/plain",
        value,
    }
}

/// Who and how, for people: `the Morgenblatt <- diplomats: said`.
fn sentence(attribution: &AttributionValue) -> String {
    let chain: Vec<&str> = attribution
        .chain
        .iter()
        .map(|voice| named(&voice.text))
        .collect();
    let who = match (&attribution.source, chain.len()) {
        (_, 2..) => chain.join(" <- "),
        (Some(source), _) => named(&source.words.text).to_owned(),
        (None, 1) => chain.concat(),
        (None, _) => "nobody named".to_owned(),
    };
    match &attribution.cue {
        Some(cue) => format!("{who}: {}", cue.text),
        None => who,
    }
}

/// `NAME:VALUE` for each property that is known.
fn tags<'a>(
    reading: &'a Reading,
    attribution: &'a AttributionValue,
) -> impl Iterator<Item = String> + use<'a> {
    let source = attribution.source.as_ref();
    let said = attribution.said.as_ref();
    let entity = source.and_then(|source| source.entity.as_deref());
    let name = reading
        .entities
        .iter()
        .find(|known| Some(known.id.as_str()) == entity)
        .map(|known| known.name.as_str());
    [
        ("quotation", Some(attribution.quotation.name())),
        (
            "source-kind",
            source
                .and_then(|source| source.kind)
                .map(|kind| kind.name()),
        ),
        ("source-entity", entity),
        ("source-name", name),
        ("mode", attribution.mode.map(|mode| mode.name())),
        ("stance", attribution.stance.map(|stance| stance.name())),
        (
            "certainty",
            attribution.certainty.map(|certainty| certainty.name()),
        ),
        (
            "polarity",
            attribution.polarity.map(|polarity| polarity.name()),
        ),
        ("said-from", said.and_then(|said| said.from.as_deref())),
        ("said-to", said.and_then(|said| said.to.as_deref())),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some(format!("{name}:{}", value?)))
    .chain([format!("confidence:{}", attribution.confidence)])
}

/// A target for each range of a span; one that lies outside of the text has none.
fn targets<'a>(marked: &Marked, source: &'a str, points: &Points<'a>) -> Vec<Target<'a>> {
    let target = |&[start, end]: &[usize; 2]| {
        let after = end.saturating_add(CONTEXT).min(points.len());
        let quote = Selector::TextQuoteSelector {
            exact: points.slice(start, end)?,
            prefix: points.slice(start.saturating_sub(CONTEXT), start)?,
            suffix: points.slice(end, after)?,
        };
        Some(Target {
            kind: "SpecificResource",
            source,
            selector: [quote, Selector::TextPositionSelector { start, end }],
        })
    };
    marked.spans.iter().filter_map(target).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_cut_at_the_ends_of_the_text() {
        let text = format!("🚢ab{}", "x".repeat(40));
        let points = Points::new(&text);
        let marked = Marked {
            spans: vec![[1, 2], [42, 43]],
            text: "a x".to_owned(),
        };
        let targets = targets(&marked, "urn:x", &points);
        let quotes: Vec<(usize, usize)> = targets
            .iter()
            .map(|target| match &target.selector[0] {
                Selector::TextQuoteSelector { prefix, suffix, .. } => {
                    (prefix.chars().count(), suffix.chars().count())
                }
                Selector::TextPositionSelector { .. } => panic!("a quote comes first"),
            })
            .collect();
        assert_eq!(quotes, [(1, 32), (32, 0)]);
    }
}
