//! What can be put right in one statement: the values of the forms in `_right.html`.

use hearsay::account::Bearing;
use hearsay::ledger::Said;
use hearsay::reading::AttributionValue;
use hearsay::voice::{Certainty, SourceKind, Stance};
use url::form_urlencoded;

/// A statement with what is read of it now. Templates that have one called `right` may include `_verdict.html` (is it
/// right as read), `_right.html` (the same, and where to go if not) and `_right_forms.html` (all that may be wrong with it).
#[derive(Debug)]
pub(in crate::serve) struct Right {
    /// The attribution.
    pub(in crate::serve) id: String,
    /// The path of the screen that shows it, where the reader goes on.
    pub(in crate::serve) back: String,
    /// Who says it, in the article's words; empty if nobody is named.
    pub(in crate::serve) source: String,
    pub(in crate::serve) kind: Option<SourceKind>,
    pub(in crate::serve) stance: Option<Stance>,
    pub(in crate::serve) certainty: Option<Certainty>,
    bears: Option<Bears>,
}

/// What a statement does with a claim.
#[derive(Debug)]
pub(in crate::serve) struct Bears {
    /// The claim.
    pub(in crate::serve) claim: String,
    /// What it does.
    pub(in crate::serve) stance: Bearing,
}

impl Right {
    /// Of a statement in a reading.
    pub(in crate::serve) fn new(value: &AttributionValue, back: &str) -> Self {
        let source = value.source.as_ref();
        Self {
            id: value.id.clone(),
            back: back.to_owned(),
            source: source.map_or(String::new(), |source| source.words.text.clone()),
            kind: source.and_then(|source| source.kind),
            stance: value.stance,
            certainty: value.certainty,
            bears: None,
        }
    }

    /// Of a statement in a list.
    pub(in crate::serve) fn listed(said: &Said, back: &str) -> Self {
        Self {
            id: said.id.clone(),
            back: back.to_owned(),
            source: said.source.clone().unwrap_or_default(),
            kind: said.kind,
            stance: said.stance,
            certainty: said.certainty,
            bears: None,
        }
    }

    /// The same, as a statement of this claim.
    pub(in crate::serve) fn on(self, claim: &str, stance: Bearing) -> Self {
        let claim = claim.to_owned();
        Self {
            bears: Some(Bears { claim, stance }),
            ..self
        }
    }

    /// The screen with all forms, which leads back to this one.
    pub(in crate::serve) fn elsewhere(&self) -> String {
        let back: String = form_urlencoded::byte_serialize(self.back.as_bytes()).collect();
        format!("/desk/statement/{}?back={back}", self.id)
    }

    pub(in crate::serve) fn bears(&self) -> Option<&Bears> {
        self.bears.as_ref()
    }

    pub(in crate::serve) fn kinds(&self) -> impl Iterator<Item = SourceKind> {
        // The page itself is named by no words, and nobody by none.
        let unnamed = [SourceKind::Author, SourceKind::None];
        let all = SourceKind::ALL.iter().copied();
        all.filter(move |kind| !unnamed.contains(kind))
    }

    pub(in crate::serve) fn stances(&self) -> &'static [Stance] {
        Stance::ALL
    }

    pub(in crate::serve) fn certainties(&self) -> &'static [Certainty] {
        Certainty::ALL
    }

    pub(in crate::serve) fn bearings(&self) -> &'static [Bearing] {
        Bearing::ALL
    }
}
