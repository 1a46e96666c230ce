//! Goes on where a run was cut off.

use super::journal::{Frame, Frames, JOURNAL, Journal, Step};
use super::render::Table;
use super::wire::{Counts, FileNote};
use super::writer::Output;
use super::{Error, Folder, Result, Writer};
use std::fs::{File, OpenOptions};
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// Bytes read at a time.
const BUFFER: usize = 1 << 16;

/// A run that was cut off, opened behind its last whole step.
#[derive(Debug)]
pub struct Resumed {
    /// Its files.
    pub writer: Writer,
    /// Its steps, from the first input on.
    pub steps: Steps,
}

/// The steps of a run that is being resumed, once more from the front.
#[derive(Debug)]
pub struct Steps {
    frames: Frames,
    left: u64,
}

impl Steps {
    /// The next step.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn read(&mut self) -> Result<Option<Step<'_>>> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        let (frame, _) = self.frames.read()?.ok_or(Error::Journal)?;
        Ok(Some(frame.step))
    }
}

/// A table of which it is being found out how much is whole.
struct Cut {
    path: PathBuf,
    file: BufReader<File>,
    note: FileNote<'static>,
    bytes: Vec<u8>,
}

impl Cut {
    fn open(folder: &Folder, table: Table) -> Result<Self> {
        let name = format!("{}.jsonl", table.name());
        let path = folder.path().join(&name);
        let file = OpenOptions::new().read(true).write(true).open(&path).map_err(Error::at(&path))?;
        let note = FileNote { name: name.into(), bytes: 0, lines: 0, sha256: None };
        Ok(Self { path, file: BufReader::with_capacity(BUFFER, file), note, bytes: Vec::new() })
    }

    /// Cuts off what follows the last whole step.
    fn end(self) -> Result<Output> {
        let mut file = self.file.into_inner();
        let cut = file.set_len(self.note.bytes).and_then(|()| file.seek(SeekFrom::End(0)));
        cut.map_err(Error::at(&self.path))?;
        Output::at_end(self.path, file, self.note)
    }
}

/// Opens the run that was cut off in `folder`, or gives the folder back if there is none; `differs` says in words how it differs from what was asked then.
///
/// # Errors
/// If something else is asked now, or the file system refuses.
pub fn resume(
    mut folder: Folder,
    written: impl Fn(Table) -> bool,
    differs: impl Fn(&str) -> Option<String>,
) -> Result<std::result::Result<Resumed, Folder>> {
    let journal = folder.path().join(JOURNAL);
    if !begins_well(&journal)? {
        return Ok(Err(folder));
    }
    // Whatever happens from here on, what was done stays.
    folder.keep();
    let open = |table| written(table).then(|| Cut::open(&folder, table)).transpose();
    let mut cuts: Vec<Option<Cut>> = Table::ALL.into_iter().map(open).collect::<Result<_>>()?;
    let mut counts = Counts::default();
    let mut journal = Journal::open(folder.path())?;
    let target = folder.target().to_owned();
    journal.follow(|frame| {
        if let Step::Begun(asked) = frame.step
            && let Some(problem) = differs(asked)
        {
            return Err(Error::Changed { path: target.clone(), problem });
        }
        if !is_whole(&mut cuts, frame)? {
            return Ok(false);
        }
        count(&mut counts, frame);
        Ok(true)
    })?;
    let steps = Steps { frames: Frames::open(&folder.path().join(JOURNAL))?, left: journal.size().1 };
    let tables = cuts.into_iter().map(|cut| cut.map(Cut::end).transpose()).collect::<Result<_>>()?;
    let mut resumed = Resumed { writer: Writer::resumed(folder, tables, journal, counts), steps };
    resumed.steps.read()?;
    Ok(Ok(resumed))
}

/// Whether there is a journal with a whole first frame.
fn begins_well(journal: &Path) -> Result<bool> {
    if !journal.exists() {
        return Ok(false);
    }
    let mut frames = Frames::open(journal)?;
    let first = frames.read()?;
    Ok(first.is_some_and(|(frame, _)| matches!(frame.step, Step::Begun(_))))
}

/// Whether every table has the part of it that the frame tells of; then they are read up to there.
fn is_whole(cuts: &mut [Option<Cut>], frame: &Frame<'_>) -> Result<bool> {
    let mut sum = crc32fast::Hasher::new();
    for (cut, part) in cuts.iter_mut().zip(&frame.parts) {
        let Some(cut) = cut else { continue };
        cut.bytes.clear();
        let read = cut.file.by_ref().take(part.bytes).read_to_end(&mut cut.bytes);
        let read = read.map_err(Error::at(&cut.path))?;
        if read as u64 != part.bytes || cut.note.bytes != part.start {
            return Ok(false);
        }
        sum.update(&cut.bytes);
    }
    if sum.finalize() != frame.checksum {
        return Ok(false);
    }
    for (cut, part) in cuts.iter_mut().zip(&frame.parts) {
        if let Some(cut) = cut {
            cut.note.bytes += part.bytes;
            cut.note.lines += part.lines;
        }
    }
    Ok(true)
}

fn count(counts: &mut Counts, frame: &Frame<'_>) {
    if let Step::Document(digest) = &frame.step {
        *counts += digest.counts;
    }
    let lines = |table: Table| frame.parts.get(table as usize).map_or(0, |part| part.lines);
    counts.n_errors += lines(Table::Errors);
    counts.n_skipped += lines(Table::Skipped);
}
