//! Dates around names of months and numbers of four digits.

use super::calendar::{Moment, in_order};
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
    months: &'d Months,
    within: Range<usize>,
    found: Vec<Reading>,
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
    fn free(&self) -> usize {
        self.found.last().map_or(self.within.start, |reading| reading.tokens.end)
    }

    fn token(&self, at: usize) -> &'d Token {
        &self.segmentation.tokens[at]
    }

    fn surface(&self, at: usize) -> &'d str {
        self.token(at).span.slice(self.text)
    }

    /// The folded form; empty outside the sentence.
    fn norm(&self, at: usize) -> &'d str {
        if self.within.contains(&at) { self.segmentation.norm(self.token(at)) } else { "" }
    }

    /// The folded form of the token before; empty at the start.
    fn norm_before(&self, at: usize) -> &'d str {
        at.checked_sub(1).map_or("", |before| self.norm(before))
    }

    /// Whether no space stands between the token and the one before.
    fn joined_to_last(&self, at: usize) -> bool {
        at > self.within.start && self.token(at - 1).span.end() == self.token(at).span.start()
    }

    /// The number that the token is, of so many digits at most.
    fn digits(&self, at: usize, most: usize) -> Option<i16> {
        let number = self.within.contains(&at) && self.token(at).kind == TokenKind::Number;
        let surface = if number { self.surface(at) } else { "" };
        let plain = surface.len() <= most && surface.bytes().all(|byte| byte.is_ascii_digit());
        if plain { surface.parse().ok() } else { None }
    }

    /// The year that the token is, where a month stands beside it.
    fn year(&self, at: usize) -> Option<i16> {
        let year = self.digits(at, 4).filter(|year| (1000..3000).contains(year))?;
        (!counts(self.norm(at + 1)) && !self.is_part_of_symbol(at, at + 1)).then_some(year)
    }

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

    /// Whether the token before ties the number to something else: `A/70`, `$7`, `No. 7`.
    fn symbol_before(&self, at: usize) -> bool {
        let before = self.surface(at - 1);
        matches!(before, "/" | "." | ":") && self.joined_to_last(at)
            || self.token(at - 1).kind == TokenKind::Symbol
            || is_label(self.norm(at - 1))
    }

    /// Reads on from the name of a month: a day before or behind it, a year behind.
    fn month(&self, at: usize, class: u8) -> Option<Reading> {
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

    /// `1990s`
    fn decade(&self, at: usize) -> Option<Reading> {
        let start: i16 = self.surface(at).get(..4)?.parse().ok()?;
        let span = if start % 100 == 0 && start < 2000 { 99 } else { 9 };
        let [first, last] = [start, start + span].map(Moment::year);
        Some(Reading { tokens: at..at + 1, first, last: Some(last) })
    }

    /// `nineteen-nineties`
    fn spelled_decade(&self, at: usize, tens: u8) -> Option<Reading> {
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
    fn number(&self, at: usize) -> Option<Reading> {
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
        let shape = (start + 1..=at).all(|at| self.joined_to_last(at))
            && self.surface(start + 1) == "/"
            && self.surface(at - 1) == "/";
        let before =
            start > self.within.start && self.joined_to_last(start) && self.surface(start - 1) != "(";
        if !shape || before || self.is_part_of_symbol(at, at + 1) {
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
    fn is_part_of_symbol(&self, start: usize, end: usize) -> bool {
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
            "" => recent && goes_on(self.norm(at + 1)),
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

/// Words behind which a number is a label.
fn is_label(norm: &str) -> bool {
    matches!(
        norm,
        "no" | "nos"
            | "no."
            | "number"
            | "numbers"
            | "article"
            | "articles"
            | "art"
            | "section"
            | "sections"
            | "paragraph"
            | "paragraphs"
            | "para"
            | "paras"
            | "page"
            | "pages"
            | "p"
            | "pp"
            | "chapter"
            | "rule"
            | "rules"
            | "resolution"
            | "resolutions"
            | "decision"
            | "decisions"
            | "document"
            | "documents"
            | "docs"
            | "item"
            | "items"
            | "ibid"
            | "regulation"
            | "directive"
            | "vol"
            | "volume"
            | "room"
            | "order"
            | "figure"
            | "table"
            | "annex"
            | "§"
    )
}

/// Words that go on with a sentence behind a year.
fn goes_on(norm: &str) -> bool {
    matches!(
        norm,
        "was"
            | "is"
            | "were"
            | "has"
            | "had"
            | "will"
            | "would"
            | "saw"
            | "marked"
            | "marks"
            | "brought"
            | "began"
            | "and"
            | "in"
            | "to"
            | "the"
            | "at"
            | "as"
            | "by"
            | "on"
            | "that"
            | "which"
            | "when"
            | "alone"
            | "onwards"
            | "onward"
    )
}

/// Words that lead to a year over a small word: `prior to 1943`, `no later than 1995`, `since at least 2003`.
fn leads_to_year(norm: &str) -> bool {
    matches!(
        norm,
        "prior"
            | "up"
            | "back"
            | "compared"
            | "according"
            | "later"
            | "earlier"
            | "at"
            | "since"
            | "close"
            | "previous"
    )
}

/// Words before which a number counts things.
fn counts(norm: &str) -> bool {
    matches!(
        norm,
        "people"
            | "persons"
            | "men"
            | "women"
            | "children"
            | "soldiers"
            | "troops"
            | "civilians"
            | "refugees"
            | "members"
            | "participants"
            | "delegates"
            | "prisoners"
            | "detainees"
            | "victims"
            | "inhabitants"
            | "households"
            | "families"
            | "cases"
            | "words"
            | "votes"
            | "times"
            | "copies"
            | "pages"
            | "sites"
            | "users"
            | "websites"
            | "accounts"
            | "dollars"
            | "euros"
            | "pounds"
            | "francs"
            | "roubles"
            | "rubles"
            | "tons"
            | "tonnes"
            | "kilos"
            | "kilograms"
            | "kilometres"
            | "kilometers"
            | "km"
            | "miles"
            | "metres"
            | "meters"
            | "feet"
            | "acres"
            | "hectares"
            | "degrees"
            | "megawatts"
            | "mw"
            | "hours"
            | "days"
            | "weeks"
            | "months"
            | "years"
            | "minutes"
            | "seconds"
            | "percent"
            | "%"
            | "per"
            | "million"
            | "billion"
            | "trillion"
            | "thousand"
            | "hundred"
            | "observers"
            | "officers"
            | "workers"
            | "employees"
            | "students"
            | "villages"
            | "homes"
            | "houses"
            | "islands"
            | "projects"
            | "ships"
            | "tanks"
            | "missiles"
            | "warheads"
            | "aircraft"
            | "barrels"
            | "calories"
            | "jobs"
            | "staff"
            | "personnel"
            | "volunteers"
    )
}
