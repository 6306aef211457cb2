//! The conditions that questions share, as SQL with parameters.

use rusqlite::types::Value;

use super::Words;
use super::said::{Mark, Order, Query};

/// The rows of all entities that are the one with this id, over all articles.
pub(super) const ONE: &str = "SELECT o.id FROM (SELECT coalesce(merged_into, id) AS id \
    FROM entities WHERE key = ?) AS k JOIN entities AS o ON o.id = k.id OR o.merged_into = k.id";

/// The conditions of a query and the values of their parameters.
#[derive(Debug, Clone, Default)]
pub(super) struct Filter {
    conditions: Vec<String>,
    pub(super) values: Vec<Value>,
}

impl Filter {
    /// The conditions of a query for attributions `a` of articles `w`, without its [`Query::after`].
    pub(super) fn of_said(query: &Query) -> Self {
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
        if let Some(words) = &query.through {
            filter.through(words);
        }
        filter.published(query.since.as_deref(), query.until.as_deref());
        filter.outlet(query.outlet.as_deref());
        if let Some(entity) = &query.speaker {
            filter.with(&format!("a.source_entity_id IN ({ONE})"), entity.clone());
        }
        if let Some(entity) = &query.of {
            filter.of(entity);
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
            filter.with("a.confidence >= ?", least);
        }
        // Whoever asks for an article gets it, whatever came after.
        if !query.all_versions && query.article.is_none() {
            filter.must("w.current");
        }
        if query.corrected {
            filter.must("a.status <> 'read'");
        }
        if query.untouched {
            filter.must("a.status = 'read'");
        }
        filter
    }

    /// All conditions as a clause of SQL; empty without any.
    pub(super) fn sql(&self) -> String {
        match self.conditions.as_slice() {
            [] => String::new(),
            some => format!("WHERE {}", some.join(" AND ")),
        }
    }

    /// One more condition.
    pub(super) fn must(&mut self, condition: &str) {
        self.conditions.push(condition.to_owned());
    }

    /// One more condition with one parameter.
    pub(super) fn with(&mut self, condition: &str, value: impl Into<Value>) {
        self.must(condition);
        self.values.push(value.into());
    }

    /// One more condition with several parameters.
    pub(super) fn with_all<const N: usize>(&mut self, condition: &str, values: [Value; N]) {
        self.must(condition);
        self.values.extend(values);
    }

    /// Articles `w` that were published in this time: each end a beginning of an ISO 8601 date.
    pub(super) fn published(&mut self, since: Option<&str>, until: Option<&str>) {
        if let Some(since) = since {
            self.with("w.published >= ?", since.to_owned());
        }
        if let Some(until) = until {
            // Every time of that day, month or year begins with its name.
            self.with("w.published < ?", format!("{until}~"));
        }
    }

    /// Articles `w` of an outlet with these words in its name.
    pub(super) fn outlet(&mut self, outlet: Option<&str>) {
        if let Some(outlet) = outlet {
            self.with("instr(lower(w.outlet), lower(?)) > 0", outlet.to_owned());
        }
    }

    /// Names with all of these words.
    pub(super) fn named(&mut self, column: &str, words: &Words) {
        for term in words.terms() {
            self.with(
                &format!("instr(lower({column}), lower(?)) > 0"),
                term.to_owned(),
            );
        }
    }

    /// What comes after this place in the order.
    pub(super) fn after(&mut self, order: Order, mark: &Mark) {
        if order == Order::LeastSure {
            self.with_all(
                "(a.confidence, a.key) > (?, ?)",
                [
                    f64::from_bits(mark.confidence).into(),
                    mark.id.clone().into(),
                ],
            );
            return;
        }
        // No place in a text is beyond what SQLite counts.
        let start = i64::try_from(mark.start).unwrap_or(i64::MAX);
        let place = [
            mark.article.clone().into(),
            start.into(),
            mark.id.clone().into(),
        ];
        self.behind(
            mark.published.as_ref(),
            "(w.key, a.start, a.key) > (?, ?, ?)",
            place,
        );
    }

    /// What comes after this time of publication, the latest first, or at the same time and later by `rest`.
    pub(super) fn behind<const N: usize>(
        &mut self,
        published: Option<&String>,
        rest: &str,
        values: [Value; N],
    ) {
        match published {
            Some(time) => {
                self.with_all(
                    &format!(
                        "(w.published < ? OR w.published IS NULL OR (w.published = ? AND {rest}))"
                    ),
                    [time.clone().into(), time.clone().into()],
                );
                self.values.extend(values);
            }
            None => self.with_all(&format!("(w.published IS NULL AND {rest})"), values),
        }
    }

    /// What others say of an entity: a mention of it stands in the content.
    fn of(&mut self, entity: &str) {
        self.with_all(
            &format!(
                "a.id IN (SELECT s.attribution_id FROM mentions AS n \
                 JOIN attributions AS b ON b.article_id = n.article_id \
                 JOIN spans AS s ON s.attribution_id = b.id AND s.part = 'content' \
                 WHERE n.entity_id IN ({ONE}) AND s.start <= n.start AND n.\"end\" <= s.\"end\") \
                 AND coalesce(a.source_entity_id NOT IN ({ONE}), 1)"
            ),
            [entity.to_owned().into(), entity.to_owned().into()],
        );
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

    /// One of these words; any if there are none.
    pub(super) fn one_of<'a>(&mut self, column: &str, words: impl Iterator<Item = &'a str>) {
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
