//! Scores coreference: `hearsay eval coref DIR` on CoNLL-U files with `Entity=`, `hearsay eval pronouns` on judged
//! sources.
//!
//! A mention of the program is the people's if it lies in theirs and holds its head words (the partial
//! match of CorefUD), each at most once, the longest first. Of the people's mentions only those of
//! persons, organizations and places count, since the program names nothing else; with every kind as a
//! second table. The baseline has the program's own mentions, one chain for those of the same words, pronouns alone.

mod conllu;
mod measure;
mod pronouns;

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use anyhow::{Context, Result, bail};
use hearsay::entity::{Entity, Form};
use hearsay::page::{self, PageOptions};
use hearsay::voice::Heard;
use serde_json::{Value, json};

use super::brat::bootstrap::{self, Interval};
use crate::args::EvalCorefArgs;
use conllu::Document;
use measure::{Chains, Figures, Fractions};

pub(super) use pronouns::run as pronouns;

/// The kinds that the program names.
const NAMED: [&str; 3] = ["organization", "person", "place"];

/// Genres that stand by themselves.
const APART: [&str; 2] = ["news", "interview"];

/// What is compared to the people.
const SIDES: [&str; 2] = ["hearsay", "same words"];

/// A document's figures: of the program and of the baseline, over the kinds it names and over all.
#[derive(Debug, Clone)]
struct Scored {
    genre: String,
    figures: [[Figures; SIDES.len()]; 2],
}

/// Reads every document and returns the table, or its JSON.
///
/// # Errors
/// If a file cannot be read or parsed, or there is none.
pub(super) fn run(args: &EvalCorefArgs) -> Result<String> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(&args.dir).with_context(|| args.dir.display().to_string())? {
        let path = entry
            .with_context(|| args.dir.display().to_string())?
            .path();
        if path.extension().is_some_and(|ext| ext == "conllu") {
            paths.push(path);
        }
    }
    paths.sort();
    let mut scored = Vec::new();
    for path in &paths {
        let file = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
        let documents = conllu::parse(&file).with_context(|| path.display().to_string())?;
        for document in &documents {
            scored.push(score(document).with_context(|| path.display().to_string())?);
        }
    }
    if scored.is_empty() {
        bail!(
            "{}: no documents\nhint: it holds files that end in .conllu",
            args.dir.display()
        );
    }
    let mut groups: Vec<(String, Vec<&Scored>)> = Vec::new();
    for genre in APART {
        let those = scored.iter().filter(|one| one.genre == genre).collect();
        groups.push((genre.to_owned(), those));
    }
    groups.push(("all".to_owned(), scored.iter().collect()));
    groups.retain(|(_, documents)| !documents.is_empty());
    Ok(if args.json {
        let values: Vec<Value> = groups
            .iter()
            .map(|(name, documents)| as_json(name, documents, args))
            .collect();
        format!("{:#}\n", json!({ "groups": values }))
    } else {
        groups
            .iter()
            .map(|(name, documents)| as_table(name, documents, args))
            .collect()
    })
}

/// Reads a document and compares.
fn score(document: &Document) -> Result<Scored> {
    let options = PageOptions {
        verbatim: true,
        ..PageOptions::default()
    };
    let article = page::read(document.text.as_bytes(), &options)?;
    if article.text != document.text {
        bail!("the text changed on reading, so that offsets do not fit the gold");
    }
    let heard = Heard::read(&article);
    let entities = heard.entities.all();
    let figures = [true, false].map(|named| {
        let gold: Vec<&conllu::Marked> = document
            .mentions
            .iter()
            .filter(|one| !named || NAMED.contains(&one.kind.as_str()))
            .collect();
        let wanted = grouped(
            gold.iter()
                .enumerate()
                .map(|(at, one)| (one.entity.clone(), at)),
        );
        let found = matched(document, &gold, entities);
        let program = grouped(found.iter().map(|one| (one.entity, one.number)));
        let alike = grouped(found.iter().map(|one| {
            let words = one.text.to_lowercase();
            let pronoun = one.form == Form::Pronoun;
            ((words, pronoun.then_some(one.number)), one.number)
        }));
        [Figures::of(&wanted, &program), Figures::of(&wanted, &alike)]
    });
    Ok(Scored {
        genre: document.genre.clone(),
        figures,
    })
}

