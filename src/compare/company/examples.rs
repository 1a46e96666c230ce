//! A few uses to read, spread over the documents by lot.

use std::collections::BTreeMap;

/// The first uses in an order that is drawn: the one drawn first in each document before the second of any, and documents
/// by lot among themselves. No matter how many are offered, few are kept; the order in which they are offered does not matter.
/// Of uses with the same words one is kept.
#[derive(Clone, Debug)]
pub struct Examples<T> {
    most: usize,
    kept: BTreeMap<(usize, u64), (u64, T)>,
}

impl<T> Examples<T> {
    /// None yet, of at most so many.
    #[must_use]
    pub const fn new(most: usize) -> Self {
        Self { most, kept: BTreeMap::new() }
    }

    /// Offers the uses of one document, each with its lot and the hash of its words; `make` makes those that are kept for now.
    pub fn offer(&mut self, mut uses: Vec<(u64, u64)>, make: impl Fn(u64) -> T) {
        uses.sort_unstable();
        let mut seen = Vec::new();
        uses.retain(|(_, words)| {
            !seen.contains(words) && seen.len() < self.most && {
                seen.push(*words);
                true
            }
        });
        for (rank, (lot, words)) in uses.into_iter().enumerate() {
            let key = (rank, lot);
            let same = self.kept.iter().find(|(_, kept)| kept.0 == words).map(|it| *it.0);
            if same.is_some_and(|same| same < key) {
                continue;
            }
            let is_late = self.kept.last_key_value().is_some_and(|last| *last.0 < key);
            if same.is_none() && self.kept.len() == self.most && is_late {
                continue;
            }
            same.and_then(|same| self.kept.remove(&same));
            self.kept.insert(key, (words, make(lot)));
            if self.kept.len() > self.most {
                self.kept.pop_last();
            }
        }
    }

    /// Those that were drawn first, in that order.
    #[must_use]
    pub fn into_drawn(self) -> Vec<T> {
        self.kept.into_values().map(|(_, it)| it).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Documents of uses, each with its lot and its words.
    fn drawn(most: usize, documents: &[&[(u64, u64)]]) -> Vec<u64> {
        let mut examples = Examples::new(most);
        documents.iter().for_each(|uses| examples.offer(uses.to_vec(), |lot| lot));
        examples.into_drawn()
    }

    #[test]
    fn every_document_has_its_turn_before_any_has_two() {
        let (one, other): (&[_], &[_]) = (&[(1, 1), (2, 2), (3, 3)], &[(50, 4), (40, 5)]);
        assert_eq!(drawn(3, &[one, other]), [1, 40, 2]);
        assert_eq!(drawn(3, &[other, one]), [1, 40, 2]);
        assert_eq!(drawn(9, &[one, other]), [1, 40, 2, 50, 3]);
    }

    #[test]
    fn the_same_words_are_read_once() {
        let (one, copy): (&[_], &[_]) = (&[(7, 1)], &[(3, 1), (9, 2)]);
        assert_eq!(drawn(5, &[one, copy]), [3, 9]);
        assert_eq!(drawn(5, &[copy, one]), [3, 9]);
    }

    #[test]
    fn none_are_asked_for() {
        assert!(drawn(0, &[&[(1, 1)]]).is_empty());
    }
}
