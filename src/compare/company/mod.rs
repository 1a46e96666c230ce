//! **What company does a term keep?** The words beside its uses, how firmly they belong there, how two sides differ in
//! them, and a few uses to read.
//!
//! In come sentences with the places of a term in them; out go counts of words and what follows from them.
//!
//! - A **collocate** is a content word at most [`WINDOW`] words from a use, in the same sentence (surface co-occurrence:
//!   S. Evert 2008, Corpora and collocations, §3). Words of grammar count as distance and are none; the words of the term's
//!   own occurrences are none. Beside two uses at once a word is counted once.
//! - A **modifier** stands in the noun phrase of a use, as far as that shows without a parser: up to two content words
//!   directly before it (*global internet governance*), one directly behind it that is no participle in *-ed*, where the term
//!   modifies itself (*internet governance forum*), and up to two behind *of* (*security of its users*). Words of grammar, marks and
//!   common verbs end the phrase.
//!
//! What it does not see: syntax. A verb or adverb beside a term may pass for a modifier, *users and states* behind *of* gives
//! only the first. The lists are in `models/collocation/words.toml`; English only.

mod contrast;
mod examples;
mod line;
mod modifier;
mod strength;
mod tally;
mod words;

pub use contrast::{Contrast, MOST_WORDS, PRIOR_USES, PRIOR_WORDS_BESIDE, WordContrast, WordUse, contrast};
pub use examples::Examples;
pub use line::{Direction, Line, Neighbour, Word, covers};
pub use modifier::Relation;
pub use strength::Strength;
pub use tally::{Background, Tally, Use, Uses};

/// Words on either side of a use within which collocates stand.
pub const WINDOW: usize = 5;
