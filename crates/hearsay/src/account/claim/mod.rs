//! Claims: which statements bear on one proposition, what each does with it, and how it stands.

pub(super) mod bearing;
pub(super) mod group;
pub(super) mod pairs;
pub(super) mod status;
pub(super) mod wording;
