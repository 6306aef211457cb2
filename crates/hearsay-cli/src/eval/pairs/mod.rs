//! Scores the pair model: `hearsay eval pairs DATA`.
//!
//! `DATA` holds `fnc1`, `claimdiff` and `ecbplus`; only what was not learnt from is asked. Beside the
//! program stand two plain judges on the same pairs: words in common, and the most frequent
//! label. Intervals are 95%, drawn over bodies, topics or stories.

mod corpus;
mod figures;
mod judge;

use std::fmt::Write as _;

use anyhow::Result;
use serde_json::{Value, json};

use super::brat::bootstrap::{self, Interval};
use crate::args::EvalPairsArgs;
use corpus::Pair;
use figures::{DIFFER, EVENT, Figure, Judged, RELATION, STANCE};
use judge::Question;

/// One corpus and what came of it.
struct Outcome {
    name: &'static str,
    /// What the groups are.
    groups: (usize, &'static str),
    pairs: Vec<Judged>,
    figures: &'static [Figure],
}

/// A figure: of the program with its interval, of words in common, of the most frequent label.
struct Value3 {
    program: Option<f64>,
    interval: Interval,
    others: [Option<f64>; 2],
}

/// Asks all pairs and returns the table, or its JSON.
///
/// # Errors
/// If a corpus cannot be read.
pub(super) fn run(args: &EvalPairsArgs, jobs: usize) -> Result<String> {
    let data = &args.data;
    let outcome = |name, of, pairs: Vec<Pair>, question, figures| {
        let (pairs, groups) = judge::all(&pairs, question, jobs);
        Outcome {
            name,
            groups: (groups, of),
            pairs,
            figures,
        }
    };
    let mut all = vec![
        outcome(
            "FNC-1: stance of bodies to headlines",
            "bodies",
            corpus::fnc1(&data.join("fnc1"))?,
            Question::Stance,
            &STANCE[..],
        ),
        outcome(
            "ClaimDiff: what a claim does to another",
            "topics",
            corpus::claimdiff(&data.join("claimdiff"))?,
            Question::Difference,
            &DIFFER,
        ),
        outcome(
            "ECB+: sentences on one event",
            "topics",
            corpus::ecbplus(&data.join("ecbplus"))?,
            Question::Event,
            &EVENT,
        ),
    ];
    if let Some(folder) = &args.claims {
        all.push(outcome(
            "our own stories: contents of one claim",
            "stories",
            corpus::claims(folder)?,
            Question::Relation,
            &RELATION,
        ));
    }
    if let Some(folder) = &args.stories {
        for (name, telling) in [
            ("dossiers: contents of one claim", false),
            ("dossiers, without contents of pronouns", true),
        ] {
            let pairs = corpus::dossiers(folder, telling)?;
            all.push(outcome(
                name,
                "dossiers",
                pairs,
                Question::Relation,
                &RELATION,
            ));
        }
    }
    Ok(if args.json {
        let values: Vec<Value> = all.iter().map(|one| as_json(one, args)).collect();
        format!("{:#}\n", json!({ "corpora": values }))
    } else {
        all.iter().map(|one| as_table(one, args)).collect()
    })
}

/// The figures of a corpus, in their order.
fn values(outcome: &Outcome, args: &EvalPairsArgs) -> Vec<Value3> {
    let mut members: Vec<Vec<&Judged>> = vec![Vec::new(); outcome.groups.0];
    for pair in &outcome.pairs {
        members[pair.group].push(pair);
    }
    let mut drawn: Vec<Vec<f64>> = vec![Vec::new(); outcome.figures.len()];
    // Of one group, every draw is the same.
    if members.len() > 1 {
        let draws = bootstrap::draws(members.len(), args.bootstrap.resamples, args.bootstrap.seed);
        for draw in draws {
            let pairs: Vec<&Judged> = draw
                .into_iter()
                .flat_map(|at| members[at].iter().copied())
                .collect();
            for (values, figure) in drawn.iter_mut().zip(outcome.figures) {
                values.extend((figure.of)(&pairs, 0));
            }
        }
    }
    let pairs: Vec<&Judged> = outcome.pairs.iter().collect();
    outcome
        .figures
        .iter()
        .zip(drawn)
        .map(|(figure, drawn)| Value3 {
            program: (figure.of)(&pairs, 0),
            interval: bootstrap::percentiles(drawn),
            others: [1, 2].map(|judge| (figure.of)(&pairs, judge)),
        })
        .collect()
}

fn as_json(outcome: &Outcome, args: &EvalPairsArgs) -> Value {
    let figures: Vec<Value> = outcome
        .figures
        .iter()
        .zip(values(outcome, args))
        .map(|(figure, value)| {
            json!({
                "name": figure.name, "value": value.program, "bar": figure.bar,
                "interval": value.interval.map(|(low, high)| [low, high]),
                "words_in_common": value.others[0], "most_frequent": value.others[1],
            })
        })
        .collect();
    json!({
        "corpus": outcome.name, "pairs": outcome.pairs.len(), "groups": outcome.groups.0,
        "grouped_by": outcome.groups.1, "figures": figures,
    })
}

fn as_table(outcome: &Outcome, args: &EvalPairsArgs) -> String {
    let (groups, of) = outcome.groups;
    let mut out = format!(
        "{}: {} pairs, {groups} {of}\n{:<34}{:>8}  {:<16}{:>6}{:>8}{:>10}\n",
        outcome.name,
        outcome.pairs.len(),
        "",
        "hearsay",
        "95%",
        "bar",
        "words",
        "frequent"
    );
    let shown = |value: Option<f64>| value.map_or("-".to_owned(), |value| format!("{value:.3}"));
    for (figure, value) in outcome.figures.iter().zip(values(outcome, args)) {
        let interval = value.interval.map_or(String::new(), |(low, high)| {
            format!("[{low:.3}, {high:.3}]")
        });
        let bar = figure.bar.map_or(String::new(), |bar| format!("{bar:.2}"));
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "{:<34}{:>8}  {interval:<16}{bar:>6}{:>8}{:>10}",
            figure.name,
            shown(value.program),
            shown(value.others[0]),
            shown(value.others[1])
        );
    }
    out.push('\n');
    out
}
