//! `hearsay eval brat`: attributions scored against gold in brat form.
//!
//! Documents come from a folder ([`parse`]), predictions from the program itself, from another
//! folder of brat files, or, with `--between`, from the other people who annotated the text.
//! What counts as right is said in [`sheet`], [`matching`], [`slices`] and [`agreement`].

mod agreement;
pub(super) mod bootstrap;
mod content;
mod counts;
mod document;
mod folder;
mod matching;
pub(in crate::eval) mod parse;
#[cfg(test)]
mod properties;
mod report;
mod sheet;
mod slices;
mod tokens;

use crate::args::{EvalBratArgs, Numbers};
use folder::Predictions;
use hearsay::attribution::{Kernel, Model, Precision};
use report::Report;
use sheet::Sheet;

/// What an evaluation says: the report for stdout, the warnings for stderr.
pub(crate) struct Outcome {
    /// The table, or one JSON object.
    pub(crate) report: String,
    /// Flaws of the gold, each with its file and line.
    pub(crate) warnings: Vec<String>,
}

/// Scores the folder on up to `jobs` threads.
///
/// # Errors
/// If the folder or a text in it cannot be read, or it holds no gold.
pub(crate) fn run(args: &EvalBratArgs, jobs: usize) -> anyhow::Result<Outcome> {
    let floats;
    let predictions = match (&args.predictions, args.precision) {
        (Some(folder), _) => Predictions::Folder(folder),
        _ if args.between => Predictions::People,
        (None, Numbers::Int8) => Predictions::Program(Model::shared()),
        (None, Numbers::F32) => {
            floats = Model::embedded(Precision::F32, Kernel::detect())?;
            Predictions::Program(&floats)
        }
    };
    let inputs = folder::list(&args.dir, &predictions)?;
    let (mut sheets, mut warnings, mut failure) = (Vec::new(), Vec::new(), None);
    crate::parallel::ordered(
        inputs.into_iter(),
        jobs,
        |input| {
            let loaded = folder::load(&input, &predictions)?;
            Ok((Sheet::of(&loaded.document), loaded.warnings))
        },
        |result: anyhow::Result<_>| match result {
            Ok((sheet, told)) => {
                sheets.push(sheet);
                warnings.extend(told);
                true
            }
            Err(error) => {
                failure = Some(error);
                false
            }
        },
    );
    if let Some(error) = failure {
        return Err(error);
    }
    let report = Report::new(&sheets, args.bootstrap.resamples, args.bootstrap.seed);
    let report = if args.json {
        format!("{:#}\n", report.json())
    } else {
        report.table()
    };
    Ok(Outcome { report, warnings })
}
