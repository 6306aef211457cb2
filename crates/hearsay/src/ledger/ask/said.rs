//! Who said what: attributions by filters that combine.

use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};
use serde::Serialize;

use super::Words;
use super::profile::OWN;
use crate::attribution::Quotation;
use crate::ledger::{Ledger, LedgerError};
use crate::voice::{Certainty, Mode, SourceKind, Stance};

/// Which attributions are asked for. Filters that are empty let everything pass.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Words of the source, or of the name that it is known by.
    pub by: Option<Words>,
    /// The id of the entity that is the source.
    pub speaker: Option<String>,
    /// The id of an entity that the content names, or means by a role or pronoun, and that is not the source.
    pub of: Option<String>,
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
    /// Older versions of a page too, not the latest alone.
    pub all_versions: bool,
    /// The most rows; 0 for all.
    pub limit: u32,
}

/// One attribution in a list.
#[derive(Debug, Clone, PartialEq, Serialize)]
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
}

/// The columns of a [`Said`], from attributions `a` of articles `w`.
pub(super) const COLUMNS: &str = "a.key, w.key, w.outlet, w.published, w.title, w.url, a.source, \
    (SELECT coalesce(m.name, e.name) FROM entities AS e LEFT JOIN entities AS m ON m.id = e.merged_into \
     WHERE e.id = a.source_entity_id), (SELECT json_group_array(name) FROM (SELECT name FROM voices \
     WHERE attribution_id = a.id ORDER BY position)), a.source_kind, a.cue, a.content, a.quotation, a.mode, a.stance, \
    a.certainty, a.said_from, a.said_to, a.confidence, a.status";

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
    })
}

impl Ledger {
    /// The attributions that pass every filter, those published last first; and how many there
    /// are without the limit.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn said(&self, query: &Query) -> Result<(Vec<Said>, u64), LedgerError> {
        let filter = Filter::new(query);
        let from = format!(
            "FROM attributions AS a JOIN articles AS w ON w.id = a.article_id WHERE {}",
            filter.conditions.join(" AND ")
        );
        let limit = match query.limit {
            0 => String::new(),
            limit => format!(" LIMIT {limit}"),
        };
        let sql = format!(
            "SELECT {COLUMNS} {from} ORDER BY w.published DESC, w.key, a.start, a.key{limit}"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let rows = statement.query_map(params_from_iter(&filter.values), said)?;
        let rows: Vec<Said> = rows.collect::<Result<_, _>>()?;
        let complete = query.limit == 0 || rows.len() < query.limit as usize;
        let count = if complete {
            rows.len() as u64
        } else {
            self.conn
                .prepare_cached(&format!("SELECT count(*) {from}"))?
                .query_row(params_from_iter(&filter.values), |row| row.get(0))?
        };
        Ok((rows, count))
    }
}

/// The rows of one entity, whose key stands for both parameters.
fn own() -> String {
    OWN.replace("?1", "?")
}

/// The conditions of a query and the values of their parameters.
pub(super) struct Filter {
    pub(super) conditions: Vec<String>,
    pub(super) values: Vec<Value>,
}

