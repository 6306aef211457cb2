//! `hearsay export`: the ledger in a form that other programs read.
//!
//! Articles come by publication time, then by id: the same ledger gives the same bytes, in
//! whatever order it was filled.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use hearsay::account::Account;
use hearsay::entity::EntityKind;
use hearsay::export::{Exporter, Format, brat};
use hearsay::ledger::{Ledger, Named};
use hearsay::reading::Reading;

use crate::args::ExportArgs;
use crate::claims;
use crate::exit;
use crate::ledger;
use crate::printer::{Listening, Printer};

/// Writes the articles that were asked for, or all.
///
/// # Errors
/// If the ledger cannot be read, or the output cannot be written.
pub(crate) fn run(args: &ExportArgs, printer: &Printer) -> Result<ExitCode> {
    let ledger = ledger::read_only(&args.ledger)?;
    if args.ids.is_empty() && args.format.holds_claims() {
        claims::up_to_date(&ledger, printer)?;
    }
    let export = Export::of(&ledger, &args.ids, args.format)?;
    let Some(path) = &args.output else {
        let mut out = Pipe {
            printer,
            open: true,
        };
        let written = export.write(&ledger, &mut out);
        // A reader that has enough is a success.
        return match written {
            Err(_) if !out.open => Ok(exit::after(0)),
            written => written.map(|()| exit::after(0)),
        };
    };
    let named = || path.display().to_string();
    if args.format == Format::Brat {
        folder_of_files(&ledger, &export.articles, path)?;
        return Ok(exit::after(0));
    }
    // What is half written does not take the place of a whole file.
    let half = beside(path);
    let mut out = BufWriter::new(File::create(&half).with_context(named)?);
    export.write(&ledger, &mut out).with_context(named)?;
    out.flush().with_context(named)?;
    fs::rename(&half, path).with_context(named)?;
    Ok(exit::after(0))
}

/// Standard output, until nobody listens any more.
struct Pipe<'a> {
    printer: &'a Printer,
    open: bool,
}

impl Write for Pipe<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.open = self.printer.data(bytes)? == Listening::Yes;
        if self.open {
            Ok(bytes.len())
        } else {
            Err(io::ErrorKind::BrokenPipe.into())
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The name of a file while it is being written.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    name.into()
}

/// What is exported, and in which form.
pub(crate) struct Export {
    /// The ids of the articles, in their order.
    pub(crate) articles: Vec<String>,
    account: Option<Account>,
    format: Format,
}

impl Export {
    /// The articles with these ids, or of these attributions, or all if there are none. What is claimed belongs to the
    /// whole ledger only: a few articles do not show it.
    ///
    /// # Errors
    /// If an id names no article, or the ledger cannot be read.
    pub(crate) fn of(ledger: &Ledger, ids: &[String], format: Format) -> Result<Self> {
        if ids.is_empty() {
            let claims = format.holds_claims();
            return Ok(Self {
                articles: ledger.articles()?,
                account: claims.then(|| claims::all(ledger)).transpose()?,
                format,
            });
        }
        let articles = ids.iter().map(|id| ledger::article(ledger, id));
        Ok(Self {
            articles: articles.collect::<Result<_>>()?,
            account: None,
            format,
        })
    }

    /// Writes article by article, then what is claimed in them. In JSON lines the corrections of an article stand before
    /// its reading: whoever takes them in again knows what is corrected before it comes. Rulings on claims and persons
    /// stand after the readings.
    ///
    /// # Errors
    /// If the format is no stream, the ledger cannot be read, or `out` cannot be written.
    pub(crate) fn write(&self, ledger: &Ledger, out: &mut dyn Write) -> Result<()> {
        let Some(mut exporter) = Exporter::new(self.format, &mut *out) else {
            bail!("this format is a folder of files\n  hint: name it with --output");
        };
        exporter.begin()?;
        let mut kinds: HashMap<String, EntityKind> = self
            .account
            .iter()
            .flat_map(|account| &account.entities)
            .map(|figure| (figure.id.clone(), figure.kind))
            .collect();
        for article in &self.articles {
            if self.format == Format::Jsonl {
                for correction in ledger.correction_lines(article)? {
                    exporter.line("correction", &correction)?;
                }
            }
            let mut reading = ledger.reading(article)?;
            if self.format != Format::Jsonl {
                one_kind_each(&mut reading, &mut kinds);
            }
            exporter.reading(&reading)?;
        }
        if self.format == Format::Jsonl {
            let has = |named: &Named| self.articles.contains(&named.article);
            for ruling in ledger.ruling_lines()? {
                if has(&ruling.one) && ruling.other.as_ref().is_none_or(has) {
                    exporter.line("ruling", &ruling)?;
                }
            }
        }
        if let Some(account) = &self.account {
            exporter.account(account)?;
        }
        exporter.end()?;
        Ok(())
    }
}

/// Gives each entity the kind that it has in the account, or in the first of the readings: one article may take for a person
/// what another knows as a place, and a graph has one node of both. JSON lines keep what each article says, to be taken in again.
fn one_kind_each(reading: &mut Reading, kinds: &mut HashMap<String, EntityKind>) {
    for entity in &mut reading.entities {
        entity.kind = *kinds.entry(entity.id.clone()).or_insert(entity.kind);
    }
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
