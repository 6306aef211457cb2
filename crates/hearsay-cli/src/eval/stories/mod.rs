//! Scores voices on story dossiers: `hearsay eval stories DIR`.
//!
//! `DIR` holds one folder a story with its pages and a `gold.json`, or is such a folder. Each page
//! is read as it is, by the whole program; its attributions are matched to the gold's statements by
//! overlap of content, and the pairs are compared. Intervals are 95%, drawn over articles.

mod confusion;
mod gold;
mod people;
mod rule;
mod tally;
mod words;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use hearsay::article::BlockKind;
use hearsay::attribution::{self, Attribution};
use hearsay::page::{self, PageOptions};
use hearsay::voice::{Heard, Voice};
use serde_json::{Value, json};

use super::brat::bootstrap::{self, Interval};
use super::pages;
use crate::args::{EvalStoriesArgs, Learnt};
use gold::{Gold, Statement};
use people::People;
use tally::{FIGURES, Page, Tally};
use words::Words;

/// A story's tallies, one an article.
struct Story {
    name: String,
    articles: Vec<Tally>,
    misses: Vec<String>,
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
        let body: Vec<(&Attribution, &Voice)> =
            heard.iter().filter(|(one, _)| in_body(one)).collect();
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
        articles.push(tally);
    }
    Ok(Story {
        name: gold.story,
        articles,
        misses,
    })
}

/// The sum, its figures, and their intervals.
fn figures(story: &Story, args: &EvalStoriesArgs) -> (Tally, Vec<(Option<f64>, Interval)>) {
    let sum = |picks: &mut dyn Iterator<Item = usize>| {
        let mut sum = Tally::default();
        for at in picks {
            sum.merge(&story.articles[at]);
        }
        sum
    };
    let mut values: Vec<Vec<f64>> = vec![Vec::new(); FIGURES.len()];
    for draw in bootstrap::draws(
        story.articles.len(),
        args.bootstrap.resamples,
        args.bootstrap.seed,
    ) {
        let figures = sum(&mut draw.into_iter()).figures();
        for (all, figure) in values.iter_mut().zip(figures) {
            all.extend(figure);
        }
    }
    let whole = sum(&mut (0..story.articles.len()));
    let figures = whole.figures().into_iter();
    let intervals = values.into_iter().map(bootstrap::percentiles);
    let both = figures.zip(intervals).collect();
    (whole, both)
}

fn as_table(story: &Story, args: &EvalStoriesArgs) -> String {
    let (sum, figures) = figures(story, args);
    let [gold, predicted, matched] = sum.counts();
    let mut out = format!(
        "{}: {} articles, {gold} statements, {predicted} attributions, {matched} of them matched\n",
        story.name,
        story.articles.len()
    );
    for (name, (value, interval)) in FIGURES.iter().zip(figures) {
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
    let (sum, figures) = figures(story, args);
    let [gold, predicted, matched] = sum.counts();
    let figures: serde_json::Map<String, Value> = FIGURES
        .iter()
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
