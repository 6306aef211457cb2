//! Stance, certainty and polarity: the reporting words and the content together, and what was said just
//! before.
//!
//! Whoever says flatly that something is not so denies it, unless the word is one of grievance or
//! what is negated is still to come. Who has just denied or admitted something goes on to do so in the
//! same paragraph.

use super::content::{self, Said};
use super::cue::Report;
use super::why::Ground;
use super::{Certainty, Polarity, SourceKind, Stance};
use crate::attribution::Attribution;
use crate::grammar::tokens::Tokens;
use crate::grammar::vocabulary::{self, Determiner};
use crate::span::Span;

/// What the judgement rests on.
pub(super) struct Parts<'a> {
    pub(super) tokens: &'a Tokens,
    /// The reporting words.
    pub(super) report: &'a Report,
    /// What the content says of itself.
    pub(super) said: &'a Said,
    /// The tokens of the content.
    pub(super) what: &'a [usize],
    /// What kind of source it is.
    pub(super) kind: SourceKind,
    /// Whether it is hearsay without a source, not quoted.
    pub(super) nobody: bool,
    /// The stance that goes on from before, and why.
    pub(super) earlier: Option<(Stance, Ground)>,
}

/// What is judged, each with what gave it.
pub(super) struct Heard {
    pub(super) stance: (Stance, Ground),
    pub(super) certainty: (Certainty, Ground),
    pub(super) polarity: (Polarity, Ground),
}

/// Stance, certainty and polarity of an attribution.
pub(super) fn judge(parts: &Parts<'_>) -> Heard {
    let (report, said) = (parts.report, parts.said);
    let stance = stance(parts);
    let hearsay = parts.nobody && (report.passive || report.certainty.0 == Certainty::Unknown);
    let certainty = match stance.0 {
        Stance::Declines | Stance::Asks => (Certainty::Unknown, stance.1),
        _ if hearsay => (
            Certainty::Unknown,
            Ground::rule("hearsay without a source commits to nothing"),
        ),
        _ => {
            let both = content::weaker(Some(report.certainty), said.hedge);
            both.unwrap_or(report.certainty)
        }
    };
    let negative = said.negated.or(said.untrue);
    let turned =
        (report.stance.0 == Stance::Denies && said.untrue.is_none()).then_some(report.stance.1);
    let polarity = match (negative, turned) {
        (Some(ground), None) | (None, Some(ground)) => (Polarity::Negative, ground),
        (Some(_), Some(ground)) => (Polarity::Positive, ground),
        (None, None) => (
            Polarity::Positive,
            Ground::rule("nothing negates the main clause"),
        ),
    };
    Heard {
        stance,
        certainty,
        polarity,
    }
}

fn stance(parts: &Parts<'_>) -> (Stance, Ground) {
    let (report, said) = (parts.report, parts.said);
    let untrue = said.untrue.or(said.slur.filter(|_| report.calls));
    match (report.stance.0, untrue) {
        (Stance::Asserts, _) => {}
        // "Admitted that the story was false."
        (Stance::Confirms, Some(ground)) => return (Stance::Denies, ground),
        _ => return report.stance,
    }
    let negative = parts
        .what
        .first()
        .is_some_and(|&at| vocabulary::negator(parts.tokens.lower(at)).is_some());
    if let Some(ground) = report.object.filter(|_| negative).or(said.refuses) {
        return (Stance::Declines, ground);
    }
    if let Some(ground) = said.doubts {
        return (Stance::Doubts, ground);
    }
    if let Some(ground) = said.question {
        return (Stance::Asks, ground);
    }
    if let Some(&at) = parts
        .what
        .first()
        .filter(|&&at| report.tells && parts.tokens.lower(at) == "to")
    {
        let ground = Ground::rule_at("who is told to do something is asked for it", at, at);
        return (Stance::Asks, ground);
    }
    // "Asked if it leaks, she answered: no."
    let bare = match parts.what {
        [one] | [_, one] | [_, one, _] | [_, one, _, _]
            if matches!(parts.tokens.lower(*one), "no" | "never") =>
        {
            Some(Ground::rule_at("the whole of it is \"no\"", *one, *one))
        }
        _ => None,
    };
    let negated = bare.or(said
        .negated
        .filter(|_| report.plain && !report.grievance && !said.wish && answers(parts.kind)));
    if let Some(ground) = negated.or(untrue) {
        return (Stance::Denies, ground);
    }
    let first = parts.what.first().map_or("", |&at| parts.tokens.lower(at));
    let goes_on = parts
        .earlier
        .filter(|_| said.hedge.is_none() && first != "to");
    goes_on.unwrap_or(report.stance)
}

/// Whether sources of this kind are asked to answer for something. Unnamed people, groups and papers tell what
/// they know, and a "not" in it denies nothing that another said.
const fn answers(kind: SourceKind) -> bool {
    matches!(
        kind,
        SourceKind::Person | SourceKind::Organization | SourceKind::Outlet | SourceKind::None
    )
}

/// Who spoke last, where, and with which stance.
pub(super) struct Turn {
    sentence: Option<usize>,
    block: Option<usize>,
    source: Option<Span>,
    entity: Option<usize>,
    /// Whether the source is somebody's: "its spokesman".
    owned: bool,
    stance: Stance,
}

impl Turn {
    /// The turn of an attribution; `who`, `what` and `how` are the tokens of its source, content and cue.
    pub(super) fn new(
        tokens: &Tokens,
        found: &Attribution,
        entity: Option<usize>,
        who: &[usize],
        what: &[usize],
        how: &[usize],
    ) -> Self {
        let place = what.first().or(how.first()).and_then(|&at| tokens.get(at));
        let owned = who.first().is_some_and(|&at| {
            vocabulary::determiner(tokens.lower(at)) == Some(Determiner::Possessive)
        });
        Self {
            sentence: place.map(|token| token.sentence),
            block: place.map(|token| token.block),
            source: found.source.clone(),
            entity,
            owned,
            stance: Stance::Asserts,
        }
    }

    /// With the stance that was judged.
    pub(super) const fn with(mut self, stance: Stance) -> Self {
        self.stance = stance;
        self
    }

    /// The stance that goes on from the turn before: "denied this, saying ...", and what the same
    /// source, or its spokesman, says next in the paragraph.
    pub(super) fn goes_on_from(&self, before: &Self, report: &Report) -> Option<(Stance, Ground)> {
        let goes_on = matches!(before.stance, Stance::Denies | Stance::Confirms);
        if !goes_on || report.only || report.adds {
            return None;
        }
        let same = self.source.is_none()
            || self.source == before.source
            || self.entity.is_some() && self.entity == before.entity;
        let sentence = self.sentence == before.sentence;
        if report.goes_on && sentence && same && before.stance == Stance::Denies {
            return Some((
                before.stance,
                Ground::rule("goes on with the denial before it in the sentence"),
            ));
        }
        let near = self.block == before.block
            && matches!((self.sentence, before.sentence), (Some(now), Some(then)) if now <= then + 1);
        (report.plain && near && (same || self.owned)).then_some((
            before.stance,
            Ground::rule("the same source goes on with what it denied or admitted just before"),
        ))
    }
}
