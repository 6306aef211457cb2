//! How a claim stands: its turns, and the last of them.
//!
//! Read in order of publication. A claim is unconfirmed until somebody denies or confirms it. It is confirmed where somebody admits or
//! finds it, retracted where those who raised it take it back, denied where nobody with a name stands by it, or a finding goes against
//! it; otherwise, with voices for and against, contested. Statements alone decide, never what is true.

use crate::account::facts::Facts;
use crate::account::origin::ends::{Origins, Source};
use crate::account::value::{Bearing, Status, Turn};
use crate::voice::SourceKind;

/// The turns of a claim, oldest first; the first says how it began.
pub(in crate::account) fn history(
    facts: &Facts<'_>,
    group: &[usize],
    bearings: &[Bearing],
    origins: &Origins,
) -> Vec<Turn> {
    let mut state = State::default();
    let mut out: Vec<Turn> = Vec::new();
    for (&number, &bearing) in group.iter().zip(bearings) {
        let saying = &facts.sayings[number];
        let source = origins.of.get(&number);
        let outlet = facts.people.outlet(saying.article);
        state.hear(source, outlet, saying.kind, bearing);
        let status = state.status();
        if out.last().is_none_or(|last| last.status != status) {
            out.push(Turn {
                date: facts.articles[saying.article]
                    .day
                    .map(|day| day.to_string()),
                status,
                attribution: saying.value.id.clone(),
            });
        }
    }
    out
}

/// What was heard of a claim so far.
#[derive(Debug, Default)]
struct State {
    raised: bool,
    raised_by: Vec<usize>,
    named_for: bool,
    denied: bool,
    found_against: bool,
    confirmed: bool,
    retracted: bool,
}

impl State {
    fn hear(
        &mut self,
        source: Option<&Source>,
        outlet: Option<usize>,
        kind: SourceKind,
        bearing: Bearing,
    ) {
        match bearing {
            Bearing::Asserts => {
                self.named_for |= matches!(
                    kind,
                    SourceKind::Person | SourceKind::Organization | SourceKind::Document
                );
                self.raised = true;
                self.raised_by.extend(outlet);
            }
            Bearing::Confirms => {
                // Only what was raised before can be confirmed.
                self.confirmed |= self.raised || self.denied;
                self.raised = true;
            }
            Bearing::Denies => {
                let paper = matches!(source, Some(Source::Figure(figure)) if self.raised_by.contains(figure));
                self.retracted |= paper;
                self.found_against |= kind == SourceKind::Document;
                self.denied = true;
            }
            Bearing::Doubts | Bearing::Reports => {}
        }
    }

    fn status(&self) -> Status {
        if self.retracted {
            Status::Retracted
        } else if self.confirmed {
            Status::Confirmed
        } else if self.denied && (self.found_against || !self.named_for) {
            Status::Denied
        } else if self.denied {
            Status::Contested
        } else {
            Status::Unconfirmed
        }
    }
}
