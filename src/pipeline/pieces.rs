//! How many subwords a word of a document falls into, on average.

use crate::segment::{Segmentation, Subwords, TokenKind, WordTypes};

/// The pieces of word types, asked once and kept: a few thousand types are nearly all words of a corpus.
#[derive(Debug, Default)]
pub struct PieceCache {
    /// Of the numbering that these are by.
    generation: u64,
    /// By number; `None` for a type not asked for yet.
    counts: Vec<Option<u32>>,
}

impl PieceCache {
    /// Pieces per word over all words of the text that are in its language; `None` without words. `types` has met this document last.
    pub fn per_word(
        &mut self,
        subwords: &Subwords,
        segmentation: &Segmentation,
        types: &WordTypes,
    ) -> Option<f64> {
        if self.generation != types.generation() {
            *self = Self { generation: types.generation(), counts: Vec::new() };
        }
        self.counts.resize(types.len(), None);
        let mut words_of = vec![0_u64; segmentation.vocabulary.len()];
        let is_foreign = !segmentation.languages.is_supported();
        for sentence in segmentation.sentences.iter().filter(|it| is_foreign || segmentation.is_read(it)) {
            let tokens = segmentation.tokens_of(sentence).iter();
            tokens.filter(|it| it.kind == TokenKind::Word).for_each(|it| words_of[it.norm.get()] += 1);
        }
        let (mut words, mut pieces) = (0, 0);
        for ((norm, form), &number) in segmentation.vocabulary.iter().zip(types.document()) {
            let count = words_of[norm.get()];
            if count > 0 {
                let each = self.counts[number as usize].get_or_insert_with(|| subwords.count(form));
                words += count;
                pieces += count * u64::from(*each);
            }
        }
        (words > 0).then(|| pieces as f64 / words as f64)
    }
}
