//! What a person overrules, and how it is written into the ledger: one way for all who ask for it.

use anyhow::{Result, anyhow, bail};
use hearsay::account::Bearing;
use hearsay::ledger::{Edit, Ledger, Run, Signature, Stored, nearest};
use hearsay::reading::{AttributionValue, Marked};
use hearsay::voice::{Certainty, SourceKind, Stance};
use serde::{Deserialize, Deserializer};

/// The longest name of who corrects, in code points.
pub(crate) const LONGEST_NAME: usize = 200;
/// The longest note, in code points.
pub(crate) const LONGEST_NOTE: usize = 4000;

/// What a person says of an attribution, a claim or an entity.
#[derive(Debug, Clone, PartialEq, Deserialize, utoipa::ToSchema)]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
pub(crate) enum Change {
    /// The attribution is right as it was read.
    Confirm {},
    /// Nobody says anything here.
    Reject {},
    /// Parts of the attribution are others.
    Correct {
        /// Which, and what they are.
        parts: Parts,
    },
    /// Another entity is the same; the first keeps its name.
    Merge {
        /// The id of the other.
        other: String,
    },
    /// Another entity is not the same, whatever its name.
    Separate {
        /// The id of the other.
        other: String,
    },
    /// Another attribution, or another claim, is about the same claim.
    Together {
        /// The id of the other.
        other: String,
    },
    /// Another attribution, or another claim, is about another claim.
    Apart {
        /// The id of the other.
        other: String,
    },
    /// What the attribution does with its claim.
    Bearing {
        /// What it does.
        bearing: Bearing,
    },
}

/// Parts of an attribution. Those that are not given stay; words are found in the article, where they stand nearest to
/// the attribution.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Parts {
    /// Who says it, in words of the article; `null` if nobody is named.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub(crate) source: Option<Option<String>>,
    /// The words that report it; `null` if none do.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub(crate) cue: Option<Option<String>>,
    /// What is said, in words of the article.
    pub(crate) content: Option<String>,
    /// What kind of voice it is.
    pub(crate) source_kind: Option<SourceKind>,
    /// The source's stance.
    pub(crate) stance: Option<Stance>,
    /// How sure the source sounds.
    pub(crate) certainty: Option<Certainty>,
}

/// Keeps `null` apart from a field that is missing.
fn given<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(from).map(Some)
}

/// Writes what a person says of the thing with this id, and what follows from it for claims and persons. Gives the id of
/// the correction.
///
/// # Errors
/// If nothing has the id, or something that this cannot be said of; if words do not stand in the article; if the ledger
/// cannot be written.
pub(crate) fn make(
    ledger: &mut Ledger,
    id: &str,
    change: &Change,
    by: Signature<'_>,
    run: &Run,
) -> Result<String> {
    let made = match change {
        Change::Confirm {} => {
            let id = attribution(ledger, id)?;
            ledger.confirm(&id, by, run)?
        }
        Change::Reject {} => {
            let id = attribution(ledger, id)?;
            ledger.reject(&id, by, run)?
        }
        Change::Correct { parts } => {
            let id = attribution(ledger, id)?;
            let edit = edit(ledger, &id, parts)?;
            ledger.correct(&id, &edit, by, run)?
        }
        Change::Merge { other } => {
            let ids = (entity(ledger, id)?, entity(ledger, other)?);
            ledger.merge(&ids.0, &ids.1, by)?
        }
        Change::Separate { other } => {
            let ids = (entity(ledger, id)?, entity(ledger, other)?);
            ledger.separate(&ids.0, &ids.1, by)?
        }
        Change::Together { other } => {
            let ids = (bearer(ledger, id)?, bearer(ledger, other)?);
            ledger.together(&ids.0, &ids.1, by)?
        }
        Change::Apart { other } => {
            let ids = (bearer(ledger, id)?, bearer(ledger, other)?);
            ledger.apart(&ids.0, &ids.1, by)?
        }
        Change::Bearing { bearing } => {
            let id = attribution(ledger, id)?;
            ledger.bear(&id, *bearing, by)?
        }
    };
    ledger.account_anew(run)?;
    Ok(made)
}

/// Takes the correction with this id back. Gives its whole id.
///
/// # Errors
/// If there is none that stands, or the ledger cannot be written.
pub(crate) fn withdraw(
    ledger: &mut Ledger,
    id: &str,
    by: Signature<'_>,
    run: &Run,
) -> Result<String> {
    let Stored::Correction(id) = ledger.find(id)? else {
        bail!("{id} is no correction\n  hint: `hearsay corrections` lists them");
    };
    ledger.withdraw(&id, by, run)?;
    ledger.account_anew(run)?;
    Ok(id)
}

/// The whole id of an attribution.
fn attribution(ledger: &Ledger, id: &str) -> Result<String> {
    match ledger.find(id)? {
        Stored::Attribution(id) => Ok(id),
        _ => {
            bail!("{id} is no attribution\n  hint: `hearsay said` and `hearsay claim ID` list them")
        }
    }
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

/// What is changed, with the words found in the article.
fn edit(ledger: &Ledger, id: &str, parts: &Parts) -> Result<Edit> {
    let reading = ledger.reading(&ledger.article_of(id)?)?;
    let value = reading.attributions.iter().find(|value| value.id == id);
    let near = value.map_or(0, near);
    let place = |words: &String| -> Result<Marked> {
        nearest(&reading.article.text, words, near).ok_or_else(|| {
            anyhow!("the article does not say {words:?}\n  hint: give the words as they stand in the text")
        })
    };
    // Not given, given as nothing, given as words.
    let part = |part: &Option<Option<String>>| -> Result<Option<Option<Marked>>> {
        part.as_ref()
            .map(|words| words.as_ref().map(place).transpose())
            .transpose()
    };
    Ok(Edit {
        source: part(&parts.source)?,
        cue: part(&parts.cue)?,
        content: parts.content.as_ref().map(place).transpose()?,
        kind: parts.source_kind,
        stance: parts.stance,
        certainty: parts.certainty,
    })
}

/// Where an attribution stands: the start of its content.
fn near(value: &AttributionValue) -> usize {
    let spans = value.content.as_ref().map(|content| &content.spans);
    spans
        .and_then(|spans| spans.first())
        .map_or(0, |span| span[0])
}
