//! What a word is made of: its stem, the pieces of a vocabulary, runs of letters.

use super::key::{Key, key_of_part};
use crate::segment::Subwords;
use rust_stemmers::{Algorithm, Stemmer};
use std::sync::Arc;

/// What sort of part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The stem (Porter 2): one a word.
    Stem,
    /// A piece under the vocabulary of subwords, where there are several.
    Piece,
    /// Three to five letters in a row, the ends of the word among them.
    Letters,
}

/// Longest word that is taken apart, in bytes: what is longer is no word.
const LONGEST_WORD: usize = 40;
/// The one name of all numbers.
const NUMBER: &str = "0";

/// Takes words apart.
pub struct Words {
    stemmer: Stemmer,
    subwords: Arc<Subwords>,
}

impl Words {
    /// With a vocabulary of subwords.
    #[must_use]
    pub fn new(subwords: Arc<Subwords>) -> Self {
        Self { stemmer: Stemmer::create(Algorithm::English), subwords }
    }

    /// The key of a word's stem.
    #[must_use]
    pub fn stem(&self, form: &str) -> Key {
        let form = if form.starts_with(|first: char| first.is_ascii_digit()) { NUMBER } else { form };
        key_of_part(Part::Stem as u64, &self.stemmer.stem(form))
    }

    /// Names every part of a word with its share: those of one sort add up to the length 1.
    pub fn each_part(&self, form: &str, mut name: impl FnMut(Part, Key, f32)) {
        name(Part::Stem, self.stem(form), 1.0);
        if form.len() > LONGEST_WORD || !form.chars().any(char::is_alphabetic) {
            return;
        }
        let mut keys = Vec::new();
        self.subwords.each_piece(form, |piece| keys.push(key_of_part(Part::Piece as u64, piece)));
        if keys.len() > 1 {
            name_all(Part::Piece, &keys, &mut name);
        }
        letters(form, &mut keys);
        name_all(Part::Letters, &keys, &mut name);
    }
}

fn name_all(part: Part, keys: &[Key], name: &mut impl FnMut(Part, Key, f32)) {
    let share = 1.0 / (keys.len().max(1) as f32).sqrt();
    keys.iter().for_each(|&key| name(part, key, share));
}

/// The keys of every three to five letters in a row of `^form$`.
fn letters(form: &str, keys: &mut Vec<Key>) {
    keys.clear();
    let marked = format!("^{form}$");
    let ends: Vec<usize> = marked.char_indices().map(|(at, _)| at).chain([marked.len()]).collect();
    for length in 3..=5 {
        for window in ends.windows(length + 1) {
            keys.push(key_of_part(Part::Letters as u64, &marked[window[0]..window[length]]));
        }
    }
}
