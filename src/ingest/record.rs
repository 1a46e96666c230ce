//! One thing to read, and its reading.

use super::assemble;
use super::corpus::Shared;
use super::reader::{Body, Problem, Reader};
use super::scope::Manifest;
use super::{Failure, FailureCode, fields};
use crate::document::{Document, Fingerprint};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::PathBuf;
use std::sync::Arc;

/// Where the bytes of a file are.
#[derive(Clone, Debug)]
pub(super) enum Bytes {
    /// On disk.
    File(PathBuf),
    /// At hand.
    Memory(Arc<[u8]>),
}

/// Bytes asked for at a time.
const BUFFER: usize = 1 << 16;

impl Bytes {
    /// A reader at the start.
    pub(super) fn open(&self) -> io::Result<Box<dyn BufRead + Send + 'static>> {
        Ok(match self {
            Self::File(path) => Box::new(BufReader::with_capacity(BUFFER, File::open(path)?)),
            Self::Memory(bytes) => Box::new(Cursor::new(bytes.clone())),
        })
    }

    /// All bytes, but no more than one over `limit`.
    fn read(&self, limit: u64) -> io::Result<Vec<u8>> {
        match self {
            Self::File(path) => {
                let file = File::open(path)?;
                let length = file.metadata()?.len().min(limit);
                let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0) + 1);
                file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
                Ok(bytes)
            }
            Self::Memory(bytes) => Ok(bytes.to_vec()),
        }
    }
}

/// One document to be, found but not yet read. Cheap to move to another thread; a record of a table carries
/// its own bytes.
#[derive(Clone, Debug)]
pub struct Record {
    pub(super) shared: Arc<Shared>,
    pub(super) place: Place,
    pub(super) content: Content,
}

/// Where a document stands.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The file, in output.
    pub(super) path: Arc<str>,
    /// The 1-based line in it, if it holds many.
    pub(super) line: Option<u64>,
    /// The manifests that may tell about it, nearest first.
    pub(super) manifests: Arc<[Manifest]>,
}

impl Place {
    /// The path, with `#line` for a record.
    pub(super) fn name(&self) -> String {
        self.line.map_or_else(|| self.path.to_string(), |line| format!("{}#{line}", self.path))
    }
}

/// What there is to read.
#[derive(Clone, Debug)]
pub(super) enum Content {
    /// A file that is one document.
    File(Bytes, &'static dyn Reader),
    /// A record of a container, whose file has this hash, size and media type.
    Part(Body, Whole),
}

/// What is known of a whole file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Whole {
    pub(super) sha256: Fingerprint,
    pub(super) bytes: u64,
    pub(super) media_type: &'static str,
}

impl Record {
    /// The file it is in, below the folder the user named, with `/`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.place.path
    }

    /// The 1-based line at which it begins, if its file holds many documents.
    #[must_use]
    pub fn line(&self) -> Option<u64> {
        self.place.line
    }

    /// Reads it. Expensive and pure but for the file it reads; may run on any thread.
    ///
    /// # Errors
    /// If its bytes cannot be had or hold no document; every code is listed in `docs/warnings.md`.
    pub fn read(&self) -> Result<Document, Failure> {
        self.attempt().map_err(|problem| {
            let record = problem.record.or(self.place.line);
            Failure::at(&self.place.path, Problem { record, ..problem })
        })
    }

    fn attempt(&self) -> Result<Document, Problem> {
        let options = &self.shared.options;
        let (reading, whole) = match &self.content {
            Content::File(bytes, reader) => {
                let bytes = self.load(bytes)?;
                let whole = Whole {
                    sha256: Fingerprint::of(&bytes),
                    bytes: bytes.len() as u64,
                    media_type: reader.media_type(),
                };
                (reader.read(&bytes, options)?, whole)
            }
            Content::Part(Body::Bytes(bytes, reader), whole) => (reader.read(bytes, options)?, *whole),
            Content::Part(Body::Fields(row), whole) => (fields::reading(row.clone(), options)?, *whole),
        };
        Ok(assemble::document(reading, &self.place, whole, &self.shared))
    }

    fn load(&self, bytes: &Bytes) -> Result<Vec<u8>, Problem> {
        let limit = self.shared.options.max_bytes;
        let bytes = bytes.read(limit).map_err(|error| unreadable(&error))?;
        if bytes.len() as u64 > limit {
            let message = format!(
                "the file has more than {limit} bytes, the most a document may have; \
                 raise --max-bytes to read it, or cut it into documents"
            );
            return Err(Problem::new(FailureCode::TooLarge, message));
        }
        Ok(bytes)
    }
}

/// The problem that the system does not let us read a file.
pub(super) fn unreadable(error: &io::Error) -> Problem {
    Problem::new(FailureCode::Unreadable, format!("cannot be read: {error}"))
}
