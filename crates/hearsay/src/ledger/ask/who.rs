//! One voice: under which words it speaks, in which roles, what it said, what was said of it.

use std::collections::HashMap;

use serde::Serialize;

use super::Words;
use super::said::{Query, Said};
use crate::ledger::{Ledger, LedgerError};
use crate::lexicon;
use crate::voice::SourceKind;

/// What the ledger knows of a voice.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WhoReport {
    /// The words by which it was named as a source, and how often; the most frequent first.
    pub names: Vec<(String, usize)>,
    /// Its roles: from its entity, and from the words around its name; the most frequent first.
    pub roles: Vec<(String, usize)>,
    /// What kind of voice it was read as, and how often.
    pub kinds: Vec<(SourceKind, usize)>,
    /// In how many articles it speaks.
    pub articles: usize,
    /// What it said, published last first.
    pub said: Vec<Said>,
    /// How much it said in all.
    pub said_count: u64,
    /// What others said with its name in it, published last first.
    pub said_of: Vec<Said>,
    /// How much of that there is in all.
    pub said_of_count: u64,
}

impl Ledger {
    /// What is known of the voice with these words in its name; lists of at most `limit` rows (0
    /// for all).
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn who(&self, name: &Words, limit: u32) -> Result<WhoReport, LedgerError> {
        let by = Query {
            by: Some(name.clone()),
            ..Query::default()
        };
        let (all, said_count) = self.said(&by)?;
        let own: Vec<&str> = all.iter().map(|said| said.id.as_str()).collect();
        let about = Query {
            about: Some(name.clone()),
            ..Query::default()
        };
        let (mut said_of, _) = self.said(&about)?;
        said_of.retain(|said| !own.contains(&said.id.as_str()));
        let said_of_count = said_of.len() as u64;
        let mut roles: Vec<String> = Vec::new();
        for said in &all {
            roles.extend(said.source.as_deref().and_then(|source| role(source, name)));
        }
        roles.extend(self.roles(name)?);
        let mut articles: Vec<&str> = all.iter().map(|said| said.article.as_str()).collect();
        articles.sort_unstable();
        articles.dedup();
        let report = WhoReport {
            names: counted(
                all.iter()
                    .filter_map(|said| said.entity.clone().or_else(|| said.source.clone())),
            ),
            roles: counted(roles.into_iter()),
            kinds: counted(all.iter().filter_map(|said| said.kind)),
            articles: articles.len(),
            said_count,
            said_of_count,
            said: Vec::new(),
            said_of: Vec::new(),
        };
        let first = |mut list: Vec<Said>| {
            if limit > 0 {
                list.truncate(limit as usize);
            }
            list
        };
        Ok(WhoReport {
            said: first(all),
            said_of: first(said_of),
            ..report
        })
    }

    /// The roles of the entities that are known by names with these words.
    fn roles(&self, name: &Words) -> Result<Vec<String>, LedgerError> {
        let terms: Vec<&str> = name.terms().collect();
        let named = "instr(lower(coalesce(m.name, e.name)), lower(?)) > 0";
        let condition = vec![named; terms.len()].join(" AND ");
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT r.name FROM roles AS r JOIN entities AS e ON e.id = r.entity_id \
             LEFT JOIN entities AS m ON m.id = e.merged_into WHERE {condition} ORDER BY r.id"
        ))?;
        let rows = statement.query_map(rusqlite::params_from_iter(terms), |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// Things and how often each was there; the most frequent first, then in order of appearance.
fn counted<T: Eq + std::hash::Hash + Clone>(things: impl Iterator<Item = T>) -> Vec<(T, usize)> {
    let mut order = Vec::new();
    let mut counts: HashMap<T, usize> = HashMap::new();
    for thing in things {
        let count = counts.entry(thing.clone()).or_insert(0);
        if *count == 0 {
            order.push(thing);
        }
        *count += 1;
    }
    let mut out: Vec<(T, usize)> = order
        .into_iter()
        .map(|thing| {
            let count = counts[&thing];
            (thing, count)
        })
        .collect();
    out.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    out
}

/// What a source's words say of a person beside the name: an office before or after it.
fn role(source: &str, name: &Words) -> Option<String> {
    let words: Vec<&str> = source.split_whitespace().collect();
    let bare = |word: &str| {
        word.trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase()
    };
    let named: Vec<String> = name
        .terms()
        .flat_map(str::split_whitespace)
        .map(str::to_lowercase)
        .collect();
    let hit = |word: &str| {
        let word = bare(word);
        named.iter().any(|name| {
            word == *name
                || word.strip_suffix("'s") == Some(name)
                || word.strip_suffix("’s") == Some(name)
        })
    };
    let first = words.iter().position(|word| hit(word))?;
    let last = words.iter().rposition(|word| hit(word))?;
    // The rest of the name: capitalised words that no comma parts from it.
    let capital = |word: &str| {
        word.chars()
            .find(|c| c.is_alphanumeric())
            .is_some_and(char::is_uppercase)
    };
    let mut start = first;
    while start > 0 {
        let before = words[start - 1];
        if before.ends_with(',') || !capital(before) || lexicon::is_title(&bare(before)) {
            break;
        }
        start -= 1;
    }
    let after = words.get(last + 1..).unwrap_or_default();
    let before = &words[..start];
    let role = if before.is_empty() && words[last].ends_with(',') {
        after
    } else {
        before
    };
    let role = role.join(" ");
    let role = role.trim_matches(|c: char| !c.is_alphanumeric());
    (!role.is_empty()).then(|| role.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_stands_before_or_after_the_name() {
        let berezin = Words::parse("Berezin").expect("a word");
        let of = |source| role(source, &berezin);
        assert_eq!(
            of("the chairman of the Senate's defence committee, Anton Berezin").as_deref(),
            Some("the chairman of the Senate's defence committee")
        );
        assert_eq!(
            of("Anton Berezin, who runs the mill,").as_deref(),
            Some("who runs the mill")
        );
        assert_eq!(of("Berezin"), None);
        assert_eq!(of("Berezin's spokesman"), None);
        assert_eq!(of("the miller"), None);
    }
}
