//! Rows of one reading: entities, attributions and their parts, written and taken away.
//!
//! Decides how a [`Reading`] lies in the tables. Its own ids (`a1`, `e1`) are replaced by text
//! ids that hold across articles.

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension, params};

use super::{LedgerError, key};
use crate::reading::{AttributionValue, Entity, Marked};
use crate::voice::SourceKind;

/// The longest label, in characters.
const LABEL: usize = 80;

/// Where the rows of a reading go.
pub(super) struct Place<'a> {
    pub(super) conn: &'a Connection,
    pub(super) article: i64,
    pub(super) article_key: &'a str,
    pub(super) run: i64,
}

/// The opening of `text` as a label: one line, at most [`LABEL`] characters.
pub(super) fn label(text: &str) -> String {
    let mut line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((cut, _)) = line.char_indices().nth(LABEL) {
        line.truncate(cut);
        line.push('…');
    }
    line
}

/// What a list of attributions calls this one.
pub(super) fn attribution_label(value: &AttributionValue) -> String {
    let who = value
        .source
        .as_ref()
        .map_or("?", |source| &source.words.text);
    let what = value.content.as_ref().map_or("", |content| &content.text);
    label(&format!("{who}: {what}"))
}

/// First code point of the first span.
pub(super) fn start(value: &AttributionValue) -> usize {
    parts(value)
        .iter()
        .filter_map(|(_, marked)| marked.spans.first())
        .map(|span| span[0])
        .min()
        .unwrap_or(0)
}

/// Source, cue and content, as far as there are any.
pub(super) fn parts(value: &AttributionValue) -> Vec<(&'static str, &Marked)> {
    let source = value
        .source
        .as_ref()
        .filter(|source| source.words != Marked::default())
        .map(|source| ("source", &source.words));
    let cue = value.cue.as_ref().map(|cue| ("cue", cue));
    let content = value.content.as_ref().map(|content| ("content", content));
    [source, cue, content].into_iter().flatten().collect()
}

/// The kind of its voice: the innermost of the chain where no words name the source, and none where there is no
/// chain either. Of readings older than voices nothing is known.
fn kind(value: &AttributionValue) -> Option<SourceKind> {
    match &value.source {
        Some(source) => source.kind,
        None => value.stance.and(match value.chain.last() {
            Some(innermost) => innermost.kind,
            None => Some(SourceKind::None),
        }),
    }
}

