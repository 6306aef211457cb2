//! Readings in the forms that other programs take, and back from two of them.
//!
//! Pure functions over [`Reading`](crate::reading::Reading): ids are those of the reading, offsets count
//! what the form counts. `docs/export.md` describes each form for those who take it in.

pub mod annotation;
pub mod brat;
pub mod ftm;
pub mod jsonl;
pub mod labelstudio;
pub mod table;
