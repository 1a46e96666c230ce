//! **What do the parts say?** Entries of the codebook found in the text, with the reason for each that is
//! not counted.
//!
//! In come a segmentation and a compiled codebook, out go [`Annotations`]. Total and pure.

mod entity;
mod layer;
mod term;

#[doc(hidden)]
pub use entity::training;
pub use entity::{Name, NameCache, NameKind, Recogniser, RecogniserError};
pub use layer::{Annotations, TermHit, Verdict};
pub use term::{ExampleFailure, ExampleOutcome, Matcher, TypeCache, find_overlaps, run_examples};
