//! **Which frames does a sentence show?** What was learnt from coded sentences, beside what the rules say.
//!
//! In come a passage, its names and the hits of a codebook in it, out goes a [`Judgement`]: for each of the two
//! frames of the codebook's contrast a calibrated probability, and whether it reaches the model's threshold. Total and
//! pure: the same passage gives the same judgement whatever the cache has seen, on any number of threads.
//!
//! Two logistic regressions (D. R. Cox, 1958) over words, their parts, neighbours and vectors, and over everything that
//! the rules found; probabilities calibrated after J. Platt (1999). All that a word says depends on its type alone and
//! is asked once. A judgement is a sum, so that every feature's part in it can be shown. Data, licences and scores:
//! `models/framing/README.md`.
//!
//! It judges sentences only: hits remain the evidence for intensity and position. A model belongs to the codebook
//! whose hits it was trained with, and to no other.

mod cache;
mod error;
mod feature;
#[expect(clippy::module_inception, reason = "the room's one public verb")]
mod judge;
mod key;
mod model;
mod passage;
mod scheme;
mod table;
#[cfg(test)]
mod tests;
#[doc(hidden)]
pub mod training;
mod word;

pub(in crate::annotate) use cache::JudgeCache;
pub use error::JudgeError;
pub use feature::{Feature, Side};
pub use judge::{Judge, Judgement, Weighed};
pub use passage::Passage;
