//! One sentence on the way to its dates.

use super::calendar::{Moment, in_order};
use super::neighbours::{counts, is_label};
use super::{DECADE, Months, SHORT, TENS};
use crate::segment::{Segmentation, Token, TokenKind};
use std::ops::Range;

/// A date or range, with its tokens.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    pub(super) tokens: Range<usize>,
    pub(super) first: Moment,
    pub(super) last: Option<Moment>,
}

/// Reads one sentence.
pub(super) struct Reader<'d> {
    text: &'d str,
    segmentation: &'d Segmentation,
    pub(super) months: &'d Months,
    pub(super) within: Range<usize>,
    pub(super) found: Vec<Reading>,
}

impl<'d> Reader<'d> {
    pub(super) fn new(
        text: &'d str,
        segmentation: &'d Segmentation,
        months: &'d Months,
        within: Range<usize>,
    ) -> Self {
        Self { text, segmentation, months, within, found: Vec::new() }
    }

    /// Reads the date that the token at `at` may belong to. Tokens come in order.
    pub(super) fn read(&mut self, at: usize) {
        if at < self.free() {
            return;
        }
        let token = self.token(at);
        let class = self.months.classes[token.norm.get()];
        let reading = match (token.kind, class) {
            (TokenKind::Number, _) => self.number(at),
            (_, DECADE) => self.decade(at),
            (_, TENS..SHORT) => self.spelled_decade(at, class),
            _ => self.month(at, class),
        };
        self.found.extend(reading);
    }

    /// What was read, with dates joined to ranges.
    pub(super) fn into_ranges(self) -> Vec<Reading> {
        let mut ranges: Vec<Reading> = Vec::with_capacity(self.found.len());
        for next in self.found.iter().cloned() {
            if let Some(joined) = ranges.last().and_then(|before| self.joined(before, &next)) {
                ranges.pop();
                ranges.push(joined);
            } else {
                ranges.push(next);
            }
        }
        for at in (1..ranges.len()).rev() {
            if let Some(year) = self.shared_year(&ranges[at - 1], &ranges[at]) {
                let shared = ranges[at - 1].first.in_year(year);
                ranges[at - 1].first = shared.unwrap_or(ranges[at - 1].first);
            }
        }
        ranges
    }

    /// The year that a date gets from the next of a list: `7 January and 3 March 2021`.
    fn shared_year(&self, before: &Reading, next: &Reading) -> Option<i16> {
        let mut gap = before.tokens.end..next.tokens.start;
        let listed = gap.len() <= 2 && gap.all(|at| matches!(self.norm(at), "," | "and" | "or"));
        let open =
            before.last.is_none() && before.first.year.is_none() && before.first.as_precise_as(next.first);
        next.first.year.filter(|_| listed && open)
    }

    /// `2014 to 2016`, `7 January – 3 March 2021`, `between 1990 and 1995`.
    fn joined(&self, before: &Reading, next: &Reading) -> Option<Reading> {
        let (gap, between) = (before.tokens.end, before.tokens.start.wrapping_sub(1));
        let connector = gap + 1 == next.tokens.start
            && match self.norm(gap) {
                "to" | "until" | "till" | "through" => true,
                "and" => before.tokens.start > self.within.start && self.norm(between) == "between",
                _ => self.token(gap).kind == TokenKind::Dash,
            };
        let single = before.last.is_none() && next.last.is_none();
        let known = before.first.year.is_none() || next.first.year.is_some();
        let fits = before.first.year.is_none() && before.first.as_precise_as(next.first)
            || in_order(before.first, next.first);
        (connector && single && known && fits).then(|| Reading {
            tokens: before.tokens.start..next.tokens.end,
            first: before.first,
            last: Some(next.first),
        })
    }

    /// The first token that belongs to no date yet.
    pub(super) fn free(&self) -> usize {
        self.found.last().map_or(self.within.start, |reading| reading.tokens.end)
    }

    pub(super) fn token(&self, at: usize) -> &'d Token {
        &self.segmentation.tokens[at]
    }

    pub(super) fn surface(&self, at: usize) -> &'d str {
        self.token(at).span.slice(self.text)
    }

    /// The folded form; empty outside the sentence.
    pub(super) fn norm(&self, at: usize) -> &'d str {
        if self.within.contains(&at) { self.segmentation.norm(self.token(at)) } else { "" }
    }

    /// The folded form of the token before; empty at the start.
    pub(super) fn norm_before(&self, at: usize) -> &'d str {
        at.checked_sub(1).map_or("", |before| self.norm(before))
    }

    /// Whether no space stands between the token and the one before.
    pub(super) fn joined_to_last(&self, at: usize) -> bool {
        at > self.within.start && self.token(at - 1).span.end() == self.token(at).span.start()
    }

    /// The number that the token is, of so many digits at most.
    pub(super) fn digits(&self, at: usize, most: usize) -> Option<i16> {
        let number = self.within.contains(&at) && self.token(at).kind == TokenKind::Number;
        let surface = if number { self.surface(at) } else { "" };
        let plain = surface.len() <= most && surface.bytes().all(|byte| byte.is_ascii_digit());
        if plain { surface.parse().ok() } else { None }
    }

    /// The year that the token is, where a month stands beside it.
    pub(super) fn year(&self, at: usize) -> Option<i16> {
        let year = self.digits(at, 4).filter(|year| (1000..3000).contains(year))?;
        (!counts(self.norm(at + 1)) && !self.is_part_of_symbol(at, at + 1)).then_some(year)
    }

    /// Whether the token before ties the number to something else: `A/70`, `$7`, `No. 7`.
    pub(super) fn symbol_before(&self, at: usize) -> bool {
        let before = self.surface(at - 1);
        matches!(before, "/" | "." | ":") && self.joined_to_last(at)
            || self.token(at - 1).kind == TokenKind::Symbol
            || is_label(self.norm(at - 1))
    }
}
