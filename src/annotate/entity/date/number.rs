//! Dates in figures, and years alone.

use super::calendar::Moment;
use super::neighbours::{counts, goes_on, is_label, leads_to_year, tells};
use super::reading::{Reader, Reading};
use crate::segment::TokenKind;

impl Reader<'_> {
    /// `1990s`
    pub(super) fn decade(&self, at: usize) -> Option<Reading> {
        let start: i16 = self.surface(at).get(..4)?.parse().ok()?;
        let span = if start % 100 == 0 && start < 2000 { 99 } else { 9 };
        let [first, last] = [start, start + span].map(Moment::year);
        Some(Reading { tokens: at..at + 1, first, last: Some(last) })
    }

    /// `nineteen-nineties`
    pub(super) fn spelled_decade(&self, at: usize, tens: u8) -> Option<Reading> {
        let hyphen = usize::from(self.norm_before(at) == "-");
        let start = at.checked_sub(1 + hyphen).filter(|start| *start >= self.free())?;
        let century = match self.norm(start) {
            "seventeen" => 1700,
            "eighteen" => 1800,
            "nineteen" => 1900,
            _ => return None,
        };
        let [first, last] = [0, 9].map(|more| Moment::year(century + i16::from(tens) + more));
        Some(Reading { tokens: start..at + 1, first, last: Some(last) })
    }

    /// Reads on from a number: `2026-01-07`, `31/01/2026`, `31.01.2026`, `2014-2016`, `2014/15`, `in 2015`.
    pub(super) fn number(&self, at: usize) -> Option<Reading> {
        if let Some(first) = dotted(self.surface(at)) {
            return Some(Reading { tokens: at..at + 1, first, last: None });
        }
        let year = self.digits(at, 4).filter(|_| self.surface(at).len() == 4)?;
        if let Some(reading) = self.of_slashes(at, year) {
            return Some(reading);
        }
        if !(1500..=2100).contains(&year) || at > self.within.start && self.symbol_before(at) {
            return None;
        }
        if let Some(reading) = self.of_hyphens(at, year) {
            return Some(reading);
        }
        if let Some((last, end)) = self.last_year(at, year) {
            let last = Some(Moment::year(last));
            return Some(Reading { tokens: at..end, first: Moment::year(year), last });
        }
        let alone = self.says_year(at, year) && !self.is_part_of_symbol(at, at + 1);
        alone.then(|| Reading { tokens: at..at + 1, first: Moment::year(year), last: None })
    }

    /// `31/01/2026`, if day and month cannot be mistaken.
    fn of_slashes(&self, at: usize, year: i16) -> Option<Reading> {
        let start = at.checked_sub(4).filter(|start| *start >= self.free())?;
        let joined = (start + 1..=at).all(|at| self.joined_to_last(at));
        let slashes = [start + 1, at - 1].iter().all(|&at| self.surface(at) == "/");
        if !joined || !slashes || self.is_part_of_symbol(start, at + 1) {
            return None;
        }
        let [a, b] = [start, start + 2].map(|at| self.digits(at, 2).and_then(|it| i8::try_from(it).ok()));
        let (day, month) = match (a?, b?) {
            (a, b) if a > 12 || a == b => (a, b),
            (a, b) if b > 12 => (b, a),
            _ => return None,
        };
        Some(Reading {
            tokens: start..at + 1,
            first: Moment::new(Some(year), Some(month), Some(day))?,
            last: None,
        })
    }

    /// `2026-01-07`, `2026-01`
    fn of_hyphens(&self, at: usize, year: i16) -> Option<Reading> {
        let part = |at: usize| {
            let dash = self.norm(at) == "-" && self.joined_to_last(at);
            let two = self.within.contains(&(at + 1))
                && self.joined_to_last(at + 1)
                && self.surface(at + 1).len() == 2;
            if dash && two { i8::try_from(self.digits(at + 1, 2)?).ok() } else { None }
        };
        let month = part(at + 1)?;
        let (first, end) = match part(at + 3) {
            Some(day) => (Moment::new(Some(year), Some(month), Some(day))?, at + 5),
            // `2008-09` is two years, `2026-01` a month.
            None if month < 10 && i16::from(month) != (year + 1) % 100 => {
                (Moment::new(Some(year), Some(month), None)?, at + 3)
            }
            None => return None,
        };
        (!self.is_part_of_symbol(at, end)).then_some(Reading { tokens: at..end, first, last: None })
    }

    /// The second year and the end of `2014-2016`, `2014–16`, `2014/15`.
    fn last_year(&self, at: usize, year: i16) -> Option<(i16, usize)> {
        if !self.within.contains(&(at + 2)) || !self.joined_to_last(at + 1) || !self.joined_to_last(at + 2) {
            return None;
        }
        let slash = self.surface(at + 1) == "/";
        if !slash && self.token(at + 1).kind != TokenKind::Dash {
            return None;
        }
        let written = self.digits(at + 2, 4)?;
        let last = match self.surface(at + 2).len() {
            4 => written,
            2 => year - year % 100 + written + if written <= year % 100 { 100 } else { 0 },
            _ => return None,
        };
        let near = if slash { last == year + 1 } else { last > year && last - year <= 150 };
        let plausible = near && last <= 2100 && (self.surface(at + 2).len() == 4 || last - year <= 20);
        (plausible && !self.is_part_of_symbol(at, at + 3)).then_some((last, at + 3))
    }

    /// Whether the tokens are part of something longer: `A/2015/12`, `2015-XR-7`, `2,000`.
    pub(super) fn is_part_of_symbol(&self, start: usize, end: usize) -> bool {
        let sign = |at: usize| {
            matches!(self.surface(at), "/" | "-" | "–" | "_" | "\\" | "%" | "€" | "$" | "#" | "=" | "&" | "*")
        };
        let before =
            start > self.within.start && self.joined_to_last(start) && sign(start - 1) && !self.is_mid(start);
        let behind =
            self.within.contains(&end) && self.joined_to_last(end) && sign(end) && !self.is_compound(end);
        before || behind
    }

    /// `mid-2015`, `post-2015`
    fn is_mid(&self, at: usize) -> bool {
        at >= 2 && matches!(self.norm(at - 2), "mid" | "post" | "pre" | "early" | "late")
    }

    /// A hyphen or dash with a word or nothing behind it: `the 2015-led`, `in 2015 –`.
    fn is_compound(&self, at: usize) -> bool {
        self.token(at).kind == TokenKind::Dash
            && !(self.within.contains(&(at + 1))
                && self.joined_to_last(at + 1)
                && self.token(at + 1).kind != TokenKind::Word)
    }

    /// Whether its neighbours say that a number alone is a year.
    fn says_year(&self, at: usize, year: i16) -> bool {
        if counts(self.norm(at + 1)) {
            return false;
        }
        let before = self.norm_before(at);
        let recent = (1800..2050).contains(&year);
        let word_behind = self.within.contains(&(at + 1)) && self.token(at + 1).kind == TokenKind::Word;
        match before {
            "in" | "since" | "until" | "till" | "before" | "after" | "during" | "by" | "between" | "from"
            | "early" | "late" | "year" | "years" | "summer" | "winter" | "spring" | "autumn" | "fall"
            | "circa" | "mid" | "throughout" | "into" | "fy" | "fiscal" => true,
            "of" => recent || year < 1800 && self.norm(at + 1) != "the",
            "-" => self.is_mid(at),
            "the" | "this" | "its" | "their" | "his" | "her" | "our" | "a" | "that" => recent && word_behind,
            "(" => recent && self.in_brackets(at),
            "for" => recent && (!word_behind || goes_on(self.norm(at + 1))),
            "and" | "or" | "to" | "through" | "," if self.follows_year(at) => true,
            "through" => recent,
            "to" | "than" | "least" | "with" => recent && leads_to_year(self.norm(at.wrapping_sub(2))),
            "" => recent && tells(self.norm(at + 1)),
            _ => recent && before.ends_with("'s") && word_behind,
        }
    }

    /// `the Covenant (1966)`, but not `resolution 2254 (2015)`.
    fn in_brackets(&self, at: usize) -> bool {
        let name = at.checked_sub(2).filter(|name| *name >= self.within.start);
        let after_word = name.is_some_and(|name| {
            self.token(name).kind == TokenKind::Word
                && !self.surface(name).contains(|letter: char| letter.is_ascii_digit())
                && !is_label(self.norm(name))
        });
        after_word && self.norm(at + 1) == ")"
    }

    /// `in 2014, 2015 and 2016`
    fn follows_year(&self, at: usize) -> bool {
        let Some(last) = self.found.last() else { return false };
        let gap = last.tokens.end..at;
        let year = last.first.year.is_some() && last.first.as_precise_as(Moment::year(0));
        year && gap.len() <= 2
            && gap.into_iter().all(|at| matches!(self.norm(at), "," | "and" | "or" | "to" | "through"))
    }
}

/// `31.01.2026`
fn dotted(surface: &str) -> Option<Moment> {
    let mut parts = surface.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let plain = day.len() <= 2 && month.len() <= 2 && year.len() == 4 && parts.next().is_none();
    if !plain {
        return None;
    }
    Moment::new(Some(year.parse().ok()?), Some(month.parse().ok()?), Some(day.parse().ok()?))
}
