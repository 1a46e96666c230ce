//! Appends what becomes of each input to the files of a folder, in the order it comes.

use super::hashed::Hashed;
use super::journal::{Digest, Digests, Frame, JOURNAL, Journal, Part, Step};
use super::render::{Lines, Table};
use super::syncer::{Syncer, WORTH};
use super::wire::{Counts, ErrorRow, FileNote, Run};
use super::{Error, Folder, Result, hashed};
use crate::document::Fingerprint;
use serde::Serialize;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Bytes kept back before a file is written to; larger pieces go straight through.
const BUFFER: usize = 1 << 16;

/// Steps after which all that is kept back is handed to the system: what a killed run loses at most.
const CHECKPOINT: u64 = 64;

/// The files of one run, being written.
#[derive(Debug)]
pub struct Writer {
    folder: Folder,
    tables: Vec<Option<Output>>,
    journal: Journal,
    counts: Counts,
    syncer: Syncer,
    /// Bytes since files were last given to it.
    unsynced: u64,
}

/// A file being written.
#[derive(Debug)]
pub(super) struct Output {
    path: PathBuf,
    file: Hashed<BufWriter<File>>,
    note: FileNote<'static>,
}

impl Output {
    fn create(folder: &Folder, table: Table) -> Result<Self> {
        let name = format!("{}.jsonl", table.name());
        let path = folder.path().join(&name);
        let file = File::create(&path).map_err(Error::at(&path))?;
        Self::at_end(path, file, FileNote { name: name.into(), bytes: 0, lines: 0, sha256: None })
    }

    /// A file that is as long as its note says, open at its end.
    pub(super) fn at_end(path: PathBuf, file: File, note: FileNote<'static>) -> Result<Self> {
        let file = BufWriter::with_capacity(BUFFER, file);
        let file = Hashed::behind(file, &path, note.bytes).map_err(Error::at(&path))?;
        Ok(Self { path, file, note })
    }

    fn append(&mut self, (bytes, lines): (&[u8], u64)) -> Result<Part> {
        let part = Part { start: self.note.bytes, bytes: bytes.len() as u64, lines };
        self.note.bytes += part.bytes;
        self.note.lines += lines;
        self.file.write_all(bytes).map_err(Error::at(&self.path))?;
        Ok(part)
    }

    fn flush(&mut self) -> Result<()> {
        self.file.flush().map_err(Error::at(&self.path))
    }
}

impl Writer {
    /// Opens a file for every table that is `written`, and a journal that begins with `asked`; lines of other tables are
    /// dropped. `skipped` are the rows of what was passed over.
    ///
    /// # Errors
    /// If a file cannot be made.
    pub fn begin(
        folder: Folder,
        written: impl Fn(Table) -> bool,
        asked: &str,
        skipped: &Lines,
    ) -> Result<Self> {
        let open = |table| written(table).then(|| Output::create(&folder, table)).transpose();
        let tables = Table::ALL.into_iter().map(open).collect::<Result<_>>()?;
        let journal = Journal::create(folder.path())?;
        let mut writer = Self::resumed(folder, tables, journal, Counts::default());
        writer.step(Step::Begun(asked), Frame::checksum_of(skipped), skipped)?;
        writer.flush()?;
        Ok(writer)
    }

    /// Goes on where these files end.
    pub(super) fn resumed(
        folder: Folder,
        tables: Vec<Option<Output>>,
        journal: Journal,
        counts: Counts,
    ) -> Self {
        Self { folder, tables, journal, counts, syncer: Syncer::start(), unsynced: 0 }
    }

    /// What has been written so far.
    #[must_use]
    pub const fn counts(&self) -> &Counts {
        &self.counts
    }

    /// The journal.
    pub const fn journal(&mut self) -> &mut Journal {
        &mut self.journal
    }

