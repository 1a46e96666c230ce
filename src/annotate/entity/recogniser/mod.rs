//! **Where are names, and are they of persons, organisations or places?** What was learnt from labelled sentences.
//!
//! In come a document and its segmentation, out go [`Name`]s. Total and pure: any text gives names, sorted,
//! disjoint and each within one sentence, and the same text gives the same names whatever the cache has seen.
//!
//! A linear-chain conditional random field (J. Lafferty, A. McCallum & F. Pereira, 2001, ICML) over hashed features
//! of words, their shapes, their neighbours and their classes in unlabelled text (P. Brown et al., 1992; J. Turian,
//! L. Ratinov & Y. Bengio, 2010, ACL). Data, licences and scores: `models/recogniser/README.md`.
//!
//! It does not link names to things, and knows no finer kinds; demonyms, treaties and events are no names to it.

mod cache;
mod chain;
mod class;
mod clusters;
mod error;
mod find;
mod key;
mod line;
mod look;
mod model;
mod name;
#[cfg(test)]
mod oracle;
mod state;
mod tidy;
#[doc(hidden)]
pub mod training;
mod weights;

pub use cache::NameCache;
pub use error::RecogniserError;
pub use find::Recogniser;
pub(in crate::annotate) use key::{mix, text_code};
pub use name::{Name, NameKind};
