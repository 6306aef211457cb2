//! `hearsay import`: what was exported comes in again, and corrections made in Label Studio.
//!
//! Which of the two a file is, is told by its content: Label Studio exports one list, ours are
//! lines. A line that is broken is named and passed over.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow};
use hearsay::export::jsonl::{self, Line};
use hearsay::export::labelstudio::{self, Corrected, TaskCorrections};
use hearsay::ledger::{
    Capture, CorrectionLine, Edit, Ledger, LedgerError, Outcome, RulingLine, Run, Signature,
    capture_key, uncorrect,
};
use hearsay::reading::{AttributionValue, Marked, Reading, Source};
use serde_json::Map;

use crate::add::Summary;
use crate::args::ImportArgs;
use crate::clock;
use crate::desk;
use crate::exit;
use crate::ledger;
use crate::printer::Printer;

/// The longest line, in bytes.
const LONGEST: u64 = 256 << 20;

/// Takes every file in.
///
/// # Errors
/// If the ledger cannot be opened or written. What cannot be taken in is named on stderr.
pub(crate) fn run(args: &ImportArgs, printer: &Printer) -> Result<ExitCode> {
    let mut import = Import {
        ledger: ledger::create(&args.ledger)?,
        run: ledger::run("import", Map::new()),
        who: desk::who(args.by.who.as_deref()),
        note: args.by.note.clone(),
        summary: Summary::default(),
        corrections: 0,
        printer,
    };
    for file in &args.files {
        let name = file.display().to_string();
        if let Err(error) = import.file(file, &name) {
            match error.downcast_ref::<LedgerError>() {
                Some(_) => return Err(error.context(args.ledger.ledger.display().to_string())),
                None => import.fail(&name, &error),
            }
        }
    }
    let accounted = import.ledger.account_anew(&import.run);
    accounted.with_context(|| args.ledger.ledger.display().to_string())?;
    printer.note(&format!(
        "{}\n{} corrections taken in",
        import.summary.lines(),
        import.corrections
    ));
    Ok(exit::after(import.summary.failed))
}

struct Import<'a> {
    ledger: Ledger,
    run: Run,
    who: String,
    note: Option<String>,
    summary: Summary,
    corrections: usize,
    printer: &'a Printer,
}

