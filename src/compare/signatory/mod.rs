//! **Who signed what?** The signatories of a document, from its facts and from the lists in its text, and the joint and
//! missing signatures of two sides.
//!
//! A list is known by the line that announces it or by the kind of its block; the lines are data
//! (`models/versions/signatories.toml`). Names are linked to the gazetteer where it knows them. What the facts and the text
//! say may differ; both are told, and neither is corrected.

mod list;
mod roll;
mod signatories;

pub use roll::{Roll, Signature, roll};
pub use signatories::{Signatories, Signatory, Signed, key};
