//! Many documents as one.

use super::columns::Columns;
use super::framing::{Spread, framing};
use super::{DocumentCounts, Framing};
use crate::codebook::Codebook;
use crate::stats::bootstrap::Units;

/// Fewest documents that a bootstrap draws from; with fewer its intervals are far too narrow.
pub const MIN_DOCUMENTS: usize = 5;

/// Documents taken together: their counts added up, so long documents weigh more. Of each only one row of numbers is kept.
#[derive(Clone, Debug)]
pub struct Pool<'c> {
    codebook: &'c Codebook,
    columns: Columns,
    sum: DocumentCounts,
    units: Units,
}

impl<'c> Pool<'c> {
    /// Nothing yet.
    #[must_use]
    pub fn new(codebook: &'c Codebook) -> Self {
        let columns = Columns::of(codebook);
        Self { codebook, columns, sum: DocumentCounts::new(codebook), units: columns.units() }
    }

    /// Adds a document, unless its counts are [excluded](DocumentCounts::excluded).
    pub fn add(&mut self, document: &DocumentCounts) {
        if document.excluded.is_none() {
            self.sum.merge(document);
            self.units.push(&self.columns.totals(self.codebook, document));
        }
    }

    /// How they are framed. Intervals draw whole documents, since sentences of one document go together; with fewer than
    /// five documents there are none, and the reason is `too-few-documents`.
    #[must_use]
    pub fn framing(&self, (replicates, seed): (usize, u64)) -> Framing {
        let draw = self.units.len() >= MIN_DOCUMENTS && self.sum.total().events > 0;
        let drawn = self.units.resample(if draw { replicates } else { 0 }, seed);
        framing(self.codebook, &self.sum, &Spread::Documents(&drawn))
    }
}

/// How one document, or several added up, is framed, without intervals.
#[must_use]
pub fn values(codebook: &Codebook, counts: &DocumentCounts) -> Framing {
    framing(codebook, counts, &Spread::None)
}
