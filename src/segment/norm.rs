//! Folded forms, each kept once.

use super::layer::{Norm, Vocabulary, hash_of};
use crate::text::fold_into;
use hashbrown::HashTable;

/// Bytes of a text of a few thousand words to each of its forms.
const BYTES_OF_FORM: usize = 16;
/// Forms that room is made for: longer texts bring few new ones.
const MOST_ROOM: usize = 2048;

/// Builds the [`Vocabulary`] of one text: gives every token the index of its folded form.
#[derive(Default)]
pub(super) struct Interner {
    vocabulary: Vocabulary,
    /// Hash and index of every form; the forms themselves stay in the vocabulary.
    table: HashTable<(u64, Norm)>,
    folded: String,
}

impl Interner {
    /// With room for the forms of a text of this length, as far as texts of thousands of words go: growing into it took a
    /// hundredth of the time of a run.
    pub(super) fn for_text(text: &str) -> Self {
        let n_forms = (text.len() / BYTES_OF_FORM).min(MOST_ROOM);
        Self {
            vocabulary: Vocabulary::with_room(n_forms),
            table: HashTable::with_capacity(n_forms),
            folded: String::new(),
        }
    }

    /// The index of the folded form of `word`.
    pub(super) fn intern(&mut self, word: &str) -> Norm {
        self.folded.clear();
        if word.is_ascii() {
            self.folded.push_str(word);
            self.folded.make_ascii_lowercase();
        } else {
            fold_into(word, &mut self.folded);
        }
        let (folded, vocabulary) = (self.folded.as_str(), &mut self.vocabulary);
        let hash = hash_of(folded);
        let same = |&(other, norm): &(u64, Norm)| other == hash && vocabulary.form(norm) == folded;
        if let Some(&(_, norm)) = self.table.find(hash, same) {
            return norm;
        }
        let norm = vocabulary.push_hashed(folded, hash);
        self.table.insert_unique(hash, (hash, norm), |&(hash, _)| hash);
        norm
    }

    /// Every form met, in order of first appearance.
    pub(super) fn into_vocabulary(self) -> Vocabulary {
        self.vocabulary
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_apostrophe_do_not_make_another_word() {
        let mut interner = Interner::default();
        let norm = interner.intern("People’s");
        assert_eq!(interner.intern("PEOPLE'S"), norm);
        assert_ne!(interner.intern("peoples"), norm);
        assert_eq!(interner.into_vocabulary().len(), 2);
    }
}
