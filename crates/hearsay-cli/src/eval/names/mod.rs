//! Scores the comparison of names: `hearsay eval names FILE`.
//!
//! Each pair is judged the same or not, by hearsay and by three measures of strings on the same names in
//! Latin letters. Intervals are 95%, drawn over pairs.

mod baseline;
mod table;

use std::fmt::Write as _;

use anyhow::Result;
use hearsay::name::{self, Likeness};
use serde_json::json;

use super::brat::bootstrap::{self, Interval};
use crate::args::EvalNamesArgs;
use table::Case;

/// The judgement of one way of comparing, one a pair.
struct Judge {
    name: &'static str,
    same: Vec<bool>,
}

/// What came of it.
struct Score {
    precision: f64,
    recall: f64,
    f1: f64,
    interval: Interval,
    strong: Option<f64>,
}

/// Compares every pair and returns the table, or its JSON.
///
/// # Errors
/// If the file cannot be read or has no pairs.
pub(super) fn run(args: &EvalNamesArgs) -> Result<String> {
    let cases = table::read(&args.file)?;
    let found: Vec<Likeness> = cases
        .iter()
        .map(|case| name::compare(&case.first, &case.second, case.kind))
        .collect();
    let mut judges = vec![Judge {
        name: "hearsay",
        same: found.iter().map(Likeness::is_same).collect(),
    }];
    for (name, measure) in baseline::MEASURES {
        judges.push(Judge {
            name,
            same: baseline::judge(&cases, *measure),
        });
    }
    let scores: Vec<(&str, Score)> = judges
        .iter()
        .map(|judge| (judge.name, score(&cases, &judge.same, args)))
        .collect();
    if args.json {
        let values: Vec<_> = scores
            .iter()
            .map(|(name, score)| {
                json!({
                    "name": name, "precision": score.precision, "recall": score.recall, "f1": score.f1,
                    "f1_interval": score.interval.map(|(low, high)| [low, high]), "strong_accuracy": score.strong,
                })
            })
            .collect();
        return Ok(format!(
            "{:#}\n",
            json!({ "pairs": cases.len(), "judges": values })
        ));
    }
    let mut out = format!(
        "{} pairs, {} of them the same\n{:<16}{:>6}{:>7}{:>7}  {:<16}{:>7}\n",
        cases.len(),
        cases.iter().filter(|case| case.same).count(),
        "",
        "P",
        "R",
        "F1",
        "95%",
        "strong"
    );
    for (name, score) in &scores {
        let interval = score.interval.map_or(String::new(), |(low, high)| {
            format!("[{low:.3}, {high:.3}]")
        });
        let strong = score
            .strong
            .map_or("-".to_owned(), |share| format!("{share:.3}"));
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "{name:<16}{:>6.3}{:>7.3}{:>7.3}  {interval:<16}{strong:>7}",
            score.precision, score.recall, score.f1
        );
    }
    if args.misses {
        for (case, likeness) in cases
            .iter()
            .zip(&found)
            .filter(|(case, found)| case.same != found.is_same())
        {
            let _ = writeln!(out, "{}", miss(case, likeness));
        }
    }
    Ok(out)
}

/// A pair that is judged otherwise, and what was seen in it.
fn miss(case: &Case, found: &Likeness) -> String {
    let pairs: Vec<String> = found
        .pairs
        .iter()
        .map(|pair| {
            format!(
                "{}={} {} {:.1}",
                pair.first, pair.second, pair.why, pair.cost
            )
        })
        .collect();
    format!(
        "  {}: {} / {}: {:.2}; {}; left: {} / {}{}",
        if case.same {
            "missed"
        } else {
            "taken for the same"
        },
        case.first,
        case.second,
        found.score,
        pairs.join(", "),
        found.left[0].join(" "),
        found.left[1].join(" "),
        if found.legal_clash {
            "; legal forms clash"
        } else {
            ""
        }
    )
}

fn score(cases: &[Case], same: &[bool], args: &EvalNamesArgs) -> Score {
    let rates = |picks: &mut dyn Iterator<Item = usize>| {
        let (mut both, mut gold, mut predicted) = (0.0, 0.0, 0.0);
        for at in picks {
            both += f64::from(u8::from(same[at] && cases[at].same));
            gold += f64::from(u8::from(cases[at].same));
            predicted += f64::from(u8::from(same[at]));
        }
        (
            share(both, predicted),
            share(both, gold),
            share(2.0 * both, gold + predicted),
        )
    };
    let resampled = bootstrap::draws(cases.len(), args.bootstrap.resamples, args.bootstrap.seed)
        .map(|draw| rates(&mut draw.into_iter()).2)
        .collect();
    let (precision, recall, f1) = rates(&mut (0..cases.len()));
    let strong: Vec<usize> = (0..cases.len()).filter(|&at| cases[at].strong).collect();
    let right = strong
        .iter()
        .filter(|&&at| same[at] == cases[at].same)
        .count();
    Score {
        precision,
        recall,
        f1,
        interval: bootstrap::percentiles(resampled),
        strong: (!strong.is_empty()).then(|| share(right as f64, strong.len() as f64)),
    }
}

fn share(part: f64, whole: f64) -> f64 {
    if whole == 0.0 { 0.0 } else { part / whole }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::BootstrapArgs;
    use std::path::PathBuf;

    #[test]
    fn pairs_are_judged_beside_the_baselines() {
        let args = EvalNamesArgs {
            file: PathBuf::from(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/tests/names/cases.csv"
            )),
            misses: true,
            json: false,
            bootstrap: BootstrapArgs {
                seed: 1,
                resamples: 20,
            },
        };
        let report = run(&args).expect("a report");
        assert!(
            report.starts_with("6 pairs, 3 of them the same\n"),
            "{report}"
        );
        assert!(
            report.contains("hearsay          1.000  0.667  0.800"),
            "{report}"
        );
        assert!(report.contains("missed: Norgas / Harbour Fuel"), "{report}");
        assert!(report.contains("token-set"), "{report}");
    }
}
