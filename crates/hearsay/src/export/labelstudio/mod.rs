//! Label Studio: tasks with the program's reading as predictions, and people's work on them back.
//!
//! Decides what both ways share: the labels, the relations and how a region names its
//! attribution. Every attribution has regions of its own, so that what a person does to one does
//! not touch another.
//!
//! # Offsets
//! Label Studio's `Text` tag stores code points, as hearsay does: its editor turns JavaScript's
//! offsets into them since pull request 308 of `label-studio-frontend`; earlier versions (1.2,
//! 2021) stored UTF-16 code units. Tasks are written in code points. On the way back `read`
//! tells from the words that stand with the regions which of the two they count.

mod graph;
mod offsets;
mod read;
mod write;

pub use read::{Corrected, TaskCorrections, corrections};
pub use write::write;

use crate::word::words;

/// The labelling configuration of a project for these tasks.
pub const CONFIG: &str = include_str!("config.xml");

words! {
    /// A part of an attribution, as a label.
    pub enum Label {
        /// Who.
        Source = "Source",
        /// The words that report it.
        Cue = "Cue",
        /// What is said.
        Content = "Content",
    }
}

/// `ATTRIBUTION-LABEL-NUMBER`, numbers from 1.
fn region(attribution: &str, label: Label, number: usize) -> String {
    format!("{attribution}-{label}-{number}")
}

/// The attribution that a region's id names; `None` for a region that a person drew.
fn attribution(region: &str) -> Option<&str> {
    let mut parts = region.rsplitn(3, '-');
    let number: usize = parts.next()?.parse().ok()?;
    let _: Label = parts.next()?.parse().ok()?;
    parts.next().filter(|id| !id.is_empty() && number > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_names_its_attribution() {
        for id in ["0a1f", "a-b", "-", "é"] {
            assert_eq!(attribution(&region(id, Label::Cue, 12)), Some(id));
        }
        for drawn in [
            "Dx_aB91ISN",
            "",
            "a-Cue",
            "-Cue-1",
            "a-Cue-0",
            "a-cue-1",
            "a-Cue-x",
        ] {
            assert_eq!(attribution(drawn), None, "{drawn}");
        }
    }

    #[test]
    fn the_configuration_has_every_label() {
        for label in Label::ALL {
            assert!(
                CONFIG.contains(&format!("<Label value=\"{label}\"")),
                "{label}"
            );
        }
        for relation in write::RELATIONS {
            assert!(
                CONFIG.contains(&format!("<Relation value=\"{relation}\"")),
                "{relation}"
            );
        }
    }
}
