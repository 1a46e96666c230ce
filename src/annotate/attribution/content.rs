//! What is ascribed: where it begins and ends.

use super::line::{Line, NO_QUOTE};
use super::words::Facts;
use crate::annotate::AttributionKind;
use std::ops::Range;

/// Tokens between a cue and its *that*: a time, a place, the one spoken to.
const MOST_ADJUNCTS: usize = 16;

/// Tokens of a clause: no sentence of a text is so long, and one that never ends must not be read anew for each cue.
const LONGEST_CLAUSE: usize = 1000;

/// What is ascribed, in tokens.
#[derive(Clone, Debug)]
pub(super) struct Content {
    pub ranges: Vec<Range<usize>>,
    pub kind: AttributionKind,
}

impl Content {
    /// As a position or act, unless it is quoted.
    pub fn ascribed(self) -> Self {
        let kind = if self.kind == AttributionKind::Indirect { AttributionKind::Ascribed } else { self.kind };
        Self { kind, ..self }
    }
}

impl Line<'_, '_> {
    /// Whether a quotation begins with this token.
    pub fn opens_quote(&self, at: usize) -> bool {
        self.quote(at) != NO_QUOTE && (at == self.tokens.start || self.quote(at - 1) != self.quote(at))
    }

    /// The end of the sentence, or of the quotation that `at` stands in, without the final stop.
    fn last_of_clause(&self, at: usize) -> usize {
        let quote = self.quote(at);
        let mut end = self.tokens.end.min(at + LONGEST_CLAUSE);
        if quote != NO_QUOTE {
            end = (at..end).find(|&it| self.quote(it) != quote).unwrap_or(end);
        }
        while end > at && self.is_edge(end - 1) && self.quote(end - 1) == quote && !self.is_mark(end - 1, ")")
        {
            end -= 1;
        }
        end
    }

    /// Behind what may stand between a verb and what it takes: *said on Tuesday in Geneva that*.
    pub fn behind_adjuncts(&self, behind: usize, facts: Facts) -> usize {
        let limit = self.tokens.end.min(behind + MOST_ADJUNCTS);
        let mut at = behind;
        let is_date = |at: usize| {
            self.reader.mention_at(at).is_some_and(|it| it.label == crate::gazetteer::Label::Date)
        };
        while at < limit
            && (self.facts(at).any(Facts::TIME.or(Facts::ADVERB)) || is_date(at))
            && !self.facts(at).any(Facts::COORDINATOR)
        {
            at += 1;
        }
        if self.facts(at).any(Facts::THAT) || self.opens_quote(at) {
            return at;
        }
        // The one spoken to, or an adjunct, up to *that*, a colon or a quotation.
        let may_stand = facts.any(Facts::TELL)
            || self.facts(at).any(Facts::PREPOSITION.or(Facts::TIME))
            || self.is_mark(at, ",");
        if may_stand {
            let mut verbs = 0;
            for it in at..limit {
                if self.facts(it).any(Facts::THAT) && verbs == 0
                    || self.opens_quote(it) && self.is_edge(it - 1)
                    || self.is_mark(it, ":")
                {
                    return if self.is_mark(it, ":") && self.opens_quote(it + 1) { it + 1 } else { it };
                }
                verbs += usize::from(self.is_verb(it));
            }
        }
        if facts.any(Facts::TELL)
            && let Some(spoken_to) = self.phrase_behind(at).filter(|it| it.end < limit)
        {
            return spoken_to.end;
        }
        if self.is_mark(at, ",") && self.opens_quote(at + 1) { at + 1 } else { at }
    }

    /// What begins at `start` and goes on to the end of its clause.
    pub fn content_from(&self, start: usize) -> Option<Content> {
        let start = if self.is_mark(start, ":") || self.is_mark(start, ",") { start + 1 } else { start };
        if !self.tokens.contains(&start) {
            return None;
        }
        let opens = self.opens_quote(start);
        let quote = self.quote(start);
        let end = if opens { self.end_of_quoted(start) } else { self.clause_end(start) };
        if end <= start {
            return None;
        }
        let kind = if opens && (end..self.tokens.end).all(|at| self.is_edge(at)) && quote != NO_QUOTE {
            AttributionKind::Direct
        } else if (start..end).any(|at| self.opens_quote(at)) {
            AttributionKind::Mixed
        } else {
            AttributionKind::Indirect
        };
        Some(Content { ranges: std::iter::once(start..end).collect(), kind })
    }

    /// Where content ends that begins with a quotation: with it, or with the clause that goes on behind it.
    fn end_of_quoted(&self, start: usize) -> usize {
        let quote = self.quote(start);
        let end = (start..self.tokens.end).find(|&at| self.quote(at) != quote).unwrap_or(self.tokens.end);
        if end < self.tokens.end && !self.is_edge(end) {
            self.clause_end(end.min(self.tokens.end - 1)).max(end)
        } else {
            end
        }
    }