impl Import<'_> {
    fn fail(&mut self, place: &str, error: &anyhow::Error) {
        self.printer.error(&format!("{place}: {error:#}"));
        self.summary.fail(&error.to_string());
    }

    fn file(&mut self, path: &Path, name: &str) -> Result<()> {
        let input: Box<dyn Read> = if path == Path::new("-") {
            Box::new(io::stdin())
        } else {
            Box::new(File::open(path).context("cannot open the file")?)
        };
        let mut input = BufReader::new(input);
        let first = loop {
            let buffer = input.fill_buf().context("cannot read it")?;
            match buffer.iter().position(|byte| !byte.is_ascii_whitespace()) {
                Some(at) => break buffer[at],
                None if buffer.is_empty() => return Err(anyhow!("empty input")),
                None => {
                    let length = buffer.len();
                    input.consume(length);
                }
            }
        };
        if first == b'[' {
            let mut text = String::new();
            input.read_to_string(&mut text).context("cannot read it")?;
            for task in labelstudio::corrections(&text)? {
                self.task(&task, name)?;
            }
            return Ok(());
        }
        self.lines(&mut input, name)
    }

    /// Lines of our own shape. Corrections stand before the reading that they are about.
    fn lines(&mut self, input: &mut impl BufRead, name: &str) -> Result<()> {
        let mut waiting: HashMap<String, Vec<CorrectionLine>> = HashMap::new();
        let mut rulings: Vec<(String, RulingLine)> = Vec::new();
        for number in 1.. {
            let mut line = Vec::new();
            let length = input.by_ref().take(LONGEST).read_until(b'\n', &mut line)?;
            if length == 0 {
                break;
            }
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let place = format!("{name}, line {number}");
            let Ok(line) = String::from_utf8(line) else {
                self.fail(&place, &anyhow!("not UTF-8"));
                continue;
            };
            match jsonl::parse(&line) {
                Ok(Line::Reading(reading)) => {
                    let lines = waiting.remove(&reading.article.id).unwrap_or_default();
                    self.reading(*reading, lines, &place)?;
                }
                Ok(Line::Other(kind)) if kind == "correction" => {
                    match serde_json::from_str::<CorrectionLine>(&line) {
                        Ok(line) => waiting.entry(line.article.clone()).or_default().push(line),
                        Err(error) => self.fail(&place, &anyhow!("not a correction: {error}")),
                    }
                }
                Ok(Line::Other(kind)) if kind == "ruling" => {
                    match serde_json::from_str::<RulingLine>(&line) {
                        Ok(line) => rulings.push((place, line)),
                        Err(error) => self.fail(&place, &anyhow!("not a ruling: {error}")),
                    }
                }
                // Whoever has the readings works these out anew.
                Ok(Line::Other(kind)) if jsonl::WORKED_OUT.contains(&kind.as_str()) => {}
                Ok(Line::Other(kind)) => {
                    self.printer
                        .warning(&format!("{place}: passed over, of the type {kind:?}"));
                }
                Err(error) => self.fail(&place, &error.into()),
            }
        }
        // Corrections of articles that are here already.
        for (article, lines) in waiting {
            match self.ledger.restore(&lines, &self.run) {
                Ok(new) => self.corrections += new,
                Err(LedgerError::NoSuchId(_)) => {
                    self.fail(
                        name,
                        &anyhow!("corrections of the article {article}, which is not here"),
                    );
                }
                Err(error) => return Err(error.into()),
            }
        }
        // Rulings may be about any two articles of the file.
        for (place, line) in rulings {
            match self.ledger.restore_ruling(&line) {
                Ok(new) => self.corrections += usize::from(new),
                Err(LedgerError::NoSuchId(id)) => {
                    self.fail(&place, &anyhow!("a ruling on {id}, which is not here"));
                }
                Err(LedgerError::Correction(reason)) => self.fail(&place, &anyhow!(reason)),
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    fn reading(
        &mut self,
        mut reading: Reading,
        lines: Vec<CorrectionLine>,
        place: &str,
    ) -> Result<()> {
        uncorrect(&mut reading, &lines);
        let text = serde_json::to_vec(&reading)?;
        let capture = Capture {
            key: capture_key(&text, &["import"]),
            input: place.to_owned(),
            place: String::new(),
            address: None,
            fetched: None,
            original: None,
            fields: Map::new(),
        };
        let outcome: Outcome = self.ledger.store(&reading, &capture, &self.run)?;
        self.summary.count(outcome);
        self.corrections += self.ledger.restore(&lines, &self.run)?;
        Ok(())
    }

    /// What a person left of an article, against what the ledger holds.
    fn task(&mut self, task: &TaskCorrections, name: &str) -> Result<()> {
        let reading = match self.ledger.reading(&task.article) {
            Ok(reading) => reading,
            Err(LedgerError::NoSuchId(id)) => {
                self.fail(name, &anyhow!("the article {id} is not in this ledger"));
                return Ok(());
            }
            Err(error) => return Err(error.into()),
        };
        if task.text != reading.article.text {
            self.fail(
                name,
                &anyhow!("the article {} has another text here", task.article),
            );
            return Ok(());
        }
        for warning in &task.warnings {
            self.printer.warning(&format!("{name}: {warning}"));
        }
        self.summary.read += 1;
        let made = task
            .time
            .as_deref()
            .and_then(|time| time.parse::<jiff::Timestamp>().ok())
            .map_or_else(clock::stamp, |time| {
                time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
            });
        let who = task.annotator.clone().unwrap_or_else(|| self.who.clone());
        let note = self.note.clone();
        let by = Signature {
            who: &who,
            made: &made,
            note: note.as_deref(),
        };
        let mut changed = 0;
        for value in &reading.attributions {
            match task
                .attributions
                .iter()
                .find(|left| left.id.as_ref() == Some(&value.id))
            {
                Some(left) if left.content.is_some() => {
                    if let Some(edit) = difference(value, left) {
                        self.ledger.correct(&value.id, &edit, by, &self.run)?;
                        changed += 1;
                    }
                }
                _ => {
                    self.ledger.reject(&value.id, by, &self.run)?;
                    changed += 1;
                }
            }
        }
        for left in task.attributions.iter().filter(|left| left.id.is_none()) {
            if let Some(value) = added(left) {
                let new = self
                    .ledger
                    .add_attribution(&task.article, &value, by, &self.run)?;
                changed += usize::from(new.is_some());
            }
        }
        self.corrections += changed;
        if changed == 0 {
            self.summary.unchanged += 1;
        } else {
            self.summary.new_versions += 1;
        }
        Ok(())
    }
}

/// What a person changed; `None` if nothing.
fn difference(value: &AttributionValue, left: &Corrected) -> Option<Edit> {
    let was = value.source.as_ref().map(|source| &source.words);
    let edit = Edit {
        source: (left.source.as_ref() != was).then(|| left.source.clone()),
        cue: (left.cue != value.cue).then(|| left.cue.clone()),
        content: left
            .content
            .clone()
            .filter(|content| Some(content) != value.content.as_ref()),
        ..Edit::default()
    };
    (!edit.is_empty()).then_some(edit)
}

/// An attribution that a person drew; `None` without a content.
fn added(left: &Corrected) -> Option<AttributionValue> {
    let content: Marked = left.content.clone()?;
    let direct = content.text.starts_with(['“', '"', '„', '«']);
    Some(AttributionValue {
        id: String::new(),
        parent: None,
        source: left.source.clone().map(|words| Source {
            words,
            kind: None,
            entity: None,
        }),
        cue: left.cue.clone(),
        content: Some(content),
        quotation: if direct {
            hearsay::attribution::Quotation::Direct
        } else {
            hearsay::attribution::Quotation::Indirect
        },
        mode: None,
        stance: None,
        certainty: None,
        polarity: None,
        chain: Vec::new(),
        said: None,
        confidence: 1.0,
        why: None,
    })
}
