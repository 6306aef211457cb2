//! What is scored: one annotated text, its tokens, and the attributions one coder found in it.
//!
//! Spans are compared as sets of tokens, so that a blank more or less does not matter.

use super::tokens::Tokens;

/// The sorted, distinct token numbers of one span. Never empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct TokenSet(Vec<usize>);

impl TokenSet {
    /// A set of these tokens, or `None` if there are none.
    pub(crate) fn new(mut tokens: Vec<usize>) -> Option<Self> {
        tokens.sort_unstable();
        tokens.dedup();
        (!tokens.is_empty()).then_some(Self(tokens))
    }

    /// The token numbers, ascending.
    pub(crate) fn tokens(&self) -> &[usize] {
        &self.0
    }

    /// How many tokens the two share.
    pub(crate) fn shared(&self, other: &Self) -> usize {
        let (mut a, mut b, mut count) = (0, 0, 0);
        while let (Some(left), Some(right)) = (self.0.get(a), other.0.get(b)) {
            match left.cmp(right) {
                std::cmp::Ordering::Less => a += 1,
                std::cmp::Ordering::Greater => b += 1,
                std::cmp::Ordering::Equal => {
                    count += 1;
                    a += 1;
                    b += 1;
                }
            }
        }
        count
    }

    /// The runs of neighbouring tokens, as inclusive pairs: the fragments that CofeNet counts.
    pub(crate) fn runs(&self) -> Vec<(usize, usize)> {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for &token in &self.0 {
            match runs.last_mut() {
                Some(run) if run.1 + 1 == token => run.1 = token,
                _ => runs.push((token, token)),
            }
        }
        runs
    }
}

/// The three parts of an attribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Who says it.
    Source,
    /// The words that report it.
    Cue,
    /// What is said.
    Content,
}

/// All roles, in the order they are printed.
pub(crate) const ROLES: [Role; 3] = [Role::Source, Role::Cue, Role::Content];

impl Role {
    /// The role's name in figures.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Cue => "cue",
            Self::Content => "content",
        }
    }
}

/// One attribution as tokens: who, how, what. Ordered by content, then source, then cue.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Relation {
    /// What is said; every part of it.
    pub(crate) content: Option<TokenSet>,
    /// Who says it.
    pub(crate) source: Option<TokenSet>,
    /// The words that report it.
    pub(crate) cue: Option<TokenSet>,
}

impl Relation {
    /// The span that plays `role`.
    pub(crate) fn part(&self, role: Role) -> Option<&TokenSet> {
        match role {
            Role::Source => self.source.as_ref(),
            Role::Cue => self.cue.as_ref(),
            Role::Content => self.content.as_ref(),
        }
    }
}

/// What one coder (a person or the program) found in a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Coding {
    relations: Vec<Relation>,
}

impl Coding {
    /// A coding with these attributions. They are sorted, so that the order in which a coder
    /// wrote them down cannot change a figure.
    pub(crate) fn new(mut relations: Vec<Relation>) -> Self {
        relations.sort();
        Self { relations }
    }

    /// All attributions, those without a content among them.
    pub(crate) fn relations(&self) -> &[Relation] {
        &self.relations
    }

    /// The distinct spans of one role; a source that several attributions share counts once.
    pub(crate) fn spans(&self, role: Role) -> Vec<&TokenSet> {
        let mut spans: Vec<&TokenSet> =
            self.relations.iter().filter_map(|r| r.part(role)).collect();
        spans.sort();
        spans.dedup();
        spans
    }
}

/// A text with the codings to compare.
#[derive(Debug)]
pub(crate) struct Document {
    /// The tokens of the text.
    pub(crate) tokens: Tokens,
    /// Pairs of a gold coding and a coding to score. One pair, except where several people
    /// annotated the text: then every ordered pair of them.
    pub(crate) pairs: Vec<(Coding, Coding)>,
}
