//! A score with its interval, and counts with the scores that follow from them.

use crate::stats::Interval;
use std::fmt;

/// A score with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// The score; `None` where it is undefined (no sentence shows the frame, nor is said to).
    pub value: Option<f64>,
    /// By document-cluster bootstrap, percentiles; `None` with too few documents.
    pub interval: Option<Interval>,
}

impl Score {
    /// The value alone: `0.867`, `–` where it is undefined.
    #[must_use]
    pub fn plain(&self) -> String {
        self.value.map_or_else(|| "–".to_owned(), |value| format!("{value:.3}"))
    }
}

/// The value with its interval, where that is known: `0.867 [0.834, 0.894]`.
impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.plain())?;
        self.interval.map_or(Ok(()), |interval| write!(f, " [{:.3}, {:.3}]", interval.lo, interval.hi))
    }
}

/// How the intervals are drawn.
#[derive(Clone, Copy, Debug)]
pub struct Resampling {
    /// Replicates.
    pub replicates: usize,
    /// Seed.
    pub seed: u64,
}

/// Things (names, spans, sentences of a class) of gold, of the program, and of both, with the scores that follow.
#[derive(Clone, Debug, PartialEq)]
pub struct Matched {
    /// Those that people marked.
    pub n_gold: u64,
    /// Those that the program found.
    pub n_found: u64,
    /// Those on which both agree.
    pub n_agreed: u64,
    /// Agreed / found.
    pub precision: Score,
    /// Agreed / gold.
    pub recall: Score,
    /// Harmonic mean of the two.
    pub f1: Score,
}
