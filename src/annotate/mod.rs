//! **What do the parts say?** Names and dates, and entries of the codebook found in the text, with the reason for
//! each that is not counted.
//!
//! In come a segmentation, a gazetteer and a compiled codebook, out go [`Annotations`]. Total and pure.

mod annotator;
mod attribution;
mod clause;
mod contested;
pub mod entity;
pub mod judge;
mod layer;
mod pack;
mod stance;
mod term;
mod type_cache;
mod voice;

pub use annotator::Annotator;
pub use attribution::Attributor;
#[doc(hidden)]
pub use entity::training;
pub use entity::{Finder, Name, NameCache, NameKind, Recogniser, RecogniserError};
pub use judge::{Feature, Judge, JudgeError, Judgement, Side, Weighed};
pub use layer::{
    Annotations, Attitude, Attribution, AttributionIx, AttributionKind, CueIx, Evidence, Mention, Referent,
    ReferentIx, ResolvedBy, Sense, Stance, StandsFor, TermHit, Verdict, Voice,
};
pub use term::{ExampleFailure, ExampleOutcome, Matcher, find_overlaps, run_examples};
pub use type_cache::TypeCache;
pub use voice::Voiced;
