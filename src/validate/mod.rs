//! **Does it agree with people?** Sentence frames against hand-coded ones.
//!
//! In come sentences coded by people ([`read_gold`]) and what the program says of them, out go precision,
//! recall, F1, kappa and alpha with intervals. Documents, not sentences, are resampled: sentences of one
//! document are alike.

mod frames;
mod gold;
mod reading;

pub use frames::{Agreement, FrameScore, Resampling, Score, agreement, class_name};
pub use gold::{GoldError, GoldSentence, read_gold};
pub use reading::{Reading, SentenceReader};
