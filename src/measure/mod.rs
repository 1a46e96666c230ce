//! **How much, how sure?** From annotations to numbers with their counts, intervals and reasons.
//!
//! In come a segmentation, annotations and the codebook, out go [`Measures`]. Total and pure; the random
//! draws of the bootstrap come from a seed and the document's id alone. Undefined is `None` with a
//! [`Reason`], never 0.
//!
//! Everything follows from [`DocumentCounts`], small sums that add up over documents: one document and a
//! group of them are measured by the same formulas, and differ in what the bootstrap draws (sentences of the
//! one, documents of the other).

mod columns;
mod contested;
mod counts;
mod estimate;
#[cfg(test)]
pub(crate) mod fixture;
mod framing;
mod gate;
mod group;
mod heard;
mod layer;
#[expect(clippy::module_inception, reason = "the room's one public verb")]
mod measure;
mod placement;
mod rows;
mod sensitivity;
mod sentence;
mod sums;
#[cfg(test)]
mod tests;
mod voice;

pub use contested::{
    Beside, MIN_OCCURRENCES, TermInDocument, TermUse, contested_terms, is_occurrence, lean_interval,
};
pub use counts::{ContrastCells, DocumentCounts, FrameCounts, Tally};
pub use estimate::{Estimate, Reason};
pub use gate::Gate;
pub use group::{MIN_DOCUMENTS, Pool, values};
pub use heard::Voices;
pub use layer::{FamilyMeasure, FrameMeasure, Framing, Measures, SentenceFrames};
pub use measure::{Options, Text, measure};
pub use placement::Placement;
pub use rows::{Row, STATISTICS, Statistic, framing_rows, gap_row, placement_rows, sensitivity_rows};
pub use sensitivity::Sensitivity;
pub use sentence::{ByStance, frames_shown, judged, sentence_frames, stance_to, stance_to_all};
pub use sums::{SumStatistic, document_units, family_columns, sum_statistics, sums};

pub use crate::stats::Interval;