    /// Appends a document, whose lines have this checksum.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn document(&mut self, digest: Digest<'_>, checksum: u32, lines: &Lines) -> Result<()> {
        // What has been done is worth going on with, however the run ends.
        self.folder.keep();
        self.counts += digest.counts;
        self.step(Step::Document(digest), checksum, lines)
    }

    /// Appends an input that failed, its place and the hash of its file.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn failed(&mut self, row: &ErrorRow<'_>, name: &str, sha256: Option<Fingerprint>) -> Result<()> {
        let mut lines = Lines::default();
        lines.push(Table::Errors, row);
        self.step(Step::Failed { name, sha256 }, Frame::checksum_of(&lines), &lines)
    }

    fn step(&mut self, step: Step<'_>, checksum: u32, lines: &Lines) -> Result<()> {
        let parts = self.append(lines)?;
        self.unsynced += parts.iter().map(|part| part.bytes).sum::<u64>();
        self.journal.append(&Frame { parts, checksum, step })?;
        if self.journal.size().1.is_multiple_of(CHECKPOINT) {
            self.flush()?
        }
        if self.unsynced >= WORTH {
            self.unsynced = 0;
            let files =
                self.tables.iter().flatten().map(|output| output.file.get_ref().get_ref().try_clone());
            self.syncer.offer(files.filter_map(std::io::Result::ok).collect());
        }
        Ok(())
    }

    fn append(&mut self, lines: &Lines) -> Result<Vec<Part>> {
        self.counts.n_errors += lines.of(Table::Errors).1;
        self.counts.n_skipped += lines.of(Table::Skipped).1;
        self.counts.n_entities += lines.of(Table::Entities).1;
        let append = |(output, table): (&mut Option<Output>, Table)| match output {
            Some(output) => output.append(lines.of(table)),
            None => Ok(Part::default()),
        };
        self.tables.iter_mut().zip(Table::ALL).map(append).collect()
    }

    /// Appends lines that belong to no document, such as the measures of groups, once all documents are there.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn lines(&mut self, lines: &Lines) -> Result<()> {
        self.append(lines).map(drop)
    }

    /// Hands to the system what is held back.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn flush(&mut self) -> Result<()> {
        self.tables.iter_mut().flatten().try_for_each(Output::flush)?;
        self.journal.flush()
    }

    /// What was kept of each document. Nothing is added to the journal from here on.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn digests(&mut self) -> Result<Digests> {
        self.flush()?;
        self.journal.digests()
    }

    /// Takes the folder away.
    pub fn discard(mut self) {
        self.folder.let_go();
    }

    /// The folder for now.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Closes the tables. What is left to write is `run.json` and what is made from the finished tables.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn close(mut self) -> Result<Closed> {
        self.flush()?;
        let (bytes, _) = self.journal.size();
        let noted = |output: Output| output.file.note(output.note.name.into_owned(), output.note.lines);
        let mut files: Vec<FileNote<'static>> = self.tables.into_iter().flatten().map(noted).collect();
        let path = self.folder.path().join(JOURNAL);
        let sha256 = hashed::sha256(&path, bytes).map_err(Error::at(&path))?.finish().0.to_string();
        files.push(FileNote { name: JOURNAL.into(), bytes, lines: 0, sha256: Some(sha256) });
        Ok(Closed { folder: self.folder, files, counts: self.counts })
    }
}

/// A folder whose tables are complete.
#[derive(Debug)]
pub struct Closed {
    /// Where they stand for now.
    pub folder: Folder,
    /// What was written.
    pub files: Vec<FileNote<'static>>,
    /// How much.
    pub counts: Counts,
}

impl Closed {
    /// Writes a file of one object, laid out for people, and notes it.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn object(&mut self, name: &'static str, object: &impl Serialize) -> Result<()> {
        let note = write_object(self.folder.path(), name, object)?;
        self.files.push(note);
        Ok(())
    }

    /// Writes a file and notes it.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn file(&mut self, name: &'static str, content: &[u8]) -> Result<()> {
        let note = write_file(self.folder.path(), name, content)?;
        self.files.push(note);
        Ok(())
    }

    /// Writes `run.json`, the last file, and puts the folder in its place.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn finish(self, run: Run<'_>) -> Result<()> {
        let run = Run { counts: self.counts, files: self.files, ..run };
        write_object(self.folder.path(), "run.json", &run)?;
        self.folder.finish()
    }
}

/// Writes a file of one object, laid out for people, and notes it.
///
/// # Errors
/// If the file system refuses.
pub fn write_object(folder: &Path, name: &str, object: &impl Serialize) -> Result<FileNote<'static>> {
    let mut bytes = serde_json::to_vec_pretty(object).expect("wire types are plain data with text keys");
    bytes.push(b'\n');
    write_file(folder, name, &bytes)
}

/// Writes a file and notes it.
fn write_file(folder: &Path, name: &str, content: &[u8]) -> Result<FileNote<'static>> {
    let path = folder.join(name);
    let mut file = Hashed::new(File::create(&path).map_err(Error::at(&path))?);
    file.write_all(content).map_err(Error::at(&path))?;
    let lines = content.iter().filter(|&&byte| byte == b'\n').count();
    Ok(file.note(name.to_owned(), lines as u64))
}
