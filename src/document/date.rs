//! Dates that may be only a year, or a year and a month.

use std::fmt;
use std::str::FromStr;

/// How much of a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DatePrecision {
    /// `2026`
    Year,
    /// `2026-01`
    Month,
    /// `2026-01-08`
    Day,
}

impl DatePrecision {
    /// The name in our output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
        }
    }
}

/// An ISO 8601 calendar date of year, month or day precision. Displays as it was given: `2026-01`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartialDate {
    first: jiff::civil::Date,
    precision: DatePrecision,
}

/// English names of the months, in order.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A month by its English name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthName {
    /// 1 to 12.
    pub month: i8,
    /// Whether the name is cut short: `jan`, `sept`. *May* is whole.
    pub is_short: bool,
}

/// The month of this name, in small letters and without a stop.
///
/// ```
/// use normscope::document::month_named;
/// assert_eq!(month_named("sept").map(|name| name.month), Some(9));
/// assert_eq!(month_named("mayor"), None);
/// ```
#[must_use]
pub fn month_named(word: &str) -> Option<MonthName> {
    // Asked of every word of a text: most begin like no month.
    if !(3..=9).contains(&word.len()) || !b"adfjmnos".contains(&word.as_bytes()[0]) {
        return None;
    }
    let fits = |name: &str| {
        name == word || word.len() == 3 && name.starts_with(word) || word == "sept" && name == "september"
    };
    let at = MONTHS.iter().position(|name| fits(name))?;
    Some(MonthName { month: i8::try_from(at + 1).ok()?, is_short: MONTHS[at] != word })
}

/// Why a string is no date of ours.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{given:?} is not a date; write 2026, 2026-01 or 2026-01-08")]
pub struct DateError {
    given: String,
}

impl PartialDate {
    /// A whole day; `None` if the calendar has no such day.
    #[must_use]
    pub fn day(year: i16, month: i8, day: i8) -> Option<Self> {
        let first = jiff::civil::Date::new(year, month, day).ok()?;
        Some(Self { first, precision: DatePrecision::Day })
    }

    /// How much is known.
    #[must_use]
    pub const fn precision(self) -> DatePrecision {
        self.precision
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.first.year()
    }

    /// The first day it can mean, in full ISO form.
    #[must_use]
    pub fn start(self) -> String {
        self.first.to_string()
    }

    /// The last day it can mean, in full ISO form.
    #[must_use]
    pub fn end(self) -> String {
        let last = match self.precision {
            DatePrecision::Year => self.first.last_of_year(),
            DatePrecision::Month => self.first.last_of_month(),
            DatePrecision::Day => self.first,
        };
        last.to_string()
    }
}

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(given: &str) -> Result<Self, DateError> {
        let parse = || {
            let mut parts = given.trim().splitn(3, '-');
            let number = |part: &str, width: usize| {
                let digits = part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit());
                if digits { part.parse::<i16>().ok() } else { None }
            };
            let year = number(parts.next()?, 4)?;
            let month = parts.next().map(|part| number(part, 2).ok_or(())).transpose().ok()?;
            // A time of day behind the date (2026-01-08T09:30Z) is dropped.
            let day =
                parts.next().map(|part| number(part.get(..2).unwrap_or(""), 2).ok_or(())).transpose().ok()?;
            let precision = match (month, day) {
                (None, _) => DatePrecision::Year,
                (Some(_), None) => DatePrecision::Month,
                (Some(_), Some(_)) => DatePrecision::Day,
            };
            let small = |value: Option<i16>| i8::try_from(value.unwrap_or(1)).ok();
            let first = jiff::civil::Date::new(year, small(month)?, small(day)?).ok()?;
            Some(Self { first, precision })
        };
        parse().ok_or_else(|| DateError { given: given.to_owned() })
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.first.year())?;
        if self.precision >= DatePrecision::Month {
            write!(f, "-{:02}", self.first.month())?;
        }
        if self.precision == DatePrecision::Day {
            write!(f, "-{:02}", self.first.day())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(given: &str) -> PartialDate {
        given.parse().expect("a date")
    }

    #[test]
    fn partial_dates_keep_their_precision() {
        assert_eq!(date("2026").to_string(), "2026");
        assert_eq!(date("2026-02").end(), "2026-02-28");
        assert_eq!(date("2026-01-08").start(), "2026-01-08");
        assert_eq!(date("1976").end(), "1976-12-31");
    }

    #[test]
    fn impossible_days_and_words_are_refused() {
        for wrong in ["2026-13", "2026-02-30", "last year", "26-1-8", "", "2026-"] {
            assert!(wrong.parse::<PartialDate>().is_err(), "{wrong}");
        }
    }
}
