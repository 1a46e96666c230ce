//! Many documents side by side, each with the same say.

use super::interval;
use crate::codebook::{Codebook, FrameIx};
use crate::measure::{DocumentCounts, Estimate, Framing, MIN_DOCUMENTS, Reason, values};
use crate::stats::bootstrap::{Sums, Units};
use crate::stats::logit_scale;

/// The mean of a statistic over documents.
#[derive(Clone, Debug, PartialEq)]
pub struct Mean {
    /// The name of the statistic, as in [`STATISTICS`](crate::measure::STATISTICS).
    pub statistic: &'static str,
    /// The frame it is about, if one.
    pub frame: Option<FrameIx>,
    /// The mean over the documents that have the statistic. `count` are those documents, `denominator` all.
    pub estimate: Estimate,
}

/// The mean x̄ = Σ wᵢxᵢ / Σ wᵢ of each statistic over the documents for which it is defined: what a document
/// of the corpus is like, where [`Pool`](crate::measure::Pool) says what its words are like.
///
/// Every document has weight 1; only `position_inverse_variance` weighs each by the inverse of its Poisson
/// variance 1/(c₊ + ½) + 1/(c₋ + ½), so that texts with little evidence have little say. (Rates are not
/// weighted so: their variance grows with their value, and the mean would lean to the silent.)
///
/// Intervals draw whole documents (ends by [`expanded_percentile`](crate::stats::expanded_percentile)); with fewer than five documents
/// there are none. Documents whose counts are [excluded](DocumentCounts::excluded) are left out.
#[derive(Clone, Debug)]
pub struct Means<'c> {
    codebook: &'c Codebook,
    columns: Vec<Column>,
    /// Weight times value and weight of each statistic, a row a document.
    units: Units,
}

/// A statistic over the documents so far.
#[derive(Clone, Debug)]
struct Column {
    name: &'static str,
    frame: Option<FrameIx>,
    n: u64,
    weight: f64,
    weighted: f64,
}

impl<'c> Means<'c> {
    /// Nothing yet.
    #[must_use]
    pub fn new(codebook: &'c Codebook) -> Self {
        let column =
            |it: Statistic| Column { name: it.name, frame: it.frame, n: 0, weight: 0.0, weighted: 0.0 };
        let all = statistics(&values(codebook, &DocumentCounts::new(codebook)));
        let columns: Vec<Column> = all.into_iter().map(column).collect();
        Self { codebook, units: Units::new(2 * columns.len()), columns }
    }

    /// Adds a document.
    pub fn add(&mut self, document: &DocumentCounts) {
        if document.excluded.is_some() {
            return;
        }
        let all = statistics(&values(self.codebook, document));
        for (column, it) in self.columns.iter_mut().zip(&all) {
            column.n += u64::from(it.weight > 0.0);
            column.weight += it.weight;
            column.weighted += it.weighted;
        }
        self.units.push(&all.iter().flat_map(|it| [it.weighted, it.weight]).collect::<Vec<f64>>());
    }

    /// The means.
    #[must_use]
    pub fn means(&self, (replicates, seed): (usize, u64)) -> Vec<Mean> {
        let n = self.units.len();
        let drawn = self.units.resample(if n < MIN_DOCUMENTS { 0 } else { replicates }, seed);
        let mean = |(at, column): (usize, &Column)| {
            let value = (column.n > 0).then(|| column.weighted / column.weight);
            let estimate = Estimate::of(value, Reason::TooFewDocuments, column.n, n as u64)
                .with(|| interval::of_one(&drawn, |sums| mean_at(sums, at)));
            let bare = estimate.is_bare();
            let estimate = if bare { estimate.because(Reason::TooFewDocuments) } else { estimate };
            Mean { statistic: column.name, frame: column.frame, estimate }
        };
        self.columns.iter().enumerate().map(mean).collect()
    }
}

fn mean_at(sums: Sums<'_>, at: usize) -> Option<f64> {
    let weight = sums.get(2 * at + 1);
    (weight > 0.0).then(|| sums.get(2 * at) / weight)
}

/// A statistic of one document: its weight, and its value times that. Both 0 where it is undefined.
struct Statistic {
    name: &'static str,
    frame: Option<FrameIx>,
    weighted: f64,
    weight: f64,
}

impl Statistic {
    fn of(name: &'static str, frame: Option<FrameIx>, estimate: &Estimate, weight: f64) -> Self {
        let weighted = estimate.value.map(|value| value * weight);
        let weight = if weighted.is_some() { weight } else { 0.0 };
        Self { name, frame, weighted: weighted.unwrap_or(0.0), weight }
    }
}

/// The statistics that are averaged, in a fixed order. Balance is not among them: it must not be averaged
/// over documents of unequal evidence.
fn statistics(framing: &Framing) -> Vec<Statistic> {
    let position = &framing.position;
    let (positive, both) = (position.count as f64, position.denominator as f64);
    let error = logit_scale::standard_error(positive, both - positive);
    let plain = [
        ("emphasis", &framing.emphasis),
        ("ambivalence", &framing.ambivalence),
        ("family_entropy", &framing.family_entropy),
        ("comention", &framing.comention),
        ("comention_share", &framing.comention_share),
        ("affirmation_rate", &framing.dimensions[0]),
        ("violation_rate", &framing.dimensions[1]),
        ("justification_rate", &framing.dimensions[2]),
        ("violation_share", &framing.violation_share),
        ("justification_share", &framing.justification_share),
    ];
    let mut all = vec![
        Statistic::of("position", None, position, 1.0),
        Statistic::of("position_inverse_variance", None, position, 1.0 / (error * error)),
    ];
    all.extend(plain.map(|(name, estimate)| Statistic::of(name, None, estimate, 1.0)));
    for it in &framing.frames {
        let frame = Some(it.frame);
        all.push(Statistic::of("rate_per_1000_words", frame, &it.rate_per_1000_words, 1.0));
        all.push(Statistic::of("emphasis", frame, &it.emphasis, 1.0));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::fixture::codebook;
    use crate::measure::{STATISTICS, Tally};

    #[test]
    fn every_mean_is_of_a_known_statistic() {
        for mean in Means::new(&codebook()).means((0, 1)) {
            assert!(STATISTICS.iter().any(|known| known.name == mean.statistic), "{}", mean.statistic);
            assert_eq!(mean.estimate.reason, Some(Reason::TooFewDocuments));
        }
    }

    #[test]
    fn equal_documents_leave_no_doubt() {
        let mut one = DocumentCounts::new(&codebook());
        one.n_words = 10;
        one.frames[0].tally = Tally { events: 1, weight: 1.0 };
        let codebook = codebook();
        let mut means = Means::new(&codebook);
        (0..6).for_each(|_| means.add(&one));
        let means = means.means((100, 1));
        let rate = means.iter().find(|mean| mean.statistic == "rate_per_1000_words").expect("it is averaged");
        assert_eq!(rate.estimate.interval.map(|it| (it.lo, it.hi)), Some((100.0, 100.0)));
    }
}
