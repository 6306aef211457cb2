//! The words for voices: what kind of source speaks, in which mode, with which stance, how sure.
//!
//! The sets are those of the JSON contract. The mode follows Semino and Short; certainty and
//! polarity follow FactBank (Saurí and Pustejovsky).

use crate::word::words;

words! {
    /// What kind of voice a source is.
    pub enum SourceKind {
        /// One person with a name or an office.
        Person = "person",
        /// A body, company, party, state or its parts.
        Organization = "organization",
        /// A newspaper, broadcaster, agency or site.
        Outlet = "outlet",
        /// A paper: a report, letter, law, filing or record.
        Document = "document",
        /// A group without a name, such as local media or residents.
        Collective = "collective",
        /// Somebody whose name is held back.
        Anonymous = "anonymous",
        /// Hearsay without a source.
        None = "none",
        /// The page's own unsourced assertion.
        Author = "author",
    }
}

words! {
    /// How something is put forth.
    pub enum Mode {
        /// Spoken.
        Speech = "speech",
        /// Written: statements, reports, posts, laws.
        Writing = "writing",
        /// Hopes, beliefs, plans, fears.
        Thought = "thought",
    }
}

words! {
    /// What the innermost source does with the content.
    pub enum Stance {
        /// Says that it is so.
        Asserts = "asserts",
        /// Says that it is not so.
        Denies = "denies",
        /// Says that what another said is so.
        Confirms = "confirms",
        /// Thinks it unlikely.
        Doubts = "doubts",
        /// Wants to know it, or demands it.
        Asks = "asks",
        /// Will not say.
        Declines = "declines",
    }
}

words! {
    /// How sure the source sounds, on FactBank's scale.
    pub enum Certainty {
        /// Stated flat.
        Certain = "certain",
        /// Probably, most likely.
        Probable = "probable",
        /// May, could, perhaps.
        Possible = "possible",
        /// No commitment.
        Unknown = "unknown",
    }
}

words! {
    /// Whether the content is put as so or as not so.
    pub enum Polarity {
        /// As so.
        Positive = "positive",
        /// As not so.
        Negative = "negative",
    }
}
