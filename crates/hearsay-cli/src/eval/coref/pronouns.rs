//! Scores whom sources refer to: `hearsay eval pronouns JUDGED DIR`.
//!
//! `JUDGED` is a table (`article,start,end,antecedent_start,antecedent_end,form`, offsets in code
//! points): where a source stands that is a pronoun or lies in another sentence than its cue, and where the
//! article names it most fully. `DIR` has the texts, `ARTICLE.txt`. A source is right if its entity is named at
//! the antecedent, or if the words that tell most of it are.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use anyhow::{Context, Result, bail};
use hearsay::page::{self, PageOptions};
use hearsay::span::{CodePoints, Span};
use hearsay::voice::Heard;
use serde_json::json;

use super::super::brat::bootstrap::{self, Interval};
use crate::args::EvalPronounsArgs;

/// A source and where it is named, in code points.
#[derive(Debug, PartialEq, Eq)]
struct Judged {
    source: Range<usize>,
    antecedent: Range<usize>,
    form: String,
}

/// How many are right, of how many, of one article.
#[derive(Debug, Default, Clone, Copy)]
struct Share {
    right: u32,
    of: u32,
}

/// The forms that are counted apart, and all.
const GROUPS: [&str; 3] = ["pronoun", "name", "all"];

/// Reads the articles and returns the table, or its JSON.
///
/// # Errors
/// If a file cannot be read, a row is no judgement, or an offset lies outside of its text.
pub(in super::super) fn run(args: &EvalPronounsArgs) -> Result<String> {
    let table =
        std::fs::read_to_string(&args.judged).with_context(|| args.judged.display().to_string())?;
    let judged = parse(&table).with_context(|| args.judged.display().to_string())?;
    let mut shares: Vec<[Share; GROUPS.len()]> = Vec::new();
    let mut misses = String::new();
    for (article, rows) in &judged {
        let path = args.dir.join(format!("{article}.txt"));
        let bytes = std::fs::read(&path).with_context(|| path.display().to_string())?;
        let options = PageOptions {
            verbatim: true,
            ..PageOptions::default()
        };
        let page = page::read(&bytes, &options).with_context(|| path.display().to_string())?;
        let heard = Heard::read(&page);
        let points = CodePoints::new(&page.text);
        let places: Vec<usize> = page.text.char_indices().map(|(at, _)| at).collect();
        let bytes = |range: &Range<usize>| -> Result<Range<usize>> {
            let at = |point: usize| places.get(point).copied();
            match (at(range.start), at(range.end)) {
                (Some(start), Some(end)) if start < end => Ok(start..end),
                _ => bail!("{}: {range:?} lies outside of the text", path.display()),
            }
        };
        let mut share = [Share::default(); GROUPS.len()];
        for row in rows {
            let (source, antecedent) = (bytes(&row.source)?, bytes(&row.antecedent)?);
            let named = named(&heard, &source);
            let right = named
                .iter()
                .any(|one| one.start < antecedent.end && antecedent.start < one.end);
            for (group, share) in GROUPS.iter().zip(&mut share) {
                if *group == "all" || *group == row.form {
                    share.right += u32::from(right);
                    share.of += 1;
                }
            }
            if args.misses && !right {
                let got = named
                    .first()
                    .map_or("nobody", |one| &page.text[one.clone()]);
                // Writing to a string cannot fail.
                let _ = writeln!(
                    misses,
                    "  miss  {article} {}: {got}, not {}",
                    points.at(source.start),
                    &page.text[antecedent]
                );
            }
        }
        shares.push(share);
    }
    let figures = figures(&shares, args);
    if args.json {
        let figures: Vec<_> = GROUPS
            .iter()
            .zip(figures)
            .map(|(name, (share, interval))| {
                json!({ "name": name, "right": share.right, "of": share.of,
                    "interval": interval.map(|(low, high)| [low, high]) })
            })
            .collect();
        return Ok(format!("{:#}\n", json!({ "figures": figures })));
    }
    let mut out = format!("{} articles\n", shares.len());
    for (name, (share, interval)) in GROUPS.iter().zip(figures) {
        let interval = interval.map_or_else(String::new, |(low, high)| {
            format!("  [{low:.3}, {high:.3}]")
        });
        let value = value(share).unwrap_or_default();
        let _ = writeln!(
            out,
            "  {name:<10}{:>4} of {:<4}{value:>7.3}{interval}",
            share.right, share.of
        );
    }
    out.push_str(&misses);
    Ok(out)
}

