//! **Who and what do the texts name?**

mod recogniser;

pub use recogniser::{Name, NameCache, NameKind, Recogniser, RecogniserError};
#[doc(hidden)]
pub use recogniser::training;
