//! What several tests and the benchmark share: generated articles, a folder of one's own, the
//! program.

pub(crate) mod articles;
pub(crate) mod program;
