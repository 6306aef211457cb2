//! The account's JSON shape, `hearsay.claims/1`: claims, origins, entities, copies, citations.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::entity::EntityKind;
use crate::reading::Marked;
use crate::voice::SourceKind;
use crate::word::words;

/// The name of the shape, the value of every account's `schema`.
pub const SCHEMA: &str = "hearsay.claims/1";

words! {
    /// How a claim stands at the end of its story.
    pub enum Status {
        /// Nobody who could know has confirmed or denied it.
        Unconfirmed = "unconfirmed",
        /// Both sides stand.
        Contested = "contested",
        /// Denied, and nobody of weight stands by it.
        Denied = "denied",
        /// Admitted, or established by others than those who raised it.
        Confirmed = "confirmed",
        /// Withdrawn by whoever raised it.
        Retracted = "retracted",
    }
}

words! {
    /// What a statement does with its claim.
    pub enum Bearing {
        /// Says that it is so.
        Asserts = "asserts",
        /// Says that it is not so.
        Denies = "denies",
        /// Says so after others did: an admission, a finding.
        Confirms = "confirms",
        /// Thinks it unlikely.
        Doubts = "doubts",
        /// Speaks of it without taking a side: asks, declines to say, is silent.
        Reports = "reports",
    }
}

words! {
    /// Why words are taken to have come from somewhere.
    pub enum Link {
        /// The text is a copy of an earlier article's.
        Copies = "copies",
        /// The text names another outlet as its source.
        Cites = "cites",
        /// The text quotes its source itself.
        Hears = "hears",
    }
}

/// What some articles claim, who stands behind it, and what they share.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Account {
    /// The name of the shape: `hearsay.claims/1`.
    pub schema: Cow<'static, str>,
    /// The claims, those with the most statements first.
    pub claims: Vec<Claim>,
    /// The persons, documents and unnamed sources that spoke to at least one outlet.
    pub origins: Vec<Origin>,
    /// Who is named in the articles.
    pub entities: Vec<Figure>,
    /// Articles that are one text, the earliest first.
    pub copies: Vec<Vec<String>>,
    /// Articles that name an outlet as their source.
    pub citations: Vec<Citation>,
}

/// One proposition across articles.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Claim {
    /// The id: that of its earliest statement's attribution, marked as a claim's.
    pub id: String,
    /// Neutral wording: the plainest of its own statements.
    pub text: String,
    /// How it stands in the end.
    pub status: Status,
    /// How many independent origins assert it.
    pub origins: Range,
    /// The article that asserts it first; `null` where no dated article does.
    pub first_article: Option<String>,
    /// What bears on it, in order of publication.
    pub statements: Vec<Statement>,
    /// The attributions that deny it.
    pub denied_by: Vec<String>,
    /// How its status came about, oldest first.
    pub history: Vec<Turn>,
    /// From whom each article had it.
    pub edges: Vec<Edge>,
}

/// From how many to how many: an end that cannot be followed may be an origin of its own or not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = OriginRange))]
pub struct Range {
    /// The ends that are known to be different.
    pub min: usize,
    /// These, and the ends that cannot be followed.
    pub max: usize,
}

/// One attribution that bears on a claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Statement {
    /// The attribution.
    pub attribution: String,
    /// Its article.
    pub article: String,
    /// What it does with the claim.
    pub stance: Bearing,
    /// Whose word it is in the end; `null` where that cannot be followed, or is nobody's.
    pub origin: Option<String>,
}

/// A change of a claim's status.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Turn {
    /// The day, ISO 8601; `null` if the article has no date.
    pub date: Option<String>,
    /// What the claim was from then on.
    pub status: Status,
    /// The statement that changed it.
    pub attribution: String,
}

/// One step of how words came to an article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Edge {
    /// Who has it.
    pub from: End,
    /// From whom.
    pub to: End,
    /// Why that is thought.
    pub link: Link,
    /// The attribution whose words say so; of a copy, the one that stands in both.
    pub attribution: String,
    /// Whether following it leads back to an article that was passed before.
    #[serde(rename = "loop")]
    pub is_loop: bool,
}

/// An end of an edge.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum End {
    /// An article, by its id.
    Article(String),
    /// An outlet that is named and whose article is not there, by its entity's id or its name.
    Outlet(String),
    /// An origin, by its id.
    Origin(String),
    /// Nobody that could be followed: the words that stand for it ("reports"), or nothing.
    Nobody(String),
}

/// Who spoke to at least one outlet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Origin {
    /// The id.
    pub id: String,
    /// Who, in words; of an unnamed source also to whom it spoke.
    pub who: String,
    /// What kind of source.
    pub kind: SourceKind,
    /// The entity's id, if it is one.
    pub entity: Option<String>,
}

/// One person, body, outlet or place over all articles.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Figure {
    /// The id: that of one of its articles' entities.
    pub id: String,
    /// The fullest name.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// The other names, as they stand in the articles.
    pub aliases: Vec<String>,
    /// What the articles call it besides.
    pub roles: Vec<String>,
    /// The ids of its articles' entities that are this one.
    #[serde(skip)]
    pub members: Vec<String>,
}

/// An article that names an outlet as its source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Citation {
    /// The article.
    pub from: String,
    /// Whom it names.
    pub to: Cited,
    /// The words that name it, and where they stand in the article.
    pub evidence: Marked,
}

/// An outlet that is named, and the very article if it is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Cited {
    /// The entity's id; `null` if it is none.
    pub entity: Option<String>,
    /// The article's id; `null` if it is not there or not certain which.
    pub article: Option<String>,
}