impl Place<'_> {
    /// Writes the entities, those that are there already anew. Gives their rows by the ids given, and by their own: an
    /// exported reading calls them by who they are over all articles.
    pub(super) fn entities(
        &self,
        entities: &[Entity],
    ) -> Result<HashMap<String, i64>, LedgerError> {
        let mut rows = HashMap::new();
        for entity in entities {
            let first = entity.mentions.first().map_or(0, |mention| mention.start);
            let key = key::of(
                "entity",
                &[
                    self.article_key,
                    entity.kind.name(),
                    &entity.name,
                    &first.to_string(),
                ],
            );
            self.conn
                .prepare_cached(
                    "INSERT INTO entities (key, name, kind, article_id) VALUES (?1, ?2, ?3, ?4) \
                     ON CONFLICT (key) DO NOTHING",
                )?
                .execute(params![key, entity.name, entity.kind.name(), self.article])?;
            let row: i64 = self
                .conn
                .prepare_cached("SELECT id FROM entities WHERE key = ?1")?
                .query_row([&key], |row| row.get(0))?;
            self.clear_entity(row)?;
            for (position, role) in entity.roles.iter().enumerate() {
                self.conn
                    .prepare_cached(
                        "INSERT INTO roles (entity_id, position, name) VALUES (?1, ?2, ?3)",
                    )?
                    .execute(params![row, position, role])?;
            }
            for mention in &entity.mentions {
                let (from, to) = (mention.start.to_string(), mention.end.to_string());
                let mention_key = key::of("mention", &[&key, &from, &to]);
                self.conn
                    .prepare_cached(
                        "INSERT INTO mentions (key, name, entity_id, article_id, start, \"end\", form) \
                         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (key) DO NOTHING",
                    )?
                    .execute(params![
                        mention_key,
                        mention.text,
                        row,
                        self.article,
                        mention.start,
                        mention.end,
                        mention.form.name()
                    ])?;
            }
            rows.insert(key, row);
            rows.insert(entity.id.clone(), row);
        }
        Ok(rows)
    }

    fn clear_entity(&self, row: i64) -> Result<(), LedgerError> {
        for table in ["roles", "mentions"] {
            self.conn
                .prepare_cached(&format!("DELETE FROM {table} WHERE entity_id = ?1"))?
                .execute([row])?;
        }
        Ok(())
    }

    /// Takes away the article's entities that are not among `kept`, nor corrected, nor a source.
    pub(super) fn drop_entities(&self, kept: &HashSet<i64>) -> Result<(), LedgerError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT id FROM entities AS e WHERE article_id = ?1 AND merged_into IS NULL \
             AND NOT EXISTS (SELECT 1 FROM corrections WHERE entity_id = e.id OR into_entity_id = e.id) \
             AND NOT EXISTS (SELECT 1 FROM attributions WHERE source_entity_id = e.id) \
             AND NOT EXISTS (SELECT 1 FROM voices WHERE entity_id = e.id)",
        )?;
        let rows = statement.query_map([self.article], |row| row.get::<_, i64>(0))?;
        for row in rows.collect::<Result<Vec<_>, _>>()? {
            if !kept.contains(&row) {
                self.clear_entity(row)?;
                self.conn
                    .prepare_cached("DELETE FROM entities WHERE id = ?1")?
                    .execute([row])?;
            }
        }
        Ok(())
    }

    /// Writes attributions under their text ids; one that is there already is written anew, unless
    /// people have corrected it. Gives the rows by the attributions' own ids.
    pub(super) fn attributions(
        &self,
        values: &[AttributionValue],
        entities: &HashMap<String, i64>,
    ) -> Result<HashMap<String, i64>, LedgerError> {
        let mut rows = HashMap::new();
        for value in values {
            let key = key::attribution(self.article_key, value);
            let row = self.attribution(&key, value, entities, "read")?;
            rows.insert(value.id.clone(), row);
        }
        for value in values {
            let parent = value.parent.as_ref().and_then(|parent| rows.get(parent));
            let row = rows[&value.id];
            if parent.is_some_and(|parent| *parent != row) {
                self.conn
                    .prepare_cached("UPDATE attributions SET parent_id = ?2 WHERE id = ?1")?
                    .execute(params![row, parent])?;
            }
        }
        Ok(rows)
    }

    /// Writes one attribution under this text id. One that people corrected stays as it is.
    pub(super) fn attribution(
        &self,
        key: &str,
        value: &AttributionValue,
        entities: &HashMap<String, i64>,
        status: &str,
    ) -> Result<i64, LedgerError> {
        let old = self
            .conn
            .prepare_cached("SELECT id, status FROM attributions WHERE key = ?1")?
            .query_row([key], |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
            })
            .optional()?;
        match old {
            Some((row, old)) if old != "read" && status == "read" => Ok(row),
            Some((row, _)) => {
                self.clear_attribution(row)?;
                self.write(key, value, entities, status)
            }
            None => self.write(key, value, entities, status),
        }
    }

    /// Writes a row anew, whatever its status.
    pub(super) fn overwrite(
        &self,
        key: &str,
        value: &AttributionValue,
        entities: &HashMap<String, i64>,
        status: &str,
    ) -> Result<(), LedgerError> {
        let row = self
            .conn
            .prepare_cached("SELECT id FROM attributions WHERE key = ?1")?
            .query_row([key], |row| row.get(0))?;
        self.clear_attribution(row)?;
        self.write(key, value, entities, status).map(|_| ())
    }

    /// Writes every column and part of a row that has no parts, but its parent.
    fn write(
        &self,
        key: &str,
        value: &AttributionValue,
        entities: &HashMap<String, i64>,
        status: &str,
    ) -> Result<i64, LedgerError> {
        let entity = |id: Option<&String>| id.and_then(|id| entities.get(id)).copied();
        let source = value.source.as_ref();
        let said = value.said.as_ref();
        let row = self
            .conn
            .prepare_cached(
                "INSERT INTO attributions (key, name, article_id, source, source_kind, source_entity_id, cue, \
                 content, quotation, mode, stance, certainty, polarity, said_from, said_to, said, confidence, \
                 start, status, run_id) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20) \
                 ON CONFLICT (key) DO UPDATE SET name = excluded.name, source = excluded.source, \
                 source_kind = excluded.source_kind, source_entity_id = excluded.source_entity_id, \
                 cue = excluded.cue, content = excluded.content, quotation = excluded.quotation, \
                 mode = excluded.mode, stance = excluded.stance, certainty = excluded.certainty, \
                 polarity = excluded.polarity, said_from = excluded.said_from, said_to = excluded.said_to, \
                 said = excluded.said, confidence = excluded.confidence, start = excluded.start, \
                 status = excluded.status, run_id = excluded.run_id \
                 RETURNING id",
            )?
            .query_row(
                params![
                    key,
                    attribution_label(value),
                    self.article,
                    source.map(|source| &source.words.text).filter(|text| !text.is_empty()),
                    kind(value).map(|kind| kind.name()),
                    entity(source.and_then(|source| source.entity.as_ref())),
                    value.cue.as_ref().map(|cue| &cue.text),
                    value.content.as_ref().map(|content| &content.text),
                    value.quotation.name(),
                    value.mode.map(|mode| mode.name()),
                    value.stance.map(|stance| stance.name()),
                    value.certainty.map(|certainty| certainty.name()),
                    value.polarity.map(|polarity| polarity.name()),
                    said.and_then(|said| said.from.as_ref()),
                    said.and_then(|said| said.to.as_ref()),
                    said.map(|said| &said.words.text),
                    value.confidence,
                    start(value),
                    status,
                    self.run
                ],
                |row| row.get::<_, i64>(0),
            )?;
        let said_words = said.map(|said| ("said", &said.words));
        for (part, marked) in parts(value).into_iter().chain(said_words) {
            let words = marked.words();
            for (position, ([start, end], words)) in marked.spans.iter().zip(words).enumerate() {
                self.conn
                    .prepare_cached(
                        "INSERT INTO spans (attribution_id, part, position, start, \"end\", name) \
                         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                    )?
                    .execute(params![row, part, position, start, end, words])?;
            }
        }
        for (position, voice) in value.chain.iter().enumerate() {
            self.conn
                .prepare_cached(
                    "INSERT INTO voices (attribution_id, position, name, kind, entity_id, spans) \
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                )?
                .execute(params![
                    row,
                    position,
                    voice.text,
                    voice.kind.map(|kind| kind.name()),
                    entity(voice.entity.as_ref()),
                    serde_json::json!(voice.spans).to_string()
                ])?;
        }
        Ok(row)
    }

    fn clear_attribution(&self, row: i64) -> Result<(), LedgerError> {
        for table in ["spans", "voices", "prints"] {
            self.conn
                .prepare_cached(&format!("DELETE FROM {table} WHERE attribution_id = ?1"))?
                .execute([row])?;
        }
        Ok(())
    }

    /// Takes an attribution away.
    pub(super) fn drop_attribution(&self, row: i64) -> Result<(), LedgerError> {
        self.clear_attribution(row)?;
        self.conn
            .prepare_cached("UPDATE attributions SET parent_id = NULL WHERE parent_id = ?1")?
            .execute([row])?;
        self.conn
            .prepare_cached("DELETE FROM attributions WHERE id = ?1")?
            .execute([row])?;
        Ok(())
    }
}
