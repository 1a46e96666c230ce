//! **Does it agree with people?** Sentence frames against hand-coded ones.
//!
//! In come sentences coded by people ([`read_gold`]), each is read in isolation ([`SentenceReader`]) as its
//! coders saw it, and out go precision, recall, F1, kappa and alpha with intervals ([`agreement`]).
//! Documents, not sentences, are resampled: sentences of one document are alike.

mod frames;
mod gold;
mod reading;
mod subset;

pub use frames::{Agreement, FrameScore, Resampling, Score, agreement, class_name};
pub use gold::{GoldError, GoldSentence, documents_of, read_gold};
pub use reading::{Reading, SentenceReader};
pub use subset::{Subset, subsets};
