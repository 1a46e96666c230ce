//! **What is looked for?** Frames, families, entries, masks and cues, as data.
//!
//! A codebook is read from TOML, the built-in one and a researcher's own by the same code. Code knows
//! frames, families and entries, never *which*: nothing in `src/` names a political idea. The format is
//! described in `docs/codebook.md`.

mod builtin;
mod check;
mod contested;
mod entry;
mod exchange;
mod finding;
mod inflect;
mod load;
#[cfg(test)]
mod load_tests;
mod model;
mod pattern;
mod raw;
mod reading;
mod resolve;

pub use check::check;
pub use exchange::{Dialect, Translation, export, import};
#[cfg(feature = "cli")]
pub(crate) use finding::did_you_mean;
pub use finding::{CodebookError, Finding, Severity};
pub use inflect::{VerbForms, verb_forms};
pub use model::{
    Among, Case, Codebook, Condition, Contested, Contrast, CueKind, Dimension, Entry, EntryIx, Family,
    FamilyIx, Frame, FrameIx, Locus, Matching, Meaning, MeaningBy, Place, Role,
};
pub use pattern::{Pattern, PatternError, Piece, Word};
pub use reading::{MOST_READINGS, Reader, Reading, ReadingError, Step, Test, is_english, stemmer_for};
