//! Measures how policy texts are framed, and proves every number.
//!
//! The rooms, in the order the data passes through them:
//!
//! 1. [`document`]: one text and its facts.
//! 2. [`segment`]: its blocks, sentences and tokens.
//! 3. [`annotate`]: the entries of a [`codebook`] found in it.
//! 4. [`measure`]: rates, positions and shares with their intervals.
//! 5. [`compare`]: the same for groups of documents.
//!
//! [`text`] holds positions, [`stats`] the formulas.

#[macro_use]
mod index;

pub mod analysis;
pub mod annotate;
#[cfg(feature = "cli")]
pub mod cli;
pub mod codebook;
pub mod compare;
pub mod document;
mod error;
pub mod ingest;
pub mod measure;
pub mod pipeline;
pub mod report;
pub mod segment;
pub mod stats;
pub mod text;
pub mod validate;

pub use analysis::Analysis;
pub use error::{Error, Result};
