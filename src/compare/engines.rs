//! Whether two engines see the same.

use crate::codebook::{Codebook, FrameIx};
use crate::measure::{Estimate, MIN_DOCUMENTS, Reason, SentenceFrames};
use crate::stats::agreement::Confusion;
use crate::stats::bootstrap::Units;
use crate::stats::{Interval, RankedPairs, logit_scale, percentile};

/// Classes of sentences by the sides of the contrast that they show: neither, the positive, the negative, both.
const N_CLASSES: usize = 4;

/// How the rules and a model read the sentences of the same documents (METRICS 20).
#[derive(Clone, Debug, PartialEq)]
pub struct EngineAgreement {
    /// Documents that were read.
    pub n_documents: u64,
    /// Their counted sentences.
    pub n_sentences: u64,
    /// Cohen's kappa over sentences: neither, one frame, the other, both. Interval by drawing documents.
    pub kappa: Estimate,
    /// Spearman's ρ over documents of the position by sentences, ln((n₊ + ½) / (n₋ + ½)), of documents in which each
    /// engine sees a frame. Counts those documents. Interval by drawing documents.
    pub position_spearman: Estimate,
}

/// How the rules (first) and a model (second) read the sentences of a document; `None` without a contrast.
#[must_use]
pub fn readings(codebook: &Codebook, sentences: &[SentenceFrames]) -> Option<Confusion> {
    let contrast = codebook.contrast?;
    let class = |frames: &[FrameIx]| {
        usize::from(frames.contains(&contrast.positive))
            + 2 * usize::from(frames.contains(&contrast.negative))
    };
    let mut cells = Confusion::new(N_CLASSES);
    sentences.iter().for_each(|sentence| cells.add(class(&sentence.by_rules), class(&sentence.frames)));
    Some(cells)
}

/// The readings of documents, being gathered.
#[derive(Clone, Debug)]
pub struct Readings {
    all: Confusion,
    units: Units,
    positions: Vec<(f64, f64)>,
}

impl Default for Readings {
    fn default() -> Self {
        let units = Units::new(N_CLASSES * N_CLASSES);
        Self { all: Confusion::new(N_CLASSES), units, positions: Vec::new() }
    }
}

impl Readings {
    /// Adds a document.
    pub fn add(&mut self, document: &Confusion) {
        self.all.merge(document);
        self.units.push(&document.cells().iter().map(|&cell| cell as f64).collect::<Vec<_>>());
        self.positions.extend(positions(document));
    }

    /// The agreement of the two engines on them; `None` where none was read.
    #[must_use]
    pub fn agreement(&self, (replicates, seed): (usize, u64)) -> Option<EngineAgreement> {
        let (n_documents, all) = (self.units.len(), &self.all);
        let replicates = if n_documents >= MIN_DOCUMENTS { replicates } else { 0 };
        let ranked = RankedPairs::new(&self.positions);
        let n = self.positions.len() as u64;
        let rho = Estimate::of(ranked.spearman(), Reason::TooFewDocuments, n, n_documents as u64);
        let same = (0..N_CLASSES).map(|class| all.get(class, class)).sum();
        let kappa = Estimate::of(all.cohen_kappa(), Reason::NoEvents, same, all.total());
        (n_documents > 0).then(|| EngineAgreement {
            n_documents: n_documents as u64,
            n_sentences: all.total(),
            kappa: kappa.with(|| self.kappa_interval((replicates, seed))),
            position_spearman: rho.with(|| {
                let drawn = if self.positions.len() >= MIN_DOCUMENTS { replicates } else { 0 };
                ranked.spearman_interval(drawn, seed, "document-bootstrap")
            }),
        })
    }

    fn kappa_interval(&self, (replicates, seed): (usize, u64)) -> Option<Interval> {
        let drawn = self.units.resample(replicates, seed);
        let mut values = drawn.values(|sums| {
            let cells = (0..N_CLASSES * N_CLASSES).map(|at| sums.get(at).round() as u64).collect();
            Confusion::from_cells(N_CLASSES, cells).cohen_kappa()
        });
        percentile(&mut values, "document-bootstrap")
    }
}

/// A document's position by sentences, of either engine; `None` where one of them sees no frame.
fn positions(document: &Confusion) -> Option<(f64, f64)> {
    let sentences = |shows: fn(usize, usize) -> usize, side: usize| {
        let classes = (0..N_CLASSES).flat_map(|rules| (0..N_CLASSES).map(move |model| (rules, model)));
        let shown = classes.filter(|&(rules, model)| shows(rules, model) & side != 0);
        shown.map(|(rules, model)| document.get(rules, model)).sum::<u64>()
    };
    let position = |shows: fn(usize, usize) -> usize| {
        let (positive, negative) = (sentences(shows, 1), sentences(shows, 2));
        (positive + negative > 0).then(|| logit_scale::position(positive as f64, negative as f64))
    };
    Some((position(|rules, _| rules)?, position(|_, model| model)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(cells: [(usize, usize, u64); 3]) -> Confusion {
        let mut table = Confusion::new(N_CLASSES);
        for (rules, model, n) in cells {
            (0..n).for_each(|_| table.add(rules, model));
        }
        table
    }

    #[test]
    fn positions_count_sentences_of_both_frames_on_each_side() {
        // Rules: one sentence of the positive frame, one of both; the model: two of both.
        let table = document([(1, 3, 1), (3, 3, 1), (0, 0, 5)]);
        let (rules, model) = positions(&table).expect("both see frames");
        assert!((rules - libm::log(2.5 / 1.5)).abs() < 1e-12);
        assert!(model.abs() < 1e-12);
        assert_eq!(positions(&document([(0, 1, 4), (0, 0, 1), (0, 2, 1)])), None);
    }

    #[test]
    fn engines_that_agree_agree_wholly() {
        let documents: Vec<Confusion> =
            (1..9).map(|n| document([(1, 1, n), (2, 2, 9 - n), (0, 0, 20)])).collect();
        let mut readings = Readings::default();
        documents.iter().for_each(|document| readings.add(document));
        let agreement = readings.agreement((200, 1)).expect("eight were read");
        assert_eq!((agreement.n_documents, agreement.n_sentences), (8, 8 * 29));
        assert_eq!(agreement.kappa.value, Some(1.0));
        assert!((agreement.position_spearman.value.expect("they differ") - 1.0).abs() < 1e-12);
        assert!(agreement.kappa.interval.is_some() && agreement.position_spearman.interval.is_some());
    }
}
