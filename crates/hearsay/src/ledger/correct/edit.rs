//! What a person changes in an attribution, and where words stand in a text.

use serde::{Deserialize, Deserializer, Serialize};

use crate::reading::{AttributionValue, Marked, Source};
use crate::voice::{Certainty, SourceKind, Stance};

/// What a person changes in an attribution. A field that is `None` stays as it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Edit {
    /// Who says it; `Some(None)` if nobody is named.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "given"
    )]
    pub source: Option<Option<Marked>>,
    /// The words that report it; `Some(None)` if none do.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "given"
    )]
    pub cue: Option<Option<Marked>>,
    /// What is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<Marked>,
    /// What kind of voice it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<SourceKind>,
    /// The source's stance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stance: Option<Stance>,
    /// How sure the source sounds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certainty: Option<Certainty>,
}

/// Keeps `null` apart from a field that is missing.
fn given<'de, D, T>(from: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    T::deserialize(from).map(Some)
}

impl Edit {
    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Puts the changed fields into `value`.
    pub(super) fn apply(&self, value: &mut AttributionValue) {
        if let Some(source) = &self.source {
            value.source = source.clone().map(|words| Source {
                words,
                kind: None,
                entity: None,
            });
            // A chain ends in the source: it is another one now, or unknown.
            value.chain.clear();
        }
        if let (Some(kind), Some(source)) = (self.kind, value.source.as_mut()) {
            source.kind = Some(kind);
        }
        if let Some(cue) = &self.cue {
            value.cue.clone_from(cue);
        }
        if let Some(content) = &self.content {
            value.content = Some(content.clone());
        }
        value.stance = self.stance.or(value.stance);
        value.certainty = self.certainty.or(value.certainty);
    }
}

impl Edit {
    /// What it changes, in words.
    pub fn in_words(&self) -> String {
        if self.is_empty() {
            return "confirmed".to_owned();
        }
        let marked = |name: &str, marked: &Option<Marked>| match marked {
            Some(marked) => format!("{name} {}", marked.text),
            None => format!("no {name}"),
        };
        let parts = [
            self.source.as_ref().map(|source| marked("source", source)),
            self.cue.as_ref().map(|cue| marked("cue", cue)),
            self.content.as_ref().map(|_| "content".to_owned()),
            self.kind.map(|kind| format!("kind {kind}")),
            self.stance.map(|stance| format!("stance {stance}")),
            self.certainty
                .map(|certainty| format!("certainty {certainty}")),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// Where `words` stand in `text` nearest to code point `near`.
pub fn nearest(text: &str, words: &str, near: usize) -> Option<Marked> {
    let length = words.chars().count();
    let mut best: Option<usize> = None;
    let mut seen = (0, 0);
    for (at, _) in text.match_indices(words) {
        let start = seen.1 + text[seen.0..at].chars().count();
        seen = (at, start);
        if best.is_none_or(|best| start.abs_diff(near) < best.abs_diff(near)) {
            best = Some(start);
        }
    }
    let start = best.filter(|_| length > 0)?;
    Marked::of(text, vec![[start, start + length]])
}
