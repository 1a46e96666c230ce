//! Parts of a date, and which year a date without one belongs to.

use crate::document::{DatePrecision, PartialDate};
use jiff::ToSpan;
use jiff::civil::Date;
use std::fmt::Write;

/// How far ahead of a document its dates without a year may lie.
const DAYS_AHEAD: i64 = 60;

/// What is said of a date: a year, a month with or without a year, a day of a month. The calendar has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
}

impl Moment {
    /// `None` if the calendar has no such day; without a year, if it has it in no year.
    pub(super) fn new(year: Option<i16>, month: Option<i8>, day: Option<i8>) -> Option<Self> {
        let leap = 2000;
        Date::new(year.unwrap_or(leap), month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        Some(Self { year, month, day })
    }

    pub(super) fn year(year: i16) -> Self {
        Self { year: Some(year), month: None, day: None }
    }

    pub(super) fn in_year(self, year: i16) -> Option<Self> {
        Self::new(Some(year), self.month, self.day)
    }

    /// The first day it can mean, if its year is known.
    fn first_day(self) -> Option<Date> {
        Date::new(self.year?, self.month.unwrap_or(1), self.day.unwrap_or(1)).ok()
    }

    fn in_a_leap_year(self) -> Option<Date> {
        Date::new(2000, self.month?, self.day.unwrap_or(1)).ok()
    }

    /// Whether as much is said of both.
    pub(super) fn as_precise_as(self, other: Self) -> bool {
        self.month.is_some() == other.month.is_some() && self.day.is_some() == other.day.is_some()
    }

    fn write(self, iso: &mut String) {
        let written = match self.year {
            Some(year) => write!(iso, "{year:04}"),
            None => write!(iso, "XXXX"),
        };
        let parts = [self.month, self.day].into_iter().flatten();
        // Writing to a string cannot fail.
        let _ = parts.fold(written, |_, part| write!(iso, "-{part:02}"));
    }
}

/// Whether `first` lies before `last`, as far as their years are known.
pub(super) fn in_order(first: Moment, last: Moment) -> bool {
    match (first.first_day(), last.first_day()) {
        (Some(first), Some(last)) => first < last,
        _ => first.year.is_none() && last.year.is_none(),
    }
}

/// The date of the document, by which dates without a year are placed.
pub(super) struct Anchor {
    /// The last day that a date without a year may fall on.
    latest: Option<Date>,
}

impl Anchor {
    pub(super) fn of(date: Option<PartialDate>) -> Self {
        let latest = date.and_then(|date| {
            let end: Date = date.end().parse().ok()?;
            let ahead = if date.precision() == DatePrecision::Year { 0 } else { DAYS_AHEAD };
            end.checked_add(ahead.days()).ok()
        });
        Self { latest }
    }

    /// The latest year that puts the date no later than the anchor.
    fn placed(&self, moment: Moment) -> Moment {
        let Some(latest) = self.latest.filter(|_| moment.year.is_none()) else { return moment };
        // The 29th of February may be eight years away.
        let years = (0..=8).map(|back| latest.year() - back);
        let fits = |moment: &Moment| moment.first_day().is_some_and(|day| day <= latest);
        years.filter_map(|year| moment.in_year(year)).find(fits).unwrap_or(moment)
    }

    /// The date or range in ISO 8601; `None` if the calendar does not have it.
    pub(super) fn iso(&self, first: Moment, last: Option<Moment>) -> Option<Box<str>> {
        let mut iso = String::with_capacity(21);
        let Some(last) = last else {
            self.placed(first).write(&mut iso);
            return Some(iso.into());
        };
        let last = self.placed(last);
        before(first, last)?.write(&mut iso);
        iso.push('/');
        last.write(&mut iso);
        Some(iso.into())
    }
}

/// The start of a range with the year that its end implies: the same, or the year before.
fn before(first: Moment, last: Moment) -> Option<Moment> {
    let Some(year) = last.year.filter(|_| first.year.is_none()) else { return Some(first) };
    let turned = match (first.in_a_leap_year(), last.in_a_leap_year()) {
        (Some(first), Some(last)) => first > last,
        _ => false,
    };
    first.in_year(if turned { year - 1 } else { year })
}
