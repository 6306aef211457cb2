//! A statement in a list, with the forms that put it right.

use hearsay::account::Bearing;
use hearsay::ledger::Said;

use super::right::Right;

/// A statement with its forms.
#[derive(Debug)]
pub(super) struct Card {
    pub(super) said: Said,
    pub(super) right: Right,
}

impl Card {
    /// A statement on a screen with this path.
    pub(super) fn new(said: Said, back: &str) -> Self {
        Self {
            right: Right::listed(&said, back),
            said,
        }
    }

    /// The same, as a statement of this claim.
    pub(super) fn on(self, claim: &str, stance: Bearing) -> Self {
        Self {
            right: self.right.on(claim, stance),
            ..self
        }
    }

    /// Where it stands in its article.
    pub(super) fn place(&self) -> String {
        format!("/articles/{}?at={}", self.said.article, self.said.id)
    }

    /// What its article is called.
    pub(super) fn name(&self) -> &str {
        let called = self.said.outlet.as_deref().or(self.said.title.as_deref());
        called.unwrap_or("An article without a name")
    }

    /// The day on which its article was published, ISO 8601.
    pub(super) fn day(&self) -> Option<&str> {
        let published = self.said.published.as_deref()?;
        Some(published.get(..10).unwrap_or(published))
    }

    /// The voices, the outermost first.
    pub(super) fn voices(&self) -> String {
        let bare = |words: &str| words.trim_matches([',', ';', ' ']).to_owned();
        let mut names: Vec<String> = self.said.chain.iter().map(|name| bare(name)).collect();
        if names.is_empty() {
            names.extend(self.said.source.as_deref().map(bare));
        }
        if names.is_empty() {
            return "nobody named".to_owned();
        }
        names.join(" ← ")
    }

    /// The program's belief, in hundredths.
    pub(super) fn sure(&self) -> u8 {
        (self.said.confidence * 100.0).round() as u8
    }
}
