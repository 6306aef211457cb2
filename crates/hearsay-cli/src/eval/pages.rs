//! Scores the page reader on story dossiers: `hearsay eval pages DIR`.
//!
//! `DIR` holds one folder a story with its pages and a `gold.json` (`articles` with `file`,
//! `paragraphs`, `captions`, `title`, `authors`, `published`, `outlet`; `entities` with the
//! outlets' names), or is such a folder. Text is compared after folding its blanks.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use hearsay::article::{Article, BlockKind};
use hearsay::page::{self, PageOptions};
use serde_json::{Value, json};

use crate::args::EvalPagesArgs;

/// Hits and trials of one measure.
#[derive(Debug, Default, Clone, Copy)]
struct Ratio {
    hits: usize,
    of: usize,
}

impl Ratio {
    fn add(&mut self, hit: bool) {
        self.hits += usize::from(hit);
        self.of += 1;
    }

    fn value(self) -> f64 {
        if self.of == 0 {
            1.0
        } else {
            self.hits as f64 / self.of as f64
        }
    }

    fn json(self) -> Value {
        json!({"hits": self.hits, "of": self.of, "value": self.value()})
    }
}

/// All measures, and every miss in words.
#[derive(Debug, Default)]
struct Scores {
    pages: usize,
    precision: Ratio,
    recall: Ratio,
    captions: Ratio,
    captions_in_body: usize,
    title: Ratio,
    outlet: Ratio,
    published: Ratio,
    authors: Ratio,
    url: Ratio,
    misses: Vec<String>,
}

impl Scores {
    fn f1(&self) -> f64 {
        let (p, r) = (self.precision.value(), self.recall.value());
        if p + r == 0.0 {
            0.0
        } else {
            2.0 * p * r / (p + r)
        }
    }

