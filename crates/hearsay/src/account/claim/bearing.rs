//! What a statement does with its claim.

use crate::account::Rulings;
use crate::account::facts::Facts;
use crate::account::value::Bearing;
use crate::voice::Stance;

/// The bearing of each of a claim's statements.
pub(in crate::account) fn of(
    facts: &Facts<'_>,
    group: &[usize],
    rulings: &Rulings,
) -> Vec<Bearing> {
    group
        .iter()
        .map(|&number| {
            let saying = &facts.sayings[number];
            let ruled = rulings
                .bearings
                .iter()
                .rfind(|(attribution, _)| *attribution == saying.value.id);
            ruled.map_or_else(|| bearing(saying.stance), |(_, bearing)| *bearing)
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
