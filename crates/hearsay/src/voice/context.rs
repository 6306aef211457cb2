//! An article as this stage looks at it: its words, its names, and who publishes it.

use std::collections::HashSet;
use std::ops::Range;

use super::lists;
use crate::article::Article;
use crate::grammar::names::{Name, Names};
use crate::grammar::phrase::{self, Phrase};
use crate::grammar::tokens::Tokens;
use crate::grammar::vocabulary::{self, Determiner, Function, Noun};
use crate::span::Span;

/// What every module of this stage asks.
pub(super) struct Context<'a> {
    pub(super) article: &'a Article,
    pub(super) tokens: Tokens,
    pub(super) names: Names,
    /// Names, in lower case, that play the part of an outlet.
    parts: HashSet<String>,
}

/// Tokens of a phrase that names a voice, at most.
const LONGEST: usize = 30;

/// Sentences before its own in which "the paper" looks for its name.
const LOOK_BACK: usize = 2;

impl<'a> Context<'a> {
    /// Looks at an article.
    pub(super) fn new(article: &'a Article) -> Self {
        let tokens = Tokens::new(article);
        let outlet = article.outlet.as_ref().map(|outlet| &*outlet.value);
        let names = Names::new(&tokens, outlet);
        let mut context = Self {
            article,
            tokens,
            names,
            parts: HashSet::new(),
        };
        let body = |name: &&Range<usize>| {
            let noun = |at| {
                matches!(
                    vocabulary::noun(context.tokens.lower(at)),
                    Some((Noun::Organization, _))
                )
            };
            !(name.start..name.end).any(noun)
        };
        let all = context.names.within(0..context.tokens.len()).filter(body);
        let parts = all
            .filter(|name| context.plays(name))
            .map(|name| context.key(name));
        context.parts = parts.collect();
        context
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

    /// What is left of a span up to the end of this token.
    pub(super) fn until(&self, span: &Span, last: usize) -> Option<Span> {
        let to = self.tokens.get(last)?.range.end;
        let ranges = span.ranges().iter().filter(|range| range.start < to);
        Span::new(ranges.map(|range| range.start..range.end.min(to)).collect())
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
        let end = (range.start + 1..range.end)
            .find(relative)
            .unwrap_or(range.end);
        self.span(&self.person(range).unwrap_or(range.start..end))
    }

    /// The name of the person that a voice's words name: of its head or in apposition, not of a place or a body that it
    /// belongs to.
    fn person(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let people = |noun| {
            matches!(
                noun,
                Noun::Office | Noun::Person | Noun::Spokesperson | Noun::Source
            )
        };
        phrase::parts(&self.tokens, range)
            .into_iter()
            .find_map(|part| {
                let phrase = Phrase::read(&self.tokens, part);
                let name = phrase.name.filter(|name| name.len() > 1)?;
                let own = name.start < phrase.end || name.end == phrase.whole.end;
                let told = phrase.head.is_none_or(|(noun, _)| people(noun));
                let known = self.names.known(&self.tokens, &name) == Some(Name::Person);
                (own && told && known).then(|| self.names.bare(&self.tokens, &name))
            })
    }

    /// The outlet that these tokens begin with, other than the article's own: its words. They stand where an outlet
    /// stands if anything does ("told ...", "seen by ..."). "The paper" is the outlet named last before.
    pub(super) fn outlet(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let tokens = &self.tokens;
        let first = phrase::parts(tokens, range).first()?.clone();
        let phrase = Phrase::read(tokens, first);
        let head = phrase.head_at.map_or("", |at| tokens.lower(at));
        let noun = matches!(phrase.head, Some((Noun::Outlet, false))) || is_outlet_noun(head);
        let end = |phrase: &Phrase| phrase.head_at.map_or(phrase.whole.start + 1, |at| at + 1);
        let Some(name) = &phrase.name else {
            // "The paper" is the one named before, or the article's own; "the press" is everybody.
            let start = phrase.whole.start;
            let news = usize::from(tokens.lower(start + 1) == "news");
            let bare = phrase.determiner == Some(Determiner::Definite)
                && phrase.head_at.is_none_or(|at| at <= start + 1 + news);
            let press = matches!(head, "media" | "press");
            let own = matches!(tokens.lower(start), "this" | "our");
            return match (noun, press) {
                (true, _) if bare && !own => self.outlet_before(start),
                (true, _) | (_, true) if !bare && !own => Some(start..end(&phrase)),
                _ => None,
            };
        };
        let words = phrase.whole.start..name.end.max(end(&phrase).min(phrase.end));
        ((noun || self.is_outlet(name)) && !self.is_own(&words)).then_some(words)
    }

    /// The outlet that "the paper" here stands for: the last one named in this sentence or those before, unless it is the
    /// article's own.
    pub(super) fn outlet_before(&self, at: usize) -> Option<Range<usize>> {
        let mut start = self.tokens.sentence(at).start;
        for _ in 0..LOOK_BACK {
            start = self.tokens.sentence(start.saturating_sub(1)).start;
        }
        let names: Vec<&Range<usize>> = self.names.within(start..at).collect();
        let last = names.into_iter().rev().find(|name| self.is_outlet(name))?;
        (!self.is_own(last)).then(|| last.clone())
    }

    /// Whether a name is an outlet's: by its own words, or because an outlet's part is what it plays in the article.
    pub(super) fn is_outlet(&self, name: &Range<usize>) -> bool {
        match self.names.known(&self.tokens, name) {
            Some(Name::Outlet) => true,
            Some(Name::Person) => false,
            Some(Name::Organization) | None => self.parts.contains(&self.key(name)),
        }
    }

    /// A name's words in lower case.
    fn key(&self, name: &Range<usize>) -> String {
        let words: Vec<&str> = name.clone().map(|at| self.tokens.lower(at)).collect();
        words.join(" ")
    }

    /// Whether a name plays the part of an outlet here: it reports, cites, is told, or stands beside a word such as
    /// "agency".
    fn plays(&self, name: &Range<usize>) -> bool {
        let tokens = &self.tokens;
        let after = |n: usize| tokens.lower(name.end + n);
        let start = match name.start.checked_sub(1) {
            Some(the) if tokens.lower(the) == "the" => the,
            _ => name.start,
        };
        let reports = matches!(after(0), "reported" | "reports" | "writes" | "wrote")
            && (matches!(
                after(1),
                "that" | "on" | "," | "." | "citing" | "earlier" | "last"
            ) || vocabulary::function(after(1)) == Some(Function::Time));
        let from = if after(0) == "," {
            name.end + 1
        } else {
            name.end
        };
        let from = from + usize::from(matches!(tokens.lower(from), "which" | "who"));
        let cites =
            lists::citing(|n| tokens.lower(from + n)).is_some_and(|(first, _)| first == "cite");
        let told = start > 0
            && (matches!(tokens.lower(start - 1), "told" | "tells" | "telling")
                || (1..=3).any(|length| {
                    let Some(from) = start.checked_sub(length) else {
                        return false;
                    };
                    let passed = lists::passing(|n| tokens.lower(from + n));
                    let telling = lists::telling(|n| tokens.lower(from + n));
                    passed.or(telling) == Some(length) && length > 1
                }))
            // "made available to the Norvian side" names no outlet.
            && !tokens.get(name.end).is_some_and(|token| token.is_word && !token.capital && is_noun(&token.lower));
        reports
            || cites
            || told
            || is_outlet_noun(after(0))
            || start > 0 && is_outlet_noun(tokens.lower(start - 1))
    }

    /// Whether these tokens name the article's own outlet: its name, the end of it or its initials, or
    /// "this channel".
    pub(super) fn is_own(&self, range: &Range<usize>) -> bool {
        if matches!(self.tokens.lower(range.start), "this" | "our" | "us" | "we") {
            return true;
        }
        let Some(outlet) = &self.article.outlet else {
            return false;
        };
        let whole = bare(&outlet.value);
        let words: Vec<&str> = range
            .clone()
            .filter(|&at| self.tokens.get(at).is_some_and(|token| token.is_word))
            .map(|at| self.tokens.lower(at))
            .filter(|word| *word != "the")
            .filter(|word| !is_outlet_noun(word) || whole.iter().any(|one| one == word))
            .collect();
        let part = words.iter().all(|word| whole.iter().any(|one| one == word));
        // Of "The Inland Post" both "the Post" and "Inland Post" will do, and "Inland" will not.
        let mut telling = whole.iter().filter(|word| !is_general(word)).peekable();
        let ends = words.last().copied() == whole.last().map(|word| &**word)
            || telling.peek().is_some() && telling.all(|one| words.contains(&&**one))
            || words
                .iter()
                .any(|word| outlet.value.contains(&word.to_uppercase()) && word.len() > 1);
        !words.is_empty() && part && ends || words.len() == 1 && self.is_short_for_own(words[0])
    }

    /// Whether the word is short for the article's own outlet: first letters of each word of its name, or the name
    /// of its site.
    pub(super) fn is_short_for_own(&self, word: &str) -> bool {
        let lower = word.to_lowercase();
        let outlet = self.article.outlet.as_ref();
        let short = outlet.is_some_and(|outlet| {
            let whole = bare(&outlet.value);
            whole.len() > 1 && is_short(&lower, &whole)
        });
        let site = self.article.url.as_ref().is_some_and(|url| {
            let host = url.value.split("//").nth(1).unwrap_or("").split('/').next();
            host.unwrap_or("").split('.').any(|label| label == lower)
        });
        short || site && lower.len() > 2
    }
}

/// Whether the letters are the first one or more of each of these words in turn.
fn is_short(letters: &str, words: &[String]) -> bool {
    let Some((first, rest)) = words.split_first() else {
        return letters.is_empty();
    };
    let pairs = letters.char_indices().zip(first.chars());
    let same = pairs.take_while(|((_, a), b)| a == b);
    let ends: Vec<usize> = same.map(|((at, c), _)| at + c.len_utf8()).collect();
    ends.into_iter().any(|end| is_short(&letters[end..], rest))
}

/// Words that outlets leave out when they speak of themselves: "Ellery News" is "Ellery".
fn is_general(word: &str) -> bool {
    matches!(word, "media" | "news" | "online" | "radio" | "tv")
}

/// Words that make an outlet of the name beside them; alone they are mostly one that was named before.
pub(super) fn is_outlet_noun(word: &str) -> bool {
    matches!(vocabulary::noun(word), Some((Noun::Outlet, false)))
        || matches!(
            word,
            "agency"
                | "broadcaster"
                | "channel"
                | "network"
                | "programme"
                | "program"
                | "show"
                | "station"
        )
}

/// Whether the word goes on with a noun phrase: no small word and no verb of saying.
fn is_noun(word: &str) -> bool {
    let day = matches!(word, "last" | "this" | "early" | "earlier" | "late");
    let small = vocabulary::function(word).is_some() || vocabulary::pronoun(word).is_some();
    !day && !small && lists::cue_word(word).is_none() && !is_outlet_noun(word)
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
