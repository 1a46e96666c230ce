//! Appends rendered documents to the files of a folder, in the order they come.

use super::hashed::Hashed;
use super::render::{Lines, Rendered, Table};
use super::wire::{Counts, ErrorRow, FileNote, Run, SkippedRow};
use super::{Error, Folder, Result};
use serde::Serialize;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Bytes kept back before a file is written to; larger pieces go straight through.
const BUFFER: usize = 1 << 16;

/// The files of one run, being written.
#[derive(Debug)]
pub struct Writer {
    folder: Folder,
    tables: Vec<(Table, Output)>,
    counts: Counts,
}

/// A file being written.
#[derive(Debug)]
struct Output {
    path: PathBuf,
    name: String,
    file: Hashed<BufWriter<File>>,
    lines: u64,
}

impl Output {
    fn create(folder: &Folder, name: &str) -> Result<Self> {
        let path = folder.path().join(name);
        let file = BufWriter::with_capacity(BUFFER, File::create(&path).map_err(Error::at(&path))?);
        Ok(Self { path, name: name.to_owned(), file: Hashed::new(file), lines: 0 })
    }

    fn append(&mut self, (bytes, n): (&[u8], u64)) -> Result<()> {
        self.lines += n;
        self.file.write_all(bytes).map_err(Error::at(&self.path))
    }
}

impl Writer {
    /// Opens a file for every table that is `written`; lines of the others are dropped.
    ///
    /// # Errors
    /// If a file cannot be made.
    pub fn new(folder: Folder, written: impl Fn(&Table) -> bool) -> Result<Self> {
        let open = |table: Table| Ok((table, Output::create(&folder, &format!("{}.jsonl", table.name()))?));
        let tables = Table::ALL.into_iter().filter(written).map(open).collect::<Result<_>>()?;
        Ok(Self { folder, tables, counts: Counts::default() })
    }

    /// What has been written so far.
    #[must_use]
    pub const fn counts(&self) -> &Counts {
        &self.counts
    }

    /// Appends a document.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn document(&mut self, rendered: &Rendered) -> Result<()> {
        self.counts += rendered.counts;
        self.lines(&rendered.lines)
    }

    /// Appends an input that failed.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn error(&mut self, row: &ErrorRow<'_>) -> Result<()> {
        self.counts.n_errors += 1;
        self.row(Table::Errors, row)
    }

    /// Appends a path that was passed over.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn skipped(&mut self, row: &SkippedRow<'_>) -> Result<()> {
        self.counts.n_skipped += 1;
        self.row(Table::Skipped, row)
    }

    fn row(&mut self, table: Table, row: &impl Serialize) -> Result<()> {
        let mut lines = Lines::default();
        lines.push(table, row);
        self.lines(&lines)
    }

    /// Appends lines that belong to no document, such as the measures of groups.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn lines(&mut self, lines: &Lines) -> Result<()> {
        self.counts.n_entities += lines.of(Table::Entities).1;
        self.tables.iter_mut().try_for_each(|(table, output)| output.append(lines.of(*table)))
    }

    /// Closes the tables. What is left to write is `run.json` and what is made from the finished tables.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn close(self) -> Result<Closed> {
        let mut files = Vec::new();
        for (_, mut output) in self.tables {
            output.file.flush().map_err(Error::at(&output.path))?;
            files.push(output.file.note(output.name, output.lines));
        }
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

    /// Writes `run.json`, the last file, and puts the folder in its place.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn finish(self, run: &Run<'_>) -> Result<()> {
        write_object(self.folder.path(), "run.json", run)?;
        self.folder.finish()
    }
}

/// Writes a file of one object, laid out for people, and notes it.
///
/// # Errors
/// If the file system refuses.
pub fn write_object(folder: &Path, name: &str, object: &impl Serialize) -> Result<FileNote<'static>> {
    let path = folder.join(name);
    let mut bytes = serde_json::to_vec_pretty(object).expect("wire types are plain data with text keys");
    bytes.push(b'\n');
    let mut file = Hashed::new(File::create(&path).map_err(Error::at(&path))?);
    file.write_all(&bytes).map_err(Error::at(&path))?;
    let lines = bytes.iter().filter(|&&byte| byte == b'\n').count();
    Ok(file.note(name.to_owned(), lines as u64))
}
