//! Why an attribution was read as it was: the model, the row of a word list, or the rule that
//! gave each value, and the words that decided.

use std::ops::Range;

use crate::grammar::table::Row;
use crate::grammar::tokens::Tokens;
use crate::word::words;

words! {
    /// What a reason speaks for.
    pub enum Field {
        /// The words that name the source.
        Source = "source",
        /// The reporting words.
        Cue = "cue",
        /// What is said.
        Content = "content",
        /// The source's kind.
        Kind = "kind",
        /// Who the source is.
        Entity = "entity",
        /// The voices that it came through.
        Chain = "chain",
        /// Speech, writing or thought.
        Mode = "mode",
        /// What the source does with the content.
        Stance = "stance",
        /// How sure it sounds.
        Certainty = "certainty",
        /// As so or as not so.
        Polarity = "polarity",
        /// When it was said.
        Said = "said",
    }
}

/// What gave a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The tagger.
    Model,
    /// A row of a word list under `assets/`.
    Row {
        /// The list: its file without its ending.
        list: &'static str,
        /// The row's key.
        row: &'static str,
    },
    /// A rule, in words.
    Rule(&'static str),
}

/// One reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// For what.
    pub field: Field,
    /// What gave it.
    pub by: By,
    /// The bytes of the words that decided, where some did.
    pub words: Option<Range<usize>>,
}

impl Reason {
    /// A rule's reason, without words.
    pub(crate) const fn rule(field: Field, rule: &'static str) -> Self {
        Self {
            field,
            by: By::Rule(rule),
            words: None,
        }
    }
}

/// What gave a value, before it is known for which field: kept beside the value while it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ground {
    by: By,
    /// The first and the last token that decided.
    tokens: Option<(usize, usize)>,
}

impl Ground {
    /// A row of a list, found in these tokens, both included.
    pub(super) const fn row(row: Row, first: usize, last: usize) -> Self {
        Self {
            by: By::Row {
                list: row.list,
                row: row.key,
            },
            tokens: Some((first, last)),
        }
    }

    /// A rule, in words, that no word of the text called for.
    pub(super) const fn rule(rule: &'static str) -> Self {
        Self {
            by: By::Rule(rule),
            tokens: None,
        }
    }

    /// A rule, in words, and the tokens that called for it, both included.
    pub(super) const fn rule_at(rule: &'static str, first: usize, last: usize) -> Self {
        Self {
            by: By::Rule(rule),
            tokens: Some((first, last)),
        }
    }

    /// The reason that it is for a field.
    pub(super) fn reason(self, field: Field, tokens: &Tokens) -> Reason {
        let words = self.tokens.and_then(|(first, last)| {
            Some(tokens.get(first)?.range.start..tokens.get(last)?.range.end)
        });
        Reason {
            field,
            by: self.by,
            words: words.filter(|words| !words.is_empty()),
        }
    }
}
