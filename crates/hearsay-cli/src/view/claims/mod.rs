//! The views of claims for people: the list, the dossier of one, the tree of who had it from whom, two articles
//! side by side. Pure functions of an account and the readings that it was made of.

pub(crate) mod columns;
pub(crate) mod compare;
pub(crate) mod dossier;
pub(crate) mod list;
#[cfg(test)]
mod sample;
pub(crate) mod tree;

use hearsay::account::{Bearing, Claim, Range, Statement};
use hearsay::export::Shelf;

/// How many digits of an id are shown; enough to ask for it.
const DIGITS: usize = 8;

/// The first digits of an id.
fn short(id: &str) -> String {
    id.chars().take(DIGITS).collect()
}

/// "1 article", "2 articles".
pub(crate) fn count(number: usize, one: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        more => format!("{more} {one}s"),
    }
}

/// "1 origin", "1 to 2 origins", "no origin", "at most 1 origin".
pub(crate) fn origins(range: Range) -> String {
    match (range.min, range.max) {
        (0, 0) => "no origin".to_owned(),
        (0, max) => format!("at most {}", count(max, "origin")),
        (min, max) if min == max => count(min, "origin"),
        (min, max) => format!("{min} to {max} origins"),
    }
}

/// How many stand for a claim and against it, by independent origin.
pub(crate) fn tally(claim: &Claim) -> String {
    let holds = claim.bearing(&[Bearing::Asserts, Bearing::Confirms]);
    let mut parts = Vec::new();
    if holds.is_empty() {
        parts.push("nobody for".to_owned());
    } else {
        parts.push(format!(
            "{} for ({})",
            origins(claim.origins),
            count(holds.len(), "statement")
        ));
    }
    let denials = claim.bearing(&[Bearing::Denies]);
    if !denials.is_empty() {
        parts.push(format!(
            "{} against ({})",
            origins(claim.against()),
            count(denials.len(), "statement")
        ));
    }
    let doubts = claim.bearing(&[Bearing::Doubts]).len();
    if doubts > 0 {
        parts.push(count(doubts, "doubt"));
    }
    parts.push(count(claim.articles().len(), "article"));
    parts.join(" · ")
}

/// Where a claim was first asserted; nothing if no dated article does.
pub(crate) fn first_seen(shelf: &Shelf<'_>, claim: &Claim) -> Option<String> {
    let article = claim.first_article.as_deref()?;
    Some(match shelf.day(article) {
        Some(day) => format!("{day} · {}", shelf.outlet(article)),
        None => shelf.outlet(article),
    })
}

/// The words of a statement without the signs that set them off in their sentence.
pub(crate) fn quoted<'a>(shelf: &Shelf<'a>, statement: &Statement) -> &'a str {
    shelf
        .words(&statement.attribution)
        .trim_matches([',', ';', ' '])
}

/// The voices of a statement, outermost first, the article's own outlet left out.
pub(crate) fn voices(shelf: &Shelf<'_>, statement: &Statement) -> String {
    let Some((_, value)) = shelf.attribution(&statement.attribution) else {
        return "(not in the ledger)".to_owned();
    };
    if !value.chain.is_empty() {
        let voices: Vec<&str> = value
            .chain
            .iter()
            .map(|voice| voice.text.trim_matches([',', ';', ' ']))
            .collect();
        return voices.join(" ← ");
    }
    match &value.source {
        Some(source) if !source.words.text.is_empty() => {
            source.words.text.trim_matches([',', ';', ' ']).to_owned()
        }
        Some(_) => "(the page itself)".to_owned(),
        None => "(nobody named)".to_owned(),
    }
}
