//! Who said what: attributions by filters that combine.

use rusqlite::{Row, params_from_iter};
use serde::{Deserialize, Serialize};

use super::Words;
use super::filter::Filter;
use crate::attribution::Quotation;
use crate::ledger::{Ledger, LedgerError};
use crate::voice::{Certainty, Mode, SourceKind, Stance};

/// Which attributions are asked for. Filters that are empty let everything pass.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Words of the source, or of the name that it is known by.
    pub by: Option<Words>,
    /// Words of a voice that it came through: any link of the chain but the innermost.
    pub through: Option<Words>,
    /// Words of the content.
    pub about: Option<Words>,
    /// Published on this day or later: a beginning of an ISO 8601 date (`2031`, `2031-03`, `2031-03-17`).
    pub since: Option<String>,
    /// Published on this day or earlier, as `since`.
    pub until: Option<String>,
    /// Words of the outlet's name.
    pub outlet: Option<String>,
    /// The id of an article.
    pub article: Option<String>,
    /// The id of the entity that is the source, under any of its names.
    pub speaker: Option<String>,
    /// The id of an entity that the content names, or means by a role or pronoun, and that is not the source.
    pub of: Option<String>,
    /// What kind of voice.
    pub kinds: Vec<SourceKind>,
    /// With which stance.
    pub stances: Vec<Stance>,
    /// How sure.
    pub certainties: Vec<Certainty>,
    /// In which mode.
    pub modes: Vec<Mode>,
    /// How quoted.
    pub quotations: Vec<Quotation>,
    /// At least this confident, 0 to 1, in thousandths.
    pub confidence: u16,
    /// Only what people corrected or added.
    pub corrected: bool,
    /// Only what nobody has corrected, confirmed or added.
    pub untouched: bool,
    /// Older versions of a page too, not the latest alone.
    pub all_versions: bool,
    /// Which come first.
    pub order: Order,
    /// Only what comes after this one in the order.
    pub after: Option<Mark>,
    /// The most rows; 0 for all.
    pub limit: u32,
}

/// Which attributions come first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// Those published last; within an article in the order of its text.
    #[default]
    Latest,
    /// Those of which the program is least sure.
    LeastSure,
}

/// The place of an attribution in any [`Order`]. It stays what it is when others come or go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// When its article was published.
    pub published: Option<String>,
    /// The article's id.
    pub article: String,
    /// Its first code point.
    pub start: u64,
    /// How sure the program is, 0 to 1: the bits of the number (`f64::to_bits`), which no text form can change.
    pub confidence: u64,
    /// Its id.
    pub id: String,
}

/// One attribution in a list.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Said {
    /// Its text id.
    pub id: String,
    /// The id of its article.
    pub article: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// When.
    pub published: Option<String>,
    /// The article's headline.
    pub title: Option<String>,
    /// The article's address.
    pub url: Option<String>,
    /// The source's words.
    pub source: Option<String>,
    /// The name that the source is known by, if the article tells.
    pub entity: Option<String>,
    /// The voices that it came through, outermost first, the source last.
    pub chain: Vec<String>,
    /// What kind of voice.
    pub kind: Option<SourceKind>,
    /// The reporting words.
    pub cue: Option<String>,
    /// What is said.
    pub content: Option<String>,
    /// How quoted.
    pub quotation: Quotation,
    /// In which mode.
    pub mode: Option<Mode>,
    /// With which stance.
    pub stance: Option<Stance>,
    /// How sure.
    pub certainty: Option<Certainty>,
    /// Earliest time that it was said.
    pub said_from: Option<String>,
    /// Latest time that it was said.
    pub said_to: Option<String>,
    /// The program's belief, 0 to 1.
    pub confidence: f64,
    /// `read`, `corrected` or `added`.
    pub status: String,
    /// Its first code point in the article's text.
    #[serde(skip)]
    pub start: u64,
}

impl Said {
    /// Its place among others, for [`Query::after`].
    pub fn mark(&self) -> Mark {
        Mark {
            published: self.published.clone(),
            article: self.article.clone(),
            start: self.start,
            confidence: self.confidence.to_bits(),
            id: self.id.clone(),
        }
    }
}

/// The columns of a [`Said`], from attributions `a` of articles `w`.
pub(super) const COLUMNS: &str = "a.key, w.key, w.outlet, w.published, w.title, w.url, a.source, \
    (SELECT coalesce(m.name, e.name) FROM entities AS e LEFT JOIN entities AS m ON m.id = e.merged_into \
     WHERE e.id = a.source_entity_id), (SELECT json_group_array(name) FROM (SELECT name FROM voices \
     WHERE attribution_id = a.id ORDER BY position)), a.source_kind, a.cue, a.content, a.quotation, a.mode, a.stance, \
    a.certainty, a.said_from, a.said_to, a.confidence, a.status, a.start";

/// A row of [`COLUMNS`].
pub(super) fn said(row: &Row<'_>) -> rusqlite::Result<Said> {
    use crate::ledger::load::{json, maybe, word};
    Ok(Said {
        id: row.get(0)?,
        article: row.get(1)?,
        outlet: row.get(2)?,
        published: row.get(3)?,
        title: row.get(4)?,
        url: row.get(5)?,
        source: row.get(6)?,
        entity: row.get(7)?,
        chain: json(&row.get::<_, String>(8)?)?,
        kind: maybe(row, 9)?,
        cue: row.get(10)?,
        content: row.get(11)?,
        quotation: word(row, 12)?,
        mode: maybe(row, 13)?,
        stance: maybe(row, 14)?,
        certainty: maybe(row, 15)?,
        said_from: row.get(16)?,
        said_to: row.get(17)?,
        confidence: row.get(18)?,
        status: row.get(19)?,
        start: row.get(20)?,
    })
}

impl Ledger {
    /// The attributions that pass every filter, in its order; and how many there are without the limit, and without
    /// [`Query::after`].
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn said(&self, query: &Query) -> Result<(Vec<Said>, u64), LedgerError> {
        let all = Filter::of_said(query);
        let mut some = all.clone();
        if let Some(mark) = &query.after {
            some.after(query.order, mark);
        }
        let from = |filter: &Filter| {
            format!(
                "FROM attributions AS a JOIN articles AS w ON w.id = a.article_id {}",
                filter.sql()
            )
        };
        let order = match query.order {
            Order::Latest => "w.published DESC, w.key, a.start, a.key",
            Order::LeastSure => "a.confidence, a.key",
        };
        let sql = format!(
            "SELECT {COLUMNS} {} ORDER BY {order}{}",
            from(&some),
            limit(query.limit)
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let rows = statement.query_map(params_from_iter(&some.values), said)?;
        let rows: Vec<Said> = rows.collect::<Result<_, _>>()?;
        let complete = query.limit == 0 || rows.len() < query.limit as usize;
        let count = if complete && query.after.is_none() {
            rows.len() as u64
        } else {
            self.conn
                .prepare_cached(&format!("SELECT count(*) {}", from(&all)))?
                .query_row(params_from_iter(&all.values), |row| row.get(0))?
        };
        Ok((rows, count))
    }
}

/// The end of a query of at most so many rows, 0 for all.
pub(super) fn limit(most: u32) -> String {
    match most {
        0 => String::new(),
        most => format!(" LIMIT {most}"),
    }
}
