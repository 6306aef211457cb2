//! Accounts out of the ledger again.

use std::collections::{BTreeSet, HashMap, HashSet};

use rusqlite::{Connection, Row, params};

use crate::account::{
    Account, Citation, Cited, Claim, Edge, End, Figure, Origin, Range, SCHEMA, Statement, Turn,
};
use crate::ledger::LedgerError;
use crate::ledger::load::{json, list, word};
use crate::reading::Marked;

/// By which ids entities are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ledger) enum Which {
    /// Their own, an article's.
    Own,
    /// Those of who they are over all articles.
    Joined,
}

impl Which {
    /// As a parameter of SQL.
    pub(in crate::ledger) fn is_joined(self) -> bool {
        self == Self::Joined
    }
}

/// The account of a story.
pub(in crate::ledger) fn story(
    conn: &Connection,
    story: i64,
    which: Which,
) -> Result<Account, LedgerError> {
    let claims: Vec<i64> = list(
        conn,
        "SELECT id FROM claims WHERE story_id = ?1 ORDER BY position",
        story,
        |row| row.get(0),
    )?;
    account(conn, &claims, &[story], which)
}

/// An account of these claims, with what belongs to these stories.
pub(in crate::ledger) fn account(
    conn: &Connection,
    claims: &[i64],
    stories: &[i64],
    which: Which,
) -> Result<Account, LedgerError> {
    let mut account = Account {
        schema: SCHEMA.into(),
        ..Account::default()
    };
    for row in claims {
        account.claims.push(claim(conn, *row, which)?);
    }
    let mut known = HashSet::new();
    let mut places = HashMap::new();
    for story in stories {
        for origin in origins(conn, *story, which)? {
            if known.insert(origin.id.clone()) {
                account.origins.push(origin);
            }
        }
        for figure in figures(conn, *story, which)? {
            match places.get(&figure.id) {
                Some(&at) => join(&mut account.entities[at], figure),
                None => {
                    places.insert(figure.id.clone(), account.entities.len());
                    account.entities.push(figure);
                }
            }
        }
        account.copies.extend(copies(conn, *story)?);
        account.citations.extend(citations(conn, *story, which)?);
    }
    Ok(account)
}

/// One claim.
pub(in crate::ledger) fn claim(
    conn: &Connection,
    row: i64,
    which: Which,
) -> Result<Claim, LedgerError> {
    let mut claim = conn
        .prepare_cached(
            "SELECT c.key, c.text, c.status, c.origins_min, c.origins_max, w.key FROM claims AS c \
             LEFT JOIN articles AS w ON w.id = c.first_article_id WHERE c.id = ?1",
        )?
        .query_row([row], |row| {
            Ok(Claim {
                id: row.get(0)?,
                text: row.get(1)?,
                status: word(row, 2)?,
                origins: Range {
                    min: row.get(3)?,
                    max: row.get(4)?,
                },
                first_article: row.get(5)?,
                statements: Vec::new(),
                denied_by: Vec::new(),
                history: Vec::new(),
                edges: Vec::new(),
            })
        })?;
    claim.statements = list(
        conn,
        "SELECT a.key, w.key, s.stance, o.key FROM statements AS s JOIN attributions AS a ON a.id = s.attribution_id \
         JOIN articles AS w ON w.id = a.article_id LEFT JOIN origins AS o ON o.id = s.origin_id \
         WHERE s.claim_id = ?1 ORDER BY s.position",
        row,
        |row| {
            Ok(Statement {
                attribution: row.get(0)?,
                article: row.get(1)?,
                stance: word(row, 2)?,
                origin: row.get(3)?,
            })
        },
    )?;
    claim.denied_by = claim
        .statements
        .iter()
        .filter(|statement| statement.stance == crate::account::Bearing::Denies)
        .map(|statement| statement.attribution.clone())
        .collect();
    claim.history = list(
        conn,
        "SELECT h.date, h.status, a.key FROM claim_history AS h JOIN attributions AS a ON a.id = h.attribution_id \
         WHERE h.claim_id = ?1 ORDER BY h.position",
        row,
        |row| {
            Ok(Turn {
                date: row.get(0)?,
                status: word(row, 1)?,
                attribution: row.get(2)?,
            })
        },
    )?;
    claim.edges = edges(conn, row, which)?;
    Ok(claim)
}

