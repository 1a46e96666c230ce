//! Counts of gold, found and agreed, document by document.

use super::{Matched, Resampling, Score};
use crate::stats::bootstrap::{Replicates, Sums, Units};
use crate::stats::percentile;

/// Columns of one thing that is counted: gold, found, agreed.
pub const WIDTH: usize = 3;

/// Sums over documents, and over as many draws of documents as were asked for.
pub struct CountedDocuments {
    whole: Vec<f64>,
    drawn: Option<Replicates>,
}

impl CountedDocuments {
    /// From the counts of each document, all of `n_columns`. With fewer than `least` documents there are no draws, and
    /// so no intervals.
    pub fn new(documents: &[Vec<f64>], n_columns: usize, least: usize, resampling: Resampling) -> Self {
        let mut units = Units::new(n_columns);
        let mut whole = vec![0.0; n_columns];
        for document in documents {
            units.push(document);
            whole.iter_mut().zip(document).for_each(|(sum, n)| *sum += n);
        }
        let is_drawn = documents.len() >= least;
        Self { whole, drawn: is_drawn.then(|| units.resample(resampling.replicates, resampling.seed)) }
    }

    /// What is counted in the three columns from `column` on.
    pub fn matched(&self, column: usize) -> Matched {
        Matched {
            n_gold: self.whole[column] as u64,
            n_found: self.whole[column + 1] as u64,
            n_agreed: self.whole[column + 2] as u64,
            precision: self.score(column, precision),
            recall: self.score(column, recall),
            f1: self.score(column, f1),
        }
    }

    fn score(&self, column: usize, share: Share) -> Score {
        let drawn = |sums: Sums<'_>| share(&|at| sums.get(column + at));
        Score {
            value: share(&|at| self.whole[column + at]),
            interval: self
                .drawn
                .as_ref()
                .and_then(|it| percentile(&mut it.values(drawn), "document-bootstrap")),
        }
    }
}

/// A score as a function of the counts of gold, found and agreed.
type Share = fn(&dyn Fn(usize) -> f64) -> Option<f64>;

fn precision(counts: &dyn Fn(usize) -> f64) -> Option<f64> {
    (counts(1) > 0.0).then(|| counts(2) / counts(1))
}

fn recall(counts: &dyn Fn(usize) -> f64) -> Option<f64> {
    (counts(0) > 0.0).then(|| counts(2) / counts(0))
}

fn f1(counts: &dyn Fn(usize) -> f64) -> Option<f64> {
    let all = counts(0) + counts(1);
    (all > 0.0).then(|| 2.0 * counts(2) / all)
}
