//! The words of a time expression, taken apart: "late on Friday last week", "three days before the 4 March fire".
//!
//! Decides which words belong to one expression and how it counts, not yet which day it means: that
//! needs the day of publication and what stood before.

use jiff::civil::{Date, Weekday};

use super::Edge;
use super::lists::{self, Anchor, Part, Place, Turn, Unit};
use super::written::Found;
use crate::grammar::tokens::Tokens;

/// How many tokens a row of a list has.
pub(super) fn width(row: &str) -> usize {
    row.split(' ')
        .map(|word| 1 + usize::from(word.len() > 2 && word.ends_with("'s")))
        .sum()
}

/// How an expression counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Time {
    /// A day that is written out in full.
    Day(Date),
    /// A day of a month, or so many months.
    Calendar(Calendar),
    /// A year.
    Year(i16),
    /// A day of the week, perhaps of a certain week.
    Weekday {
        day: Weekday,
        turn: Option<Turn>,
        week: Option<Turn>,
    },
    /// Days from another one, the first and the last.
    Days { anchor: Anchor, from: i64, to: i64 },
    /// "last week"; without a turn the nearest: "at the weekend".
    Unit { unit: Unit, turn: Option<Turn> },
    /// "the past three weeks", "the next three weeks".
    Rolling { unit: Unit, count: i64 },
    /// "three weeks ago".
    Ago { unit: Unit, count: i64 },
    /// "three weeks before ...": of the time that follows, else of the one that the text spoke of last.
    From {
        unit: Unit,
        count: i64,
        of: Option<Box<Time>>,
    },
    /// From one time to another.
    Range(Box<Time>, Box<Time>),
    /// A part of a time.
    Part(Part, Box<Time>),
    /// A day with a name that moves from year to year.
    Moving,
}

impl Time {
    /// Whether it counts days or weeks from another time.
    pub(super) const fn counts_days(&self) -> bool {
        matches!(
            self,
            Self::Days { .. }
                | Self::From {
                    unit: Unit::Day | Unit::Week | Unit::Fortnight,
                    ..
                }
        )
    }
}

/// A day of a month, or so many months; the year as far as it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Calendar {
    /// Its first month, 1 to 12.
    pub(super) month: i8,
    /// Its day, 1 to 31; without one it is the whole month.
    pub(super) day: Option<i8>,
    /// How many months it has.
    pub(super) months: i8,
    /// The year.
    pub(super) year: Option<i16>,
    /// "of last year".
    pub(super) of_year: Option<Turn>,
    /// "last March".
    pub(super) turn: Option<Turn>,
}

/// An expression in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    /// On which side of it something lies.
    pub(super) edge: Edge,
    /// How it counts.
    pub(super) time: Time,
    /// Whether it dates what the words behind it tell: "three days after the ferry sank".
    pub(super) opens_clause: bool,
    /// One past its last token.
    pub(super) end: usize,
    /// The list and row that told it.
    pub(super) row: Row,
}

/// A list and one of its rows; digits have none.
pub(super) type Row = Option<(&'static str, &'static str)>;

/// Time, one past its last token, and row.
pub(super) type Core = (Time, usize, Row);

/// Reads the expressions of one text.
pub(super) struct Phrases<'a> {
    pub(super) tokens: &'a Tokens,
    /// The dates that are written out in full, in text order.
    pub(super) full: &'a [Found],
}

