//! `hearsay correct`: a person overrules the program.

use std::process::ExitCode;

use anyhow::Result;
use hearsay::ledger::Signature;

use super::change::{self, Change, Parts};
use super::who;
use crate::args::CorrectArgs;
use crate::ask::short;
use crate::clock;
use crate::exit;
use crate::ledger;
use crate::printer::Printer;

/// Makes one correction, or takes one back.
///
/// # Errors
/// If nothing has the id, the words do not stand in the article, or the ledger cannot be written.
pub(crate) fn run(args: &CorrectArgs, printer: &Printer) -> Result<ExitCode> {
    let mut ledger = ledger::open(&args.ledger)?;
    let (who, made) = (who(args.by.who.as_deref()), clock::stamp());
    let by = Signature {
        who: &who,
        made: &made,
        note: args.by.note.as_deref(),
    };
    let run = ledger::run("correct", serde_json::Map::new());
    let told = if args.withdraw {
        let id = change::withdraw(&mut ledger, &args.id, by, &run)?;
        format!("withdrawn {}", short(&id))
    } else {
        let id = change::make(&mut ledger, &args.id, &asked(args), by, &run)?;
        format!("correction {}", short(&id))
    };
    printer.data(format!("{told}\n").as_bytes())?;
    Ok(exit::after(0))
}

/// The change that the arguments ask for.
fn asked(args: &CorrectArgs) -> Change {
    let other = |id: &String| id.clone();
    if let Some(id) = &args.merge {
        Change::Merge { other: other(id) }
    } else if let Some(id) = &args.apart {
        Change::Separate { other: other(id) }
    } else if let Some(id) = &args.same_claim {
        Change::Together { other: other(id) }
    } else if let Some(id) = &args.other_claim {
        Change::Apart { other: other(id) }
    } else if let Some(bearing) = args.bears {
        Change::Bearing { bearing }
    } else if args.not_an_attribution {
        Change::Reject {}
    } else if args.confirm {
        Change::Confirm {}
    } else {
        let source = args.source.clone().map(Some);
        let parts = Parts {
            source: if args.no_source { Some(None) } else { source },
            cue: args.cue.clone().map(Some),
            content: args.content.clone(),
            source_kind: args.kind,
            stance: args.stance,
            certainty: args.certainty,
        };
        Change::Correct { parts }
    }
}
