//! **What do the parts say?** Entries of the codebook found in the text, with the reason for each that is
//! not counted.
//!
//! In come a segmentation and a compiled codebook, out go [`Annotations`]. Total and pure.

mod layer;
mod term;
mod type_cache;

pub use layer::{Annotations, Evidence, Mention, Referent, ReferentIx, StandsFor, TermHit, Verdict};
pub use term::{ExampleFailure, ExampleOutcome, Matcher, find_overlaps, run_examples};
pub use type_cache::TypeCache;
