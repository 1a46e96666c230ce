//! How far a name reaches from a word that is surely part of it.

use super::page::Page;
use super::word_lists::WordLists;
use crate::gazetteer::Label;

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
            if self.is_part(end) || self.page.is_number(end) && end > from && !self.page.touches_before(end) {
                end += 1;
                if self.page.is_genitive(end - 1) {
                    return end;
                }
            } else if let Some(next) = self.over_connectors(end, label).filter(|&next| next < limit) {
                let joins_two = is_barrier(next) && self.is_and(next - 1);
                if joins_two {
                    return end;
                }
                end = next;
            } else {
                break;
            }
        }
        end
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

    fn is_and(&self, at: usize) -> bool {
        matches!(self.page.form(at), "and" | "&" | "y")
    }

    /// The capitalised word behind a few small words, or behind a hyphen, at token `from`.
    fn over_connectors(&self, from: usize, label: Label) -> Option<usize> {
        if self.page.is_joint(from) {
            return Some(from + 1).filter(|&next| next < self.limit && self.is_part(next));
        }
        let is_act = matches!(label, Label::Instrument | Label::Event);
        let connects = |at: usize| {
            let word = self.page.word(at).whole;
            self.lists.connectors.contains(&word) || is_act && self.lists.connectors_of_acts.contains(&word)
        };
        let n =
            (from..self.limit).take(CONNECTORS + usize::from(is_act)).take_while(|&at| connects(at)).count();
        let next = from + n;
        // *the* alone begins another name.
        let the_alone = n == 1 && self.page.word(from).whole == self.lists.the;
        (n > 0 && !the_alone && next < self.limit && self.is_part(next)).then_some(next)
    }
}
