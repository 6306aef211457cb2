//! An article as this stage looks at it: its words, its names, and who publishes it.

use std::ops::Range;

use super::lists;
use crate::article::Article;
use crate::grammar::names::{Name, Names};
use crate::grammar::phrase::{self, Phrase};
use crate::grammar::tokens::Tokens;
use crate::grammar::vocabulary::{self, Function, Noun};
use crate::span::Span;

/// What every module of this stage asks.
pub(super) struct Context<'a> {
    pub(super) article: &'a Article,
    pub(super) tokens: Tokens,
    pub(super) names: Names,
}

/// Tokens of a phrase that names a voice, at most.
const LONGEST: usize = 30;

impl<'a> Context<'a> {
    /// Looks at an article.
    pub(super) fn new(article: &'a Article) -> Self {
        let tokens = Tokens::new(article);
        let outlet = article.outlet.as_ref().map(|outlet| &*outlet.value);
        let names = Names::new(&tokens, outlet);
        Self {
            article,
            tokens,
            names,
        }
    }

    /// The bytes over these tokens, without marks and small words that only join at either end.
    pub(super) fn span(&self, range: &Range<usize>) -> Option<Span> {
        let counts = |at: &usize| {
            let token = self.tokens.get(*at);
            token.is_some_and(|token| token.is_word || matches!(&*token.lower, "“" | "”" | "\""))
                && !matches!(self.tokens.lower(*at), "and" | "but")
        };
        let first = range.clone().find(counts)?;
        let last = range.clone().rev().find(counts)?;
        let (first, last) = (self.tokens.get(first)?, self.tokens.get(last)?);
        Span::new(std::iter::once(first.range.start..last.range.end).collect())
    }

    /// What is left of a span from this token on.
    pub(super) fn rest(&self, span: &Span, start: usize) -> Option<Span> {
        let from = self.tokens.get(start)?.range.start;
        let ranges = span.ranges().iter().filter(|range| range.end > from);
        Span::new(
            ranges
                .map(|range| range.start.max(from)..range.end)
                .collect(),
        )
    }

    /// The first and one past the last token of a span.
    pub(super) fn whole(&self, span: &Span) -> Option<Range<usize>> {
        let all = self.tokens.of(span);
        Some(*all.first()?..all.last()? + 1)
    }

    /// Whether these tokens are a noun phrase that names somebody or something that speaks.
    pub(super) fn is_voice(&self, range: &Range<usize>) -> bool {
        let parts = phrase::parts(&self.tokens, range);
        let Some(part) = parts.first().filter(|_| range.len() <= LONGEST) else {
            return false;
        };
        let phrase = Phrase::read(&self.tokens, part.clone());
        let name = phrase
            .name
            .as_ref()
            .is_some_and(|name| name.end == phrase.end);
        let verb = (phrase.whole.start..phrase.end).any(|at| {
            matches!(
                vocabulary::function(self.tokens.lower(at)),
                Some(Function::Auxiliary | Function::Modal)
            )
        });
        let pronoun = vocabulary::pronoun(self.tokens.lower(part.start)).is_some();
        (phrase.head.is_some() || name) && !verb && !pronoun
    }

    /// What a voice is called in short: the name of a person, or its words up to a relative clause or an
    /// apposition.
    pub(super) fn called(&self, range: &Range<usize>) -> Option<Span> {
        let relative = |at: &usize| {
            vocabulary::function(self.tokens.lower(*at)) == Some(Function::Relative)
                || self.tokens.lower(*at) == ","
                || lists::passing(|n| self.tokens.lower(at + n)).is_some()
        };
        let person = self
            .names
            .within(range.clone())
            .find(|name| {
                name.len() > 1 && self.names.known(&self.tokens, name) == Some(Name::Person)
            })
            .map(|name| self.names.bare(&self.tokens, name));
        let end = (range.start + 1..range.end)
            .find(relative)
            .unwrap_or(range.end);
        self.span(&person.unwrap_or(range.start..end))
    }

    /// The outlet that these tokens name, other than the article's own: its words.
    pub(super) fn outlet(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let first = phrase::parts(&self.tokens, range).first()?.clone();
        let phrase = Phrase::read(&self.tokens, first);
        let named = phrase
            .name
            .as_ref()
            .is_some_and(|name| self.names.known(&self.tokens, name) == Some(Name::Outlet));
        let noun = matches!(phrase.head, Some((Noun::Outlet, _)));
        let end = phrase
            .name
            .as_ref()
            .map_or(phrase.end, |name| name.end.max(phrase.end));
        let words = phrase.whole.start..end;
        ((named || noun) && !self.is_own(&words)).then_some(words)
    }

    /// Whether these tokens name the article's own outlet: its name or a part of it, its initials, or
    /// "this channel".
    pub(super) fn is_own(&self, range: &Range<usize>) -> bool {
        let this = matches!(self.tokens.lower(range.start), "this" | "our");
        let Some(outlet) = &self.article.outlet else {
            return this;
        };
        let whole = bare(&outlet.value);
        let words: Vec<&str> = range
            .clone()
            .filter(|&at| self.tokens.get(at).is_some_and(|token| token.capital))
            .map(|at| self.tokens.lower(at))
            .filter(|word| *word != "the")
            .collect();
        let initials: String = whole
            .iter()
            .filter_map(|word| word.chars().next())
            .collect();
        let part =
            !words.is_empty() && words.iter().all(|word| whole.iter().any(|one| one == word));
        this || part || words == [initials.as_str()] && initials.len() > 1
    }
}

/// The words of an outlet's name in lower case, without "the" and without its domain's ending.
fn bare(name: &str) -> Vec<String> {
    name.to_lowercase()
        .replace('’', "'")
        .split(|c: char| c.is_whitespace() || c == '.')
        .filter(|word| !word.is_empty() && !matches!(*word, "the" | "com" | "org" | "www"))
        .map(str::to_owned)
        .collect()
}
