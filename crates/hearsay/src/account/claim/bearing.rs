//! What a statement does with its claim.

use crate::account::Rulings;
use crate::account::facts::{Facts, Saying};
use crate::account::value::Bearing;
use crate::voice::Stance;

/// The bearing of each of a claim's statements.
pub(in crate::account) fn of(
    facts: &Facts<'_>,
    group: &[usize],
    rulings: &Rulings,
) -> Vec<Bearing> {
    let denies = |one: &Saying<'_>| {
        group.iter().any(|&other| {
            let other = &facts.sayings[other];
            let both = one.source.is_some() && one.source == other.source;
            both && one.article == other.article && other.stance == Stance::Denies
        })
    };
    group
        .iter()
        .map(|&number| {
            let saying = &facts.sayings[number];
            let ruled = rulings
                .bearings
                .iter()
                .rfind(|(attribution, _)| *attribution == saying.value.id);
            ruled.map_or_else(
                || match bearing(saying.stance) {
                    // Who admits one thing and denies another has not admitted the claim.
                    Bearing::Confirms if denies(saying) => Bearing::Reports,
                    bearing => bearing,
                },
                |(_, bearing)| *bearing,
            )
        })
        .collect()
}

fn bearing(stance: Stance) -> Bearing {
    match stance {
        Stance::Asserts => Bearing::Asserts,
        Stance::Denies => Bearing::Denies,
        Stance::Confirms => Bearing::Confirms,
        Stance::Doubts => Bearing::Doubts,
        Stance::Asks | Stance::Declines => Bearing::Reports,
    }
}
