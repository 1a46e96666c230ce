//! How reliably documents are told apart by their position, and how long a text must be.

use super::interval;
use crate::codebook::Codebook;
use crate::measure::{DocumentCounts, Estimate, MIN_DOCUMENTS, Reason};
use crate::stats::bootstrap::{Sums, Units};
use crate::stats::logit_scale;
use crate::stats::reliability::{pearson_of_sums, spearman_brown};

/// The standard error of a position that a text should have at most to be placed at all (METRICS, Reliability).
pub const WANTED_ERROR: f64 = 0.5;
/// Lengths, in words, that the curve is given at; documents are sorted into the classes between them.
pub const LENGTHS: [u64; 8] = [125, 250, 500, 1000, 2000, 4000, 8000, 16_000];

/// The reliability of the position, from two halves of each document: its first, third, fifth ... counted sentence, and the
/// others. Only documents with evidence in both halves have a say.
#[derive(Clone, Debug, PartialEq)]
pub struct Reliability {
    /// Product-moment correlation of the halves' positions over documents. Counts those documents, of all.
    pub halves: Estimate,
    /// Spearman and Brown's reliability of whole documents, 2r / (1 + r): the share of the variance of positions that would
    /// come again if the authors had written as much once more.
    pub spearman_brown: Estimate,
    /// Words at which the standard error of a position falls to [`WANTED_ERROR`].
    pub words_needed: Estimate,
    /// The standard error against length, at [`LENGTHS`].
    pub curve: Vec<(u64, Estimate)>,
    /// The same as observed, for each class of lengths that has a document.
    pub observed: Vec<Observed>,
}

/// Documents of some length.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Observed {
    /// Fewest words.
    pub from_words: u64,
    /// Fewer words than this; `None` for the last class.
    pub below_words: Option<u64>,
    /// Documents with evidence in both halves.
    pub n_documents: u64,
    /// Root of the mean squared standard error.
    pub standard_error: f64,
}

/// A document in two halves.
#[derive(Clone, Debug)]
struct Halved {
    n_words: u64,
    positions: [f64; 2],
}

impl Halved {
    fn of(counts: &DocumentCounts) -> Option<Self> {
        let has_evidence = |half: &[f64; 2]| half[0] + half[1] > 0.0;
        (counts.n_words > 0 && counts.halves.iter().all(has_evidence)).then(|| Self {
            n_words: counts.n_words,
            positions: counts.halves.map(|[positive, negative]| logit_scale::position(positive, negative)),
        })
    }

    /// Squared standard error of the mean of the halves: (θ₁ − θ₂)² / 4, with one degree of freedom.
    fn squared_error(&self) -> f64 {
        let apart = self.positions[0] - self.positions[1];
        apart * apart / 4.0
    }
}

/// Documents in two halves each, being gathered.
#[derive(Clone, Debug, Default)]
pub struct Halves {
    n_included: u64,
    halved: Vec<Halved>,
}

impl Halves {
    /// Adds a document.
    pub fn add(&mut self, document: &DocumentCounts) {
        if document.excluded.is_none() {
            self.n_included += 1;
            self.halved.extend(Halved::of(document));
        }
    }

    /// Split-half reliability of the position over them, and its standard error against their length.
    ///
    /// Sentences are taken to be drawn from what a text of any length would say, so the squared error falls as 1 / words: it
    /// is c / words with c = mean of words · (θ₁ − θ₂)² / 4 over documents, and (c / 0.5²) words are needed for a standard
    /// error of 0.5. `observed` shows how well that holds. Half an event on each side draws positions of little evidence to 0,
    /// which makes short texts look surer than they are. Intervals draw documents; none under five.
    #[must_use]
    pub fn reliability(&self, codebook: &Codebook, (replicates, seed): (usize, u64)) -> Reliability {
        let halved = &self.halved;
        let units = units(halved);
        let all = units.resample_given(&[(0..halved.len()).collect()]);
        let enough = halved.len() >= MIN_DOCUMENTS;
        let drawn = units.resample(if enough { replicates } else { 0 }, seed);
        let n = [halved.len() as u64, self.n_included];
        let missing = if codebook.contrast.is_none() { Reason::NoContrast } else { Reason::TooFewDocuments };
        let estimate = |of: &dyn Fn(Sums<'_>) -> Option<f64>| {
            let value = if enough { of(all.at(0)) } else { None };
            Estimate::of(value, missing, n[0], n[1]).with(|| interval::of_one(&drawn, of))
        };
        Reliability {
            halves: estimate(&correlation),
            spearman_brown: estimate(&|sums| correlation(sums).and_then(spearman_brown)),
            words_needed: estimate(&|sums| Some(slope(sums)? / (WANTED_ERROR * WANTED_ERROR))),
            curve: LENGTHS
                .map(|words| (words, estimate(&|sums| Some(libm::sqrt(slope(sums)? / words as f64)))))
                .into(),
            observed: observed(halved),
        }
    }
}

