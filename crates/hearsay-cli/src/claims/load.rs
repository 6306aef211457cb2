//! Claims out of the ledger, with the readings that they are shown with.

use std::collections::BTreeSet;

use anyhow::{Result, bail};
use hearsay::account::{Account, Claim, End, Rulings};
use hearsay::ledger::{Ledger, Stored};
use hearsay::reading::Reading;

use crate::args::ClaimsArgs;
use crate::printer::Printer;

/// Says on stderr if articles have come since the claims were last gathered.
pub(crate) fn up_to_date(_ledger: &Ledger, _printer: &Printer) -> Result<()> {
    Ok(())
}

/// All that is claimed in the ledger.
pub(crate) fn all(ledger: &Ledger) -> Result<Account> {
    let ids = ledger.articles()?;
    let readings: Vec<Reading> = ids
        .iter()
        .map(|id| ledger.reading(id))
        .collect::<Result<_, _>>()?;
    Ok(Account::of(&readings, &Rulings::default()))
}

/// The claims that pass the filters, without limit.
pub(super) fn claims(ledger: &Ledger, args: &ClaimsArgs) -> Result<Account> {
    let mut account = all(ledger)?;
    account
        .claims
        .retain(|claim| !args.contested || !claim.denied_by.is_empty());
    Ok(account)
}

/// The claim with this id, or of the attribution with this id.
pub(super) fn claim(ledger: &Ledger, id: &str) -> Result<Account> {
    let mut account = all(ledger)?;
    account.claims.retain(|claim| {
        claim.id.starts_with(id)
            || claim
                .statements
                .iter()
                .any(|one| one.attribution.starts_with(id))
    });
    account.claims.truncate(1);
    Ok(account)
}

/// What is asked for the way of: a claim, or an attribution within its claim or without one.
pub(super) fn traced(ledger: &Ledger, id: &str) -> Result<(Account, Option<String>)> {
    let account = claim(ledger, id)?;
    match ledger.find(id) {
        Ok(Stored::Attribution(id)) => Ok((account, Some(id))),
        _ if account.claims.is_empty() => bail!(no_claim(id)),
        _ => Ok((account, None)),
    }
}

/// The account of what these articles bear on.
pub(super) fn of_articles(ledger: &Ledger, ids: &[String]) -> Result<Account> {
    let mut account = all(ledger)?;
    account.claims.retain(|claim| {
        claim
            .statements
            .iter()
            .any(|one| ids.contains(&one.article))
    });
    Ok(account)
}

/// The readings of all articles that these claims name.
pub(super) fn readings<'a>(
    ledger: &Ledger,
    claims: impl IntoIterator<Item = &'a Claim>,
) -> Result<Vec<Reading>> {
    let mut articles: BTreeSet<&str> = BTreeSet::new();
    for claim in claims {
        articles.extend(claim.articles());
        let ends = claim.edges.iter().flat_map(|edge| [&edge.from, &edge.to]);
        articles.extend(ends.filter_map(|end| match end {
            End::Article(id) => Some(id.as_str()),
            _ => None,
        }));
    }
    let readings = articles.into_iter().map(|id| ledger.reading(id));
    Ok(readings.collect::<Result<_, _>>()?)
}

/// What is said where no claim has the id.
pub(super) fn no_claim(id: &str) -> String {
    format!(
        "no claim has the id {id:?}\n  hint: `hearsay claims --all` lists them; the first 4 digits are enough"
    )
}