impl Filter {
    fn new(query: &Query) -> Self {
        let mut filter = Self {
            conditions: vec!["a.status <> 'rejected'".to_owned()],
            values: Vec::new(),
        };
        if let Some(words) = &query.about {
            filter.with(
                "a.id IN (SELECT rowid FROM attributions_fts WHERE attributions_fts MATCH ?)",
                words.query(Some("content")),
            );
        }
        if let Some(words) = &query.by {
            filter.by(words);
        }
        if let Some(id) = &query.speaker {
            filter.with(&format!("a.source_entity_id IN {}", own()), id.clone());
            filter.values.push(Value::Text(id.clone()));
        }
        if let Some(id) = &query.of {
            filter.of(id);
        }
        if let Some(words) = &query.through {
            filter.through(words);
        }
        if let Some(since) = &query.since {
            filter.with("w.published >= ?", since.clone());
        }
        if let Some(until) = &query.until {
            // Every time of that day, month or year begins with its name.
            filter.with("w.published < ?", format!("{until}~"));
        }
        if let Some(outlet) = &query.outlet {
            filter.with("instr(lower(w.outlet), lower(?)) > 0", outlet.clone());
        }
        if let Some(article) = &query.article {
            filter.with("w.key = ?", article.clone());
        }
        filter.one_of("a.source_kind", query.kinds.iter().map(|kind| kind.name()));
        filter.one_of("a.stance", query.stances.iter().map(|stance| stance.name()));
        filter.one_of(
            "a.certainty",
            query.certainties.iter().map(|word| word.name()),
        );
        filter.one_of("a.mode", query.modes.iter().map(|mode| mode.name()));
        filter.one_of(
            "a.quotation",
            query.quotations.iter().map(|word| word.name()),
        );
        if query.confidence > 0 {
            let least = f64::from(query.confidence) / 1000.0;
            filter.conditions.push("a.confidence >= ?".to_owned());
            filter.values.push(Value::Real(least));
        }
        // Whoever asks for an article gets it, whatever came after.
        if !query.all_versions && query.article.is_none() {
            filter.conditions.push("w.current".to_owned());
        }
        if query.corrected {
            filter.conditions.push("a.status <> 'read'".to_owned());
        }
        filter
    }

    pub(super) fn with(&mut self, condition: &str, value: String) {
        self.conditions.push(condition.to_owned());
        self.values.push(Value::Text(value));
    }

    /// Sources with these words, or known by a name with them.
    fn by(&mut self, words: &Words) {
        self.values.push(Value::Text(words.query(Some("source"))));
        let mut names = Vec::new();
        for term in words.terms() {
            names.push("instr(lower(coalesce(m.name, e.name)), lower(?)) > 0");
            self.values.push(Value::Text(term.to_owned()));
        }
        self.conditions.push(format!(
            "(a.id IN (SELECT rowid FROM attributions_fts WHERE attributions_fts MATCH ?) \
             OR a.source_entity_id IN (SELECT e.id FROM entities AS e \
             LEFT JOIN entities AS m ON m.id = e.merged_into WHERE {}))",
            names.join(" AND ")
        ));
    }

    /// Contents in which this entity is mentioned, but for what it said itself.
    fn of(&mut self, id: &str) {
        let own = own();
        self.conditions.push(format!(
            "a.id IN (SELECT x.id FROM mentions AS n JOIN attributions AS x ON x.article_id = n.article_id \
             JOIN spans AS s ON s.attribution_id = x.id AND s.part = 'content' AND s.start <= n.start AND n.\"end\" <= s.\"end\" \
             WHERE n.entity_id IN {own}) AND coalesce(a.source_entity_id, 0) NOT IN {own}"
        ));
        for _ in 0..4 {
            self.values.push(Value::Text(id.to_owned()));
        }
    }

    /// A voice before the innermost with these words.
    fn through(&mut self, words: &Words) {
        let mut names = Vec::new();
        for term in words.terms() {
            names.push("instr(lower(v.name), lower(?)) > 0");
            self.values.push(Value::Text(term.to_owned()));
        }
        self.conditions.push(format!(
            "a.id IN (SELECT v.attribution_id FROM voices AS v WHERE EXISTS (SELECT 1 FROM voices AS inner \
             WHERE inner.attribution_id = v.attribution_id AND inner.position > v.position) AND {})",
            names.join(" AND ")
        ));
    }

    fn one_of<'a>(&mut self, column: &str, words: impl Iterator<Item = &'a str>) {
        let before = self.values.len();
        self.values
            .extend(words.map(|word| Value::Text(word.to_owned())));
        let count = self.values.len() - before;
        if count > 0 {
            let marks = vec!["?"; count].join(", ");
            self.conditions.push(format!("{column} IN ({marks})"));
        }
    }
}
