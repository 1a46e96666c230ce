//! Exit codes, and what is said when a command fails.

use super::log::Log;
use crate::codebook::CodebookError;
use crate::concordance::QueryError;
use crate::gazetteer::GazetteerError;
use crate::ingest::IngestError;
use crate::report;
use crate::validate::GoldError;
use std::io;
use std::process::ExitCode;

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Nothing failed; warnings alone are no failure.
    Success = 0,
    /// Nothing useful was produced, a check failed, or `--strict` stopped.
    Failed = 1,
    /// Wrong usage or configuration.
    Usage = 2,
    /// Finished, with at least one record in `errors.jsonl`.
    Partial = 3,
    /// Interrupted.
    Interrupted = 130,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Wrong usage that the argument parser cannot see.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct UsageError(pub String);

/// Says what went wrong, once, as a chain, and gives the exit code for it.
pub fn report(error: &anyhow::Error) -> Exit {
    let exit = exit_of(error);
    if exit != Exit::Success {
        Log::default().error(&in_words(error));
    }
    exit
}

/// The chain of causes; a cause that the message before it tells already is not told again.
fn in_words(error: &anyhow::Error) -> String {
    error.chain().map(ToString::to_string).fold(String::new(), |told, cause| match told.contains(&cause) {
        true => told,
        false if told.is_empty() => cause,
        false => format!("{told}: {cause}"),
    })
}

fn exit_of(error: &anyhow::Error) -> Exit {
    if error.chain().any(is_closed_pipe) {
        return Exit::Success;
    }
    let usage = |cause: &(dyn std::error::Error + 'static)| {
        cause.is::<UsageError>()
            || cause.is::<IngestError>()
            || cause.is::<CodebookError>()
            || cause.is::<GazetteerError>()
            || cause.is::<GoldError>()
            || cause.is::<QueryError>()
            || matches!(
                cause.downcast_ref(),
                Some(
                    report::Error::NotOurs { .. }
                        | report::Error::Busy { .. }
                        | report::Error::Changed { .. }
                        | report::Error::NotARun { .. }
                        | report::Error::NoText { .. }
                        | report::Error::OtherCodebook { .. }
                )
            )
    };
    if error.chain().any(usage) { Exit::Usage } else { Exit::Failed }
}

/// Whether the reader of our output has gone away, as `head` does: no failure of ours.
fn is_closed_pipe(cause: &(dyn std::error::Error + 'static)) -> bool {
    cause.downcast_ref::<io::Error>().is_some_and(|it| it.kind() == io::ErrorKind::BrokenPipe)
}
