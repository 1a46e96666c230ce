//! **Which words stand in several texts?** Passages that two sides share, passages that many texts of a side share, and
//! texts that are nearly the same.
//!
//! In come texts as lists of word numbers ([`Texts`]); out go word ranges that the caller cuts out of the texts. A *word*
//! here is any token with a letter or a digit, folded: case, punctuation and line ends do not count.
//!
//! - A **shared passage** is a run of at least [`GRAM`] words that stands on both sides, and that no further word on the
//!   left or right belongs to. Every run of [`GRAM`] words of all texts is hashed and sorted by its hash, in parts of
//!   bounded size, so that no text is ever held against every other; what falls together is compared word by word. Which
//!   words are shared is exact. Of a passage that stands in several places of the reference the longest run of the first
//!   [`MOST_PLACES`] is given.
//! - **Boilerplate** stands in at least [`MANY`] documents of one side.
//! - A **near-duplicate** has at least [`SIMILAR`] of its runs of [`SHINGLE`] words in common with an earlier document
//!   that is none itself (Jaccard's resemblance; Broder 1997). Candidates come from min-wise hashes in bands.
//!
//! What it does not see: paraphrase, translation, and copies with a word changed in every seven.

mod boilerplate;
mod gram;
mod originals;
mod passage;
mod places;
mod signature;
#[cfg(test)]
mod tests;
mod texts;

pub use boilerplate::{Boilerplate, MANY, boilerplate};
pub use originals::{Alike, Duplicate, SIMILAR, duplicates, estimate};
pub use passage::{MOST_PLACES, Passage, Reuse, reuse};
pub use places::{GRAM, Places, Sides};
pub use signature::{SHINGLE, Signature};
pub use texts::{Texts, Wording, hash_of_word, wording};