impl Phrases<'_> {
    /// The expression that begins at this token.
    pub(super) fn read(&self, at: usize) -> Option<Phrase> {
        self.nested(at, false)
    }

    /// `inner` is whether it stands behind "three days after" already.
    pub(super) fn nested(&self, at: usize, inner: bool) -> Option<Phrase> {
        if self.tokens.get(at)?.is_word && self.generic(at) {
            return None;
        }
        let mut next = at;
        let (mut edge, mut preposition) = (Edge::At, "");
        // "at" and "in" are words of the phrase in some rows: "in the evening".
        let whole = self.days(at);
        if whole.is_none()
            && let Some((row, found)) = lists::edge(self.lower(at), |row| self.stands(at, row))
        {
            (edge, preposition) = (found, row);
            next += width(row);
        }
        let softened = self.softened(next);
        let soft = softened > next + 1;
        next = softened;
        let mut part = None;
        if whole.is_none()
            && let Some((row, found)) = lists::part(self.lower(next), |row| self.stands(next, row))
        {
            part = Some(found);
            next += width(row);
        }
        let before = |row: &str| self.stands(next, row);
        if let Some((row, Place::Before)) = lists::hour(self.lower(next), before) {
            next += width(row);
        }
        let (first, mut end, row) = whole
            .or_else(|| self.core(next, preposition, soft || part.is_some()))
            .or_else(|| self.counted(next, preposition, inner))?;
        let mut time = first;
        if let Some((second, after)) = self.second(end, preposition, &time) {
            time = Time::Range(Box::new(time), Box::new(second));
            end = after;
        }
        // "from Monday to Friday" has both its ends.
        if matches!(time, Time::Range(..)) && edge == Edge::Since {
            edge = Edge::At;
        }
        if let Some((row, Place::Behind)) =
            lists::hour(self.lower(end), |row| self.stands(end, row))
        {
            end += width(row);
        }
        if let Some(part) = part {
            time = Time::Part(part, Box::new(time));
        }
        // "a day after it sank": it sank a day before the time that is told already.
        let goes_on = self.goes_on(end);
        let opens_clause = match &mut time {
            Time::From {
                count, of: None, ..
            } if goes_on => {
                *count = -*count;
                true
            }
            _ => false,
        };
        Some(Phrase {
            edge,
            time,
            opens_clause,
            end,
            row,
        })
    }

    pub(super) fn lower(&self, at: usize) -> &str {
        self.tokens.lower(at)
    }

    pub(super) fn capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.capital)
    }

    /// Whether the words of a row stand from this token on; "'s" is a token of its own.
    pub(super) fn stands(&self, at: usize, row: &str) -> bool {
        let mut next = at;
        row.split(' ').all(|word| {
            let (stem, owns) = match word.strip_suffix("'s") {
                Some(stem) if !stem.is_empty() => (stem, true),
                _ => (word, false),
            };
            let here = self.lower(next) == stem && (!owns || self.lower(next + 1) == "'s");
            next += 1 + usize::from(owns);
            here
        })
    }

    /// "every Monday", "a Monday": no certain one.
    fn generic(&self, at: usize) -> bool {
        let before = |back: usize| at.checked_sub(back).map_or("", |at| self.lower(at));
        let vague = matches!(before(1), "every" | "each" | "most" | "any" | "some");
        let one = matches!(before(1), "a" | "one") && lists::weekday(self.lower(at)).is_some();
        vague || one
    }

    /// Behind words that only make a time less exact: "as early as", "around".
    fn softened(&self, at: usize) -> usize {
        match self.lower(at) {
            "about" | "around" | "only" | "just" => at + 1,
            "as" if self.lower(at + 2) == "as" => at + 3,
            "as" if self.lower(at + 3) == "as" => at + 4,
            _ => at,
        }
    }

    /// Days that a list counts from another: "yesterday", "the next day".
    pub(super) fn days(&self, at: usize) -> Option<Core> {
        let (row, (anchor, from, to)) = lists::day(self.lower(at), |row| self.stands(at, row))?;
        let end = at + width(row);
        // "in the morning of 4 March", "the next day after the fire" count otherwise.
        (!matches!(self.lower(end), "after" | "before" | "of")).then_some((
            Time::Days { anchor, from, to },
            end,
            Some(("date/days", row)),
        ))
    }

    /// A time without the words before it. `parted` is whether a part of it is asked for.
    fn core(&self, at: usize, preposition: &str, parted: bool) -> Option<Core> {
        let led = parted || !preposition.is_empty();
        self.full(at)
            .or_else(|| self.days(at))
            .or_else(|| self.named(at))
            .or_else(|| self.weekday(at, None))
            .or_else(|| self.day_of_month(at))
            .or_else(|| self.month(at, preposition, led))
            .or_else(|| self.turned(at, !preposition.is_empty()))
            .or_else(|| self.season(at, led, None))
            .or_else(|| self.bare_unit(at, led, parted))
            .or_else(|| self.year(at, preposition, parted))
    }

    /// The second time of a range.
    fn second(&self, end: usize, preposition: &str, first: &Time) -> Option<(Time, usize)> {
        let weekday = |time: &Time| matches!(time, Time::Weekday { .. });
        let joined = match self.lower(end) {
            "to" => preposition == "from" || weekday(first),
            "-" | "–" | "until" | "till" | "through" => true,
            "and" => preposition == "between" || weekday(first),
            _ => false,
        };
        if !joined || matches!(first, Time::Range(..) | Time::From { .. } | Time::Moving) {
            return None;
        }
        let second = if self.lower(end) == "and" {
            "between"
        } else {
            "from"
        };
        let (time, after, _) = self.core(end + 1, second, false)?;
        let both = preposition == "between" || self.lower(end) != "and" || weekday(&time);
        both.then_some((time, after))
    }
}
