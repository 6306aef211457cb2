//! FollowTheMoney entities (followthemoney 4), as Aleph and OpenSanctions take them.
//!
//! An article is an `Article`; who is named a `Person` or an `Organization` (other surface forms in
//! `weakAlias`, roles in `position` of a person) with a `Mention` a name; what is said a `Note` about
//! its source, and a `Documentation` that links the source to the article: `role` speaker, `summary`
//! the stance, `date`.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use crate::reading::{AttributionValue, Entity, EntityKind, Form, Reading};
use crate::voice::SourceKind;

/// The entities of a reading: the article, who is named in it, what is said.
pub fn entities(reading: &Reading) -> Vec<Value> {
    let article = &reading.article;
    let document = id("article", &article.id);
    let day = article.published.as_deref().and_then(day);
    let mut title = Properties::default();
    title.add("fileName", Some(&format!("{}.txt", article.id)));
    title.add("title", article.title.as_deref());
    title.add("publisher", article.outlet.as_deref());
    title.add("publishedAt", day);
    title.add(
        "sourceUrl",
        article.url.as_deref().filter(|url| url.starts_with("http")),
    );
    title.add(
        "language",
        article
            .language
            .as_deref()
            .map(|tag| tag.split('-').next().unwrap_or(tag)),
    );
    title.add("bodyText", Some(&article.text));
    for author in &article.authors {
        title.add("author", Some(author));
    }
    let mut out = vec![title.entity(document.clone(), "Article")];
    for entity in &reading.entities {
        if let Some(schema) = schema(entity.kind) {
            named(&mut out, entity, schema, &document);
        }
    }
    let mut speakers: HashMap<String, String> = HashMap::new();
    for value in &reading.attributions {
        said(&mut out, reading, value, &document, day, &mut speakers);
    }
    out
}

/// The kinds that have a schema; places and vessels are not exported.
fn schema(kind: EntityKind) -> Option<&'static str> {
    match kind {
        EntityKind::Person => Some("Person"),
        EntityKind::Organization | EntityKind::Outlet => Some("Organization"),
        EntityKind::Place | EntityKind::Vessel => None,
    }
}

fn named(out: &mut Vec<Value>, entity: &Entity, schema: &'static str, document: &str) {
    let key = id("entity", &entity.id);
    let mut who = Properties::default();
    who.add("name", Some(&entity.name));
    let names = || {
        entity
            .mentions
            .iter()
            .filter(|mention| mention.form == Form::Name)
    };
    for mention in names() {
        if mention.text != entity.name {
            who.add("weakAlias", Some(&mention.text));
        }
    }
    for role in &entity.roles {
        who.add(
            if schema == "Person" {
                "position"
            } else {
                "summary"
            },
            Some(role),
        );
    }
    out.push(who.entity(key.clone(), schema));
    for mention in names() {
        let mut properties = Properties::default();
        properties.add("document", Some(document));
        properties.add("name", Some(&mention.text));
        properties.add("resolved", Some(&key));
        properties.add("detectedSchema", Some(schema));
        out.push(properties.entity(format!("{key}-{}", mention.start), "Mention"));
    }
}

fn said(
    out: &mut Vec<Value>,
    reading: &Reading,
    value: &AttributionValue,
    document: &str,
    published: Option<&str>,
    speakers: &mut HashMap<String, String>,
) {
    let Some(content) = &value.content else {
        return;
    };
    let speaker = value.source.as_ref().map(|source| {
        let entity = source.entity.as_ref();
        let known = reading.entities.iter().find(|entity| {
            Some(&entity.id) == source.entity.as_ref() && schema(entity.kind).is_some()
        });
        match (known, entity) {
            (Some(known), _) => id("entity", &known.id),
            // Who is not resolved speaks under its own words.
            (None, _) => speakers
                .entry(source.words.text.clone())
                .or_insert_with(|| {
                    let key = id("source", &value.id);
                    let mut who = Properties::default();
                    who.add("name", Some(&source.words.text));
                    out.push(who.entity(key.clone(), kind(source.kind)));
                    key
                })
                .clone(),
        }
    });
    let note = id("note", &value.id);
    let mut properties = Properties::default();
    properties.add("description", Some(&content.text));
    properties.add("entity", Some(speaker.as_deref().unwrap_or(document)));
    properties.add("summary", value.stance.map(|stance| stance.name()));
    properties.add(
        "sourceUrl",
        reading
            .article
            .url
            .as_deref()
            .filter(|url| url.starts_with("http")),
    );
    out.push(properties.entity(note.clone(), "Note"));
    let mut link = Properties::default();
    link.add("document", Some(document));
    link.add("entity", Some(speaker.as_deref().unwrap_or(&note)));
    link.add(
        "role",
        Some(if speaker.is_some() {
            "speaker"
        } else {
            "hearsay"
        }),
    );
    link.add("summary", value.stance.map(|stance| stance.name()));
    link.add("description", Some(&content.text));
    link.add("recordId", Some(&value.id));
    let when = value
        .said
        .as_ref()
        .and_then(|said| said.from.as_deref())
        .and_then(day);
    link.add("date", when.or(published));
    out.push(link.entity(id("documentation", &value.id), "Documentation"));
}

/// The schema of a source that is not resolved.
fn kind(kind: Option<SourceKind>) -> &'static str {
    match kind {
        Some(SourceKind::Person) => "Person",
        Some(SourceKind::Organization | SourceKind::Outlet) => "Organization",
        _ => "LegalEntity",
    }
}

fn id(kind: &str, id: &str) -> String {
    format!("hearsay-{kind}-{id}")
}

/// The day of an ISO 8601 time.
fn day(time: &str) -> Option<&str> {
    time.get(..10)
}

/// Properties of one entity: lists of distinct strings.
#[derive(Default)]
struct Properties(Map<String, Value>);

impl Properties {
    fn add(&mut self, name: &str, value: Option<&str>) {
        let Some(value) = value.filter(|value| !value.trim().is_empty()) else {
            return;
        };
        let list = self.0.entry(name).or_insert_with(|| json!([]));
        if let Some(list) = list
            .as_array_mut()
            .filter(|list| !list.contains(&json!(value)))
        {
            list.push(json!(value));
        }
    }

    fn entity(self, id: String, schema: &str) -> Value {
        json!({"id": id, "schema": schema, "properties": self.0})
    }
}
