//! Whether a voice that the program names is the one that the gold means.
//!
//! The gold names a voice by an entity's id or by a short description. What the program calls a voice
//! are its words, the name of its entity, and the other words by which the article names that
//! entity (pronouns aside). All are compared as words in lower case, without marks, articles and "'s":
//!
//! - An entity is meant if one of these is its name or an alias. Failing that for every entity of the gold,
//!   if one of these holds its name or an alias in a row of words; of several entities that are held
//!   so, the one that ends last counts ("Norgas spokeswoman Ida Moe" is Moe).
//! - A description is meant if the program names no entity of the gold in the first way, and one of its
//!   names shares at least half of the telling words (no small words) of the shorter of the two.

use std::collections::BTreeSet;

use hearsay::entity::{Entities, Form};
use hearsay::voice::Link;

use super::gold::Person;

/// The people of a story and what its pages call them.
pub(super) struct People {
    /// Id, and names as words.
    known: Vec<(String, Vec<Vec<String>>)>,
}

/// Words that tell nothing of whom they stand beside.
const SMALL: [&str; 24] = [
    "of", "in", "on", "at", "to", "for", "with", "by", "from", "and", "or", "its", "his", "her",
    "their", "who", "that", "which", "some", "one", "it", "he", "she", "they",
];

impl People {
    /// Those of the gold.
    pub(super) fn new(gold: &[Person]) -> Self {
        let names = |one: &Person| {
            let all = std::iter::once(&one.name).chain(&one.aliases);
            all.map(|name| words(name)).collect()
        };
        Self {
            known: gold
                .iter()
                .map(|one| (one.id.clone(), names(one)))
                .collect(),
        }
    }

    /// Whether the gold has an entity of this id.
    pub(super) fn has(&self, id: &str) -> bool {
        self.known.iter().any(|(known, _)| known == id)
    }

    /// Whether the program's link is the one that the gold names `meant`.
    pub(super) fn is(&self, link: &Link, entities: &Entities, text: &str, meant: &str) -> bool {
        let names = names(link, entities, text);
        let exact = |entity: &(String, Vec<Vec<String>>)| {
            entity.1.iter().any(|alias| names.contains(alias))
        };
        let exactly: Vec<&str> = self
            .known
            .iter()
            .filter(|one| exact(one))
            .map(|(id, _)| id.as_str())
            .collect();
        if !self.has(meant) {
            let wanted = telling(&words(meant));
            return exactly.is_empty()
                && names.iter().any(|name| {
                    let found = telling(name);
                    let least = wanted.len().min(found.len());
                    least > 0 && 2 * wanted.intersection(&found).count() >= least
                });
        }
        if !exactly.is_empty() {
            return exactly.contains(&meant);
        }
        names.iter().any(|name| {
            let held = self.known.iter().filter_map(|(id, aliases)| {
                let end = aliases.iter().filter_map(|alias| ends(name, alias)).max()?;
                Some((end, id.as_str()))
            });
            held.max().is_some_and(|(_, id)| id == meant)
        })
    }
}

/// What the program calls a voice.
fn names(link: &Link, entities: &Entities, text: &str) -> Vec<Vec<String>> {
    let entity = link.entity.and_then(|at| entities.all().get(at));
    let mentions = entity.into_iter().flat_map(|one| &one.mentions);
    let mentioned = mentions
        .filter(|one| one.form != Form::Pronoun)
        .filter_map(|one| text.get(one.range.clone()));
    let mut out: Vec<Vec<String>> = std::iter::once(link.text.as_str())
        .chain(entity.map(|one| one.name.as_str()))
        .chain(mentioned)
        .map(words)
        .filter(|name| !name.is_empty())
        .collect();
    out.dedup();
    out
}

fn words(name: &str) -> Vec<String> {
    name.to_lowercase()
        .replace("'s ", " ")
        .replace("’s ", " ")
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !matches!(*word, "the" | "a" | "an"))
        .map(str::to_owned)
        .collect()
}

fn telling(words: &[String]) -> BTreeSet<String> {
    let told = words.iter().filter(|word| !SMALL.contains(&word.as_str()));
    told.map(|word| word.strip_suffix('s').unwrap_or(word).to_owned())
        .collect()
}

/// Where the last occurrence of `part` in `name` ends.
fn ends(name: &[String], part: &[String]) -> Option<usize> {
    if part.is_empty() {
        return None;
    }
    let at = name.windows(part.len()).rposition(|here| here == part)?;
    Some(at + part.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use hearsay::voice::SourceKind;

    #[test]
    fn who_is_meant() {
        let person = |id: &str, name: &str, aliases: &[&str]| Person {
            id: id.to_owned(),
            name: name.to_owned(),
            aliases: aliases.iter().map(|&alias| alias.to_owned()).collect(),
        };
        let people = People::new(&[
            person("moe", "Ida Moe", &["Moe", "the spokeswoman"]),
            person("norgas", "Norgas", &[]),
        ]);
        let is = |text: &str, meant: &str| {
            let link = Link {
                span: None,
                text: text.to_owned(),
                kind: SourceKind::Person,
                entity: None,
            };
            people.is(&link, &Entities::default(), "", meant)
        };
        for (text, meant, wanted) in [
            ("Ida Moe", "moe", true),
            ("Mrs Moe", "moe", true),
            ("The spokeswoman", "moe", true),
            ("Norgas spokeswoman Ida Moe", "moe", true),
            ("Norgas spokeswoman Ida Moe", "norgas", false),
            ("Norgas", "moe", false),
            ("he", "moe", false),
            ("a senior official at Norgas", "a senior official", true),
            ("two officials", "an official close to the talks", true),
            ("a clerk", "an official close to the talks", false),
            ("Norgas", "a clerk of Norgas", false),
        ] {
            assert_eq!(is(text, meant), wanted, "{text}: {meant}");
        }
    }
}