/// Chains of what has the same key.
fn grouped<K: Ord>(all: impl Iterator<Item = (K, usize)>) -> Chains {
    let mut chains: BTreeMap<K, Vec<usize>> = BTreeMap::new();
    for (key, number) in all {
        chains.entry(key).or_default().push(number);
    }
    chains.into_values().collect()
}

/// A mention of the program.
struct Found {
    /// Its number: that of the people's mention that it is, or one that no other has.
    number: usize,
    entity: usize,
    text: String,
    form: Form,
}

/// The program's mentions with the numbers of the people's that they are.
fn matched(document: &Document, gold: &[&conllu::Marked], entities: &[Entity]) -> Vec<Found> {
    let mut all: Vec<(std::ops::Range<usize>, Found)> = Vec::new();
    for (entity, one) in entities.iter().enumerate() {
        for mention in &one.mentions {
            let start = document
                .words
                .partition_point(|word| word.end <= mention.range.start);
            let end = document
                .words
                .partition_point(|word| word.start < mention.range.end);
            let found = Found {
                number: 0,
                entity,
                text: document.text[mention.range.clone()].to_owned(),
                form: mention.form,
            };
            all.push((start..end.max(start), found));
        }
    }
    all.sort_by_key(|(words, _)| (std::cmp::Reverse(words.len()), words.start));
    let mut heads: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, one) in gold.iter().enumerate() {
        for head in &one.heads {
            heads.entry(*head).or_default().push(at);
        }
    }
    let mut taken = vec![false; gold.len()];
    let mut next = gold.len();
    for (words, found) in &mut all {
        let fits = |at: &usize| {
            let one = gold[*at];
            !taken[*at]
                && one.words.start <= words.start
                && words.end <= one.words.end
                && one.heads.iter().all(|head| words.contains(head))
        };
        let best = words
            .clone()
            .flat_map(|word| heads.get(&word).into_iter().flatten().copied())
            .filter(fits)
            .min_by_key(|&at| (gold[at].words.len(), at));
        found.number = best.unwrap_or(next);
        match best {
            Some(at) => taken[at] = true,
            None => next += 1,
        }
    }
    all.into_iter().map(|(_, found)| found).collect()
}

