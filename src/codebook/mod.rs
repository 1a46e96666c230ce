//! **What is looked for?** Frames, families, entries, masks and cues, as data.
//!
//! A codebook is read from TOML, the built-in one and a researcher's own by the same code. Code knows
//! frames, families and entries, never *which*: nothing in `src/` names a political idea. The format is
//! described in `docs/codebook.md`.

mod model;

pub use model::{
    Case, Codebook, Condition, Contrast, CueKind, Dimension, Entry, EntryIx, Family, FamilyIx, Frame,
    FrameIx, Locus, Matching, Place, Role,
};
