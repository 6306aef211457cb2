//! Readings out of the ledger again, as corrected: the JSON contract, with the ledger's ids.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::account::Which;
use super::{Ledger, LedgerError, SHORTEST_ID};
use crate::reading::{
    ArticleValue, AttributionValue, BlockValue, Entity, Marked, Mention, Reading, SCHEMA, Said,
    Signals, Source, Voice,
};
use crate::voice::SourceKind;

/// What an id names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stored {
    /// An article.
    Article(String),
    /// An attribution.
    Attribution(String),
    /// An entity.
    Entity(String),
    /// A claim.
    Claim(String),
    /// An origin.
    Origin(String),
    /// A correction.
    Correction(String),
}

impl Ledger {
    /// What has the id that begins with these digits, at least [`SHORTEST_ID`] of them.
    ///
    /// # Errors
    /// If nothing does, or more than one thing.
    pub fn find(&self, prefix: &str) -> Result<Stored, LedgerError> {
        let prefix = prefix.to_ascii_lowercase();
        let digits = prefix.bytes().all(|byte| byte.is_ascii_hexdigit());
        if prefix.len() < SHORTEST_ID || !digits {
            return Err(LedgerError::NoSuchId(prefix));
        }
        let mut statement = self.conn.prepare_cached(
            "SELECT 'article', key FROM articles WHERE key BETWEEN ?1 AND ?2 \
             UNION ALL SELECT 'attribution', key FROM attributions WHERE key BETWEEN ?1 AND ?2 \
             UNION ALL SELECT 'entity', key FROM entities WHERE key BETWEEN ?1 AND ?2 \
             UNION ALL SELECT DISTINCT 'claim', key FROM claims WHERE key BETWEEN ?1 AND ?2 \
             UNION ALL SELECT DISTINCT 'origin', key FROM origins WHERE key BETWEEN ?1 AND ?2 \
             UNION ALL SELECT 'correction', key FROM corrections WHERE key BETWEEN ?1 AND ?2",
        )?;
        let found = statement.query_map(params![prefix, format!("{prefix}g")], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        })?;
        let found = found.collect::<Result<Vec<_>, _>>()?;
        match found.as_slice() {
            [] => Err(LedgerError::NoSuchId(prefix)),
            [(kind, key)] => Ok(match kind.as_str() {
                "article" => Stored::Article(key.clone()),
                "attribution" => Stored::Attribution(key.clone()),
                "entity" => Stored::Entity(key.clone()),
                "claim" => Stored::Claim(key.clone()),
                "origin" => Stored::Origin(key.clone()),
                _ => Stored::Correction(key.clone()),
            }),
            more => Err(LedgerError::Ambiguous {
                count: more.len(),
                prefix,
            }),
        }
    }

    /// The ids of all articles, by publication time, those without one first; then by id.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn articles(&self) -> Result<Vec<String>, LedgerError> {
        let mut statement = self
            .conn
            .prepare("SELECT key FROM articles ORDER BY coalesce(published, ''), key")?;
        let keys = statement.query_map([], |row| row.get(0))?;
        Ok(keys.collect::<Result<_, _>>()?)
    }

    /// The id of the article that holds this attribution.
    ///
    /// # Errors
    /// If there is no such attribution.
    pub fn article_of(&self, attribution: &str) -> Result<String, LedgerError> {
        self.conn
            .prepare_cached(
                "SELECT w.key FROM attributions AS a JOIN articles AS w ON w.id = a.article_id WHERE a.key = ?1",
            )?
            .query_row([attribution], |row| row.get(0))
            .optional()?
            .ok_or_else(|| LedgerError::NoSuchId(attribution.to_owned()))
    }

    /// The reading of an article as corrected, without attributions that people rejected. Its entities have the names that
    /// the article gives them, and the ids of who they are over all articles.
    ///
    /// # Errors
    /// If there is no such article.
    pub fn reading(&self, article: &str) -> Result<Reading, LedgerError> {
        self.reading_by(article, Which::Joined)
    }

    /// The same where each entity has its own id.
    pub(super) fn own_reading(&self, article: &str) -> Result<Reading, LedgerError> {
        self.reading_by(article, Which::Own)
    }

    fn reading_by(&self, article: &str, which: Which) -> Result<Reading, LedgerError> {
        let (row, value) = self.article(article)?;
        Ok(Reading {
            schema: SCHEMA.into(),
            article: value,
            entities: self.entities(row, which)?,
            attributions: self.attributions(row, which)?,
        })
    }

    /// An article's row and value.
    pub(super) fn article(&self, key: &str) -> Result<(i64, ArticleValue), LedgerError> {
        let found = self
            .conn
            .prepare_cached(
                "SELECT id, key, url, url_signal, outlet, outlet_signal, title, title_signal, published, \
                 published_signal, language, language_signal, text FROM articles WHERE key = ?1",
            )?
            .query_row([key], |row| {
                Ok((
                    row.get::<_, i64>("id")?,
                    ArticleValue {
                        id: row.get("key")?,
                        url: row.get("url")?,
                        outlet: row.get("outlet")?,
                        title: row.get("title")?,
                        authors: Vec::new(),
                        published: row.get("published")?,
                        language: row.get("language")?,
                        text: row.get("text")?,
                        blocks: Vec::new(),
                        warnings: Vec::new(),
                        signals: Signals {
                            url: row.get("url_signal")?,
                            outlet: row.get("outlet_signal")?,
                            title: row.get("title_signal")?,
                            authors: Vec::new(),
                            published: row.get("published_signal")?,
                            language: row.get("language_signal")?,
                        },
                    },
                ))
            })
            .optional()?;
        let (row, mut value) = found.ok_or_else(|| LedgerError::NoSuchId(key.to_owned()))?;
        let authors = self.list(
            "SELECT name, signal FROM authors WHERE article_id = ?1 ORDER BY position",
            row,
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        (value.authors, value.signals.authors) = authors.into_iter().unzip();
        value.blocks = self.list(
            "SELECT kind, start, \"end\" FROM blocks WHERE article_id = ?1 ORDER BY position",
            row,
            |row| {
                Ok(BlockValue {
                    kind: word(row, 0)?,
                    start: row.get(1)?,
                    end: row.get(2)?,
                })
            },
        )?;
        value.warnings = self.list(
            "SELECT name FROM warnings WHERE article_id = ?1 ORDER BY id",
            row,
            |row| row.get(0),
        )?;
        Ok((row, value))
    }

    fn entities(&self, article: i64, which: Which) -> Result<Vec<Entity>, LedgerError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT e.id, coalesce(m.key, e.key), iif(m.article_id = e.article_id, m.name, e.name), e.kind \
             FROM entities AS e LEFT JOIN entities AS m ON m.id = e.merged_into AND ?2 WHERE e.article_id = ?1 \
             ORDER BY (SELECT min(start) FROM mentions WHERE entity_id = e.id), e.key",
        )?;
        let rows = statement.query_map(params![article, which.is_joined()], |row| {
            let entity = Entity {
                id: row.get(1)?,
                name: row.get(2)?,
                kind: word(row, 3)?,
                roles: Vec::new(),
                mentions: Vec::new(),
            };
            Ok((row.get::<_, i64>(0)?, entity))
        })?;
        let found = rows.collect::<Result<Vec<_>, _>>()?;
        let mut entities: Vec<Entity> = Vec::new();
        for (row, mut entity) in found {
            entity.roles = self.list(
                "SELECT name FROM roles WHERE entity_id = ?1 ORDER BY position",
                row,
                |row| row.get(0),
            )?;
            entity.mentions = self.list(
                "SELECT start, \"end\", name, form FROM mentions WHERE entity_id = ?1 ORDER BY start, \"end\"",
                row,
                |row| {
                    Ok(Mention {
                        start: row.get(0)?,
                        end: row.get(1)?,
                        text: row.get(2)?,
                        form: word(row, 3)?,
                    })
                },
            )?;
            // Two of one article may be one.
            match entities.iter_mut().find(|other| other.id == entity.id) {
                Some(other) => {
                    other.roles.append(&mut entity.roles);
                    other.mentions.append(&mut entity.mentions);
                    other
                        .mentions
                        .sort_by_key(|mention| (mention.start, mention.end));
                }
                None => entities.push(entity),
            }
        }
        Ok(entities)
    }

    fn attributions(
        &self,
        article: i64,
        which: Which,
    ) -> Result<Vec<AttributionValue>, LedgerError> {
        let rows: Vec<i64> = self.list(
            "SELECT id FROM attributions WHERE article_id = ?1 AND status <> 'rejected' ORDER BY start, key",
            article,
            |row| row.get(0),
        )?;
        rows.into_iter()
            .map(|row| attribution_by(&self.conn, row, which))
            .collect()
    }

    fn list<T>(
        &self,
        sql: &str,
        owner: i64,
        make: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, LedgerError> {
        list(&self.conn, sql, owner, make)
    }
}

