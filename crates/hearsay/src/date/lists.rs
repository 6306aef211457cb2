//! The word lists of this stage, read from `assets/date/`: one table a list.
//!
//! They hold the English of time in news; months are known in other languages too, since pages
//! give their date in them. What a word is in its sentence is decided by the modules that ask.

use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::civil::Weekday;

use super::Edge;
use crate::grammar::table::{Phrases, phrases, rows};

const DAYS: &str = include_str!("../../assets/date/days.csv");
const EDGES: &str = include_str!("../../assets/date/edges.csv");
const FUTURES: &str = include_str!("../../assets/date/futures.csv");
const HOURS: &str = include_str!("../../assets/date/hours.csv");
const MONTHS: &str = include_str!("../../assets/date/months.csv");
const NAMED: &str = include_str!("../../assets/date/named.csv");
const PARTS: &str = include_str!("../../assets/date/parts.csv");
const SEASONS: &str = include_str!("../../assets/date/seasons.csv");
const TURNS: &str = include_str!("../../assets/date/turns.csv");
const UNITS: &str = include_str!("../../assets/date/units.csv");
const WEEKDAYS: &str = include_str!("../../assets/date/weekdays.csv");

/// The day that a phrase counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    /// The day of publication.
    Published,
    /// The day that the text spoke of last.
    Last,
}

/// A stretch that the calendar counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// Sixty to the hour.
    Minute,
    /// Twenty-four to the day.
    Hour,
    /// A day.
    Day,
    /// Monday to Sunday.
    Week,
    /// Two weeks.
    Fortnight,
    /// Saturday and Sunday.
    Weekend,
    /// A month.
    Month,
    /// Three months, from January on.
    Quarter,
    /// A year.
    Year,
}

/// Which of its kind, seen from a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// The one before the day of publication.
    Last,
    /// The one of the day of publication.
    This,
    /// The one after the day of publication.
    Next,
    /// The one before the day that the text spoke of last.
    Previous,
    /// The one of the day that the text spoke of last.
    That,
    /// The one after the day that the text spoke of last.
    Following,
}

/// A part of a longer stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Its first third.
    Early,
    /// Its second third.
    Mid,
    /// Its last third.
    Late,
    /// What of it lies before the day of publication.
    Before,
    /// What of it lies behind the day of publication.
    Behind,
}

/// Where a part of the day is named: "Sunday night", "the night of Sunday".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Before the day.
    Before,
    /// Behind the day.
    Behind,
}

/// A run of months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Season {
    /// Its first month, 1 to 12.
    pub(super) first: i8,
    /// How many months it has.
    pub(super) months: i8,
}

/// A day that goes by a name: its month and day, where these are the same each year.
pub(super) type Named = Option<(i8, i8)>;

static DAY: LazyLock<Phrases<(Anchor, i64, i64)>> =
    LazyLock::new(|| phrases(rows(DAYS, 5).filter_map(|row| Some((row[0], day_class(&row)?)))));

fn day_class(row: &[&str]) -> Option<(Anchor, i64, i64)> {
    let anchor = match row[1] {
        "published" => Anchor::Published,
        "last" => Anchor::Last,
        _ => return None,
    };
    Some((anchor, row[2].parse().ok()?, row[3].parse().ok()?))
}

static EDGE: LazyLock<Phrases<Edge>> =
    LazyLock::new(|| phrases(rows(EDGES, 3).filter_map(|row| Some((row[0], edge_class(row[1])?)))));

fn edge_class(word: &str) -> Option<Edge> {
    Some(match word {
        "at" => Edge::At,
        "since" => Edge::Since,
        "after" => Edge::After,
        "until" => Edge::Until,
        _ => return None,
    })
}

static FUTURE: LazyLock<Phrases<()>> =
    LazyLock::new(|| phrases(rows(FUTURES, 2).map(|row| (row[0], ()))));

static HOUR: LazyLock<Phrases<Place>> = LazyLock::new(|| {
    phrases(rows(HOURS, 3).filter_map(|row| Some((row[0], place_class(row[1])?))))
});

fn place_class(word: &str) -> Option<Place> {
    match word {
        "before" => Some(Place::Before),
        "behind" => Some(Place::Behind),
        _ => None,
    }
}

static MONTH: LazyLock<HashMap<&'static str, (&'static str, i8, bool)>> = LazyLock::new(|| {
    rows(MONTHS, 4)
        .filter_map(|row| Some((row[0], (row[0], row[1].parse().ok()?, row[2] == "yes"))))
        .collect()
});

static NAMED_DAY: LazyLock<Phrases<Named>> = LazyLock::new(|| {
    phrases(rows(NAMED, 4).map(|row| {
        let day = row[1].parse().ok().zip(row[2].parse().ok());
        (row[0], day)
    }))
});

static PART: LazyLock<Phrases<Part>> =
    LazyLock::new(|| phrases(rows(PARTS, 3).filter_map(|row| Some((row[0], part_class(row[1])?)))));

fn part_class(word: &str) -> Option<Part> {
    Some(match word {
        "early" => Part::Early,
        "mid" => Part::Mid,
        "late" => Part::Late,
        "before" => Part::Before,
        "behind" => Part::Behind,
        _ => return None,
    })
}

static SEASON: LazyLock<Phrases<Season>> = LazyLock::new(|| {
    phrases(rows(SEASONS, 4).filter_map(|row| {
        let season = Season {
            first: row[1].parse().ok()?,
            months: row[2].parse().ok()?,
        };
        Some((row[0], season))
    }))
});

