//! Many documents side by side, each with the same say.

use super::group::MIN_DOCUMENTS;
use super::{DocumentCounts, Estimate, Framing, Reason, values};
use crate::codebook::{Codebook, FrameIx};
use crate::stats::bootstrap::Units;
use crate::stats::percentile;

/// The mean of a statistic over documents.
#[derive(Clone, Debug, PartialEq)]
pub struct Mean {
    /// The name of the statistic, as in [`STATISTICS`](super::STATISTICS).
    pub statistic: &'static str,
    /// The frame it is about, if one.
    pub frame: Option<FrameIx>,
    /// The mean over the documents that have the statistic. `count` are those documents, `denominator` all.
    pub estimate: Estimate,
}

/// The unweighted mean x̄ = Σ xᵢ / n of each statistic over the n documents for which it is defined: what a
/// document of the corpus is like, where [`pooled`](super::pooled) says what its words are like.
///
/// Intervals draw whole documents (percentile; Efron & Tibshirani 1993, §13.3); with fewer than five documents
/// there are none. Documents whose counts are [excluded](DocumentCounts::excluded) are left out.
#[must_use]
pub fn mean_of_documents(
    codebook: &Codebook,
    documents: &[&DocumentCounts],
    (replicates, seed): (usize, u64),
) -> Vec<Mean> {
    let included = documents.iter().filter(|document| document.excluded.is_none());
    let framings: Vec<Framing> = included.map(|document| values(codebook, document)).collect();
    let blank = values(codebook, &DocumentCounts::new(codebook));
    let columns = statistics(&blank);
    let mut units = Units::new(2 * columns.len());
    for framing in &framings {
        let pair = |(.., estimate): &(_, _, &Estimate)| match estimate.value {
            Some(value) => [value, 1.0],
            None => [0.0, 0.0],
        };
        units.push(&statistics(framing).iter().flat_map(pair).collect::<Vec<f64>>());
    }
    let drawn = units.resample(if framings.len() < MIN_DOCUMENTS { 0 } else { replicates }, seed);
    let mean = |(at, &(statistic, frame, _)): (usize, &(&'static str, Option<FrameIx>, &Estimate))| {
        let defined: Vec<f64> =
            framings.iter().filter_map(|framing| statistics(framing)[at].2.value).collect();
        let n = defined.len() as u64;
        let value = (n > 0).then(|| defined.iter().sum::<f64>() / n as f64);
        let estimate = Estimate::of(value, Reason::TooFewDocuments, n, framings.len() as u64).with(|| {
            let mut means = drawn.values(|sums| {
                let n = sums.get(2 * at + 1);
                (n > 0.0).then(|| sums.get(2 * at) / n)
            });
            percentile(&mut means, "document-bootstrap")
        });
        let bare = estimate.is_bare();
        let estimate = if bare { estimate.because(Reason::TooFewDocuments) } else { estimate };
        Mean { statistic, frame, estimate }
    };
    columns.iter().enumerate().map(mean).collect()
}

/// The statistics that are averaged, in a fixed order. Balance is not among them: it must not be averaged
/// over documents of unequal evidence.
fn statistics(framing: &Framing) -> Vec<(&'static str, Option<FrameIx>, &Estimate)> {
    let mut all = vec![
        ("position", None, &framing.position),
        ("emphasis", None, &framing.emphasis),
        ("ambivalence", None, &framing.ambivalence),
        ("family_entropy", None, &framing.family_entropy),
        ("affirmation_rate", None, &framing.dimensions[0]),
        ("violation_rate", None, &framing.dimensions[1]),
        ("justification_rate", None, &framing.dimensions[2]),
    ];
    for frame in &framing.frames {
        all.push(("rate_per_1000_words", Some(frame.frame), &frame.rate_per_1000_words));
        all.push(("emphasis", Some(frame.frame), &frame.emphasis));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{self, PRIVACY, SOVEREIGNTY, line};
    use super::*;
    use crate::document::BlockKind;
    use crate::measure::sentence_frames;

    fn counts(n_words: usize, entries: &[usize]) -> DocumentCounts {
        let codebook = fixture::codebook();
        let (segmentation, annotations) = fixture::layers(&[line(n_words, entries)]);
        let shown = sentence_frames(&codebook, &segmentation, &annotations, &[BlockKind::Paragraph]);
        DocumentCounts::of(&codebook, &segmentation, &annotations, &shown)
    }

    fn rate(means: &[Mean]) -> &Estimate {
        &means.iter().find(|mean| mean.statistic == "rate_per_1000_words").unwrap().estimate
    }

    #[test]
    fn a_long_document_says_no_more_than_a_short_one() {
        let (short, long) = (counts(10, &[PRIVACY]), counts(1000, &[SOVEREIGNTY]));
        let means = mean_of_documents(&fixture::codebook(), &[&short, &long], (100, 1));
        assert_eq!(rate(&means).value, Some(50.0));
        assert_eq!(rate(&means).reason, Some(Reason::TooFewDocuments));
    }

    #[test]
    fn equal_documents_leave_no_doubt() {
        let one = counts(10, &[PRIVACY]);
        let means = mean_of_documents(&fixture::codebook(), &[&one; 6], (100, 1));
        let interval = rate(&means).interval.unwrap();
        assert_eq!((interval.lo, interval.hi), (100.0, 100.0));
    }
}
