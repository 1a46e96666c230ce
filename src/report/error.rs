//! What can go wrong while writing, and while reading back.

use super::journal::JOURNAL;
use std::io;
use std::path::{Path, PathBuf};

/// Why results could not be written or read back.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The output folder holds something else.
    #[error(
        "{}: is not empty and holds no run of normscope; name another folder with --output, or empty this one",
        path.display()
    )]
    NotOurs {
        /// The folder.
        path: PathBuf,
    },
    /// The folder holds no finished run.
    #[error("{}: holds no finished run; name the folder that `normscope analyze -o` wrote", path.display())]
    NotARun {
        /// The folder.
        path: PathBuf,
    },
    /// The run was written without its texts.
    #[error(
        "{}: was written with --no-text, and without texts this cannot be done; analyze again without it",
        path.display()
    )]
    NoText {
        /// The folder.
        path: PathBuf,
    },
    /// The run has no document of this name.
    #[error("{}: has no document {doc_id:?}; documents.jsonl lists them", path.display())]
    NoDocument {
        /// The folder.
        path: PathBuf,
        /// The name.
        doc_id: String,
    },
    /// A line of a run is not as this version writes it.
    #[error("{}:{line}: is not as this version writes it ({problem}); analyze again", path.display())]
    Row {
        /// The file.
        path: PathBuf,
        /// 1-based.
        line: usize,
        /// What is wrong.
        problem: String,
    },
    /// Two runs cannot be compared number by number.
    #[error(
        "{}: was made with a codebook of other frames than {}; analyze both with the same --codebook",
        other.display(),
        path.display()
    )]
    OtherCodebook {
        /// The first run.
        path: PathBuf,
        /// The other one.
        other: PathBuf,
    },
    /// A table names something that the run does not know.
    #[error("{}: names {name:?}, which its run.json does not know; analyze again", path.display())]
    Unknown {
        /// The folder.
        path: PathBuf,
        /// The name.
        name: String,
    },
    /// Tables of one run do not belong together.
    #[error("{}: its tables do not belong together (at document {doc_id:?}); analyze again", path.display())]
    Apart {
        /// The folder.
        path: PathBuf,
        /// The first document that one of them lacks.
        doc_id: String,
    },
    /// Another run writes to the same folder.
    #[error("{}: another run is writing to this folder; wait for it, or name another one with --output", path.display())]
    Busy {
        /// The folder.
        path: PathBuf,
    },
    /// A run cannot go on where an earlier one ended.
    #[error("{}: cannot be resumed: {problem}; run again without --resume to start anew", path.display())]
    Changed {
        /// The folder.
        path: PathBuf,
        /// What is not as it was.
        problem: String,
    },
    /// The journal is damaged, or of another version.
    #[error(
        "{JOURNAL}: is damaged or was written by another version; run again without --resume to start anew"
    )]
    Journal,
    /// There is no room for what does not fit into memory.
    #[error("while sorting what does not fit into memory: {source}")]
    Spill {
        /// What the file system said.
        source: io::Error,
    },
    /// The file system refused.
    #[error("{}: {source}", path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
}

/// A result with this room's error.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// Names a line that cannot be read back.
    pub(super) fn row(path: &Path, line: usize, problem: &serde_json::Error) -> Self {
        Self::Row { path: path.to_owned(), line, problem: problem.to_string() }
    }

    /// Names the path that an error of the file system is about.
    pub fn at(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File { path, source }
    }
}