static TURN: LazyLock<HashMap<&'static str, Turn>> = LazyLock::new(|| {
    rows(TURNS, 3)
        .filter_map(|row| Some((row[0], turn_class(row[1])?)))
        .collect()
});

fn turn_class(word: &str) -> Option<Turn> {
    Some(match word {
        "last" => Turn::Last,
        "this" => Turn::This,
        "next" => Turn::Next,
        "previous" => Turn::Previous,
        "that" => Turn::That,
        "following" => Turn::Following,
        _ => return None,
    })
}

static UNIT: LazyLock<HashMap<&'static str, (&'static str, Unit)>> = LazyLock::new(|| {
    rows(UNITS, 3)
        .filter_map(|row| Some((row[0], (row[0], unit_class(row[1])?))))
        .collect()
});

fn unit_class(word: &str) -> Option<Unit> {
    Some(match word {
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "week" => Unit::Week,
        "fortnight" => Unit::Fortnight,
        "weekend" => Unit::Weekend,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        _ => return None,
    })
}

static WEEKDAY: LazyLock<HashMap<&'static str, (&'static str, Weekday, bool)>> =
    LazyLock::new(|| {
        rows(WEEKDAYS, 4)
            .filter_map(|row| {
                let number = row[1].parse().ok()?;
                let day = Weekday::from_monday_one_offset(number).ok()?;
                Some((row[0], (row[0], day, row[2] == "whole")))
            })
            .collect()
    });

/// The month (1 to 12) of a name in lower case, in any language of the list.
pub(super) fn month(name: &str) -> Option<i8> {
    MONTH.get(name).map(|&(_, month, _)| month)
}

/// The row and month (1 to 12) of an English name in lower case.
pub(super) fn english_month(name: &str) -> Option<(&'static str, i8)> {
    let &(row, month, english) = MONTH.get(name)?;
    english.then_some((row, month))
}

/// The row and day of a name in lower case, and whether it is written out.
pub(super) fn weekday(name: &str) -> Option<(&'static str, Weekday, bool)> {
    WEEKDAY.get(name).copied()
}

/// The row and unit of a word in lower case.
pub(super) fn unit(word: &str) -> Option<(&'static str, Unit)> {
    UNIT.get(word).copied()
}

/// The turn of a word in lower case.
pub(super) fn turn(word: &str) -> Option<Turn> {
    TURN.get(word).copied()
}

/// The longest row of one of the lists of phrases that `stands` here; `first` is the first word.
macro_rules! longest {
    ($($(#[$doc:meta])* $name:ident: $list:ident -> $class:ty;)*) => {$(
        $(#[$doc])*
        pub(super) fn $name(
            first: &str,
            stands: impl Fn(&str) -> bool,
        ) -> Option<(&'static str, $class)> {
            crate::grammar::table::longest(&$list, first, stands)
        }
    )*};
}

longest! {
    /// Days counted from another one: its anchor, and first and last day.
    day: DAY -> (Anchor, i64, i64);
    /// Words before a time that say on which side of it something lies.
    edge: EDGE -> Edge;
    /// Words that put what follows in the future.
    future: FUTURE -> ();
    /// Parts of the day.
    hour: HOUR -> Place;
    /// Days with names.
    named: NAMED_DAY -> Named;
    /// Parts of longer stretches.
    part: PART -> Part;
    /// Seasons, quarters and halves of the year.
    season: SEASON -> Season;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::table::tests::check;

    #[test]
    fn lists_are_sorted_without_duplicates_and_with_examples() {
        check(DAYS, "days", 5);
        check(EDGES, "edges", 3);
        check(FUTURES, "futures", 2);
        check(HOURS, "hours", 3);
        check(MONTHS, "months", 4);
        check(NAMED, "named", 4);
        check(PARTS, "parts", 3);
        check(SEASONS, "seasons", 4);
        check(TURNS, "turns", 3);
        check(UNITS, "units", 3);
        check(WEEKDAYS, "weekdays", 4);
    }

    #[test]
    fn every_class_is_known() {
        for row in rows(DAYS, 5) {
            assert!(day_class(&row).is_some(), "{row:?}");
        }
        for row in rows(EDGES, 3) {
            assert!(edge_class(row[1]).is_some(), "{row:?}");
        }
        for row in rows(HOURS, 3) {
            assert!(place_class(row[1]).is_some(), "{row:?}");
        }
        for row in rows(PARTS, 3) {
            assert!(part_class(row[1]).is_some(), "{row:?}");
        }
        for row in rows(TURNS, 3) {
            assert!(turn_class(row[1]).is_some(), "{row:?}");
        }
        for row in rows(UNITS, 3) {
            assert!(unit_class(row[1]).is_some(), "{row:?}");
        }
        assert_eq!(rows(WEEKDAYS, 4).count(), WEEKDAY.len());
        assert_eq!(rows(SEASONS, 4).count(), SEASON.values().flatten().count());
        for row in rows(NAMED, 4) {
            assert!(row[1] == "-" || row[1].parse::<i8>().is_ok(), "{row:?}");
        }
    }

    #[test]
    fn every_example_of_a_month_is_a_date() {
        for row in rows(MONTHS, 4) {
            let day = super::super::find(row[3]).map(|found| found.day.to_string());
            assert_eq!(day, Some(format!("2031-{:0>2}-04", row[1])), "{row:?}");
        }
    }
}
