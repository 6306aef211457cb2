//! `hearsay reread`: stored articles, read anew by this program.

use std::process::ExitCode;

use anyhow::{Context, Result};
use hearsay::ledger::Changes;
use hearsay::reading::{AttributionValue, Reading};
use hearsay::voice::Heard;
use serde_json::json;

use crate::args::RereadArgs;
use crate::ask::{one_line, short};
use crate::exit;
use crate::ledger;
use crate::parallel;
use crate::printer::{Listening, Printer};
use crate::progress::Progress;

/// Reads articles anew and prints what changed in each.
///
/// # Errors
/// If the ledger cannot be read or written.
pub(crate) fn run(args: &RereadArgs, printer: &Printer) -> Result<ExitCode> {
    let mut writer = ledger::open(&args.ledger)?;
    let run = ledger::run("reread", serde_json::Map::new());
    let articles = if args.ids.is_empty() {
        writer.to_reread(&run, args.all)?
    } else {
        let ids = args.ids.iter().map(|id| ledger::article(&writer, id));
        ids.collect::<Result<_>>()?
    };
    let progress = Progress::new(printer, articles.len() as u64);
    let (mut done, mut changed, mut overruled) = (0, 0, 0);
    let mut outcome = Ok(());
    let reader = ledger::read_only(&args.ledger)?;
    let stored = articles.iter().map(move |id| (id, reader.reading(id)));
    parallel::ordered(
        stored,
        parallel::jobs(args.jobs),
        |(id, stored)| {
            let fresh = stored.map(|stored| {
                let article = stored.to_article();
                Reading::new(&article, &Heard::read(&article))
            });
            (id, fresh)
        },
        |(id, fresh)| {
            let step = fresh
                .and_then(|fresh| writer.reread(id, &fresh, &run))
                .map_err(anyhow::Error::from)
                .and_then(|changes| {
                    done += 1;
                    overruled += changes.overruled;
                    progress.at(done, "articles read anew");
                    if changes.is_empty() {
                        return Ok(Listening::Yes);
                    }
                    changed += 1;
                    Ok(printer.data(&told(id, &changes, args.json)?)?)
                });
            match step {
                Ok(listening) => listening == Listening::Yes,
                Err(error) => {
                    outcome = Err(error);
                    false
                }
            }
        },
    );
    progress.end();
    let named = || args.ledger.ledger.display().to_string();
    outcome.with_context(named)?;
    writer.account_anew(&run).with_context(named)?;
    printer.note(&format!(
        "{done} articles read anew: {changed} changed; {overruled} readings gave way to corrections"
    ));
    Ok(exit::after(0))
}

/// What changed in one article.
fn told(id: &str, changes: &Changes, as_json: bool) -> Result<Vec<u8>> {
    if as_json {
        let changed: Vec<_> = changes
            .changed
            .iter()
            .map(|(before, now)| json!({"before": before, "now": now}))
            .collect();
        let mut out = serde_json::to_vec(&json!({
            "article": id,
            "vanished": changes.vanished,
            "appeared": changes.appeared,
            "changed": changed,
        }))?;
        out.push(b'\n');
        return Ok(out);
    }
    let mut out = format!("article {}\n", short(id));
    let mut line = |what: &str, value: &AttributionValue| {
        out.push_str(&format!(
            "  {what}: {}\n",
            crate::printer::clean(&one_line(value))
        ));
    };
    for value in &changes.vanished {
        line("vanished", value);
    }
    for value in &changes.appeared {
        line("appeared", value);
    }
    for (_, now) in &changes.changed {
        line("changed", now);
    }
    Ok(out.into_bytes())
}
