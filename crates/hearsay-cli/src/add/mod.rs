//! placeholder
mod keep;
pub(crate) use keep::Summary;
