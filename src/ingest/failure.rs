//! Inputs that became no document, and wrong usage.

use super::reader::Problem;
use super::{FailureCode, SkipReason};
use std::path::PathBuf;

/// An input that failed. A line of `errors.jsonl`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The file, as in [`Source::path`](crate::document::Source::path) without the record.
    pub path: String,
    /// The 1-based line at which the record begins, if the file holds many.
    pub record: Option<u64>,
    /// The step that failed.
    pub stage: &'static str,
    /// What happened: a stable name, see `docs/warnings.md`.
    pub code: &'static str,
    /// What, where, and what to do about it.
    pub message: String,
}

impl Failure {
    /// The failure of the file at `path`.
    #[must_use]
    pub(super) fn new(path: &str, code: FailureCode, message: impl Into<String>) -> Self {
        Self::at(path, Problem::new(code, message))
    }

    /// A reader's problem, with the file it met it in.
    #[must_use]
    pub(super) fn at(path: &str, problem: Problem) -> Self {
        Self {
            path: path.to_owned(),
            record: problem.record,
            stage: problem.code.stage(),
            code: problem.code.name(),
            message: problem.message,
        }
    }
}

/// A file or folder that was passed over. A line of `skipped.jsonl`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Skipped {
    /// Path below the folder the user named, with `/`.
    pub path: String,
    /// Why: a stable name is [`SkipReason::name`].
    pub reason: SkipReason,
    /// The reason in words.
    pub message: String,
}

/// Wrong usage: nothing was read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IngestError {
    /// The user named something that is not there.
    #[error("{}: no such file or folder", path.display())]
    NotFound {
        /// As named.
        path: PathBuf,
    },
    /// The system refused to let us look at a file the user named.
    #[error("{}: cannot be read: {cause}", path.display())]
    Unreadable {
        /// As named.
        path: PathBuf,
        /// What the system says.
        cause: std::io::Error,
    },
    /// The user named a folder that holds results.
    #[error("{}: this folder holds a finished run (run.json); name the folder of the texts", path.display())]
    OwnRun {
        /// As named.
        path: PathBuf,
    },
    /// Standard input could not be read.
    #[error("standard input cannot be read: {cause}")]
    Stdin {
        /// What the system says.
        cause: std::io::Error,
    },
    /// Standard input is too large to be held.
    #[error("standard input has more than {limit} bytes; save it to a file and name the file")]
    StdinTooLarge {
        /// The most that is held.
        limit: u64,
    },
    /// The pattern given with `--name-pattern` cannot work.
    #[error("--name-pattern {pattern:?}: {problem}")]
    NamePattern {
        /// As given.
        pattern: String,
        /// What is wrong with it.
        problem: String,
    },
    /// The table given with `--metadata` cannot be used.
    #[error("--metadata {}: {problem}", path.display())]
    Metadata {
        /// As named.
        path: PathBuf,
        /// What is wrong with it, with the line where it is one line's fault.
        problem: String,
    },
}
