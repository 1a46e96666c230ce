//! Everything the user named, in its fixed order.

#[cfg(feature = "archives")]
use super::archive::Unroll;
use super::facts_table::{FactsTable, TableFault};
use super::format::{Format, Plug};
use super::name_pattern::NamePattern;
use super::reader::{Problem, RawRecord, RawRecords};
use super::record::{Content, Place, Record, Whole, unreadable};
use super::walk::{Found, FoundFile, Walk};
use super::{Failure, FailureCode, IngestError, IngestOptions, Input, Skipped};
use crate::document::Fingerprint;
use std::fmt::Write;
use std::io::{self, BufRead, Read};
use std::path::PathBuf;
use std::sync::Arc;

/// The inputs as found, in fixed order, with what was passed over and why.
#[derive(Debug)]
pub struct Corpus {
    found: Vec<Found>,
    skipped: Vec<Skipped>,
    shared: Arc<Shared>,
}

/// What every record needs to be read.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) options: IngestOptions,
    /// The table given with `--metadata`.
    pub(super) table: Option<FactsTable>,
    pub(super) name_pattern: Option<NamePattern>,
}

/// The most bytes a document may ever have: 1 GiB. Composing can make three bytes of one, and positions in a
/// text are 32 bits wide.
const MAX_BYTES: u64 = 1 << 30;

impl Shared {
    fn new(options: &IngestOptions) -> Result<Self, IngestError> {
        let load = |path: &PathBuf| {
            let wrong =
                |fault: TableFault| IngestError::Metadata { path: path.clone(), problem: fault.to_string() };
            FactsTable::load(path, options.encoding).map_err(wrong)
        };
        Ok(Self {
            options: IngestOptions {
                max_bytes: options.max_bytes.min(MAX_BYTES),
                limits: options.limits.capped(),
                ..options.clone()
            },
            table: options.metadata.as_ref().map(load).transpose()?,
            name_pattern: options.name_pattern.as_deref().map(NamePattern::new).transpose()?,
        })
    }
}

/// The most of standard input that is held: 1 GiB.
const STDIN_LIMIT: u64 = 1 << 30;

impl Corpus {
    /// Lists the inputs; reads no document yet, but all of standard input.
    ///
    /// Inputs keep their order; the files of a folder are sorted by the bytes of their relative path. A file
    /// that several inputs lead to is read once.
    ///
    /// # Errors
    /// On wrong usage: an input that is not there, a folder of results, a bad name pattern, a metadata table
    /// that cannot be read.
    pub fn open(inputs: &[Input], options: &IngestOptions) -> Result<Self, IngestError> {
        let shared = Arc::new(Shared::new(options)?);
        let mut walk = Walk::new(inputs, &shared.options);
        for input in inputs {
            match input {
                Input::Path(path) => walk.input(path)?,
                Input::Stdin => walk.memory("-", read_stdin()?),
                Input::Memory { name, bytes } => walk.memory(name, bytes.clone()),
            }
        }
        let (found, skipped) = walk.finish();
        Ok(Self { found, skipped, shared })
    }

    /// What was passed over, in the order of the walk.
    #[must_use]
    pub fn skipped(&self) -> &[Skipped] {
        &self.skipped
    }

    /// How many files there are to read; a file may hold many documents.
    #[must_use]
    pub fn n_files(&self) -> usize {
        self.found.len()
    }

    /// How many bytes there are to read, as far as the system says; for progress only.
    #[must_use]
    pub fn n_bytes(&self) -> u64 {
        self.found
            .iter()
            .map(|found| match found {
                Found::File(file) => file.size,
                Found::Failed(_) => 0,
            })
            .sum()
    }

    /// A hash of the list of files: which there are, how long they are, and what was passed over. What is in them is hashed
    /// as they are read.
    #[must_use]
    pub fn outline(&self) -> Fingerprint {
        let mut list = String::new();
        for found in &self.found {
            let _ = match found {
                Found::File(file) => writeln!(list, "{:?} {}", file.path, file.size),
                Found::Failed(failure) => writeln!(list, "{:?} {}", failure.path, failure.code),
            };
        }
        for skipped in &self.skipped {
            let _ = writeln!(list, "{:?} {}", skipped.path, skipped.reason.name());
        }
        Fingerprint::of(list.as_bytes())
    }

    /// Every record or failure, in corpus order. Holds one record at a time.
    #[must_use]
    pub fn records(&self) -> Records<'_> {
        Records {
            rest: self.found.iter(),
            shared: &self.shared,
            current: None,
            #[cfg(feature = "archives")]
            unroll: None,
        }
    }
}

