//! The rooms' errors, joined: for callers who go through several rooms and want one type.

use crate::codebook::CodebookError;
use crate::gazetteer::GazetteerError;
use crate::ingest::{Failure, IngestError};
use crate::report;
use crate::validate::GoldError;

/// What can go wrong, by room. Every message says what, where and what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A codebook cannot be used.
    #[error(transparent)]
    Codebook(#[from] CodebookError),
    /// A gazetteer cannot be used.
    #[error(transparent)]
    Gazetteer(#[from] GazetteerError),
    /// The corpus cannot be opened.
    #[error(transparent)]
    Ingest(#[from] IngestError),
    /// One input became no document; in a run it is a line of `errors.jsonl`.
    #[error("{}: {}", .0.path, .0.message)]
    Document(Failure),
    /// Results cannot be written.
    #[error(transparent)]
    Report(#[from] report::Error),
    /// Hand-coded sentences cannot be read.
    #[error(transparent)]
    Gold(#[from] GoldError),
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        Self::Document(failure)
    }
}

/// A result with the crate's [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;
