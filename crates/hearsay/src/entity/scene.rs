//! An article as this stage looks at it: its words, its names, who says which of them.

use std::collections::HashSet;
use std::ops::Range;

use crate::article::{Article, BlockKind};
use crate::attribution::{Attribution, Quotation};
use crate::grammar::lemma;
use crate::grammar::names::Names;
use crate::grammar::tokens::Tokens;
use crate::grammar::vocabulary::{self, Function};
use crate::lexicon::{self, CueWord};
use crate::span::Span;

/// What every module of this stage asks.
pub(super) struct Scene<'a> {
    pub(super) article: &'a Article,
    pub(super) tokens: Tokens,
    pub(super) names: Names,
    pub(super) said: Vec<Said>,
    /// Of each token, the number of the innermost attribution whose content it stands in.
    content: Vec<Option<usize>>,
    /// Of each token, whether it stands in quotation marks.
    quoted: Vec<bool>,
    /// The tokens that begin a cue.
    cues: HashSet<usize>,
    /// The tokens that begin a source.
    sources: HashSet<usize>,
    /// The tokens that stand just behind one.
    behind: HashSet<usize>,
}

/// An attribution's place among the tokens.
pub(super) struct Said {
    /// Its source.
    pub(super) source: Option<Range<usize>>,
    /// Whether all of its content is quoted.
    pub(super) direct: bool,
}

/// Share of the words of a headline with capitals from which capitals tell nothing.
const TITLE_CASE: f32 = 0.6;

impl<'a> Scene<'a> {
    /// Looks at an article.
    pub(super) fn new(article: &'a Article, attributions: &[Attribution]) -> Self {
        let tokens = Tokens::new(article);
        let outlet = article.outlet.as_ref().map(|outlet| &*outlet.value);
        let names = Names::new(&tokens, outlet);
        let whole = |span: &Span| {
            let all = tokens.of(span);
            Some(*all.first()?..all.last()? + 1)
        };
        let mut contents: Vec<(usize, Vec<usize>)> = Vec::new();
        let mut said = Vec::new();
        let mut cues = HashSet::new();
        for (number, found) in attributions.iter().enumerate() {
            said.push(Said {
                source: found.source.as_ref().and_then(whole),
                direct: found.quotation == Quotation::Direct,
            });
            cues.extend(found.cue.as_ref().and_then(whole).map(|cue| cue.start));
            if let Some(content) = &found.content {
                contents.push((number, tokens.of(content)));
            }
        }
        contents.sort_by_key(|(_, words)| std::cmp::Reverse(words.len()));
        let mut content = vec![None; tokens.len()];
        for (number, words) in contents {
            for at in words {
                content[at] = Some(number);
            }
        }
        let ranges = || said.iter().filter_map(|said| said.source.as_ref());
        Self {
            article,
            sources: ranges().map(|source| source.start).collect(),
            behind: ranges().map(|source| source.end).collect(),
            quoted: quoted(&tokens),
            tokens,
            names,
            said,
            content,
            cues,
        }
    }

    /// The innermost attribution whose content this token stands in.
    pub(super) fn content(&self, at: usize) -> Option<usize> {
        self.content.get(at).copied().flatten()
    }

    /// Whether this token stands in quotation marks.
    pub(super) fn is_quoted(&self, at: usize) -> bool {
        self.quoted.get(at).copied().unwrap_or_default()
    }

    /// Whether a cue begins at this token.
    pub(super) fn is_cue(&self, at: usize) -> bool {
        self.cues.contains(&at)
    }

    /// Whether the source of an attribution begins at this token.
    pub(super) fn opens_source(&self, at: usize) -> bool {
        self.sources.contains(&at)
    }

    /// Whether the source of an attribution begins or ends before this token.
    pub(super) fn borders_source(&self, at: usize) -> bool {
        self.sources.contains(&at) || self.behind.contains(&at)
    }

    /// Number of the sentence of this token.
    pub(super) fn sentence(&self, at: usize) -> usize {
        self.tokens.get(at).map_or(0, |token| token.sentence)
    }

    /// Number of the block of this token.
    pub(super) fn block(&self, at: usize) -> usize {
        self.tokens.get(at).map_or(0, |token| token.block)
    }

    /// Whether the token stands in running text.
    pub(super) fn is_body(&self, at: usize) -> bool {
        self.article
            .blocks
            .get(self.block(at))
            .is_none_or(|block| block.kind.is_body())
    }

    /// Whether the block is a headline.
    pub(super) fn is_headline(&self, block: usize) -> bool {
        self.article
            .blocks
            .get(block)
            .is_some_and(|block| matches!(block.kind, BlockKind::Title | BlockKind::Heading))
    }

    /// Of each block, whether its capitals tell nothing: a headline in which most words have them.
    pub(super) fn shouting(&self) -> Vec<bool> {
        let blocks = self.article.blocks.len().max(1);
        let mut counts = vec![(0_u16, 0_u16); blocks];
        let mut sentences = vec![0_usize; blocks];
        for (_, token) in self.tokens.iter().filter(|(_, token)| token.is_word) {
            sentences[token.block] += usize::from(token.first);
            let (all, capital) = &mut counts[token.block];
            *all = all.saturating_add(1);
            *capital = capital.saturating_add(u16::from(token.capital));
        }
        let kind = |block: usize| self.article.blocks.get(block).map(|block| block.kind);
        counts
            .into_iter()
            .enumerate()
            .map(|(block, (all, capital))| {
                // In a plain text the headline is the first paragraph.
                let head = matches!(kind(block), Some(BlockKind::Title | BlockKind::Heading));
                let first = block == 0 && all > 3 && sentences[block] == 1;
                (head || first) && f32::from(capital) > TITLE_CASE * f32::from(all)
            })
            .collect()
    }

    /// The bytes over these tokens.
    pub(super) fn bytes(&self, range: &Range<usize>) -> Range<usize> {
        let first = self.tokens.get(range.start);
        let last = range.end.checked_sub(1).and_then(|at| self.tokens.get(at));
        match (first, last) {
            (Some(first), Some(last)) => first.range.start..last.range.end.max(first.range.start),
            _ => 0..0,
        }
    }

    /// The text over these tokens.
    pub(super) fn text(&self, range: &Range<usize>) -> &'a str {
        &self.article.text[self.bytes(range)]
    }

    /// Whether this token can be a verb behind its subject.
    pub(super) fn is_verb(&self, at: usize) -> bool {
        let lower = self.tokens.lower(at);
        self.is_cue(at)
            || matches!(
                vocabulary::function(lower),
                Some(Function::Auxiliary | Function::Modal)
            )
            || lexicon::cue_word(lower) == Some(CueWord::SpeechVerb)
            || lower.len() > 3 && lower.ends_with("ed")
            || lemma::is_irregular(lower) && vocabulary::noun(lower).is_none()
            || lower.len() > 3
                && lower.ends_with('s')
                && !lower.ends_with("ss")
                && vocabulary::noun(lower).is_none()
                && vocabulary::function(lower).is_none()
    }
}

/// Of each token, whether it stands in quotation marks; a mark that is never closed ends with its block.
fn quoted(tokens: &Tokens) -> Vec<bool> {
    let mut out = Vec::with_capacity(tokens.len());
    let (mut open, mut block) = (false, None);
    for (_, token) in tokens.iter() {
        if block != Some(token.block) {
            (open, block) = (false, Some(token.block));
        }
        match &*token.lower {
            "“" | "«" | "„" => open = true,
            "”" | "»" => open = false,
            "\"" => open = !open,
            _ => {}
        }
        out.push(open);
    }
    out
}
