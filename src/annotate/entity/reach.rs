//! How far a name reaches from a word that is surely part of it.

use super::page::Page;
use super::word_lists::WordLists;
use crate::gazetteer::Label;
use std::ops::Range;

/// Most small words in a row inside a name.
const CONNECTORS: usize = 3;

/// Most tokens of a name.
pub(super) const LONGEST: usize = 24;

/// The sentence in which names are reached for.
#[derive(Clone, Copy)]
pub(super) struct Reach<'p, 'd> {
    pub page: &'p Page<'d>,
    pub lists: &'p WordLists,
    pub start: usize,
    pub limit: usize,
}

impl Reach<'_, '_> {
    /// Where the name that goes on at token `from` ends. `is_barrier` says which tokens begin another name.
    pub fn right(&self, from: usize, label: Label, is_barrier: impl Fn(usize) -> bool) -> usize {
        let limit = self.limit.min(from + LONGEST);
        let mut end = from;
        if from > self.start && self.page.is_genitive(from - 1) {
            return end;
        }
        while end < limit {
            if self.is_part(end) || self.page.is_number(end) && self.may_follow(end) {
                end += 1;
                if self.page.is_genitive(end - 1) {
                    return end;
                }
                continue;
            }
            match self.over_connectors(end, label, &is_barrier).or_else(|| self.over_comma(end, label)) {
                Some(next) if next < limit => end = next,
                _ => break,
            }
        }
        end
    }

    /// These tokens without small words at the end: no name ends in *on*.
    pub fn trimmed(&self, tokens: Range<usize>) -> Range<usize> {
        let ends_name = |&at: &usize| self.is_part(at) || self.page.is_number(at) || !self.is_small_word(at);
        let end = tokens.clone().rev().find(ends_name).map_or(tokens.start, |last| last + 1);
        tokens.start..end
    }

    fn is_small_word(&self, at: usize) -> bool {
        let word = self.page.word(at).whole;
        self.lists.connectors.contains(&word) || self.lists.connectors_of_acts.contains(&word)
    }

    /// The same as [`Self::left`], and over one *and* in titles of acts: *Press and Publications Law*.
    pub fn left_over_and(&self, to: usize, label: Label, is_barrier: impl Fn(usize) -> bool) -> usize {
        let start = self.left(to);
        let goes_on = label == Label::Instrument
            && start > self.start + 1
            && start < to
            && self.page.form(start - 1) == "and"
            && self.is_part(start - 2)
            && !self.page.is_genitive(start - 2);
        let further = if goes_on { self.left(start - 1) } else { start };
        if (further..start).any(is_barrier) { start } else { further }
    }

    /// Whether a number belongs to the word before it: *Protocol 12*, *Act of 1979*.
    fn may_follow(&self, at: usize) -> bool {
        at > self.start
            && !self.page.touches_before(at)
            && (self.is_part(at - 1) || self.page.word(at - 1).whole == self.lists.of && self.is_year(at))
    }

    /// Where the name that ends before token `to` begins.
    pub fn left(&self, to: usize) -> usize {
        let mut start = to;
        while start > self.start && start + LONGEST > to {
            let before = start - 1;
            if self.page.is_joint(before) && before > self.start && self.is_part(before - 1) {
                start -= 2;
            } else if self.is_part(before) && !self.page.is_genitive(before) {
                start = before;
            } else {
                break;
            }
        }
        start
    }

    /// Whether the token is a capitalised word of a name.
    pub fn is_part(&self, at: usize) -> bool {
        self.page.is_capital(at) && !self.lists.function_words.contains(&self.page.word(at).whole)
    }

    /// The capitalised word behind a few small words, or behind a hyphen, at token `from`.
    fn over_connectors(
        &self,
        from: usize,
        label: Label,
        is_barrier: &impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let goes_on = |next: usize| next < self.limit && self.is_part(next);
        if self.page.is_joint(from) {
            return Some(from + 1).filter(|&next| goes_on(next) && !is_barrier(next));
        }
        let is_act = matches!(label, Label::Instrument | Label::Event);
        let connects = |at: usize| {
            let word = self.page.word(at).whole;
            self.lists.connectors.contains(&word) || is_act && self.lists.connectors_of_acts.contains(&word)
        };
        let n =
            (from..self.limit).take(CONNECTORS + usize::from(is_act)).take_while(|&at| connects(at)).count();
        let next = from + n;
        let first = if n > 0 { self.page.form(from) } else { return None };
        if is_act && first == "of" && n == 1 && next < self.limit && self.is_year(next) {
            return Some(next);
        }
        let begins_another = match first {
            // *the* alone, and *and the*, begin another name.
            "the" => n == 1,
            "and" | "&" => n > 1 && !is_act || is_barrier(next),
            "in" => label == Label::Event || is_barrier(next),
            _ => false,
        };
        (!begins_another && goes_on(next)).then_some(next)
    }

    /// The word behind a comma in *Ministry of Labour, Industry, and Trade*.
    fn over_comma(&self, from: usize, label: Label) -> Option<usize> {
        if label != Label::GovBody || self.page.form(from) != "," {
            return None;
        }
        let part = |at: usize| (at..self.limit).take_while(|&at| self.is_part(at)).count();
        let mut at = from;
        // One to four further parts, the last behind an *and*.
        for _ in 0..4 {
            let comma = usize::from(at < self.limit && self.page.form(at) == ",");
            let and = usize::from(at + comma < self.limit && self.page.form(at + comma) == "and");
            let start = at + comma + and;
            if comma + and == 0 || start >= self.limit || part(start) == 0 {
                return None;
            }
            if and > 0 {
                let first = from + 1;
                return Some(if self.page.form(first) == "and" { first + 1 } else { first });
            }
            at = start + part(start);
        }
        None
    }

    fn is_year(&self, at: usize) -> bool {
        self.page.is_number(at) && self.page.written(at).len() == 4
    }
}