/// Documents with what the correlation and the curve sum over them; positions from their mean, to keep digits.
fn units(halved: &[Halved]) -> Units {
    let n = halved.len().max(1) as f64;
    let mean = |at: usize| halved.iter().map(|it| it.positions[at]).sum::<f64>() / n;
    let means = [mean(0), mean(1)];
    let mut units = Units::new(7);
    for it in halved {
        let (x, y) = (it.positions[0] - means[0], it.positions[1] - means[1]);
        units.push(&[1.0, x, y, x * x, y * y, x * y, it.n_words as f64 * it.squared_error()]);
    }
    units
}

fn correlation(sums: Sums<'_>) -> Option<f64> {
    pearson_of_sums([0, 1, 2, 3, 4, 5].map(|column| sums.get(column)))
}

/// c: words times squared error, in the mean.
fn slope(sums: Sums<'_>) -> Option<f64> {
    (sums.get(0) > 0.0).then(|| sums.get(6) / sums.get(0))
}

fn observed(halved: &[Halved]) -> Vec<Observed> {
    let starts = [0].into_iter().chain(LENGTHS);
    let ends = LENGTHS.into_iter().map(Some).chain([None]);
    let class = |(from_words, below_words): (u64, Option<u64>)| {
        let is_in = |it: &&Halved| it.n_words >= from_words && below_words.is_none_or(|end| it.n_words < end);
        let squares: Vec<f64> = halved.iter().filter(is_in).map(Halved::squared_error).collect();
        let n = squares.len();
        (n > 0).then(|| Observed {
            from_words,
            below_words,
            n_documents: n as u64,
            standard_error: libm::sqrt(squares.iter().sum::<f64>() / n as f64),
        })
    };
    starts.zip(ends).filter_map(class).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::fixture::codebook;

    /// A document of 1,000 words whose halves lie at these multiples of ln 2.
    fn document(halves: [i32; 2]) -> DocumentCounts {
        let mut counts = DocumentCounts::new(&codebook());
        counts.n_words = 1000;
        // ln((2ᵏ − ½ + ½) / (½ + ½)) = k ln 2.
        counts.halves = halves.map(|k| [f64::from(1 << k) - 0.5, 0.5]);
        counts
    }

    fn of(documents: &[DocumentCounts]) -> Reliability {
        let mut halves = Halves::default();
        documents.iter().for_each(|document| halves.add(document));
        halves.reliability(&codebook(), (400, 1))
    }

    #[test]
    fn a_worked_example_of_five_documents() {
        // Halves 1 2 3 4 5 and 2 1 4 3 5 (times ln 2): r = 1 − 6·4 / (5·24) = .8, reliability 1.6 / 1.8.
        let found = of(&[[1, 2], [2, 1], [3, 4], [4, 3], [5, 5]].map(document));
        let near = |it: &Estimate, value: f64| (it.value.expect("five documents") - value).abs() < 1e-5;
        assert!(near(&found.halves, 0.8) && near(&found.spearman_brown, 1.6 / 1.8), "{found:?}");
        // Four of five halves are ln 2 apart: c = 1000 · .8 · (ln 2)² / 4; words for .5: 4c; at 1,000 words √(c / 1000).
        let c = 200.0 * std::f64::consts::LN_2 * std::f64::consts::LN_2;
        assert!((found.words_needed.value.expect("five documents") - 4.0 * c).abs() < 1e-3);
        let at_1000 = found.curve.iter().find(|it| it.0 == 1000).expect("a length of the curve");
        assert!(near(&at_1000.1, libm::sqrt(c / 1000.0)));
        let [class] = found.observed[..] else { panic!("all documents are of one length") };
        assert_eq!((class.from_words, class.below_words, class.n_documents), (1000, Some(2000), 5));
        assert!((class.standard_error - libm::sqrt(c / 1000.0)).abs() < 1e-12);
    }

    #[test]
    fn a_silent_half_has_no_position() {
        let mut silent = document([1, 1]);
        silent.halves[1] = [0.0, 0.0];
        let documents =
            [vec![silent], [[1, 2], [2, 1], [3, 4], [4, 3], [5, 5]].map(document).to_vec()].concat();
        let found = of(&documents);
        assert_eq!((found.halves.count, found.halves.denominator), (5, 6));
        assert!((found.halves.value.expect("five documents") - 0.8).abs() < 1e-5);
    }

    #[test]
    fn four_documents_have_no_reliability() {
        let found = of(&[[1, 2], [2, 1], [3, 4], [4, 3]].map(document));
        assert_eq!(
            (found.spearman_brown.value, found.spearman_brown.reason),
            (None, Some(Reason::TooFewDocuments))
        );
    }
}
