//! One thing to read, and its reading.

use super::assemble;
use super::contents::Contents;
use super::corpus::Shared;
use super::reader::{Body, Problem, Reader, Reading};
use super::scope::Manifest;
use super::{Failure, FailureCode, ReadAs, fields};
use crate::document::{Document, Fingerprint};
use std::io;
use std::sync::Arc;

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
    File(Contents, &'static dyn Reader),
    /// A record of a container, whose file has this hash, size and media type.
    Part(Body, ReadAs, Whole),
}

/// What is known of a whole file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Whole {
    pub(super) sha256: Fingerprint,
    pub(super) bytes: u64,
    pub(super) media_type: &'static str,
}

impl Whole {
    /// A file that is one document. What is hashed is the file that its path names: of one that is packed as a whole,
    /// the packed one.
    fn of(contents: &Contents, bytes: &[u8], reader: &dyn Reader) -> Result<Self, Problem> {
        let media_type = reader.media_type();
        if contents.is_named() {
            return Ok(Self { sha256: Fingerprint::of(bytes), bytes: bytes.len() as u64, media_type });
        }
        let packed = contents.named().open().and_then(Fingerprint::of_reader);
        let (sha256, bytes) = packed.map_err(|error| unreadable(&error))?;
        Ok(Self { sha256, bytes, media_type })
    }
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

    /// The same path, shared with all records of the file.
    #[must_use]
    pub fn shared_path(&self) -> Arc<str> {
        Arc::clone(&self.place.path)
    }

    /// Its path, with `#line` for a record of a file that holds many: unique in a corpus.
    #[must_use]
    pub fn name(&self) -> String {
        self.place.name()
    }

    /// About how many bytes it has, before anything is unpacked.
    #[must_use]
    pub fn size(&self) -> u64 {
        match &self.content {
            Content::File(contents, _) => contents.length().unwrap_or(0),
            Content::Part(body, ..) => body.size(),
        }
    }

    /// Hash of the raw file that it is in.
    ///
    /// # Errors
    /// If the system does not let us read the file.
    pub fn fingerprint(&self) -> io::Result<Fingerprint> {
        match &self.content {
            Content::File(contents, _) => hash_of(contents),
            Content::Part(.., whole) => Ok(whole.sha256),
        }
    }

    /// The raw file that it is in, without the bytes that a record of a table carries.
    #[must_use]
    pub fn into_raw(self) -> Raw {
        match self.content {
            Content::File(contents, _) => Raw(Origin::File(contents)),
            Content::Part(.., whole) => Raw(Origin::Hashed(whole.sha256)),
        }
    }

    /// A hash of what `--metadata` and manifests say about it, if `id` is the document's name.
    #[must_use]
    pub fn stated_elsewhere(&self, id: &str) -> Fingerprint {
        assemble::stated_elsewhere(id, &self.place, &self.shared)
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
            Content::File(contents, reader) => {
                let bytes = self.load(contents)?;
                let whole = Whole::of(contents, &bytes, *reader)?;
                (reader.read(&bytes, options)?, whole)
            }
            Content::Part(body, read_as, whole) => {
                let reading = match body {
                    Body::Bytes(bytes, reader) => reader.read(bytes, options)?,
                    Body::Fields(row) => fields::reading(row.clone(), options)?,
                };
                (Reading { read_as: *read_as, ..reading }, *whole)
            }
        };
        Ok(assemble::document(reading, &self.place, whole, &self.shared))
    }

    fn load(&self, contents: &Contents) -> Result<Vec<u8>, Problem> {
        let limit = self.shared.options.max_bytes;
        let bytes = contents.read(limit).map_err(|error| unreadable(&error))?;
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

/// The raw file that a record is in: all that is left of it when it has been read.
#[derive(Clone, Debug)]
pub struct Raw(Origin);

#[derive(Clone, Debug)]
enum Origin {
    File(Contents),
    Hashed(Fingerprint),
}

impl Raw {
    /// Its hash.
    ///
    /// # Errors
    /// If the system does not let us read the file.
    pub fn fingerprint(&self) -> io::Result<Fingerprint> {
        match &self.0 {
            Origin::File(contents) => hash_of(contents),
            Origin::Hashed(sha256) => Ok(*sha256),
        }
    }
}

/// The hash of the file that is named: of one that is packed, the packed one.
fn hash_of(contents: &Contents) -> io::Result<Fingerprint> {
    Ok(contents.named().open().and_then(Fingerprint::of_reader)?.0)
}

/// The problem that the system does not let us read a file, or that unpacking it met.
pub(super) fn unreadable(error: &io::Error) -> Problem {
    if let Some(problem) = error.get_ref().and_then(|inner| inner.downcast_ref::<Problem>()) {
        return problem.clone();
    }
    Problem::new(FailureCode::Unreadable, format!("cannot be read: {error}"))
}
