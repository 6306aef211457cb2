//! A dossier's gold: its articles and the statements in them.
//!
//! Statements give words, not offsets. Where the words stand in the page is found here: the
//! occurrence of the content that is nearest to an occurrence of its cue and its source.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use hearsay::attribution::Quotation;
use hearsay::voice::{Certainty, SourceKind, Stance};
use serde::Deserialize;

use super::words::Words;

/// The file's part that is scored.
#[derive(Debug, Deserialize)]
pub(super) struct Gold {
    /// The story's name.
    pub(super) story: String,
    /// Its pages.
    pub(super) articles: Vec<Page>,
    /// Who is named in them.
    pub(super) entities: Vec<Person>,
    /// What is said in them.
    pub(super) statements: Vec<Statement>,
    /// What is claimed over all of them.
    #[serde(default)]
    pub(super) claims: Vec<Claim>,
    /// Pages that are one text, the earliest first.
    #[serde(default)]
    pub(super) copies: Vec<Vec<String>>,
    /// Pages that name an outlet as their source.
    #[serde(default)]
    pub(super) citations: Vec<Citation>,
}

/// One claim of the contested core.
#[derive(Debug, Deserialize)]
pub(super) struct Claim {
    /// What statements call it.
    pub(super) id: String,
    /// How many independent origins assert it.
    pub(super) independent_origins: usize,
    /// These, with their statements.
    pub(super) origins: Vec<Origin>,
    /// The page that asserts it first.
    pub(super) first_article: String,
    /// The statements that deny it.
    pub(super) denied_by: Vec<String>,
}

/// Who asserts a claim.
#[derive(Debug, Deserialize)]
pub(super) struct Origin {
    /// In which statements.
    pub(super) statements: Vec<String>,
}

/// A page that names an outlet as its source.
#[derive(Debug, Deserialize)]
pub(super) struct Citation {
    /// The page.
    pub(super) from: String,
    /// The outlet's entity.
    pub(super) to: String,
}

/// One who is named in a story.
#[derive(Debug, Deserialize)]
pub(super) struct Person {
    /// What chains call it.
    pub(super) id: String,
    /// What it is: `person` and so on, `other` of papers.
    #[serde(default)]
    pub(super) kind: String,
    /// Its name.
    pub(super) name: String,
    /// What pages call it.
    #[serde(default)]
    pub(super) aliases: Vec<String>,
}

/// A page of the dossier.
#[derive(Debug, Deserialize)]
pub(super) struct Page {
    /// What statements call it.
    pub(super) id: String,
    /// Its file beside the gold.
    pub(super) file: String,
}

/// One statement.
#[derive(Debug, Deserialize)]
pub(super) struct Statement {
    /// Its name.
    pub(super) id: String,
    /// The article that it stands in.
    pub(super) article: String,
    /// What is said, in pieces.
    pub(super) content: Vec<String>,
    /// The reporting words.
    pub(super) cue: Option<String>,
    /// The words that name the source.
    pub(super) source: Option<String>,
    /// What kind of source it is.
    pub(super) source_kind: SourceKind,
    /// Direct, indirect or mixed.
    pub(super) quotation: Quotation,
    /// The source's stance.
    pub(super) stance: Stance,
    /// How sure it sounds.
    pub(super) certainty: Certainty,
    /// The voices, outermost first: ids of entities, or descriptions.
    pub(super) chain: Vec<String>,
    /// The day that it was said, or two with a slash between them; none if the text does not say.
    pub(super) date: Option<String>,
    /// The claim that it bears on.
    #[serde(default)]
    pub(super) claim: Option<String>,
}

impl Gold {
    /// The gold of a dossier.
    ///
    /// # Errors
    /// If its `gold.json` cannot be read or lacks something.
    pub(super) fn read(dossier: &Path) -> Result<Self> {
        let path = dossier.join("gold.json");
        let json =
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        serde_json::from_str(&json).with_context(|| format!("cannot parse {}", path.display()))
    }
}

/// Where a statement stands in its page: numbers of words.
#[derive(Debug, Default)]
pub(super) struct Place {
    /// Of the content; empty if the page does not have it.
    pub(super) content: BTreeSet<usize>,
    /// Of the cue.
    pub(super) cue: BTreeSet<usize>,
    /// Of the source.
    pub(super) source: BTreeSet<usize>,
}

impl Statement {
    /// Where it stands among the page's words.
    pub(super) fn place(&self, page: &Words) -> Place {
        let Some(first) = self.content.first() else {
            return Place::default();
        };
        let cues = self.cue.as_ref().map_or(Vec::new(), |cue| page.find(cue));
        let sources = self
            .source
            .as_ref()
            .map_or(Vec::new(), |who| page.find(who));
        let nearest = |all: &[std::ops::Range<usize>], at: usize| {
            all.iter()
                .min_by_key(|range| range.start.abs_diff(at))
                .cloned()
        };
        let far = |found: &Option<std::ops::Range<usize>>, at: usize| {
            found.as_ref().map_or(0, |range| range.start.abs_diff(at))
        };
        let best = page.find(first).into_iter().min_by_key(|range| {
            let cue = nearest(&cues, range.start);
            let source = nearest(&sources, range.start);
            far(&cue, range.start) + far(&source, range.start)
        });
        let Some(start) = best else {
            return Place::default();
        };
        let mut content: BTreeSet<usize> = start.clone().collect();
        let mut end = start.end;
        for piece in &self.content[1..] {
            if let Some(range) = nearest(&page.find(piece), end) {
                end = range.end;
                content.extend(range);
            }
        }
        let words = |all: &[std::ops::Range<usize>]| {
            nearest(all, start.start).into_iter().flatten().collect()
        };
        Place {
            content,
            cue: words(&cues),
            source: words(&sources),
        }
    }
}
