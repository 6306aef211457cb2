//! Questions to a ledger: search, said, show, who, stats, versions.
//!
//! Decides how answers look. The questions themselves are the library's.

mod said;
mod search;
mod show;
mod stats;
mod versions;
mod who;

pub(crate) use said::run as said;
pub(crate) use search::run as search;
pub(crate) use show::{Evidence, EvidenceValue, run as show, when};
pub(crate) use stats::run as stats;
pub(crate) use versions::{
    Op, VersionValue, hunks, one_line, run as versions, values as version_values,
    words as word_diff,
};
pub(crate) use who::run as who;

use std::process::ExitCode;

use anyhow::{Result, anyhow};
use hearsay::ledger::Words;
use serde::Serialize;

use crate::args::OutputArgs;
use crate::exit;
use crate::printer::Printer;
use crate::table::Table;

/// How many digits of an id a list shows; enough to ask for it.
const DIGITS: usize = 8;

/// The first digits of an id.
pub(crate) fn short(id: &str) -> String {
    id.chars().take(DIGITS).collect()
}

/// The words of a question.
pub(crate) fn words(question: &str) -> Result<Words> {
    Words::parse(question).ok_or_else(|| {
        anyhow!("{question:?} names no word to look for\n  hint: give a word with letters or digits that must occur")
    })
}

/// Prints an answer in the form that was asked for: a value a line, or a table, or text.
pub(crate) fn answer<T: Serialize>(
    printer: &Printer,
    output: OutputArgs,
    values: &[T],
    table: impl FnOnce() -> Table,
    text: impl FnOnce() -> String,
) -> Result<ExitCode> {
    if output.json {
        let mut out = Vec::new();
        for value in values {
            serde_json::to_writer(&mut out, value)?;
            out.push(b'\n');
        }
        printer.data(&out)?;
    } else if output.csv {
        printer.data(&table().csv()?)?;
    } else {
        printer.page(&text(), output.no_pager)?;
    }
    Ok(exit::after(0))
}
