//! Scores of types and of pairs of types, asked once and kept.
//!
//! All that a token adds to the scores of itself and its neighbours depends on its type alone, so a token costs
//! five additions of kept rows, and three more for its pairs.

use super::class::Class;
use super::key::{self, N_OFFSETS, N_PAIRS, Pair};
use super::look::{Codes, Look, Stance};
use super::model::Model;
use super::weights::{Sums, Weights};
use crate::document::Fingerprint;
use crate::segment::WordTypes;
use rustc_hash::FxHashMap;

/// Types kept before the cache starts afresh: about 25 MB, and more than the types of 30 million words of edited
/// English.
const MOST_TYPES: usize = 100_000;
/// Pairs kept of each sort, each in the one slot that its types point to.
const PAIR_SLOTS: usize = 1 << 15;
/// Types with small letters or marks, plain and first capitalised ones, plain capitals: nearly all tokens. They are
/// found by the number of their word.
const N_USUAL: usize = 6;

/// What stands before the first token.
pub(super) const BEFORE_ALL: u32 = 0;
/// What stands behind the last.
pub(super) const BEHIND_ALL: u32 = 1;

/// Scores of types. A cache belongs to one thread and serves any number of documents. It holds no results: with a
/// fresh or a used cache, the names are the same.
#[derive(Debug, Default)]
pub struct NameCache {
    model: Option<Fingerprint>,
    numbers: FxHashMap<Box<str>, u32>,
    types: Vec<Type>,
    pairs: [Vec<PairSlot>; N_PAIRS],
    /// The numbering of words that `usual` is by.
    generation: u64,
    /// Of each word, by its number, the numbers of its usual types, 0 if not asked yet.
    usual: Vec<[u32; N_USUAL]>,
    name: String,
    keys: Vec<key::Key>,
    pub(super) working: super::find::Working,
}

#[derive(Debug)]
struct Type {
    look: Look,
    rows: [Sums; N_OFFSETS],
    /// Which rows are there, one bit each: most types are never seen from all places.
    filled: u8,
}

#[derive(Clone, Copy, Debug)]
struct PairSlot {
    types: (u32, u32),
    row: Sums,
}

/// A token to be numbered.
#[derive(Clone, Copy)]
pub(super) struct Seen<'t> {
    /// The number of its word.
    pub word: usize,
    pub norm: &'t str,
    pub surface: &'t str,
    pub class: Class,
    pub stance: Stance,
}

impl NameCache {
    /// An empty cache.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes ready for a document whose words have been numbered.
    pub(super) fn begin(&mut self, model: Fingerprint, words: &WordTypes) {
        let starts_afresh = self.model != Some(model) || self.types.len() > MOST_TYPES;
        if starts_afresh {
            self.numbers.clear();
            self.types.clear();
            let empty = PairSlot { types: (u32::MAX, u32::MAX), row: [0; 12] };
            self.pairs = [(); N_PAIRS].map(|()| vec![empty; PAIR_SLOTS]);
            self.model = Some(model);
            for look in [Look::before_all(), Look::behind_all()] {
                self.types.push(Type { look, rows: [[0; 12]; N_OFFSETS], filled: 0 });
            }
        }
        if starts_afresh || self.generation != words.generation() {
            self.generation = words.generation();
            self.usual.clear();
        }
        self.usual.resize(words.len(), [0; N_USUAL]);
    }

    /// The number of a token's type.
    pub(super) fn number(&mut self, seen: Seen<'_>, model: &Model) -> u32 {
        let usual = usual(seen.class, seen.stance);
        if let Some(usual) = usual
            && self.usual[seen.word][usual] != 0
        {
            return self.usual[seen.word][usual];
        }
        let number = self.look_up(seen, model);
        if let Some(usual) = usual {
            self.usual[seen.word][usual] = number;
        }
        number
    }

    fn look_up(&mut self, seen: Seen<'_>, model: &Model) -> u32 {
        self.name.clear();
        self.name.push(char::from(seen.class as u8));
        self.name.push(char::from(seen.stance));
        self.name.push_str(seen.norm);
        if seen.class == Class::Mixed {
            self.name.push('\n');
            self.name.push_str(seen.surface);
        }
        if let Some(&number) = self.numbers.get(self.name.as_str()) {
            return number;
        }
        let look = Look::new(seen.norm, seen.surface, seen.class, seen.stance, &model.clusters);
        let number = u32::try_from(self.types.len()).expect("types of one text are fewer than its bytes");
        self.types.push(Type { look, rows: [[0; 12]; N_OFFSETS], filled: 0 });
        self.numbers.insert(self.name.as_str().into(), number);
        number
    }

    /// What a type says as seen from `offset`.
    pub(super) fn row(&mut self, number: u32, offset: usize, weights: &Weights) -> &Sums {
        let kept = &mut self.types[number as usize];
        if kept.filled >> offset & 1 == 0 {
            self.keys.clear();
            key::around(&kept.look, offset, &mut self.keys);
            kept.rows[offset] = weights.sum(&self.keys);
            kept.filled |= 1 << offset;
        }
        &kept.rows[offset]
    }

    /// What two types say together.
    pub(super) fn pair(&mut self, pair: Pair, types: (u32, u32), weights: &Weights) -> &Sums {
        let slot = &mut self.pairs[pair as usize][slot_of(types)];
        if slot.types != types {
            let codes = |number: u32| -> &Codes { &self.types[number as usize].look.codes };
            self.keys.clear();
            key::of_pair(pair, codes(types.0), codes(types.1), &mut self.keys);
            *slot = PairSlot { types, row: weights.sum(&self.keys) };
        }
        &slot.row
    }
}

fn slot_of((left, right): (u32, u32)) -> usize {
    let mixed = (u64::from(left) << 32 | u64::from(right)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> (64 - PAIR_SLOTS.ilog2())) as usize
}

/// The place of a usual type among those of its norm.
const fn usual(class: Class, stance: Stance) -> Option<usize> {
    match (class, stance) {
        (Class::Small, 0) => Some(0),
        (Class::Number, 0) => Some(1),
        (Class::Mark, 0) => Some(2),
        (Class::Title, 0) => Some(3),
        (Class::Title, 1) => Some(4),
        (Class::Capitals, 0) => Some(5),
        _ => None,
    }
}
