//! **Where in a text?** Positions, and the folded forms that words are compared by.
//!
//! Nothing here knows of politics, documents or files. Inside the crate every position is a byte
//! position ([`Span`]); what leaves the crate is counted in Unicode code points ([`CharSpan`]), because
//! that is what Python, R and JavaScript users can slice with. [`CharOffsets`] is the only way across,
//! and only `report` takes it.

pub mod context;
mod fold;
mod offsets;
mod span;

pub use fold::{fold_into, folded};
pub use offsets::{CharOffsets, CharSpan};
pub use span::Span;
