//! What keeps a verb from ascribing: things only told of, and laws that protect.

use super::line::Line;
use super::words::Facts;
use std::ops::Range;

impl Line<'_, '_> {
    /// Whether someone may say it, or did not: *may report cases*, *did not report the status*.
    pub(super) fn is_undone(&self, group: Range<usize>) -> bool {
        let undone = Facts::MODAL.or(Facts::NEGATION);
        group.into_iter().any(|at| self.facts(at).any(undone))
    }

    /// Whether the object tells that there were views, not which: *a wide variety of views*.
    pub(super) fn tells_many(&self, start: usize) -> bool {
        (start..self.tokens.end.min(start + 4)).any(|at| {
            self.facts(at).any(Facts::MANY)
                && self.facts(at + 1).any(Facts::OF)
                && self.facts(at + 2).any(Facts::CUE_NOUN)
        })
    }

    /// Whether the object begins with a wrong that people are protected from: *employment discrimination*.
    pub(super) fn names_wrong(&self, start: usize) -> bool {
        (start..self.tokens.end.min(start + 4))
            .take_while(|&at| !self.is_edge(at) && !self.facts(at).any(Facts::PREPOSITION))
            .any(|at| self.facts(at).any(Facts::WRONG))
    }

    /// *The law*, *such laws*: without a title of its own, the law of those who are written about. *Although the law
    /// forbids it* says what the author has against it.
    pub(super) fn is_law(&self, source: &Range<usize>) -> bool {
        source.len() == 2
            && !self.facts(source.start.wrapping_sub(1)).any(Facts::SUBORDINATOR)
            && self.facts(source.start).any(Facts::DETERMINER)
            && self.facts(source.start + 1).any(Facts::LAW_NOUN)
    }
}
