//! Intervals of what was drawn from documents.

use crate::stats::bootstrap::{Replicates, Sums};
use crate::stats::{Interval, expanded_percentile};

const METHOD: &str = "document-bootstrap";

/// 95 % interval of a statistic of drawn documents; `None` where nothing was drawn.
pub(super) fn of_values(mut draws: Vec<f64>, n_documents: usize) -> Option<Interval> {
    expanded_percentile(&mut draws, n_documents, METHOD)
}

/// 95 % interval of a statistic of one group.
pub(super) fn of_one(drawn: &Replicates, statistic: impl FnMut(Sums<'_>) -> Option<f64>) -> Option<Interval> {
    of_values(drawn.values(statistic), drawn.n_units())
}

/// 95 % interval of a statistic of the target less that of the reference. The smaller group says how sure it is.
pub(super) fn of_difference(
    (target, reference): (&Replicates, &Replicates),
    statistic: impl Fn(Sums<'_>) -> Option<f64>,
) -> Option<Interval> {
    let draws = target.differences(reference, statistic);
    of_values(draws, target.n_units().min(reference.n_units()))
}
