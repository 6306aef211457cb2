//! Questions about claims: the list of them, one with all that belongs to it, who had it from whom, two articles
//! beside each other.
//!
//! Decides which of the ledger's claims are shown and in which form; how they look to people is the view's.

mod compare;
pub(crate) mod load;
mod passages;

pub(crate) use compare::Comparison;
pub(crate) use load::{all, asked, no_claim, readings, up_to_date};

use std::process::ExitCode;

use anyhow::{Result, bail};
use hearsay::account::{Account, Claim};
use hearsay::export::Shelf;
use hearsay::export::trace::{Drawing, Trace, dot, graphml, mermaid, svg};
use hearsay::ledger::ClaimFilter;
use serde::Serialize;

use crate::args::{ClaimArgs, ClaimsArgs, CompareArgs, TraceArgs};
use crate::ask::{answer, words};
use crate::exit;
use crate::ledger;
use crate::printer::Printer;
use crate::table::Table;
use crate::view::Screen;
use crate::view::claims as view;

/// How many claims a screen shows unless it is said.
const SHOWN: usize = 20;

/// Prints what is claimed.
///
/// # Errors
/// If the ledger cannot be read, or the words name none to look for.
pub(crate) fn list(args: &ClaimsArgs, printer: &Printer) -> Result<ExitCode> {
    let ledger = ledger::read_only(&args.ledger)?;
    load::up_to_date(&ledger, printer)?;
    let asked = args.words.join(" ");
    let account = ledger.account(&ClaimFilter {
        words: (!asked.is_empty()).then(|| words(&asked)).transpose()?,
        contested: args.contested,
        since: args.since.clone(),
        ..ClaimFilter::default()
    })?;
    let whole = args.output.json || args.output.csv;
    let lone = |claim: &&Claim| !args.all && !whole && claim.is_lone();
    let left_out = account.claims.iter().filter(lone).count();
    let kept: Vec<&Claim> = account.claims.iter().filter(|one| !lone(one)).collect();
    let most = match args.limit {
        Some(0) => kept.len(),
        Some(limit) => limit as usize,
        None if whole => kept.len(),
        None => SHOWN,
    };
    let shown = &kept[..kept.len().min(most)];
    if args.output.json {
        return json(printer, &only(&account, shown));
    }
    let readings = load::readings(&ledger, shown.iter().copied())?;
    let shelf = Shelf::new(&account, &readings);
    let text = || {
        let mut out = view::list::view(&shelf, shown, Screen::of(printer));
        if kept.is_empty() && left_out == 0 {
            out.push_str("Nothing is claimed that this would find.\n");
        }
        if shown.len() < kept.len() {
            out.push_str(&format!(
                "{} of {}; --limit 0 shows all\n",
                shown.len(),
                kept.len()
            ));
        }
        if left_out > 0 {
            let (noun, verb) = if left_out == 1 {
                ("claim", "is")
            } else {
                ("claims", "are")
            };
            out.push_str(&format!(
                "{left_out} {noun} of a single statement that nobody contests {verb} left out; --all shows them\n"
            ));
        }
        out
    };
    answer(
        printer,
        args.output,
        &[] as &[Account],
        || table(&shelf, shown),
        text,
    )
}

/// The account with these of its claims.
fn only(account: &Account, claims: &[&Claim]) -> Account {
    Account {
        claims: claims.iter().map(|claim| (*claim).clone()).collect(),
        ..account.clone()
    }
}

/// A row a claim, for programs.
fn table(shelf: &Shelf<'_>, claims: &[&Claim]) -> Table {
    let mut table = Table::new(&[
        "id",
        "text",
        "status",
        "origins_min",
        "origins_max",
        "against_min",
        "against_max",
        "statements",
        "denials",
        "articles",
        "first_article",
        "first_outlet",
        "first_day",
    ]);
    for claim in claims {
        let first = claim.first_article.as_deref();
        let against = claim.against();
        table.row([
            claim.id.clone(),
            claim.text.clone(),
            claim.status.name().to_owned(),
            claim.origins.min.to_string(),
            claim.origins.max.to_string(),
            against.min.to_string(),
            against.max.to_string(),
            claim.statements.len().to_string(),
            claim.denied_by.len().to_string(),
            claim.articles().len().to_string(),
            first.unwrap_or_default().to_owned(),
            first.map_or(String::new(), |id| shelf.outlet(id)),
            first
                .and_then(|id| shelf.day(id))
                .unwrap_or_default()
                .to_owned(),
        ]);
    }
    table
}

/// Prints one claim.
///
/// # Errors
/// If the ledger cannot be read, or no claim has the id.
pub(crate) fn claim(args: &ClaimArgs, printer: &Printer) -> Result<ExitCode> {
    let ledger = ledger::read_only(&args.ledger)?;
    load::up_to_date(&ledger, printer)?;
    let account = load::asked(&ledger, &args.id)?.account;
    let Some(claim) = account.claims.first() else {
        bail!(load::no_claim(&args.id));
    };
    if args.json {
        return json(printer, &account);
    }
    let readings = load::readings(&ledger, [claim])?;
    let shelf = Shelf::new(&account, &readings);
    let text = view::dossier::view(&shelf, claim, Screen::of(printer));
    printer.page(&text, args.no_pager)?;
    Ok(exit::after(0))
}

/// Prints who had it from whom.
///
/// # Errors
/// If the ledger cannot be read, or neither a claim nor an attribution has the id.
pub(crate) fn trace(args: &TraceArgs, printer: &Printer) -> Result<ExitCode> {
    let ledger = ledger::read_only(&args.ledger)?;
    load::up_to_date(&ledger, printer)?;
    let found = load::trace(&ledger, &args.id)?;
    let text = drawn(&found, args.format, Screen::of(printer))?;
    if args.format == Drawing::Text {
        printer.page(&text, args.no_pager)?;
    } else {
        printer.data(text.as_bytes())?;
    }
    Ok(exit::after(0))
}

/// A trace in one of its forms.
///
/// # Errors
/// None but those of JSON.
pub(crate) fn drawn(trace: &Trace, drawing: Drawing, screen: Screen) -> Result<String> {
    Ok(match drawing {
        Drawing::Text => view::tree::view(trace, screen),
        Drawing::Json => serde_json::to_string(trace)? + "\n",
        Drawing::Dot => dot::draw(trace),
        Drawing::Svg => svg::draw(trace),
        Drawing::Mermaid => mermaid::draw(trace),
        Drawing::Graphml => graphml::draw(trace),
    })
}

/// Prints two articles beside each other.
///
/// # Errors
/// If the ledger cannot be read, or an id names no article in it, or both the same.
pub(crate) fn compare(args: &CompareArgs, printer: &Printer) -> Result<ExitCode> {
    let ledger = ledger::read_only(&args.ledger)?;
    load::up_to_date(&ledger, printer)?;
    let load::Pair { account, readings } = load::Pair::of(&ledger, [&args.a, &args.b])?;
    let shelf = Shelf::new(&account, &readings);
    let found = Comparison::new(&shelf, &readings[0], &readings[1]);
    if args.json {
        return json(printer, &found);
    }
    let both = [&readings[0], &readings[1]];
    let text = view::compare::view(&shelf, both, &found, Screen::of(printer));
    printer.page(&text, args.no_pager)?;
    Ok(exit::after(0))
}

/// One value as JSON on a line.
fn json(printer: &Printer, value: &impl Serialize) -> Result<ExitCode> {
    let mut out = serde_json::to_vec(value)?;
    out.push(b'\n');
    printer.data(&out)?;
    Ok(exit::after(0))
}
