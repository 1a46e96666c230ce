//! What a group of documents says, taken together.

use super::mean::{Mean, Means};
use crate::codebook::Codebook;
use crate::measure::{DocumentCounts, Framing, Pool};

/// A group of documents, measured.
#[derive(Clone, Debug)]
pub struct Aggregate {
    /// Documents in it.
    pub n_documents: u64,
    /// Those of them left out because their counts say nothing (another language).
    pub n_excluded: u64,
    /// Their counts added up; intervals draw documents.
    pub pooled: Framing,
    /// Means over documents.
    pub means: Vec<Mean>,
}

/// A group of documents being gathered. Of each only two rows of numbers are kept.
#[derive(Clone, Debug)]
pub struct Gathering<'c> {
    n_documents: u64,
    n_excluded: u64,
    pool: Pool<'c>,
    means: Means<'c>,
}

impl<'c> Gathering<'c> {
    /// Nobody yet.
    #[must_use]
    pub fn new(codebook: &'c Codebook) -> Self {
        Self { n_documents: 0, n_excluded: 0, pool: Pool::new(codebook), means: Means::new(codebook) }
    }

    /// Adds a document.
    pub fn add(&mut self, document: &DocumentCounts) {
        self.n_documents += 1;
        self.n_excluded += u64::from(document.excluded.is_some());
        self.pool.add(document);
        self.means.add(document);
    }

    /// What they say. Both parts draw the same `replicates` samples of documents from `seed`.
    #[must_use]
    pub fn aggregate(&self, draws: (usize, u64)) -> Aggregate {
        Aggregate {
            n_documents: self.n_documents,
            n_excluded: self.n_excluded,
            pooled: self.pool.framing(draws),
            means: self.means.means(draws),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::fixture::codebook;
    use crate::measure::{Reason, Tally};

    /// A document of so many words with so many events of weight 1 on each side.
    fn document(n_words: u64, events: [u64; 2]) -> DocumentCounts {
        let mut counts = DocumentCounts::new(&codebook());
        counts.n_words = n_words;
        counts.n_sentences = n_words / 10;
        for (frame, events) in counts.frames.iter_mut().zip(events) {
            frame.tally = Tally { events, weight: events as f64 };
        }
        counts
    }

    fn all(documents: &[DocumentCounts]) -> Aggregate {
        let codebook = codebook();
        let mut gathering = Gathering::new(&codebook);
        documents.iter().for_each(|document| gathering.add(document));
        gathering.aggregate((400, 1))
    }

    fn mean<'a>(aggregate: &'a Aggregate, name: &str) -> &'a Mean {
        aggregate.means.iter().find(|mean| mean.statistic == name).expect("every mean is there")
    }

    #[test]
    fn long_documents_weigh_more_in_the_pool_and_the_same_in_the_mean() {
        let aggregate = all(&[document(1000, [10, 0]), document(100, [4, 0])]);
        let pooled = aggregate.pooled.frames[0].rate_per_1000_words.value.expect("there are words");
        let mean = &mean(&aggregate, "rate_per_1000_words").estimate;
        assert!((pooled - 14_000.0 / 1100.0).abs() < 1e-12);
        assert_eq!((mean.value, mean.count, mean.denominator), (Some(25.0), 2, 2));
        assert_eq!(mean.reason, Some(Reason::TooFewDocuments));
    }

    #[test]
    fn surer_documents_weigh_more_by_inverse_variance() {
        let aggregate = all(&[document(1000, [60, 20]), document(1000, [0, 1])]);
        let (sure, unsure) = (libm::log(60.5 / 20.5), libm::log(0.5 / 1.5));
        let weights = [1.0 / (1.0 / 60.5 + 1.0 / 20.5), 1.0 / (2.0 + 1.0 / 1.5)];
        let expected = (weights[0] * sure + weights[1] * unsure) / (weights[0] + weights[1]);
        let value = |name| mean(&aggregate, name).estimate.value.expect("defined");
        assert!((value("position") - 0.5 * (sure + unsure)).abs() < 1e-12);
        assert!((value("position_inverse_variance") - expected).abs() < 1e-12);
    }

    #[test]
    fn silent_documents_count_for_words_but_have_no_position() {
        let aggregate = all(&[document(500, [3, 1]), document(500, [0, 0])]);
        assert_eq!(mean(&aggregate, "position").estimate.count, 1);
        assert_eq!(aggregate.pooled.n_words, 1000);
    }

    #[test]
    fn intervals_draw_documents_and_hold_the_estimate() {
        let documents: Vec<DocumentCounts> =
            (0..20).map(|at| document(400 + 10 * at, [at % 7, 2 + at % 3])).collect();
        let aggregate = all(&documents);
        for estimate in [&aggregate.pooled.position, &mean(&aggregate, "position").estimate] {
            let (value, interval) = (estimate.value.expect("defined"), estimate.interval.expect("enough"));
            assert!(interval.lo < value && value < interval.hi);
            assert_eq!(interval.method, "document-bootstrap");
        }
    }

    #[test]
    fn excluded_documents_are_counted_but_say_nothing() {
        let foreign = DocumentCounts { excluded: Some(Reason::UnsupportedLanguage), ..document(900, [0, 0]) };
        let aggregate = all(&[document(100, [1, 0]), foreign]);
        assert_eq!((aggregate.n_documents, aggregate.n_excluded, aggregate.pooled.n_words), (2, 1, 100));
    }
}
