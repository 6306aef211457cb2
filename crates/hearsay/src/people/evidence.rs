//! What speaks for two clusters being one, which keys bring such pairs together, and what it costs.

use std::collections::BTreeSet;

use super::Reason;
use super::book::Cluster;
use super::judge::{self, Whole};
use super::profile::Group;
use crate::name::{self, alike, keys, unshortened};

/// One kind of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Evidence {
    /// Equal whole names.
    Equal,
    /// Whole names that are spelt alike.
    Spelt,
    /// "P. Oud" and "Pieter Oud".
    Initials,
    /// "NHA" and "Norvia Harbour Agency".
    Acronym,
    /// "Oud" and "Pieter Oud".
    Part,
    /// "Norgas" and "Norgas Energy".
    Short,
    /// "the harbour master" and Pieter Oud, the harbour master.
    Role,
    /// "Oud" and "Oud", where nobody has a longer name.
    Alone,
}

impl Evidence {
    /// What people are told.
    pub(super) const fn reason(self) -> Reason {
        match self {
            Self::Equal | Self::Alone => Reason::Name,
            Self::Spelt => Reason::Spelling,
            Self::Initials | Self::Acronym => Reason::Initials,
            Self::Part => Reason::Part,
            Self::Short => Reason::Short,
            Self::Role => Reason::Role,
        }
    }

    /// Keys of which two clusters share one, if this evidence can speak for them inside one story, or between stories.
    pub(super) fn keys(self, cluster: &Cluster, story: bool) -> BTreeSet<String> {
        let words = |name: &Vec<String>| -> Vec<String> {
            name.iter()
                .flat_map(|word| keys(unshortened(word)))
                .chain([name.concat()])
                .collect()
        };
        match self {
            Self::Spelt if !story => cluster
                .names
                .iter()
                .flat_map(|name| couples(name))
                .collect(),
            Self::Acronym => {
                let letters = cluster
                    .full
                    .iter()
                    .filter_map(|name| judge::first_letters(name));
                letters.chain(cluster.acronyms.iter().cloned()).collect()
            }
            Self::Role | Self::Alone => {
                let called = cluster.roles.iter().chain(&cluster.offices);
                called.chain(&cluster.names).flat_map(words).collect()
            }
            _ => cluster.names.iter().flat_map(words).collect(),
        }
    }

