//! The pieces that a word falls into under a vocabulary of policy English.
//!
//! A text in the language and register the vocabulary was learnt from needs few pieces a word; another
//! language, or words broken by bad character recognition, need many. `measure` builds its `out-of-domain`
//! gate on this.

use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::ops::Range;

/// What stands before the first piece of a word.
const WORD_START: char = '\u{2581}';

/// Longest word that is taken apart, in bytes; what is longer is no word but noise, and counts a piece a byte.
const LONGEST_WORD: usize = 64;

/// The built-in vocabulary: 16,000 pieces of byte-pair encoding, learnt by `examples/train_subwords.rs`.
const POLICY_16K: &str = include_str!("../../models/tokenizer/policy-16k.json");

/// Number of a piece; pieces that were joined earlier have lower ones.
type PieceIx = u32;

/// Counts the pieces of words.
#[derive(Debug)]
pub struct Subwords {
    /// The pieces of one character.
    alphabet: FxHashMap<char, PieceIx>,
    /// What two neighbouring pieces make.
    merges: FxHashMap<(PieceIx, PieceIx), PieceIx>,
}

/// The parts that we use of a vocabulary as the `tokenizers` library writes it.
#[derive(Deserialize)]
struct File {
    model: Vocabulary,
}

#[derive(Deserialize)]
struct Vocabulary {
    vocab: FxHashMap<String, PieceIx>,
    /// In the order in which they were learnt, which is that of the pieces they make.
    merges: Vec<(String, String)>,
}

impl Subwords {
    /// The vocabulary that ships with the crate.
    ///
    /// # Panics
    /// Never: the built-in file is read by a test.
    #[must_use]
    pub fn built_in() -> Self {
        let file: File = serde_json::from_str(POLICY_16K).expect("the built-in vocabulary is well-formed");
        let Vocabulary { vocab, merges } = file.model;
        let single = |piece: &str| {
            let mut characters = piece.chars();
            characters.next().filter(|_| characters.next().is_none())
        };
        let alphabet = vocab.iter().filter_map(|(piece, &number)| Some((single(piece)?, number)));
        let number = |piece: &str| vocab[piece];
        let merge = |(left, right): &(String, String)| {
            ((number(left), number(right)), number(&format!("{left}{right}")))
        };
        Self { alphabet: alphabet.collect(), merges: merges.iter().map(merge).collect() }
    }

    /// How many pieces the folded form of a word falls into; a character the vocabulary does not know is a
    /// piece of its own.
    #[must_use]
    pub fn count(&self, form: &str) -> u32 {
        if form.len() > LONGEST_WORD {
            return u32::try_from(form.len()).unwrap_or(u32::MAX);
        }
        let unknown = form.chars().filter(|character| !self.alphabet.contains_key(character)).count();
        u32::try_from(self.pieces(&self.known(form)).len() + unknown).unwrap_or(u32::MAX)
    }

    /// Names the pieces of the folded form of a word, in order, without the characters that the vocabulary does not
    /// know; none of what is too long for a word.
    pub fn each_piece(&self, form: &str, mut name: impl FnMut(&str)) {
        if form.len() <= LONGEST_WORD {
            let known = self.known(form);
            self.pieces(&known).into_iter().for_each(|(_, range)| name(&known[range]));
        }
    }

    /// The word as the vocabulary sees it.
    fn known(&self, form: &str) -> String {
        let mut word = String::with_capacity(form.len() + WORD_START.len_utf8());
        word.push(WORD_START);
        word.extend(form.chars().filter(|character| self.alphabet.contains_key(character)));
        word
    }

    /// Parts a word of known characters: beginning with its characters, the two neighbours that make the piece learnt
    /// first are joined, the first such two of several, until no two make a piece (R. Sennrich, B. Haddow & A. Birch
    /// 2016, Neural machine translation of rare words with subword units).
    fn pieces(&self, known: &str) -> Vec<(PieceIx, Range<usize>)> {
        let single =
            |(at, character): (usize, char)| (self.alphabet[&character], at..at + character.len_utf8());
        let mut pieces: Vec<_> = known.char_indices().map(single).collect();
        // What each piece and the next make. A word is a dozen letters: looking through them all takes less than
        // keeping them in order.
        let made =
            |left: PieceIx, right: PieceIx| self.merges.get(&(left, right)).copied().unwrap_or(PieceIx::MAX);
        let mut joints: Vec<_> = pieces.windows(2).map(|two| made(two[0].0, two[1].0)).collect();
        while let Some((at, &piece)) = joints.iter().enumerate().min_by_key(|(_, piece)| **piece)
            && piece != PieceIx::MAX
        {
            let (_, right) = pieces.remove(at + 1);
            joints.remove(at);
            pieces[at] = (piece, pieces[at].1.start..right.end);
            if at > 0 {
                joints[at - 1] = made(pieces[at - 1].0, piece);
            }
            if let Some((next, _)) = pieces.get(at + 1) {
                joints[at] = made(piece, *next);
            }
        }
        pieces
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

    proptest::proptest! {
        /// The library that learnt the vocabulary parts words alike.
        #[test]
        fn pieces_are_those_of_the_library(form in "([a-z]{1,3}|ation|ment|rights|un|the|[0-9]|'|é|世){0,12}") {
            use tokenizers::{Model, Tokenizer};
            static LIBRARY: std::sync::LazyLock<Tokenizer> =
                std::sync::LazyLock::new(|| POLICY_16K.parse().expect("the library reads what it wrote"));
            static OURS: std::sync::LazyLock<Subwords> = std::sync::LazyLock::new(Subwords::built_in);
            let known = OURS.known(&form);
            let theirs = LIBRARY.get_model().tokenize(&known).expect("all characters are known");
            let theirs: Vec<_> = theirs.into_iter().map(|piece| (piece.id, piece.offsets.0..piece.offsets.1)).collect();
            proptest::prop_assert_eq!(OURS.pieces(&known), theirs);
        }
    }

    #[test]
    fn an_endless_word_is_bounded() {
        assert_eq!(Subwords::built_in().count(&"x".repeat(10_000)), 10_000);
    }
}