/// A row of the table: its name, precision, recall and F1 where it has them, and the interval of its F1.
type Row = (&'static str, Option<[f64; 2]>, f64, Interval);

fn rows(documents: &[&Scored], kinds: usize, side: usize, args: &EvalCorefArgs) -> Vec<Row> {
    let sum = |picks: &mut dyn Iterator<Item = usize>| {
        let mut sum = Figures::default();
        for at in picks {
            sum.add(&documents[at].figures[kinds][side]);
        }
        sum
    };
    let f1 = |figures: &Figures| {
        let f1 = |one: &Fractions| one.values()[2];
        [
            f1(&figures.mentions),
            f1(&figures.muc),
            f1(&figures.b_cubed),
            f1(&figures.ceaf),
            figures.conll(),
        ]
    };
    let mut drawn: [Vec<f64>; 5] = Default::default();
    for draw in bootstrap::draws(
        documents.len(),
        args.bootstrap.resamples,
        args.bootstrap.seed,
    ) {
        for (all, value) in drawn.iter_mut().zip(f1(&sum(&mut draw.into_iter()))) {
            all.push(value);
        }
    }
    let whole = sum(&mut (0..documents.len()));
    let parts = |one: &Fractions| {
        let [precision, recall, _] = one.values();
        Some([precision, recall])
    };
    let shown = [
        ("mentions", parts(&whole.mentions)),
        ("MUC", parts(&whole.muc)),
        ("B-cubed", parts(&whole.b_cubed)),
        ("CEAF, entities", parts(&whole.ceaf)),
        ("CoNLL F1", None),
    ];
    shown
        .into_iter()
        .zip(f1(&whole))
        .zip(drawn)
        .map(|(((name, parts), f1), drawn)| (name, parts, f1, bootstrap::percentiles(drawn)))
        .collect()
}

/// What the two tables of a group count.
const KINDS: [&str; 2] = ["persons, organizations, places", "every kind"];

fn as_table(name: &str, documents: &[&Scored], args: &EvalCorefArgs) -> String {
    let mut out = String::new();
    for (kinds, counted) in KINDS.iter().enumerate() {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{name}: {} documents; {counted}", documents.len());
        let _ = writeln!(out, "  {:<18}{:>6}{:>7}{:>7}", "", "P", "R", "F1");
        for (side, who) in SIDES.iter().enumerate() {
            let _ = writeln!(out, "  {who}");
            for (figure, parts, f1, interval) in rows(documents, kinds, side, args) {
                let parts = parts.map_or_else(
                    || " ".repeat(14),
                    |[precision, recall]| format!("{precision:>7.3}{recall:>7.3}"),
                );
                let interval = interval.map_or_else(String::new, |(low, high)| {
                    format!("  [{low:.3}, {high:.3}]")
                });
                let _ = writeln!(out, "    {figure:<15}{parts}{f1:>7.3}{interval}");
            }
        }
    }
    out
}

fn as_json(name: &str, documents: &[&Scored], args: &EvalCorefArgs) -> Value {
    let mut tables = Vec::new();
    for (kinds, counted) in KINDS.iter().enumerate() {
        for (side, who) in SIDES.iter().enumerate() {
            let figures: Vec<Value> = rows(documents, kinds, side, args)
                .into_iter()
                .map(|(figure, parts, f1, interval)| {
                    json!({
                        "name": figure,
                        "precision": parts.map(|[precision, _]| precision),
                        "recall": parts.map(|[_, recall]| recall),
                        "f1": f1,
                        "interval": interval.map(|(low, high)| [low, high]),
                    })
                })
                .collect();
            tables.push(json!({ "kinds": counted, "side": who, "figures": figures }));
        }
    }
    json!({ "genre": name, "documents": documents.len(), "tables": tables })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::BootstrapArgs;
    use std::path::PathBuf;

    fn args(json: bool) -> EvalCorefArgs {
        EvalCorefArgs {
            dir: PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/coref")),
            json,
            bootstrap: BootstrapArgs {
                seed: 1,
                resamples: 10,
            },
        }
    }

    #[test]
    fn a_document_is_read_and_compared() {
        let report = run(&args(true)).expect("a report");
        let report: Value = serde_json::from_str(&report).expect("JSON");
        let group = &report["groups"][0];
        assert_eq!(group["genre"], "news");
        // Every link is found; "Moe's boat, Maren" is one too many here.
        let muc = &group["tables"][0]["figures"][1];
        assert_eq!((&muc["name"], &muc["recall"]), (&json!("MUC"), &json!(1.0)));
        assert!(muc["precision"].as_f64().expect("a number") < 1.0, "{muc}");
        // The boat is no person, organization or place.
        let mentions = &group["tables"][2]["figures"][0];
        assert!(
            mentions["recall"].as_f64().expect("a number") < 1.0,
            "{mentions}"
        );
    }

    #[test]
    fn the_table_names_both_sides() {
        let table = run(&args(false)).expect("a report");
        for words in [
            "news: 1 documents",
            "same words",
            "CEAF, entities",
            "every kind",
        ] {
            assert!(table.contains(words), "{table}");
        }
    }
}
