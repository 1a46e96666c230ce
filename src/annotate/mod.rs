//! **What do the parts say?** Entries of the codebook found in the text, with the reason for each that is
//! not counted.
//!
//! In come a segmentation and a compiled codebook, out go [`Annotations`]. Total and pure.

pub mod entity;
mod layer;
mod term;

pub use layer::{Annotations, Evidence, Mention, Referent, ReferentIx, StandsFor, TermHit, Verdict};
pub use term::{ExampleFailure, ExampleOutcome, Matcher, TypeCache, find_overlaps, run_examples};
