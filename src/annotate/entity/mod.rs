//! **Who and what do the texts name?**

mod recogniser;

#[doc(hidden)]
pub use recogniser::training;
pub use recogniser::{Name, NameCache, NameKind, Recogniser, RecogniserError};
