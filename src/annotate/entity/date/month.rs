//! Dates around the name of a month.

use super::SHORT;
use super::calendar::Moment;
use super::neighbours::counts;
use super::reading::{Reader, Reading};
use crate::segment::TokenKind;
use std::ops::Range;

impl Reader<'_> {
    /// The day that the token is: `7`, `07`, `7th`.
    fn day(&self, at: usize) -> Option<i8> {
        if !self.within.contains(&at) {
            return None;
        }
        let norm = self.norm(at);
        let digits = norm.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
        let ordinal = matches!(&norm[digits.len()..], "" | "st" | "nd" | "rd" | "th");
        let day = digits.parse::<i8>().ok().filter(|day| (1..=31).contains(day) && digits.len() <= 2);
        day.filter(|_| ordinal && !(at > self.within.start && self.symbol_before(at)))
    }

    /// Reads on from the name of a month: a day before or behind it, a year behind.
    pub(super) fn month(&self, at: usize, class: u8) -> Option<Reading> {
        let short = class > SHORT;
        let month = i8::try_from(class % SHORT).ok()?;
        if !self.surface(at).starts_with(char::is_uppercase) {
            return None;
        }
        let mut end = at + 1;
        if short && self.norm(end) == "." && self.joined_to_last(end) {
            end += 1;
        }
        if let Some((start, from, to)) = self.days_before(at) {
            let (year, end) = self.year_behind(end);
            let year = year.or_else(|| self.year_of_resolution(start));
            return Self::of_days(start..end, year, month, (from, to));
        }
        if let Some((from, to, day_end)) = self.days_behind(end) {
            let (year, end) = self.year_behind(day_end);
            return Self::of_days(at..end, year, month, (from, to));
        }
        let (year, end) = self.year_behind(end);
        if year.is_none() && (short || !self.in_time(at)) {
            return None;
        }
        Some(Reading { tokens: at..end, first: Moment::new(year, Some(month), None)?, last: None })
    }

    fn of_days(
        tokens: Range<usize>,
        year: Option<i16>,
        month: i8,
        (from, to): (i8, Option<i8>),
    ) -> Option<Reading> {
        let moment = |day| Moment::new(year, Some(month), Some(day));
        let last = match to {
            Some(day) => Some(moment(day)?),
            None => None,
        };
        Some(Reading { tokens, first: moment(from)?, last })
    }

    /// The start, day and last day of what stands before a month: `7`, `7th of`, `10-12`, `1 to 3`.
    fn days_before(&self, at: usize) -> Option<(usize, i8, Option<i8>)> {
        let mut near = at.checked_sub(1)?;
        if self.norm(near) == "of" {
            near = near.checked_sub(1)?;
            if self.norm(near) == "day" {
                near = near.checked_sub(1)?;
            }
        }
        let free = self.free();
        let last = self.day(near).filter(|_| near >= free)?;
        if near + 1 < at && self.token(near).kind == TokenKind::Number {
            return None;
        }
        let first = near.checked_sub(2).filter(|first| *first >= free && self.is_range(*first));
        match first.and_then(|first| Some((first, self.day(first)?))) {
            Some((first, day)) if day < last => Some((first, day, Some(last))),
            _ => Some((near, last, None)),
        }
    }

    /// Whether the token behind `first` makes a range: a dash, *to*, or *and* behind *between*.
    fn is_range(&self, first: usize) -> bool {
        match self.norm(first + 1) {
            "to" | "until" | "through" => true,
            "and" => self.norm_before(first) == "between",
            _ => self.token(first + 1).kind == TokenKind::Dash,
        }
    }

    /// The day, last day and end of what stands behind a month: `7`, `7th`, `7-9`.
    fn days_behind(&self, at: usize) -> Option<(i8, Option<i8>, usize)> {
        let first = self.day(at).filter(|_| !counts(self.norm(at + 1)))?;
        if self.norm(at + 1) == ":" || self.norm(at + 1) == "%" {
            return None;
        }
        if self.within.contains(&(at + 2)) && self.is_range(at) {
            // `January 7 to 9 February`: the second day belongs to the month behind it.
            let next_month = self.within.contains(&(at + 3))
                && matches!(self.months.classes[self.token(at + 3).norm.get()], 1..=12);
            if let Some(last) = self.day(at + 2).filter(|last| *last > first && !next_month) {
                return Some((first, Some(last), at + 3));
            }
        }
        Some((first, None, at + 1))
    }

    /// The year that stands at `at`, perhaps behind a comma or *of*, and the end of the date.
    fn year_behind(&self, at: usize) -> (Option<i16>, usize) {
        let skip = usize::from(matches!(self.norm(at), "," | "of"));
        match self.year(at + skip) {
            Some(year) => (Some(year), at + skip + 1),
            None => (None, at),
        }
    }

    /// The year in brackets before *of* and a day: `resolution 186 (1964) of 4 March`.
    fn year_of_resolution(&self, day: usize) -> Option<i16> {
        let bracket = day.checked_sub(4).filter(|bracket| *bracket >= self.within.start)?;
        let shape =
            [(0, "("), (2, ")"), (3, "of")].iter().all(|(more, norm)| self.norm(bracket + more) == *norm);
        if shape { self.year(bracket + 1) } else { None }
    }

    /// Whether a preposition of time stands before.
    fn in_time(&self, at: usize) -> bool {
        matches!(
            self.norm_before(at),
            "in" | "since" | "until" | "till" | "during" | "through" | "early" | "late" | "mid" | "from"
        ) || self.norm_before(at) == "-" && at >= 2 && self.norm(at - 2) == "mid"
    }
}
