//! Scores voices on story dossiers: `hearsay eval stories DIR`.
//!
//! `DIR` holds one folder a story with its pages and a `gold.json`, or is such a folder. Each page
//! is read as it is, by the whole program; its attributions are matched to the gold's statements by
//! overlap of content, and the pairs are compared. Intervals are 95%, drawn over articles.

mod account;
mod clusters;
mod confusion;
mod gold;
mod people;
mod rule;
mod tally;
mod words;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use hearsay::account::{Account, Rulings};
use hearsay::article::BlockKind;
use hearsay::attribution::{self, Attribution};
use hearsay::page::{self, PageOptions};
use hearsay::reading::Reading;
use hearsay::voice::{Heard, Voice};
use serde_json::{Value, json};

use super::brat::bootstrap::{self, Interval};
use super::pages;
use crate::args::{EvalStoriesArgs, Learnt};
use gold::{Gold, Statement};
use people::People;
use tally::{Page, Tally};
use words::Words;

/// A story's tallies, one an article.
struct Story {
    name: String,
    articles: Vec<Tally>,
    /// Of what goes over all articles.
    account: Vec<account::Counts>,
    misses: Vec<String>,
}

/// The names of all figures, in order.
fn names() -> impl Iterator<Item = &'static str> {
    tally::FIGURES.into_iter().chain(account::FIGURES)
}

/// Reads every page of the dossiers and returns the table, or its JSON.
///
/// # Errors
/// If there is no gold, or a page cannot be read.
pub(super) fn run(args: &EvalStoriesArgs) -> Result<String> {
    let mut stories = Vec::new();
    for dossier in pages::dossiers(&args.dir)? {
        stories.push(story(&dossier, args)?);
    }
    if stories.len() > 1 {
        let all = Story {
            name: "all".to_owned(),
            articles: stories
                .iter()
                .flat_map(|one| one.articles.clone())
                .collect(),
            account: stories.iter().flat_map(|one| one.account.clone()).collect(),
            misses: Vec::new(),
        };
        stories.push(all);
    }
    Ok(if args.json {
        let values: Vec<Value> = stories.iter().map(|one| as_json(one, args)).collect();
        format!("{:#}\n", json!({ "stories": values }))
    } else {
        stories.iter().map(|one| as_table(one, args)).collect()
    })
}

