//! Numbers for the word types that a thread has met.

use super::layer::{Vocabulary, hash_of};
use hashbrown::HashTable;

/// Types kept before the numbering starts afresh, so that what the stages know of them does not grow with a corpus: more
/// than the words of some million tokens of edited English.
const MOST_TYPES: usize = 1 << 16;

/// The word types of all documents that one thread has met, each with a number: 0, 1, 2 in the order of first
/// appearance. Stages that ask something of every word ask it once for each type and keep the answer by number.
///
/// It holds no results: with a fresh or a used numbering, every stage finds the same.
#[derive(Debug, Default)]
pub struct WordTypes {
    table: HashTable<Known>,
    /// The forms of all types, one behind the other.
    forms: String,
    /// Where the form of each number ends.
    ends: Vec<u32>,
    /// The number of each type of the document last begun, by norm.
    document: Vec<u32>,
    generation: u64,
}

/// A type in the table. It says itself where its form lies: a look through a second list would be another
/// miss of the processor's cache.
#[derive(Clone, Copy, Debug)]
struct Known {
    hash: u64,
    number: u32,
    start: u32,
    end: u32,
}

impl WordTypes {
    /// Numbers every type of a document; afresh if very many have been met.
    pub fn begin(&mut self, vocabulary: &Vocabulary) {
        if self.len() > MOST_TYPES {
            *self = Self { generation: self.generation + 1, ..Self::default() };
        }
        let mut document = std::mem::take(&mut self.document);
        document.clear();
        let number = |(norm, form)| self.number_hashed(form, vocabulary.hash(norm));
        document.extend(vocabulary.iter().map(number));
        self.document = document;
    }

    /// The number of each type of the document last begun, by its norm.
    #[must_use]
    pub fn document(&self) -> &[u32] {
        &self.document
    }

    /// How often the numbering has started afresh; numbers hold as long as this stays the same.
    #[must_use]
    pub const fn generation(&self) -> u64 {
        self.generation
    }

    /// The number of a form.
    pub fn number(&mut self, form: &str) -> u32 {
        self.number_hashed(form, hash_of(form))
    }

    fn number_hashed(&mut self, form: &str, hash: u64) -> u32 {
        let forms = self.forms.as_bytes();
        let is_same = |known: &Known| {
            known.hash == hash && &forms[known.start as usize..known.end as usize] == form.as_bytes()
        };
        if let Some(known) = self.table.find(hash, is_same) {
            return known.number;
        }
        let (number, start) = (narrow(self.ends.len()), narrow(self.forms.len()));
        self.forms.push_str(form);
        let end = narrow(self.forms.len());
        self.ends.push(end);
        self.table.insert_unique(hash, Known { hash, number, start, end }, |known| known.hash);
        number
    }

    /// How many types have been met.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether none has.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The form of a number.
    ///
    /// # Panics
    /// If no type has it.
    #[must_use]
    pub fn form(&self, number: usize) -> &str {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.forms[start..self.ends[number] as usize]
    }
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).expect("200,000 types and one document stay below 4 billion bytes")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_hold_from_document_to_document() {
        let vocabulary = |forms: &[&str]| {
            let mut vocabulary = Vocabulary::default();
            forms.iter().for_each(|form| _ = vocabulary.push(form));
            vocabulary
        };
        let mut types = WordTypes::default();
        types.begin(&vocabulary(&["right", "to"]));
        types.begin(&vocabulary(&["privacy", "to"]));
        assert_eq!(types.document(), [2, 1]);
        assert_eq!(types.form(2), "privacy");
        assert_eq!(types.number("right"), 0);
    }
}
