//! Stories: which articles are about one matter.
//!
//! An article is known by a sketch: its most telling words with their weights, and its day. Two articles are of
//! one story if their sketches are alike and their days near; a story is what hangs together that way. The weights do
//! not depend on what else is stored, so that the order in which articles come makes no difference.

mod sketch;

pub use sketch::{LIKE, Sketch, WINDOW};