    fn metadata(&self) -> [(&'static str, Ratio); 5] {
        [
            ("title", self.title),
            ("outlet", self.outlet),
            ("published", self.published),
            ("authors", self.authors),
            ("url", self.url),
        ]
    }
}

/// Reads every page of the dossiers and returns the table, or its JSON.
///
/// # Errors
/// If there is no `gold.json`, or a file cannot be read.
pub(crate) fn run(args: &EvalPagesArgs) -> Result<String> {
    let mut scores = Scores::default();
    for dossier in dossiers(&args.dir)? {
        score_dossier(&dossier, &mut scores)?;
    }
    if !args.misses {
        scores.misses.clear();
    }
    Ok(if args.json {
        as_json(&scores)
    } else {
        as_table(&scores)
    })
}

/// The folders with a `gold.json`: `dir` itself, or those in it, sorted.
pub(super) fn dossiers(dir: &Path) -> Result<Vec<PathBuf>> {
    if dir.join("gold.json").is_file() {
        return Ok(vec![dir.to_owned()]);
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).with_context(|| format!("cannot list {}", dir.display()))? {
        let path = entry
            .with_context(|| format!("cannot list {}", dir.display()))?
            .path();
        if path.join("gold.json").is_file() {
            found.push(path);
        }
    }
    if found.is_empty() {
        bail!(
            "no gold.json in {0} or its folders\n  hint: give a dossier, or a folder of dossiers",
            dir.display()
        );
    }
    found.sort();
    Ok(found)
}

fn score_dossier(dossier: &Path, scores: &mut Scores) -> Result<()> {
    let gold_path = dossier.join("gold.json");
    let gold = fs::read_to_string(&gold_path)
        .with_context(|| format!("cannot read {}", gold_path.display()))?;
    let gold: Value = serde_json::from_str(&gold)
        .with_context(|| format!("cannot parse {}", gold_path.display()))?;
    let mut names: HashMap<&str, Vec<String>> = HashMap::new();
    for entity in gold["entities"].as_array().into_iter().flatten() {
        if let Some(id) = entity["id"].as_str() {
            let own = entity["name"].as_str().map(fold);
            names.insert(
                id,
                own.into_iter().chain(strings(&entity["aliases"])).collect(),
            );
        }
    }
    let articles = gold["articles"].as_array();
    for wanted in articles.with_context(|| format!("no articles in {}", gold_path.display()))? {
        let file = wanted["file"]
            .as_str()
            .with_context(|| format!("an article without a file in {}", gold_path.display()))?;
        let path = dossier.join(file);
        let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        scores.pages += 1;
        match page::read(&bytes, &PageOptions::default()) {
            Ok(article) => score_page(
                file,
                wanted,
                &names,
                &article,
                &String::from_utf8_lossy(&bytes),
                scores,
            ),
            Err(error) => {
                scores.recall.of += strings(&wanted["paragraphs"]).len();
                scores.misses.push(format!("{file}: {error}"));
            }
        }
    }
    Ok(())
}

fn score_page(
    file: &str,
    wanted: &Value,
    names: &HashMap<&str, Vec<String>>,
    article: &Article,
    page: &str,
    scores: &mut Scores,
) {
    let blocks = |pass: fn(BlockKind) -> bool| -> Vec<String> {
        let found = article.blocks.iter().filter(|block| pass(block.kind));
        found
            .map(|block| fold(&article.text[block.range.clone()]))
            .collect()
    };
    // Gold paragraphs are those under the headline's summary.
    let body = blocks(|kind| kind.is_body() && kind != BlockKind::Standfirst);
    let pictures = blocks(|kind| matches!(kind, BlockKind::Caption | BlockKind::Credit));
    let gold = strings(&wanted["paragraphs"]);
    let captions = strings(&wanted["captions"]);
    let mut miss = |what: &str, text: &str| scores.misses.push(format!("{file}: {what}: {text}"));
    let (found, known): (HashSet<&String>, HashSet<&String>) =
        (body.iter().collect(), gold.iter().collect());
    for paragraph in &gold {
        scores.recall.add(found.contains(paragraph));
        if !found.contains(paragraph) {
            miss("paragraph missing", paragraph);
        }
    }
    for paragraph in &body {
        scores.precision.add(known.contains(paragraph));
        if !known.contains(paragraph) {
            miss("no paragraph", paragraph);
        }
    }
    for caption in &captions {
        // A caption may be cut into its words and its credit.
        let whole = pictures.contains(caption)
            || pictures
                .windows(2)
                .any(|pair| fold(&pair.join(" ")) == *caption);
        scores.captions.add(whole);
        if !whole {
            miss("caption missing", caption);
        }
        if body
            .iter()
            .any(|paragraph| paragraph.contains(caption.as_str()))
        {
            scores.captions_in_body += 1;
            miss("caption in the body", caption);
        }
    }
    let value = |signalled: &Option<hearsay::article::Signalled<String>>| {
        signalled
            .as_ref()
            .map(|found| fold(&found.value))
            .unwrap_or_default()
    };
    let mut field = |name: &str, ratio: &mut Ratio, right: bool, got: &str, gold: &str| {
        ratio.add(right);
        if !right {
            miss(name, &format!("{got:?}, not {gold:?}"));
        }
    };
    let title = text(&wanted["title"]);
    field(
        "title",
        &mut scores.title,
        value(&article.title) == title,
        &value(&article.title),
        &title,
    );
    let known = wanted["outlet"]
        .as_str()
        .and_then(|id| names.get(id))
        .cloned()
        .unwrap_or_default();
    let outlet = value(&article.outlet);
    field(
        "outlet",
        &mut scores.outlet,
        known.contains(&outlet),
        &outlet,
        &known.join(" / "),
    );
    let day = text(&wanted["published"]);
    let published = value(&article.published);
    field(
        "published",
        &mut scores.published,
        published.get(..day.len()) == Some(&*day),
        &published,
        &day,
    );
    let authors: Vec<String> = article
        .authors
        .iter()
        .map(|author| fold(&author.value))
        .collect();
    let signed: Vec<String> = strings(&wanted["authors"])
        .into_iter()
        .filter(|name| !name.is_empty())
        .collect();
    field(
        "authors",
        &mut scores.authors,
        authors == signed,
        &authors.join(", "),
        &signed.join(", "),
    );
    let url = text(&wanted["url"]);
    // Only pages that state their address can be asked for it.
    if page.contains(&format!("\"{url}\"")) || page.contains(&format!("'{url}'")) {
        field(
            "url",
            &mut scores.url,
            value(&article.url) == url,
            &value(&article.url),
            &url,
        );
    }
}

fn text(value: &Value) -> String {
    fold(value.as_str().unwrap_or_default())
}

fn strings(value: &Value) -> Vec<String> {
    value
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(fold)
        .collect()
}

/// The text with every run of white space as one blank.
pub(super) fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn as_table(scores: &Scores) -> String {
    let mut table = String::new();
    let mut row = |name: &str, ratio: Ratio| {
        // Writing to a string cannot fail.
        let _ = writeln!(
            table,
            "{name:<22}{:>6.3}  {} of {}",
            ratio.value(),
            ratio.hits,
            ratio.of
        );
    };
    row("paragraph precision", scores.precision);
    row("paragraph recall", scores.recall);
    row("caption recall", scores.captions);
    for (name, ratio) in scores.metadata() {
        row(name, ratio);
    }
    let mut head = format!(
        "{:<22}{:>6}\n{:<22}{:>6.3}\n",
        "pages",
        scores.pages,
        "paragraph F1",
        scores.f1()
    );
    head.push_str(&table);
    let _ = writeln!(
        head,
        "{:<22}{:>6}",
        "captions in body", scores.captions_in_body
    );
    for miss in &scores.misses {
        let _ = writeln!(head, "miss  {miss}");
    }
    head
}

fn as_json(scores: &Scores) -> String {
    let mut value = json!({
        "pages": scores.pages,
        "paragraphs": {"precision": scores.precision.json(), "recall": scores.recall.json(), "f1": scores.f1()},
        "captions": {"recall": scores.captions.json(), "in_body": scores.captions_in_body},
    });
    for (name, ratio) in scores.metadata() {
        value[name] = ratio.json();
    }
    format!("{value:#}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(json: bool, misses: bool) -> EvalPagesArgs {
        EvalPagesArgs {
            dir: Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages"),
            misses,
            json,
        }
    }

    #[test]
    fn hits_and_misses_are_counted() {
        let scores: Value = run(&args(true, false))
            .and_then(|json| Ok(serde_json::from_str(&json)?))
            .expect("the scores of the test dossier");
        assert_eq!(scores["pages"], 2);
        // Two paragraphs of the first page are right; the second page's is not the gold's.
        assert_eq!(scores["paragraphs"]["precision"]["hits"], 2, "{scores:#}");
        assert_eq!(scores["paragraphs"]["precision"]["of"], 3);
        assert_eq!(scores["paragraphs"]["recall"]["of"], 3);
        assert_eq!(scores["captions"]["recall"]["value"], 1.0);
        assert_eq!(scores["captions"]["in_body"], 0);
        for field in ["title", "outlet", "published", "authors"] {
            assert_eq!(scores[field]["hits"], 2, "{field}: {scores:#}");
        }
        // The text page does not state its address.
        assert_eq!(scores["url"]["of"], 1);
    }

    #[test]
    fn the_table_names_every_miss_if_asked() {
        let table = run(&args(false, false)).expect("the table");
        assert!(table.contains("paragraph F1"), "{table}");
        assert!(!table.contains("miss"), "{table}");
        let table = run(&args(false, true)).expect("the table");
        assert_eq!(table.matches("\nmiss  ").count(), 2, "{table}");
        assert!(
            table.contains("miss  mill.txt: paragraph missing: A sentence"),
            "{table}"
        );
    }

    #[test]
    fn a_folder_without_gold_is_an_error() {
        let nowhere = args(false, false).dir.join("no-such-folder");
        let args = EvalPagesArgs {
            dir: nowhere,
            ..args(false, false)
        };
        let error = run(&args).expect_err("an error");
        assert!(error.to_string().contains("no-such-folder"), "{error}");
    }
}
