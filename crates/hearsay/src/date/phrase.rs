//! The words of a time expression, taken apart: "late on Friday last week", "three days before the 4 March fire".
//!
//! Decides which words belong to one expression and how it counts, not yet which day it means: that
//! needs the day of publication and what stood before.

use jiff::civil::{Date, Weekday};

use super::Edge;
use super::lists::{self, Anchor, Part, Place, Season, Turn, Unit};
use super::written::{self, Found};
use crate::grammar::tokens::Tokens;
use crate::grammar::vocabulary::{self, Determiner};

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
type Core = (Time, usize, Row);

/// Tokens behind "three days after" in which its own time may stand.
const NEAR: usize = 8;

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
    fn nested(&self, at: usize, inner: bool) -> Option<Phrase> {
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
            next += self.width(row);
        }
        let softened = self.softened(next);
        let soft = softened > next + 1;
        next = softened;
        let mut part = None;
        if whole.is_none()
            && let Some((row, found)) = lists::part(self.lower(next), |row| self.stands(next, row))
        {
            part = Some(found);
            next += self.width(row);
        }
        let before = |row: &str| self.stands(next, row);
        if let Some((row, Place::Before)) = lists::hour(self.lower(next), before) {
            next += self.width(row);
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
            end += self.width(row);
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

    fn lower(&self, at: usize) -> &str {
        self.tokens.lower(at)
    }

    fn capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.capital)
    }

    /// Whether the words of a row stand from this token on; "'s" is a token of its own.
    fn stands(&self, at: usize, row: &str) -> bool {
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

    /// How many tokens a row has.
    #[expect(
        clippy::unused_self,
        reason = "it is a question to the text, as `stands` is"
    )]
    fn width(&self, row: &str) -> usize {
        row.split(' ')
            .map(|word| 1 + usize::from(word.len() > 2 && word.ends_with("'s")))
            .sum()
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
    fn days(&self, at: usize) -> Option<Core> {
        let (row, (anchor, from, to)) = lists::day(self.lower(at), |row| self.stands(at, row))?;
        let end = at + self.width(row);
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

    /// A date that is written out in full.
    fn full(&self, at: usize) -> Option<Core> {
        let start = self.tokens.get(at)?.range.start;
        let number = self
            .full
            .binary_search_by_key(&start, |found| found.range.start)
            .ok()?;
        let found = &self.full[number];
        let mut end = at + 1;
        while self
            .tokens
            .get(end)
            .is_some_and(|token| token.range.start < found.range.end)
        {
            end += 1;
        }
        Some((Time::Day(found.day), end, None))
    }

    /// "Boxing Day"; one that moves is read so that its weekday is not taken for it.
    fn named(&self, at: usize) -> Option<Core> {
        if !self.capital(at) {
            return None;
        }
        let (row, day) = lists::named(self.lower(at), |row| self.stands(at, row))?;
        let time = match day {
            Some((month, day)) => Time::Calendar(Calendar {
                month,
                day: Some(day),
                months: 1,
                year: None,
                of_year: None,
                turn: None,
            }),
            None => Time::Moving,
        };
        Some((time, at + self.width(row), Some(("date/named", row))))
    }

    /// "Monday", "Monday last week", "Monday, 4 March".
    fn weekday(&self, at: usize, turn: Option<Turn>) -> Option<Core> {
        let (row, day, whole) = lists::weekday(self.lower(at))?;
        if !self.capital(at) {
            return None;
        }
        let mut end = at + 1;
        if !whole && self.lower(end) == "." {
            end += 1;
        }
        let dated = match self.lower(end) {
            "," | "(" => end + 1,
            _ => end,
        };
        if let Some((time, mut after, _)) = self.full(dated).or_else(|| {
            self.day_of_month(dated)
                .or_else(|| self.month(dated, "on", true))
                .filter(|(time, ..)| matches!(time, Time::Calendar(one) if one.day.is_some()))
        }) {
            if self.lower(end) == "(" && self.lower(after) == ")" {
                after += 1;
            }
            return Some((time, after, Some(("date/weekdays", row))));
        }
        // "The Sunday Times" is a newspaper, and "Sat" alone is what somebody did.
        let paper = self.capital(end) && vocabulary::is_outlet_name(self.lower(end));
        if !whole || paper {
            return None;
        }
        let of = end + usize::from(self.lower(end) == "of");
        let week = lists::turn(self.lower(of)).filter(|_| self.lower(of + 1) == "week");
        if week.is_some() {
            end = of + 2;
        }
        let time = Time::Weekday { day, turn, week };
        Some((time, end, Some(("date/weekdays", row))))
    }

    /// The day of a month, 1 to 31, in digits: "4", "4th".
    fn number(&self, at: usize) -> Option<i8> {
        let word = self.lower(at);
        let digits = ["st", "nd", "rd", "th"]
            .iter()
            .find_map(|tail| word.strip_suffix(tail))
            .unwrap_or(word);
        day_number(digits)
    }

    /// The English month that a token names: its row, number, and one past its full stop if it is cut short.
    fn month_name(&self, at: usize) -> Option<(&'static str, i8, usize)> {
        let token = self.tokens.get(at)?;
        let (name, mid) = match token.lower.strip_prefix("mid-") {
            Some(rest) => (rest, true),
            None => (&*token.lower, false),
        };
        let (row, month) = lists::english_month(name)?;
        if !(token.capital || mid) {
            return None;
        }
        let mut end = at + 1;
        let stop = self.tokens.get(end).filter(|stop| stop.lower == ".");
        let short = row.len() <= 4 && !matches!(row, "may" | "june" | "july");
        if short && stop.is_some_and(|stop| stop.range.start == token.range.end) {
            let number = self
                .lower(end + 1)
                .starts_with(|c: char| c.is_ascii_digit());
            end += usize::from(number);
        }
        Some((row, month, end))
    }

    /// "4 March", "the 4th of March", "4-6 March", "4 to 6 March".
    fn day_of_month(&self, at: usize) -> Option<Core> {
        let at = at + usize::from(self.lower(at) == "the");
        let word = self.lower(at);
        let (first, second, mut end) = if let Some((first, second)) = word
            .split_once('-')
            .and_then(|(a, b)| Some((day_number(a)?, day_number(b)?)))
        {
            (first, Some(second), at + 1)
        } else {
            let first = self.number(at)?;
            let joined = matches!(self.lower(at + 1), "to" | "and" | "-" | "–" | "until");
            match self.number(at + 2).filter(|_| joined) {
                Some(second) => (first, Some(second), at + 3),
                None => (first, None, at + 1),
            }
        };
        end += usize::from(self.lower(end) == "of");
        let (row, month, end) = self.month_name(end)?;
        let (year, of_year, end) = self.year_behind(end);
        let day = |day| {
            Time::Calendar(Calendar {
                month,
                day: Some(day),
                months: 1,
                year,
                of_year,
                turn: None,
            })
        };
        let time = match second {
            Some(second) if second > first => {
                Time::Range(Box::new(day(first)), Box::new(day(second)))
            }
            Some(_) => return None,
            None => day(first),
        };
        Some((time, end, Some(("date/months", row))))
    }

    /// "March 4", "March 4-6", "March 2031", "March last year"; "March" alone if something leads to it.
    fn month(&self, at: usize, preposition: &str, led: bool) -> Option<Core> {
        let (row, month, mut end) = self.month_name(at)?;
        let mid = self.lower(at).starts_with("mid-");
        let mut days: Option<(i8, Option<i8>)> = None;
        // "In May 20 people drowned".
        if preposition != "in" && !mid {
            let day = end + usize::from(self.lower(end) == "the");
            let pair = self.lower(day).split_once('-');
            if let Some((first, second)) =
                pair.and_then(|(a, b)| Some((day_number(a)?, day_number(b)?)))
            {
                days = Some((first, Some(second)));
                end = day + 1;
            } else if let Some(first) = self.number(day) {
                let joined = matches!(self.lower(day + 1), "to" | "-" | "–" | "until")
                    || self.lower(day + 1) == "and" && preposition == "between";
                let second = self.number(day + 2).filter(|_| joined);
                days = Some((first, second));
                end = day + if second.is_some() { 3 } else { 1 };
            }
        }
        let (year, of_year, after) = self.year_behind(end);
        let told = days.is_some() || year.is_some() || of_year.is_some() || mid;
        // "Its March issue".
        let before = at.checked_sub(1).map_or("", |at| self.lower(at));
        let owned = matches!(before, "its" | "the" | "their" | "his" | "her") && month != 5;
        if !(told || led || owned) {
            return None;
        }
        let one = |day| {
            Time::Calendar(Calendar {
                month,
                day,
                months: 1,
                year,
                of_year,
                turn: None,
            })
        };
        let time = match days {
            Some((first, Some(second))) if second > first => {
                Time::Range(Box::new(one(Some(first))), Box::new(one(Some(second))))
            }
            Some((_, Some(_))) => return None,
            Some((first, None)) => one(Some(first)),
            None if mid => Time::Part(Part::Mid, Box::new(one(None))),
            None => one(None),
        };
        Some((time, after, Some(("date/months", row))))
    }

    /// The year behind a month or season: "2031", ", 2031", "of 2031", "last year".
    fn year_behind(&self, at: usize) -> (Option<i16>, Option<Turn>, usize) {
        let next = at + usize::from(matches!(self.lower(at), "," | "of"));
        if let Some(year) = year_number(self.lower(next)) {
            return (Some(year), None, next + 1);
        }
        let turn = lists::turn(self.lower(next)).filter(|_| self.lower(next + 1) == "year");
        match turn {
            Some(_) if self.lower(at) != "," => (None, turn, next + 2),
            _ => (None, None, at),
        }
    }

    /// "last week", "this Monday", "the past three days", "the following month".
    fn turned(&self, at: usize, led: bool) -> Option<Core> {
        let the = self.lower(at) == "the";
        let first = at + usize::from(the);
        let mut turn = lists::turn(self.lower(first))?;
        // "said that Monday was busy".
        let joins = self.lower(first) == "that" && !led;
        let mut next = first + 1;
        if let Some(second) = lists::turn(self.lower(next)) {
            turn = second;
            next += 1;
        }
        let rolls = match turn {
            Turn::Last => -1,
            Turn::Next => 1,
            _ => 0,
        };
        if let Some((count, after)) = self.count(next).filter(|_| rolls != 0) {
            let (row, unit) = lists::unit(self.lower(after))?;
            let count = rolls * count;
            return Some((
                Time::Rolling { unit, count },
                after + 1,
                Some(("date/units", row)),
            ));
        }
        if let Some((row, unit)) = lists::unit(self.lower(next)) {
            if matches!(unit, Unit::Minute | Unit::Hour | Unit::Day) {
                return None;
            }
            let rolling = the && turn == Turn::Last || self.lower(first) == "past";
            let time = match turn {
                Turn::Last if rolling && unit != Unit::Weekend => Time::Rolling { unit, count: -1 },
                Turn::Next if the => Time::Unit {
                    unit,
                    turn: Some(Turn::Following),
                },
                turn => Time::Unit {
                    unit,
                    turn: Some(turn),
                },
            };
            let mut end = next + 1;
            // "last week on Friday", "last week's".
            if unit == Unit::Week
                && self.lower(end) == "on"
                && let Some((row, day, true)) = lists::weekday(self.lower(end + 1))
            {
                end += 2;
                let time = Time::Weekday {
                    day,
                    turn: None,
                    week: Some(turn),
                };
                return Some((time, end, Some(("date/weekdays", row))));
            }
            return Some((time, end, Some(("date/units", row))));
        }
        if joins && turn == Turn::That {
            return None;
        }
        if lists::weekday(self.lower(next)).is_some() {
            return self.weekday(next, Some(turn));
        }
        if let Some((row, month, end)) = self.month_name(next) {
            let time = Time::Calendar(Calendar {
                month,
                day: None,
                months: 1,
                year: None,
                of_year: None,
                turn: Some(turn),
            });
            return Some((time, end, Some(("date/months", row))));
        }
        self.season(next, true, Some(turn))
    }

    /// "the spring", "summer 2031", "the first quarter of 2031".
    fn season(&self, at: usize, led: bool, turn: Option<Turn>) -> Option<Core> {
        let the = self.lower(at) == "the";
        let at = at + usize::from(the);
        let (row, Season { first, months }) =
            lists::season(self.lower(at), |row| self.stands(at, row))?;
        let (year, of_year, end) = self.year_behind(at + self.width(row));
        let told = year.is_some() || of_year.is_some();
        // Quarters and halves are of matches too.
        let season = months == 3 && !row.contains([' ', '1', '2', '3', '4']);
        let named = season && (turn.is_some() || the && led);
        (told || named).then_some((
            Time::Calendar(Calendar {
                month: first,
                day: None,
                months,
                year,
                of_year,
                turn,
            }),
            end,
            Some(("date/seasons", row)),
        ))
    }

    /// "the weekend"; "the week" if a part of it is asked for.
    fn bare_unit(&self, at: usize, led: bool, parted: bool) -> Option<Core> {
        let (row, unit) = lists::unit(self.lower(at + 1)).filter(|_| self.lower(at) == "the")?;
        let (told, turn) = match unit {
            Unit::Weekend => (led, None),
            Unit::Week | Unit::Month | Unit::Year => (parted, Some(Turn::This)),
            _ => (false, None),
        };
        told.then_some((Time::Unit { unit, turn }, at + 2, Some(("date/units", row))))
    }

    /// A year in digits, behind a word that goes with years.
    fn year(&self, at: usize, preposition: &str, parted: bool) -> Option<Core> {
        let led = matches!(
            preposition,
            "in" | "since"
                | "during"
                | "until"
                | "till"
                | "by"
                | "of"
                | "from"
                | "before"
                | "after"
                | "throughout"
                | "through"
                | "dated"
        );
        let word = self.lower(at);
        let (word, mid) = match word.strip_prefix("mid-") {
            Some(rest) => (rest, true),
            None => (word, false),
        };
        let year = year_number(word).filter(|year| (1800..=2100).contains(year))?;
        // "of 2000 divers".
        let counts = year % 100 == 0
            && self
                .tokens
                .get(at + 1)
                .is_some_and(|next| next.is_word && !next.capital && next.lower.ends_with('s'));
        if !(led || parted || mid) || counts {
            return None;
        }
        let time = if mid {
            Time::Part(Part::Mid, Box::new(Time::Year(year)))
        } else {
            Time::Year(year)
        };
        Some((time, at + 1, None))
    }

    /// How many, in words or digits.
    fn count(&self, at: usize) -> Option<(i64, usize)> {
        if self.tokens.has(at, "a couple of") {
            return Some((2, at + 3));
        }
        if matches!(self.lower(at), "a" | "an" | "one") {
            return Some((1, at + 1));
        }
        match vocabulary::determiner(self.lower(at))? {
            Determiner::Count(number) if number <= 1000 => Some((i64::from(number), at + 1)),
            _ => None,
        }
    }

    /// "three days ago", "a week before the fire", "the day after".
    fn counted(&self, at: usize, preposition: &str, inner: bool) -> Option<Core> {
        let the = self.lower(at) == "the" && self.lower(at + 1) != "same";
        let (count, next) = if the { (1, at + 1) } else { self.count(at)? };
        let (row, unit) = lists::unit(self.lower(next))?;
        let row = Some(("date/units", row));
        let next = next + 1;
        let whole = !matches!(unit, Unit::Minute | Unit::Hour);
        if self.lower(next) == "ago" && !the {
            return Some((Time::Ago { unit, count }, next + 1, row));
        }
        // "in three weeks' time".
        let owned = next + usize::from(matches!(self.lower(next), "'" | "'s"));
        if preposition == "in" && self.lower(owned) == "time" && whole {
            let count = -count;
            return Some((Time::Ago { unit, count }, owned + 1, row));
        }
        let sign = match self.lower(next) {
            "earlier" | "previously" | "before" => -1,
            "later" | "after" | "afterwards" => 1,
            _ => return None,
        };
        let joins = matches!(self.lower(next), "before" | "after");
        if !whole || the && !joins || inner {
            return None;
        }
        let count = sign * count;
        let mut end = next + 1;
        let mut of = None;
        if joins {
            end += usize::from(self.lower(end) == "that");
            let near = (next + 1..next + 1 + NEAR).take_while(|&at| !self.stops(at));
            let time = near
                .filter_map(|at| self.nested(at, true))
                .find(|phrase| phrase.edge == Edge::At && phrase.time != Time::Moving);
            if let Some(phrase) = time {
                end = phrase.end;
                of = Some(Box::new(phrase.time));
            }
        }
        Some((Time::From { unit, count, of }, end, row))
    }

    /// Whether a clause or sentence is over at this token.
    fn stops(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_none_or(|token| !token.is_word && !matches!(&*token.lower, "'" | "’" | "("))
    }

    /// Whether a noun or clause follows on "three days after".
    fn goes_on(&self, end: usize) -> bool {
        let joins = matches!(self.lower(end.saturating_sub(1)), "before" | "after");
        joins && !self.stops(end)
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

/// A day of the month in one or two digits.
fn day_number(digits: &str) -> Option<i8> {
    let plain = digits.len() <= 2 && digits.bytes().all(|b| b.is_ascii_digit());
    let day: i8 = digits.parse().ok().filter(|_| plain)?;
    (1..=31).contains(&day).then_some(day)
}

/// A year in four digits.
fn year_number(digits: &str) -> Option<i16> {
    let plain = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
    let year: i16 = digits.parse().ok().filter(|_| plain)?;
    written::YEARS.contains(&year).then_some(year)
}
