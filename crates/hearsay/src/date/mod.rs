//! Days in text: dates in full, the time stamps of machines, and "on Sunday" against the day of
//! publication.
//!
//! [`find`] and [`stamp`] read what pages and feeds say of their own date (`written`, `stamp`). [`read`]
//! finds the time expressions of an article's sentences (`phrase`, with `calendar` and `count`, over the
//! lists of `assets/date`) and the days that each means (`resolve`), in news sense: a bare weekday is the most recent one, unless
//! the sentence is of the future (`tense`). An expression whose day cannot be told is left out;
//! no date is invented. Which of them dates a saying is left to the stage of voices.

mod calendar;
mod count;
mod lists;
mod phrase;
mod resolve;
mod stamp;
mod tense;
#[cfg(test)]
mod tests;
pub(crate) mod written;

use std::ops::Range;

use jiff::civil::Date;

pub(crate) use stamp::{local_day, stamp};
pub(crate) use written::find;

use crate::article::Article;
use crate::grammar::tokens::{Token, Tokens};
use phrase::{Phrase, Phrases, Row};
use resolve::{Interval, View};

/// On which side of its days something lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edge {
    /// Within them: "on Sunday".
    At,
    /// From the first of them to the day of publication: "since Sunday".
    Since,
    /// Behind them: "after Sunday".
    After,
    /// Before the last of them has ended: "until Sunday".
    Until,
}

/// A time expression of a text, and its days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct When {
    /// Its bytes, with the preposition.
    pub(crate) range: Range<usize>,
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// On which side of its days something lies.
    pub(crate) edge: Edge,
    /// The first day, of [`Edge::After`] and [`Edge::Until`] of the days that are named.
    pub(crate) from: Date,
    /// The last day, never before the first.
    pub(crate) to: Date,
    /// Whether it dates what the words right behind it tell: "three days after the ferry sank".
    pub(crate) opens_clause: bool,
    /// The list and row that told it; digits have none.
    pub(crate) row: Row,
    /// The rule that gave its days.
    pub(crate) rule: &'static str,
}

/// The time expressions of the article, in text order; none overlaps another. `tokens` are the
/// article's.
pub(crate) fn read(article: &Article, tokens: &Tokens) -> Vec<When> {
    let published = article.published.as_ref();
    let published = published.and_then(|told| local_day(&told.value));
    let full = written::all(&article.text);
    let phrases = Phrases {
        tokens,
        full: &full,
    };
    let mut out: Vec<When> = Vec::new();
    let mut last = Last::default();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let Some(found) = phrases.read(at).filter(|found| found.end > at) else {
            at += 1;
            continue;
        };
        let words = at..found.end;
        let view = View {
            published,
            last: last.from(token, &found),
            future: tense::is_future(tokens, &words),
        };
        at = found.end;
        let Some((days, rule)) = view.resolve(&found.time) else {
            continue;
        };
        if found.edge == Edge::At {
            last.tell(days, token);
        }
        out.extend(when(tokens, published, words, &found, (days, rule)));
    }
    out
}

/// The days that the text spoke of last, and where.
#[derive(Debug, Clone, Copy, Default)]
struct Last {
    /// The last ones of all, and the last that were a week at most, each with block and sentence.
    any: Option<(Interval, usize, usize)>,
    week: Option<(Interval, usize, usize)>,
}

impl Last {
    /// The text speaks of these days at this token.
    fn tell(&mut self, days: Interval, token: &Token) {
        let told = Some((days, token.block, token.sentence));
        self.any = told;
        if days.days() <= 7 {
            self.week = told;
        }
    }

    /// The days, for an expression that begins at this token: those of its block or of the one before, of
    /// its own sentence if it dates a clause.
    fn from(self, token: &Token, found: &Phrase) -> Option<Interval> {
        let counts_days = found.time.counts_days();
        let (days, block, sentence) = if counts_days { self.week } else { self.any }?;
        let near = token.block - block <= 1;
        let same = token.sentence == sentence || !found.opens_clause;
        (near && same).then_some(days)
    }
}

/// The expression over these tokens with its days.
fn when(
    tokens: &Tokens,
    published: Option<Date>,
    words: Range<usize>,
    found: &Phrase,
    (days, rule): (Interval, &'static str),
) -> Option<When> {
    let days = match (found.edge, published) {
        (Edge::Since, Some(published)) => Interval::new(days.from, published).unwrap_or(days),
        (Edge::Since, None) => return None,
        _ => days,
    };
    let (first, last) = (tokens.get(words.start)?, tokens.get(words.end - 1)?);
    Some(When {
        range: first.range.start..last.range.end,
        tokens: words,
        edge: found.edge,
        from: days.from,
        to: days.to,
        opens_clause: found.opens_clause,
        row: found.row,
        rule,
    })
}
