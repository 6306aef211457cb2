//! Claims out of the ledger, with the readings that they are shown with.

use std::collections::BTreeSet;

use anyhow::{Result, anyhow, bail};
use hearsay::account::{Account, Claim, End};
use hearsay::export::Shelf;
use hearsay::export::trace::Trace;
use hearsay::ledger::{ClaimFilter, Ledger, Stored};
use hearsay::reading::Reading;

use crate::printer::Printer;

/// Says on stderr if articles have come since the claims were last gathered.
pub(crate) fn up_to_date(ledger: &Ledger, printer: &Printer) -> Result<()> {
    if ledger.is_behind()? {
        printer.warning(
            "some articles have come of which the claims are not gathered yet\n  hint: `hearsay reread` gathers them",
        );
    }
    Ok(())
}

/// All that is claimed in the ledger.
pub(crate) fn all(ledger: &Ledger) -> Result<Account> {
    Ok(ledger.account(&ClaimFilter::default())?)
}

/// What is asked for: a claim, with the attribution if it was asked for by one.
pub(crate) struct Asked {
    /// The account of the claim, or of none if the attribution bears on none.
    pub(crate) account: Account,
    /// The attribution.
    pub(crate) attribution: Option<String>,
}

/// The claim with this id, or that of the attribution with this id.
pub(crate) fn asked(ledger: &Ledger, id: &str) -> Result<Asked> {
    match ledger.find(id)? {
        Stored::Claim(id) => Ok(Asked {
            account: around(ledger.claim(&id)?),
            attribution: None,
        }),
        Stored::Attribution(id) => {
            let mut account = of_story(ledger, &ledger.article_of(&id)?)?;
            let bears = |claim: &Claim| claim.statements.iter().any(|one| one.attribution == id);
            account.claims.retain(bears);
            Ok(Asked {
                account: around(account),
                attribution: Some(id),
            })
        }
        _ => bail!(no_claim(id)),
    }
}

/// Two articles beside each other, with the account of their stories.
pub(crate) struct Pair {
    /// The account.
    pub(crate) account: Account,
    /// The articles.
    pub(crate) readings: [Reading; 2],
}

impl Pair {
    /// The articles with these ids, or of the attributions with these ids.
    ///
    /// # Errors
    /// If one of them is not in the ledger, both are one, or the ledger cannot be read.
    pub(crate) fn of(ledger: &Ledger, asked: [&str; 2]) -> Result<Self> {
        let ids = [
            crate::ledger::article(ledger, asked[0])?,
            crate::ledger::article(ledger, asked[1])?,
        ];
        if ids[0] == ids[1] {
            bail!(
                "{} and {} are one article\n  hint: give the ids of two",
                asked[0],
                asked[1]
            );
        }
        let mut account = of_story(ledger, &ids[0])?;
        let other = of_story(ledger, &ids[1])?;
        // Articles of one story have one account.
        if other.claims != account.claims {
            account.claims.extend(other.claims);
            account.origins.extend(other.origins);
            account.entities.extend(other.entities);
            account.copies.extend(other.copies);
            account.citations.extend(other.citations);
        }
        let readings = [ledger.reading(&ids[0])?, ledger.reading(&ids[1])?];
        Ok(Self { account, readings })
    }
}

/// Who had it from whom: of a claim, or of an attribution.
///
/// # Errors
/// If neither has the id, or the ledger cannot be read.
pub(crate) fn trace(ledger: &Ledger, id: &str) -> Result<Trace> {
    let Asked {
        account,
        attribution,
    } = asked(ledger, id)?;
    let mut readings = readings(ledger, &account.claims)?;
    if let Some(id) = &attribution {
        let article = ledger.article_of(id)?;
        if !readings.iter().any(|known| known.article.id == article) {
            readings.push(ledger.reading(&article)?);
        }
    }
    let shelf = Shelf::new(&account, &readings);
    let found = match (&attribution, account.claims.first()) {
        (Some(id), _) => Trace::of_attribution(&shelf, id),
        (None, Some(claim)) => Some(Trace::of_claim(&shelf, claim)),
        (None, None) => None,
    };
    found.ok_or_else(|| no_claim(id))
}

fn of_story(ledger: &Ledger, article: &str) -> Result<Account> {
    let filter = ClaimFilter {
        story_of: Some(article.to_owned()),
        ..ClaimFilter::default()
    };
    Ok(ledger.account(&filter)?)
}

/// Only what belongs to the account's claims: their origins, and the copies and citations of their articles.
pub(crate) fn around(mut account: Account) -> Account {
    let articles: BTreeSet<String> = account.claims.iter().flat_map(articles).collect();
    let ends = account.claims.iter().flat_map(|claim| &claim.edges);
    let mut origins: BTreeSet<&str> = ends
        .filter_map(|edge| match &edge.to {
            End::Origin(id) => Some(id.as_str()),
            _ => None,
        })
        .collect();
    let statements = account.claims.iter().flat_map(|claim| &claim.statements);
    origins.extend(statements.filter_map(|one| one.origin.as_deref()));
    account
        .origins
        .retain(|origin| origins.contains(origin.id.as_str()));
    account
        .copies
        .retain(|group| group.iter().any(|id| articles.contains(id)));
    account.citations.retain(|one| articles.contains(&one.from));
    account
}

/// The readings of all articles that these claims name.
pub(crate) fn readings<'a>(
    ledger: &Ledger,
    claims: impl IntoIterator<Item = &'a Claim>,
) -> Result<Vec<Reading>> {
    let articles: BTreeSet<String> = claims.into_iter().flat_map(articles).collect();
    let readings = articles.iter().map(|id| ledger.reading(id));
    Ok(readings.collect::<Result<_, _>>()?)
}

/// The articles that a claim names: those with statements, and those that they have it from.
fn articles(claim: &Claim) -> Vec<String> {
    let mut articles: Vec<String> = claim.articles().into_iter().map(str::to_owned).collect();
    for edge in &claim.edges {
        for end in [&edge.from, &edge.to] {
            if let End::Article(id) = end {
                articles.push(id.clone());
            }
        }
    }
    articles
}

/// What is said where no claim has the id.
pub(crate) fn no_claim(id: &str) -> anyhow::Error {
    anyhow!(
        "{id} is no claim, nor an attribution that bears on one\n  hint: `hearsay claims --all` lists them; the first 4 digits are enough"
    )
}