fn edges(conn: &Connection, claim: i64, which: Which) -> Result<Vec<Edge>, LedgerError> {
    let mut statement = conn.prepare_cached(
        "SELECT g.link, a.key, g.is_loop, \
         g.from_kind, fw.key, coalesce(fm.key, fe.key), fo.key, g.from_words, \
         g.to_kind, tw.key, coalesce(tm.key, te.key), too.key, g.to_words \
         FROM claim_edges AS g JOIN attributions AS a ON a.id = g.attribution_id \
         LEFT JOIN articles AS fw ON fw.id = g.from_article_id \
         LEFT JOIN entities AS fe ON fe.id = g.from_entity_id \
         LEFT JOIN entities AS fm ON fm.id = fe.merged_into AND ?2 \
         LEFT JOIN origins AS fo ON fo.id = g.from_origin_id \
         LEFT JOIN articles AS tw ON tw.id = g.to_article_id \
         LEFT JOIN entities AS te ON te.id = g.to_entity_id \
         LEFT JOIN entities AS tm ON tm.id = te.merged_into AND ?2 \
         LEFT JOIN origins AS too ON too.id = g.to_origin_id \
         WHERE g.claim_id = ?1 ORDER BY g.position",
    )?;
    let rows = statement.query_map(params![claim, which.is_joined()], |row| {
        Ok(Edge {
            link: word(row, 0)?,
            attribution: row.get(1)?,
            is_loop: row.get(2)?,
            from: end(row, 3)?,
            to: end(row, 8)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The end of an edge in the five columns from this one on.
fn end(row: &Row<'_>, at: usize) -> rusqlite::Result<End> {
    let kind: String = row.get(at)?;
    let mut id = None;
    for column in at + 1..at + 5 {
        id = id.or(row.get::<_, Option<String>>(column)?);
    }
    let id = id.unwrap_or_default();
    Ok(match kind.as_str() {
        "article" => End::Article(id),
        "outlet" => End::Outlet(id),
        "origin" => End::Origin(id),
        _ => End::Nobody(id),
    })
}

fn origins(conn: &Connection, story: i64, which: Which) -> Result<Vec<Origin>, LedgerError> {
    let mut statement = conn.prepare_cached(
        "SELECT o.key, o.name, o.kind, coalesce(m.key, e.key) FROM origins AS o \
         LEFT JOIN entities AS e ON e.id = o.entity_id LEFT JOIN entities AS m ON m.id = e.merged_into AND ?2 \
         WHERE o.story_id = ?1 ORDER BY o.position",
    )?;
    let rows = statement.query_map(params![story, which.is_joined()], |row| {
        Ok(Origin {
            id: row.get(0)?,
            who: row.get(1)?,
            kind: word(row, 2)?,
            entity: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn figures(conn: &Connection, story: i64, which: Which) -> Result<Vec<Figure>, LedgerError> {
    let mut statement = conn.prepare_cached(
        "SELECT f.id, coalesce(m.key, e.key), f.name, f.kind, f.aliases, f.roles FROM figures AS f \
         JOIN entities AS e ON e.id = f.entity_id LEFT JOIN entities AS m ON m.id = e.merged_into AND ?2 \
         WHERE f.story_id = ?1 ORDER BY f.position",
    )?;
    let rows = statement.query_map(params![story, which.is_joined()], |row| {
        let figure = Figure {
            id: row.get(1)?,
            name: row.get(2)?,
            kind: word(row, 3)?,
            aliases: json(&row.get::<_, String>(4)?)?,
            roles: json(&row.get::<_, String>(5)?)?,
            members: Vec::new(),
        };
        Ok((row.get::<_, i64>(0)?, figure))
    })?;
    let mut found = Vec::new();
    for row in rows {
        let (row, mut figure) = row?;
        figure.members = list(
            conn,
            "SELECT key FROM entities WHERE figure_id = ?1 ORDER BY key",
            row,
            |row| row.get(0),
        )?;
        found.push(figure);
    }
    Ok(found)
}

/// Adds what another story knows of the same figure.
fn join(one: &mut Figure, figure: Figure) {
    let mut aliases: BTreeSet<String> = one.aliases.drain(..).chain(figure.aliases).collect();
    aliases.insert(figure.name);
    aliases.remove(&one.name);
    one.aliases = aliases.into_iter().collect();
    for role in figure.roles {
        if !one.roles.contains(&role) {
            one.roles.push(role);
        }
    }
    one.members.extend(figure.members);
}

fn copies(conn: &Connection, story: i64) -> Result<Vec<Vec<String>>, LedgerError> {
    let rows: Vec<(usize, String)> = list(
        conn,
        "SELECT c.number, w.key FROM copies AS c JOIN articles AS w ON w.id = c.article_id \
         WHERE c.story_id = ?1 ORDER BY c.number, c.position",
        story,
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let mut groups: Vec<Vec<String>> = Vec::new();
    let mut last = None;
    for (number, article) in rows {
        if last != Some(number) {
            groups.push(Vec::new());
            last = Some(number);
        }
        if let Some(group) = groups.last_mut() {
            group.push(article);
        }
    }
    Ok(groups)
}

pub(in crate::ledger) fn citations(
    conn: &Connection,
    story: i64,
    which: Which,
) -> Result<Vec<Citation>, LedgerError> {
    let mut statement = conn.prepare_cached(
        "SELECT w.key, coalesce(m.key, e.key), x.key, c.spans, c.name FROM citations AS c \
         JOIN articles AS w ON w.id = c.article_id LEFT JOIN articles AS x ON x.id = c.cited_article_id \
         LEFT JOIN entities AS e ON e.id = c.entity_id LEFT JOIN entities AS m ON m.id = e.merged_into AND ?2 \
         WHERE c.story_id = ?1 ORDER BY c.position",
    )?;
    let rows = statement.query_map(params![story, which.is_joined()], |row| {
        Ok(Citation {
            from: row.get(0)?,
            to: Cited {
                entity: row.get(1)?,
                article: row.get(2)?,
            },
            evidence: Marked {
                spans: json(&row.get::<_, String>(3)?)?,
                text: row.get(4)?,
            },
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
