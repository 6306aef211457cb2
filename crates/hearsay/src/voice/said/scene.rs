//! A sentence that brings a speaker in before a quotation: "The envoy was called in on Monday. “We know nothing,” he said."
//!
//! What stands between the quotation marks was said on that day, if the sentence begins with the speaker, tells of
//! one day of the week before, and is itself no saying.

use std::ops::Range;

use super::{Dated, Place};
use crate::attribution::Quotation;
use crate::date::{Edge, When};
use crate::entity::{Entities, Form};
use crate::grammar::names::Name;
use crate::voice::context::Context;

/// Tokens at the head of a sentence in which its subject stands.
const HEAD: usize = 8;

/// Days before publication in which a scene is news.
const RECENT: i32 = 7;

/// The day of the sentence before a direct quotation, where it brings in this entity. `places` are all sayings.
pub(super) fn before<'a>(
    context: &Context<'_>,
    entities: &Entities,
    whens: &'a [When],
    places: &[Place],
    (place, entity, quotation): (&Place, Option<usize>, Quotation),
) -> Option<Dated<'a>> {
    let tokens = &context.tokens;
    let at = *place
        .content
        .first()
        .filter(|_| quotation == Quotation::Direct)?;
    let sentence = tokens.sentence(at);
    let last = sentence
        .start
        .checked_sub(1)
        .filter(|_| sentence.start == at)?;
    let before = tokens.sentence(last);
    let same = tokens.get(last)?.block == tokens.get(at)?.block;
    let told = places
        .iter()
        .filter(|place| place.source.is_some())
        .filter_map(|place| place.cue.as_ref())
        .any(|cue| before.contains(&cue.start));
    let head = before.start..(before.start + HEAD).min(before.end);
    let bytes = tokens.get(head.start)?.range.start..tokens.get(head.end - 1)?.range.end;
    let mentions = &entities.all().get(entity?)?.mentions;
    // "The new owner" can be whoever is named there.
    let subject = if mentions.iter().any(|one| one.form == Form::Name) {
        let inside = |one: &Range<usize>| bytes.start <= one.start && one.end <= bytes.end;
        mentions.iter().any(|one| inside(&one.range))
    } else {
        let mut names = context.names.within(head);
        names.any(|name| context.names.known(tokens, name) == Some(Name::Person))
    };
    let when = whens.iter().find(|when| {
        before.contains(&when.tokens.start) && when.edge == Edge::At && when.from == when.to
    })?;
    let published = context.article.published.as_ref();
    let published = crate::date::local_day(&published?.value)?;
    let ago = when.from.until(published).ok()?.get_days();
    (same && !told && subject && (0..=RECENT).contains(&ago)).then_some(Dated {
        when,
        rule: "the day of the sentence before, which brings the speaker in",
    })
}
