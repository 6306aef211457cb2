//! `hearsay export`: the ledger in a form that other programs read.
//!
//! Articles come by publication time, then by id: the same ledger gives the same bytes, in
//! whatever order it was filled.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use hearsay::export::{annotation, brat, ftm, jsonl, labelstudio, table};
use hearsay::ledger::Ledger;
use hearsay::reading::Reading;
use serde::Serialize;

use crate::args::{ExportArgs, ExportFormat};
use crate::exit;
use crate::ledger;
use crate::printer::{Listening, Printer};

/// Writes the articles that were asked for, or all.
///
/// # Errors
/// If the ledger cannot be read, or the output cannot be written.
pub(crate) fn run(args: &ExportArgs, printer: &Printer) -> Result<ExitCode> {
    let ledger = ledger::read_only(&args.ledger)?;
    let articles = if args.ids.is_empty() {
        ledger.articles()?
    } else {
        let ids = args.ids.iter().map(|id| ledger::article(&ledger, id));
        ids.collect::<Result<_>>()?
    };
    if let (ExportFormat::Brat, Some(folder)) = (args.format, &args.output) {
        folder_of_files(&ledger, &articles, folder)?;
        return Ok(exit::after(0));
    }
    match &args.output {
        None => stream(&ledger, &articles, args.format, &mut |bytes| printer.data(bytes)),
        Some(path) => {
            let named = || path.display().to_string();
            // What is half written does not take the place of a whole file.
            let half = beside(path);
            let file = File::create(&half).with_context(named)?;
            let mut out = BufWriter::new(file);
            stream(&ledger, &articles, args.format, &mut |bytes| {
                out.write_all(bytes).map(|()| Listening::Yes)
            })
            .with_context(named)?;
            out.flush().with_context(named)?;
            fs::rename(&half, path).with_context(named)
        }
    }?;
    Ok(exit::after(0))
}

/// The name of a file while it is being written.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    name.into()
}

/// Writes article by article; ends early, without a word, when nobody listens any more.
fn stream(
    ledger: &Ledger,
    articles: &[String],
    format: ExportFormat,
    write: &mut dyn FnMut(&[u8]) -> io::Result<Listening>,
) -> Result<()> {
    let mut send = |bytes: &[u8]| -> Result<bool> { Ok(write(bytes)? == Listening::Yes) };
    match format {
        ExportFormat::Csv => {
            if !send(&csv_lines(&[table::COLUMNS.iter().map(|&name| name.to_owned()).collect()])?)? {
                return Ok(());
            }
        }
        ExportFormat::Labelstudio => {
            if !send(b"[\n")? {
                return Ok(());
            }
        }
        _ => {}
    }
    for (at, article) in articles.iter().enumerate() {
        let reading = ledger.reading(article)?;
        let bytes = match format {
            ExportFormat::Jsonl => json_lines(ledger, &reading)?,
            ExportFormat::Csv => csv_lines(&table::rows(&reading))?,
            ExportFormat::Webannotation => lines(&annotation::annotations(&reading))?,
            ExportFormat::Ftm => lines(&ftm::entities(&reading))?,
            ExportFormat::Labelstudio => {
                let comma = if at > 0 { ",\n" } else { "" };
                format!("{comma}{}", labelstudio::task(&reading)).into_bytes()
            }
            // Written to a folder before.
            ExportFormat::Brat => Vec::new(),
        };
        if !send(&bytes)? {
            return Ok(());
        }
    }
    if format == ExportFormat::Labelstudio {
        send(b"\n]\n")?;
    }
    Ok(())
}

/// The corrections of an article, then its reading: whoever takes them in again knows what is
/// corrected before it comes.
fn json_lines(ledger: &Ledger, reading: &Reading) -> Result<Vec<u8>> {
    let mut out = String::new();
    for correction in ledger.correction_lines(&reading.article.id)? {
        out.push_str(&jsonl::line("correction", &correction)?);
        out.push('\n');
    }
    out.push_str(&jsonl::line("reading", reading)?);
    out.push('\n');
    Ok(out.into_bytes())
}

fn lines(values: &[impl Serialize]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    for value in values {
        serde_json::to_writer(&mut out, value)?;
        out.push(b'\n');
    }
    Ok(out)
}

fn csv_lines(rows: &[Vec<String>]) -> Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(row)?;
    }
    Ok(writer.into_inner()?)
}

/// A .txt and an .ann file an article.
fn folder_of_files(ledger: &Ledger, articles: &[String], folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    for article in articles {
        let files = brat::files(&ledger.reading(article)?);
        for (ending, text) in [("txt", &files.txt), ("ann", &files.ann)] {
            let path = folder.join(format!("{}.{ending}", files.name));
            fs::write(&path, text).with_context(|| path.display().to_string())?;
        }
    }
    Ok(())
}
