//! From sentences to weights.

use crate::options::Options;
use crate::score::Both;
use crate::sentences::{Block, Sentence, Set};
use crate::solve::{Example, Weights, solve};
use normscope::annotate::judge::training::Key;
use std::collections::{BTreeMap, HashMap};

/// Sentences as numbered features.
pub struct Matrix {
    rows: Vec<Vec<(u32, f32)>>,
}

/// The numbers of features.
pub struct Numbers {
    places: HashMap<(Block, Key), u32>,
    scales: [f32; Block::ALL.len()],
}

impl Numbers {
    /// Numbers the features of the training sentences that are common enough.
    pub fn new(sentences: &[Sentence], options: &Options) -> Self {
        let mut counts: BTreeMap<(Block, Key), usize> = BTreeMap::new();
        for &(block, key, _) in sentences.iter().flat_map(|sentence| &sentence.features) {
            *counts.entry((block, key)).or_default() += 1;
        }
        let is_kept =
            |block: Block, count: usize| count >= options.fewest && options.scales[block as usize] > 0.0;
        let kept = counts.into_iter().filter(|&((block, _), count)| is_kept(block, count));
        Self { places: kept.map(|(feature, _)| feature).zip(0..).collect(), scales: options.scales }
    }

    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// The sentences by the numbers of their features. `believe` is the share of the codebook's evidence that counts.
    pub fn matrix(&self, sentences: &[Sentence], believe: impl Fn(&Sentence) -> f32) -> Matrix {
        let row = |sentence: &Sentence| {
            let share = believe(sentence);
            let number = |&(block, key, value): &(Block, Key, f32)| {
                let share = if block.is_evidence() { share } else { 1.0 };
                let at = *self.places.get(&(block, key))?;
                Some((at, value * share * self.scales[block as usize]))
            };
            sentence.features.iter().filter_map(number).collect()
        };
        Matrix { rows: sentences.iter().map(row).collect() }
    }

    /// The weights of every feature of a block, by key, as they apply to unscaled values.
    pub fn of_block(&self, block: Block, weights: &[Weights; 2]) -> BTreeMap<Key, [f32; 2]> {
        let scale = f64::from(self.scales[block as usize]);
        let of_block = self.places.iter().filter(|((of, _), _)| *of == block);
        of_block
            .map(|(&(_, key), &at)| {
                (key, [0, 1].map(|side| (weights[side].features[at as usize] * scale) as f32))
            })
            .collect()
    }
}

/// Learns the weights of both frames from some of the sentences.
pub fn learn(
    sentences: &[Sentence],
    (matrix, n_features): (&Matrix, usize),
    members: &[usize],
    options: &Options,
) -> [Weights; 2] {
    [0, 1].map(|side| {
        let example = |&at: &usize| {
            let sentence = &sentences[at];
            let borderline = if sentence.is_borderline { options.borderline } else { 1.0 };
            let of_set = match sentence.set {
                Set::General => 1.0,
                Set::Digital => options.digital,
                Set::Further => options.further_weight,
            };
            Example { features: &matrix.rows[at], shown: sentence.shows[side], weight: borderline * of_set }
        };
        let examples: Vec<Example<'_>> = members.iter().map(example).collect();
        solve(&examples, n_features)
    })
}

/// The sums of both frames for some sentences.
pub fn sums(weights: &[Weights; 2], matrix: &Matrix, members: impl Iterator<Item = usize>) -> Vec<Both> {
    members.map(|at| [0, 1].map(|side| weights[side].sum(&matrix.rows[at]))).collect()
}

/// The fold of each sentence: documents are never parted.
pub fn folds(sentences: &[Sentence], options: &Options) -> Vec<usize> {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let fold = |sentence: &Sentence| {
        let hash = sentence.doc.bytes().fold(0xcbf2_9ce4_8422_2325 ^ options.seed, step);
        (hash >> 32) as usize % options.folds
    };
    sentences.iter().map(fold).collect()
}