fn read_stdin() -> Result<Vec<u8>, IngestError> {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().take(STDIN_LIMIT + 1).read_to_end(&mut bytes);
    match read {
        Ok(read) if read as u64 > STDIN_LIMIT => Err(IngestError::StdinTooLarge { limit: STDIN_LIMIT }),
        Ok(_) => Ok(bytes),
        Err(cause) => Err(IngestError::Stdin { cause }),
    }
}

/// Iterates over [`Corpus::records`].
pub struct Records<'c> {
    rest: std::slice::Iter<'c, Found>,
    shared: &'c Arc<Shared>,
    current: Option<OpenContainer>,
    /// The archive that is being read from front to back.
    #[cfg(feature = "archives")]
    unroll: Option<Unroll>,
}

/// A container that is being cut.
struct OpenContainer {
    place: Place,
    whole: Whole,
    parts: RawRecords,
    /// Records taken so far.
    n_taken: u64,
}

impl Iterator for Records<'_> {
    type Item = Result<Record, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.next_part() {
                return Some(item);
            }
            match self.rest.next()? {
                Found::Failed(failure) => return Some(Err(failure.clone())),
                Found::File(file) => match self.start(file) {
                    Ok(Some(record)) => return Some(Ok(record)),
                    Ok(None) => {}
                    Err(problem) => return Some(Err(Failure::at(&file.path, problem))),
                },
            }
        }
    }
}

impl Records<'_> {
    /// The next record of the open container, if one is open and has any left.
    fn next_part(&mut self) -> Option<Result<Record, Failure>> {
        let open = self.current.as_mut()?;
        let Some(part) = open.parts.next() else {
            let open = self.current.take()?;
            return (open.n_taken == 0).then(|| Err(Failure::at(&open.place.path, no_record())));
        };
        if open.n_taken == self.shared.options.limits.records {
            let problem = self.shared.options.limits.too_many_records();
            let failure = Failure::at(&open.place.path, Problem { record: begins_at(&part), ..problem });
            self.current = None;
            return Some(Err(failure));
        }
        open.n_taken += 1;
        Some(part.map_err(|problem| Failure::at(&open.place.path, problem)).map(|part| Record {
            shared: self.shared.clone(),
            place: Place { line: Some(part.line), ..open.place.clone() },
            content: Content::Part(part.body, part.read_as, open.whole),
        }))
    }

    /// Looks at a file: one that is a document is a record, one that holds many is opened.
    fn start(&mut self, found: &FoundFile) -> Result<Option<Record>, Problem> {
        let place = Place { path: found.path.clone(), line: None, manifests: found.manifests.clone() };
        #[cfg(feature = "archives")]
        let contents = &Unroll::near(&mut self.unroll, &found.contents, self.shared.options.max_bytes)?;
        #[cfg(not(feature = "archives"))]
        let contents = &found.contents;
        let format = {
            let mut file = contents.open().map_err(|error| unreadable(&error))?;
            let head = file.fill_buf().map_err(|error| unreadable(&error))?;
            match found.format {
                Some(format) => format,
                None => Format::detect(found.name(), head).map_err(unsupported)?,
            }
        };
        let container = match format.plug() {
            Plug::Container(container) => container,
            Plug::Reader(reader) => {
                let content = Content::File(contents.clone(), reader);
                return Ok(Some(Record { shared: self.shared.clone(), place, content }));
            }
        };
        let hash = contents.named().open().and_then(Fingerprint::of_reader);
        let (sha256, bytes) = hash.map_err(|error| unreadable(&error))?;
        let whole = Whole { sha256, bytes, media_type: container.media_type() };
        let parts = container.split(contents, &self.shared.options);
        self.current = Some(OpenContainer { place, whole, parts, n_taken: 0 });
        Ok(None)
    }
}

/// The problem that a file of records holds none: nothing that was named may vanish.
fn no_record() -> Problem {
    let message = "the file holds no record; remove it, or fetch it again";
    Problem::new(FailureCode::MissingText, message)
}

/// Where a record begins.
fn begins_at(part: &Result<RawRecord, Problem>) -> Option<u64> {
    part.as_ref().map_or_else(|problem| problem.record, |part| Some(part.line))
}

fn unsupported(what: &'static str) -> Problem {
    let message = format!("the content is {what}, which is not read; convert it to text, HTML or JSON Lines");
    Problem::new(FailureCode::UnsupportedType, message)
}
