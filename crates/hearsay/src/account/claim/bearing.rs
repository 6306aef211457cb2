//! What a statement does with its claim.

use std::collections::BTreeSet;

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
    let denying: BTreeSet<(usize, usize)> = group
        .iter()
        .map(|&number| &facts.sayings[number])
        .filter(|saying| saying.stance == Stance::Denies)
        .filter_map(|saying| Some((saying.article, saying.source?)))
        .collect();
    let denies = |saying: &Saying<'_>| {
        saying
            .source
            .is_some_and(|source| denying.contains(&(saying.article, source)))
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
