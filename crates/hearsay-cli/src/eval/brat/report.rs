//! The figures as an aligned table for people, and as JSON for programs.

use super::bootstrap::{Interval, intervals};
use super::counts::Counts;
use super::sheet::{Sheet, figures};
use serde_json::{Value, json};
use std::fmt::Write;

/// All figures of one evaluation.
#[derive(Debug)]
pub(crate) struct Report {
    sheets: usize,
    sum: Sheet,
    f1: Vec<Interval>,
    alpha: Interval,
    resamples: usize,
    seed: u64,
}

impl Report {
    /// Adds the sheets of all documents up and bootstraps the intervals.
    pub(crate) fn new(sheets: &[Sheet], resamples: usize, seed: u64) -> Self {
        let mut sum = Sheet::default();
        for sheet in sheets {
            sum.add(sheet);
        }
        let (f1, alpha) = intervals(sheets, resamples, seed);
        Self {
            sheets: sheets.len(),
            sum,
            f1,
            alpha,
            resamples,
            seed,
        }
    }

    fn rows(&self) -> impl Iterator<Item = (&'static str, &'static str, Counts, Interval)> {
        figures()
            .into_iter()
            .zip(self.sum.counts.iter().zip(&self.f1))
            .map(|((group, name), (counts, interval))| (group, name, *counts, *interval))
    }

    /// The table. Figures are per cent, except alpha (-1 to 1, times 100); counts are summed
    /// over documents. A dash stands where a figure is undefined.
    pub(crate) fn table(&self) -> String {
        let mut table = format!(
            "{} documents; 95% intervals by document, {} resamples, seed {}\n\n",
            self.sheets, self.resamples, self.seed
        );
        let _ = writeln!(
            table,
            "{:<18} {:<19} {:>6} {:>6} {:>6}  {:<13} {:>8} {:>9}",
            "", "", "P", "R", "F1", "F1 interval", "gold", "predicted"
        );
        let mut last = "";
        for (group, name, counts, interval) in self.rows() {
            if group == "quotation" && last == "attribution" {
                table.push_str("\nattributions at 0.5 by slice\n");
            }
            let shown = if group == last { "" } else { group };
            last = group;
            let _ = writeln!(
                table,
                "{shown:<18} {name:<19} {:>6} {:>6} {:>6}  {:<13} {:>8} {:>9}",
                percent(counts.precision()),
                percent(counts.recall()),
                percent(counts.f1()),
                range(interval),
                counts.gold.round(),
                counts.predicted.round(),
            );
        }
        let _ = writeln!(
            table,
            "\n{:<38} {:>6} {:>6} {:>6}  {}",
            "Krippendorff's alpha over tokens",
            "",
            "",
            percent(self.sum.agreement.alpha()),
            range(self.alpha)
        );
        table
    }

    /// The same as one JSON object; figures are 0 to 1, null where undefined.
    pub(crate) fn json(&self) -> Value {
        let ends = |interval: Interval| interval.map(|(low, high)| [low, high]);
        let figures: Vec<Value> = self
            .rows()
            .map(|(group, name, counts, interval)| {
                json!({
                    "group": group, "name": name,
                    "precision": counts.precision(), "recall": counts.recall(), "f1": counts.f1(),
                    "f1_interval": ends(interval),
                    "gold": counts.gold, "found": counts.found,
                    "predicted": counts.predicted, "right": counts.right,
                })
            })
            .collect();
        json!({
            "schema": "hearsay.eval.brat/1",
            "documents": self.sheets, "resamples": self.resamples, "seed": self.seed,
            "alpha": self.sum.agreement.alpha(), "alpha_interval": ends(self.alpha),
            "figures": figures,
        })
    }
}

fn percent(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{:.1}", value * 100.0))
}

fn range(interval: Interval) -> String {
    interval.map_or_else(
        || "–".to_owned(),
        |(low, high)| format!("{:.1} to {:.1}", low * 100.0, high * 100.0),
    )
}
