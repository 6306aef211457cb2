//! Scores certainty and polarity on event factuality: `hearsay eval factuality DIR`.
//!
//! `DIR` holds a folder a corpus with `dev.jsonl`, else `train.jsonl` (UW, MEANTIME, UDS-IH2 as one
//! scale: Lee et al., 2015; Stanovsky et al., 2017; Rudinger et al., 2018): sentences of tokens parted by
//! blanks, and of each event its token and a mean judgement from -3, certainly not, to 3, certainly so. Certain
//! counts 3, probable 2, possible 1, unknown 0, less than nothing where it is negative. The baseline
//! takes every event for certain. Intervals are 95%, drawn over sentences.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use hearsay::page::{self, PageOptions};
use hearsay::voice::{Certainty, Polarity, commitment};
use serde::Deserialize;
use serde_json::{Value, json};

use super::brat::bootstrap::{self, Interval};
use crate::args::EvalFactualityArgs;

/// A line of the corpus.
#[derive(Debug, Deserialize)]
struct Sentence {
    text: String,
    targets: Vec<Target>,
}

/// An event: its tokens, the last one left out, and the judgement.
#[derive(Debug, Deserialize)]
struct Target {
    span1: [usize; 2],
    label: f64,
}

/// A judgement, and what the program makes of the event.
#[derive(Debug, Clone, Copy)]
struct Pair {
    gold: f64,
    read: f64,
}

/// A corpus: its name and part, and the pairs of each sentence.
struct Corpus {
    name: String,
    part: &'static str,
    sentences: Vec<Vec<Pair>>,
}

/// What is printed of a corpus.
const FIGURES: [&str; 3] = [
    "mean absolute error",
    "Pearson's r",
    "error if always certain",
];

/// Reads the corpora and returns the table, or its JSON.
///
/// # Errors
/// If a file cannot be read, or there is none.
pub(super) fn run(args: &EvalFactualityArgs) -> Result<String> {
    let mut folders: Vec<PathBuf> = fs::read_dir(&args.dir)
        .with_context(|| args.dir.display().to_string())?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    folders.sort();
    let mut corpora = Vec::new();
    for folder in &folders {
        corpora.extend(corpus(folder)?);
    }
    if corpora.is_empty() {
        bail!(
            "{}: no dev.jsonl or train.jsonl in its folders\nhint: one folder a corpus",
            args.dir.display()
        );
    }
    Ok(if args.json {
        let values: Vec<Value> = corpora.iter().map(|one| as_json(one, args)).collect();
        format!("{:#}\n", json!({ "corpora": values }))
    } else {
        corpora.iter().map(|one| as_table(one, args)).collect()
    })
}

fn corpus(folder: &Path) -> Result<Option<Corpus>> {
    let parts = ["dev", "train"];
    let part = parts
        .into_iter()
        .find(|part| folder.join(format!("{part}.jsonl")).is_file());
    let Some(part) = part else {
        return Ok(None);
    };
    let path = folder.join(format!("{part}.jsonl"));
    let lines = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let mut sentences = Vec::new();
    for (n, line) in lines.lines().enumerate() {
        let place = || format!("{}: line {}", path.display(), n + 1);
        let sentence: Sentence = serde_json::from_str(line).with_context(place)?;
        sentences.push(pairs(&sentence).with_context(place)?);
    }
    Ok(Some(Corpus {
        name: folder
            .file_name()
            .map_or(String::new(), |name| name.to_string_lossy().into_owned()),
        part,
        sentences,
    }))
}

fn pairs(sentence: &Sentence) -> Result<Vec<Pair>> {
    let options = PageOptions {
        verbatim: true,
        ..PageOptions::default()
    };
    let article = page::read(sentence.text.as_bytes(), &options)?;
    let mut starts = Vec::new();
    let mut at = 0;
    for token in article.text.split(' ') {
        starts.push(at);
        at += token.len() + 1;
    }
    let pair = |target: &Target| {
        let start = starts
            .get(target.span1[1].saturating_sub(1).max(target.span1[0]))
            .context("an event outside its sentence")?;
        let (certainty, polarity) = commitment(&article, *start);
        Ok(Pair {
            gold: target.label,
            read: value(certainty, polarity),
        })
    };
    sentence.targets.iter().map(pair).collect()
}

const fn value(certainty: Certainty, polarity: Polarity) -> f64 {
    let force = match certainty {
        Certainty::Certain => 3.0,
        Certainty::Probable => 2.0,
        Certainty::Possible => 1.0,
        Certainty::Unknown => 0.0,
    };
    match polarity {
        Polarity::Positive => force,
        Polarity::Negative => -force,
    }
}

