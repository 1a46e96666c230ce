//! What the model says of word types, asked once and kept.

use super::key::Key;
use super::model::{Model, N_SIDES, N_VECTOR};
use super::passage::Watch;
use super::word::{Part, Words};
use crate::document::Fingerprint;
use crate::segment::WordTypes;

/// What is known of the word types that a thread has met, by their numbers. It holds no results: with a fresh or a used
/// cache, judgements are the same.
#[derive(Debug, Default)]
pub struct JudgeCache {
    /// The model and the numbering that these are of.
    of: Option<(Fingerprint, u64)>,
    rows: Vec<TypeRow>,
    /// The rows of the document last begun, by norm: side by side, they stay in the processor's cache.
    document: Vec<TypeRow>,
    /// Buffers.
    pub(super) watch: Watch,
}

/// What the model says of one type.
#[derive(Clone, Copy, Debug)]
pub(super) struct TypeRow {
    /// The key of its stem, by which pairs are found.
    pub stem: Key,
    /// As a word of the passage: its parts and its vector.
    pub word: [f32; N_SIDES],
    /// Close to evidence of the one side, and of the other.
    pub near: [[f32; N_SIDES]; 2],
}

impl JudgeCache {
    /// Makes ready for a document whose types have been met: takes the new ones apart, or all for another model.
    pub(super) fn catch_up(
        &mut self,
        types: &WordTypes,
        words: &Words,
        (model, print): (&Model, Fingerprint),
    ) {
        let of = Some((print, types.generation()));
        if self.of != of {
            self.of = of;
            self.rows.clear();
        }
        for number in self.rows.len()..types.len() {
            self.rows.push(TypeRow::of(types.form(number), words, model));
        }
        self.document.clear();
        self.document.extend(types.document().iter().map(|&number| self.rows[number as usize]));
    }

    /// What is known of the words of the document, by norm.
    pub(super) fn of_document(&self) -> &[TypeRow] {
        &self.document
    }
}

impl TypeRow {
    fn of(form: &str, words: &Words, model: &Model) -> Self {
        let [one, other, near @ ..] = vector(form, model);
        let (mut word, mut stem) = ([one, other], 0);
        words.each_part(form, |part, key, share| {
            if part == Part::Stem {
                stem = key;
            }
            let weights = model.words.row(key);
            word.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight * share);
        });
        Self { stem, word, near: [[near[0], near[1]], [near[2], near[3]]] }
    }
}

/// What the vector of a word comes to; of `people's` that of `people`.
fn vector(form: &str, model: &Model) -> [f32; N_VECTOR] {
    model.vectors.row(super::key::key_of(form.strip_suffix("'s").unwrap_or(form)))
}
