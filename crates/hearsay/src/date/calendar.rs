//! Days, months, seasons and years as the calendar names them: "Monday, 4 March", "the summer of 2031".

use super::lists::{self, Part, Season, Turn};
use super::phrase::{Calendar, Core, Phrases, Time, width};
use super::written;
use crate::grammar::vocabulary;

impl Phrases<'_> {
    /// A date that is written out in full.
    pub(super) fn full(&self, at: usize) -> Option<Core> {
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
    pub(super) fn named(&self, at: usize) -> Option<Core> {
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
        Some((time, at + width(row), Some(("date/named", row))))
    }

    /// "Monday", "Monday last week", "Monday, 4 March".
    pub(super) fn weekday(&self, at: usize, turn: Option<Turn>) -> Option<Core> {
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
    pub(super) fn number(&self, at: usize) -> Option<i8> {
        let word = self.lower(at);
        let digits = ["st", "nd", "rd", "th"]
            .iter()
            .find_map(|tail| word.strip_suffix(tail))
            .unwrap_or(word);
        day_number(digits)
    }

    /// The English month that a token names: its row, number, and one past its full stop if it is cut short.
    pub(super) fn month_name(&self, at: usize) -> Option<(&'static str, i8, usize)> {
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
    pub(super) fn day_of_month(&self, at: usize) -> Option<Core> {
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
    pub(super) fn month(&self, at: usize, preposition: &str, led: bool) -> Option<Core> {
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
    pub(super) fn year_behind(&self, at: usize) -> (Option<i16>, Option<Turn>, usize) {
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

    /// "the spring", "summer 2031", "the first quarter of 2031".
    pub(super) fn season(&self, at: usize, led: bool, turn: Option<Turn>) -> Option<Core> {
        let the = self.lower(at) == "the";
        let at = at + usize::from(the);
        let (row, Season { first, months }) =
            lists::season(self.lower(at), |row| self.stands(at, row))?;
        let (year, of_year, end) = self.year_behind(at + width(row));
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

    /// A year in digits, behind a word that goes with years.
    pub(super) fn year(&self, at: usize, preposition: &str, parted: bool) -> Option<Core> {
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