    /// Where the clause that holds `start` ends: before a semicolon, a contrast, or the next thing that is said.
    fn clause_end(&self, start: usize) -> usize {
        let end = self.last_of_clause(start);
        let quote = self.quote(start);
        for at in start + 1..end {
            if self.quote(at) != quote {
                continue;
            }
            if self.is_mark(at, ";") {
                return at;
            }
            if self.is_mark(at, ",") {
                let next = self.facts(at + 1);
                let speaks_on = next.any(Facts::ING) && next.any(Facts::SAY.or(Facts::JUDGE));
                let second = self.facts(at + 2);
                let author = next.any(Facts::COORDINATOR) && second.any(Facts::AUTHOR) && quote == NO_QUOTE;
                let says_too =
                    next.any(Facts::COORDINATOR) && second.any(Facts::SAY) && second.any(Facts::PAST);
                if next.any(Facts::BREAK.or(Facts::ACCORDING)) || speaks_on || says_too || author {
                    return at;
                }
            }
            if self.facts(at).any(Facts::COORDINATOR) {
                let next = self.facts(at + 1);
                if next.any(Facts::SAY) && next.any(Facts::PAST) && !next.any(Facts::CUE_NOUN) {
                    return at;
                }
            }
        }
        end
    }

    /// Whether what is said stands before these tokens: a comma or a quotation ends there, and no clause follows.
    pub fn is_postposed(&self, block: &Range<usize>) -> bool {
        let Some(before) = block.start.checked_sub(1).filter(|at| self.tokens.contains(at)) else {
            return false;
        };
        let after_quote = self.quote(before) != self.quote(block.start);
        let after_comma = self.is_mark(before, ",");
        if !after_quote && !after_comma || before == self.tokens.start {
            return false;
        }
        let next = self.facts(block.end);
        if next.any(Facts::THAT) || self.is_mark(block.end, ":") {
            return false;
        }
        if after_quote || self.quote(before - 1) != self.quote(block.start) {
            return !(self.is_mark(block.end, ",")
                && self.opens_quote(block.end + 1)
                && !self.is_long_quote(before))
                || self.is_long_quote(before);
        }
        self.has_verb(self.tokens.start..before)
            && (self.is_edge(block.end) || next.any(Facts::PREPOSITION.or(Facts::TIME)))
    }

    /// Whether the quotation that ends with or before the comma at `at` is more than a word or two.
    fn is_long_quote(&self, at: usize) -> bool {
        let at = if self.quote(at) == NO_QUOTE { at - 1 } else { at };
        let quote = self.quote(at);
        quote != NO_QUOTE && (self.tokens.start..=at).filter(|&it| self.quote(it) == quote).count() > 3
    }

    /// What stands around these tokens: all of the sentence before them, and what goes on behind.
    pub fn content_around(&self, block: Range<usize>) -> Option<Content> {
        let quote = self.quote(block.start);
        let mut ranges = Vec::new();
        let mut first = self.tokens.start;
        if quote != NO_QUOTE {
            first = (first..block.start).find(|&at| self.quote(at) == quote).unwrap_or(block.start);
        }
        let mut end = block.start;
        while end > first && self.is_edge(end - 1) && self.quote(end - 1) == quote {
            end -= 1;
        }
        while first < end
            && (self.is_edge(first) && self.quote(first) == quote
                || self.facts(first).any(Facts::COORDINATOR))
        {
            first += 1;
        }
        // A clause of the author's own may stand before: only what belongs to the last one counts.
        if let Some(parted) = (first..end).rev().find(|&at| self.is_mark(at, ";") && self.quote(at) == quote)
        {
            first = parted + 1;
        }
        if first < end {
            ranges.push(first..end);
        }
        let behind = block.end + usize::from(self.is_mark(block.end, ","));
        let goes_on = self.is_mark(block.end, ",") || ranges.is_empty();
        let last = self.last_of_clause(behind.min(self.tokens.end.saturating_sub(1)));
        if goes_on && behind < last {
            let next = self.facts(behind);
            let is_participle = next.any(Facts::ING) && !next.any(Facts::PREPOSITION);
            let is_other = is_participle || next.any(Facts::BREAK.or(Facts::RELATIVE));
            if !is_other {
                let end = if self.opens_quote(behind) {
                    self.end_of_quoted(behind)
                } else {
                    self.clause_end(behind)
                };
                ranges.push(behind..end.max(behind + 1));
            }
        }
        (!ranges.is_empty()).then(|| Content { kind: self.kind_of(&ranges, quote), ranges })
    }

    /// Direct if all of it is quoted, mixed if a part is.
    fn kind_of(&self, ranges: &[Range<usize>], outer: u32) -> AttributionKind {
        let is_quoted = |at: usize| self.quote(at) != outer;
        if ranges.iter().all(|range| range.clone().all(is_quoted)) {
            AttributionKind::Direct
        } else if ranges.iter().any(|range| range.clone().any(is_quoted)) {
            AttributionKind::Mixed
        } else {
            AttributionKind::Indirect
        }
    }
}
