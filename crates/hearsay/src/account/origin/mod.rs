//! Where words come from: copies, citations, and the ends to which they lead.

pub(super) mod citations;
pub(super) mod copies;
pub(super) mod ends;
