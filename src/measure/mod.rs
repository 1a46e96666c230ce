//! **How much, how sure?** From annotations to numbers with their counts, intervals and reasons.
//!
//! In come a segmentation, annotations and the codebook, out go [`Measures`]. Total and pure; the random
//! draws of the bootstrap come from a seed and the document's id alone. Undefined is `None` with a
//! [`Reason`], never 0.

#[cfg(test)]
mod fixture;
mod layer;
mod sentence;

pub use layer::{
    DocumentCounts, Estimate, FamilyMeasure, FrameMeasure, Framing, Gate, Interval, Measures, Placement,
    Reason, Sensitivity, SentenceCounts, SentenceFrames,
};
pub use sentence::{frames_shown, sentence_frames};
