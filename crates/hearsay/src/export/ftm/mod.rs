//! FollowTheMoney entities, one JSON object a line, as Aleph and OpenSanctions' tools read them.
//!
//! Decides which schema each part of a reading becomes:
//!
//! - the article: `Article`;
//! - an entity: `Person`, `Organization`, `Vessel` or, for a place, `Address`;
//! - a place where one is named: `Mention`, for people and organizations (the schema takes no
//!   others); vessels and places get a `Documentation` with the role `mentioned`;
//! - an attribution: a `Note` with what is said and, for each voice that is a known entity, a
//!   `Documentation` with its role, stance and date.
//!
//! Claims come after the articles (`claims`).
//!
//! An entity of many articles is written with each of them, as fragments with one id:
//! `ftm aggregate` joins them. What the values may be is decided in `value`.

pub(super) mod claims;
mod value;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use serde::Serialize;

use super::{line, named};
use crate::entity::{EntityKind, Form};
use crate::reading::{AttributionValue, Entity, Reading};
use value::{NAME, STRING, TEXT, date, language, reference, url};

/// An entity of FollowTheMoney.
#[derive(Serialize)]
struct Proxy {
    id: String,
    schema: &'static str,
    properties: BTreeMap<&'static str, Vec<String>>,
}

impl Proxy {
    fn new(id: String, schema: &'static str) -> Self {
        Self {
            id,
            schema,
            properties: BTreeMap::new(),
        }
    }

    /// Adds a value to a property, once.
    fn with(mut self, property: &'static str, value: Option<String>) -> Self {
        if let Some(value) = value {
            let values = self.properties.entry(property).or_default();
            if !values.contains(&value) {
                values.push(value);
            }
        }
        self
    }
}

/// Writes the reading's entities.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write(out: &mut impl Write, reading: &Reading) -> io::Result<()> {
    let page = Page::new(reading);
    line(out, &page.article())?;
    for entity in &reading.entities {
        line(out, &party(entity))?;
        for mention in page.mentions(entity) {
            line(out, &mention)?;
        }
    }
    for attribution in &reading.attributions {
        line(out, &page.note(attribution))?;
        for voice in page.voices(attribution) {
            line(out, &voice)?;
        }
    }
    Ok(())
}

/// A reading, and what each of its proxies says about the page it stands on.
struct Page<'a> {
    reading: &'a Reading,
    id: String,
    url: Option<String>,
    outlet: Option<String>,
    known: BTreeMap<&'a str, &'a Entity>,
}

impl<'a> Page<'a> {
    fn new(reading: &'a Reading) -> Self {
        let article = &reading.article;
        Self {
            reading,
            id: reference("article", &article.id),
            url: article.url.as_deref().and_then(url),
            outlet: article
                .outlet
                .as_deref()
                .and_then(|words| STRING.clip(words)),
            known: reading
                .entities
                .iter()
                .map(|entity| (entity.id.as_str(), entity))
                .collect(),
        }
    }

    fn article(&self) -> Proxy {
        let article = &self.reading.article;
        let mut proxy = Proxy::new(self.id.clone(), "Article")
            .with("fileName", Some(format!("{}.txt", self.id)))
            .with("mimeType", Some("text/plain".to_owned()))
            .with(
                "title",
                article
                    .title
                    .as_deref()
                    .and_then(|words| STRING.clip(words)),
            )
            .with("publisher", self.outlet.clone())
            .with("sourceUrl", self.url.clone())
            .with("publishedAt", article.published.as_deref().and_then(date))
            .with("language", article.language.as_deref().and_then(language))
            .with("bodyText", TEXT.clip(&article.text));
        for author in &article.authors {
            proxy = proxy.with("author", STRING.clip(author));
        }
        proxy
    }

    /// One proxy for each form of words that the entity is named by.
    fn mentions(&self, entity: &Entity) -> Vec<Proxy> {
        let id = reference("entity", &entity.id);
        if !is_legal(entity.kind) {
            let named = self.documentation(&entity.id, &id, "mentioned");
            return if entity.mentions.is_empty() {
                Vec::new()
            } else {
                vec![named]
            };
        }
        let forms: BTreeSet<String> = entity
            .mentions
            .iter()
            .filter(|mention| mention.form == Form::Name)
            .filter_map(|mention| NAME.clip(&mention.text))
            .collect();
        forms
            .into_iter()
            .map(|form| {
                let name = format!("{} {} {form}", self.reading.article.id, entity.id);
                Proxy::new(reference("mention", &name), "Mention")
                    .with("document", Some(self.id.clone()))
                    .with("resolved", Some(id.clone()))
                    .with("detectedSchema", Some(schema(entity.kind).to_owned()))
                    .with("name", Some(form))
            })
            .collect()
    }

    /// What is said.
    fn note(&self, attribution: &AttributionValue) -> Proxy {
        let id = reference("attribution", &attribution.id);
        let source = attribution.source.as_ref();
        let speaker = source
            .and_then(|source| source.entity.as_deref())
            .filter(|id| self.known.contains_key(id));
        let about = match speaker {
            Some(entity) => reference("entity", entity),
            None => self.id.clone(),
        };
        let content = attribution.content.as_ref();
        let mut proxy = Proxy::new(id, "Note")
            .with(
                "description",
                content.and_then(|content| TEXT.clip(&content.text)),
            )
            .with("summary", TEXT.clip(&summary(attribution)))
            .with("entity", Some(about))
            .with("proof", Some(self.id.clone()))
            .with("publisher", self.outlet.clone())
            .with("sourceUrl", self.url.clone());
        for keyword in keywords(attribution) {
            proxy = proxy.with("keywords", Some(keyword));
        }
        proxy
    }

