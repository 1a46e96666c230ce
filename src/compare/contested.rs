//! Contested terms in several documents.

use super::interval;
use crate::codebook::{Codebook, EntryIx};
use crate::measure::{Beside, Estimate, MIN_DOCUMENTS, TermUse};
use crate::stats::bootstrap::Units;
use crate::stats::{Interval, logit_scale, seed_for};
use std::collections::BTreeMap;

/// A contested term in all documents of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct TermTotal {
    /// Which.
    pub entry: EntryIx,
    /// Documents it stands in.
    pub n_documents: u64,
    /// How they use it, added up.
    pub uses: TermUse,
    /// Its lean; the interval draws documents and is absent under [`MIN_DOCUMENTS`].
    pub lean: Estimate,
}

/// The contested terms of documents, being joined.
#[derive(Clone, Debug, Default)]
pub struct TermTotals(BTreeMap<EntryIx, (TermUse, Vec<Beside>)>);

impl TermTotals {
    /// Adds those of a document.
    pub fn add(&mut self, document: &BTreeMap<EntryIx, TermUse>) {
        for (&entry, uses) in document {
            let (sum, beside) = self.0.entry(entry).or_default();
            sum.add(uses);
            beside.push(uses.beside);
        }
    }

    /// What they come to, in codebook order. The bootstrap takes `draws` (replicates, seed).
    #[must_use]
    pub fn totals(self, codebook: &Codebook, (replicates, seed): (usize, u64)) -> Vec<TermTotal> {
        let total = |(entry, (uses, beside)): (EntryIx, (TermUse, Vec<Beside>))| {
            let interval = || {
                let seed = seed_for(seed, codebook.entries[entry.get()].id.as_bytes());
                let replicates = if beside.len() < MIN_DOCUMENTS { 0 } else { replicates };
                drawn_lean(&beside, (replicates, seed))
            };
            let lean = uses.lean(codebook.contrast, interval);
            TermTotal { entry, n_documents: beside.len() as u64, uses, lean }
        };
        self.0.into_iter().map(total).collect()
    }
}

/// Joins the contested terms of documents, in codebook order. The bootstrap takes `draws` (replicates, seed).
pub fn contested_totals<'d>(
    codebook: &Codebook,
    documents: impl IntoIterator<Item = &'d BTreeMap<EntryIx, TermUse>>,
    draws: (usize, u64),
) -> Vec<TermTotal> {
    let mut all = TermTotals::default();
    documents.into_iter().for_each(|document| all.add(document));
    all.totals(codebook, draws)
}

/// The interval of a lean, documents drawn.
fn drawn_lean(documents: &[Beside], (replicates, seed): (usize, u64)) -> Option<Interval> {
    let mut units = Units::new(2);
    documents.iter().for_each(|it| units.push(&[it.positive, it.negative]));
    let drawn = units.resample(replicates, seed);
    interval::of_one(&drawn, |sums| Some(logit_scale::position(sums.get(0), sums.get(1))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::fixture::{GOVERNANCE, codebook};

    fn uses(n_sentences: u32, positive: f64, negative: f64) -> BTreeMap<EntryIx, TermUse> {
        let beside = Beside { positive, negative, events: 3 };
        let uses = TermUse { n_hits: n_sentences, n_sentences, beside, ..TermUse::default() };
        BTreeMap::from([(EntryIx::new(GOVERNANCE), uses)])
    }

    #[test]
    fn leans_are_of_all_documents_and_intervals_draw_them() {
        let documents: Vec<_> = (0..6).map(|at| uses(2, 1.0, 0.5 * f64::from(at))).collect();
        let total = &contested_totals(&codebook(), &documents, (300, 1))[0];
        let lean = libm::log(6.5 / 8.0);
        assert_eq!((total.n_documents, total.lean.denominator), (6, 12));
        assert!((total.lean.value.expect("twelve sentences") - lean).abs() < 1e-12);
        let interval = total.lean.interval.expect("six documents");
        assert!(interval.lo < lean && lean < interval.hi && interval.method == "document-bootstrap");
    }

    #[test]
    fn four_documents_give_a_lean_without_an_interval() {
        let documents: Vec<_> = (0..4).map(|_| uses(3, 1.0, 1.0)).collect();
        let lean = &contested_totals(&codebook(), &documents, (300, 1))[0].lean;
        assert_eq!((lean.value, lean.interval), (Some(0.0), None));
    }
}
