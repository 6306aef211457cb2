//! `hearsay corrections`: what people overruled.

use std::process::ExitCode;

use anyhow::Result;

use crate::args::CorrectionsArgs;
use crate::ask::{answer, short};
use crate::ledger;
use crate::printer::Printer;
use crate::table::Table;

/// Lists the corrections, the oldest first.
///
/// # Errors
/// If the ledger cannot be read.
pub(crate) fn run(args: &CorrectionsArgs, printer: &Printer) -> Result<ExitCode> {
    let corrections = ledger::read_only(&args.ledger)?.corrections()?;
    let full = args.output.csv;
    let id = |id: &str| if full { id.to_owned() } else { short(id) };
    let table = || {
        let mut table = Table::new(&["id", "of", "what", "who", "when", "why", "withdrawn"]);
        for correction in &corrections {
            table.row([
                id(&correction.id),
                id(&correction.target),
                correction.text.clone(),
                correction.who.clone(),
                correction.made.clone(),
                correction.note.clone().unwrap_or_default(),
                correction.withdrawn.clone().unwrap_or_default(),
            ]);
        }
        table
    };
    answer(printer, args.output, &corrections, table, || {
        if corrections.is_empty() {
            "Nothing was corrected.\n".to_owned()
        } else {
            table().screen(printer)
        }
    })
}