    /// The voices of an attribution that are known entities: who speaks, and who passes it on.
    fn voices(&self, attribution: &AttributionValue) -> Vec<Proxy> {
        let speaker = attribution
            .source
            .as_ref()
            .and_then(|source| source.entity.as_deref());
        let relays = attribution
            .chain
            .iter()
            .filter_map(|voice| voice.entity.as_deref());
        let mut voices: Vec<(&str, &'static str)> = Vec::new();
        for (entity, role) in speaker
            .map(|entity| (entity, "speaker"))
            .into_iter()
            .chain(relays.map(|entity| (entity, "relay")))
        {
            if self.known.contains_key(entity) && !voices.iter().any(|(known, _)| *known == entity)
            {
                voices.push((entity, role));
            }
        }
        let said = attribution.said.as_ref();
        let from = said.and_then(|said| said.from.as_deref()).and_then(date);
        let to = said.and_then(|said| said.to.as_deref()).and_then(date);
        let published = self.reading.article.published.as_deref().and_then(date);
        let content = attribution.content.as_ref();
        voices
            .into_iter()
            .map(|(entity, role)| {
                let name = format!("{} {role} {entity}", attribution.id);
                let stance = attribution.stance.filter(|_| role == "speaker");
                self.documentation(&name, &reference("entity", entity), role)
                    .with("summary", stance.map(|stance| stance.name().to_owned()))
                    .with(
                        "description",
                        content.and_then(|content| TEXT.clip(&content.text)),
                    )
                    .with("date", from.clone().or_else(|| published.clone()))
                    .with("startDate", from.clone())
                    .with("endDate", to.clone())
                    .with("recordId", Some(reference("attribution", &attribution.id)))
            })
            .collect()
    }

    /// The link between the article and an entity.
    fn documentation(&self, name: &str, entity: &str, role: &str) -> Proxy {
        let name = format!("{} {name} {role}", self.reading.article.id);
        Proxy::new(reference("documentation", &name), "Documentation")
            .with("document", Some(self.id.clone()))
            .with("entity", Some(entity.to_owned()))
            .with("role", Some(role.to_owned()))
            .with("publisher", self.outlet.clone())
            .with("sourceUrl", self.url.clone())
    }
}

/// Whether FollowTheMoney's `LegalEntity` holds it.
const fn is_legal(kind: EntityKind) -> bool {
    match kind {
        EntityKind::Person | EntityKind::Organization | EntityKind::Outlet => true,
        EntityKind::Place | EntityKind::Vessel => false,
    }
}

const fn schema(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "Person",
        EntityKind::Organization | EntityKind::Outlet => "Organization",
        EntityKind::Place => "Address",
        EntityKind::Vessel => "Vessel",
    }
}

/// Somebody or something that is named.
fn party(entity: &Entity) -> Proxy {
    let names = entity
        .mentions
        .iter()
        .filter(|mention| mention.form == Form::Name)
        .filter_map(|mention| NAME.clip(&mention.text));
    let mut names = NAME.clip(&entity.name).into_iter().chain(names);
    // A name is required; where there are no words at all, the id stands for it.
    let name = names
        .next()
        .unwrap_or_else(|| reference("entity", &entity.id));
    let mut proxy = Proxy::new(reference("entity", &entity.id), schema(entity.kind));
    for other in names.filter(|other| *other != name) {
        proxy = proxy.with("weakAlias", Some(other));
    }
    if entity.kind == EntityKind::Place {
        proxy = proxy.with("full", value::ADDRESS.clip(&name));
    }
    let (role, limit) = match entity.kind {
        EntityKind::Person => ("position", STRING),
        _ => ("description", TEXT),
    };
    for words in &entity.roles {
        proxy = proxy.with(role, limit.clip(words));
    }
    proxy.with("name", Some(name))
}

/// Who says it, in one line.
fn summary(attribution: &AttributionValue) -> String {
    let source = attribution
        .source
        .as_ref()
        .map(|source| source.words.text.as_str());
    let cue = attribution.cue.as_ref().map(|cue| cue.text.as_str());
    let verb = match (attribution.stance, cue) {
        (Some(stance), Some(cue)) => format!("{stance} ({cue})"),
        (Some(stance), None) => stance.to_string(),
        (None, Some(cue)) => cue.to_owned(),
        (None, None) => "says".to_owned(),
    };
    format!("{}: {verb}", source.map_or("nobody named", named))
}

/// `NAME:WORD` for each property that is known.
fn keywords(attribution: &AttributionValue) -> Vec<String> {
    let kind = attribution.source.as_ref().and_then(|source| source.kind);
    [
        ("quotation", Some(attribution.quotation.name())),
        ("source", kind.map(|kind| kind.name())),
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
    ]
    .into_iter()
    .filter_map(|(name, word)| Some(format!("{name}:{}", word?)))
    .collect()
}
