//! A sentence that brings a speaker in before a saying: "The envoy was called in on Monday. “We know nothing,” he said."
//!
//! It was said on that day, if the sentence names the speaker, tells of one day of the week before, and is itself
//! no saying.

use std::ops::Range;

use super::{Dated, Place};
use crate::date::{Edge, When};
use crate::entity::{Entities, EntityKind, Form};
use crate::grammar::names::Name;
use crate::voice::context::Context;

/// Tokens at the head of a sentence in which its subject stands.
const HEAD: usize = 8;

/// Days before publication in which a scene is news.
const RECENT: i32 = 7;

/// The day of the sentence before a saying, where it brings in this entity. `places` are all sayings.
pub(super) fn before<'a>(
    context: &Context<'_>,
    entities: &Entities,
    whens: &'a [When],
    places: &[Place],
    (place, entity): (&Place, Option<usize>),
) -> Option<Dated<'a>> {
    let tokens = &context.tokens;
    let parts = [place.source.as_ref(), place.cue.as_ref()];
    let starts = parts.into_iter().flatten().map(|part| part.start);
    let at = starts.chain(place.content.first().copied()).min()?;
    let last = tokens.sentence(at).start.checked_sub(1)?;
    let before = tokens.sentence(last);
    let same = tokens.get(last)?.block == tokens.get(at)?.block;
    let told = places
        .iter()
        .filter(|place| place.source.is_some())
        .filter_map(|place| place.cue.as_ref())
        .any(|cue| before.contains(&cue.start));
    let bytes = tokens.get(before.start)?.range.start..tokens.get(last)?.range.end;
    let speaker = entities.all().get(entity?)?;
    let mentions = &speaker.mentions;
    // "The new owner" can be whoever is named first there.
    let brought = if mentions.iter().any(|one| one.form == Form::Name) {
        let inside = |one: &Range<usize>| bytes.start <= one.start && one.end <= bytes.end;
        mentions.iter().any(|one| inside(&one.range))
    } else {
        let head = before.start..(before.start + HEAD).min(before.end);
        let mut names = context.names.within(head);
        let is_person =
            |name: &Range<usize>| context.names.known(tokens, name) == Some(Name::Person);
        speaker.kind == EntityKind::Person && names.any(is_person)
    };
    let when = whens.iter().find(|when| {
        before.contains(&when.tokens.start) && when.edge == Edge::At && when.from == when.to
    })?;
    let published = context.article.published.as_ref();
    let published = crate::date::local_day(&published?.value)?;
    let ago = when.from.until(published).ok()?.get_days();
    (same && !told && brought && (0..=RECENT).contains(&ago)).then_some(Dated {
        when,
        rule: "the day of the sentence before, which brings the speaker in",
    })
}
