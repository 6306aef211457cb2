//! What the tools are asked: their parameters, as the protocol describes them to callers.

use rmcp::schemars::{self, JsonSchema};
use serde::Deserialize;

/// The most answers of one call.
const MOST: u32 = 100;
/// The answers of one call unless it is said.
const USUAL: u32 = 20;

/// How many answers are wanted.
pub(super) fn limit(asked: Option<u32>) -> u32 {
    asked.unwrap_or(USUAL).clamp(1, MOST)
}

/// Which claims.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Claims {
    /// Words that must all occur in the claim or in what is said of it; "a phrase", beginning*, -without
    pub(super) about: Option<String>,
    /// Only claims that are denied and stood by
    #[serde(default)]
    pub(super) contested: bool,
    /// Only claims that an article published then or later bears on: 2031, 2031-03 or 2031-03-17
    pub(super) since: Option<String>,
    /// The most claims: 20 unless it is said, 100 at most
    pub(super) limit: Option<u32>,
}

/// Whose sayings, about what.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Said {
    /// Words that must all occur in what is said; "a phrase", beginning*, -without
    pub(super) about: Option<String>,
    /// Words of the source, or of the name that it is known by
    pub(super) by: Option<String>,
    /// Words of the outlet's name
    pub(super) outlet: Option<String>,
    /// Published then or later: 2031, 2031-03 or 2031-03-17
    pub(super) since: Option<String>,
    /// Published then or earlier
    pub(super) until: Option<String>,
    /// The most sayings: 20 unless it is said, 100 at most
    pub(super) limit: Option<u32>,
}

/// What is denied.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Denied {
    /// Words that must all occur in what is denied; "a phrase", beginning*, -without
    pub(super) about: String,
    /// The most denials: 20 unless it is said, 100 at most
    pub(super) limit: Option<u32>,
}

/// Which claim.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Claim {
    /// The id of a claim, or of an attribution that bears on it; its first digits are enough
    pub(super) claim: String,
}

/// A text to read.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Text {
    /// The text, clean of page furniture
    pub(super) text: String,
    /// Its address, if it has one
    pub(super) url: Option<String>,
    /// When it was published, which days count from: 2031-05-17
    pub(super) published: Option<String>,
}
