//! Scores the mode of attributions: `hearsay eval mode FILE --corpus DIR`.
//!
//! `FILE` is a table with the article's name, where an attribution's content and cue begin and end (code
//! points), its mode and its part: "tune" for those that rules may be fitted to, "held" for the rest. `DIR`
//! holds NAME.txt and NAME.ann. The program reads the gold's own spans, so that the mode alone is
//! measured. The modes are those of Semino and Short ("Corpus Stylistics", 2004): speech, writing,
//! thought. Intervals are 95%, drawn over attributions.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use hearsay::attribution::{Attribution, Quotation};
use hearsay::page::{self, PageOptions};
use hearsay::span::{CodePoints, Span};
use hearsay::voice::{Heard, Mode};
use serde_json::{Value, json};

use super::brat::bootstrap::{self, Interval};
use super::brat::parse::{Parts, attributions};
use crate::args::EvalModeArgs;

/// A labelled attribution: where its content and its cue stand, in code points.
#[derive(Debug)]
struct Label {
    content: [usize; 2],
    cue: Option<[usize; 2]>,
    mode: Mode,
    part: String,
}

/// A label and what was read.
#[derive(Debug, Clone, Copy)]
struct Pair {
    gold: Mode,
    read: Mode,
}

/// Reads the labelled attributions and returns the table, or its JSON.
///
/// # Errors
/// If a file cannot be read, or an attribution of the table is not in the corpus.
pub(super) fn run(args: &EvalModeArgs) -> Result<String> {
    let table = fs::read_to_string(&args.file).with_context(|| args.file.display().to_string())?;
    let mut articles: BTreeMap<&str, Vec<Label>> = BTreeMap::new();
    for (n, line) in table.lines().enumerate().skip(1) {
        let (article, label) =
            label(line).with_context(|| format!("{}: line {}", args.file.display(), n + 1))?;
        articles.entry(article).or_default().push(label);
    }
    let mut parts: BTreeMap<String, Vec<Pair>> = BTreeMap::new();
    for (name, labels) in &articles {
        for (part, pair) in read(&args.corpus, name, labels)? {
            parts.entry("all".to_owned()).or_default().push(pair);
            parts.entry(part).or_default().push(pair);
        }
    }
    Ok(if args.json {
        let values: serde_json::Map<String, Value> = parts
            .into_iter()
            .map(|(part, pairs)| (part, as_json(&pairs, args)))
            .collect();
        format!("{:#}\n", json!({ "mode": values }))
    } else {
        let tables = parts
            .iter()
            .map(|(part, pairs)| as_table(part, pairs, args));
        tables.collect()
    })
}

/// A row of the table: the article's name and the label.
fn label(line: &str) -> Result<(&str, Label)> {
    let cells: Vec<&str> = line.split(',').collect();
    let [article, start, end, cue_start, cue_end, mode, part] = cells[..] else {
        bail!("not seven cells");
    };
    let cue = if cue_start.is_empty() {
        None
    } else {
        Some([cue_start.parse()?, cue_end.parse()?])
    };
    let label = Label {
        content: [start.parse()?, end.parse()?],
        cue,
        mode: mode.parse()?,
        part: part.to_owned(),
    };
    Ok((article, label))
}

/// The labels of one article with what the program reads, by part.
fn read(corpus: &Path, name: &str, labels: &[Label]) -> Result<Vec<(String, Pair)>> {
    let file = |ending: &str| {
        let path = corpus.join(format!("{name}.{ending}"));
        fs::read_to_string(&path).with_context(|| path.display().to_string())
    };
    let (text, ann) = (file("txt")?, file("ann")?);
    let options = PageOptions {
        verbatim: true,
        ..PageOptions::default()
    };
    let article = page::read(text.as_bytes(), &options).with_context(|| name.to_owned())?;
    let (gold, _) = attributions(&ann, &text);
    let starts: Vec<usize> = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    let mut found: Vec<Attribution> = gold.into_iter().map(|gold| spans(gold, &starts)).collect();
    found.sort_by_key(start);
    let points = CodePoints::new(&text);
    let ends = |span: &Span| [points.at(span.start()), points.at(span.end())];
    let cue = |one: &Attribution| one.cue.as_ref().map(ends);
    for label in labels {
        let marked = |one: &Attribution| {
            one.content.as_ref().map(ends) == Some(label.content) && cue(one) == label.cue
        };
        if !found.iter().any(marked) {
            let [start, end] = label.content;
            bail!("{name}: no attribution with the content {start} to {end} and this cue");
        }
    }
    let heard = Heard::of(&article, found);
    let mut out = Vec::new();
    for label in labels {
        let [start, end] = label.content;
        // The reading may cut a content down to the thing that is refused.
        let same = |one: &Attribution| {
            let content = one.content.as_ref().map(ends);
            content.is_some_and(|[from, to]| from < end && start < to) && cue(one) == label.cue
        };
        let (_, voice) = heard.iter().find(|(one, _)| same(one)).with_context(|| {
            format!("{name}: the reading has nothing of the content {start} to {end}")
        })?;
        let pair = Pair {
            gold: label.mode,
            read: voice.mode,
        };
        out.push((label.part.clone(), pair));
    }
    Ok(out)
}

