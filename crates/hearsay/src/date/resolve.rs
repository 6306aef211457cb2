//! The days that a time expression means, seen from the day of publication and the day that the text
//! spoke of last.
//!
//! News sense: a bare weekday, and a day or month without a year, is the most recent one, unless the
//! sentence speaks of what is to come. Weeks begin on Monday (ISO 8601). What would lie on both sides of
//! the day of publication ends there when told as past, and begins there when to come. Without a
//! day to count from there is no date.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::lists::{Anchor, Part, Turn, Unit};
use super::phrase::{Calendar, Time};

/// Days from the first to the last, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Interval {
    pub(super) from: Date,
    pub(super) to: Date,
}

impl Interval {
    fn day(day: Date) -> Self {
        Self { from: day, to: day }
    }

    /// `None` if the first is behind the last.
    pub(super) fn new(from: Date, to: Date) -> Option<Self> {
        (from <= to).then_some(Self { from, to })
    }

    fn has(self, day: Date) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// How many days it has.
    pub(super) fn days(self) -> i32 {
        self.from.until(self.to).map_or(0, |span| span.get_days()) + 1
    }
}

/// What an expression is seen from.
#[derive(Debug, Clone, Copy)]
pub(super) struct View {
    /// The day of publication.
    pub(super) published: Option<Date>,
    /// The days that the text spoke of last.
    pub(super) last: Option<Interval>,
    /// Whether the sentence speaks of what is to come.
    pub(super) future: bool,
}

