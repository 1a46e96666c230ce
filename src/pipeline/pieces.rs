//! How many subwords a word of a document falls into, on average.

use crate::segment::{Segmentation, Subwords, TokenKind};
use rustc_hash::FxHashMap;

/// Word types kept before the cache starts afresh.
const MOST_TYPES: usize = 200_000;

/// The pieces of word types, asked once and kept: a few thousand types are nearly all words of a corpus.
#[derive(Debug, Default)]
pub struct PieceCache {
    types: FxHashMap<Box<str>, u32>,
}

impl PieceCache {
    /// Pieces per word over all words of the text; `None` without words.
    pub fn per_word(&mut self, subwords: &Subwords, segmentation: &Segmentation) -> Option<f64> {
        if self.types.len() > MOST_TYPES {
            self.types.clear();
        }
        let mut counts = vec![0_u64; segmentation.vocabulary.len()];
        for token in segmentation.tokens.iter().filter(|token| token.kind == TokenKind::Word) {
            counts[token.norm.get()] += 1;
        }
        let (mut words, mut pieces) = (0, 0);
        for (norm, form) in segmentation.vocabulary.iter() {
            let count = counts[norm.get()];
            if count > 0 {
                words += count;
                pieces += count * u64::from(self.count(subwords, form));
            }
        }
        (words > 0).then(|| pieces as f64 / words as f64)
    }

    fn count(&mut self, subwords: &Subwords, form: &str) -> u32 {
        if let Some(&count) = self.types.get(form) {
            return count;
        }
        let count = subwords.count(form);
        self.types.insert(form.into(), count);
        count
    }
}
