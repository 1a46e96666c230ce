//! Each document has a name of its own.

use crate::document::Fingerprint;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

/// Where an input stands: its file, and the line if that holds many.
pub type Place = (Arc<str>, Option<u64>);

/// The names given so far, and to whom. Names are kept as hashes, so that it grows by some forty bytes a document.
#[derive(Debug, Default)]
pub struct Ids {
    /// The file that each is in, and its line.
    taken: HashMap<[u8; 16], (u32, Option<u32>)>,
    /// The files, each once where its documents follow each other.
    files: Vec<Arc<str>>,
}

impl Ids {
    /// Takes a name for the document at `place`.
    ///
    /// # Errors
    /// With the place of the document that has it already.
    pub fn take(&mut self, id: &str, (file, line): &Place) -> Result<(), Place> {
        if self.files.last() != Some(file) {
            self.files.push(Arc::clone(file));
        }
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        match self.taken.entry(Fingerprint::of(id.as_bytes()).half()) {
            Entry::Vacant(free) => {
                free.insert((number(self.files.len() - 1), line.map(|line| number(line as usize))));
                Ok(())
            }
            Entry::Occupied(taken) => {
                let (file, line) = *taken.get();
                Err((Arc::clone(&self.files[file as usize]), line.map(u64::from)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_of_a_name_learns_where_the_first_is() {
        let mut ids = Ids::default();
        let place = |file: &str, line| (Arc::from(file), line);
        assert_eq!(ids.take("a", &place("x.jsonl", Some(1))), Ok(()));
        assert_eq!(ids.take("b", &place("x.jsonl", Some(2))), Ok(()));
        assert_eq!(ids.take("c", &place("y.txt", None)), Ok(()));
        assert_eq!(ids.take("b", &place("z.txt", None)), Err(place("x.jsonl", Some(2))));
        assert_eq!(ids.take("c", &place("z.txt", None)), Err(place("y.txt", None)));
    }
}
