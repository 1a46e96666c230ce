//! **What do the parts say?** Entries of the codebook found in the text, with the reason for each that is
//! not counted.
//!
//! In come a segmentation and a compiled codebook, out go [`Annotations`]. Total and pure.

mod automaton;
mod context;
mod examples;
#[cfg(test)]
mod fixture;
mod layer;
mod matcher;
#[cfg(test)]
mod matching_tests;
#[cfg(test)]
mod oracle;
mod overlap;
mod predicate;
mod settle;
mod type_cache;
mod words;

pub use examples::{ExampleFailure, ExampleOutcome, run_examples};
pub use layer::{Annotations, TermHit, Verdict};
pub use matcher::Matcher;
pub use overlap::find_overlaps;
pub use type_cache::TypeCache;