/// Where the article names what these words refer to.
fn named(heard: &Heard, source: &Range<usize>) -> Vec<Range<usize>> {
    let Some(span) = Span::new(vec![source.clone()]) else {
        return Vec::new();
    };
    let entity = heard.entities.of(&span);
    let mentions = entity
        .and_then(|at| heard.entities.all().get(at))
        .map_or(&[][..], |entity| &entity.mentions);
    let telling = heard.entities.fullest(&span).into_iter();
    telling
        .chain(mentions.iter().map(|one| one.range.clone()))
        .collect()
}

fn value(share: Share) -> Option<f64> {
    (share.of > 0).then(|| f64::from(share.right) / f64::from(share.of))
}

/// The sums of all articles with their intervals.
fn figures(shares: &[[Share; GROUPS.len()]], args: &EvalPronounsArgs) -> Vec<(Share, Interval)> {
    let sum = |group: usize, picks: &mut dyn Iterator<Item = usize>| {
        let mut sum = Share::default();
        for at in picks {
            sum.right += shares[at][group].right;
            sum.of += shares[at][group].of;
        }
        sum
    };
    (0..GROUPS.len())
        .map(|group| {
            let draws =
                bootstrap::draws(shares.len(), args.bootstrap.resamples, args.bootstrap.seed);
            let values = draws.filter_map(|draw| value(sum(group, &mut draw.into_iter())));
            let whole = sum(group, &mut (0..shares.len()));
            (whole, bootstrap::percentiles(values.collect()))
        })
        .collect()
}

/// The rows by article.
fn parse(table: &str) -> Result<BTreeMap<String, Vec<Judged>>> {
    let mut out: BTreeMap<String, Vec<Judged>> = BTreeMap::new();
    for (number, line) in table.lines().enumerate().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let row = match cells[..] {
            [article, start, end, antecedent, last, form] => {
                let number = |cell: &str| cell.parse::<usize>().ok();
                let source = number(start).zip(number(end));
                let named = number(antecedent).zip(number(last));
                source.zip(named).map(|((start, end), (first, last))| {
                    let judged = Judged {
                        source: start..end,
                        antecedent: first..last,
                        form: form.to_owned(),
                    };
                    (article.to_owned(), judged)
                })
            }
            _ => None,
        };
        let Some((article, judged)) = row else {
            bail!("line {}: not article, four offsets and a form", number + 1);
        };
        out.entry(article).or_default().push(judged);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::BootstrapArgs;
    use std::path::PathBuf;

    #[test]
    fn sources_are_looked_up_by_their_offsets() {
        let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/coref"));
        let args = EvalPronounsArgs {
            judged: folder.join("judged.csv"),
            dir: folder,
            misses: true,
            json: false,
            bootstrap: BootstrapArgs {
                seed: 1,
                resamples: 10,
            },
        };
        let report = run(&args).expect("a report");
        assert!(report.contains("pronoun      1 of 1"), "{report}");
        assert!(report.contains("name         0 of 1"), "{report}");
        assert!(report.contains("miss  ferry"), "{report}");
    }

    #[test]
    fn rows_are_judgements() {
        let error = parse("article\nquay,1,2,3,x,name\n").expect_err("no number");
        assert!(error.to_string().contains("line 2"), "{error}");
    }
}