/// The figures over these sentences, in the order of [`FIGURES`].
fn figures<'a>(sentences: impl Iterator<Item = &'a Vec<Pair>>) -> [Option<f64>; 3] {
    let pairs: Vec<Pair> = sentences.flatten().copied().collect();
    if pairs.is_empty() {
        return [None; 3];
    }
    let count = pairs.len() as f64;
    let mean = |of: &dyn Fn(&Pair) -> f64| pairs.iter().map(of).sum::<f64>() / count;
    let (gold, read) = (mean(&|pair| pair.gold), mean(&|pair| pair.read));
    let both = mean(&|pair| (pair.gold - gold) * (pair.read - read));
    let spread =
        mean(&|pair| (pair.gold - gold).powi(2)) * mean(&|pair| (pair.read - read).powi(2));
    let r = (spread > 0.0).then(|| both / spread.sqrt());
    [
        Some(mean(&|pair| (pair.gold - pair.read).abs())),
        r,
        Some(mean(&|pair| (pair.gold - 3.0).abs())),
    ]
}

/// The figures of a corpus and their intervals.
fn measured(corpus: &Corpus, args: &EvalFactualityArgs) -> Vec<(Option<f64>, Interval)> {
    let mut values: [Vec<f64>; 3] = Default::default();
    for draw in bootstrap::draws(
        corpus.sentences.len(),
        args.bootstrap.resamples,
        args.bootstrap.seed,
    ) {
        let drawn = figures(draw.into_iter().map(|at| &corpus.sentences[at]));
        for (all, value) in values.iter_mut().zip(drawn) {
            all.extend(value);
        }
    }
    figures(corpus.sentences.iter())
        .into_iter()
        .zip(values.map(bootstrap::percentiles))
        .collect()
}

fn as_table(corpus: &Corpus, args: &EvalFactualityArgs) -> String {
    let events: usize = corpus.sentences.iter().map(Vec::len).sum();
    let mut out = format!(
        "{}, {}: {} sentences, {events} events\n",
        corpus.name,
        corpus.part,
        corpus.sentences.len()
    );
    for (name, (value, interval)) in FIGURES.iter().zip(measured(corpus, args)) {
        // Writing to a string cannot fail.
        let _ = match (value, interval) {
            (Some(value), Some((low, high))) => {
                writeln!(out, "  {name:<24}{value:>6.3}  [{low:.3}, {high:.3}]")
            }
            _ => writeln!(out, "  {name:<24}     -"),
        };
    }
    out
}

fn as_json(corpus: &Corpus, args: &EvalFactualityArgs) -> Value {
    let figures: serde_json::Map<String, Value> = ["mae", "r", "mae_if_always_certain"]
        .into_iter()
        .zip(measured(corpus, args))
        .map(|(name, (value, interval))| {
            let interval = interval.map(|(low, high)| [low, high]);
            (
                name.to_owned(),
                json!({ "value": value, "interval": interval }),
            )
        })
        .collect();
    json!({
        "corpus": corpus.name,
        "part": corpus.part,
        "sentences": corpus.sentences.len(),
        "events": corpus.sentences.iter().map(Vec::len).sum::<usize>(),
        "figures": figures,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(text: &str, events: &[(usize, f64)]) -> Vec<Pair> {
        let targets = events
            .iter()
            .map(|&(at, label)| Target {
                span1: [at, at + 1],
                label,
            })
            .collect();
        let text = text.to_owned();
        pairs(&Sentence { text, targets }).expect("pairs")
    }

    #[test]
    fn events_are_read_where_they_stand() {
        let read = sentence(
            "The barge did n't sink , it may float .",
            &[(4, -3.0), (8, 1.0)],
        );
        let read: Vec<f64> = read.iter().map(|pair| pair.read).collect();
        assert_eq!(read, [-3.0, 1.0]);
    }

    #[test]
    fn error_and_correlation() {
        let pairs = vec![
            Pair {
                gold: 3.0,
                read: 3.0,
            },
            Pair {
                gold: -1.0,
                read: -3.0,
            },
        ];
        let [mae, r, always] =
            figures(std::iter::once(&pairs)).map(|value| value.expect("a figure"));
        assert!((mae - 1.0).abs() < 1e-9 && (r - 1.0).abs() < 1e-9 && (always - 2.0).abs() < 1e-9);
        assert_eq!(figures(std::iter::empty()), [None; 3]);
    }
}
