//! The pieces that a word falls into under a vocabulary of policy English.
//!
//! A text in the language and register the vocabulary was learnt from needs few pieces a word; another
//! language, or words broken by bad character recognition, need many. `measure` builds its `out-of-domain`
//! gate on this.

use std::collections::BTreeSet;
use tokenizers::{Model, ModelWrapper, Tokenizer};

/// What stands before the first piece of a word.
const WORD_START: char = '\u{2581}';

/// Longest word that is taken apart, in bytes; what is longer is no word but noise, and counts a piece a byte.
const LONGEST_WORD: usize = 64;

/// The built-in vocabulary: 16,000 pieces of byte-pair encoding, learnt by `examples/train_subwords.rs`.
const POLICY_16K: &str = include_str!("../../models/tokenizer/policy-16k.json");

/// Counts the pieces of words.
#[derive(Debug)]
pub struct Subwords {
    model: ModelWrapper,
    alphabet: BTreeSet<char>,
}

impl Subwords {
    /// The vocabulary that ships with the crate.
    ///
    /// # Panics
    /// Never: the built-in file is read by a test.
    #[must_use]
    pub fn built_in() -> Self {
        let tokenizer: Tokenizer = POLICY_16K.parse().expect("the built-in vocabulary is well-formed");
        let model = tokenizer.get_model().clone();
        let alphabet = model
            .get_vocab()
            .into_keys()
            .filter_map(|piece| {
                let mut characters = piece.chars();
                characters.next().filter(|_| characters.next().is_none())
            })
            .collect();
        Self { model, alphabet }
    }

    /// How many pieces the folded form of a word falls into; a character the vocabulary does not know is a
    /// piece of its own.
    #[must_use]
    pub fn count(&self, form: &str) -> u32 {
        if form.len() > LONGEST_WORD {
            return u32::try_from(form.len()).unwrap_or(u32::MAX);
        }
        let unknown = form.chars().filter(|character| !self.alphabet.contains(character)).count();
        let pieces = self.model.tokenize(&self.known(form)).map_or(form.len(), |pieces| pieces.len());
        u32::try_from(pieces + unknown).unwrap_or(u32::MAX)
    }

    /// Names the pieces of the folded form of a word, in order, without the characters that the vocabulary does not
    /// know; none of what is too long for a word.
    pub fn each_piece(&self, form: &str, mut name: impl FnMut(&str)) {
        if form.len() <= LONGEST_WORD
            && let Ok(pieces) = self.model.tokenize(&self.known(form))
        {
            pieces.iter().for_each(|piece| name(&piece.value));
        }
    }

    /// The word as the vocabulary sees it.
    fn known(&self, form: &str) -> String {
        let mut word = String::with_capacity(form.len() + WORD_START.len_utf8());
        word.push(WORD_START);
        word.extend(form.chars().filter(|character| self.alphabet.contains(character)));
        word
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_field_are_few_pieces_and_noise_is_many() {
        let subwords = Subwords::built_in();
        assert_eq!(subwords.count("government"), 1);
        assert_eq!(subwords.count("sovereignty"), 1);
        assert!(subwords.count("s0vcreignlv") > 3);
        assert!(subwords.count("Menschenrechte") > 2);
        assert_eq!(subwords.count("права"), 1 + 5);
    }

    #[test]
    fn an_endless_word_is_bounded() {
        assert_eq!(Subwords::built_in().count(&"x".repeat(10_000)), 10_000);
    }
}
