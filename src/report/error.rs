//! What can go wrong while writing.

use std::io;
use std::path::{Path, PathBuf};

/// Why results could not be written.
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
    /// Names the path that an error of the file system is about.
    pub fn at(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File { path, source }
    }
}