    /// What speaks for the first being the second, and its cost.
    pub(super) fn judge(
        self,
        short: &Cluster,
        long: &Cluster,
        story: bool,
    ) -> Option<(f64, [String; 2])> {
        let (a, b) = (short.group(), long.group());
        let person = a == Group::Person && b == Group::Person;
        let body = a == Group::Body && b == Group::Body;
        match self {
            Self::Spelt if person => best(&short.names, &long.names, |a, b| {
                judge::people(a, b).and_then(Whole::cost)
            }),
            Self::Spelt if a == b => best(&short.full, &long.full, |a, b| {
                judge::bodies(a, b).filter(|_| story || a.len() > 1)
            }),
            // What one takes for a body, the other for a person.
            Self::Spelt if story && short.fits(long) => best(&short.full, &long.full, |a, b| {
                let people = judge::people(a, b).and_then(Whole::cost);
                let guess = !short.is_sure() || !long.is_sure();
                let body = || judge::bodies(a, b).filter(|_| guess);
                people.filter(|_| a.len() == b.len()).or_else(body)
            }),
            Self::Initials if person => best(&short.names, &long.names, |a, b| {
                let shorter = a.concat().len() < b.concat().len();
                (shorter && judge::people(a, b)? == Whole::Initials).then_some(0.0)
            }),
            Self::Acronym if body => short.acronyms.iter().find_map(|letters| {
                let spells =
                    |name: &&Vec<String>| judge::first_letters(name).as_ref() == Some(letters);
                let name = long.full.iter().find(spells)?;
                Some((0.0, [letters.clone(), name.join(" ")]))
            }),
            Self::Part if b == Group::Person && long.is_whole() && is_part(short) => {
                best(&short.names, &long.names, |part, whole| {
                    let [word] = part else { return None };
                    let last = judge::surname(whole)?;
                    let first = whole.first().filter(|_| whole.len() > 1)?;
                    if word == last {
                        Some(0.0)
                    } else if word == first {
                        Some(1.0)
                    } else {
                        (word.len() > 3 && alike(word, last)).then(|| 2.0 + name::cost(word, last))
                    }
                })
            }
            Self::Short if body => best(&short.full, &long.full, |a, b| {
                judge::is_short_form(a, b, short.is_outlet()).then_some(0.0)
            }),
            Self::Role if person && !short.named && long.named => {
                let roles = best(&short.roles, &long.roles, |a, b| {
                    judge::bodies(a, b).filter(|_| a.len() > 1)
                });
                let called =
                    |a: &[String], b: &[String]| judge::is_called(a, true, b).then_some(9.0);
                roles.or_else(|| best(&short.offices, &long.offices, called))
            }
            Self::Role if body && !short.named && long.proper && !long.is_outlet() => {
                let called =
                    |a: &[String], b: &[String]| judge::is_called(a, false, b).then_some(0.0);
                best(&short.offices, &long.full, called)
            }
            Self::Alone if a == b && !short.named && !long.named => {
                let called = |one: &[String], other: &[String]| {
                    let same = one == other && judge::is_called(one, a == Group::Person, other);
                    same.then_some(0.0)
                };
                best(&short.offices, &long.offices, called)
            }
            Self::Alone if person && !short.is_whole() && !long.is_whole() => {
                best(&short.names, &long.names, |a, b| {
                    let ([a], [b]) = (a, b) else { return None };
                    let spelt = a.len().min(b.len()) > 4 && alike(a, b);
                    (a == b || spelt).then(|| f64::from(u8::from(a != b)))
                })
            }
            _ => None,
        }
    }
}

/// Whether it can be part of a person's name: that of a person, or one of which nobody says what it is.
fn is_part(cluster: &Cluster) -> bool {
    let guess = cluster.group() == Group::Body && !cluster.is_sure() && cluster.acronyms.is_empty();
    !cluster.is_whole() && (cluster.group() == Group::Person || guess)
}

/// The pair of names that costs least.
fn best<'a>(
    a: impl IntoIterator<Item = &'a Vec<String>>,
    b: impl IntoIterator<Item = &'a Vec<String>> + Clone,
    cost: impl Fn(&[String], &[String]) -> Option<f64>,
) -> Option<(f64, [String; 2])> {
    let mut found: Option<(f64, [String; 2])> = None;
    for one in a {
        for other in b.clone() {
            let Some(cost) = cost(one, other) else {
                continue;
            };
            if found.as_ref().is_none_or(|(least, _)| cost < *least) {
                found = Some((cost, [one.join(" "), other.join(" ")]));
            }
        }
    }
    found
}

/// Keys of two words of a name at once: one word by its sounds, the other by these or all but one of them.
fn couples(name: &[String]) -> Vec<String> {
    let words: Vec<Vec<String>> = name.iter().map(|word| keys(unshortened(word))).collect();
    let mut out = vec![name.concat()];
    for (at, first) in words.iter().enumerate() {
        for second in &words[at + 1..] {
            let longest = |keys: &[String]| keys.iter().max_by_key(|key| key.len()).cloned();
            let (Some(one), Some(two)) = (longest(first), longest(second)) else {
                continue;
            };
            let mut couple = |a: &str, b: &str| {
                out.push(if a < b {
                    format!("{a} {b}")
                } else {
                    format!("{b} {a}")
                });
            };
            for key in first {
                couple(key, &two);
            }
            for key in second {
                couple(&one, key);
            }
        }
    }
    out
}
