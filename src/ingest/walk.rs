//! From what the user named to a list of files in fixed order.

use super::format::{Format, ending};
use super::record::Bytes;
use super::{Failure, FailureCode, IngestError, Input, SkipReason, Skipped};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A place in the list.
#[derive(Clone, Debug)]
pub(super) enum Found {
    /// A file to read.
    File {
        /// Its name in all output.
        path: Arc<str>,
        /// Where its bytes are.
        bytes: Bytes,
        /// How many there are.
        size: u64,
    },
    /// Something that cannot be read.
    Failed(Failure),
}

impl Found {
    fn path(&self) -> &str {
        match self {
            Self::File { path, .. } => path,
            Self::Failed(failure) => &failure.path,
        }
    }

    /// How many bytes there are to read.
    pub(super) fn n_bytes(&self) -> u64 {
        match self {
            Self::File { size, .. } => *size,
            Self::Failed(_) => 0,
        }
    }
}

/// Walks the inputs one after the other.
pub(super) struct Walk {
    found: Vec<Found>,
    skipped: Vec<Skipped>,
    labels: BTreeMap<PathBuf, String>,
    seen: BTreeSet<PathBuf>,
}

impl Walk {
    pub(super) fn new(inputs: &[Input]) -> Self {
        Self { found: Vec::new(), skipped: Vec::new(), labels: labels(inputs), seen: BTreeSet::new() }
    }

    pub(super) fn finish(self) -> (Vec<Found>, Vec<Skipped>) {
        (self.found, self.skipped)
    }

    /// Adds bytes at hand.
    pub(super) fn memory(&mut self, name: &str, bytes: Vec<u8>) {
        let size = bytes.len() as u64;
        self.found.push(Found::File { path: name.into(), bytes: Bytes::Memory(bytes.into()), size });
    }

    /// Adds a file, or all files of a folder, in order.
    pub(super) fn input(&mut self, path: &Path) -> Result<(), IngestError> {
        let real = path.canonicalize().map_err(|cause| match cause.kind() {
            io::ErrorKind::NotFound => IngestError::NotFound { path: path.to_owned() },
            _ => IngestError::Unreadable { path: path.to_owned(), cause },
        })?;
        let label = self.labels.get(path).cloned().unwrap_or_default();
        let start = self.found.len();
        if real.is_dir() {
            let mut folder = Folder { walk: self, links: Vec::new() };
            folder.list(&real, &label);
            folder.follow_links();
        } else {
            let name = if label.is_empty() { file_name(path) } else { label };
            self.file(real, &name);
        }
        self.found[start..].sort_by(|a, b| a.path().cmp(b.path()));
        Ok(())
    }

    fn file(&mut self, real: PathBuf, name: &str) {
        let size = fs::metadata(&real).map_or(0, |facts| facts.len());
        if self.seen.insert(real.clone()) {
            self.found.push(Found::File { path: name.into(), bytes: Bytes::File(real), size });
        } else {
            self.skip(name, SkipReason::AlreadyRead, "reached before by another name");
        }
    }

    fn skip(&mut self, path: &str, reason: SkipReason, message: impl Into<String>) {
        self.skipped.push(Skipped { path: path.to_owned(), reason, message: message.into() });
    }

    fn fail(&mut self, path: &str, code: FailureCode, message: impl Into<String>) {
        self.found.push(Found::Failed(Failure::new(path, code, message)));
    }
}

/// The walk below one folder. Links wait until every real file is known, so that a file is found under its
/// own name first.
struct Folder<'w> {
    walk: &'w mut Walk,
    links: Vec<(PathBuf, String)>,
}

impl Folder<'_> {
    /// Lists the folder at `real`, whose name in output is `label` (empty at the top).
    fn list(&mut self, real: &Path, label: &str) {
        if !self.walk.seen.insert(real.to_owned()) {
            return self.walk.skip(label, SkipReason::AlreadyRead, "reached before by another name");
        }
        let entries = match fs::read_dir(real).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
            Ok(entries) => entries,
            Err(error) => {
                return self.walk.fail(label, FailureCode::Unreadable, format!("cannot be listed: {error}"));
            }
        };
        for entry in entries {
            let path = entry.path();
            let name = join(label, &file_name(&path));
            match entry.file_type() {
                Ok(kind) if kind.is_symlink() => self.links.push((path, name)),
                Ok(kind) if kind.is_dir() => self.folder(&path, &name),
                Ok(kind) if kind.is_file() => self.file(path, &name),
                Ok(_) => self.walk.skip(&name, SkipReason::SpecialFile, "a pipe, socket or device"),
                Err(error) => {
                    self.walk.fail(&name, FailureCode::Unreadable, format!("cannot be read: {error}"))
                }
            }
        }
    }

    fn folder(&mut self, real: &Path, name: &str) {
        if last(name).starts_with('.') {
            return self.walk.skip(name, SkipReason::Hidden, "the name begins with a dot");
        }
        self.list(real, name);
    }

    fn file(&mut self, real: PathBuf, name: &str) {
        if last(name).starts_with('.') {
            return self.walk.skip(name, SkipReason::Hidden, "the name begins with a dot");
        }
        if ending(name).is_some() && Format::of_name(name).is_none() {
            return self.walk.skip(name, SkipReason::UnknownType, "no reader takes files with this ending");
        }
        self.walk.file(real, name);
    }

    /// Follows the links found so far, and those found behind them; each target once.
    fn follow_links(&mut self) {
        while let Some((link, name)) = self.links.pop() {
            match link.canonicalize() {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    self.walk.fail(
                        &name,
                        FailureCode::DanglingLink,
                        "the link leads nowhere; restore its target or remove it",
                    );
                }
                Err(error) => self.walk.fail(
                    &name,
                    FailureCode::LinkLoop,
                    format!("the link cannot be followed: {error}"),
                ),
                Ok(real) if link.starts_with(&real) => {
                    self.walk.fail(
                        &name,
                        FailureCode::LinkLoop,
                        "the link leads back to a folder it lies in; remove it",
                    );
                }
                Ok(real) if real.is_dir() => self.folder(&real, &name),
                Ok(real) => self.file(real, &name),
            }
        }
    }
}

/// The name of each input in output: nothing for a folder named alone, else as many of its last components
/// as it takes to tell the inputs apart.
fn labels(inputs: &[Input]) -> BTreeMap<PathBuf, String> {
    let paths: BTreeSet<&Path> = inputs
        .iter()
        .filter_map(|input| match input {
            Input::Path(path) => Some(path.as_path()),
            Input::Stdin | Input::Memory { .. } => None,
        })
        .collect();
    if paths.len() == 1 {
        return BTreeMap::new();
    }
    paths.iter().map(|path| (path.to_path_buf(), file_name(path))).collect()
}

fn join(label: &str, name: &str) -> String {
    if label.is_empty() { name.to_owned() } else { format!("{label}/{name}") }
}

fn last(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