/// The gold's attribution in bytes; `starts` are those of the code points.
fn spans(gold: Parts, starts: &[usize]) -> Attribution {
    let [source, cue, content] = gold.map(|ranges| {
        let bytes = ranges
            .into_iter()
            .filter_map(|range| Some(*starts.get(range.start)?..*starts.get(range.end)?));
        Span::new(bytes.collect())
    });
    Attribution {
        source,
        cue,
        content,
        quotation: Quotation::Indirect,
        confidence: 1.0,
    }
}

fn start(one: &Attribution) -> usize {
    let spans = [&one.source, &one.cue, &one.content];
    let starts = spans.into_iter().flatten().map(Span::start);
    starts.min().unwrap_or_default()
}

fn accuracy<'a>(pairs: impl Iterator<Item = &'a Pair>) -> Option<f64> {
    let (right, count) = pairs.fold((0.0, 0.0), |(right, count), pair| {
        let hit = f64::from(u8::from(pair.gold == pair.read));
        (right + hit, count + 1.0)
    });
    (count > 0.0).then(|| right / count)
}

fn measured(pairs: &[Pair], args: &EvalModeArgs) -> (Option<f64>, Interval) {
    let draws = bootstrap::draws(pairs.len(), args.bootstrap.resamples, args.bootstrap.seed);
    let values = draws.filter_map(|draw| accuracy(draw.into_iter().map(|at| &pairs[at])));
    let interval = bootstrap::percentiles(values.collect());
    (accuracy(pairs.iter()), interval)
}

fn as_table(part: &str, pairs: &[Pair], args: &EvalModeArgs) -> String {
    let (value, interval) = measured(pairs, args);
    let (value, (low, high)) = (value.unwrap_or_default(), interval.unwrap_or_default());
    let mut out = format!(
        "{part}: {} attributions\n  accuracy  {value:.3}  [{low:.3}, {high:.3}]\n",
        pairs.len()
    );
    for &gold in Mode::ALL {
        let counts = Mode::ALL.iter().map(|&read| {
            let count = pairs
                .iter()
                .filter(|pair| pair.gold == gold && pair.read == read)
                .count();
            format!("{count:>4} {read}")
        });
        let counts: Vec<String> = counts.collect();
        // Writing to a string cannot fail.
        let _ = writeln!(out, "  {gold:<8} read as {}", counts.join(","));
    }
    out
}

fn as_json(pairs: &[Pair], args: &EvalModeArgs) -> Value {
    let (value, interval) = measured(pairs, args);
    json!({
        "attributions": pairs.len(),
        "accuracy": { "value": value, "interval": interval.map(|(low, high)| [low, high]) },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::BootstrapArgs;
    use std::path::PathBuf;

    #[test]
    fn rows_are_read() {
        let (article, row) = label("a_1,10,20,3,7,writing,held").expect("a row");
        assert_eq!(
            (article, row.content, row.cue),
            ("a_1", [10, 20], Some([3, 7]))
        );
        assert_eq!((row.mode, &*row.part), (Mode::Writing, "held"));
        assert_eq!(label("a,1,2,,,speech,tune").expect("a row").1.cue, None);
        assert!(label("a,1,2,,,song,tune").is_err() && label("a,1").is_err());
    }

    #[test]
    fn gold_spans_are_read_and_compared() {
        let folder = std::env::temp_dir().join(format!("hearsay-mode-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let text = "The clerk said it rains. The cook hopes for snow.";
        let ann = "T1\tSource 0 9\tThe clerk\nT2\tCue 10 14\tsaid\nT3\tContent 15 23\tit rains\n\
                   T4\tSource 25 33\tThe cook\nT5\tCue 34 39\thopes\nT6\tContent 40 48\tfor snow\n\
                   E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\nE2\tAttribution:T5 Source:T4 Cue:T5 Content:T6\n";
        let table = "article,content_start,content_end,cue_start,cue_end,mode,part\n\
                     one,15,23,10,14,speech,tune\none,40,48,34,39,speech,held\n";
        for (name, content) in [("one.txt", text), ("one.ann", ann), ("mode.csv", table)] {
            fs::write(folder.join(name), content).expect("a file");
        }
        let args = EvalModeArgs {
            file: folder.join("mode.csv"),
            corpus: PathBuf::from(&folder),
            json: true,
            bootstrap: BootstrapArgs {
                seed: 1,
                resamples: 10,
            },
        };
        let report: Value = serde_json::from_str(&run(&args).expect("a report")).expect("JSON");
        fs::remove_dir_all(&folder).expect("the folder goes");
        assert_eq!(
            report["mode"]["tune"]["accuracy"]["value"], 1.0,
            "{report:#}"
        );
        assert_eq!(report["mode"]["held"]["accuracy"]["value"], 0.0);
        assert_eq!(report["mode"]["all"]["attributions"], 2);
    }
}
