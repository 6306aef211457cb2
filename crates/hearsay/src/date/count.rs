//! Times that are counted: "last week", "the past three days", "three days ago", "a week before the fire".

use super::Edge;
use super::lists::{self, Turn, Unit};
use super::phrase::{Calendar, Core, Phrases, Time};
use crate::grammar::vocabulary::{self, Determiner};

/// Tokens behind "three days after" in which its own time may stand.
const NEAR: usize = 8;

impl Phrases<'_> {
    /// "last week", "this Monday", "the past three days", "the following month".
    pub(super) fn turned(&self, at: usize, led: bool) -> Option<Core> {
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

    /// "the weekend"; "the week" if a part of it is asked for.
    pub(super) fn bare_unit(&self, at: usize, led: bool, parted: bool) -> Option<Core> {
        let (row, unit) = lists::unit(self.lower(at + 1)).filter(|_| self.lower(at) == "the")?;
        let (told, turn) = match unit {
            Unit::Weekend => (led, None),
            Unit::Week | Unit::Month | Unit::Year => (parted, Some(Turn::This)),
            _ => (false, None),
        };
        told.then_some((Time::Unit { unit, turn }, at + 2, Some(("date/units", row))))
    }

    /// How many, in words or digits.
    pub(super) fn count(&self, at: usize) -> Option<(i64, usize)> {
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
    pub(super) fn counted(&self, at: usize, preposition: &str, inner: bool) -> Option<Core> {
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
    pub(super) fn stops(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_none_or(|token| !token.is_word && !matches!(&*token.lower, "'" | "’" | "("))
    }

    /// Whether a noun or clause follows on "three days after".
    pub(super) fn goes_on(&self, end: usize) -> bool {
        let joins = matches!(self.lower(end.saturating_sub(1)), "before" | "after");
        joins && !self.stops(end)
    }
}