/// The days of a time, and the rule that gave them.
type Resolved = (Interval, &'static str);

impl View {
    /// The days that a time means; `None` if they cannot be told from here.
    pub(super) fn resolve(self, time: &Time) -> Option<Resolved> {
        match *time {
            Time::Day(day) => Some((Interval::day(day), "a date written in full")),
            Time::Calendar(calendar) => self.calendar(calendar),
            Time::Year(year) => {
                let year =
                    Interval::new(Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?)?;
                Some((self.cut(year), "a year"))
            }
            Time::Weekday { day, turn, week } => self.weekday(day, turn, week),
            Time::Days { anchor, from, to } => {
                let (base, rule) = match anchor {
                    Anchor::Published => (Interval::day(self.published?), SEEN),
                    Anchor::Last => (self.last?, COUNTED),
                };
                Interval::new(
                    shifted(base.from, Unit::Day, from)?,
                    shifted(base.to, Unit::Day, to)?,
                )
                .map(|days| (days, rule))
            }
            Time::Unit { unit, turn } => self.unit(unit, turn),
            Time::Rolling { unit, count } => {
                let published = self.published?;
                let other = shifted(published, unit, count)?;
                let days = Interval::new(published.min(other), published.max(other))?;
                Some((days, "so long before or after the publication day"))
            }
            Time::Ago { unit, count } => self.ago(unit, count),
            Time::From {
                unit,
                count,
                ref of,
            } => {
                let base = match of {
                    Some(of) => self.resolve(of)?.0,
                    None => self.last?,
                };
                Some((from(base, unit, count)?, COUNTED))
            }
            Time::Range(ref first, ref second) => self.range(first, second),
            Time::Part(part, ref whole) => {
                let (whole, rule) = match (part, &**whole) {
                    // "later this month" is to come, "earlier" has been.
                    (Part::Before | Part::Behind, Time::Unit { .. }) => {
                        let future = part == Part::Behind;
                        Self { future, ..self }.resolve(whole)?
                    }
                    // A third of the whole month, even one that the day of publication would cut.
                    (
                        _,
                        &Time::Unit {
                            unit,
                            turn: Some(turn),
                        },
                    ) => (self.whole(unit, turn)?, SEEN),
                    _ => self.resolve(whole)?,
                };
                Some((self.part(part, whole)?, rule))
            }
            Time::Moving => None,
        }
    }

    /// The day that a turn counts from, and how many units away it lies.
    fn base(self, turn: Turn) -> Option<(Date, i64)> {
        Some(match turn {
            Turn::Last => (self.published?, -1),
            Turn::This => (self.published?, 0),
            Turn::Next => (self.published?, 1),
            Turn::Previous => (self.last?.from, -1),
            Turn::That => (self.last?.from, 0),
            Turn::Following => (self.last?.to, 1),
        })
    }

    /// What lies on both sides of the day of publication, cut there.
    fn cut(self, days: Interval) -> Interval {
        match self.published.filter(|day| days.has(*day)) {
            Some(day) if self.future => Interval { from: day, ..days },
            Some(day) => Interval { to: day, ..days },
            None => days,
        }
    }

    fn weekday(self, day: Weekday, turn: Option<Turn>, week: Option<Turn>) -> Option<Resolved> {
        if let Some(week) = week {
            let (base, away) = self.base(week)?;
            let monday = container(Unit::Week, base)?.from;
            let offset = i64::from(day.to_monday_zero_offset());
            let found = shifted(monday, Unit::Day, 7 * away + offset)?;
            return Some((Interval::day(found), "the weekday of that week"));
        }
        let Some(turn) = turn else {
            let published = self.published?;
            let found = if self.future {
                nearest(day, published, 1)?
            } else {
                nearest(day, published, -1)?
            };
            let rule = if self.future {
                "the next such weekday, since the sentence is of the future"
            } else {
                "a bare weekday is the most recent one"
            };
            return Some((Interval::day(found), rule));
        };
        let (base, away) = self.base(turn)?;
        let found = match away {
            -1 => nearest(day, shifted(base, Unit::Day, -1)?, -1)?,
            1 => nearest(day, shifted(base, Unit::Day, 1)?, 1)?,
            _ => {
                let monday = container(Unit::Week, base)?.from;
                shifted(monday, Unit::Day, i64::from(day.to_monday_zero_offset()))?
            }
        };
        // "this Monday", told on a Friday of what is to come.
        let found = if turn == Turn::This && self.future && found < base {
            shifted(found, Unit::Day, 7)?
        } else {
            found
        };
        Some((Interval::day(found), SEEN))
    }

    /// A day or months of a year; without one, the nearest on the side that the sentence speaks of.
    fn calendar(self, calendar: Calendar) -> Option<Resolved> {
        if let Some(year) = calendar.year {
            let days = of_year(calendar, year)?;
            let rule = match calendar.day {
                Some(_) => "a date written in full",
                None => "a month or season with its year",
            };
            return Some((self.cut(days), rule));
        }
        if let Some(turn) = calendar.of_year {
            let (base, away) = self.base(turn)?;
            let year = i16::try_from(i64::from(base.year()) + away).ok()?;
            return Some((self.cut(of_year(calendar, year)?), SEEN));
        }
        let (base, future) = match calendar.turn {
            None => (self.published?, self.future),
            Some(turn) => {
                let (base, away) = self.base(turn)?;
                (base, away > 0 || away == 0 && self.future)
            }
        };
        let strict = matches!(
            calendar.turn,
            Some(Turn::Last | Turn::Next | Turn::Previous | Turn::Following)
        );
        let fits = |days: &Interval| match (future, strict) {
            (true, true) => days.from > base,
            (true, false) => days.to >= base,
            (false, true) => days.to < base,
            (false, false) => days.from <= base,
        };
        // 29 February may be eight years away.
        let years = (0..=8).map(|away| if future { away - 1 } else { 1 - away });
        let found = years
            .filter_map(|away| of_year(calendar, base.year().checked_add(away)?))
            .find(fits)?;
        let rule = match (calendar.turn, future) {
            (Some(_), _) => SEEN,
            (None, false) => "without a year it is the most recent one",
            (None, true) => "the next one, since the sentence is of the future",
        };
        Some((self.cut(found), rule))
    }

    fn unit(self, unit: Unit, turn: Option<Turn>) -> Option<Resolved> {
        if unit == Unit::Weekend && matches!(turn, None | Some(Turn::This | Turn::Last)) {
            let published = self.published?;
            let saturday = match turn {
                Some(Turn::Last) => {
                    let sunday = shifted(published, Unit::Day, -1)?;
                    shifted(nearest(Weekday::Sunday, sunday, -1)?, Unit::Day, -1)?
                }
                _ if self.future => {
                    let sunday = nearest(Weekday::Sunday, published, 1)?;
                    shifted(sunday, Unit::Day, -1)?
                }
                _ => nearest(Weekday::Saturday, shifted(published, Unit::Day, -1)?, -1)?,
            };
            let days = Interval::new(saturday, shifted(saturday, Unit::Day, 1)?)?;
            return Some((self.cut(days), SEEN));
        }
        let turn = turn?;
        let whole = self.whole(unit, turn)?;
        let days = if turn == Turn::This {
            self.cut(whole)
        } else {
            whole
        };
        let rule = match turn {
            Turn::Last | Turn::This | Turn::Next => SEEN,
            Turn::Previous | Turn::That | Turn::Following => COUNTED,
        };
        Some((days, rule))
    }

    /// The whole week, month or year.
    fn whole(self, unit: Unit, turn: Turn) -> Option<Interval> {
        let (base, away) = self.base(turn)?;
        container(unit, shifted(container(unit, base)?.from, unit, away)?)
    }

    /// Days ago are exact; of weeks and more the whole week, month or year is meant.
    fn ago(self, unit: Unit, count: i64) -> Option<Resolved> {
        let published = self.published?;
        let days = match unit {
            Unit::Minute => Interval::day(published),
            Unit::Hour => {
                let nights = (count + 23) / 24;
                Interval::new(shifted(published, Unit::Day, -nights)?, published)?
            }
            Unit::Day => Interval::day(shifted(published, Unit::Day, -count)?),
            _ => container(unit, shifted(published, unit, -count)?)?,
        };
        Some((days, SEEN))
    }

    /// From the first to the second; what the first lacks it has from the second.
    fn range(self, first: &Time, second: &Time) -> Option<Resolved> {
        let (end, rule) = self.resolve(second)?;
        let seen = match first {
            Time::Calendar(Calendar {
                year: None,
                of_year: None,
                turn: None,
                ..
            })
            | Time::Weekday {
                turn: None,
                week: None,
                ..
            } => Self {
                published: Some(end.to),
                future: false,
                ..self
            },
            _ => self,
        };
        let start = seen.resolve(first)?.0;
        Some((Interval::new(start.from, end.to)?, rule))
    }

    /// Thirds of months by ten days, of years by four months, of weeks by days.
    fn part(self, part: Part, whole: Interval) -> Option<Interval> {
        let length = whole.days();
        let third = |n: i64| -> Option<Date> {
            match length {
                ..=13 => shifted(whole.from, Unit::Day, 2 * n),
                14..=31 => shifted(whole.from, Unit::Day, 10 * n),
                _ => {
                    let months = i64::from(length) / 30;
                    shifted(whole.from, Unit::Month, (months / 3).max(1) * n)
                }
            }
        };
        let before = |day: Date| shifted(day, Unit::Day, -1);
        match part {
            Part::Early | Part::Mid | Part::Late if length < 7 => Some(whole),
            Part::Early => Interval::new(whole.from, before(third(1)?)?),
            Part::Mid => Interval::new(third(1)?, before(third(2)?)?),
            Part::Late => Interval::new(third(2)?, whole.to),
            Part::Before => {
                let yesterday = before(self.published?)?;
                Interval::new(whole.from, whole.to.min(yesterday)).or(Some(whole))
            }
            Part::Behind => {
                Interval::new(whole.from.max(self.published?), whole.to).or(Some(whole))
            }
        }
    }
}

const SEEN: &str = "counted from the publication day";
const COUNTED: &str = "counted from the day that the text spoke of last";

/// The days of a calendar in this year.
fn of_year(calendar: Calendar, year: i16) -> Option<Interval> {
    match calendar.day {
        Some(day) => Some(Interval::day(Date::new(year, calendar.month, day).ok()?)),
        None => {
            let first = Date::new(year, calendar.month, 1).ok()?;
            let behind = shifted(first, Unit::Month, i64::from(calendar.months))?;
            Interval::new(first, shifted(behind, Unit::Day, -1)?)
        }
    }
}

/// The nearest such weekday from this day on, in the direction of the sign.
fn nearest(day: Weekday, from: Date, sign: i64) -> Option<Date> {
    let away = if sign < 0 {
        from.weekday().since(day)
    } else {
        from.weekday().until(day)
    };
    shifted(from, Unit::Day, sign * i64::from(away))
}

/// The calendar's unit that holds the day.
fn container(unit: Unit, day: Date) -> Option<Interval> {
    let (from, to) = match unit {
        Unit::Minute | Unit::Hour | Unit::Day => (day, day),
        Unit::Week | Unit::Fortnight => {
            let monday = nearest(Weekday::Monday, day, -1)?;
            (monday, shifted(monday, Unit::Day, 6)?)
        }
        Unit::Weekend => {
            let monday = nearest(Weekday::Monday, day, -1)?;
            (
                shifted(monday, Unit::Day, 5)?,
                shifted(monday, Unit::Day, 6)?,
            )
        }
        Unit::Month => (day.first_of_month(), day.last_of_month()),
        Unit::Quarter => {
            let first = day.first_of_month();
            let start = shifted(first, Unit::Month, -i64::from((day.month() - 1) % 3))?;
            (start, shifted(start, Unit::Month, 2)?.last_of_month())
        }
        Unit::Year => (day.first_of_year(), day.last_of_year()),
    };
    Interval::new(from, to)
}

/// The day so many units away, as far as the calendar goes.
fn shifted(day: Date, unit: Unit, count: i64) -> Option<Date> {
    let span = match unit {
        Unit::Minute | Unit::Hour => 0.days(),
        Unit::Day => jiff::Span::new().try_days(count).ok()?,
        Unit::Week | Unit::Weekend => jiff::Span::new().try_weeks(count).ok()?,
        Unit::Fortnight => jiff::Span::new().try_weeks(2 * count).ok()?,
        Unit::Month => jiff::Span::new().try_months(count).ok()?,
        Unit::Quarter => jiff::Span::new().try_months(3 * count).ok()?,
        Unit::Year => jiff::Span::new().try_years(count).ok()?,
    };
    day.checked_add(span).ok()
}

/// So many units from these days: exact in days and weeks, else the whole month or year.
fn from(base: Interval, unit: Unit, count: i64) -> Option<Interval> {
    let exact = matches!(unit, Unit::Day | Unit::Week | Unit::Fortnight);
    if exact && base.days() > 7 {
        return None;
    }
    if exact {
        return Interval::new(
            shifted(base.from, unit, count)?,
            shifted(base.to, unit, count)?,
        );
    }
    container(unit, shifted(base.from, unit, count)?)
}
