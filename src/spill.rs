//! What lies on disk so that memory does not grow with a corpus: long lists while they are sorted, and what must wait.

use extsort::{ExternalSorter, PushExternalSorter, Sortable, SortedIterator};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cmp::Ordering;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Items held at a time; the rest waits on disk in sorted runs.
const HELD: usize = 1 << 15;

/// A folder for what does not fit.
#[derive(Clone, Debug)]
pub struct Spill {
    folder: Option<PathBuf>,
}

/// What can be sorted.
pub trait Item: Ord + Serialize + DeserializeOwned + Send + 'static {}

impl<T: Ord + Serialize + DeserializeOwned + Send + 'static> Item for T {}

/// An item as the sorter wants it: it frames what serde writes.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Framed<T>(T);

impl<T: Item> Sortable for Framed<T> {
    fn encode<W: Write>(&self, writer: &mut W) -> io::Result<()> {
        let bytes = postcard::to_stdvec(&self.0).map_err(io::Error::other)?;
        let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
        writer.write_all(&length.to_le_bytes())?;
        writer.write_all(&bytes)
    }

    fn decode<R: Read>(reader: &mut R) -> io::Result<Self> {
        let mut length = [0; 4];
        reader.read_exact(&mut length)?;
        let mut bytes = vec![0; u32::from_le_bytes(length) as usize];
        reader.read_exact(&mut bytes)?;
        postcard::from_bytes(&bytes).map(Framed).map_err(io::Error::other)
    }
}

type Order<T> = fn(&Framed<T>, &Framed<T>) -> Ordering;

/// Items on their way to being sorted.
pub struct Sorter<T: Item> {
    pushed: PushExternalSorter<Framed<T>, Order<T>>,
    folder: Option<TempDir>,
}

/// Items in ascending order.
pub struct Sorted<T: Item> {
    sorted: SortedIterator<Framed<T>, Order<T>>,
    _folder: Option<TempDir>,
}

impl Spill {
    /// Writes below `folder`, and takes away what it wrote.
    #[must_use]
    pub fn below(folder: &Path) -> Self {
        Self { folder: Some(folder.to_owned()) }
    }

    /// Writes nothing: for lists of what is in memory anyway.
    #[must_use]
    pub const fn nowhere() -> Self {
        Self { folder: None }
    }

    /// Room for items to be sorted.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn sorter<T: Item>(&self) -> io::Result<Sorter<T>> {
        let folder = self.folder.as_ref().map(TempDir::new_in).transpose()?;
        let options = match &folder {
            Some(folder) => {
                ExternalSorter::new().with_segment_size(HELD).with_sort_dir(folder.path().to_owned())
            }
            None => ExternalSorter::new().with_segment_size(usize::MAX),
        };
        Ok(Sorter { pushed: options.pushed_by(|one, other| one.cmp(other)), folder })
    }
}

impl<T: Item> Sorter<T> {
    /// Adds an item.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn push(&mut self, item: T) -> io::Result<()> {
        self.pushed.push(Framed(item))
    }

    /// The items.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn sorted(self) -> io::Result<Sorted<T>> {
        Ok(Sorted { sorted: self.pushed.done()?, _folder: self.folder })
    }
}

impl<T: Item> Iterator for Sorted<T> {
    type Item = io::Result<T>;

    fn next(&mut self) -> Option<Self::Item> {
        self.sorted.next().map(|item| item.map(|Framed(item)| item))
    }
}

/// A file without a name for bytes that are had back later; it goes with the program, however that ends.
#[derive(Debug)]
pub struct Shelf {
    folder: PathBuf,
    file: Option<File>,
    /// Where the next ones go.
    end: u64,
}

/// Where on a shelf some bytes lie.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shelved {
    at: u64,
    length: usize,
}

impl Shelf {
    /// A shelf on the disk of `folder`; nothing is written until something is put on it.
    #[must_use]
    pub fn below(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), file: None, end: 0 }
    }

    /// Bytes on it.
    #[must_use]
    pub const fn n_bytes(&self) -> u64 {
        self.end
    }

    /// Puts bytes on it.
    ///
    /// # Errors
    /// If the file system refuses; what lies there already stays.
    pub fn put(&mut self, bytes: &[u8]) -> io::Result<Shelved> {
        let place = Shelved { at: self.end, length: bytes.len() };
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(tempfile::tempfile_in(&self.folder)?),
        };
        file.seek(SeekFrom::Start(place.at))?;
        file.write_all(bytes)?;
        self.end += bytes.len() as u64;
        Ok(place)
    }

    /// The bytes that were put there.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn get(&mut self, place: Shelved) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; place.length];
        let file = self.file.as_mut().ok_or(io::ErrorKind::NotFound)?;
        file.seek(SeekFrom::Start(place.at))?;
        file.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    /// Takes all off it; the places hold no longer.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn clear(&mut self) -> io::Result<()> {
        self.end = 0;
        self.file.as_ref().map_or(Ok(()), |file| file.set_len(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_longer_than_memory_comes_out_sorted() {
        let home = tempfile::tempdir().unwrap();
        let n = HELD as u64 * 2 + 7;
        for spill in [Spill::below(home.path()), Spill::nowhere()] {
            let mut sorter = spill.sorter().unwrap();
            (0..n).for_each(|at| sorter.push((at * 7919 % n, at.to_string())).unwrap());
            let sorted: Vec<(u64, String)> = sorter.sorted().unwrap().collect::<io::Result<_>>().unwrap();
            assert!(sorted.iter().map(|it| it.0).eq(0..n));
            assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0, "nothing is left behind");
        }
    }
}