/// The rows of a query over one owner.
pub(super) fn list<T>(
    conn: &Connection,
    sql: &str,
    owner: i64,
    make: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>, LedgerError> {
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map([owner], make)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// One attribution, whatever its status; entities have their own ids.
pub(super) fn attribution(conn: &Connection, row: i64) -> Result<AttributionValue, LedgerError> {
    attribution_by(conn, row, Which::Own)
}

fn attribution_by(
    conn: &Connection,
    row: i64,
    which: Which,
) -> Result<AttributionValue, LedgerError> {
    let mut value = conn
        .prepare_cached(
            "SELECT a.*, p.key AS parent, coalesce(m.key, e.key) AS entity FROM attributions AS a \
             LEFT JOIN attributions AS p ON p.id = a.parent_id AND p.status <> 'rejected' \
             LEFT JOIN entities AS e ON e.id = a.source_entity_id \
             LEFT JOIN entities AS m ON m.id = e.merged_into AND ?2 WHERE a.id = ?1",
        )?
        .query_row(params![row, which.is_joined()], |row| {
            let marked = |text: Option<String>| {
                text.map(|text| Marked {
                    spans: Vec::new(),
                    text,
                })
            };
            // The page itself has no words that name it.
            let page = maybe(row, "source_kind")? == Some(SourceKind::Author);
            Ok(AttributionValue {
                id: row.get("key")?,
                parent: row.get("parent")?,
                source: marked(row.get("source")?)
                    .or_else(|| page.then(Marked::default))
                    .map(|words| -> rusqlite::Result<Source> {
                        Ok(Source {
                            words,
                            kind: maybe(row, "source_kind")?,
                            entity: row.get("entity")?,
                        })
                    })
                    .transpose()?,
                cue: marked(row.get("cue")?),
                content: marked(row.get("content")?),
                quotation: word(row, "quotation")?,
                mode: maybe(row, "mode")?,
                stance: maybe(row, "stance")?,
                certainty: maybe(row, "certainty")?,
                polarity: maybe(row, "polarity")?,
                chain: Vec::new(),
                said: row
                    .get::<_, Option<String>>("said")?
                    .map(|text| -> rusqlite::Result<Said> {
                        Ok(Said {
                            from: row.get("said_from")?,
                            to: row.get("said_to")?,
                            words: Marked {
                                spans: Vec::new(),
                                text,
                            },
                        })
                    })
                    .transpose()?,
                confidence: row.get("confidence")?,
                why: None,
            })
        })?;
    let spans = list(
        conn,
        "SELECT part, start, \"end\" FROM spans WHERE attribution_id = ?1 ORDER BY part, position",
        row,
        |row| {
            Ok((
                row.get::<_, String>(0)?,
                [row.get::<_, usize>(1)?, row.get(2)?],
            ))
        },
    )?;
    for (part, span) in spans {
        let spans = match part.as_str() {
            "source" => value.source.as_mut().map(|source| &mut source.words.spans),
            "cue" => value.cue.as_mut().map(|cue| &mut cue.spans),
            "said" => value.said.as_mut().map(|said| &mut said.words.spans),
            _ => value.content.as_mut().map(|content| &mut content.spans),
        };
        if let Some(spans) = spans {
            spans.push(span);
        }
    }
    let mut statement = conn.prepare_cached(
        "SELECT v.name, v.kind, coalesce(m.key, e.key), v.spans FROM voices AS v \
         LEFT JOIN entities AS e ON e.id = v.entity_id LEFT JOIN entities AS m ON m.id = e.merged_into AND ?2 \
         WHERE v.attribution_id = ?1 ORDER BY v.position",
    )?;
    let voices = statement.query_map(params![row, which.is_joined()], |row| {
        Ok(Voice {
            text: row.get(0)?,
            kind: maybe(row, 1)?,
            entity: row.get(2)?,
            spans: json(&row.get::<_, String>(3)?)?,
        })
    })?;
    value.chain = voices.collect::<Result<_, _>>()?;
    Ok(value)
}

/// A column that holds one word of a closed set.
pub(super) fn word<T: std::str::FromStr>(
    row: &Row<'_>,
    column: impl rusqlite::RowIndex,
) -> rusqlite::Result<T>
where
    T::Err: std::error::Error + Send + Sync + 'static,
{
    parse(&row.get::<_, String>(column)?)
}

/// A column that holds JSON of a known shape.
pub(super) fn json<T: serde::de::DeserializeOwned>(text: &str) -> rusqlite::Result<T> {
    serde_json::from_str(text).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error))
    })
}

/// The same where the word may be missing.
pub(super) fn maybe<T: std::str::FromStr>(
    row: &Row<'_>,
    column: impl rusqlite::RowIndex,
) -> rusqlite::Result<Option<T>>
where
    T::Err: std::error::Error + Send + Sync + 'static,
{
    row.get::<_, Option<String>>(column)?
        .map(|text| parse(&text))
        .transpose()
}

fn parse<T: std::str::FromStr>(text: &str) -> rusqlite::Result<T>
where
    T::Err: std::error::Error + Send + Sync + 'static,
{
    text.parse().map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error))
    })
}
