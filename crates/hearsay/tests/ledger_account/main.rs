//! The ledger across articles: stories, claims and persons are the same in whatever order articles came, follow what
//! people rule, and leave alone what is not touched.

mod derived;
mod desk;
mod lists;
mod rulings;
