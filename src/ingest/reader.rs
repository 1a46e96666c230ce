//! The sockets that formats plug into.

use super::{Contents, FailureCode, IngestOptions, ReadAs, WarningCode};
use crate::document::{BlockHint, Mended, Warning};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Makes one document of the bytes of one file or record.
///
/// Contract (checked for every reader by `tests/contract`): no bytes make it panic; the same bytes give the
/// same reading; `text` is NFC with `\n` as its only line end and no byte-order mark; `hints` are sorted,
/// disjoint and cover whole lines of `text`.
pub trait Reader: Sync {
    /// What the files are, as a media type.
    fn media_type(&self) -> &'static str;

    /// Reads `bytes`, which are at most [`IngestOptions::max_bytes`] long.
    ///
    /// # Errors
    /// If the bytes hold no document of this format; the message names the cure.
    fn read(&self, bytes: &[u8], options: &IngestOptions) -> Result<Reading, Problem>;
}

impl std::fmt::Debug for dyn Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.media_type())
    }
}

/// Cuts a file that holds many documents into its records, lazily and in file order.
///
/// Contract: holds at most one record in memory; a bad record is one problem and the rest follows it.
pub trait Container: Sync {
    /// What the files are, as a media type.
    fn media_type(&self) -> &'static str;

    /// The records of `file`.
    fn split(&self, file: &Contents, options: &IngestOptions) -> RawRecords;
}

/// What a [`Container`] yields.
pub type RawRecords = Box<dyn Iterator<Item = Result<RawRecord, Problem>> + Send>;

/// One record of a container, cut out but not yet read.
#[derive(Clone, Debug)]
pub struct RawRecord {
    /// The 1-based line at which it begins.
    pub line: u64,
    /// What was cut out.
    pub body: Body,
    /// How the bytes it was cut from were read.
    pub read_as: ReadAs,
}

/// A record as its container leaves it.
#[derive(Clone)]
pub enum Body {
    /// Bytes that a reader is yet to read, on a thread of its own.
    Bytes(Vec<u8>, &'static dyn Reader),
    /// Fields by name, already read because cutting was reading.
    Fields(Map<String, Value>),
}

impl Body {
    /// About how many bytes it has.
    pub(super) fn size(&self) -> u64 {
        let text = |value: &Value| value.as_str().map_or(8, str::len);
        match self {
            Self::Bytes(bytes, _) => bytes.len() as u64,
            Self::Fields(fields) => {
                fields.iter().map(|(name, value)| name.len() + text(value)).sum::<usize>() as u64
            }
        }
    }
}

impl std::fmt::Debug for Body {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Bytes(bytes, reader) => write!(f, "Bytes({}, {})", bytes.len(), reader.media_type()),
            Self::Fields(fields) => f.debug_tuple("Fields").field(fields).finish(),
        }
    }
}

/// What a reader finds in one document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The text, normalised.
    pub text: String,
    /// What markup says of stretches of it.
    pub hints: Vec<BlockHint>,
    /// Facts the file states, by the names it gives them.
    pub fields: Map<String, Value>,
    /// Facts that a page in the text field of a record states of itself; they count less than those of the record.
    pub page: Map<String, Value>,
    /// Facts read off the head of the text itself; the weakest source of all.
    pub inferred: Map<String, Value>,
    /// What was mended, by kind.
    pub repairs: BTreeMap<&'static str, u64>,
    /// A few of the repairs as they were made.
    pub mended: Vec<Mended>,
    /// What was odd.
    pub warnings: Vec<Warning>,
    /// How its bytes were read.
    pub read_as: ReadAs,
}

/// Why a reader or container could not go on with a file or record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What happened.
    pub code: FailureCode,
    /// The 1-based line at which the record begins, if it is one of many.
    pub record: Option<u64>,
    /// What, where, and what to do about it.
    pub message: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

/// A problem may be met while bytes are unpacked, and then comes through as what reading failed with.
impl std::error::Error for Problem {}

impl Problem {
    /// A problem of a whole file.
    pub fn new(code: FailureCode, message: impl Into<String>) -> Self {
        Self { code, record: None, message: message.into() }
    }

    /// The one item of a container that cannot be cut.
    pub(super) fn alone(self) -> RawRecords {
        Box::new(std::iter::once(Err(self)))
    }

    /// The same problem, of the record at `line`.
    #[must_use]
    pub fn in_record(self, line: u64) -> Self {
        Self { record: Some(line), ..self }
    }
}

/// A warning about a document as a whole.
pub(super) fn warning(code: WarningCode, message: impl Into<String>) -> Warning {
    Warning { code: code.name(), message: message.into(), span: None }
}
