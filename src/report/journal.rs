//! The journal of a run: what became of each input, in corpus order, and what is kept of each document.
//!
//! It serves three ends. What joins documents is made from it, so that memory does not grow with the corpus. A run that
//! was cut off goes on where its journal ends. And a later run takes from it what has not changed.
//!
//! A frame is its length and CRC-32 (four bytes each, little-endian) and a [`Frame`] as postcard writes it. A frame also
//! tells which bytes of every table belong to it, with their CRC-32: a table and the journal may be cut off anywhere and
//! in any order, and it is still known how far both are whole.

use super::render::{Lines, Table};
use super::wire::Counts;
use super::{Error, Result};
use crate::document::Fingerprint;
use serde::{Deserialize, Serialize};
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// The name of its file.
pub const JOURNAL: &str = "journal.bin";

/// The most bytes of a frame; longer ones are taken for damage.
const LONGEST: u32 = 1 << 30;

/// What belongs to one step of a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Frame<'a> {
    /// Its part of each table, in the order of [`Table::ALL`].
    pub parts: Vec<Part>,
    /// CRC-32 of those parts, one after the other.
    pub checksum: u32,
    /// What the step was.
    #[serde(borrow)]
    pub step: Step<'a>,
}

/// A part of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Bytes of the table before it.
    pub start: u64,
    /// Its bytes.
    pub bytes: u64,
    /// Its lines.
    pub lines: u64,
}

/// A step of a run.
#[expect(clippy::large_enum_variant, reason = "nearly every step is a document")]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Step<'a> {
    /// It began: what was asked, as JSON.
    Begun(&'a str),
    /// An input became a document.
    Document(#[serde(borrow)] Digest<'a>),
    /// An input became none.
    Failed {
        /// Its place, with `#line` for a record.
        name: &'a str,
        /// Hash of its file, if that can be read.
        sha256: Option<Fingerprint>,
    },
}

/// What is kept of a document for the corpus, without any text. The parts are as postcard writes them, so that a pass over
/// all documents unpacks only what it needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Digest<'a> {
    /// Its place, with `#line` for a record.
    pub name: &'a str,
    /// Hash of its file.
    pub sha256: Fingerprint,
    /// Hash of what tables of facts say of it.
    pub stated: Fingerprint,
    /// Its id.
    pub id: &'a str,
    /// Hash of its text.
    pub text: Fingerprint,
    /// Its words.
    pub n_words: u64,
    /// What it adds to the counts of the run.
    pub counts: Counts,
    /// Bytes of its row of `documents.jsonl` before the warning was added that an earlier document has its text; 0 where
    /// none has.
    pub plain: u64,
    /// A [`Member`](super::Member).
    pub member: &'a [u8],
    /// A [`Signature`](crate::compare::reuse::Signature), if it has words.
    pub signature: &'a [u8],
    /// [`DocumentEntities`](crate::compare::DocumentEntities).
    pub entities: &'a [u8],
    /// [`Claims`](super::Claims).
    pub claims: &'a [u8],
}

impl Frame<'_> {
    /// CRC-32 of the parts of tables that a step writes.
    pub fn checksum_of(lines: &Lines) -> u32 {
        let mut sum = crc32fast::Hasher::new();
        Table::ALL.iter().for_each(|table| sum.update(lines.of(*table).0));
        sum.finalize()
    }
}

/// Packs a value as the journal keeps it.
pub fn pack(value: &impl Serialize) -> Vec<u8> {
    postcard::to_stdvec(value).expect("what is kept of a document is plain data")
}

/// Unpacks what [`pack`] has packed.
///
/// # Errors
/// If another version has packed it.
pub fn unpack<'d, T: Deserialize<'d>>(bytes: &'d [u8]) -> Result<T> {
    postcard::from_bytes(bytes).map_err(|_| Error::Journal)
}

/// A journal, open for writing at its end and for reading anywhere.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    file: BufWriter<File>,
    /// Bytes so far.
    length: u64,
    /// Where the frame of each document begins.
    documents: Vec<u64>,
    n_frames: u64,
}

