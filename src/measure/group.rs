//! Many documents as one.

use super::columns::Columns;
use super::framing::{Spread, framing};
use super::{DocumentCounts, Framing};
use crate::codebook::Codebook;

/// Fewest documents that a bootstrap draws from; with fewer its intervals are far too narrow.
pub const MIN_DOCUMENTS: usize = 5;

/// How documents taken together are framed: their counts added up, so long documents weigh more.
///
/// Intervals draw whole documents, since sentences of one document go together; with fewer than five
/// documents there are none, and the reason is `too-few-documents`. Documents whose counts are
/// [excluded](DocumentCounts::excluded) are left out.
#[must_use]
pub fn pooled(
    codebook: &Codebook,
    documents: &[&DocumentCounts],
    (replicates, seed): (usize, u64),
) -> Framing {
    let included: Vec<&DocumentCounts> =
        documents.iter().copied().filter(|document| document.excluded.is_none()).collect();
    let mut sum = DocumentCounts::new(codebook);
    included.iter().for_each(|document| sum.merge(document));
    let draw = included.len() >= MIN_DOCUMENTS && sum.total().events > 0;
    let units = Columns::of(codebook).of_documents(codebook, &included);
    let drawn = units.resample(if draw { replicates } else { 0 }, seed);
    framing(codebook, &sum, &Spread::Documents(&drawn))
}

/// How one document, or several added up, is framed, without intervals.
#[must_use]
pub fn values(codebook: &Codebook, counts: &DocumentCounts) -> Framing {
    framing(codebook, counts, &Spread::None)
}
