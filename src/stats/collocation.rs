//! Do two words stand together more than chance would have it?

use super::contingency::Contingency;
use super::log_odds::Share;
use libm::{log, log2, sqrt};

/// How often two words stand together, and each by itself, among `n` positions (pairs of neighbours).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Collocation {
    together: f64,
    first: f64,
    second: f64,
    n: f64,
}

impl Collocation {
    /// `None` unless 0 < together ≤ first, second and both words are in fewer than all `n` positions.
    #[must_use]
    pub fn new(together: u64, (first, second): (u64, u64), n: u64) -> Option<Self> {
        let is_there = together > 0 && together <= first.min(second) && first.max(second) < n;
        let [together, first, second, n] = [together, first, second, n].map(|count| count as f64);
        // No position may have neither word less often than never.
        (is_there && n - first - second + together >= 0.0).then_some(Self { together, first, second, n })
    }

    /// What `together` would be by chance.
    #[must_use]
    pub fn expected(&self) -> f64 {
        self.first * self.second / self.n
    }

    /// Pointwise mutual information log₂(O/E), bits; favours rare words. K. W. Church & P. Hanks (1990), Computational
    /// Linguistics 16:22-29.
    #[must_use]
    pub fn pmi(&self) -> f64 {
        log2(self.together / self.expected())
    }

    /// PMI over −log₂(O/N), in \[−1, 1\]. G. Bouma (2009).
    #[must_use]
    pub fn npmi(&self) -> f64 {
        self.pmi() / -log2(self.together / self.n)
    }

    /// log₂(O³/E): PMI that favours frequent pairs.
    #[must_use]
    pub fn mi3(&self) -> f64 {
        log2(self.together * self.together * self.together / self.expected())
    }

    /// (O − E)/√O.
    #[must_use]
    pub fn t_score(&self) -> f64 {
        (self.together - self.expected()) / sqrt(self.together)
    }

    /// (O − E)/√E.
    #[must_use]
    pub fn z_score(&self) -> f64 {
        (self.together - self.expected()) / sqrt(self.expected())
    }

    /// logDice 14 + log₂(2O/(R + C)), at most 14; does not depend on the size of the corpus. P. Rychlý (2008).
    #[must_use]
    pub fn log_dice(&self) -> f64 {
        14.0 + log2(2.0 * self.together / (self.first + self.second))
    }

    /// ΔP of the second word given the first: its share after the first less its share elsewhere. St. Th. Gries (2013).
    #[must_use]
    pub fn delta_p(&self) -> f64 {
        self.together / self.first - (self.second - self.together) / (self.n - self.first)
    }

    /// The same with the words changing places.
    #[must_use]
    pub fn reversed(&self) -> Self {
        Self { first: self.second, second: self.first, ..*self }
    }

    /// λ, the log odds ratio with ½ in every cell, and its standard error. D. Blaheta & M. Johnson (2001).
    #[must_use]
    pub fn lambda(&self) -> (f64, f64) {
        let [a, b, c, d] = [
            self.together,
            self.first - self.together,
            self.second - self.together,
            self.n - self.first - self.second + self.together,
        ]
        .map(|cell| cell + 0.5);
        (log(a * d / (b * c)), sqrt(1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d))
    }

    /// G² of the table of both words.
    #[must_use]
    pub fn g2(&self) -> f64 {
        let rest = Share { of: self.second - self.together, all: self.n - self.first };
        Contingency::new(Share { of: self.together, all: self.first }, rest).map_or(0.0, |table| table.g2())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_apart_by_chance_have_no_pull() {
        let chance = Collocation::new(10, (100, 100), 1000).expect("counts");
        assert!(chance.pmi().abs() < 1e-12 && chance.g2() < 1e-9 && chance.delta_p().abs() < 1e-12);
    }

    #[test]
    fn counts_that_cannot_be_are_refused() {
        assert!(Collocation::new(0, (1, 1), 10).is_none() && Collocation::new(2, (1, 3), 10).is_none());
        assert!(Collocation::new(1, (8, 9), 10).is_none(), "they would have to meet more often");
    }
}
