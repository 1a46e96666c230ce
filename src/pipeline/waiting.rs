//! What is made before its turn to be written.

use super::run::{Done, Work};
use crate::spill::{Shelf, Shelved};
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

/// Documents that may wait for one, and bytes of them that may wait on disk.
const MOST_WAITING: usize = 100_000;
const MOST_ASIDE: u64 = 4 << 30;

/// Results by the number of their input, until all before them are settled. What goes beyond `room` lies on disk, so that a
/// document of minutes holds up neither reading nor the other threads, and memory stays as it was.
pub struct Waiting<'a, W: Work> {
    work: &'a W,
    /// Bytes of input whose results may wait in memory.
    room: u64,
    held: BTreeMap<u64, Done<W::Made>>,
    /// Bytes of input of `held`.
    n_held: u64,
    aside: BTreeMap<u64, Done<Shelved>>,
    /// Where they lie, if they may lie anywhere.
    shelf: Option<Shelf>,
    /// The disk has refused.
    is_full: bool,
}

impl<'a, W: Work> Waiting<'a, W> {
    /// Nothing waits. Results of so many bytes of input may wait in memory, others below `folder`.
    pub fn new(work: &'a W, folder: Option<&'a Path>, room: u64) -> Self {
        let (held, aside) = (BTreeMap::new(), BTreeMap::new());
        Self { work, room, held, n_held: 0, aside, shelf: folder.map(Shelf::below), is_full: false }
    }

    /// Whether more may wait; if not, reading must.
    pub fn has_room(&self) -> bool {
        let is_short = self.held.len() + self.aside.len() < MOST_WAITING;
        is_short && !self.is_full && self.n_aside() < MOST_ASIDE
    }

    /// Adds what became of an input. What the disk does not take stays in memory.
    pub fn insert(&mut self, number: u64, done: Done<W::Made>) {
        if done.outcome.is_err() {
            self.aside.insert(number, done.map(|_| Shelved::default()));
            return;
        }
        self.n_held += done.size;
        self.held.insert(number, done);
        // The first one stays whole: it may turn out to be all there is.
        while self.n_held > self.room && self.held.len() > 1 && !self.is_full {
            let Some((last, done)) = self.held.pop_last() else { break };
            match self.set_aside(&done) {
                Ok(aside) => {
                    self.n_held -= done.size;
                    self.aside.insert(last, done.map(|_| aside));
                }
                Err(_) => {
                    self.held.insert(last, done);
                    self.is_full = true;
                }
            }
        }
    }

    /// What became of the input of this number, if that is there.
    ///
    /// # Errors
    /// If the disk does not give back what it took.
    pub fn take(&mut self, number: u64) -> io::Result<Option<Done<W::Made>>> {
        let done = match (self.held.remove(&number), self.aside.remove(&number)) {
            (Some(done), _) => {
                self.n_held -= done.size;
                done
            }
            (None, Some(done)) => done.try_map(|aside| self.fetch(aside))?,
            (None, None) => return Ok(None),
        };
        if self.aside.is_empty() && (self.is_full || self.n_aside() > 0) {
            // The disk may have room once more.
            self.is_full = false;
            self.shelf.as_mut().map_or(Ok(()), Shelf::clear)?;
        }
        Ok(Some(done))
    }

    /// Bytes on disk.
    fn n_aside(&self) -> u64 {
        self.shelf.as_ref().map_or(0, Shelf::n_bytes)
    }

    fn set_aside(&mut self, done: &Done<W::Made>) -> io::Result<Shelved> {
        let packed = done.outcome.as_ref().ok().and_then(|(_, made)| self.work.pack(made));
        let (Some(shelf), Some(packed)) = (&mut self.shelf, packed) else {
            return Err(io::ErrorKind::Unsupported.into());
        };
        shelf.put(&packed)
    }

    fn fetch(&mut self, place: Shelved) -> io::Result<W::Made> {
        let shelf = self.shelf.as_mut().ok_or(io::ErrorKind::NotFound)?;
        self.work.unpack(&shelf.get(place)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analysis;
    use crate::document::DocId;
    use crate::ingest::Record;

    /// Makes a word of each document, which may wait on disk.
    struct Words;

    impl Work for Words {
        type Made = String;

        fn make(&self, _: &Record, analysis: Analysis) -> String {
            analysis.document.id.as_str().to_owned()
        }

        fn pack(&self, made: &String) -> Option<Vec<u8>> {
            Some(made.clone().into_bytes())
        }

        fn unpack(&self, bytes: &[u8]) -> io::Result<String> {
            String::from_utf8(bytes.to_vec()).map_err(io::Error::other)
        }
    }

    fn done(number: u64) -> Done<String> {
        Done::of(Ok((DocId::new(&format!("d{number}")), format!("made of {number}"))), 10)
    }

    fn taken(waiting: &mut Waiting<'_, Words>, number: u64) -> Option<String> {
        waiting.take(number).unwrap().map(|done| done.outcome.unwrap().1)
    }

    #[test]
    fn what_comes_in_any_order_is_had_back_by_its_number() {
        let home = tempfile::tempdir().unwrap();
        let mut waiting = Waiting::new(&Words, Some(home.path()), 30);
        for number in [7, 3, 9, 1, 2, 8, 5, 4, 6] {
            waiting.insert(number, done(number));
            assert!(waiting.n_held <= 30 && waiting.has_room());
        }
        assert_eq!((waiting.held.len(), waiting.aside.len()), (3, 6));
        assert!(
            waiting.held.keys().all(|held| waiting.aside.keys().all(|aside| held < aside)),
            "the next stay"
        );
        assert_eq!(taken(&mut waiting, 0), None);
        for number in 1..10 {
            assert_eq!(taken(&mut waiting, number), Some(format!("made of {number}")));
        }
        assert_eq!((waiting.n_held, waiting.n_aside()), (0, 0), "the file is empty again");
    }

    #[test]
    fn where_there_is_no_disk_all_stays_in_memory_and_reading_waits() {
        let home = tempfile::tempdir().unwrap();
        let nowhere = home.path().join("nowhere");
        for folder in [None, Some(nowhere.as_path())] {
            let mut waiting = Waiting::new(&Words, folder, 30);
            (1..6).for_each(|number| waiting.insert(number, done(number)));
            assert!(waiting.held.len() == 5 && !waiting.has_room());
            for number in 1..6 {
                assert_eq!(taken(&mut waiting, number), Some(format!("made of {number}")));
            }
            assert!(waiting.has_room(), "the disk is asked again");
        }
    }
}
