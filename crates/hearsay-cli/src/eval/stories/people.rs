//! Whether a voice that the program names is the one that the gold means.
//!
//! The gold names a voice by an entity's id or by a short description. What the program calls a voice
//! are its words, the name of its entity, and the other words by which the article names that
//! entity (pronouns aside). All are compared as words in lower case, without marks, articles and "'s":
//!
//! - An entity is meant if one of these is its name or an alias. Failing that for every entity of the gold,
//!   if one of these holds its name or an alias in a row of words; of several entities that are held
//!   so, the one that ends last counts ("Norgas spokeswoman Ida Moe" is Moe).
//! - An entity that is no person, body, outlet, place or vessel - a paper - is meant by the words that the gold gives as the
//!   source, too: papers have no names to be told by.
//! - A description is meant if the program names no entity of the gold in the first way, and one of its
//!   names shares at least half of the telling words (no small words) of the shorter of the two. The
//!   innermost voice may share them with the words that the gold gives as the source instead, since a description
//!   may borrow its words from another page of the story.

use std::collections::BTreeSet;

use hearsay::entity::{Entities, Form};
use hearsay::voice::Link;

use super::gold::Person;

/// The people of a story and what its pages call them.
pub(super) struct People {
    /// Id, and names as words.
    known: Vec<(String, Vec<Vec<String>>)>,
    /// Ids of papers.
    papers: Vec<String>,
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
            papers: gold
                .iter()
                .filter(|one| one.kind == "other")
                .map(|one| one.id.clone())
                .collect(),
        }
    }

    /// Whether the gold has an entity of this id.
    pub(super) fn has(&self, id: &str) -> bool {
        self.known.iter().any(|(known, _)| known == id)
    }

    /// Whether the program's voices are those of the gold, each of which may be told by other words too.
    pub(super) fn are(
        &self,
        links: &[Link],
        entities: &Entities,
        text: &str,
        meant: &[(&str, Option<&str>)],
    ) -> bool {
        let is = |(link, (meant, words)): (&Link, &(&str, Option<&str>))| {
            self.is(link, entities, text, meant, *words)
        };
        links.len() == meant.len() && links.iter().zip(meant).all(is)
    }

    /// Whether the program's link is the one that the gold names `meant`, and whose source are these words.
    pub(super) fn is(
        &self,
        link: &Link,
        entities: &Entities,
        text: &str,
        meant: &str,
        source: Option<&str>,
    ) -> bool {
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
            let wanted = std::iter::once(meant).chain(source);
            let wanted: Vec<_> = wanted.map(|words_of| telling(&words(words_of))).collect();
            let alike = |name: &Vec<String>| {
                let found = telling(name);
                wanted.iter().any(|wanted| {
                    let least = wanted.len().min(found.len());
                    least > 0 && 2 * wanted.intersection(&found).count() >= least
                })
            };
            return exactly.is_empty() && names.iter().any(alike);
        }
        if !exactly.is_empty() {
            return exactly.contains(&meant);
        }
        let paper = self.papers.iter().any(|id| id == meant);
        if let Some(source) = source.filter(|_| paper) {
            let source = words(source);
            let told = !telling(&source).is_empty();
            if told && names.iter().any(|name| ends(&source, name).is_some()) {
                return true;
            }
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
            kind: if id == "letter" { "other" } else { "person" }.to_owned(),
            name: name.to_owned(),
            aliases: aliases.iter().map(|&alias| alias.to_owned()).collect(),
        };
        let people = People::new(&[
            person("moe", "Ida Moe", &["Moe", "the spokeswoman"]),
            person("norgas", "Norgas", &[]),
            person("letter", "letter of May 3", &[]),
        ]);
        let link = |text: &str| Link {
            span: None,
            text: text.to_owned(),
            kind: SourceKind::Person,
            entity: None,
        };
        let of = |text: &str, meant: &str, source: Option<&str>| {
            people.is(&link(text), &Entities::default(), "", meant, source)
        };
        let is = |text: &str, meant: &str| of(text, meant, None);
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
        let source = "circles near the talks";
        let meant = "somebody at the ministry";
        assert!(!is(source, meant));
        assert!(of(source, meant, Some(source)));
        assert!(!of("Norgas", meant, Some("Norgas")));
        assert!(of("A paper", "letter", Some("A paper of the guild")));
        assert!(!of("It", "letter", Some("It")));
        assert!(!of("he", meant, Some("he")));
        let chain = [link("Norgas"), link("Ida Moe")];
        let are =
            |meant: &[(&str, Option<&str>)]| people.are(&chain, &Entities::default(), "", meant);
        assert!(are(&[("norgas", None), ("moe", None)]));
        assert!(!are(&[("moe", None), ("norgas", None)]));
        assert!(!are(&[("moe", None)]));
    }
}
