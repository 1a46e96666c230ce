//! The names of the gazetteer in one sentence, found again by their place.

use super::choose::Candidate;

/// Names in the order of the text, no two of which begin at one token.
///
/// A sentence may hold a hundred thousand of them (a file without full stops), and rules ask for those at a place
/// at nearly every token: no question looks at more than the logarithm of their number and the few that can reach
/// the place.
#[derive(Clone, Copy)]
pub(super) struct Known<'c> {
    names: &'c [Candidate],
    /// Tokens of the longest.
    longest: usize,
}

impl<'c> Known<'c> {
    /// `names` are sorted by their first token.
    pub fn new(names: &'c [Candidate]) -> Self {
        let longest = names.iter().map(|it| it.tokens.len()).max().unwrap_or(0);
        Self { names, longest }
    }

    /// All of them.
    pub fn names(self) -> &'c [Candidate] {
        self.names
    }

    /// The name that begins at a token.
    pub fn starting_at(self, at: usize) -> Option<&'c Candidate> {
        self.names.binary_search_by_key(&at, |it| it.tokens.start).ok().map(|found| &self.names[found])
    }

    /// The names that hold a token.
    pub fn holding(self, at: usize) -> impl Iterator<Item = &'c Candidate> {
        let begun = self.names.partition_point(|it| it.tokens.start <= at);
        let near = self.names[..begun].iter().rev().take_while(move |it| it.tokens.start + self.longest > at);
        near.filter(move |it| at < it.tokens.end)
    }
}

#[cfg(test)]
mod tests {
    use super::super::choose::Source;
    use super::*;
    use proptest::prelude::*;
    use std::ops::Range;

    fn names(places: &[(usize, usize)]) -> Vec<Candidate> {
        let mut places: Vec<Range<usize>> = places.iter().map(|&(start, n)| start..start + n).collect();
        places.sort_by_key(|it| it.start);
        places.dedup_by_key(|it| it.start);
        places.into_iter().map(|it| Candidate::new(it, Source::Defined)).collect()
    }

    proptest! {
        #[test]
        fn names_are_found_as_by_looking_at_all(
            places in prop::collection::vec((0..60_usize, 1..9_usize), 0..30),
            at in 0..70_usize
        ) {
            let names = names(&places);
            let known = Known::new(&names);
            let mut held: Vec<_> = known.holding(at).map(|it| it.tokens.clone()).collect();
            held.reverse();
            let all = || names.iter().map(|it| it.tokens.clone());
            prop_assert_eq!(held, all().filter(|it| it.contains(&at)).collect::<Vec<_>>());
            prop_assert_eq!(known.starting_at(at).map(|it| it.tokens.clone()), all().find(|it| it.start == at));
        }
    }

    #[test]
    fn names_far_away_are_not_looked_at() {
        let names = names(&(0..100_000).map(|at| (3 * at, 2)).collect::<Vec<_>>());
        let known = Known::new(&names);
        let begun = names.partition_point(|it| it.tokens.start <= 150_000);
        let near =
            names[..begun].iter().rev().take_while(|it| it.tokens.start + known.longest > 150_000).count();
        assert!(near <= known.longest);
        assert_eq!(known.holding(150_000).count(), 1);
    }
}
