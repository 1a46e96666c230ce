//! A finished run, of which a later one takes what has not changed.

use super::condensed::Condensed;
use super::finished::Finished;
use super::journal::{Digests, Frames, JOURNAL, Step};
use super::render::{Lines, Table};
use super::{Error, Result};
use crate::document::Fingerprint;
use std::collections::HashMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The documents of a finished run, each at hand by its place.
#[derive(Debug)]
pub struct Earlier {
    folder: PathBuf,
    /// Numbers by hash of the place.
    numbers: HashMap<[u8; 16], u32>,
    digests: Mutex<Digests>,
}

impl Earlier {
    /// Opens the run in `folder`; `differs` says in words what speaks against taking from it.
    ///
    /// # Errors
    /// If something does, or it has no journal.
    pub fn open(folder: &Path, differs: impl Fn(&str) -> Option<String>) -> Result<Self> {
        let changed = |problem: String| Error::Changed { path: folder.to_owned(), problem };
        Finished::open(folder)?;
        let path = folder.join(JOURNAL);
        if !path.exists() {
            return Err(changed(format!("its {JOURNAL} is missing")));
        }
        let mut frames = Frames::open(&path)?;
        let (mut offset, mut documents, mut numbers) = (0, Vec::new(), HashMap::new());
        while let Some((frame, bytes)) = frames.read()? {
            match frame.step {
                Step::Begun(asked) => {
                    if let Some(problem) = differs(asked) {
                        return Err(changed(problem));
                    }
                }
                Step::Document(digest) => {
                    let number = u32::try_from(documents.len()).unwrap_or(u32::MAX);
                    numbers.insert(Fingerprint::of(digest.name.as_bytes()).half(), number);
                    documents.push(offset);
                }
                Step::Failed { .. } => {}
            }
            offset += 8 + bytes;
        }
        let digests = Mutex::new(Digests::open(&path, documents)?);
        Ok(Self { folder: folder.to_owned(), numbers, digests })
    }

    /// The document that was read at the place of this `name`, if `is_same` says that it would be read again as it was, and
    /// the run's tables still are as it wrote them.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn recall(
        &self,
        name: &str,
        is_same: impl FnOnce(&super::Digest<'_>) -> bool,
    ) -> Result<Option<Condensed>> {
        let Some(&number) = self.numbers.get(&Fingerprint::of(name.as_bytes()).half()) else {
            return Ok(None);
        };
        let mut digests = self.digests.lock().unwrap_or_else(PoisonError::into_inner);
        let frame = digests.frame(number)?;
        let Step::Document(digest) = &frame.step else { return Ok(None) };
        if digest.name != name || !is_same(digest) {
            return Ok(None);
        }
        let mut lines = Lines::default();
        for (table, part) in Table::ALL.into_iter().zip(&frame.parts).filter(|(_, part)| part.bytes > 0) {
            let path = self.folder.join(format!("{}.jsonl", table.name()));
            let mut file = File::open(&path).map_err(Error::at(&path))?;
            let mut bytes = Vec::new();
            let read = file
                .seek(SeekFrom::Start(part.start))
                .and_then(|_| file.take(part.bytes).read_to_end(&mut bytes));
            read.map_err(Error::at(&path))?;
            lines.extend(table, &bytes, part.lines);
        }
        let is_whole = super::Frame::checksum_of(&lines) == frame.checksum;
        Ok(is_whole.then(|| Condensed::recalled(digest, lines)))
    }
}
