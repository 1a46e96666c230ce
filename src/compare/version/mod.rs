//! **What changed from one version of a text to the next?** Clause by clause, word by word.
//!
//! In come the sentences of two documents as `sentences.jsonl` has them ([`Passage`]), so that a finished run is enough.
//! Out go the clauses of both, aligned ([`compare`]), each [`Change`] with the words that differ, the markers of force that
//! moved and the frames on both sides; and how each text is built ([`structure()`]).
//!
//! Positions here are code points of the document's text, as in the tables they come from.

mod align;
mod clause;
mod edits;
mod phrases;
mod strength;
mod structure;
mod versions;

pub use align::{MIN_MOVED, MIN_SIMILARITY, MOST_PAIRS};
pub use clause::{Clause, Passage};
pub use edits::{Edit, EditKind};
pub use strength::{Direction, MarkerAt, Shift};
pub use structure::{Opening, Part, PartFraming, Structure, structure};
pub use versions::{Change, ChangeKind, compare};