impl Journal {
    /// An empty one in `folder`.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn create(folder: &Path) -> Result<Self> {
        let path = folder.join(JOURNAL);
        File::create(&path).map_err(Error::at(&path))?;
        Self::open(folder)
    }

    /// The one in `folder`, to be read from its beginning with [`Journal::follow`].
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn open(folder: &Path) -> Result<Self> {
        let path = folder.join(JOURNAL);
        let file = OpenOptions::new().read(true).append(true).open(&path).map_err(Error::at(&path))?;
        Ok(Self { path, file: BufWriter::new(file), length: 0, documents: Vec::new(), n_frames: 0 })
    }

    /// Appends a frame.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn append(&mut self, frame: &Frame<'_>) -> Result<()> {
        let bytes = pack(frame);
        let length = u32::try_from(bytes.len()).ok().filter(|length| *length <= LONGEST);
        let length = length.ok_or_else(|| io::Error::other("what is kept of a document is too long"));
        let checksum = crc32fast::hash(&bytes).to_le_bytes();
        let write = |length: u32| {
            self.file.write_all(&length.to_le_bytes())?;
            self.file.write_all(&checksum)?;
            self.file.write_all(&bytes)
        };
        length.and_then(write).map_err(Error::at(&self.path))?;
        self.passed(frame, bytes.len() as u64);
        Ok(())
    }

    fn passed(&mut self, frame: &Frame<'_>, bytes: u64) {
        if matches!(frame.step, Step::Document(_)) {
            self.documents.push(self.length);
        }
        self.length += 8 + bytes;
        self.n_frames += 1;
    }

    /// Hands to the system what is held back.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn flush(&mut self) -> Result<()> {
        self.file.flush().map_err(Error::at(&self.path))
    }

    /// Bytes and frames so far.
    #[must_use]
    pub const fn size(&self) -> (u64, u64) {
        (self.length, self.n_frames)
    }

    /// Reads frame after frame from where it stands, while they are whole and `accept` them; what follows is cut off.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn follow(&mut self, mut accept: impl FnMut(&Frame<'_>) -> Result<bool>) -> Result<()> {
        let mut reader = Frames::open(&self.path)?;
        while let Some((frame, bytes)) = reader.read()? {
            if !accept(&frame)? {
                break;
            }
            self.passed(&frame, bytes);
        }
        self.file.get_ref().set_len(self.length).map_err(Error::at(&self.path))
    }

    /// What it keeps of each document so far.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn digests(&mut self) -> Result<Digests> {
        self.flush()?;
        Digests::open(&self.path, self.documents.clone())
    }

    /// The id of the document of this number, 0 being the first.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn id_of(&mut self, number: u32) -> Result<String> {
        self.flush()?;
        let mut one = Digests::open(&self.path, vec![self.documents[number as usize]])?;
        Ok(one.get(0)?.id.to_owned())
    }

    /// Documents so far.
    #[must_use]
    pub fn n_documents(&self) -> u32 {
        u32::try_from(self.documents.len()).expect("documents are counted in 32 bits")
    }
}

/// Frames from the front.
#[derive(Debug)]
pub struct Frames {
    path: PathBuf,
    file: io::BufReader<File>,
    bytes: Vec<u8>,
}

impl Frames {
    /// From the beginning of the journal at `path`.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn open(path: &Path) -> Result<Self> {
        let file = io::BufReader::with_capacity(1 << 18, File::open(path).map_err(Error::at(path))?);
        Ok(Self { path: path.to_owned(), file, bytes: Vec::new() })
    }

    /// The next frame and its bytes; `None` where no whole one follows.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn read(&mut self) -> Result<Option<(Frame<'_>, u64)>> {
        if !read_frame(&mut self.file, &mut self.bytes).map_err(Error::at(&self.path))? {
            return Ok(None);
        }
        Ok(postcard::from_bytes(&self.bytes).ok().map(|frame| (frame, self.bytes.len() as u64)))
    }
}

/// Reads the bytes of a frame; `false` where no whole one follows.
fn read_frame(file: &mut impl Read, bytes: &mut Vec<u8>) -> io::Result<bool> {
    let mut head = [0; 8];
    if !read_whole(file, &mut head)? {
        return Ok(false);
    }
    let number = |at: usize| u32::from_le_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
    let (length, checksum) = (number(0), number(4));
    if length > LONGEST {
        return Ok(false);
    }
    bytes.clear();
    let read = file.take(u64::from(length)).read_to_end(bytes)?;
    Ok(read == length as usize && crc32fast::hash(bytes) == checksum)
}

/// Fills `bytes`; `false` if the file ends before.
fn read_whole(file: &mut impl Read, bytes: &mut [u8]) -> io::Result<bool> {
    match file.read_exact(bytes) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}

/// The digests of a journal, each at hand by its number.
#[derive(Debug)]
pub struct Digests {
    path: PathBuf,
    file: File,
    documents: Vec<u64>,
    bytes: Vec<u8>,
}

impl Digests {
    /// How many documents there are.
    #[must_use]
    pub fn n_documents(&self) -> u32 {
        u32::try_from(self.documents.len()).expect("documents are counted in 32 bits")
    }

    /// Of the journal at `path`, whose frames of documents begin there.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn open(path: &Path, documents: Vec<u64>) -> Result<Self> {
        let file = File::open(path).map_err(Error::at(path))?;
        Ok(Self { path: path.to_owned(), file, documents, bytes: Vec::new() })
    }

    /// The digest of the document of this number, 0 being the first.
    ///
    /// # Errors
    /// If the file system refuses, or somebody wrote into the journal meanwhile.
    pub fn get(&mut self, number: u32) -> Result<Digest<'_>> {
        match self.frame(number)?.step {
            Step::Document(digest) => Ok(digest),
            _ => Err(Error::Journal),
        }
    }

    /// Its frame.
    ///
    /// # Errors
    /// If the file system refuses, or somebody wrote into the journal meanwhile.
    pub fn frame(&mut self, number: u32) -> Result<Frame<'_>> {
        let start = self.documents[number as usize];
        let read = self
            .file
            .seek(SeekFrom::Start(start))
            .and_then(|_| read_frame(&mut self.file, &mut self.bytes))
            .map_err(Error::at(&self.path))?;
        if read { unpack(&self.bytes) } else { Err(Error::Journal) }
    }
}
