//! `hearsay correct`: a person overrules the program.

use std::process::ExitCode;

use anyhow::{Result, anyhow, bail};
use hearsay::ledger::{Edit, Ledger, Signature, Stored, nearest};
use hearsay::reading::{AttributionValue, Marked};

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
    let (who, made) = (who(&args.by), clock::stamp());
    let by = Signature {
        who: &who,
        made: &made,
        note: args.by.note.as_deref(),
    };
    let run = ledger::run("correct", serde_json::Map::new());
    let told = if let Some(id) = rule(&mut ledger, args, by)? {
        format!("correction {}", short(&id))
    } else {
        match ledger.find(&args.id)? {
            Stored::Correction(id) if args.withdraw => {
                ledger.withdraw(&id, by, &run)?;
                format!("withdrawn {}", short(&id))
            }
            _ if args.withdraw => bail!(
                "{} is no correction\n  hint: `hearsay corrections` lists them",
                args.id
            ),
            Stored::Attribution(id) if args.not_an_attribution => {
                format!("correction {}", short(&ledger.reject(&id, by, &run)?))
            }
            Stored::Attribution(id) => {
                let edit = edit(&ledger, &id, args)?;
                let made = ledger.correct(&id, &edit, by, &run)?;
                format!("correction {}", short(&made))
            }
            _ => bail!(
                "{} is no attribution\n  hint: `hearsay said` lists them",
                args.id
            ),
        }
    };
    ledger.account_anew(&run)?;
    printer.data(format!("{told}\n").as_bytes())?;
    Ok(exit::after(0))
}

/// Rules on claims or persons, if the arguments do. Gives the id of the correction.
fn rule(ledger: &mut Ledger, args: &CorrectArgs, by: Signature<'_>) -> Result<Option<String>> {
    let made = if let Some(other) = &args.merge {
        let ids = (entity(ledger, &args.id)?, entity(ledger, other)?);
        ledger.merge(&ids.0, &ids.1, by)?
    } else if let Some(other) = &args.apart {
        let ids = (entity(ledger, &args.id)?, entity(ledger, other)?);
        ledger.separate(&ids.0, &ids.1, by)?
    } else if let Some(other) = &args.same_claim {
        let ids = (bearer(ledger, &args.id)?, bearer(ledger, other)?);
        ledger.together(&ids.0, &ids.1, by)?
    } else if let Some(other) = &args.other_claim {
        let ids = (bearer(ledger, &args.id)?, bearer(ledger, other)?);
        ledger.apart(&ids.0, &ids.1, by)?
    } else if let Some(bearing) = args.bears {
        let Stored::Attribution(id) = ledger.find(&args.id)? else {
            bail!(
                "{} is no attribution\n  hint: `hearsay claim ID` lists those that bear on a claim",
                args.id
            );
        };
        ledger.bear(&id, bearing, by)?
    } else {
        return Ok(None);
    };
    Ok(Some(made))
}

/// The whole id of an entity.
fn entity(ledger: &Ledger, id: &str) -> Result<String> {
    match ledger.find(id)? {
        Stored::Entity(id) => Ok(id),
        _ => bail!("{id} is no entity\n  hint: only entities can be one or not one"),
    }
}

/// The whole id of what bears on a claim: an attribution, or the claim itself.
fn bearer(ledger: &Ledger, id: &str) -> Result<String> {
    match ledger.find(id)? {
        Stored::Attribution(id) | Stored::Claim(id) => Ok(id),
        _ => bail!(
            "{id} is neither an attribution nor a claim\n  hint: `hearsay claims --all` and `hearsay claim ID` list them"
        ),
    }
}

/// What the arguments change, with the words found in the article.
fn edit(ledger: &Ledger, id: &str, args: &CorrectArgs) -> Result<Edit> {
    let reading = ledger.reading(&ledger.article_of(id)?)?;
    let value = reading.attributions.iter().find(|value| value.id == id);
    let near = value.map_or(0, near);
    let place = |words: &Option<String>| -> Result<Option<Marked>> {
        let Some(words) = words else {
            return Ok(None);
        };
        nearest(&reading.article.text, words, near).map(Some).ok_or_else(|| {
            anyhow!("the article does not say {words:?}\n  hint: give the words as they stand in the text")
        })
    };
    let source = if args.no_source {
        Some(None)
    } else {
        place(&args.source)?.map(Some)
    };
    Ok(Edit {
        source,
        cue: place(&args.cue)?.map(Some),
        content: place(&args.content)?,
        kind: args.kind,
        stance: args.stance,
        certainty: args.certainty,
    })
}

/// Where an attribution stands: the start of its content.
fn near(value: &AttributionValue) -> usize {
    let spans = value.content.as_ref().map(|content| &content.spans);
    spans
        .and_then(|spans| spans.first())
        .map_or(0, |span| span[0])
}