fn story(dossier: &Path, args: &EvalStoriesArgs) -> Result<Story> {
    let gold = Gold::read(dossier)?;
    let people = People::new(&gold.entities);
    let mut articles = Vec::new();
    let mut pages = Vec::new();
    let mut readings = Vec::new();
    let mut found: BTreeMap<&str, String> = BTreeMap::new();
    let mut misses = Vec::new();
    for wanted in &gold.articles {
        let path = dossier.join(&wanted.file);
        let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let article = page::read(&bytes, &PageOptions::default())
            .with_context(|| format!("cannot read {}", path.display()))?;
        let heard = match args.without {
            None => Heard::read(&article),
            Some(Learnt::Inside) => Heard::of(&article, attribution::read(&article)),
            Some(Learnt::Tagger) => Heard::of(&article, rule::read(&article)),
        };
        // Titles, standfirsts and captions carry no statements.
        let in_body = |one: &Attribution| {
            let start = one.content.as_ref().map(hearsay::span::Span::start);
            article.blocks.iter().any(|block| {
                let body = block.kind.is_body() && block.kind != BlockKind::Standfirst;
                body && start.is_some_and(|start| block.range.contains(&start))
            })
        };
        let (numbers, body): (Vec<usize>, Vec<(&Attribution, &Voice)>) = heard
            .iter()
            .enumerate()
            .filter(|(_, (one, _))| in_body(one))
            .unzip();
        let statements: Vec<&Statement> = gold
            .statements
            .iter()
            .filter(|one| one.article == wanted.id)
            .collect();
        let mut tally = Tally::default();
        let page = Page {
            text: &article.text,
            words: &Words::new(&article.text),
            entities: &heard.entities,
            found: &body,
        };
        tally.article(&page, &statements, &people, args.author, &mut misses);
        let reading = account::renamed(&wanted.id, Reading::new(&article, &heard));
        for (statement, attribution) in page.matched(&statements) {
            let id = &reading.attributions[numbers[attribution]].id;
            found.insert(statements[statement].id.as_str(), id.clone());
        }
        readings.push(reading);
        articles.push(tally);
        pages.push((wanted.id.as_str(), article, heard));
    }
    clusters::count(&pages, &people, &mut articles, &mut misses);
    if let Some(path) = &args.pairs {
        let table = account::pairs(&gold, &readings, &found);
        let mut file = fs::OpenOptions::new().create(true).append(true).open(path);
        file.as_mut()
            .map_err(|error| std::io::Error::new(error.kind(), error.to_string()))
            .and_then(|file| std::io::Write::write_all(file, table.as_bytes()))
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    let rulings = if args.given_claims {
        account::given(&gold, &readings, &found)
    } else {
        Rulings::default()
    };
    let told = Account::of(&readings, &rulings);
    let account = account::count(&gold, &told, &found, &people, &mut misses);
    Ok(Story {
        name: gold.story,
        articles,
        account,
        misses,
    })
}

/// How many statements, attributions and pairs there are, and the figures with their intervals.
fn figures(story: &Story, args: &EvalStoriesArgs) -> ([u32; 3], Vec<(Option<f64>, Interval)>) {
    let heard = |picks: &[usize]| {
        let mut sum = Tally::default();
        for &at in picks {
            sum.merge(&story.articles[at]);
        }
        sum
    };
    let told = |picks: &[usize]| {
        let mut sum = account::Counts::default();
        for &at in picks {
            sum.merge(&story.account[at]);
        }
        sum
    };
    let mut out = drawn(story.articles.len(), args, |picks| {
        heard(picks).figures().to_vec()
    });
    out.extend(drawn(story.account.len(), args, |picks| {
        told(picks).figures().to_vec()
    }));
    let all: Vec<usize> = (0..story.articles.len()).collect();
    (heard(&all).counts(), out)
}

/// Figures over all of `count` documents, and their intervals.
fn drawn(
    count: usize,
    args: &EvalStoriesArgs,
    figures: impl Fn(&[usize]) -> Vec<Option<f64>>,
) -> Vec<(Option<f64>, Interval)> {
    let whole = figures(&(0..count).collect::<Vec<_>>());
    let mut values: Vec<Vec<f64>> = vec![Vec::new(); whole.len()];
    for draw in bootstrap::draws(count, args.bootstrap.resamples, args.bootstrap.seed) {
        for (all, figure) in values.iter_mut().zip(figures(&draw)) {
            all.extend(figure);
        }
    }
    let intervals = values.into_iter().map(bootstrap::percentiles);
    whole.into_iter().zip(intervals).collect()
}

fn as_table(story: &Story, args: &EvalStoriesArgs) -> String {
    let ([gold, predicted, matched], figures) = figures(story, args);
    let mut out = format!(
        "{}: {} articles, {gold} statements, {predicted} attributions, {matched} of them matched\n",
        story.name,
        story.articles.len()
    );
    for (name, (value, interval)) in names().zip(figures) {
        // Writing to a string cannot fail.
        let _ = match (value, interval) {
            (Some(value), Some((low, high))) => {
                writeln!(out, "  {name:<24}{value:>6.3}  [{low:.3}, {high:.3}]")
            }
            (Some(value), None) => writeln!(out, "  {name:<24}{value:>6.3}"),
            (None, _) => writeln!(out, "  {name:<24}     -"),
        };
    }
    if args.misses {
        for miss in &story.misses {
            let _ = writeln!(out, "  miss  {miss}");
        }
    }
    out
}

fn as_json(story: &Story, args: &EvalStoriesArgs) -> Value {
    let ([gold, predicted, matched], figures) = figures(story, args);
    let figures: serde_json::Map<String, Value> = names()
        .zip(figures)
        .map(|(name, (value, interval))| {
            let interval = interval.map(|(low, high)| [low, high]);
            let name = name.replace([' ', '-'], "_").to_lowercase();
            (name, json!({ "value": value, "interval": interval }))
        })
        .collect();
    json!({
        "story": story.name,
        "articles": story.articles.len(),
        "statements": gold,
        "attributions": predicted,
        "matched": matched,
        "figures": figures,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::BootstrapArgs;
    use std::path::PathBuf;

    fn args(json: bool, misses: bool) -> EvalStoriesArgs {
        EvalStoriesArgs {
            dir: PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/stories")),
            author: false,
            without: None,
            misses,
            given_claims: false,
            pairs: None,
            json,
            bootstrap: BootstrapArgs {
                seed: 1,
                resamples: 20,
            },
        }
    }

    #[test]
    fn statements_are_matched_and_compared() {
        let report = run(&args(true, false)).expect("a report");
        let report: Value = serde_json::from_str(&report).expect("JSON");
        let story = &report["stories"][0];
        // The author's own statement is left out; one statement is not on the page.
        assert_eq!(story["statements"], 4, "{report:#}");
        assert_eq!(story["matched"], 3);
        assert_eq!(story["figures"]["attribution_recall"]["value"], 0.75);
        for figure in [
            "source_kind_accuracy",
            "stance_accuracy",
            "f1_of_denies",
            "certainty_macro_f1",
            "quotation_accuracy",
            "chain_right",
            "source_entity_right",
            "said_date_right",
        ] {
            assert_eq!(
                story["figures"][figure]["value"], 1.0,
                "{figure}: {report:#}"
            );
        }
    }

    #[test]
    fn parts_can_be_left_out() {
        let found = |without| {
            let args = EvalStoriesArgs {
                without,
                ..args(true, false)
            };
            let report = run(&args).expect("a report");
            let report: Value = serde_json::from_str(&report).expect("JSON");
            report["stories"][0]["attributions"].clone()
        };
        assert!(found(Some(Learnt::Tagger)).as_u64() > Some(0));
        assert!(found(Some(Learnt::Inside)).as_u64() <= found(None).as_u64());
    }

    #[test]
    fn the_table_names_what_is_missed() {
        let table = run(&args(false, true)).expect("a table");
        assert!(table.contains("stance accuracy"), "{table}");
        assert!(
            table.contains("miss  q1.s4: not found: a sentence"),
            "{table}"
        );
    }
}
