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

use std::collections::{BTreeMap, BTreeSet};

use hearsay::entity::{Entities, Form};
use hearsay::voice::Link;

use super::gold::Person;

/// The people of a story and what its pages call them.
pub(super) struct People {
    /// Id, and names as words.
    known: Vec<(String, Vec<Vec<String>>)>,
    /// What each is.
    kinds: Vec<String>,
    /// Names and aliases that begin with a capital, as words, each with the number of whom it names.
    proper: Vec<(Vec<String>, usize)>,
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
        let mut proper: Vec<(Vec<String>, usize)> = Vec::new();
        for (number, one) in gold
            .iter()
            .enumerate()
            .filter(|(_, one)| one.kind != "other")
        {
            proper.push((words(&one.name), number));
            let aliases = one.aliases.iter().filter(|alias| is_proper(alias));
            proper.extend(aliases.map(|alias| (words(alias), number)));
        }
        // Longer names first: "Norgas" in "Norgas Energy" is no other body.
        proper.sort_by(|a, b| (b.0.len(), a).cmp(&(a.0.len(), b)));
        proper.dedup();
        Self {
            kinds: gold.iter().map(|one| one.kind.clone()).collect(),
            proper,
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

    /// The id of the entity that these names, and this kind, are those of.
    pub(super) fn called<'a>(
        &self,
        names: impl Iterator<Item = &'a str>,
        kind: &str,
    ) -> Option<String> {
        let mut votes: BTreeMap<usize, u32> = BTreeMap::new();
        for name in names {
            let name = words(name);
            let has = |number: &usize| self.known[*number].1.contains(&name);
            let mut all: Vec<usize> = (0..self.known.len()).filter(has).collect();
            if all.len() > 1 {
                all.retain(|&number| self.kinds[number] == kind);
            }
            if let [one] = all[..] {
                *votes.entry(one).or_default() += 1;
            }
        }
        let best = votes.iter().rev().max_by_key(|(_, count)| **count);
        best.map(|(number, _)| self.known[*number].0.clone())
    }

    /// The ids of those that a text names; papers, and words that several have for a name, do not count.
    pub(super) fn named(&self, text: &str) -> BTreeSet<&str> {
        let mut text: Vec<(String, bool)> = words_of(text)
            .map(|word| (word.to_lowercase(), word.starts_with(char::is_uppercase)))
            .collect();
        let mut out = BTreeSet::new();
        for (name, number) in &self.proper {
            let several = self
                .proper
                .iter()
                .any(|(other, of)| other == name && of != number);
            let length = name.len();
            let mut at = 0;
            while length > 0 && at + length <= text.len() {
                let here = &text[at..at + length];
                let capital = here[0].1 || self.known[*number].1.first() == Some(name);
                if capital && here.iter().map(|(word, _)| word).eq(name) {
                    if !several {
                        out.insert(self.known[*number].0.as_str());
                        text[at..at + length].fill((String::new(), false));
                    }
                    at += length;
                } else {
                    at += 1;
                }
            }
        }
        out
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
    words_of(name).map(|word| word.to_lowercase()).collect()
}

/// The words of a text without articles and "'s".
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'))
        .flat_map(|word| {
            let owned = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s"));
            owned.unwrap_or(word).split(['\'', '’'])
        })
        .filter(|word| {
            let small = ["the", "a", "an"]
                .iter()
                .any(|one| word.eq_ignore_ascii_case(one));
            !word.is_empty() && !small
        })
}

/// Whether a name begins with a capital, an article aside.
fn is_proper(name: &str) -> bool {
    words_of(name)
        .next()
        .is_some_and(|word| word.starts_with(char::is_uppercase))
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
