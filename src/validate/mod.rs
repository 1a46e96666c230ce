//! **Does it agree with people?** Sentence frames and names against hand-coded ones.
//!
//! In come sentences coded by people ([`read_gold`]), each is read in isolation ([`SentenceReader`]) as its
//! coders saw it, and out go precision, recall, F1, kappa and alpha with intervals ([`agreement`]). The same
//! for names: [`read_names`], [`NameReader`], [`name_agreement`]; [`GoldKind`] tells which of the two a file is.
//! Documents, not sentences, are resampled: sentences of one document are alike.

mod entity;
mod frames;
mod gold;
mod kind;
mod reading;
mod records;
mod subset;

pub use entity::{
    FoundName, GoldName, GoldNames, Matched, NameAgreement, NameReader, NamedSentence, Scheme,
    name_agreement, read_names,
};
pub use frames::{Agreement, FrameScore, Resampling, Score, agreement, class_name};
pub use gold::{GoldError, GoldSentence, documents_of, read_gold};
pub use kind::GoldKind;
pub use reading::{Reading, SentenceReader};
pub use subset::{Sampled, Subset, subsets};
